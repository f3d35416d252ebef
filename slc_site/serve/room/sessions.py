"""Who has typed the number of the day, and for how long that counts."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

HOURS = 12
MOST = 500
"""So many devices are let in; the one that came first is asked again."""


class Sessions:
    """Devices that were let in. What they hold is kept here as a hash only, and nothing on the disk."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """`clock` goes on while the computer sleeps."""
        self._clock = clock
        self._lock = threading.Lock()
        self._ends: dict[str, float] = {}

    def open(self) -> str:
        """Let a device in; return what it has to show from now on: 256 random bits."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._ends) >= MOST:
                del self._ends[next(iter(self._ends))]
            self._ends[_hash(token)] = self._clock() + HOURS * 3600
        return token

    def knows(self, token: str) -> bool:
        """Was it given by `open`, and not too long ago?"""
        with self._lock:
            end = self._ends.get(_hash(token))
        return end is not None and self._clock() < end


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
