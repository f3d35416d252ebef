"""Which pictures are as they were, and so are their prints: asked before a workbench is set up.

A class has hundreds, and between two builds hardly one of them changes. What became of them all is kept in
one file, with size, time and inode of each original and of each print. Nothing of it is believed of a file
that differs in any of them: that one is left to `workbench`, which knows pictures by their content.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from slc_site import kept, stamps
from slc_site.problems import Problem
from slc_site.render.media import Finding, Picture

if TYPE_CHECKING:
    from slc_site.render.media_cache import Original

PREFIX = "settled-"
"""Of the files' names. Each is for other widths."""


class Stamp(Struct, frozen=True):
    """Where a file stands, without its content."""

    size: int
    changed: int
    """When it was last changed, in nanoseconds."""
    inode: int = 0
    """The disk's number for it: another one where a program puts a new file in the place of the old."""

    @staticmethod
    def of(status: os.stat_result) -> Stamp:
        """Return the stamp of what `os.stat` said."""
        return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


class _Photo(Struct, frozen=True):
    """One that was found at rest."""

    original: Stamp
    prints: tuple[Stamp, ...]
    """In the order of `picture.files`."""
    picture: Picture
    problems: tuple[Problem, ...]


class _Settled(Struct, frozen=True):
    folder: str
    """Where the prints are, as it was called."""
    photos: Mapping[str, _Photo]
    """By the full path of the original."""


_decode = kept.decoder(_Settled)


class Settled:
    """What is known of pictures that were at rest, in some widths."""

    def __init__(self, folder: Path, widths: Iterable[int]) -> None:
        """`folder` is that of the finished files; need not exist."""
        self._folder = folder
        self._file = folder / f"{PREFIX}{kept.fingerprint(sorted(set(widths)))}"
        self._began = time.time_ns()
        found = kept.loaded(self._file, _decode)
        self._photos = found.photos if found and found.folder == str(folder) else {}

    def finding(self, original: Path) -> Finding | None:
        """Return what became of a picture if neither it nor a print of it was touched; else None."""
        photo = self._photos.get(str(original.absolute()))
        if photo is None:
            return None
        files = (original, *(file.path for file in photo.picture.files))
        try:
            untouched = [Stamp.of(file.stat()) for file in files] == [photo.original, *photo.prints]
        except OSError:
            return None
        return Finding(photo.picture, photo.problems) if untouched else None

    def keep(
        self,
        found: Iterable[tuple[Original | None, Finding]],
        stamp_of: Callable[[Path], Stamp | None],
    ) -> None:
        """Keep what became of some originals for the next time.

        What is no picture or was changed lately is not kept, nor any longer what was known of files that are
        gone. `stamp_of` tells the stamp that a print had when its content was looked at.
        """
        now: dict[str, _Photo] = {}
        for original, finding in found:
            picture = finding.media
            if (
                original
                and isinstance(picture, Picture)
                and self._began - original.stamp.changed > stamps.TICK
            ):
                prints = tuple(stamp for file in picture.files if (stamp := stamp_of(file.path)))
                if len(prints) == len(picture.files):
                    place = str(original.path.absolute())
                    now[place] = _Photo(original.stamp, prints, picture, finding.problems)
        if now:
            left = {
                name: one for name, one in self._photos.items() if name not in now and Path(name).exists()
            }
            kept.save(self._file, _Settled(str(self._folder), {**left, **now}))
