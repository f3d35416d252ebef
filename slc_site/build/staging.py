"""Sorts out what has to be written, and has it written where nobody looks yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from slc_site.build import disk
from slc_site.build.aside import Aside, Source, Staged
from slc_site.build.ledger import Later
from slc_site.build.manifest import Entry
from slc_site.build.place import Place
from slc_site.build.trouble import OutputError, in_the_way, telling

Content = bytes | Path | Later
"""What is to stand somewhere: these bytes, those of this file, or of a page that is drawn if it must be."""


class Sorted(Struct, frozen=True):
    """What is to be done, and what is not."""

    staged: tuple[Staged, ...]
    """New and changed files, in the order in which they go to their places."""
    same: Mapping[str, Entry]
    """Files that stand there already."""


class Stager:
    """Compares what is wanted with what stands in a folder."""

    def __init__(
        self,
        folder: Path,
        present: Mapping[str, os.stat_result],
        known: Mapping[str, Entry] | None,
        label: Callable[[str], str],
    ) -> None:
        """`present` is all that is in `folder`, `known` what the manifest says of it, None without one."""
        self._folder = folder
        self._present = present
        self._known = known
        self._label = label

    def stage(self, files: Iterable[tuple[str, Content]], staging: Path) -> Sorted:
        """Write what of `files` is new or changed into the empty folder `staging`, one after the other.

        Raises:
            OutputError: it could not be written, or somebody else's file stands in its place.
        """
        same: dict[str, Entry] = {}
        with Aside(staging, self._label) as aside:
            for name, content in files:
                known = self._known.get(name) if self._known else None
                standing = known if known and self._is_as_known(name, known) else None
                if standing and isinstance(content, Later) and content.sha256 == standing.sha256:
                    same[name] = standing  # most of them are
                    continue
                with telling(self._label(name)):
                    entry = self._one(name, content, aside)
                if entry is not None:
                    same[name] = entry
            staged = aside.all()
        return Sorted(tuple(sorted(staged, key=lambda one: one.rank)), same)

    def _one(self, name: str, content: Content, aside: Aside) -> Entry | None:
        """Have one file written, or return the entry of the file that stands there if it is the same."""
        known = self._known.get(name) if self._known else None
        standing = self._standing(name, known)
        if isinstance(content, Later):
            if standing and content.sha256 == standing.sha256:
                return standing
            content = content.draw()
        source = _source(content)
        wanted = _digest(content, source, known, standing)
        if standing and wanted == standing.sha256:
            return replace(standing, source=source)
        if name in self._present and self._known is not None and not known:
            raise OutputError(in_the_way(self._label(name)))
        aside.write(name, content, source, is_new=name not in self._present)
        return None

    def _standing(self, name: str, known: Entry | None) -> Entry | None:
        """Describe the file that stands there now; it is read only when the manifest may be out of date."""
        stat = self._present.get(name)
        if stat is None or not Place.is_plain(stat):
            return None
        if known and self._is_as_known(name, known):
            return known
        return Entry(stat.st_size, disk.digest(self._folder / name), stat.st_mtime_ns)

    def _is_as_known(self, name: str, known: Entry) -> bool:
        """Does the file stand there that the manifest knows, untouched since?"""
        stat = self._present.get(name)
        if stat is None or not known.stamp or not Place.is_plain(stat):
            return False
        return (known.size, known.stamp) == (stat.st_size, stat.st_mtime_ns)


def _source(content: bytes | Path) -> Source:
    if isinstance(content, bytes):
        return None
    stat = content.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _digest(content: bytes | Path, source: Source, known: Entry | None, standing: Entry | None) -> str | None:
    """Return the digest of what is wanted; None when its size alone tells that it does not stand there."""
    if isinstance(content, bytes):
        return disk.digest_of(content) if standing and standing.size == len(content) else None
    if known and source == known.source:
        return known.sha256
    return disk.digest(content) if standing and source and standing.size == source[0] else None
