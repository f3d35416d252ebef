"""A conference as the class plans it; what one student brings is in `student_conference`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from slc_site.model.audience import Audience
from slc_site.model.family_letters import FamilyLetters
from slc_site.model.goal import Voice
from slc_site.model.origin import Origin
from slc_site.model.party import Party
from slc_site.model.planner import Planner
from slc_site.model.schedule import Schedule


class Step(Enum):
    """The steps that an agenda is made of."""

    WELCOME = "welcome"
    BEST_WORK = "best-work"
    GOALS = "goals"
    SELF_REPORT_CARD = "self-report-card"
    SKILLS = "skills"
    MEASURES = "measures"
    GROWTH = "growth"
    THREE_PLUSES = "three-pluses-and-a-goal"
    PARENT_SHARE = "parent-share"
    PRIVATE_TIME = "private-time"
    NEW_GOALS = "new-goals"
    THANKS = "thanks"
    LAST_TIME = "last-time"
    """What was promised at the conference before this one."""
    MORE = "more"
    """More I can show you."""
    OWN = "own"
    """Something of the class's own; it has a title."""


class ConferenceKind(Enum):
    """Each kind has its own agenda."""

    FIRST = "first"
    SECOND = "second"
    PARTY = "party"


class Mode(Enum):
    """Who is where, when."""

    TOGETHER = "together"
    """Child, family and teacher at one table."""
    STATIONS = "stations"
    """The family goes from place to place; each step has its own."""
    SPLIT = "split"
    """First the child and the family, then the teacher comes, too."""
    DUAL = "dual"
    """The same, while the teacher sits with another family in the first half."""


class Marks(Enum):
    """Which grades are talked about."""

    COMPARED = "compared"
    """The child's beside the teacher's."""
    OWN = "own"
    """Only the child's."""
    NONE = "none"


class PrivateTime(Enum):
    """Do the adults talk alone for a few minutes?"""

    OFFER = "offer"
    ON_REQUEST = "on-request"
    NONE = "none"


class AgendaStep(Struct, frozen=True):
    """One step of an agenda; what is empty is filled with the step's own words by the pages."""

    step: Step
    lead: Voice
    title: str = ""
    minutes: int | None = None
    prompt: str = ""
    stop: bool = False
    """Afterwards: does anybody have a question?"""
    place: str = ""
    """The station it happens at."""
    audience: Audience | None = None
    """Whom it is for at most; None: whoever may see what it shows."""


class PickRule(Struct, frozen=True):
    """One slot for a best piece: of a strand, of any of some tags, or simply any `count`."""

    strand: str | None = None
    tags: tuple[str, ...] = ()
    count: int = 1

    @property
    def name(self) -> str:
        """The key under which students put their pick: the strand, the first tag, or `any`."""
        return self.strand or (self.tags[0] if self.tags else "any")


class Conference(Struct, frozen=True):
    """`conferences/<slug>/conference.yml`."""

    slug: str
    title: str
    origin: Origin
    term: str | None = None
    kind: ConferenceKind = ConferenceKind.FIRST
    agenda: tuple[AgendaStep, ...] = ()
    """The class's own, or the one of its kind; never empty."""
    minutes: int = 30
    mode: Mode = Mode.TOGETHER
    marks: Marks = Marks.COMPARED
    private_time: PrivateTime = PrivateTime.ON_REQUEST
    picks: tuple[PickRule, ...] = ()
    questions: tuple[str, ...] = ()
    """The teacher's own questions for families; empty: the program's."""
    schedule: Schedule = field(default_factory=Schedule)
    party: Party | None = None
    """Only of a party; None, too, for those who are not asked."""
    planner: Planner = field(default_factory=Planner)
    """For the teacher alone."""
    letters: FamilyLetters = field(default_factory=FamilyLetters)


_S, _P, _T = Voice.STUDENT, Voice.PARENT, Voice.TEACHER

STEP_LEADS: Mapping[Step, Voice] = {
    Step.WELCOME: _S, Step.BEST_WORK: _S, Step.GOALS: _S, Step.SELF_REPORT_CARD: _S, Step.SKILLS: _S,
    Step.MEASURES: _T, Step.GROWTH: _S, Step.THREE_PLUSES: _S, Step.PARENT_SHARE: _P,
    Step.PRIVATE_TIME: _T, Step.NEW_GOALS: _S, Step.THANKS: _S, Step.LAST_TIME: _S, Step.MORE: _S,
    Step.OWN: _S,
}  # fmt: skip
"""Who leads a step unless the class says otherwise (practice F9)."""

STOPS = frozenset(
    {Step.BEST_WORK, Step.GOALS, Step.SELF_REPORT_CARD, Step.SKILLS, Step.GROWTH, Step.LAST_TIME}
)
"""After these everybody may ask, unless the class says otherwise (practice S1-21, F9)."""

WITH_TEACHER = frozenset(
    {Step.MEASURES, Step.THREE_PLUSES, Step.GOALS, Step.NEW_GOALS, Step.PARENT_SHARE, Step.PRIVATE_TIME}
)
"""What waits for the teacher where the conference is split (practice F9)."""

AGENDAS: Mapping[ConferenceKind, tuple[AgendaStep, ...]] = {
    kind: tuple(AgendaStep(step, STEP_LEADS[step], stop=step in STOPS) for step in steps)
    for kind, steps in {
        ConferenceKind.FIRST: (
            Step.WELCOME, Step.BEST_WORK, Step.SELF_REPORT_CARD, Step.SKILLS, Step.MEASURES,
            Step.PARENT_SHARE, Step.THREE_PLUSES, Step.GOALS, Step.MORE, Step.THANKS, Step.PRIVATE_TIME,
        ),
        ConferenceKind.SECOND: (
            Step.WELCOME, Step.LAST_TIME, Step.GOALS, Step.GROWTH, Step.BEST_WORK, Step.SELF_REPORT_CARD,
            Step.THREE_PLUSES, Step.NEW_GOALS, Step.PARENT_SHARE, Step.MORE, Step.THANKS,
            Step.PRIVATE_TIME,
        ),
        ConferenceKind.PARTY: (
            Step.WELCOME, Step.GROWTH, Step.BEST_WORK, Step.GOALS, Step.MORE, Step.THANKS,
        ),
    }.items()
}  # fmt: skip
"""The agenda of each kind of conference (practice F9 and F10)."""
