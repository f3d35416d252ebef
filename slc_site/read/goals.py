"""Goals: read, and their references followed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access
from slc_site.model.goal import (
    Goal,
    GoalMeasure,
    GoalStep,
    PaperProof,
    Progress,
    Promise,
    Review,
    Voice,
)  # fmt: skip
from slc_site.model.post import PaperItem
from slc_site.problems import Severity, nearest
from slc_site.read.audiences import narrowed
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.goal_slips import check_days, check_names, check_values, without_circles
from slc_site.read.listing import listed
from slc_site.read.names import Names, one
from slc_site.read.reading import Reader
from slc_site.read.shapes_goal import GoalShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

_PERSONAL = ("personal", "private", "home", "at home")
"""Areas that are nobody's but the family's."""


class UnlinkedGoal(Struct, frozen=True):
    """A goal that was read; where it points is not known yet."""

    slug: str
    sheet: Sheet[GoalShape]


def read_goals(folder: Folder, reader: Reader) -> tuple[list[UnlinkedGoal], list[str]]:
    """Read a student's goals; return them by name, and the names of those that were left out."""
    goals: list[UnlinkedGoal] = []
    left_out: list[str] = []
    for file in listed(folder, ".md", "goal", reader.reporter):
        sheet = reader.sheet(file, Form.FRONT_MATTER, GoalShape)
        if sheet is None:
            left_out.append(file.stem)
        else:
            goals.append(UnlinkedGoal(file.stem, sheet))
    return goals, left_out


class GoalLinks(Struct, frozen=True):
    """What of the class a goal may point at, and what day it is."""

    strands: Names
    targets: Names
    terms: Names
    today: date

    def link_all(
        self, unlinked: Sequence[UnlinkedGoal], student: str, access: Access, goals: Names, posts: Names
    ) -> list[Goal]:
        """Return all goals of one student, their references followed and their audiences worked out."""
        sheets = {each.slug: each.sheet for each in unlinked}
        linked = [self._link(each, student, access, goals, posts) for each in unlinked]
        check_names(linked, sheets)
        return without_circles(linked, sheets)

    def _link(self, unlinked: UnlinkedGoal, student: str, access: Access, goals: Names, posts: Names) -> Goal:
        sheet, shape = unlinked.sheet, unlinked.sheet.shape
        check_days(sheet, self.today)
        check_values(sheet)
        follows = one(sheet, goals, shape.follows, "follows")
        strand = one(sheet, self.strands, shape.strand, "strand")
        evidence, shows, papers = _evidence(sheet, posts)
        return Goal(
            student=student,
            slug=unlinked.slug,
            title=shape.title,
            origin=sheet.origin,
            body=sheet.document.body,
            body_line=sheet.document.body_line,
            by=shape.by,
            kind=shape.kind,
            strand=strand,
            area=shape.area,
            is_personal=_is_personal(sheet),
            skill=self.targets.find(shape.skill) or shape.skill,  # words are as good
            helps_in=shape.helps_in,
            set_on=shape.set,
            due=shape.due,
            measure=_measure(sheet),
            how=shape.measure.how if shape.measure else "",
            steps=tuple(GoalStep(step.text, step.date) for step in shape.steps if step.text),
            at_school=_said(shape.strategies.school),
            at_home=_said(shape.strategies.home),
            progress=_progress(sheet),
            promises=_promises(sheet),
            helped=_said(shape.helped),
            in_the_way=_said(shape.in_the_way),
            reviews=self._reviews(sheet),
            follows=follows,
            evidence=evidence,
            shows=shows,
            papers=papers,
            status=shape.status,
            audience=_audience(sheet, access),
        )

    def _reviews(self, sheet: Sheet[GoalShape]) -> tuple[Review, ...]:
        reviews = [
            Review(
                date=each.date,
                decision=each.decision,
                term=one(sheet, self.terms, each.term, "review", place, "term"),
                note=each.note,
                proud_of=each.proud_of,
                used=each.used,
            )
            for place, each in enumerate(sheet.shape.review)
        ]
        return tuple(sorted(reviews, key=lambda review: review.date))


# -- who may see it -------------------------------------------------------------------------------------


def _audience(sheet: Sheet[GoalShape], access: Access) -> Audience:
    typed = sheet.document.fields.get("status")
    if sheet.is_lost("status") and isinstance(typed, str) and same(typed.strip()) in ("draft", "private"):
        return Audience.TEACHER  # not a status of goals, but it is clear what was meant
    audience = narrowed(sheet, "goals", sheet.shape.access, access.goals)
    if not _is_personal(sheet):
        return audience
    area = sheet.shape.area
    if area and same(area) not in _PERSONAL:
        hint = "If it is meant, write `area: personal`; if not, another word."
        message = f"I take {shown(area)} for `personal`, so this goal is for the family at most."
        sheet.report(message, "area", hint=hint, severity=Severity.WARNING, code="personal")
    if audience < Audience.FAMILY and sheet.shape.access is not None:
        sheet.report(
            f"A personal goal is for the family at most, not `{audience.word}`; I use `family`.",
            "access",
            hint="Take the line out, or give the goal another `area`.",
            severity=Severity.WARNING,
            code="wider-access",
        )
    return max(audience, Audience.FAMILY)


def _is_personal(sheet: Sheet[Any]) -> bool:
    """Tell whether the area is the family's own: an unreadable or misspelt one counts as that, too."""
    return sheet.is_lost("area") or nearest(same(sheet.shape.area), _PERSONAL) is not None


# -- what it says ---------------------------------------------------------------------------------------


def _said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _measure(sheet: Sheet[GoalShape]) -> GoalMeasure | None:
    measure = sheet.shape.measure
    if measure is None or measure.target is None:
        return None
    return GoalMeasure(measure.target, measure.unit, measure.start or Decimal(0))


def _progress(sheet: Sheet[GoalShape]) -> tuple[Progress, ...]:
    entries = [
        Progress(
            date=each.date,
            value=each.value,
            parts=each.fraction,
            note=each.note,
            helped=each.helped,
            in_the_way=each.in_the_way,
            proud_of=each.proud_of,
        )
        for each in sheet.shape.progress
    ]
    return tuple(sorted(entries, key=lambda entry: entry.date))


def _evidence(
    sheet: Sheet[GoalShape], posts: Names
) -> tuple[tuple[str, ...], dict[str, str], tuple[PaperProof, ...]]:
    """Return the posts, what each of them shows, and the pieces of paper."""
    found: dict[str, str] = {}
    papers = []
    for place, each in enumerate(sheet.shape.evidence):
        if each.paper is not None:
            papers.append(PaperProof(PaperItem(each.paper.where, each.paper.pages), each.shows))
            continue
        post = one(sheet, posts, each.post, "evidence", place)
        if post is not None:
            found[post] = found.get(post) or each.shows
    return tuple(found), {post: shows for post, shows in found.items() if shows}, tuple(papers)


def _promises(sheet: Sheet[GoalShape]) -> tuple[Promise, ...]:
    promises = []
    for voice in Voice:
        text: str = getattr(sheet.shape.commitments, voice.value)
        kept = getattr(sheet.shape.kept, voice.value)
        if text:
            answer, note = (kept.answer, kept.note) if kept is not None else (None, "")
            promises.append(Promise(voice, text, answer, note))
        elif kept is not None:
            sheet.report(
                f"It says whether the {voice.value} kept a promise, but there is none.",
                "kept",
                voice.value,
                hint=f"Write what was promised below `commitments`, under `{voice.value}`.",
                severity=Severity.WARNING,
                code="no-promise",
            )
    return tuple(promises)
