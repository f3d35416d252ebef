"""What a disk says when it will not, in words that help."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slc_site.problems import Problem


class OutputError(Exception):
    """Nothing (more) could be written; `problem` says why. The folder is as whole as it was before."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


_FULL = ("disk-full", "The disk is full.", "Free some space, then try again.")
_FORBIDDEN = (
    "not-allowed",
    "This may not be written: the computer refuses it.",
    "Look at who owns the folder and whether it is write-protected, or close the program that has it open.",
)
_WORDS: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("disk-full", "Your share of the disk is used up.", "Free some space, then try again."),
    errno.EFBIG: ("disk-full", "The file is larger than this disk allows.", "Use a smaller picture or film."),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: (
        "read-only",
        "This disk can only be read.",
        "Copy the class's folder to a disk that can be written to.",
    ),
    errno.EIO: (
        "disk-fault",
        "The disk reports a fault.",
        "Try again; if it happens again, save what is on this disk to another one first.",
    ),
    errno.ENAMETOOLONG: (
        "name-too-long",
        "This name is too long for the disk.",
        "Give the file a shorter name, or move the class's folder nearer to the top of the disk.",
    ),
    errno.ENOENT: (
        "vanished",
        "This was there a moment ago and is gone.",
        "Is another program tidying up or synchronising the folder? Try again when it is done.",
    ),
    errno.ENOTDIR: (
        "in-the-way",
        "A folder is needed here, and something else has its name.",
        "Move it somewhere else, then try again.",
    ),
    errno.EBUSY: (
        "held-open",
        "Another program has this open.",
        "Close it there, then try again.",
    ),
}
_WORDS[errno.EISDIR] = _WORDS[errno.ENOTEMPTY] = _WORDS[errno.EEXIST] = _WORDS[errno.ENOTDIR]

HELD_OPEN = frozenset({5, 32, 33})
"""Windows' own numbers for a file that another program has open."""


def held_open(error: OSError) -> bool:
    """Is this Windows saying that another program has the file open?"""
    return getattr(error, "winerror", None) in HELD_OPEN


def disk_problem(error: OSError, file: str) -> Problem:
    """Put what the operating system said about `file` into a teacher's words."""
    if held_open(error):
        code, message, hint = _WORDS[errno.EBUSY]
    elif error.errno in _WORDS:
        code, message, hint = _WORDS[error.errno]
    else:
        said = (error.strerror or str(error) or type(error).__name__).rstrip(".")
        code, message, hint = "disk", f"The computer could not do this: {said}.", "Try again."
    return Problem(message, file, hint=hint, code=code)


def in_the_way(file: str) -> Problem:
    """Say that a file of somebody else's stands where something of the site must go."""
    return Problem(
        "This was not made by slc, and something of the site must go in its place.",
        file,
        hint="Move it somewhere else, then build again.",
        code="in-the-way",
    )


@contextmanager
def telling(file: str) -> Iterator[None]:
    """Turn any `OSError` inside into an `OutputError` about `file`."""
    try:
        yield
    except OSError as error:
        raise OutputError(disk_problem(error, file)) from error


def label(path: Path, root: Path) -> str:
    """Name a path in a message: as seen from `root`, with forward slashes; whole when it lies elsewhere."""
    shown = os.path.relpath(path, root) if path.is_relative_to(root) else str(path)
    return shown.replace(os.sep, "/")
