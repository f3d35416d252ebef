"""Who is in the room when: each day of a conference as bars, and how many families there are at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from slc_site.plan.slots import Placed, Plan


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many families are in the room from then to then."""

    start: datetime
    end: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Evening:
    """One day of a conference, evening or not."""

    day: date
    placed: tuple[Placed, ...]
    """By time."""
    begin: int
    end: int
    """Minutes, see `starts.Minutes`: from the first arrival until the last family leaves."""
    crowds: tuple[Crowd, ...]
    """How many are there, from change to change."""

    @property
    def peak(self) -> Crowd:
        """When most are there: the first such stretch."""
        return max(self.crowds, key=lambda crowd: crowd.count)


def evenings(plan: Plan) -> list[Evening]:
    """Return the days on which somebody comes, in their order."""
    by_day: defaultdict[date, list[Placed]] = defaultdict(list)
    for placed in plan.placed:
        by_day[placed.slot.start.date()].append(placed)
    return [
        Evening(
            day,
            tuple(own),
            min(placed.begin_minute for placed in own),
            max(placed.end_minute for placed in own),
            tuple(_crowds(own, plan)),
        )
        for day, own in sorted(by_day.items())
    ]


def _crowds(placed: Sequence[Placed], plan: Plan) -> list[Crowd]:
    moments = sorted({minute for one in placed for minute in (one.begin_minute, one.end_minute)})
    found: list[Crowd] = []
    for start, end in pairwise(moments):
        count = sum(one.begin_minute <= start < one.end_minute for one in placed)
        begin, until = plan.minutes.local(start), plan.minutes.local(end)
        if found and found[-1].count == count and found[-1].end == begin:
            found[-1] = Crowd(found[-1].start, until, count)
        else:
            found.append(Crowd(begin, until, count))
    return found or [Crowd(placed[0].slot.start, placed[0].end, len(placed))]


def most_at_change(placed: Sequence[Placed], buffer: int) -> int:
    """Return how many are there at most if everybody stays on until the next have come.

    `buffer` is the minutes that are planned for good-byes; without any, those count who leave at the very
    minute at which others come.
    """
    return max(
        (
            sum(one.begin_minute <= at.begin_minute < one.end_minute + (buffer or 1) for one in placed)
            for at in placed
        ),
        default=0,
    )
