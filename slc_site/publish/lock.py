"""One publish at a time: a small file at the host says that somebody is at it, and since when.

It is renewed as long as the publish goes on. Nobody can see from outside who it is.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from slc_site.publish.host import Host, RefusedError
from slc_site.publish.lines import Lines
from slc_site.publish.plan import LOCK
from slc_site.publish.state import PlaceState

RENEWED = 60.0
"""Seconds after which it is renewed."""
DEAD = 600.0
"""Seconds after which nobody is behind a lock that was not renewed."""
_TRIES = 3
_MOMENT = 3.0
"""Seconds within which whoever has made a lock has written it, too."""


class BusyError(RefusedError):
    """Somebody else is publishing there."""


class RemoteLock:
    """The right to change what stands at one place."""

    def __init__(self, lines: Lines, state: PlaceState, now: Callable[[], float]) -> None:
        """`state` remembers our last lock: who calls holds a lock on this computer, too."""
        self._lines = lines
        self._state = state
        self._now = now
        self._token = secrets.token_hex(16)
        self._before = state.tokens()
        self._renewed = 0.0

    def take(self) -> None:
        """Take the right, also from somebody who died over it.

        Raises:
            BusyError: somebody else has it.
            HostError: the host cannot be asked.
        """
        self._state.keep_tokens((self._token, *self._before[:_TRIES]))
        for _ in range(_TRIES):
            if self._lines.do(lambda host: host.create(LOCK, self._said())):
                self._renewed = self._now()
                return
            there = self._lines.do(lambda host: host.read(LOCK))
            token, age = self._read(there)
            if token == self._token:  # the line broke after it was created
                self._renewed = self._now()
                return
            if there is None:
                continue
            if token and token not in self._before and age < DEAD:
                raise BusyError(
                    f"Somebody else is publishing there; last heard of {_minutes(age)}.",
                    f"Wait until they are done. If nobody is: try again in {DEAD / 60:.0f} minutes, "
                    f"or delete the file {LOCK} there.",
                )
            if not token:  # perhaps it is being written at this moment
                self._lines.pause(_MOMENT)
            self._lines.do(partial(_take_away, there))
        raise BusyError("Somebody else is publishing there at this moment.", "Try again when they are done.")

    def renew(self) -> None:
        """Say that we are still at it, if it is time to.

        Raises:
            BusyError: somebody else has taken the right.
            HostError: the host cannot be asked.
        """
        if self._now() - self._renewed < RENEWED:
            return
        self._hold()
        self._lines.do(lambda host: host.put(LOCK, self._said()))
        self._renewed = self._now()

    def _hold(self) -> None:
        """Make sure that we have it still.

        Raises:
            BusyError: somebody else has taken the right.
            HostError: the host cannot be asked.
        """
        token, _ = self._read(self._lines.do(lambda host: host.read(LOCK)))
        if token != self._token:
            raise BusyError(
                "Somebody else has begun to publish there.", "Let them finish, then publish again."
            )

    def leave(self) -> None:
        """Give the right back.

        Raises:
            HostError: the host cannot be asked; the next publish from here takes it without waiting.
        """
        self._lines.do(lambda host: host.remove(LOCK), tries=1)

    def _said(self) -> bytes:
        return f"{self._token} {self._now():.0f}\n".encode("ascii")

    def _read(self, said: bytes | None) -> tuple[str, float]:
        """Return how a lock begins, and how many seconds ago it was renewed."""
        token, _, when = (said or b"").decode("ascii", "replace").strip().partition(" ")
        try:
            return token, max(0.0, self._now() - float(when))
        except ValueError:  # of a publish that died before it had written it all
            return "", DEAD


def _take_away(dead: bytes, host: Host) -> None:
    """Take away a dead lock, if it is there still: somebody else may have had the same thought."""
    if host.read(LOCK) == dead:
        host.remove(LOCK)


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return {0: "just now", 1: "a minute ago"}.get(minutes, f"{minutes} minutes ago")
