"""What the page of a party shows: the invitation, and in the room the programme and where everybody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from slc_site.render.views.parts import Frame, StudentBadge


@dataclass(frozen=True, slots=True)
class PartyTime:
    """When and where."""

    start: datetime
    end: datetime
    place: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A child who speaks to all guests."""

    student: StudentBadge
    topic: str
    """`selection`, `goals`, `self-report`, `self-evaluation`, `feelings` or empty."""
    words: str
    """The topic in the class's own words; with neither, it is not decided yet."""


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """Something that happens."""

    start: datetime | None
    """None: nobody said, and it cannot be reckoned."""
    minutes: int | None
    title: str
    students: tuple[StudentBadge, ...]
    who: tuple[str, ...]
    """Others, in words."""


@dataclass(frozen=True, slots=True)
class SpotView:
    """A child, and where to find it."""

    student: StudentBadge
    place: str
    """Empty: nobody said."""
    growth: str
    """The child's then and now; empty: there is none yet."""
    conference: str
    """What the child shows; empty: it has no such page."""


@dataclass(frozen=True, slots=True)
class PartyPage:
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
