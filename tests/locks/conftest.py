"""A class behind locks, as it lies on the web, and people who come to it with a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from slc_site.render import urls
from slc_site.share import keyfile
from slc_site.share.codes import link_text
from slc_site.share.keyring import CLASS, KeyRing
from slc_site.share.seal import opaque_name
from tests.conftest import OpenPage
from tests.support import exhibition
from tests.support.classes import ClassFolder
from tests.support.locks import code_of, keep, with_codes
from tests.support.server import Hosted, hosting
from tests.support.visits import QUIET, Visit, visiting

GALLERY, MOVING, FILM, WORDS = exhibition.POST, exhibition.MOVING, exhibition.FILM, exhibition.WORDS
"""Posts of Ada's that the whole class reads."""
LETTER = "students/ada/posts/2026-10-09-letter/index.html"
"""A post of Ada's with a picture, that only her family reads."""
PORTFOLIO, BEN, HOME = "students/ada/index.html", "students/ben/index.html", "index.html"


@dataclass(frozen=True)
class Locked:
    """A locked site, and the keys of all."""

    site: Path
    ring: KeyRing
    url: str
    """With a slash at the end."""
    host: Hosted | None = None

    @property
    def door(self) -> str:
        """The address where a code is typed."""
        return self.url + urls.DOOR

    def code(self, who: str) -> str:
        """Return the code of `class`, of `teacher`, or of a student's family."""
        return str(code_of(self.ring, who))

    def link(self, student: str) -> str:
        """Return the address that opens everything for a student's family."""
        return f"{self.door}#k={link_text(self.ring.of(student)[0].link)}"

    def path(self, path: str, scope: str = CLASS, suffix: str = ".html") -> str:
        """Return where something of the open site lies, locked for the class or for a family."""
        return urls.locked(opaque_name(self.ring.scope_key(scope), path), suffix)

    def page(self, path: str, scope: str = CLASS) -> str:
        """Return the address of a locked page."""
        return self.url + self.path(path, scope)


def build(into: Path) -> Path:
    """Build the locked class, unless it stands there; return its folder."""
    whole = into / "locked-class"
    done = whole / ".done"
    with FileLock(f"{whole}.lock"):
        if not done.exists():
            shutil.rmtree(whole, ignore_errors=True)
            made = ClassFolder(whole).write(_files())
            ring = with_codes(made)
            keep(ring.joined(["ben", "cleo"]).with_stretched_codes(), made)
            made.build()
            assert (made.output / urls.DOOR).is_file(), made.messages
            done.touch()
    return whole


def _files() -> dict[str, str | bytes]:
    files = exhibition.files("en")
    files["class.yml"] = "title: Room 12\nlanguage: en\nconsent: {publish: yes, photos: yes}\n"
    letter = LETTER.removesuffix("/index.html")
    files[f"{letter}/index.md"] = (
        "---\ntitle: My letter\ntags: [writing]\naccess: family\n---\nDear mum.\n\n![A letter](letter.jpg)\n"
    )
    files[f"{letter}/letter.jpg"] = exhibition.picture((1400, 2000), 6)
    files["students/ben/student.yml"] = "name: Ben\n"
    files["students/cleo/student.yml"] = "name: Cleo\n"
    return files


def ring_of(folder: Path) -> KeyRing:
    """Return the keys of a class that was built."""
    ring = keyfile.load(folder / ".slc" / keyfile.FOLDER / keyfile.RING)
    assert ring is not None
    return ring


@pytest.fixture(scope="session")
def locked_folder(shared_tmp: Path) -> Path:
    """The folder of a locked class, which no test changes."""
    return build(shared_tmp)


@pytest.fixture
def locked(locked_folder: Path, hosted: Callable[..., Hosted]) -> Locked:
    """The locked class on a host of its own."""
    host = hosted(locked_folder / "output")
    return Locked(locked_folder / "output", ring_of(locked_folder), host.url, host)


@pytest.fixture
def in_folder(locked_folder: Path) -> Locked:
    """The same, opened by a double-click."""
    site = locked_folder / "output"
    return Locked(site, ring_of(locked_folder), f"{site.as_uri()}/")


@pytest.fixture
def own_copy(locked_folder: Path, tmp_path: Path, hosted: Callable[..., Hosted]) -> Locked:
    """A copy of the locked class for a test that changes it."""
    whole = tmp_path / "copy"
    shutil.copytree(locked_folder, whole)
    host = hosted(whole / "output")
    return Locked(whole / "output", ring_of(whole), host.url, host)


@pytest.fixture
def unsafe(locked_folder: Path, browser: Browser) -> Iterator[tuple[Browser, Locked]]:
    """The locked class on a host that has a name and no certificate, and a browser that finds it there."""
    from tools.setup import chromium

    site = locked_folder / "output"
    with hosting(site, below="/room12/") as host:
        port = host.url.split(":")[2].split("/")[0]
        quiet = [one for one in QUIET if not one.startswith("--host-resolver-rules")]
        rules = f"--host-resolver-rules=MAP school.test:80 127.0.0.1:{port}, MAP * ~NOTFOUND"
        found = chromium.find()
        other = browser.browser_type.launch(executable_path=found and str(found), args=[*quiet, rules])
        yield other, Locked(site, ring_of(locked_folder), "http://school.test/room12/", host)
        other.close()


def type_code(page: Page, code: str, *, remember: bool = False) -> None:
    """Type a code into the form, as a family does."""
    page.get_by_label("Your code").fill(code)
    if remember:
        page.get_by_label("Remember on this device").check()
    page.get_by_role("button", name="Open", exact=True).click()


PICTURES_ARE_SHOWN = """() => {
    const shown = [...document.images]
        .filter((image) => !image.matches(".lock-gone") && image.checkVisibility());
    return shown.length > 0 && shown.every((image) => {
        const dot = document.createElement("canvas").getContext("2d");
        if (!image.complete) return false;
        dot.drawImage(image, 0, 0, 8, 8);
        const [red, green, blue, alpha] = dot.getImageData(0, 0, 1, 1).data;
        const number = /Picture number (\\d)/.exec(image.alt)?.[1];
        const right = !number || Math.abs(red - 40 * number) + Math.abs(blue - 250 + 40 * number) < 24;
        if (alpha && !right) throw new Error(`${image.alt} is a wrong picture: ${[red, green, blue]}`);
        return alpha === 255;
    });
}"""
"""All pictures of the page that were not given up are there, and each is the one that it is said to be."""


@pytest.fixture
def open_unsafe(unsafe: tuple[Browser, Locked]) -> Iterator[OpenPage]:
    """Open pages in the browser that finds the host without a certificate."""
    with ExitStack() as visits:

        def visit(url: str | None = None, **how: Any) -> Visit:
            opened: AbstractContextManager[Visit] = visiting(unsafe[0], url, **how)
            return visits.enter_context(opened)

        yield visit
