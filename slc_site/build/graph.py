"""Has anything changed since the last build? Asked before any work is done.

Thin for now: one fingerprint of everything that a build reads and one of everything it wrote. When both are
as they were, what was said then is said again and nothing is made. Which page was made from what is not known
yet.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

from slc_site import __version__
from slc_site.build.result import Built
from slc_site.problems import Problem, Severity

_PASSING = frozenset({
    "media-cache", "media-changed", "media-memory", "media-unreadable", "media-unsupported", "no-worker",
})  # fmt: skip
"""Codes of problems that may be gone the next time, although no source has changed."""
_PACKAGE = Path(__file__).resolve().parent.parent


class Memory:
    """What the last build of one edition came to, kept in one small file."""

    def __init__(self, file: Path, sources: Iterable[Path], folder: Path, *edition: str) -> None:
        """Get ready to ask about one edition.

        `sources` are the folders that a build reads, `folder` the one it writes; `edition` tells apart what
        else the result depends on, such as the viewer.
        """
        self._file = file
        self._folder = folder
        # The day counts because a date in the far future is a problem only until it is near.
        self._also = (__version__, date.today().isoformat(), str(folder), *edition)
        self._sources = (*sources, _PACKAGE)
        self._now = ""
        self._files: dict[str, str] = {}
        self._began = 0

    def recall(self) -> tuple[Built, list[Problem]] | None:
        """Return what the last build came to if it would come to the same again, else None."""
        self._began = time.time_ns()
        self._now = fingerprint(self._sources, *self._also)
        self._files = {}
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            self._files = {file: _stamp(file) for file in kept["files"]}
            if self._files != kept["files"]:
                return None
            if kept["sources"] != self._now or kept["output"] != fingerprint([self._folder]):
                return None
            problems = [
                Problem(**{**p, "severity": Severity[p["severity"].upper()]}) for p in kept["problems"]
            ]
            return Built.from_dict(kept["built"]), problems
        except (OSError, ValueError, KeyError, TypeError):
            return None  # never built, or kept by another version: build

    @property
    def files(self) -> tuple[Path, ...]:
        """The files besides its sources that the build which was recalled had read, or looked for in vain."""
        return tuple(map(Path, self._files))

    def keep(self, built: Built, problems: Iterable[Problem], files: Iterable[Path] = ()) -> None:
        """Keep what a build came to whose sources `recall` has looked at before it began.

        `files` are what it read besides its sources, or looked for in vain. A build that met a passing
        trouble is not kept, so that building once more tries once more; nor is one during which one of the
        files changed.
        """
        problems = tuple(problems)
        stamps = {str(file): self._files.get(str(file)) or self._settled(file) for file in files}
        if any(problem.code in _PASSING for problem in problems) or None in stamps.values():
            self.forget()
            return
        kept = {
            "sources": self._now,
            "files": stamps,
            "output": fingerprint([self._folder]),
            "built": asdict(built),
            "problems": [problem.as_dict() for problem in problems],
        }
        temporary = self._file.with_suffix(".tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(kept), "utf-8")
            temporary.replace(self._file)
        except OSError:
            self.forget()  # the next build is a whole one: slower, never wrong

    def _settled(self, file: Path) -> str | None:
        """Return the stamp of a file that nobody had looked at before; None when it is too new to be sure."""
        try:
            changed = file.lstat().st_mtime_ns
        except OSError:
            changed = 0
        return _stamp(str(file)) if changed < self._began else None

    def forget(self) -> None:
        """Make the next build a whole one."""
        self._file.unlink(missing_ok=True)


def fingerprint(folders: Iterable[Path], *also: str) -> str:
    """Return a digest of the names, sizes and times of all files below `folders`, and of `also`."""
    digest = hashlib.sha256("\0".join(also).encode("utf-8", "surrogateescape"))
    for folder in folders:
        for line in sorted(_entries(str(folder))):
            digest.update(line.encode("utf-8", "surrogateescape"))
        digest.update(b"\0")
    return digest.hexdigest()


def _stamp(file: str) -> str:
    """Return what tells whether a file is as it was: size and time, or that there is none."""
    try:
        seen = Path(file).stat(follow_symlinks=False)
    except OSError:
        return "none"
    return f"{seen.st_size} {seen.st_mtime_ns}"


def _entries(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield f"{entry.path}\0"
            yield from _entries(entry.path)
        else:
            seen = entry.stat(follow_symlinks=False)
            yield f"{entry.path}\0{seen.st_size}\0{seen.st_mtime_ns}\0"
