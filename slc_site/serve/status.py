"""How things stand: written by the thread that builds, waited for by those that answer browsers."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace

from slc_site.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand at one moment."""

    building: bool = True
    failed: bool = False
    """The last build came to nothing: what can be seen is older, if it is there at all."""
    problems: tuple[Problem, ...] = ()
    """Of the last build that was finished, the worst first; none that are only worth knowing."""
    text: str = ""
    """Another one after each build because of more than style sheets: as long as it is the same, a page that
    is open needs new style sheets at most."""


class Board:
    """Holds the one `Status`, and lets threads wait for the next."""

    def __init__(self) -> None:
        self._status = Status()
        self._number = 1
        self._closed = False
        self._changed = threading.Condition()

    @property
    def status(self) -> Status:
        """How things stand now."""
        return self._status

    def begin(self) -> None:
        """A build begins."""
        self._put(replace(self._status, building=True))

    def finish(self, problems: Iterable[Problem], *, failed: bool, styles_only: bool) -> None:
        """A build is finished."""
        worth_showing = (problem for problem in problems if problem.severity > Severity.NOTE)
        text = self._status.text if styles_only else secrets.token_hex(6)  # of no earlier run of the program
        self._put(Status(False, failed, tuple(sorted(worth_showing, key=_worst_first)), text))

    def after(self, number: int, timeout: float) -> tuple[int, Status] | None:
        """Wait until the status is a later one than that of this number; at most `timeout` seconds.

        Returns:
            The present status and its number, which is the given one when nothing happened; None when
            nothing ever will, because the program stops.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number != number, timeout)
            return None if self._closed else (self._number, self._status)

    def close(self) -> None:
        """Let all who wait go home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _put(self, status: Status) -> None:
        with self._changed:
            self._status = status
            self._number += 1
            self._changed.notify_all()


def _worst_first(problem: Problem) -> tuple[int, str, int]:
    return -problem.severity, problem.file or "", problem.line or 0
