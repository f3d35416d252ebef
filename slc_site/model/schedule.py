"""Who comes when: the windows of a conference, its pace, and the slots that are taken (practice F11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace


class Preset(Enum):
    """A pace that classes have tried; practice S4-11 and S4-15 tell what came of it."""

    FIVE_FIFTEEN = "5/15"
    TEN_TWENTY = "10/20"
    TEN_THIRTY = "10/30"
    THIRTY_THIRTY = "30/30"

    @property
    def every(self) -> int:
        """Minutes between arrivals."""
        return int(self.value.partition("/")[0])

    @property
    def stay(self) -> int:
        """Minutes."""
        return int(self.value.partition("/")[2])


class SlotStatus(Enum):
    """How far a booked time is."""

    INVITED = "invited"
    """The family has been offered this time and has not answered."""
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    RESCHEDULED = "rescheduled"
    """Moved, and booked at the new time; `was` has the history."""
    HELD = "held"
    TEACHER_ONLY = "teacher-only"
    """Nobody of the family can come, or nobody has answered: child and teacher have it alone."""
    MISSED = "missed"


class Attend(Enum):
    """How a family is there."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"


class _Written(Struct, frozen=True, eq=False):
    """Something in a file: equal to what says the same, in whatever `line` of the file that stands."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "line")


class Window(_Written, frozen=True):
    """A stretch of time in which families come; times are the class's local ones."""

    start: datetime
    end: datetime
    place: str = ""
    attend: tuple[Attend, ...] = ()
    """How one can be there in this window; empty: in any way."""
    teacher_only: bool = False
    """For children whose family does not come; no family is asked to come then."""
    line: int | None = None
    """Of the conference's file, for messages."""


class Break(Struct, frozen=True):
    """Nobody comes: lunch, a breath of air."""

    start: datetime
    end: datetime


class TeacherMinutes(Struct, frozen=True):
    """Which minutes of a stay the teacher sits with the family; from, and up to."""

    start: int
    end: int


class Slot(_Written, frozen=True):
    """A booked time."""

    student: str
    start: datetime
    minutes: int | None = None
    """How long; None: as long as all stay."""
    status: SlotStatus = SlotStatus.BOOKED
    attend: Attend = Attend.IN_PERSON
    was: tuple[datetime, ...] = ()
    """The times it had before, the oldest first: the history of *rescheduled*."""
    interpreter: bool = False
    """Is somebody to interpret?"""
    host: str = ""
    """Who listens in place of the family, in the class's words (practice S0-30, F11)."""
    line: int | None = None
    """Of the conference's file, for messages."""

    def moved_to(self, start: datetime) -> Slot:
        """Return the same at another time; the one it had goes into its history."""
        return replace(self, start=start, was=(*self.was, self.start), status=SlotStatus.RESCHEDULED)


class Schedule(_Written, frozen=True):
    """Who comes when; slots may overlap. What is None is worked out from the rest by `plan.pace`."""

    every: int | None = None
    """Minutes between arrivals."""
    stay: int | None = None
    """Minutes."""
    capacity: int | None = None
    """Families in the room at once."""
    windows: tuple[Window, ...] = ()
    """By time."""
    slots: tuple[Slot, ...] = ()
    """By time; one of each student at most."""
    preset: Preset | None = None
    """Where `every` and `stay` come from, unless they are written themselves."""
    arrivals: int = 1
    """Families that come at the same minute."""
    devices: int | None = None
    """Tablets or computers for families; None: there are enough."""
    teacher_minutes: TeacherMinutes | None = None
    buffer: int = 0
    """Minutes that a place stays taken after a family's time: good-byes, and a breath."""
    breaks: tuple[Break, ...] = ()
    """By time."""
    private_minutes: int = 0
    """Minutes longer for a family that talks with the teacher alone."""
    interpreter_factor: Decimal = Decimal("1.5")
    """So many times as long with an interpreter."""
    interpreters: int = 1
    """Interpreters of one language who are there at the same time."""
    walk: int = 5
    """Minutes from one classroom to another, for families with children in both."""
    also: tuple[str, ...] = ()
    """Folders of other classes whose slots are looked at for siblings, as seen from this class's folder."""
    line: int | None = None
    """Of the conference's file, for messages."""

    def slot_of(self, student: str) -> Slot | None:
        """Return the time that a student has, or None."""
        return next((slot for slot in self.slots if slot.student == student), None)

    def of(self, is_meant: Callable[[str], bool]) -> Schedule:
        """Return the same with the slots of some students only; `is_meant` is asked with each slug."""
        return replace(self, slots=tuple(slot for slot in self.slots if is_meant(slot.student)))
