"""The folder on disk, looked at without trust: plain files and folders only, and only those that are listed.

A link would lead out of `content/`, a named pipe would never end, a device would never stop. Nothing is ever
opened by a name that somebody typed: names are looked up in what `scan` found.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Mapping

from msgspec import Struct, field

from slc_site.problems import Problem, Reporter

MAX_TEXT = 200_000
"""Bytes of a file that is read as text."""

_IGNORED = re.compile(r"[.~_].*|.*(?:~|\.tmp|\.bak)|(?:thumbs\.db|desktop\.ini|icon\r?)", re.IGNORECASE)
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which `stat` knows on Windows only
_OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def same(name: str) -> str:
    """Return what two names share if some computer takes them for one: case and composed letters aside."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class File(Struct, frozen=True):
    """A plain file."""

    name: str
    path: str
    """Where it is, for the system."""
    label: str
    """For messages: as seen from the folder that holds `content/`, with forward slashes."""
    size: int
    """In bytes."""

    @property
    def extension(self) -> str:
        """The end of its name, from the last point, in lower case."""
        stem, _, end = self.name.rpartition(".")
        return f".{end.lower()}" if stem else ""

    @property
    def stem(self) -> str:
        """Its name without that."""
        return self.name.rpartition(".")[0] or self.name


class Folder(Struct, frozen=True):
    """A folder, looked through once; everything in it is sorted by name."""

    name: str
    path: str
    label: str
    files: Mapping[str, File] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def enter(self, name: str, reporter: Reporter) -> Folder:
        """Return a folder in this one; an empty one if there is none."""
        path, label = f"{self.path}{os.sep}{name}", f"{self.label}/{name}"
        return scan(path, label, reporter) if name in self.folders else Folder(name, path, label)


def scan(path: str, label: str, reporter: Reporter) -> Folder:
    """Look through a folder. What is neither a plain file nor a folder is reported and left out."""
    files: dict[str, File] = {}
    folders: list[str] = []
    try:
        with os.scandir(path) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        reporter.report(_unreadable(label, "folder", error))
        entries = []
    for entry in entries:
        if _IGNORED.fullmatch(entry.name):
            continue
        here = f"{label}/{entry.name}"
        problem: Problem | None = None
        if _UNSPEAKABLE.search(entry.name):
            here = _UNSPEAKABLE.sub("\ufffd", here)
            message = "The name of this file or folder holds characters that cannot be read."
            problem = Problem(message, here, hint="Give it another name.", code="unreadable-name")
        else:
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                problem = _unreadable(here, "file", error)
            else:
                problem = _refusal(here, status)
        if problem is not None:
            reporter.report(problem)
        elif stat.S_ISDIR(status.st_mode):
            folders.append(entry.name)
        else:
            files[entry.name] = File(entry.name, entry.path, here, status.st_size)
    return Folder(label.rpartition("/")[2], path, label, files, tuple(folders))


def _refusal(label: str, status: os.stat_result) -> Problem | None:
    """Return why this is neither a plain file nor a folder, or None when it is one."""
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
        message, code = "This is a link to another place; links are not followed.", "link"
        return Problem(message, label, hint="Put the file itself here instead.", code=code)
    if not stat.S_ISDIR(status.st_mode) and not stat.S_ISREG(status.st_mode):
        message, code = "This is not a plain file but a pipe or a device.", "special-file"
        return Problem(message, label, hint="Take it out of this folder.", code=code)
    return None


def read_bytes(
    file: File,
    reporter: Reporter,
    largest: int = MAX_TEXT,
    instead: str = "Make two of it; photos and sound belong beside the text, not into it.",
) -> bytes | None:
    """Return the bytes of a text; None when it is too large or cannot be read, which was reported.

    `largest` is in bytes; `instead` says what to do with a larger one.
    """
    data = b""
    if file.size <= largest:
        try:
            with os.fdopen(os.open(file.path, _OPEN_FLAGS), "rb") as stream:
                # Asked again, because it may have been exchanged since it was listed.
                problem = _refusal(file.label, os.fstat(stream.fileno()))
                data = b"" if problem else stream.read(largest + 1)
        except OSError as error:
            problem = _unreadable(file.label, "file", error)
        if problem is not None:
            reporter.report(problem)
            return None
    if max(file.size, len(data)) > largest:
        message = f"This file is larger than {largest // 1000} kB; it is left out."
        reporter.report(Problem(message, file.label, hint=instead, code="too-large"))
        return None
    return data


def _unreadable(label: str, what: str, error: OSError) -> Problem:
    reason = (error.strerror or type(error).__name__).lower()
    message = f"This {what} cannot be read ({reason})."
    return Problem(message, label, hint="Is it still there, and may you open it?", code="unreadable-file")
