"""What pages are put together from: links, pictures, cards, the frame."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Html(Struct, frozen=True):
    """HTML that `prose` has cleaned; `Theme` is the one place that shows it unescaped."""

    text: str


class Link(Struct, frozen=True):
    """A title that leads somewhere."""

    title: str
    href: str
    current: bool = False
    """The page one is on, or the part of the site it belongs to."""
    count: int | None = None
    """How many things are there, where that is worth saying."""


class PictureView(Struct, frozen=True):
    """A picture in all its sizes, for an `img`."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    """Empty: nobody said what it shows."""
    tint: str = ""
    """The colour until it is there: three digits of 0 to 3, such as `031`; empty for none."""


class StudentBadge(Struct, frozen=True):
    """A student by name and avatar."""

    name: str
    href: str
    color: str
    """One of `model.classroom.COLORS`; for a class name."""
    emoji: str = ""
    picture: PictureView | None = None
    """The avatar is the picture, else the emoji, else the first letter of the name."""


class PostCard(Struct, frozen=True):
    """A post in a list."""

    title: str
    href: str
    date: date
    student: StudentBadge
    strands: tuple[Link, ...]
    """The student's own pages of the post's strands."""
    summary: str = ""
    cover: PictureView | None = None
    has_sound: bool = False
    has_video: bool = False
    kind: str = ""
    """`first-piece`, `assessment`, `paper` or empty."""
    is_draft: bool = False
    is_reflected: bool = False
    is_pinned: bool = False
    shows: tuple[str, ...] = ()
    """Why it is kept: `skill`, `improvement`, `celebration`, `goal`."""


class PaperView(Struct, frozen=True):
    """Where the paper is."""

    where: str
    pages: str


class TargetView(Struct, frozen=True):
    """A learning target or skill."""

    text: str
    is_skill: bool
    href: str = ""
    """The student's own page of it."""


class MoreSaid(Struct, frozen=True):
    """What a student says of a piece besides what went well and what could be better."""

    steps: tuple[str, ...] = ()
    """How it was made, in order."""
    learned: tuple[str, ...] = ()
    connections: tuple[TargetView, ...] = ()
    """What it has to do with how one learns; some have pages."""
    questions: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Is anything said?"""
        return bool(self.steps or self.learned or self.connections or self.questions)


NOTHING_MORE = MoreSaid()


class StrandView(Struct, frozen=True):
    """A strand and what it means."""

    title: str
    about: str
    good: tuple[str, ...]
    """The anchor chart."""
    href: str
    count: int
    cover: PictureView | None = None
    """The newest picture in it."""
    group: str = ""
    """What it belongs to, in the class's words; strands of one group stand together."""


class Frame(Struct, frozen=True):
    """What stands around every page."""

    path: str
    """The page's own path in the site."""
    title: str
    """Of the page; empty on the class home."""
    description: str
    site_title: str
    school: str
    teacher: str
    contact: str
    contact_href: str
    """`mailto:…` or `tel:…`, or empty when the contact is neither."""
    year: str
    home: str
    about: str
    """The page that tells what a student-led conference is."""
    nav: tuple[Link, ...]
    """Of the class: home, strands, tags, the class's pages."""
    student: StudentBadge | None
    """Whose page it is."""
    student_nav: tuple[Link, ...]
    """Of the student's portfolio: home, blog, goals, strands, conferences; empty on class pages."""
    crumbs: tuple[Link, ...]
    """From the class home to the page above this one."""
    feed: Link | None
    live: bool
    """The teacher's own screen: reloads by itself, shows problems."""
    source: str
    """On the teacher's own screen the file that the page is made from, else empty."""
    seen_as: str = ""
    """On the teacher's own screen a sentence that says with whose eyes, if not with the teacher's own."""
    canonical: str = ""
    """The full address, when the class has told where the site stands."""
    door: str = ""
    """The page at which people with a code come in, when there are locked pages."""
