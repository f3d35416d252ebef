"""Goals: read, and their references followed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from slc_site.model.audience import Audience
from slc_site.model.classroom import Access
from slc_site.model.goal import Goal, GoalMeasure, Progress, Promise, Voice
from slc_site.problems import Severity
from slc_site.read.audiences import narrowed
from slc_site.read.disk import Folder, same
from slc_site.read.document import Form
from slc_site.read.listing import listed
from slc_site.read.names import Names, one, several
from slc_site.read.reading import Reader
from slc_site.read.shapes_work import GoalShape
from slc_site.read.sheet import Sheet


@dataclass(frozen=True, slots=True)
class UnlinkedGoal:
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


def link_goal(
    unlinked: UnlinkedGoal, student: str, access: Access, strands: Names, goals: Names, posts: Names
) -> Goal:
    """Return the goal with its references followed and its audience worked out."""
    sheet, shape = unlinked.sheet, unlinked.sheet.shape
    measure = shape.measure
    follows = one(sheet, goals, shape.follows, "follows")
    if follows == unlinked.slug:
        hint = "Name the goal that came before it, or take the line out."
        sheet.report("A goal cannot follow itself.", "follows", hint=hint, code="follows-itself")
        follows = None
    return Goal(
        student=student,
        slug=unlinked.slug,
        title=shape.title,
        origin=sheet.origin,
        body=sheet.document.body,
        body_line=sheet.document.body_line,
        by=shape.by,
        kind=shape.kind,
        strand=one(sheet, strands, shape.strand, "strand"),
        set_on=shape.set,
        due=shape.due,
        measure=GoalMeasure(measure.target, measure.unit, measure.start or Decimal(0)) if measure else None,
        progress=_progress(sheet),
        promises=_promises(sheet),
        follows=follows,
        evidence=several(sheet, posts, shape.evidence, "evidence"),
        status=shape.status,
        audience=_audience(sheet, access),
    )


def _audience(sheet: Sheet[GoalShape], access: Access) -> Audience:
    typed = sheet.document.fields.get("status")
    if sheet.is_lost("status") and isinstance(typed, str) and same(typed.strip()) in ("draft", "private"):
        return Audience.TEACHER  # not a status of goals, but it is clear what was meant
    return narrowed(sheet, "goals", sheet.shape.access, access.goals)


def _progress(sheet: Sheet[GoalShape]) -> tuple[Progress, ...]:
    entries = [Progress(each.date, each.value, each.fraction, each.note) for each in sheet.shape.progress]
    return tuple(sorted(entries, key=lambda entry: entry.date))


def _promises(sheet: Sheet[GoalShape]) -> tuple[Promise, ...]:
    promises = []
    for voice in Voice:
        text: str = getattr(sheet.shape.commitments, voice.value)
        kept = getattr(sheet.shape.kept, voice.value)
        if text:
            promises.append(Promise(voice, text, kept))
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
