"""A page of the site, planned, and what the plan is made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.render.manuscript import Prose
from slc_site.render.media import Media
from slc_site.render.views import Context


class Page(Struct, frozen=True):
    """One page: where it stands, which template draws it, and all that the template may see."""

    path: str
    template: str
    context: Context


class Materials(Struct, frozen=True):
    """What was made of people's texts and files before the pages are planned."""

    prose: Mapping[str, Prose] = field(default_factory=dict)
    """By manuscript key."""
    media: Mapping[Path, Media] = field(default_factory=dict)
    """By the original's path; a file that could not be made safe is absent."""


class Edition(Struct, frozen=True):
    """Which site is being made of the library."""

    live: bool = False
    """The teacher's own screen: pages reload by themselves and tell of problems."""
    builds_feeds: bool = True
    """Feeds are for what is uploaded."""
    eyes: Audience = Audience.TEACHER
    """On the teacher's own screen: whom it shows the class as."""
    eyes_of: str | None = None
    """Of a family or a conference: whose; a slug."""
    student: str | None = None
    """Only the pages of this student; None: all."""
    is_sealed: bool = False
    """Behind a lock: a page must not tell where it stands in an open site."""
    door: str = ""
    """There are locked pages, too: a path in the site where people with a code come in."""
    leads_to_families: bool = False
    """A page of a child has the way to what its family sees; see `urls.AS_FAMILY`."""
    room: str = ""
    """The conference, a slug, that is held from these pages; empty: they are no room's."""
    takes_part: frozenset[str] = frozenset()
    """Slugs of the children who have pages in the room."""
    is_keepsake: bool = False
    """One child's own, to be taken home for good: it leads nowhere else."""
    writes_to: str = ""
    """Where words go that are typed at a conference: `server`, `device` or, with no boxes at all, nowhere."""

    @property
    def is_for_teacher(self) -> bool:
        """Does the teacher look with eyes of their own?"""
        return self.live and self.eyes is Audience.TEACHER

    def of_child(self, student: str) -> Edition:
        """Return the same edition of one child's own pages."""
        return replace(self, student=student)
