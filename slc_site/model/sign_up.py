"""What families answered when they were asked for a time (practice F11); for the teacher alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from msgspec import Struct, field

from slc_site.model.schedule import Attend


class Times(Struct, frozen=True):
    """A stretch of time in a family's words: "evening", "Thursday 5 pm", "2026-11-19 17:30"."""

    words: str
    """As it was typed."""
    day: date | None = None
    weekday: int | None = None
    """Monday is 0."""
    month_day: tuple[int, int] | None = None
    """Of a day without a year."""
    begin: time | None = None
    end: time | None = None
    """Before which the family wants to come; None: any time after `begin`."""
    is_start: bool = False
    """`begin` is the very minute."""

    def holds(self, start: datetime, every: int) -> bool:
        """Is somebody who comes at `start` within it? A very minute means the arrival next to it.

        `every` is the minutes between arrivals.
        """
        if self.day is not None and start.date() != self.day:
            return False
        if self.weekday is not None and start.weekday() != self.weekday:
            return False
        if self.month_day is not None and (start.month, start.day) != self.month_day:
            return False
        if self.begin is not None and self.is_start:
            late = start - datetime.combine(start.date(), self.begin)
            return timedelta(0) <= late < timedelta(minutes=every)
        if self.begin is not None and start.time() < self.begin:
            return False
        return self.end is None or start.time() < self.end


class Sibling(Struct, frozen=True):
    """A brother or sister in the same school."""

    name: str
    """As it is shown: the name that the child's class uses."""
    student: str | None = None
    """Slug, if the child is in this class."""
    room: str = ""
    """The title of the other class."""
    start: datetime | None = None
    """When the child has its conference there; None: it has no time yet."""
    minutes: int = 0
    place: str = ""


class SignUp(Struct, frozen=True):
    """One family's answer."""

    student: str
    wishes: tuple[tuple[Times, ...], ...] = ()
    """The first choice first; each is met by any of its times."""
    cannot: tuple[Times, ...] = ()
    comes: bool = True
    """No: nobody of the family can come at all."""
    siblings: tuple[Sibling, ...] = ()
    language: str = ""
    """BCP 47; empty: nothing was said."""
    interpreter: bool = False
    attend: Attend = Attend.IN_PERSON
    minutes: int | None = None
    """As long as they asked for."""
    longer: bool = False
    """They asked for more time, and did not say how much."""
    private_time: bool = False
    line: int | None = None
    """Of the file of sign-ups; None: it comes from the child's own file."""


class SignUps(Struct, frozen=True):
    """All answers for one conference."""

    file: str
    """Where they are, or would be, as seen from the class's folder."""
    is_there: bool = False
    """Is there such a file? If not, nobody was asked in a way that we could know of."""
    answers: Mapping[str, SignUp] = field(default_factory=dict)
    """By student."""
