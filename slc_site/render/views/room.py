"""What the first page of the day of the conferences shows."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from slc_site.render.views.parts import Frame, StudentBadge


class RoomEntry(Struct, frozen=True):
    """One child's conference."""

    student: StudentBadge
    start: datetime | None
    """None: nobody has booked a time yet."""
    place: str
    href: str
    choose: str
    """The page on which the best pieces are chosen."""
    company: str
    """`family`, `teacher` (alone with the child) or `guests`."""


class RoomDay(Struct, frozen=True):
    """The conferences of one day."""

    day: date | None
    """None: those for whom no time is booked yet."""
    entries: tuple[RoomEntry, ...]


class RoomPage(Struct, frozen=True):
    """`room.html`: the children in the order in which their families come."""

    frame: Frame
    title: str
    """Of the conference."""
    days: tuple[RoomDay, ...]
