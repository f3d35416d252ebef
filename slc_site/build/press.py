"""Makes one edition after another of what was read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from slc_site.build.progress import Progress
from slc_site.model.library import Library
from slc_site.render.manuscripts import linkable, manuscripts
from slc_site.render.media import Media
from slc_site.render.page import Edition, Materials
from slc_site.render.pages import plan
from slc_site.render.prose import Scribe
from slc_site.render.site_files import site_files
from slc_site.render.theme import Theme
from slc_site.render.translations import words_for


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition, not yet written anywhere."""

    materials: Materials
    files: Mapping[str, bytes | Path]
    """By path in the site."""
    pages: int


class Press:
    """Turns libraries into editions; texts that several of them share are converted once."""

    def __init__(
        self, theme: Theme, scribe: Scribe, media: Mapping[Path, Media], everything: Library
    ) -> None:
        """`media` are the finished pictures and recordings of all editions, by their originals.

        `everything` is the library as it was read; nothing of it is shown, it only tells which links are
        mistakes.
        """
        self.theme = theme
        self._scribe = scribe
        self._media = media
        self._known = linkable(everything)
        self._again = False

    def edition(self, library: Library, edition: Edition, progress: Progress) -> Printed:
        """Return the edition of a library that has been narrowed to those whom it is for.

        Raises:
            ThemeError: a template is missing or broken.
        """
        words = words_for(library.classroom.language)
        progress.step("Texts", None)
        texts = manuscripts(library, self._media, words, edition.student, self._known)
        materials = Materials(self._scribe.render(texts, again=self._again), self._media)
        self._again = True
        pages = list(plan(library, materials, words, edition))
        progress.step("Pages", len(pages))
        files = site_files(library, materials, pages, self.theme, edition, progress.advance)
        return Printed(materials, files, len(pages))
