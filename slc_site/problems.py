"""What went wrong, where, and what to type instead.

Every stage may report a problem; none of them prints. A stage is handed a `Reporter` and goes on with
its work: one problem never hides another. Only `cli` decides what reaches the screen.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Protocol

from msgspec import Struct, to_builtins


class Severity(IntEnum):
    """How much a problem cost."""

    NOTE = 0
    """Worth knowing; nothing was changed or left out."""
    WARNING = 1
    """Probably a slip; everything was built all the same."""
    ERROR = 2
    """Something was left out or refused: the command ends with exit status 1."""


class Problem(Struct, frozen=True):
    """One thing somebody can put right."""

    message: str
    """What is the matter, in a teacher's words, as a sentence with its full stop."""
    file: str | None = None
    """The file, as seen from the folder that holds `content/`, with forward slashes."""
    line: int | None = None
    """The line of that file, counted from 1."""
    key: str | None = None
    """The key in the file, dotted where it is nested: `progress.0.date`."""
    hint: str | None = None
    """What to type or do instead, as a sentence."""
    severity: Severity = Severity.ERROR
    code: str = "problem"
    """A short stable name for this kind of problem, such as `unknown-key`; for tools and tests."""

    @property
    def place(self) -> str:
        """`file:line: key`, as far as it is known; empty when nothing is."""
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{where}: {self.key}" if where and self.key else where or (self.key or "")

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, str | int | None]:
        """The problem as plain values, for `--json`; the severity by its lower-case name."""
        return {**to_builtins(self), "severity": self.severity.name.lower()}


class Reporter(Protocol):
    """Whoever wants to hear of problems."""

    def report(self, problem: Problem) -> None:
        """Take note of one problem."""
        ...


class SilentReporter:
    """Hears everything, says nothing."""

    def report(self, problem: Problem) -> None:
        """Forget the problem."""


class Relay:
    """Passes problems on to whoever listens at the time: for what outlives a build and speaks in each."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.to: Reporter = SilentReporter()

    def report(self, problem: Problem) -> None:
        """Pass the problem on."""
        self.to.report(problem)


class RecordingReporter:
    """Keeps what it hears, for tests and for a summary at the end."""

    def __init__(self, then: Reporter | None = None) -> None:
        self.problems: list[Problem] = []
        self._known: set[Problem] = set()
        self._then = then

    def report(self, problem: Problem) -> None:
        """Keep the problem, unless the very same one is known, and pass it on."""
        if problem in self._known:
            return
        self._known.add(problem)
        self.problems.append(problem)
        if self._then is not None:
            self._then.report(problem)

    def count(self, severity: Severity) -> int:
        """How many problems of just this severity were reported."""
        return sum(problem.severity == severity for problem in self.problems)


class TerminalReporter:
    """Hands each problem, as one text, to `write`; notes only when `verbose`."""

    def __init__(self, write: Callable[[Problem], None], *, verbose: bool = False) -> None:
        self._write = write
        self._verbose = verbose

    def report(self, problem: Problem) -> None:
        """Write the problem if it is worth a line."""
        if self._verbose or problem.severity > Severity.NOTE:
            self._write(problem)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` was probably meant to be, or None."""
    by_lower = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return "Did you mean `x`?" for the nearest of `known`, or None when nothing is near."""
    name = nearest(word, known)
    return f"Did you mean `{name}`?" if name else None
