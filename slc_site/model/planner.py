"""What is to be done before and after a conference, as far as the class says it (practice S3-7, S3-20)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct


class PlanStep(Enum):
    """The steps that the program knows; `plan.planner_steps` has their days and words."""

    FIRST_PIECE = "first-piece"
    LETTER = "letter"
    STUDENT_FORM = "student-form"
    SIGN_UP = "sign-up"
    INVITATION = "invitation"
    PICKS = "picks"
    CARDS = "cards"
    ROLE_PLAY = "role-play"
    FAMILY_FORMS = "family-forms"
    TEACHER_PART = "teacher-part"
    REMINDER = "reminder"
    READY = "ready"
    CONFERENCE = "conference"
    DEBRIEF = "debrief"
    FEEDBACK = "feedback"
    FOLLOW_UP_1 = "follow-up-1"
    FOLLOW_UP_2 = "follow-up-2"
    FOLLOW_UP_3 = "follow-up-3"
    GOAL_REVIEW = "goal-review"
    SPEAKERS = "speakers"
    """Of a party: who speaks, and where each child is."""
    THEN_AND_NOW = "then-and-now"
    HOSTS = "hosts"
    """Of a party: who listens to a child that has no guest."""


class PlanChange(Struct, frozen=True):
    """What a class says of one step; what is empty stays as the program has it."""

    name: str
    """Of a `PlanStep`, or the class's own."""
    day: int | None = None
    """Days from the conference; before it they are negative."""
    until: int | None = None
    """By when it is to be done, counted in the same way."""
    on: date | None = None
    """The very day; it stays whatever else is on it."""
    title: str = ""
    teacher: str = ""
    """What the teacher does."""
    student: str = ""
    result: str = ""
    """What comes of it."""
    skip: bool = False


class Planner(Struct, frozen=True):
    """`planner` of a conference.yml; for the teacher alone."""

    day: date | None = None
    """Of the conference, as long as it has no windows."""
    changes: tuple[PlanChange, ...] = ()
    done: frozenset[str] = frozenset()
    """Names of steps that the teacher has ticked off."""
