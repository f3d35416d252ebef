"""The picture of an evening: who is in the room when, and when it is fullest. For the teacher alone.

Each child has a row of a table: from when to when, and a bar under the clock at the head of the column. Below
the rows is how many families are there. What a bar shows is said in words beside it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from slc_site.model.schedule import SlotStatus
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.plan.evening import Evening, evenings, most_at_change
from slc_site.plan.slots import Placed, Plan, as_written
from slc_site.render.translations import Words, words_for

WIDTH = 1_000
"""Of the column with the bars, in its own measure."""
_TICKS = (15, 30, 60, 120, 240)
_MOST_TICKS, _HALF_A_WORD = 5, 62


class Tick(Struct, frozen=True):
    """A time at the head of the column."""

    x: int
    at: datetime
    text_x: int
    """The middle of the words: they stay inside."""


class Row(Struct, frozen=True):
    """One child and its family."""

    name: str
    start: datetime
    end: datetime
    place: str
    """Only where it is another one than in the row above."""
    x: int
    width: int
    is_alone: bool
    status: str
    """As in `model.schedule.SlotStatus`."""
    attend: str
    interpreter: bool
    language: str
    """The family's, by its own name; empty: the class's."""
    host: str
    is_new: bool
    """Is it only a proposal?"""


class Step(Struct, frozen=True):
    """How many families are there for a while."""

    start: datetime
    end: datetime
    x: int
    width: int
    height: int
    """Up to 100."""
    count: int
    is_peak: bool


class Day(Struct, frozen=True):
    """One day of a conference."""

    at: datetime
    """Its first arrival."""
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    most: int
    most_from: datetime
    most_to: datetime
    at_change: int
    """How many there are while some go and others come."""


class EveningSheet(Struct, frozen=True):
    """`evening.html`."""

    title: str
    classroom: str
    days: tuple[Day, ...]
    without: tuple[str, ...]
    """Children who have no time."""
    is_proposal: bool
    width: int = WIDTH


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the picture of the times that stand in the conference's file."""
    plan = as_written(job.library, job.conference)
    if plan.placed:
        yield evening_sheet(plan, job.library.classroom.title, job.words, job.language)


def evening_sheet(plan: Plan, classroom: str, words: Words, language: str) -> Sheet:
    """Return a plan as a sheet.

    Args:
        plan: Who comes when.
        classroom: What the class is called.
        words: In which it is drawn; where they run from right to left, so does time.
        language: The class's, BCP 47.
    """
    view = EveningSheet(
        title=plan.conference.title,
        classroom=classroom,
        days=tuple(_day(evening, plan, words) for evening in evenings(plan)),
        without=tuple(sorted(family.name for family in plan.open)),
        is_proposal=any(placed.is_new for placed in plan.placed),
    )
    return Sheet("evening.html", view, language)


def _day(evening: Evening, plan: Plan, words: Words) -> Day:
    scale = _Scale(evening, plan, words.direction == "rtl")
    peak = evening.peak
    rows, place = [], ""
    for placed in evening.placed:
        rows.append(_row(placed, placed.place if placed.place != place else "", scale, words))
        place = placed.place
    return Day(
        at=evening.placed[0].slot.start,
        ticks=tuple(scale.ticks()),
        rows=tuple(rows),
        steps=tuple(
            Step(
                crowd.start,
                crowd.end,
                *scale.span(plan.minutes.minute(crowd.start), plan.minutes.minute(crowd.end)),
                100 * crowd.count // peak.count,
                crowd.count,
                crowd.count == peak.count,
            )
            for crowd in evening.crowds
            if crowd.count
        ),
        most=peak.count,
        most_from=peak.start,
        most_to=peak.end,
        at_change=most_at_change(evening.placed, plan.pace.buffer),
    )


def _row(placed: Placed, place: str, scale: _Scale, words: Words) -> Row:
    slot, family = placed.slot, placed.family
    x, width = scale.span(placed.begin_minute, placed.end_minute)
    home = words_for(family.language or words.code)
    return Row(
        name=family.name,
        start=slot.start,
        end=placed.end,
        place=place,
        x=x,
        width=width,
        is_alone=placed.is_alone,
        status=slot.status.value if slot.status is not SlotStatus.BOOKED else "",
        attend=slot.attend.value,
        interpreter=slot.interpreter,
        language="" if home.locale.language == words.locale.language else home.own_name,
        host=slot.host,
        is_new=placed.is_new,
    )


class _Scale:
    """From minutes to places in the column."""

    def __init__(self, evening: Evening, plan: Plan, is_mirrored: bool) -> None:
        self._local = plan.minutes.local
        self._begin, self._end = evening.begin, max(evening.end, evening.begin + 1)
        self._is_mirrored = is_mirrored

    def x(self, minute: int) -> int:
        along = WIDTH * (minute - self._begin) // (self._end - self._begin)
        return WIDTH - along if self._is_mirrored else along

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a bar begins, and its width."""
        first, last = sorted((self.x(start), self.x(end)))
        return first, last - first

    def ticks(self) -> Iterator[Tick]:
        """Yield full hours, halves or quarters, as many as there is room for."""
        length = self._end - self._begin
        each = next((minutes for minutes in _TICKS if length // minutes <= _MOST_TICKS), _TICKS[-1])
        for minute in range(self._begin, self._end + 1):
            at = self._local(minute)
            if (at.hour * 60 + at.minute) % each == 0:
                x = self.x(minute)
                yield Tick(x, at, min(max(x, _HALF_A_WORD), WIDTH - _HALF_A_WORD))
