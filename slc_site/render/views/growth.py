"""What is shown of growth: then and now, the year, and how it went after a conference."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from slc_site.render.views.conference import GrowthView
from slc_site.render.views.goals import Bar
from slc_site.render.views.parts import NOTHING_MORE, Frame, Link, MoreSaid, PostCard


class ReflectionView(Struct, frozen=True):
    """What a child said about one piece."""

    post: Link
    date: date
    did_well: tuple[str, ...]
    make_better: tuple[str, ...]
    more: MoreSaid = NOTHING_MORE


class MonthPiece(Struct, frozen=True):
    """A month of the year's strip, and the first piece of writing in it."""

    first_day: date
    post: PostCard


class GrowthPage(Struct, frozen=True):
    """`growth.html`: then and now."""

    frame: Frame
    pairs: tuple[GrowthView, ...]
    """Those the child chose, newest conference first, then those the program proposes."""
    strip_title: str
    """Of the strand that the strip shows."""
    strip: tuple[MonthPiece, ...]
    """Oldest month first; empty when there is only one."""
    reflections: tuple[ReflectionView, ...]
    """Oldest first."""
    pins: tuple[PostCard, ...]
    """What the child has called "my best", oldest first; empty when there is only one."""


class GoalSinceView(Struct, frozen=True):
    """One goal on the page for the fridge."""

    title: str
    href: str
    bar: Bar | None
    did: str = ""
    evidence: tuple[Link, ...] = ()
    hard: str = ""
    help: str = ""
    help_from: tuple[str, ...] = ()
    """Of `family`, `teacher` and `friend`."""
    next_step: str = ""
    promise: str = ""
    """What the family said it would do."""


class FollowUpPage(Struct, frozen=True):
    """`follow-up.html`: one page for the fridge."""

    frame: Frame
    name: str
    """The child's."""
    conference: Link
    round: int
    rounds: tuple[Link, ...]
    """All of this conference's, their titles being their numbers."""
    date: date | None
    """Of a blank sheet: about when it is due; None where nobody knows the day of the conference."""
    is_blank: bool
    """To be filled in by hand; on the teacher's own screen only."""
    goals: tuple[GoalSinceView, ...]
    family_input: str
    family_goal: str
    """What the family wished for at the conference."""
    used: str
    ask: str
    """The child's own question for home; empty: the page has one."""
    ask_about: str
    """The goal that the page's own question is about; empty: it has another."""
    note_back: str
