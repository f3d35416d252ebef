"""A conference: what the class plans for it, and what one student brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from slc_site.model.audience import Audience
from slc_site.model.goal import Parts, Voice
from slc_site.model.origin import Origin


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


class ConferenceKind(Enum):
    """Each kind has its own agenda."""

    FIRST = "first"
    SECOND = "second"
    PARTY = "party"


class PrivateTime(Enum):
    """Do the adults talk alone for a few minutes?"""

    OFFER = "offer"
    ON_REQUEST = "on-request"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step of an agenda; what is empty is filled with the step's own words by the pages."""

    step: Step
    lead: Voice
    title: str = ""
    minutes: int | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class PickRule:
    """One slot for a best piece: of a strand, of any of some tags, or simply any `count`."""

    strand: str | None = None
    tags: tuple[str, ...] = ()
    count: int = 1

    @property
    def name(self) -> str:
        """The key under which students put their pick: the strand, the first tag, or `any`."""
        return self.strand or (self.tags[0] if self.tags else "any")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which families come; times are the class's local ones."""

    start: datetime
    end: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A booked time."""

    student: str
    start: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who comes when; slots may overlap."""

    every: int | None = None
    """Minutes between arrivals."""
    stay: int | None = None
    """Minutes."""
    capacity: int | None = None
    """Families in the room at once."""
    windows: tuple[Window, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Conference:
    """`conferences/<slug>/conference.yml`."""

    slug: str
    title: str
    origin: Origin
    term: str | None = None
    kind: ConferenceKind = ConferenceKind.FIRST
    agenda: tuple[AgendaStep, ...] = ()
    """The class's own, or the one of its kind; never empty."""
    minutes: int = 30
    private_time: PrivateTime = PrivateTime.ON_REQUEST
    picks: tuple[PickRule, ...] = ()
    questions: tuple[str, ...] = ()
    """The teacher's own questions for families; empty: the program's."""
    schedule: Schedule = Schedule()


@dataclass(frozen=True, slots=True)
class Pick:
    """A piece the student chose to show, and why."""

    slot: str
    """The name of the pick rule it fills."""
    post: str
    """Slug of one of the student's own posts."""
    because: str = ""
    notes: tuple[str, ...] = ()
    """Talking points of the note card."""


@dataclass(frozen=True, slots=True)
class GrowthPair:
    """Then and now."""

    then: str
    now: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Pluses:
    """Three strengths and exactly one goal, by one of the three."""

    voice: Voice
    pluses: tuple[str, ...]
    goal: str
    """A slug of one of the student's goals, or words."""


@dataclass(frozen=True, slots=True)
class SkillWord:
    """The student's and the teacher's word on one target."""

    target: str
    student: str = ""
    teacher: str = ""
    """Never wider than `conference`."""
    helps_in: str = ""
    """What else it will help in, in the student's words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the family wants to talk about. Never wider than `conference`."""

    text: str
    about: str = ""
    """Subject or step it goes to; empty: parent share."""


class Helper(Enum):
    """Somebody to ask for help."""

    FAMILY = "family"
    TEACHER = "teacher"
    FRIEND = "friend"


@dataclass(frozen=True, slots=True)
class GoalSince:
    """How one goal went since the conference, in the student's words."""

    did: str = ""
    parts: Parts | None = None
    """The bar as it was coloured in that day."""
    evidence: tuple[str, ...] = ()
    """Slugs of the student's own posts."""
    hard: str = ""
    help: str = ""
    help_from: tuple[Helper, ...] = ()
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it went since, told some weeks later: one page for the fridge."""

    date: date
    goals: Mapping[str, GoalSince] = field(default_factory=dict)
    """By the slug of the goal."""
    family_input: str = ""
    """What the family said."""
    used: str = ""
    """What I did with that."""
    ask: str = ""
    """A question to talk about at home; empty: the pages'."""
    note_back: str = ""
    """What the family wrote on the page."""


@dataclass(frozen=True, slots=True)
class StudentConference:
    """`students/<student>/conferences/<conference>.md`."""

    student: str
    conference: str
    """Slug of the conference."""
    origin: Origin
    body: str = ""
    """Markdown: what I want my family to know."""
    body_line: int = 1
    picks: tuple[Pick, ...] = ()
    cards: Mapping[Step, str] = field(default_factory=dict)
    """Note cards by step."""
    growth: tuple[GrowthPair, ...] = ()
    three_pluses: tuple[Pluses, ...] = ()
    """In the order student, parent, teacher; who has not written is absent."""
    skills: tuple[SkillWord, ...] = ()
    topics: tuple[Topic, ...] = ()
    private: str = ""
    """What only the teacher ever sees."""
    follow_up: tuple[FollowUp, ...] = ()
    feedback: str = ""
    """What the family wrote afterwards; never wider than `conference`."""
    audience: Audience = Audience.TEACHER


_S, _P, _T = Voice.STUDENT, Voice.PARENT, Voice.TEACHER

STEP_LEADS: Mapping[Step, Voice] = {
    Step.WELCOME: _S, Step.BEST_WORK: _S, Step.GOALS: _S, Step.SELF_REPORT_CARD: _S, Step.SKILLS: _S,
    Step.MEASURES: _T, Step.GROWTH: _S, Step.THREE_PLUSES: _S, Step.PARENT_SHARE: _P,
    Step.PRIVATE_TIME: _T, Step.NEW_GOALS: _S, Step.THANKS: _S,
}  # fmt: skip
"""Who leads a step unless the class says otherwise (practice F9)."""

AGENDAS: Mapping[ConferenceKind, tuple[AgendaStep, ...]] = {
    kind: tuple(AgendaStep(step, STEP_LEADS[step]) for step in steps)
    for kind, steps in {
        ConferenceKind.FIRST: (
            Step.WELCOME, Step.BEST_WORK, Step.SELF_REPORT_CARD, Step.SKILLS, Step.MEASURES,
            Step.PARENT_SHARE, Step.THREE_PLUSES, Step.GOALS, Step.THANKS, Step.PRIVATE_TIME,
        ),
        ConferenceKind.SECOND: (
            Step.WELCOME, Step.GOALS, Step.GROWTH, Step.BEST_WORK, Step.SELF_REPORT_CARD,
            Step.THREE_PLUSES, Step.NEW_GOALS, Step.PARENT_SHARE, Step.THANKS, Step.PRIVATE_TIME,
        ),
        ConferenceKind.PARTY: (Step.WELCOME, Step.GROWTH, Step.BEST_WORK, Step.GOALS, Step.THANKS),
    }.items()
}  # fmt: skip
"""The agenda of each kind of conference (practice F9 and F10)."""
