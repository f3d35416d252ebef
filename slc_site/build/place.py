"""The folder that is written to: may it be, and what is in it?"""

from __future__ import annotations

import re
import stat
from os import stat_result
from pathlib import Path

from slc_site.build import disk
from slc_site.build.inventory import NOTHING, Inventory, walked
from slc_site.build.site_path import HIDDEN
from slc_site.build.trouble import OutputError, label, telling
from slc_site.problems import Problem

_STAGING = f"{HIDDEN}staging"
_OURS = re.compile(rb"""<meta\s[^>]*\bname=["']?generator\b[^>]*\bcontent=["']?slc_site\b""", re.IGNORECASE)
_HEAD = 65536
"""Bytes of a page in which its `<head>` surely ends."""
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""What computers leave in folders by themselves."""
_TOLERATED = _LITTER | {".nojekyll", "cname"}
"""What may lie there without being told each time: hosts ask for the last two."""


class Place:
    """A folder for finished files."""

    def __init__(self, folder: Path, state: Path, root: Path) -> None:
        """All three are resolved: the folder itself, where its list is kept, and the class's folder."""
        self._folder = folder
        self._state = state
        self._root = root

    def look(self, is_known: bool) -> Inventory:
        """Return all that is in the folder; `is_known` when we have a list of it.

        Raises:
            OutputError: the folder may not be written to: it is no folder, or it holds something else.
        """
        self.refuse_bad_places()
        with telling(label(self._folder, self._root)):
            if self._folder.exists() and not self._folder.is_dir():
                raise self._refused("This is a file, and the site needs a folder of that name.")
            found = self.walk()
            if is_known or all(_last(name) in _LITTER for name in found.present) or self._has_our_home():
                return found
        raise self._refused("This folder has something else in it: nothing in it was made by slc.")

    def refuse_bad_places(self) -> None:
        """Refuse a folder whose content is not ours to replace.

        Raises:
            OutputError: it is such a folder.
        """
        folder, content = self._folder, self._root / "content"
        if folder == Path(folder.anchor) or _within(_home(), folder):
            raise self._refused("This folder holds much more than a site.")
        for other in (content, content.resolve()):
            if _within(folder, other):
                raise self._refused("The site may not be written among what people wrote, in `content/`.")
            if _within(other, folder):
                raise self._refused(
                    "The folder for the site holds `content/`, which would be uploaded with it."
                )
        if _within(self._state, folder):
            raise self._refused("The folder for the site holds the program's own notes, which are private.")

    def staging(self) -> Path:
        """Make an empty folder of our own on the same disk, so that a file can be moved in one instant."""
        self.forget_staging()
        with telling(label(self._state, self._root)):
            self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
            staging = self._staging_places()[0 if same_disk(self._state, self._folder) else 1]
        with telling(label(staging, self._root)):
            staging.mkdir(parents=True)
        return staging

    def forget_staging(self) -> None:
        """Remove what a build that was killed has left behind."""
        for left_over in self._staging_places():
            disk.remove_tree(left_over)

    def walk(self) -> Inventory:
        """Return everything in the folder; what we stage there is not looked at."""
        return walked(str(self._folder), _STAGING) if self._folder.is_dir() else NOTHING

    @staticmethod
    def is_plain(found: stat_result) -> bool:
        """Is this an ordinary file?"""
        return stat.S_ISREG(found.st_mode)

    @staticmethod
    def is_tolerated(name: str) -> bool:
        """Need nobody be told of this file, though we did not make it?"""
        return _last(name) in _TOLERATED

    def _staging_places(self) -> tuple[Path, Path]:
        return self._state / "staging", self._folder / _STAGING

    def _has_our_home(self) -> bool:
        home = self._folder / "index.html"
        if home.is_symlink() or not home.is_file():
            return False
        with home.open("rb") as file:
            return _OURS.search(file.read(_HEAD)) is not None

    def _refused(self, message: str) -> OutputError:
        hint = (
            "Give the site an empty folder of its own, or move away what is in this one; nothing was written."
        )
        return OutputError(Problem(message, label(self._folder, self._root), hint=hint, code="output-folder"))


def class_folder(state: Path) -> Path:
    """Return the nearest folder above `state` that holds `content/`; the one above it when none does."""
    return next((above for above in state.parents if (above / "content").is_dir()), state.parent)


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # some servers run programs for nobody in particular
        return Path("/")


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or outer in inner.parents


def same_disk(one: Path, folder: Path) -> bool:
    """Can a file be moved in one instant from `one` to `folder`, which need not exist yet?"""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return one.stat().st_dev == nearest.stat().st_dev


def _last(name: str) -> str:
    return name.rpartition("/")[2].casefold()
