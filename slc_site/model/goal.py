"""A goal, the three voices that work on it, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from msgspec import Struct, field

from slc_site.model.audience import Audience
from slc_site.model.origin import Origin
from slc_site.model.post import PaperItem


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


class Decision(Enum):
    """What was agreed when a goal was looked at again."""

    MET = "met"
    KEEP_GOING = "keep-going"
    CHANGE = "change"
    SET_ASIDE = "set-aside"


class GoalMeasure(Struct, frozen=True):
    """What makes a goal measurable."""

    target: Decimal
    unit: str = ""
    start: Decimal = Decimal(0)


class Parts(Struct, frozen=True):
    """A fraction as coloured in: 3 of 4 parts. 0 <= coloured <= of, 1 <= of <= 100."""

    coloured: int
    of: int


class Progress(Struct, frozen=True):
    """The bar, as it was on one day; one of `value` and `parts` is given."""

    date: date
    value: Decimal | None = None
    """In the measure's unit."""
    parts: Parts | None = None
    note: str = ""
    """How I know."""
    helped: str = ""
    in_the_way: str = ""
    proud_of: str = ""

    @property
    def is_explained(self) -> bool:
        """Was it said what made it go fast or slowly?"""
        return bool(self.helped or self.in_the_way)


class Promise(Struct, frozen=True):
    """What one of the three will do, and whether it was done."""

    voice: Voice
    text: str
    kept: Kept | None = None
    note: str = ""
    """A word on how it went."""


class GoalStep(Struct, frozen=True):
    """One step of the way there."""

    text: str
    date: date | None = None
    """By when."""


class PaperProof(Struct, frozen=True):
    """A piece of paper that shows how a goal is going."""

    paper: PaperItem
    shows: str = ""


class Review(Struct, frozen=True):
    """A day on which the goal was looked at again, as at the end of a term."""

    date: date
    decision: Decision | None = None
    term: str | None = None
    """Id of a term of the class."""
    note: str = ""
    proud_of: str = ""
    used: str = ""
    """What I did with what my family said."""


_BEHAVIOUR = frozenset({"behaviour", "behavior", "conducta", "comportamiento", "سلوك", "السلوك"})
"""How a class may call that area, in the languages we have words in."""


class Goal(Struct, frozen=True):
    """One goal of one student."""

    student: str
    slug: str
    title: str
    """In the child's words."""
    origin: Origin
    year: str = ""
    """The earlier school year that it was worked on in; empty: this one."""
    body: str = ""
    """Markdown: why it matters to me."""
    body_line: int = 1
    by: Voice | None = Voice.STUDENT
    """Who set it; None: all three together."""
    kind: GoalKind = GoalKind.SHORT_TERM
    strand: str | None = None
    area: str = ""
    """What part of life it belongs to, in words."""
    is_personal: bool = False
    """Its area is the child's own or the family's; the audience is then never wider than `FAMILY`."""
    skill: str = ""
    """Id of a target of the class, or words."""
    helps_in: str = ""
    """What else it will help in."""
    set_on: date | None = None
    due: date | None = None
    measure: GoalMeasure | None = None
    how: str = ""
    """How we will see it, in words."""
    steps: tuple[GoalStep, ...] = ()
    """In the order written."""
    at_school: tuple[str, ...] = ()
    """Strategies."""
    at_home: tuple[str, ...] = ()
    progress: tuple[Progress, ...] = ()
    """By date, oldest first."""
    promises: tuple[Promise, ...] = ()
    """In the order student, parent, teacher; who promised nothing is absent."""
    helped: tuple[str, ...] = ()
    """What helped, on the whole."""
    in_the_way: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    """By date, oldest first."""
    follows: str | None = None
    """The slug of the goal this one grew out of."""
    evidence: tuple[str, ...] = field(default=())
    """Slugs of the same student's posts, besides those that name this goal."""
    shows: Mapping[str, str] = field(default_factory=dict)
    """What a post in `evidence` shows, by its slug; of some there is nothing said."""
    papers: tuple[PaperProof, ...] = ()
    status: GoalStatus = GoalStatus.WORKING
    audience: Audience = Audience.TEACHER

    @property
    def id(self) -> tuple[str, str]:
        """Student and slug: what tells it from every other goal."""
        return self.student, self.slug

    @property
    def is_about_behaviour(self) -> bool:
        """Is it about how one is with others? Guests need not know of it."""
        return self.area.casefold() in _BEHAVIOUR

    @property
    def latest(self) -> Progress | None:
        """The bar as it is now, or None if it was never coloured in."""
        return self.progress[-1] if self.progress else None
