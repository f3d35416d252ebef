"""Bytes onto the disk so that they are there, whole or not at all, after the plug was pulled.

`build.disk` keeps a site whole; here each single file has to be on disk before somebody is told that it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from slc_site.build import disk

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class ChangedError(Exception):
    """Somebody else has written the file in this moment; nothing was changed."""


def half_written(target: Path) -> Path:
    """Return where a file is until it is whole; its name begins with a point, so that nobody reads it."""
    return target.with_name(f".{target.name}.new")


def put(target: Path, data: bytes, mode: int | None, is_unchanged: Callable[[], bool]) -> None:
    """Put bytes in the place of a file, in one instant, and wait until they are on the disk.

    Args:
        target: The file, which may be there or not; nobody else of us writes it at this time.
        data: What it is to hold.
        mode: Who may read and write it, as the system counts it; None: as of any new file.
        is_unchanged: Asked in the last moment whether the file is still the one that `data` was made from.

    Raises:
        ChangedError: it is not.
        OSError: the disk says no; the file is as it was, or new and whole.
    """
    beside = half_written(target)
    try:
        beside.unlink(missing_ok=True)  # of somebody who was killed
        _write(os.open(beside, _NEW, 0o666 if mode is None else 0o600), data)
        if mode is not None:
            beside.chmod(mode)
        if not is_unchanged():
            raise ChangedError
        disk.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    settle(target.parent)


def append(file: Path, line: bytes, *, settled: bool) -> None:
    """Add a line to a file of ours; with `settled`, wait until it is on the disk.

    Who calls this holds the lock of the file.

    Raises:
        OSError: the disk says no; nothing was added.
    """
    descriptor = os.open(file, _APPEND, 0o600)
    try:
        size = os.lseek(descriptor, 0, os.SEEK_END)
        if size:
            os.lseek(descriptor, -1, os.SEEK_END)
            if os.read(descriptor, 1) != b"\n":  # the plug was pulled in the middle of a line
                line = b"\n" + line
        try:
            _write_all(descriptor, line)
            if settled:
                os.fsync(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    if settled and not size:
        settle(file.parent)


def settle(path: Path) -> None:
    """Wait until a file, or the list of what is in a folder, is on the disk."""
    if os.name == "nt" and path.is_dir():  # Windows sees to its folders itself
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private(folder: Path) -> None:
    """Make a folder that is nobody's but ours, and those above it."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(descriptor: int, data: bytes) -> None:
    try:
        _write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
