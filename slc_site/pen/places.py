"""The files of one child that may be written, looked up in what lies in `content/`: never by a name typed.

The look itself is the reader's (`read.disk`): a link is not followed, and what is neither a plain file nor a
folder is not there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from slc_site.pen import atomic
from slc_site.pen.editing import Layout
from slc_site.pen.layouts import CONFERENCE, GOAL
from slc_site.pen.outcome import RefusalError
from slc_site.problems import Problem, RecordingReporter
from slc_site.read.disk import Folder, read_bytes, same, scan


@dataclass(frozen=True, slots=True)
class Page:
    """A file as it was read, which may not be there yet."""

    path: Path
    label: str
    """For messages: as seen from the folder that holds `content/`."""
    layout: Layout
    text: str = ""
    """With its line ends and byte order mark."""
    stamp: tuple[int, ...] = ()
    """Which file it was, and when it was written; empty when it is not there."""
    mode: int | None = None
    """Who may read and write it, as the system counts it."""

    @property
    def is_there(self) -> bool:
        """Was there such a file?"""
        return bool(self.stamp)

    def is_unchanged(self) -> bool:
        """Is it on the disk still as it was read?"""
        return _stamp(self.path) == self.stamp

    def write(self, text: str) -> int:
        """Put another text in its place, and wait until it is on the disk; return the file's new time.

        Raises:
            ChangedError: it is not the file any more that was read.
            OSError: the disk says no.
        """
        self.path.parent.mkdir(exist_ok=True)
        atomic.put(self.path, text.encode(), self.mode, self.is_unchanged)
        return self.path.stat().st_mtime_ns


class Child:
    """One child's folder."""

    def __init__(self, content: Path, student: str) -> None:
        """Look the child up; `content` is the folder itself.

        Raises:
            RefusalError: there is no such child.
        """
        self._heard = RecordingReporter()
        folder = scan(str(content), "content", self._heard)
        for name in ("students", student):
            if name not in folder.folders:
                raise RefusalError("no-such-student")
            folder = folder.enter(name, self._heard)
        self._folder = folder

    def conference(self, slug: str) -> Page:
        """Return what the child brings to a conference.

        Raises:
            RefusalError: something else has this name, or the file cannot be read. The same holds for `goal`.
        """
        return self._page("conferences", slug, CONFERENCE)

    def goal(self, slug: str) -> Page:
        """Return a goal of the child."""
        return self._page("goals", slug, GOAL)

    def goals(self) -> tuple[str, ...]:
        """Return the slugs of all goals that are there."""
        found = self._enter("goals").files.values()
        return tuple(file.stem for file in found if file.extension == ".md")

    def forget_half_written(self) -> None:
        """Remove what a program that was killed has left beside the files."""
        for name in ("conferences", "goals"):
            if name in self._folder.folders:
                for file in Path(self._folder.path, name).glob(".*.md.new"):
                    file.unlink(missing_ok=True)

    def _enter(self, name: str) -> Folder:
        return self._folder.enter(name, self._heard)

    def _page(self, where: str, slug: str, layout: Layout) -> Page:
        folder = self._enter(where)
        if where not in self._folder.folders and os.path.lexists(folder.path):
            raise RefusalError("unwritable", self._told(folder.label))
        wanted = same(f"{slug}.md")
        file = next((file for file in folder.files.values() if same(file.name) == wanted), None)
        if file is None:
            path, label = Path(folder.path, f"{slug}.md"), f"{folder.label}/{slug}.md"
            if os.path.lexists(path):
                raise RefusalError("unwritable", self._told(label))
            return Page(path, label, layout)
        path, stamp = Path(file.path), _stamp(Path(file.path))
        data = read_bytes(file, self._heard)
        if data is None or not stamp:
            raise RefusalError("unwritable", self._told(file.label))
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise RefusalError("unwritable", _not_utf8(file.label)) from None
        return Page(path, file.label, layout, text, stamp, path.stat().st_mode & 0o7777)

    def _told(self, label: str) -> Problem:
        told = (problem for problem in self._heard.problems if problem.file == label)
        message = "This is neither a plain file nor a folder."
        hint = "Move it somewhere else, and put the file itself here."
        return next(told, Problem(message, label, hint=hint, code="in-the-way"))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _not_utf8(label: str) -> Problem:
    hint = "Open it in a text editor and save it as UTF-8."
    return Problem(
        "This file is not saved as UTF-8, so I do not write into it.", label, hint=hint, code="encoding"
    )
