"""The times at which families can come: every so many minutes of each window, breaks left out.

Windows are written in the class's local time; minutes are counted as they pass, so a clock that is changed in
between is heeded, and a time that it shows twice, or never, is offered to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from slc_site.model.schedule import Break, Schedule, Window
from slc_site.plan.local_time import LocalTime

_EPOCH = datetime(2000, 1, 1)
LONGEST_WINDOW = timedelta(hours=24)
"""A longer one is a slip of the pen."""


class Minutes:
    """Local times of a class as minutes, which pass evenly, and back."""

    def __init__(self, clock: LocalTime) -> None:
        self._clock = clock

    def minute(self, local: datetime) -> int:
        """Return a local time as minutes that have passed since a fixed day."""
        moment = self._clock.instant(local)
        since = _EPOCH if moment.tzinfo is None else _EPOCH.replace(tzinfo=UTC)
        return (moment - since) // timedelta(minutes=1)

    def local(self, minute: int) -> datetime:
        """Return the local time of a minute."""
        if self._clock.zone is None:
            return _EPOCH + timedelta(minutes=minute)
        moment = _EPOCH.replace(tzinfo=UTC) + timedelta(minutes=minute)
        return moment.astimezone(self._clock.zone).replace(tzinfo=None, fold=0)

    def is_plain(self, local: datetime) -> bool:
        """Does the clock show this time just once?"""
        return self._clock.oddity(local) is None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a window without a break in it; minutes as the clock counts them."""

    window: Window
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Start:
    """A time at which somebody can come."""

    at: datetime
    minute: int
    until: int
    """The minute at which a break or the window's end comes."""
    window: Window


def stretches(schedule: Schedule, minutes: Minutes) -> list[Stretch]:
    """Return the windows cut at the breaks, by time; windows that cannot be meant are left out."""
    found: list[Stretch] = []
    for window in schedule.windows:
        if window.end - window.start > LONGEST_WINDOW:
            continue
        found += _cut(window, schedule.breaks, minutes)
    return sorted(found, key=lambda each: (each.start, each.end))


def _cut(window: Window, breaks: Iterable[Break], minutes: Minutes) -> Iterator[Stretch]:
    begin, end = minutes.minute(window.start), minutes.minute(window.end)
    for each in sorted(breaks, key=lambda pause: pause.start):
        first, last = minutes.minute(each.start), minutes.minute(each.end)
        if first >= end or last <= begin:
            continue
        if first > begin:
            yield Stretch(window, begin, first)
        begin = max(begin, last)
    if begin < end:
        yield Stretch(window, begin, end)


def starts(schedule: Schedule, every: int, minutes: Minutes) -> list[Start]:
    """Return the times at which somebody can come, each once, by time."""
    found: dict[int, Start] = {}
    for stretch in stretches(schedule, minutes):
        for minute in range(stretch.start, stretch.end, every):
            local = minutes.local(minute)
            if minutes.is_plain(local):
                found.setdefault(minute, Start(local, minute, stretch.end, stretch.window))
    return [found[minute] for minute in sorted(found)]
