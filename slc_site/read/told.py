"""How much is said of one file: enough to put it right, not so much that nobody reads it."""

from __future__ import annotations

from slc_site.problems import Problem, Reporter

MOST = 25
"""Problems of one file that are told; whoever has more begins with these."""


class FileReporter:
    """Passes on the first problems of one file, then says once that there are more."""

    def __init__(self, then: Reporter, file: str) -> None:
        self._then = then
        self._file = file
        self._told = 0

    @property
    def is_full(self) -> bool:
        """Has enough been said? Then a hint need not be looked for."""
        return self._told > MOST

    def report(self, problem: Problem) -> None:
        """Pass the problem on, unless there were enough."""
        if self._told > MOST:
            return
        self._told += 1
        if self._told > MOST:
            hint = "Put the others right first, then look again."
            problem = Problem("There are more problems in this file.", self._file, hint=hint, code="more")
        self._then.report(problem)
