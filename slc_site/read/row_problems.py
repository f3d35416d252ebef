"""What is wrong with the rows of a table: told in the order of the lines, and what repeats itself only once.

A file can have 40,000 rows with the same slip; one sentence puts them right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from slc_site.problems import Problem, Reporter, Severity

FEW = 5
"""So many problems of one kind are told one by one."""


class RowError(Exception):
    """Why a row, or the whole table, cannot be used."""

    def __init__(
        self,
        message: str,
        hint: str | Callable[[], str],
        column: str | None = None,
        *,
        severity: Severity = Severity.ERROR,
        code: str = "table",
        same: str = "",
    ) -> None:
        """`hint` may be worked out late, once it is told; rows with an equal `same` are told of once."""
        super().__init__(message)
        self.message, self.hint, self.column = message, hint, column
        self.severity, self.code, self.same = severity, code, same


@dataclass
class _Rows:
    """One thing that is wrong, and where."""

    error: RowError
    line: int
    last: int
    count: int = 1


@dataclass
class RowProblems:
    """Collects what is wrong with a table until all of it has been read."""

    file: str
    """Its label, for messages."""
    _kinds: dict[tuple[str, str | None], dict[object, _Rows]] = field(default_factory=dict)

    def add(self, error: RowError, line: int) -> None:
        """Take note of something wrong in a line."""
        kind = self._kinds.setdefault((error.code, error.column), {})
        known = kind.setdefault(error.same or line, _Rows(error, line, line, 0))
        known.count += 1
        known.last = line

    def tell(self, reporter: Reporter) -> None:
        """Report all of it."""
        told = []
        for kind in self._kinds.values():
            if len(kind) <= FEW:
                told += [(rows.line, rows.error, _again(rows.count, rows.last)) for rows in kind.values()]
                continue
            first, *others = kind.values()
            count = first.count + sum(rows.count for rows in others)
            told.append((first.line, first.error, _again(count, max(rows.last for rows in kind.values()))))
        for line, error, again in sorted(told, key=lambda each: each[0]):
            hint = error.hint if isinstance(error.hint, str) else error.hint()
            problem = Problem(
                error.message + again, self.file, line, error.column, hint, error.severity, error.code
            )
            reporter.report(problem)


def _again(count: int, last: int) -> str:
    """Return a sentence about the further rows of which the same is to be said."""
    if count == 1:
        return ""
    if count == 2:
        return f" The same goes for line {last}."
    return f" The same goes for {count - 1:,} more rows, the last in line {last}."
