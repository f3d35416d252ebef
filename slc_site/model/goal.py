"""A goal, the three voices that work on it, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from slc_site.model.audience import Audience
from slc_site.model.origin import Origin


class Voice(Enum):
    """One of the three who set goals, promise and lead."""

    STUDENT = "student"
    PARENT = "parent"
    TEACHER = "teacher"


class GoalKind(Enum):
    """How far away the goal is."""

    SHORT_TERM = "short-term"
    LONG_TERM = "long-term"


class GoalStatus(Enum):
    """What has become of the goal."""

    WORKING = "working"
    MET = "met"
    SET_ASIDE = "set-aside"


class Kept(Enum):
    """Was a promise kept? Answered at the next conference."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class GoalMeasure:
    """What makes a goal measurable."""

    target: Decimal
    unit: str = ""
    start: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Parts:
    """A fraction as coloured in: 3 of 4 parts. 0 <= coloured <= of, 1 <= of <= 100."""

    coloured: int
    of: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The bar, as it was on one day; one of `value` and `parts` is given."""

    date: date
    value: Decimal | None = None
    """In the measure's unit."""
    parts: Parts | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What one of the three will do, and whether it was done."""

    voice: Voice
    text: str
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of one student."""

    student: str
    slug: str
    title: str
    """In the child's words."""
    origin: Origin
    body: str = ""
    """Markdown: why it matters to me."""
    body_line: int = 1
    by: Voice = Voice.STUDENT
    kind: GoalKind = GoalKind.SHORT_TERM
    strand: str | None = None
    set_on: date | None = None
    due: date | None = None
    measure: GoalMeasure | None = None
    progress: tuple[Progress, ...] = ()
    """By date, oldest first."""
    promises: tuple[Promise, ...] = ()
    """In the order student, parent, teacher; who promised nothing is absent."""
    follows: str | None = None
    """The slug of the goal this one grew out of."""
    evidence: tuple[str, ...] = field(default=())
    """Slugs of the same student's posts, besides those that name this goal."""
    status: GoalStatus = GoalStatus.WORKING
    audience: Audience = Audience.TEACHER

    @property
    def id(self) -> tuple[str, str]:
        """Student and slug: what tells it from every other goal."""
        return self.student, self.slug

    @property
    def latest(self) -> Progress | None:
        """The bar as it is now, or None if it was never coloured in."""
        return self.progress[-1] if self.progress else None
