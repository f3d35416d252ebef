"""What there is to see at an address: a file of the preview, or why there is none."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from slc_site.build.graph import fingerprint
from slc_site.problems import Problem
from slc_site.render.theme import LIVE_ASSETS
from slc_site.render.translations import Words, words_for
from slc_site.render.urls import HOME, NOT_FOUND
from slc_site.serve.left_out import behind
from slc_site.serve.status import Board, Status
from slc_site.serve.told import described

Draw = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Document:
    """A page."""

    html: bytes
    status: int = 200

    @property
    def mark(self) -> str:
        """Tells this content from any other."""
        return hashlib.sha256(b"%d %s" % (self.status, self.html)).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Moved:
    """What was asked for stands somewhere else."""

    to: str
    """The path in the site."""


_LIVE = LIVE_ASSETS.rstrip("/")
_THEME_FILES = re.compile(rf"{_LIVE}-[0-9a-f]{{16}}/")


class Shelf:
    """Looks things up in the preview folder, and nowhere else."""

    def __init__(self, folder: Path, board: Board, draw: Draw) -> None:
        """`draw` makes a page of ours from the values of its template, `explanation.html`."""
        self._folder = folder
        self._board = board
        self._draw = draw

    def look_up(self, path: str) -> Document | Moved | Path:
        """Return what there is at `path`, a path in the site as a browser asks for it, decoded.

        A `Path` is a file that is not a page, to be sent as it is.
        """
        file = self._inside(path)
        if file is not None and file.is_dir() and (file / HOME).is_file():
            return Moved("/".join(filter(None, (path.strip("/"), HOME))))
        if file is not None and file.is_file():
            if file.suffix != ".html":
                return file
            with suppress(OSError):  # a build has just taken it away
                return Document(self._with_assets(file.read_bytes()))
        return self._explanation(path)

    def _with_assets(self, html: bytes) -> bytes:
        """Return a page that names the theme's files as they are now, so that a browser may keep them."""
        if LIVE_ASSETS.encode() not in html:
            return html
        return html.replace(LIVE_ASSETS.encode(), self._assets_of_now().encode())

    def _assets_of_now(self) -> str:
        return f"{_LIVE}-{fingerprint([self._folder / LIVE_ASSETS])[:16]}/"

    def is_lasting(self, path: str) -> bool:
        """Will there never be anything else at `path`, a path in the site?"""
        return path.startswith(f"{_LIVE}-") and path.startswith(self._assets_of_now())

    def mark(self, path: str) -> str:
        """Return the mark of the page at `path`; empty when what is there is not a page."""
        found = self.look_up(path)
        return found.mark if isinstance(found, Document) else ""

    @property
    def words(self) -> Words:
        """The language that the pages are in: the class's."""
        try:
            with (self._folder / HOME).open("rb") as page:
                said = re.search(rb'<html[^>]*\slang="([A-Za-z0-9-]{2,35})"', page.read(1000))
        except OSError:
            said = None
        return words_for(said[1].decode("ascii") if said else "en")

    def _inside(self, path: str) -> Path | None:
        """Return the file or folder at `path`, if there is one and it really lies in the preview."""
        from werkzeug.security import safe_join

        if any(part.startswith(".") for part in path.split("/")) or re.search(r"[\\:\0]", path):
            return None  # nothing of ours is called so, but doors into other folders are
        joined = safe_join(str(self._folder), _THEME_FILES.sub(LIVE_ASSETS, path, count=1))
        if joined is None:
            return None
        try:
            found = Path(os.path.realpath(joined, strict=True))  # a symbolic link shows where it leads
        except OSError:
            return None
        return found if found.is_relative_to(self._folder.resolve()) else None

    # -- pages of ours that stand in for one that is not there -----------------------------------------

    def _explanation(self, path: str) -> Document:
        status, words = self._board.status, self.words
        if not (self._folder / HOME).is_file():
            return self._nothing_yet(status, words)
        if reasons := behind(path, status.problems, self._folder):
            return self._left_out(reasons, words)
        try:
            return Document((self._folder / NOT_FOUND).read_bytes(), 404)
        except OSError:
            return self._drawn(words, 404, title=words.gettext("There is no such page"), leads_home=True)

    def _left_out(self, reasons: tuple[Problem, ...], words: Words) -> Document:
        about = words.gettext("Put this right and save the file: the page then comes by itself.")
        title = words.gettext("This page was left out")
        return self._drawn(words, 404, title=title, about=about, problems=reasons, leads_home=True)

    def _nothing_yet(self, status: Status, words: Words) -> Document:
        if status.building:
            return self._drawn(words, 503, title=words.gettext("Building the pages …"))
        about = words.gettext("Put this right and save the file: the pages then come by themselves.")
        title = words.gettext("Nothing could be built yet")
        return self._drawn(words, 503, title=title, about=about, problems=status.problems)

    def _drawn(
        self,
        words: Words,
        status: int,
        *,
        title: str,
        about: str = "",
        problems: tuple[Problem, ...] = (),
        leads_home: bool = False,
    ) -> Document:
        html = self._draw(
            lang=words.code,
            direction=words.direction,
            title=title,
            about=about,
            home=words.gettext("To the class") if leads_home else "",
            problems=[described(problem, words) for problem in problems],
        )
        return Document(html.encode(), status)
