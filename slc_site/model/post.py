"""A post: one piece of a student's work with the student's words about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from msgspec import Struct, field

from slc_site.model.audience import Audience
from slc_site.model.classroom import Attachment
from slc_site.model.origin import Origin


class PostStatus(Enum):
    """Is the post finished?"""

    PUBLISHED = "published"
    DRAFT = "draft"


class Showing(Enum):
    """Why a piece of work is kept."""

    SKILL = "skill"
    IMPROVEMENT = "improvement"
    CELEBRATION = "celebration"
    GOAL = "goal"


class PostKind(Enum):
    """A post that is something special."""

    FIRST_PIECE = "first-piece"
    """The "then" of then-and-now."""
    ASSESSMENT = "assessment"
    """For the conference only, unless the post says otherwise."""
    PAPER = "paper"
    """The work itself lives on paper."""


class PaperItem(Struct, frozen=True):
    """Where a piece of paper is to be found."""

    where: str
    """"binder, Math"."""
    pages: str = ""


class Post(Struct, frozen=True):
    """One post, its references checked: what it points at is in the same library or was reported."""

    student: str
    """The slug of the student whose work it is."""
    slug: str
    """The name of its file without `.md`, or of its folder."""
    title: str
    date: date
    origin: Origin
    year: str = ""
    """The earlier school year that it was made in; empty: this one."""
    body: str = ""
    """Markdown."""
    body_line: int = 1
    """The line of the file that the body's first line is."""
    strands: tuple[str, ...] = ()
    """The strands among the tags, in the order written; normally one, none when it was forgotten."""
    tags: tuple[str, ...] = ()
    """All other tags."""
    status: PostStatus = PostStatus.PUBLISHED
    kind: PostKind | None = None
    shows: tuple[Showing, ...] = ()
    """Why this piece is kept."""
    did_well: tuple[str, ...] = ()
    make_better: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    """How it was made, one step after another."""
    learned: tuple[str, ...] = ()
    """Of a project: what was learned."""
    connections: tuple[str, ...] = ()
    """What it has to do with how one learns: ids of targets of the class, or words."""
    questions: tuple[str, ...] = ()
    """What the student still wants to know."""
    told_in: str = ""
    """The name of the recording beside the post in which the student talks about it, besides or instead."""
    targets: tuple[str, ...] = ()
    """Ids of targets of the class."""
    goals: tuple[str, ...] = ()
    """Slugs of the same student's goals."""
    goal_words: Mapping[str, str] = field(default_factory=dict)
    """What the post shows about a goal in `goals`, by its slug; of some there is nothing said."""
    prompt: str = ""
    """The slug of the prompt that it answers; empty: of none."""
    people: tuple[str, ...] = ()
    """Slugs of students who can be recognised in its pictures."""
    paper: PaperItem | None = None
    pin: bool = False
    """My best at the moment."""
    audience: Audience = Audience.TEACHER
    """Who may see it, the class's rule and the post's own `access` worked out."""
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    """By name, the files beside the post that it may show; nothing else can be shown."""
    pictures_withheld: bool = False
    """Set when narrowing took the attachments away, so that a kind placeholder stands there."""

    @property
    def id(self) -> tuple[str, str]:
        """Student and slug: what tells it from every other post."""
        return self.student, self.slug

    @property
    def is_reflected(self) -> bool:
        """Did the student say anything about it? Then it is portfolio; before, it is collected."""
        return bool(self.told_in) or any(self._asked)

    @property
    def said(self) -> tuple[str, ...]:
        """All that the student wrote about it, in the order in which it is asked."""
        return tuple(words for answers in self._asked for words in answers)

    @property
    def _asked(self) -> tuple[tuple[str, ...], ...]:
        return self.did_well, self.make_better, self.steps, self.learned, self.connections, self.questions
