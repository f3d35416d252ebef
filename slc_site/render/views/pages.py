"""What each kind of page shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from slc_site.render.views.goals import GoalCard, GoalsOf, GoalView, PostView
from slc_site.render.views.parts import Frame, Html, Link, PostCard, StrandView, StudentBadge


class HomePage(Struct, frozen=True):
    """`home.html`: the class."""

    frame: Frame
    students: tuple[StudentBadge, ...]
    newest: tuple[PostCard, ...]
    """The first is the newest that has a picture; then newest first."""
    strands: tuple[StrandView, ...]
    pages: tuple[Link, ...]


class AboutPage(Struct, frozen=True):
    """`about.html`: what is a student-led conference?"""

    frame: Frame
    strands: tuple[StrandView, ...]
    conferences: tuple[tuple[str, date], ...]
    """Title and first day of each conference whose day is known."""


class PostListPage(Struct, frozen=True):
    """`strand.html`, `tag.html` or `blog.html`: a list of posts, twenty a page."""

    frame: Frame
    heading: str
    posts: tuple[PostCard, ...]
    pager: Pager
    strand: StrandView | None = None
    """On a strand's page."""


class TagsPage(Struct, frozen=True):
    """`tags.html`: all tags of the class."""

    frame: Frame
    tags: tuple[Link, ...]
    """With counts, by name."""


class PortfolioPage(Struct, frozen=True):
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


class EarlierPage(Struct, frozen=True):
    """`earlier.html`: a school year that is over."""

    frame: Frame
    year: str
    years: tuple[Link, ...]
    """All of them, the latest first."""
    story: tuple[Month, ...]
    """Oldest month first, with all of its work."""
    goals: tuple[GoalCard, ...]
    """By the day they were set."""


class PostPage(Struct, frozen=True):
    """`post.html`."""

    frame: Frame
    post: PostView


class GoalsPage(Struct, frozen=True):
    """`goals.html`."""

    frame: Frame
    working: tuple[GoalCard, ...]
    """Short-term goals first."""
    met: tuple[GoalCard, ...]
    set_aside: tuple[GoalCard, ...]


class ClassGoalsPage(Struct, frozen=True):
    """`class-goals.html`: everybody's goals, for the teacher's own screen only."""

    frame: Frame
    students: tuple[GoalsOf, ...]
    """In the order of the class list; also who has no goal yet."""


class GoalPage(Struct, frozen=True):
    """`goal.html`."""

    frame: Frame
    goal: GoalView


class ClassTextPage(Struct, frozen=True):
    """`page.html`: a page of the class."""

    frame: Frame
    title: str
    body: Html


class NotFoundPage(Struct, frozen=True):
    """`404.html`."""

    frame: Frame


class LockPage(Struct, frozen=True):
    """`lock.html`: what stands before a page that is not for everybody. No frame: that names the class."""

    root: str
    """The way to the folder of the site, with its slash."""
    words: Mapping[str, str]
    """What it says in the class's language, by the names that `open.js` has for it."""
    sealed: str
    """What is locked, as base64; empty where there is only the door."""


class Month(Struct, frozen=True):
    """A month of the year's story."""

    first_day: date
    posts: tuple[PostCard, ...]
    """Oldest first."""


class Pager(Struct, frozen=True):
    """Where one is in a long list."""

    number: int
    of: int
    pages: tuple[Link | None, ...]
    """The first, the last and those nearby, their titles being their numbers; None: some are left out."""
    newer: Link | None
    older: Link | None
