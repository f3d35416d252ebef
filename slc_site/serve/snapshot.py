"""What lies in some folders at one moment, cheaply: told by the stamps of the files, never by their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import translate
from pathlib import Path
from stat import S_ISDIR

Stamp = tuple[int, ...]
"""Equal when a file was not touched. A folder has an empty one: what counts is that it is there."""

Snapshot = Mapping[str, Stamp]
"""By path as seen from the root, with forward slashes."""

TEMPORARY = ("*~", "#*#", "~$*", "*.sw[a-z]", "*.tmp", "*.temp", "*.bak", "*.part", "*.crdownload",
             "___jb_*___", "4913", "thumbs.db", "desktop.ini")  # fmt: skip
"""Names of files that editors, browsers and file managers leave for a moment."""
_TEMPORARY = re.compile("|".join([r"\..*", *map(translate, TEMPORARY)]), re.IGNORECASE | re.DOTALL)


def is_temporary(path: str) -> bool:
    """Is it, or does it lie in, something hidden or something that an editor has put there for a moment?"""
    return any(_TEMPORARY.fullmatch(part) for part in path.split("/"))


def snapshot(root: Path, folders: Iterable[str]) -> Snapshot:
    """Return what lies in these folders of `root`; what cannot be looked at is not there."""
    return {path: stamp for folder in folders for path, stamp in _walk(root / folder, folder)}


def stamps(files: Mapping[str, Path]) -> Snapshot:
    """Return the stamps of single files, by what they are called; what cannot be looked at is not there."""
    found: dict[str, Stamp] = {}
    for name, file in files.items():
        try:
            told = file.lstat()
        except OSError:  # gone, or not ours to read
            continue
        found[name] = () if S_ISDIR(told.st_mode) else _stamp(told)
    return found


def differences(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Return the paths that came, went or were touched."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _walk(top: Path, name: str) -> Iterator[tuple[str, Stamp]]:
    waiting = [(str(top), name)]
    while waiting:
        folder, called = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:  # gone, not a folder, or not ours to read
            continue
        yield called, ()
        for entry in entries:
            if is_temporary(entry.name):
                continue
            path = f"{called}/{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, path))
                else:
                    yield path, _stamp(entry.stat(follow_symlinks=False))
            except OSError:  # gone between the two looks
                continue


def _stamp(told: os.stat_result) -> Stamp:
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino
