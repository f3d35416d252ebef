"""Has anything changed since the last build? Asked before any work is done.

When everything that a build reads and everything it wrote is as it was, what was said then is said again and
nothing is made. `stamps` knows what is looked at; `slc build` asks it by itself when it can.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import to_builtins

from slc_site.build import disk
from slc_site.build.result import Built
from slc_site.problems import Problem, Severity
from slc_site.stamps import PACKAGE, TICK, Kept, Look, Now, listing, made, stamp

_PASSING = frozenset({
    "media-cache", "media-changed", "media-memory", "media-unreadable", "media-unsupported", "no-worker",
})  # fmt: skip
"""Codes of problems that may be gone the next time, although no source has changed."""

_SECOND = 1_000_000_000
_SHORT_TICK = _SECOND // 10
"""Within this time, in ns, a file may be changed twice and show the same time: clocks of computers tick.
Where times have no fractions of a second, it is `TICK`."""


class Memory:
    """What the last build of one edition came to, kept in one file."""

    def __init__(self, file: Path, sources: Iterable[Path], folder: Path, *edition: str) -> None:
        """Get ready to ask about one edition.

        `sources` are the folders that a build reads, `folder` the one it writes; `edition` tells apart what
        else the result depends on, such as the viewer.
        """
        self._file = file
        self._folder = str(folder)
        self._edition = edition or ("",)
        self._sources = (*map(str, sources), PACKAGE)
        self._kept: Kept | None = None
        self._began = 0
        self._now: Now | None = None
        self._files: dict[str, str] = {}
        self._young: dict[str, str] = {}

    def recall(self, now: Now | None = None) -> tuple[Built, list[Problem]] | None:
        """Return what the last build came to if it would come to the same again, else None.

        What it looks at, it looks at before the build reads it: what is changed later is seen the next time.
        `now` is what somebody has seen of it already, since this command began. After None, nothing is kept
        until `keep`: who finds nothing kept knows that somebody may be building.
        """
        recalled = self._recalled(now)
        if recalled is None:
            self.forget()
        return recalled

    def _recalled(self, now: Now | None) -> tuple[Built, list[Problem]] | None:
        now = self._look(now)
        self._files = {}
        kept = self._kept = Kept.read(str(self._file))
        if kept is None or (kept.edition, kept.sources, kept.output) != (
            self._edition,
            self._sources,
            self._folder,
        ):
            return None
        self._files = {file: stamp(file) for file, _ in kept.files}
        if not kept.is_of_now(now, str(self._file.parent)):
            return None
        if any(_digest(file) != before for file, before in kept.young):
            return None
        try:
            told = json.loads(kept.told)
            problems = [
                Problem(**{**p, "severity": Severity[p["severity"].upper()]}) for p in told["problems"]
            ]
            built = Built.from_dict(told["built"])
        except (ValueError, KeyError, TypeError):  # kept by another version
            return None
        if kept.young:  # by now their time may tell
            kept.young = tuple(self._young.items())
            self._write(kept)
        return built, problems

    @property
    def files(self) -> tuple[Path, ...]:
        """The files besides its sources that the build which was recalled had read, or looked for in vain."""
        return tuple(map(Path, self._files))

    @property
    def look(self) -> Look | None:
        """What `recall` has seen of the sources; None before the first time."""
        return self._now.look if self._now else None

    def keep(
        self,
        built: Built,
        problems: Iterable[Problem],
        files: Iterable[Path] = (),
        written: str | None = None,
    ) -> None:
        """Keep what a build came to whose sources `recall` has looked at before it began.

        `files` are what it read besides its sources, or looked for in vain; `written` is what a look at its
        folder tells, if that is known. A build that met a passing trouble is not kept, so that building once
        more tries once more; nor is one during which one of the files changed.
        """
        problems = tuple(problems)
        stamps = {str(file): self._files.get(str(file)) or self._settled(file) for file in files}
        known = {file: seen for file, seen in stamps.items() if seen is not None}
        now, is_passing = self._now, any(problem.code in _PASSING for problem in problems)
        if now is None or is_passing or len(known) < len(stamps):
            self.forget()
            return
        told = {"built": to_builtins(built), "problems": [problem.as_dict() for problem in problems]}
        self._kept = Kept(
            now.surroundings,
            self._edition,
            self._sources,
            now.look.text,
            known.items(),
            self._young.items(),
            self._folder,
            made(self._folder, str(self._file.parent), written),
            json.dumps(told),
        )
        self._write(self._kept)

    def said(self, status: int, problems: str, before: str, after: str) -> None:
        """Keep the words in which a plain `slc build` told what is kept; see `Kept.said`."""
        said = (str(status), problems, before, after)
        if self._kept is not None and self._kept.said != said:
            self._kept.said = said
            self._write(self._kept)

    def forget(self) -> None:
        """Make the next build a whole one."""
        self._kept = None
        with suppress(OSError):  # what is kept of other files than these is not believed
            self._file.unlink()

    def _write(self, kept: Kept) -> None:
        temporary = self._file.with_suffix(".tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(kept.to_bytes())
            temporary.replace(self._file)
        except OSError:
            self.forget()  # the next build is a whole one: slower, never wrong

    def _look(self, now: Now | None) -> Now:
        """Look at everything that the build is going to read, unless somebody has."""
        if now is None or now.look.folders != self._sources:
            now = Now(self._sources)
        self._now = now
        clock = self._clock()
        self._began = began = clock - now.look.age()
        # Not those of the future: a camera's clock is wrong, and the hour it shows will not come so exactly.
        # What is in a file may be asked as late as this: it has not been read yet.
        self._young = {
            file: _digest(file)
            for file, changed in now.look.young(began - TICK)
            if began - (_SHORT_TICK if changed % _SECOND else TICK) <= changed <= clock + TICK
        }
        return now

    def _clock(self) -> int:
        """Return what time it is, in ns, by the disk: the clock of a server may be another one than ours."""
        probe = self._file.with_suffix(".now")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            now = probe.stat().st_mtime_ns
            probe.unlink()
        except OSError:  # it will be told when there is something to write
            return time.time_ns()
        return now

    def _settled(self, file: Path) -> str | None:
        """Return the stamp of a file that nobody had looked at before; None when it is too new to be sure."""
        try:
            changed = file.lstat().st_mtime_ns
        except OSError:
            changed = 0
        return stamp(str(file)) if changed < self._began else None


def fingerprint(folders: Iterable[Path]) -> str:
    """Return a digest of the names, sizes, times and inodes of all files below `folders`."""
    return sha256(listing(map(str, folders)).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(file: str) -> str:
    try:
        return disk.digest(Path(file))
    except OSError:
        return "unreadable"
