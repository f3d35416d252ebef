"""The finished folder on this computer: which files are in it, and what is in them."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from slc_site.publish.host import RefusedError
from slc_site.publish.state import keep_json, kept_json

_YOUNG = 3_000_000_000
"""A file that was changed within this time, in ns, may change once more and show the same time."""
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems drop into folders; it is of no use to anybody else."""

Stamp = tuple[int, int, int]
"""Size in bytes, time in ns, inode."""


@dataclass(frozen=True, slots=True)
class File:
    """One file to be published."""

    path: Path
    size: int
    """In bytes."""
    digest: bytes
    """SHA-256."""
    stamp: Stamp

    def is_as_it_was(self) -> bool:
        """Is it still what it was when it was looked at?"""
        try:
            return _stamp(self.path.lstat()) == self.stamp
        except OSError:
            return False


def finished(folder: Path, cache: Path) -> dict[str, File]:
    """Return all files below a folder by their names, with forward slashes; links are passed over.

    `cache` keeps what is in which file, so that only new and changed ones are read.

    Raises:
        RefusedError: something in the folder cannot be read, or has a name that is no text.
    """
    known = kept_json(cache)
    now = time.time_ns()
    found: dict[str, File] = {}
    try:
        for name, path, status in _walk(folder, ""):
            stamp = _stamp(status)
            found[name] = File(path, stamp[0], _known(known.get(name), stamp) or _digest(path), stamp)
    except OSError as error:
        what = Path(error.filename).name if error.filename else folder.name
        raise RefusedError(f"{what} cannot be read: {error.strerror}.", "Build again: slc build") from error
    settled = {
        name: [*one.stamp, one.digest.hex()]
        for name, one in found.items()
        if not now - _YOUNG < one.stamp[1] <= now + _YOUNG
    }
    if settled != known:
        keep_json(cache, settled)
    return found


def _known(kept: object, stamp: Stamp) -> bytes | None:
    """Return the digest of a file that is as it was when it was kept."""
    if isinstance(kept, list) and kept[:3] == list(stamp) and len(kept) == 4:
        with suppress(ValueError):  # the memory was damaged
            return bytes.fromhex(str(kept[3]))
    return None


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, Path, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.name.isprintable():
                raise RefusedError(
                    f"A file in {prefix or folder.name} has a name that no host would take.",
                    "Give it another name, or delete it.",
                )
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False) and entry.name not in _LITTER:
                # what a folder says of a file is old at times, on Windows: the file itself is asked
                yield f"{prefix}{entry.name}", Path(entry.path), Path(entry.path).lstat()


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
