"""A party at which the whole class shows its portfolios: who is asked, who speaks, who stands where."""

from __future__ import annotations

from datetime import time
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.audience import Audience


class SpeakerTopic(Enum):
    """What a child may tell all guests about (practice S0-34)."""

    SELECTION = "selection"
    """How I chose my pieces, and what I thought about them."""
    GOALS = "goals"
    SELF_REPORT = "self-report"
    SELF_EVALUATION = "self-evaluation"
    FEELINGS = "feelings"


class TakeHome(Enum):
    """How a portfolio comes home afterwards."""

    ZIP = "zip"
    USB = "usb"
    LINK = "link"


class Speaker(Struct, frozen=True):
    """A child who speaks to all guests."""

    student: str
    topic: SpeakerTopic | None = None
    """None: it is in the words, or not decided yet."""
    words: str = ""


class ProgrammeItem(Struct, frozen=True):
    """Something that happens; when is either said or follows from how long those before it take."""

    title: str
    at: time | None = None
    minutes: int | None = None
    students: tuple[str, ...] = ()
    """Slugs of the children who do it."""
    who: tuple[str, ...] = ()
    """Others who do it, in words."""


class Spot(Struct, frozen=True):
    """Where a child can be found."""

    student: str
    place: str


class Adoption(Struct, frozen=True):
    """A grown-up who listens to a child that has no guest. For the teacher alone."""

    host: str
    """In words; one host may have several children."""
    student: str


class Party(Struct, frozen=True):
    """`party` of a conference of that kind; day, time and place are its schedule's."""

    audience: Audience = Audience.TEACHER
    """Of the invitation; all that has names in it is for the room at most."""
    invited: tuple[str, ...] = ()
    siblings: bool | None = None
    """May brothers and sisters come? None: nobody says."""
    photos: str = ""
    speakers: tuple[Speaker, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    spots: tuple[Spot, ...] = ()
    adopt: tuple[Adoption, ...] = ()
    devices: str = ""
    take_home: TakeHome | None = None
    take_home_words: str = ""
    thanks: str = ""

    @property
    def invitation(self) -> Party:
        """The same as those read it who are not in the room: who is asked, and of photos."""
        return Party(self.audience, self.invited, self.siblings, self.photos)

    @property
    def in_the_room(self) -> Party:
        """The same as all see it who are there."""
        return replace(self, adopt=())
