"""What is shown of a goal, and a post with the goals it helps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from slc_site.render.views.parts import (
    NOTHING_MORE,
    Html,
    Link,
    MoreSaid,
    PaperView,
    PostCard,
    StudentBadge,
    TargetView,
)


class Bar(Struct, frozen=True):
    """A bar of equal parts, some of them coloured in. 0 <= coloured <= of, 1 <= of <= 100."""

    coloured: int
    of: int


class Meter(Struct, frozen=True):
    """A measured goal: from start by way of now to target, in one unit."""

    start: Decimal
    now: Decimal
    target: Decimal
    unit: str
    bar: Bar
    """The same as parts; coloured from start towards target."""


class GoalCard(Struct, frozen=True):
    """A goal in a list."""

    title: str
    href: str
    by: str
    """`student`, `parent`, `teacher` or `together`."""
    kind: str
    """`short-term` or `long-term`."""
    status: str
    """`working`, `met` or `set-aside`."""
    strand: Link | None = None
    set_on: date | None = None
    due: date | None = None
    bar: Bar | None = None
    meter: Meter | None = None
    """At most one of bar and meter; both None: never coloured in and not measured."""
    area: str = ""
    is_personal: bool = False
    """It is the child's own or the family's; then `area` is empty."""
    skill: str = ""
    helps_in: str = ""
    needs_measure: bool = False
    """It is being worked on, and nobody has said yet how we will see it."""
    shows: str = ""
    """On the page of a post: what the post shows about the goal."""


class SeenBy(Struct, frozen=True):
    """How we will see that a goal is reached."""

    words: str = ""
    start: Decimal | None = None
    target: Decimal | None = None
    """None: in words alone."""
    unit: str = ""


class PromiseView(Struct, frozen=True):
    """What one of the three voices will do."""

    voice: str
    """`student`, `parent` or `teacher`."""
    text: str
    kept: str = ""
    """`kept`, `partly`, `not-yet` or empty: not yet answered."""
    note: str = ""


class ProgressView(Struct, frozen=True):
    """The bar on one day."""

    date: date
    note: str
    bar: Bar | None
    value: Decimal | None
    """With the meter's unit."""
    helped: str = ""
    in_the_way: str = ""
    proud_of: str = ""


class GoalStepView(Struct, frozen=True):
    """One step of the way there."""

    text: str
    date: date | None = None


class ReviewView(Struct, frozen=True):
    """A day on which the goal was looked at again."""

    date: date
    term: str
    """Its title, or empty."""
    decision: str
    """`met`, `keep-going`, `change`, `set-aside` or empty."""
    note: str = ""
    proud_of: str = ""
    used: str = ""


class ProofView(Struct, frozen=True):
    """A piece of work and what it shows about a goal; a post or a piece of paper."""

    post: PostCard | None
    paper: PaperView | None = None
    shows: tuple[str, ...] = ()


class GoalView(Struct, frozen=True):
    """A goal with all that belongs to it."""

    card: GoalCard
    why: Html | None
    promises: tuple[PromiseView, ...]
    history: tuple[ProgressView, ...]
    """Newest first."""
    evidence: tuple[ProofView, ...]
    """Posts, newest first, then pieces of paper."""
    follows: Link | None
    grown_into: tuple[Link, ...]
    seen_by: SeenBy | None = None
    """None: nobody has said yet how we will see it."""
    steps: tuple[GoalStepView, ...] = ()
    at_school: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    reviews: tuple[ReviewView, ...] = ()
    """Newest first."""
    asks_what_is_hard: bool = False
    """A quarter of the bar or less is coloured in, and nobody has said yet what helped or got in the way."""
    to_colour: Bar | None = None
    """On paper: the parts of the bar for the next time; None for a goal nobody works on."""
    slug: str = ""


class GoalsOf(Struct, frozen=True):
    """One child's goals, in the teacher's own view of all goals."""

    student: StudentBadge
    href: str
    """The page of these goals; empty when there is none."""
    working: tuple[GoalCard, ...]
    met: tuple[GoalCard, ...]
    set_aside: tuple[GoalCard, ...]


class PostView(Struct, frozen=True):
    """A post with all that belongs to it."""

    card: PostCard
    body: Html
    did_well: tuple[str, ...]
    make_better: tuple[str, ...]
    tags: tuple[Link, ...]
    """The student's own pages of the other tags."""
    targets: tuple[TargetView, ...]
    goals: tuple[GoalCard, ...]
    people: tuple[StudentBadge, ...]
    paper: PaperView | None
    newer: Link | None
    older: Link | None
    told: Html | None = None
    """The recording in which the student talks about it."""
    more: MoreSaid = NOTHING_MORE
    prompt: Link | None = None
    """The prompt that it answers."""
