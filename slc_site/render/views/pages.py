"""What each kind of page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slc_site.render.views.goals import GoalCard, GoalsOf, GoalView, PostView
from slc_site.render.views.parts import Frame, Html, Link, PostCard, StrandView, StudentBadge


@dataclass(frozen=True, slots=True)
class HomePage:
    """`home.html`: the class."""

    frame: Frame
    students: tuple[StudentBadge, ...]
    newest: tuple[PostCard, ...]
    """The first is the newest that has a picture; then newest first."""
    strands: tuple[StrandView, ...]
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`about.html`: what is a student-led conference?"""

    frame: Frame
    strands: tuple[StrandView, ...]
    conferences: tuple[tuple[str, date], ...]
    """Title and first day of each conference whose day is known."""


@dataclass(frozen=True, slots=True)
class PostListPage:
    """`strand.html`, `tag.html` or `blog.html`: a list of posts, twenty a page."""

    frame: Frame
    heading: str
    posts: tuple[PostCard, ...]
    pager: Pager
    strand: StrandView | None = None
    """On a strand's page."""


@dataclass(frozen=True, slots=True)
class TagsPage:
    """`tags.html`: all tags of the class."""

    frame: Frame
    tags: tuple[Link, ...]
    """With counts, by name."""


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """`portfolio.html`: a student's home."""

    frame: Frame
    student: StudentBadge
    pinned: PostCard | None
    newest: tuple[PostCard, ...]
    goals: tuple[GoalCard, ...]
    """Those being worked on and those met, short-term first."""
    goals_href: str
    """Empty when there are no goals to be seen."""
    strands: tuple[StrandView, ...]
    story: tuple[Month, ...]
    """Oldest month first."""
    conferences: tuple[Link, ...]
    blog: Link
    """With the number of posts."""
    growth_href: str = ""
    """Then and now; empty when there is no such page yet."""
    report_cards: tuple[Link, ...] = ()
    """By terms, oldest first; each opens a card."""


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """`earlier.html`: a school year that is over."""

    frame: Frame
    year: str
    years: tuple[Link, ...]
    """All of them, the latest first."""
    story: tuple[Month, ...]
    """Oldest month first, with all of its work."""
    goals: tuple[GoalCard, ...]
    """By the day they were set."""


@dataclass(frozen=True, slots=True)
class PostPage:
    """`post.html`."""

    frame: Frame
    post: PostView


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """`goals.html`."""

    frame: Frame
    working: tuple[GoalCard, ...]
    """Short-term goals first."""
    met: tuple[GoalCard, ...]
    set_aside: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class ClassGoalsPage:
    """`class-goals.html`: everybody's goals, for the teacher's own screen only."""

    frame: Frame
    students: tuple[GoalsOf, ...]
    """In the order of the class list; also who has no goal yet."""


@dataclass(frozen=True, slots=True)
class GoalPage:
    """`goal.html`."""

    frame: Frame
    goal: GoalView


@dataclass(frozen=True, slots=True)
class ClassTextPage:
    """`page.html`: a page of the class."""

    frame: Frame
    title: str
    body: Html


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`404.html`."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class LockPage:
    """`lock.html`: what stands before a page that is not for everybody. No frame: that names the class."""

    root: str
    """The way to the folder of the site, with its slash."""
    words: Mapping[str, str]
    """What it says in the class's language, by the names that `open.js` has for it."""
    sealed: str
    """What is locked, as base64; empty where there is only the door."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year's story."""

    first_day: date
    posts: tuple[PostCard, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a long list."""

    number: int
    of: int
    pages: tuple[Link | None, ...]
    """The first, the last and those nearby, their titles being their numbers; None: some are left out."""
    newer: Link | None
    older: Link | None
