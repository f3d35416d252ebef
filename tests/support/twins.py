"""Builds a class again in a fresh folder, and tells how another build of the same files differs from that."""

from __future__ import annotations

import difflib
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any
from unittest.mock import patch

from jinja2 import Environment
from msgspec.structs import replace

from slc_site.build.pipeline import Builder
from slc_site.build.result import Built, Written
from slc_site.build.site import Site
from slc_site.problems import Problem, RecordingReporter
from slc_site.render.markup.conversion import convert
from slc_site.render.markup.task import Task
from slc_site.render.prose.workers import Workers
from slc_site.share import keyfile
from slc_site.share.access import PUBLIC, Viewer
from tests.support.locks import code_of, opened

_READ = ("content", "themes", "shared", ".slc/keys")
"""The folders that a build reads, below the class's own."""
_NOTHING_WRITTEN = Written(0, 0, 0, 0)
Files = Mapping[str, str]
"""Digests of files, by their paths below a folder."""


@dataclass(frozen=True)
class Seen:
    """A file as the disk has it."""

    digest: str
    inode: int
    changed: int
    """The time that it was last written, in ns."""


@dataclass(frozen=True)
class Outcome:
    """What a build came to."""

    built: Built | None
    """Without what became of the files, which depends on what was there before."""
    written: Written | None
    problems: frozenset[tuple[str, int, str, str]]
    """File, line, key and message of each."""

    @classmethod
    def of(cls, built: Built | None, problems: list[Problem]) -> Outcome:
        """Return what a builder said and reported."""
        told = frozenset((one.file or "", one.line or 0, one.key or "", one.message) for one in problems)
        if built is None:
            return cls(None, None, told)
        return cls(replace(built, written=_NOTHING_WRITTEN), built.written, told)


@dataclass
class Look:
    """Looks at folders, and reads a file only if it may have changed since the last look."""

    _known: dict[tuple[int, ...], str] = field(default_factory=dict)

    def at(self, folder: Path) -> dict[str, Seen]:
        """Return all files below a folder by their paths."""
        return {
            path.relative_to(folder).as_posix(): self._seen(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def _seen(self, path: Path) -> Seen:
        stat = path.stat()
        # No program can set the time of the last change of an inode.
        mark = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        if mark not in self._known:
            self._known[mark] = hashlib.sha256(path.read_bytes()).hexdigest()
        return Seen(self._known[mark], stat.st_ino, stat.st_mtime_ns)


@dataclass(frozen=True)
class Kind:
    """Which edition of a class is built, and where."""

    viewer: Viewer = PUBLIC
    live: bool = False
    folder: str = "output"

    def builder(self, root: Path, *, fresh: bool = False, jobs: int | None = None) -> Builder:
        """Return a new builder of that edition of the class in a folder."""
        folder = root / self.folder
        return Builder(Site(root), viewer=self.viewer, live=self.live, folder=folder, fresh=fresh, jobs=jobs)


def copy_sources(original: Path, to: Path, how: Callable[[str, str], object] = shutil.copy2) -> None:
    """Put all that a build reads into another folder, in the place of what it has; with its times, or not."""
    for name in _READ:
        shutil.rmtree(to / name, ignore_errors=True)
        if (original / name).is_dir():
            shutil.copytree(original / name, to / name, copy_function=how)


def told_by(builder: Builder, day: date, changed: frozenset[str] | None = None) -> Outcome:
    """Build on a day and return what came of it; `changed` as for the builder."""
    heard = RecordingReporter()
    with on(day):
        return Outcome.of(builder.build(heard, changed=changed), heard.problems)


@dataclass
class Twin:
    """A second folder for the same class, in which each build is the first one. Finished media are kept."""

    root: Path
    kind: Kind
    _made: dict[bytes, tuple[Files, Outcome]] = field(default_factory=dict)
    _look: Look = field(default_factory=Look)

    def build(self, original: Path, day: date) -> tuple[Files, Outcome]:
        """Return what a clean build of the class in another folder makes on a day."""
        mark = self._mark(original, day)
        if mark not in self._made:
            self._made[mark] = self._build(original, day)
        return self._made[mark]

    def _build(self, original: Path, day: date) -> tuple[Files, Outcome]:
        state = self.root / ".slc"
        for path in [*self.root.glob("*"), *state.glob("*")]:
            if path.is_dir() and path not in (state, state / "media"):
                shutil.rmtree(path)
        copy_sources(original, self.root, shutil.copyfile)
        with _prepared_once(), self.kind.builder(self.root) as builder:
            outcome = told_by(builder, day)
        return self._digests(self.root), outcome

    def _mark(self, original: Path, day: date) -> bytes:
        digest = hashlib.blake2b(day.isoformat().encode())
        for name in _READ:
            for path in sorted((original / name).rglob("*")):
                digest.update(f"\0{path.relative_to(original).as_posix()}\0".encode())
                digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.digest()

    def complaints(self, original: Path, day: date, outcome: Outcome) -> list[str]:
        """Return a line for all in which a build of the class in another folder was not like a clean one."""
        files, clean = self.build(original, day)
        told = [f"told in vain: {one}" for one in sorted(outcome.problems - clean.problems)]
        told += [f"not told: {one}" for one in sorted(clean.problems - outcome.problems)]
        if outcome.built != clean.built:
            told.append(f"{outcome.built}\nshould be\n{clean.built}")
        elif outcome.built and self._digests(original) != files:
            told += self._differences(original, day)
        return told

    def _digests(self, root: Path) -> dict[str, str]:
        return {name: seen.digest for name, seen in self._look.at(root / self.kind.folder).items()}

    def _differences(self, original: Path, day: date) -> Iterator[str]:
        """Yield a line for each file that is not as a clean build makes it; of texts, say how."""
        wanted, _ = self._build(original, day)  # once more, so that its files are there to be shown
        there = self._digests(original)
        right, wrong = (_Opened(root, root / self.kind.folder) for root in (self.root, original))
        for name in sorted(wanted.keys() | there.keys()):
            if name not in there:
                yield f"missing: {right.called(name)}"
            elif name not in wanted:
                yield f"should not be there: {wrong.called(name)}"
            elif there[name] != wanted[name]:
                yield f"wrong: {right.called(name)}"
                yield from _changes(right.read(name), wrong.read(name))


class _Opened:
    """A finished site that is read with the teacher's code."""

    def __init__(self, root: Path, site: Path) -> None:
        self._site = site
        ring = keyfile.load(root / ".slc" / keyfile.FOLDER / keyfile.RING)
        has_locks = ring is not None and (site / "locks/doors.js").is_file()
        self._opened = opened(site, code_of(ring, "teacher")) if ring and has_locks else {}

    def called(self, name: str) -> str:
        """Return a path in the site, and what lies sealed there."""
        return f"{name} ({self._opened[name].path})" if name in self._opened else name

    def read(self, name: str) -> bytes:
        """Return what is to be seen at a path in the site."""
        return self._opened[name].content if name in self._opened else (self._site / name).read_bytes()


def _changes(right: bytes, wrong: bytes) -> list[str]:
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (right, wrong))
    return [line[:300] for line in difflib.unified_diff(old, new, "right", "wrong", lineterm="", n=0)][:12]


@contextmanager
def _prepared_once() -> Iterator[None]:
    """Keep compiled templates and converted texts from one clean build to the next: that is most of its time.

    Texts are converted here and now, not in other processes, and kept by all that the converter is told.
    """
    compile_template: Callable[..., CodeType] = Environment.compile

    def compiled(self: Environment, source: str, *how: Any, **also: Any) -> CodeType:
        # What can be worked out when a template is compiled is, with the words of the language.
        mark = (source, self.globals.get("lang"), how, tuple(sorted(also.items())))
        if mark not in _COMPILED:
            _COMPILED[mark] = compile_template(self, source, *how, **also)
        return _COMPILED[mark]

    def answers(self: Workers, tasks: Sequence[bytes], *_: object) -> list[bytes]:
        return [_converted(task) for task in tasks]

    with (
        patch.object(Environment, "compile", compiled),
        patch.object(Workers, "get_ready", lambda self: None),
        patch.object(Workers, "answers", answers),
    ):
        yield


_COMPILED: dict[tuple[object, ...], CodeType] = {}


@lru_cache(maxsize=2000)
def _converted(task: bytes) -> bytes:
    return convert(Task.from_json(json.loads(task))).to_json()


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let it be another day for whatever reads or builds a class."""

    class Then(date):
        """A calendar that stands still; the days in it are ordinary ones."""

        def __new__(cls, *of_day: int) -> date:  # type: ignore[misc]  # what is made is kept and compared
            return date(*of_day)

        @classmethod
        def today(cls) -> date:  # type: ignore[override]  # the day itself, which is no `Then`
            return day

    then = day.timetuple()
    with ExitStack() as patches:
        for name, module in sorted(sys.modules.items()):
            if name.startswith(("slc_site.read.", "slc_site.build.")) and vars(module).get("date") is date:
                patches.enter_context(patch.object(module, "date", Then))
        real = time.strftime
        patches.enter_context(patch.object(time, "strftime", lambda how, *of: real(how, *(of or (then,)))))
        yield
