"""Goal sheets with three commitments (practice F3), and what children colour in: one goal on each sheet.

A child's own sheets show what was agreed and the bar as it was coloured in last; what nobody has said yet
is a line to write on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from slc_site.model.goal import Goal, GoalKind, GoalStatus, Voice
from slc_site.paper.agendas import goals
from slc_site.paper.form_head import FormHead, form_language, head_of
from slc_site.paper.job import Job
from slc_site.paper.plain_text import plain
from slc_site.paper.sheet import Sheet
from slc_site.render import bars
from slc_site.render.strips import Strip, strip
from slc_site.render.views import Bar

BAR_HEIGHT = 52
"""In units of the drawing: as high as a crayon is at ease."""
_PARTS = range(2, 11)
"""Of bars to colour in (practice F4)."""
_USUAL_PARTS = 4


class PromiseLine(Struct, frozen=True):
    """What one of the three will do."""

    voice: str
    text: str
    """Empty: there is room to write it."""
    kept: str
    """`kept`, `partly` or `not-yet`; empty: three boxes to tick."""
    note: str


class StepLine(Struct, frozen=True):
    """A step of the way; by when is None where nobody said."""

    text: str
    day: date | None


class GoalWords(Struct, frozen=True):
    """What was said of a goal; whatever is empty is written by hand."""

    title: str = ""
    """Empty: nothing is said yet, the sheet is an empty one."""
    areas: tuple[tuple[str, bool], ...] = ()
    """What it can be for, in the class's own words, and whether this one is."""
    area: str = ""
    """What it is for, where that is none of these."""
    is_personal: bool = False
    skill: str = ""
    helps_in: str = ""
    horizon: str = ""
    """`short-term` or `long-term`."""
    how: str = ""
    """How we will see it."""
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    due: date | None = None
    by: str = ""
    """`student`, `parent`, `teacher`, or `together`."""
    why: str = ""
    steps: tuple[StepLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    """Of all three, always."""
    at_school: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    bar: Strip | None = None
    """As it is now."""
    met: bool = False


class GoalSheet(Struct, frozen=True):
    """`forms/goal.html`: what the goal is, what everybody promises, and how it went."""

    head: FormHead
    goal: GoalWords
    evidence: tuple[str, ...]
    """Titles of the work that shows it."""


class BarsSheet(Struct, frozen=True):
    """`forms/bars.html`: bars to cut out and colour in."""

    head: FormHead
    bars: tuple[Strip, ...]


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield a sheet for each goal that the child works on; an empty one where there is none."""
    head = head_of(job)
    own = [goal for goal in goals(job) if goal.status is GoalStatus.WORKING] if job.student else []
    own.sort(key=lambda goal: goal.kind is GoalKind.LONG_TERM)
    for goal in own:
        proofs = tuple(post.title for post in job.library.evidence(goal))
        view = GoalSheet(head, goal_words(job, goal), (*proofs, *papers(goal)))
        yield Sheet("forms/goal.html", view, form_language(job))
    if not own:
        yield Sheet("forms/goal.html", GoalSheet(head, _blank(job), ()), form_language(job))


def bar_sheets(job: Job) -> Iterator[Sheet]:
    """Yield bars of two to ten parts, to be cut out, glued on a goal sheet and coloured in."""
    view = BarsSheet(head_of(job), tuple(empty_bar(parts) for parts in _PARTS))
    yield Sheet("forms/bars.html", view, form_language(job))


def empty_bar(parts: int = _USUAL_PARTS) -> Strip:
    """Return a bar to colour in."""
    return strip(Bar(0, parts), BAR_HEIGHT)


def bar_of(goal: Goal) -> Strip:
    """Return a goal's bar as it is now, or an empty one."""
    bar, meter = bars.drawn(goal)
    now = meter.bar if meter else bar
    return strip(now, BAR_HEIGHT) if now else empty_bar()


def goal_words(job: Job, goal: Goal) -> GoalWords:
    """Return what was said of a goal."""
    promised = {promise.voice: promise for promise in goal.promises}
    strand = job.library.strand.get(goal.strand or "")
    skill = job.library.target.get(goal.skill)
    measure = goal.measure
    return GoalWords(
        title=goal.title,
        areas=tuple((title, strand is not None and title == strand.title) for title in areas_of(job)),
        area="" if goal.is_personal else goal.area,
        is_personal=goal.is_personal,
        skill=skill.text if skill else goal.skill,
        helps_in=goal.helps_in,
        horizon=goal.kind.value,
        how=goal.how,
        start=measure.start if measure else None,
        target=measure.target if measure else None,
        unit=measure.unit if measure else "",
        due=goal.due,
        by=goal.by.value if goal.by else "together",
        why=plain(goal.body),
        steps=tuple(StepLine(step.text, step.date) for step in goal.steps),
        promises=tuple(
            PromiseLine(voice.value, said.text, said.kept.value if said.kept else "", said.note)
            if (said := promised.get(voice))
            else PromiseLine(voice.value, "", "", "")
            for voice in Voice
        ),
        at_school=goal.at_school,
        at_home=goal.at_home,
        bar=bar_of(goal),
        met=goal.status is GoalStatus.MET,
    )


def areas_of(job: Job) -> tuple[str, ...]:
    """Return what goals can be for: the class's strands, by their titles."""
    return tuple(strand.title for strand in job.library.classroom.strands)


def papers(goal: Goal) -> Iterator[str]:
    """Yield where the paper is that shows how a goal is going."""
    for proof in goal.papers:
        yield " · ".join(filter(None, (proof.shows, proof.paper.where, proof.paper.pages)))


def _blank(job: Job) -> GoalWords:
    return GoalWords(
        areas=tuple((title, False) for title in areas_of(job)),
        promises=tuple(PromiseLine(voice.value, "", "", "") for voice in Voice),
        bar=empty_bar(),
    )
