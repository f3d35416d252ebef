"""A site in sections: the pages of one child, or those of the class, each planned by itself.

A child's section is made from `Library.of(child)` alone, so its pages cannot depend on another child's work:
when nothing in there has changed, nor has any of them. Last comes the class's, with a little of everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept
from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render.feeds import Feed, feed_of, feed_path
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import attachments
from slc_site.render.media import Media
from slc_site.render.page import Edition, Materials, Page
from slc_site.render.pages import class_pages, student_pages
from slc_site.render.site_files import avatar_files, class_media, student_media
from slc_site.render.translations import Words


class Section(Struct, frozen=True, dict=True):
    """What is planned together."""

    student: Student | None
    """Whose; None: the class's."""
    library: Library
    """Narrowed to those who look; of a student, nothing of the others is in it."""
    materials: Materials
    words: Words
    edition: Edition

    @cached_property
    def made_from(self) -> str:
        """A fingerprint of all of a student's own that the pages may look at."""
        own = self.library
        return kept.fingerprint(
            (self.student, own.posts, own.goals, own.self_reports, own.measures),
            (own.student_conferences, own.earlier, own.gaps, self.materials.prose, self.media_of(own)),
        )

    @cached_property
    def prose_in_lists(self) -> Mapping[str, Prose]:
        """What lists show of its texts."""
        return {key: one.for_lists for key, one in self.materials.prose.items()}

    def media_of(self, library: Library) -> Mapping[str, Media | None]:
        """Return what became of the pictures and recordings that a part of the library may show."""
        made = ((str(one.path), self.materials.media.get(one.path)) for one in attachments(library))
        # What an original told besides is on no page.
        return {path: one and replace(one, traces=frozenset()) for path, one in made}

    def pages(self) -> Iterator[Page]:
        """Yield its pages; they are planned anew each time."""
        if self.student is None:
            return class_pages(self.library.for_lists, self.materials, self.words, self.edition)
        return student_pages(self.library, self.materials, self.words, self.edition, self.student)

    def media(self) -> Iterator[tuple[str, Path]]:
        """Yield (path in the site, finished file) of each picture and recording that they show."""
        if self.student is not None:
            return student_media(self.library, self.materials, self.student.slug)
        if self.edition.room:
            return avatar_files(self.library, self.materials, sorted(self.edition.takes_part))
        return class_media(self.library, self.materials)

    @property
    def feed_path(self) -> str | None:
        """Where its feed stands; None when it has none."""
        return feed_path(self.library, self.student) if self.edition.builds_feeds else None

    def feed(self) -> Feed:
        """Return what its feed says; there is one."""
        return feed_of(self.library, self.materials, self.student)
