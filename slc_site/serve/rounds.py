"""Builds one time after the other: tells the terminal what is new, and the open pages how things stand."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from slc_site.build.result import Built
from slc_site.problems import Problem, RecordingReporter, Reporter, Severity
from slc_site.serve.status import Board
from slc_site.serve.watch import Watcher

Say = Callable[[str], None]
"""Takes a line for the terminal."""


class Builds(Protocol):
    """What builds the preview: a `Builder`."""

    def build(self, reporter: Reporter, *, changed: frozenset[str] | None = None) -> object | None:
        """Build; None when nothing could be made. `changed`: all that is not as it was at the last call."""
        ...

    @property
    def read_elsewhere(self) -> Iterable[Path]:
        """Files besides the class's own that the last build read, or looked for in vain."""
        ...


class Rounds:
    """Builds one time after the other, and says what came of it."""

    def __init__(
        self,
        root: Path,
        builder: Builds,
        board: Board,
        say: Say,
        reporter: Reporter,
        *,
        own_eyes: bool = True,
    ) -> None:
        """`root` holds `content/`; the files of problems are seen from there.

        `own_eyes`: the teacher sees everything, and not what somebody else sees.
        """
        self._root = root
        self._builder = builder
        self._board = board
        self._say = say
        self._reporter = reporter
        self._own_eyes = own_eyes
        self._known: frozenset[Problem] = frozenset()
        self._kept_off = 0
        self._began = time.time()

    def follow(self, watcher: Watcher) -> None:
        """Build whenever something changes, until the watcher is stopped.

        What changes during a build leads to one more.
        """
        watcher.also(self._builder.read_elsewhere, self._began)
        while (changed := watcher.wait()) is not None:
            self.build(changed)
            watcher.also(self._builder.read_elsewhere, self._began)

    def build(self, changed: frozenset[str]) -> None:
        """Build once, because of these paths; of the problems, report those that are new."""
        self._board.begin()
        heard = RecordingReporter()
        self._began = time.time()
        begun = time.monotonic()
        try:
            built = self._builder.build(heard, changed=changed)
        except Exception as error:
            # A theme's template may raise anything; and should it be our own mistake, the next saving may get
            # round it: neither ends a teacher's evening. It is told like any other problem.
            built = None
            heard.report(_tripped(error, self._root))
        took = time.monotonic() - begun
        self._board.finish(heard.problems, failed=built is None, styles_only=_only_styles(changed))
        for problem in heard.problems:
            if problem not in self._known:
                self._reporter.report(problem)
        self._known = frozenset(heard.problems)
        self._say(f"{_because(changed)}{_outcome(built is not None, took, heard)}")
        if self._own_eyes and isinstance(built, Built):
            self._say_what_is_kept_off_the_web(built)

    def _say_what_is_kept_off_the_web(self, built: Built) -> None:
        """Say, when it has changed, of how many posts only this edition shows the pictures."""
        count = sum(one.count for one in built.held_back if one.what == "pictures")
        if count and count != self._kept_off:
            posts = "1 post" if count == 1 else f"{count} posts"
            self._say(
                f"Only you see the pictures of {posts}: somebody in them did not agree to be seen on the web."
            )
        self._kept_off = count


def _tripped(error: Exception, root: Path) -> Problem:
    where = traceback.extract_tb(error.__traceback__)[-1]
    try:
        file = Path(where.filename).relative_to(root).as_posix()
    except ValueError:
        file = "/".join(Path(where.filename).parts[-3:])  # of the program, or of a library
    return Problem(
        f"The program stumbled here ({type(error).__name__}: {error}).",
        file,
        where.lineno,
        hint="If this is a theme of your own, look there; if not, please tell the makers of the program.",
        code="stumbled",
    )


def _only_styles(changed: frozenset[str]) -> bool:
    return bool(changed) and all(path.startswith("themes/") and path.endswith(".css") for path in changed)


def _because(changed: frozenset[str]) -> str:
    if not changed:
        return ""
    first, *others = sorted(changed)
    return f"{first} and {len(others)} more: " if others else f"{first}: "


def _outcome(built: bool, took: float, heard: RecordingReporter) -> str:
    problems = heard.count(Severity.ERROR) + heard.count(Severity.WARNING)
    left = "no problems" if not problems else "1 problem" if problems == 1 else f"{problems} problems"
    return f"{'built' if built else 'nothing could be built'} in {took:.1f} s, {left}."
