"""The few things we do to files, each the careful way."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from slc_site.build.trouble import held_open

_BLOCK = 1 << 20

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait when a virus scanner or a sync program holds a file open; Windows only."""


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


def plain_files(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield every file below a folder that has something in it, and its size in bytes; no links."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(place, name)
            status = file.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_size:
                yield file, status.st_size


def copy(source: Path, target: Path) -> str:
    """Copy a file's bytes, nothing else of it, to a new file; return their SHA-256."""
    seen = hashlib.sha256()
    with source.open("rb") as old, target.open("xb") as new:
        while block := old.read(_BLOCK):
            seen.update(block)
            new.write(block)
    return seen.hexdigest()


def write(target: Path, data: bytes) -> None:
    """Write a new file."""
    with target.open("xb") as file:
        file.write(data)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is never seen half-written, not even after the power failed."""
    beside = half_written(target)
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    replace(beside, target)


def half_written(target: Path) -> Path:
    """Return where `write_whole` keeps a file until it is whole; what is there is of no use to anybody."""
    return target.with_name(target.name + ".new")


def replace(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`, in one instant; patient with programs that hold it open."""
    for pause in PAUSES:
        try:
            source.replace(target)
        except PermissionError as error:
            if not held_open(error):
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)  # now an error is final


def keep(path: Path, spare: Path) -> None:
    """Keep what is at `path` under a second name: as a link where the disk has links, else as a copy."""
    try:
        # Of a symbolic link, the link itself, where the system can: Windows cannot.
        os.link(path, spare, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except OSError:
        shutil.copy2(path, spare, follow_symlinks=False)


def remove_tree(folder: Path) -> None:
    """Remove a folder of our own with all that is in it; what will not go stays, for the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_empty(folders: set[Path], top: Path) -> None:
    """Remove those of `folders`, and of the folders between them and `top`, in which nothing is left."""
    above = {parent for folder in folders for parent in (folder, *folder.parents) if top in parent.parents}
    for folder in sorted(above, key=lambda path: len(path.parts), reverse=True):
        try:
            folder.rmdir()
        except OSError:  # something is in it: then it stays
            continue
