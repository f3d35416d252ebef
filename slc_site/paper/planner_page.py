"""The plan of a conference on paper and on the screen: who does what when, and what comes of it.

It names the children of whom something is missing: it is for the teacher alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from babel.dates import format_skeleton
from msgspec import Struct

from slc_site.model.classroom import Classroom
from slc_site.paper.sheet import Sheet
from slc_site.plan.planner import Plan
from slc_site.plan.planner_done import Progress, Standing
from slc_site.render.translations import Words

TEMPLATE = "planner.html"


class PlanRow(Struct, frozen=True):
    """One step, in the words of the page's language."""

    name: str
    day: date
    when: str
    """"Mon, Nov 10"."""
    until: str
    """The same of the last day; empty when it is the same day."""
    moved_from: str
    """The day that it would have been; empty: it was not moved."""
    offset: int | None
    """Days from the conference; None: it has nothing to do with that."""
    title: str
    teacher: str
    student: str
    result: str
    standing: str
    """A word of `Standing`."""
    done: int
    of: int
    """0: it is not counted."""
    missing: tuple[str, ...]
    """First names."""


class PlannerSheet(Struct, frozen=True):
    """`planner.html`."""

    title: str
    classroom: str
    days: tuple[str, ...]
    """Of the conference."""
    today: str
    rows: tuple[PlanRow, ...]


def planner_sheet(
    plan: Plan,
    progress: Iterable[Progress],
    title: str,
    classroom: Classroom,
    words: Words,
    today: date,
) -> Sheet:
    """Return a plan as a sheet.

    Args:
        plan: In the words of this language.
        progress: Of all of its steps.
        title: Of the conference.
        classroom: The class.
        words: The language.
        today: Where the class is.
    """
    rows = tuple(_row(one, words) for one in progress)
    view = PlannerSheet(title, classroom.title, _days(plan.days, words), words.day(today), rows)
    return Sheet(TEMPLATE, view, words.code)


def _row(progress: Progress, words: Words) -> PlanRow:
    step, counted = progress.step, progress.counted
    if counted and not counted.done and progress.standing is Standing.TO_COME:
        counted = None  # nobody is missing in what has not begun
    return PlanRow(
        name=step.name,
        day=step.day,
        when=_weekday(step.day, words),
        until=_weekday(step.until, words) if step.until != step.day else "",
        moved_from=_weekday(step.moved_from, words) if step.moved_from else "",
        offset=step.offset,
        title=step.title,
        teacher=step.teacher,
        student=step.student,
        result=step.result,
        standing=progress.standing.value,
        done=len(counted.done) if counted else 0,
        of=counted.of if counted else 0,
        missing=counted.missing if counted and not progress.is_ticked else (),
    )


def _days(days: Sequence[date], words: Words) -> tuple[str, ...]:
    return tuple(words.day(day) for day in days)


def _weekday(day: date, words: Words) -> str:
    return format_skeleton("MMMEd", day, locale=words.locale)
