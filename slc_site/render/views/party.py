"""What the page of a party shows: the invitation, and in the room the programme and where everybody is."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from slc_site.render.views.parts import Frame, StudentBadge


class PartyTime(Struct, frozen=True):
    """When and where."""

    start: datetime
    end: datetime
    place: str


class SpeakerView(Struct, frozen=True):
    """A child who speaks to all guests."""

    student: StudentBadge
    topic: str
    """`selection`, `goals`, `self-report`, `self-evaluation`, `feelings` or empty."""
    words: str
    """The topic in the class's own words; with neither, it is not decided yet."""


class ProgrammeView(Struct, frozen=True):
    """Something that happens."""

    start: datetime | None
    """None: nobody said, and it cannot be reckoned."""
    minutes: int | None
    title: str
    students: tuple[StudentBadge, ...]
    who: tuple[str, ...]
    """Others, in words."""


class SpotView(Struct, frozen=True):
    """A child, and where to find it."""

    student: StudentBadge
    place: str
    """Empty: nobody said."""
    growth: str
    """The child's then and now; empty: there is none yet."""
    conference: str
    """What the child shows; empty: it has no such page."""


class PartyPage(Struct, frozen=True):
    """`party.html`."""

    frame: Frame
    title: str
    times: tuple[PartyTime, ...]
    invited: tuple[str, ...]
    """Empty: the page's own words."""
    siblings: bool | None
    """None: nobody says."""
    photos: str
    """Empty: the page's own words."""
    programme: tuple[ProgrammeView, ...] = ()
    """This and all below is for the room: elsewhere it is empty."""
    speakers: tuple[SpeakerView, ...] = ()
    children: tuple[SpotView, ...] = ()
    devices: str = ""
    take_home: str = ""
    """`zip`, `usb`, `link` or empty."""
    take_home_words: str = ""
    thanks: str = ""
    print_command: str = ""
    """What the teacher types for paper; empty for all others."""
    is_start: bool = False
    """It is the first page of the room's edition."""
