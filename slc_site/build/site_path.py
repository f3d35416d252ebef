"""Which names a file of the site may have: such as every disk, every host and every browser agrees on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from slc_site.problems import Problem

HIDDEN = ".slc-"
"""What the names of our own folders in the output begin with, when there have to be any."""

_FORBIDDEN = re.compile('[\\\\:<>"|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)
_LONGEST = 255
"""Bytes in one name, on nearly every disk."""


@lru_cache(maxsize=65536)
def fold(path: str) -> str:
    """Return what two paths have in common when a disk takes them for the same."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders(path: str) -> Iterator[str]:
    """Yield the folders above a path in the site, nearest first: `a/b`, `a` for `a/b/c.html`."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def fault(path: str) -> str | None:
    """Return what is wrong with a path in the site, as a clause, or None when it may be written."""
    if not path:
        return "it is empty"
    if path.startswith(HIDDEN):
        return f"names that begin with {HIDDEN} are the program's own"
    return next((why for part in path.split("/") if (why := _fault_of_part(part))), None)


@lru_cache(maxsize=65536)
def _fault_of_part(part: str) -> str | None:
    if not part:
        return "it begins or ends with a slash, or has two in a row"
    if part in (".", ".."):
        return "it leads out of its folder"
    if bad := _FORBIDDEN.search(part):
        return f"it has the character {bad[0]!r} in it"
    if part[-1] in ". ":
        return "a part of it ends with a dot or a space, which Windows drops"
    if part.partition(".")[0].rstrip().casefold() in _DEVICES:
        return "Windows keeps that name for a device"
    if len(part.encode()) > _LONGEST:
        return "a part of it is too long"
    return None


def name_problems(paths: Iterable[str]) -> list[Problem]:
    """Return a problem for each path that may not be written, and for each two that a disk may mix up.

    Two are mixed up when they, or folders above them, differ only in upper and lower case or in how an accent
    is put together, or when one is a file and the other a folder.
    """
    problems: list[Problem] = []
    spelling: dict[str, str] = {}
    files: set[str] = set()
    good: set[str] = set()  # folders; a file that has the name of one comes before all that is in it
    for path in sorted(paths):
        if why := fault(path):
            problems.append(_refused(f"The site may not have a file called {path!r}: {why}."))
            continue
        folder = path.rpartition("/")[0]
        for name in (path,) if folder in good else (path, *folders(path)):
            other = spelling.setdefault(fold(name), name)
            if other != name:
                problems.append(_refused(f"`{other}` and `{name}` are one and the same on many computers."))
                break
        else:
            files.add(path)
            if folder in good:
                continue
            if above := next((name for name in folders(path) if name in files), None):
                problems.append(_refused(f"`{above}` would have to be a file and a folder (for `{path}`)."))
            else:
                good.add(folder)
    return problems


def _refused(message: str) -> Problem:
    return Problem(message, hint="Rename one of the files or folders that it comes from.", code="site-path")


def clashing(old: Iterable[str], new: Iterable[str]) -> frozenset[str]:
    """Return those of the `old` paths that cannot stay while the `new` ones come.

    That is so where names differ only in what a disk may not see, and where a file becomes a folder or the
    reverse.
    """
    files = set(new)
    above = {folder for name in files for folder in folders(name)}
    spelling = {fold(name): name for name in (*files, *above)}
    return frozenset(
        name
        for name in old
        if name in above
        or any(folder in files for folder in folders(name))
        or any(spelling.get(fold(part), part) != part for part in (name, *folders(name)))
    )
