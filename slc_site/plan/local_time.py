"""The clock of a class: from the times that people write to moments, also where a clock is changed.

Once a year an hour is left out, and once an hour comes twice; when, the time zone knows. A time that does
not exist is read as if the clock had not been changed yet (2:30 that never comes is 3:30), one that comes
twice as the first of the two: as calendars read them (RFC 5545, 3.3.5).
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum

from slc_site.model.conference import Conference
from slc_site.problems import Problem, Severity


class Oddity(Enum):
    """What is the matter with a time of day on the day on which a clock is changed."""

    NEVER = "never"
    TWICE = "twice"


class LocalTime:
    """The clock in one time zone."""

    def __init__(self, zone: zoneinfo.ZoneInfo | None) -> None:
        """`zone` is None where nobody said one: then a time is what a clock on the wall shows, anywhere."""
        self.zone = zone

    @classmethod
    def of(cls, timezone: str) -> LocalTime:
        """Return the clock of a class.

        `UTC` is what a class has that says nothing: it lives by the clock on its wall, and so does one whose
        time zone this computer does not know.
        """
        try:
            return cls(None if timezone == "UTC" else zoneinfo.ZoneInfo(timezone))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            return cls(None)

    def instant(self, written: datetime) -> datetime:
        """Return the moment that a written time means; without a zone, the time as it is."""
        if self.zone is None:
            return written
        # By way of UTC, so that a time that never comes becomes one that does.
        return written.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def later(self, moment: datetime, minutes: int) -> datetime:
        """Return the moment so many real minutes later."""
        if self.zone is None:
            return moment + timedelta(minutes=minutes)
        return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(self.zone)

    def oddity(self, written: datetime) -> Oddity | None:
        """Return what is the matter with a written time; None when it comes once, as most do."""
        if self.zone is None:
            return None
        here = written.replace(tzinfo=self.zone)
        first, second = here.utcoffset(), here.replace(fold=1).utcoffset()
        if first == second:
            return None
        return Oddity.NEVER if self.instant(written).replace(tzinfo=None) != written else Oddity.TWICE

    def changes_between(self, start: datetime, end: datetime) -> bool:
        """Is the clock changed between two written times?"""
        if self.zone is None:
            return False
        offsets = (time.replace(tzinfo=self.zone).utcoffset() for time in (start, end))
        return len(set(offsets)) > 1


def odd_times(conference: Conference, clock: LocalTime) -> Iterator[Problem]:
    """Yield a problem for each window and slot that the change of a clock makes unsure."""
    for place, window in enumerate(conference.schedule.windows):
        key = f"schedule.windows.{place}"
        told = [_odd(conference, at, clock, key) for at in (window.start, window.end)]
        found = [problem for problem in told if problem is not None]
        yield from found[:1]
        if not found and clock.changes_between(window.start, window.end):
            yield Problem(
                f"The clock is changed between {window.start:%Y-%m-%d %H:%M} and {window.end:%H:%M}, so this "
                "window is an hour longer or shorter than it looks.",
                conference.origin.file,
                key=key,
                hint="Let it end before the change, or begin after it.",
                severity=Severity.WARNING,
                code="clock-change",
            )
    for slot in conference.schedule.slots:
        problem = _odd(conference, slot.start, clock, f"schedule.slots ({slot.student})")
        if problem is not None:
            yield problem


def _odd(conference: Conference, written: datetime, clock: LocalTime, key: str) -> Problem | None:
    oddity = clock.oddity(written)
    if oddity is None:
        return None
    day, time = f"{written:%Y-%m-%d}", f"{written:%H:%M}"
    if oddity is Oddity.NEVER:
        meant = f"{clock.instant(written):%H:%M}"
        message = f"There is no {time} on {day}: the clock is put forward then. Calendars show {meant}."
    else:
        message = f"{time} comes twice on {day}: the clock is put back then. Calendars show the first."
    return Problem(
        message,
        conference.origin.file,
        key=key,
        hint="Write a time outside that hour.",
        severity=Severity.WARNING,
        code="clock-change",
    )
