"""What one student brings to a conference, and what is written there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.conference import Step
from slc_site.model.form_state import FormState
from slc_site.model.goal import Parts, Voice
from slc_site.model.origin import Origin
from slc_site.model.parent_input import NOTHING, ParentInput


class Pick(Struct, frozen=True):
    """A piece the student chose to show, and why."""

    slot: str
    """The name of the pick rule it fills."""
    post: str
    """Slug of one of the student's own posts."""
    because: str = ""
    notes: tuple[str, ...] = ()
    """Talking points of the note card."""


class GrowthPair(Struct, frozen=True):
    """Then and now."""

    then: str
    now: str
    because: str = ""


class Pluses(Struct, frozen=True):
    """Three strengths and exactly one goal, by one of the three."""

    voice: Voice
    pluses: tuple[str, ...]
    goal: str
    """A slug of one of the student's goals, or words."""
    why: str = ""
    """Why this goal."""
    will: str = ""
    """The first thing that this voice will do for it."""
    about: str = ""
    """The subject or skill; the student's box."""
    noticed: str = ""
    """Strengths that were noticed; the teacher's box."""
    growth: str = ""
    """What has grown since the conference before; the teacher's box."""


class SkillWord(Struct, frozen=True):
    """The student's and the teacher's word on one target."""

    target: str
    student: str = ""
    teacher: str = ""
    """Never wider than `conference`."""
    helps_in: str = ""
    """What else it will help in, in the student's words."""


class Topic(Struct, frozen=True):
    """Something the family wants to talk about. Never wider than `conference`."""

    text: str
    about: str = ""
    """Subject or step it goes to; empty: parent share."""


class Helper(Enum):
    """Somebody to ask for help."""

    FAMILY = "family"
    TEACHER = "teacher"
    FRIEND = "friend"


class GoalSince(Struct, frozen=True):
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


class FollowUp(Struct, frozen=True):
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


class Ease(Enum):
    """How easily something went."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Feedback(Struct, frozen=True):
    """What the family wrote afterwards (practice F6); for the teacher, but for `proud_of` and `letter`."""

    learned: str = ""
    """What they learned about their child."""
    proud_of: str = ""
    """A line of praise to the child."""
    went_well: int | None = None
    """1 to 4; 4 is best."""
    went_well_words: str = ""
    better: str = ""
    """What could be better."""
    support: str = ""
    """The goal that they want to help with."""
    how: str = ""
    """How they will help."""
    follow_up: bool | None = None
    """Would they like to meet again?"""
    times: str = ""
    """When they could."""
    easy: Ease | None = None
    """Was the site easy to use?"""
    language_ok: bool | None = None
    letter: str = ""
    """A letter back to the child."""

    @property
    def to_the_child(self) -> Feedback:
        """Only what is written to the child."""
        return Feedback(proud_of=self.proud_of, letter=self.letter)


class Debrief(Struct, frozen=True):
    """What the student thought afterwards (practice F13)."""

    surprised: str = ""
    """What surprised my family."""
    did_well: str = ""
    """What I did well as a leader."""
    change: str = ""
    felt: str = ""
    class_idea: str = ""
    """An idea for the whole class."""


class Company(Enum):
    """Who sits with the student."""

    FAMILY = "family"
    TEACHER = "teacher"
    """Nobody of the family could come."""
    GUESTS = "guests"
    """People of the community: no numbers, no behaviour, no goals for home (practice S2-26)."""


class StudentConference(Struct, frozen=True):
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
    wants_private_time: bool = False
    """Would the family like a few minutes without the child? For the room alone."""
    parent_input: ParentInput = NOTHING
    """What else the family wrote before; for the teacher alone."""
    follow_up: tuple[FollowUp, ...] = ()
    feedback: Feedback = Feedback()
    debrief: Debrief = Debrief()
    new_goals: tuple[str, ...] = ()
    """Slugs of the goals that were chosen at this conference."""
    company: Company = Company.FAMILY
    is_blank: bool = False
    """There is no file yet: the student has not begun to get ready."""
    audience: Audience = Audience.TEACHER
    state: FormState | None = None
    """How far it is; None: nobody says so, and nothing is checked."""

    @property
    def family_has_written(self) -> bool:
        """Did the form from before the conference come back? Only the teacher's edition can tell."""
        return bool(self.topics or self.private or self.wants_private_time or self.parent_input != NOTHING)

    @property
    def without_teacher(self) -> StudentConference:
        """The same without the teacher's part."""
        return replace(
            self,
            three_pluses=tuple(one for one in self.three_pluses if one.voice is not Voice.TEACHER),
            skills=tuple(replace(word, teacher="") for word in self.skills),
        )
