"""What one student brings to a conference, and what is written there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from slc_site.model.audience import Audience
from slc_site.model.conference import Step
from slc_site.model.goal import Parts, Voice
from slc_site.model.origin import Origin


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
