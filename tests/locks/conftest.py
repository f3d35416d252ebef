"""A class behind locks, as it lies on the web, and people who come to it with a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from slc_site.render import urls
from slc_site.share import keyfile
from slc_site.share.keyring import CLASS, KeyRing
from slc_site.share.seal import opaque_name
from tests.conftest import OpenPage
from tests.support import exhibition
from tests.support.classes import ClassFolder
from tests.support.locks import code_of, keep, with_codes
from tests.support.server import Hosted
from tests.support.visits import Visit

POSTS = "students/ada/posts"
GALLERY, MOVING, FILM, WORDS = exhibition.POST, exhibition.MOVING, exhibition.FILM, exhibition.WORDS
"""Posts of Ada's that the whole class reads."""
LETTER = f"{POSTS}/2026-10-09-letter/index.html"
"""A post of Ada's with a picture, that only her family reads."""
PORTFOLIO = "students/ada/index.html"
BEN = "students/ben/index.html"


@dataclass
class Locked:
    """A locked site, and the keys of all."""

    site: Path
    ring: KeyRing
    url: str
    """With a slash at the end."""
    host: Hosted | None = None

    def code(self, who: str) -> str:
        """Return the code of `class`, of `teacher`, or of a student's family."""
        return str(code_of(self.ring, who))

    def link(self, who: str) -> str:
        """Return the address that opens everything for a student's family."""
        return f"{self.url}{urls.DOOR}#k={keyfile_text(self.ring.of(who)[0].link)}"

    def path(self, page: str, scope: str = CLASS, suffix: str = ".html") -> str:
        """Return where something of the open site lies when it is locked for the class, or for a family."""
        return urls.locked(opaque_name(self.ring.scope_key(scope), page), suffix)

    def page(self, page: str, scope: str = CLASS) -> str:
        """Return the address of a locked page."""
        return self.url + self.path(page, scope)


def keyfile_text(link: bytes) -> str:
    """Return a link's key as it stands in an address."""
    from slc_site.share.codes import link_text

    return link_text(link)
