"""The number of the day: six digits that open the room's pages, and a brake for whoever guesses.

A million numbers are few. Five wrong ones cost nothing; after that each costs a wait that doubles. Whoever
guesses from many devices meets the same brake, a little later, so that a day of guessing is some hundreds of
tries and not millions. Who is in already notices nothing.
"""

from __future__ import annotations

import secrets
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

DIGITS = 6
FREE = 5
"""Wrong numbers from one device that cost no wait."""
FREE_IN_ALL = 25
"""Wrong numbers from all devices together that cost no wait: a class of first graders mistypes."""
SHORTEST = 5.0
"""Seconds of the first wait; each further wrong number doubles it."""
LONGEST = 300.0
"""Seconds that one device waits at the most."""
LONGEST_IN_ALL = 60.0
"""Seconds that all wait at the most: whoever mischievously types wrong ones must not close the door."""
DEVICES = 1000
"""So many addresses are remembered; a building has fewer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a try."""

    is_right: bool
    wait: float = 0.0
    """Seconds before another try is looked at; then this one was not looked at either, or was wrong."""


@dataclass(slots=True)
class _Brake:
    free: int
    longest: float
    wrong: int = 0
    until: float = 0.0

    def press(self, now: float) -> None:
        """Count a wrong number."""
        self.wrong += 1
        over = self.wrong - self.free
        if over >= 0:
            self.until = now + min(self.longest, SHORTEST * 2.0 ** min(over, 16))


class Pin:
    """The number, new with each start of the server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.number = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        self._clock = clock
        self._lock = threading.Lock()
        self._of_all = _Brake(FREE_IN_ALL, LONGEST_IN_ALL)
        self._of: OrderedDict[str, _Brake] = OrderedDict()

    def wait(self, device: str) -> float:
        """Return for how many seconds no number from this address is looked at."""
        with self._lock:
            return self._wait(device)

    def tried(self, typed: str, device: str) -> Answer:
        """Look at a number that was typed on the device at an address."""
        with self._lock:
            if wait := self._wait(device):
                return Answer(False, wait)
            if secrets.compare_digest(_digits(typed), self.number.encode()):
                self._of.pop(device, None)
                return Answer(True)
            now = self._clock()
            self._of.setdefault(device, _Brake(FREE, LONGEST)).press(now)
            self._of.move_to_end(device)
            while len(self._of) > DEVICES:
                self._of.popitem(last=False)
            self._of_all.press(now)
            return Answer(False, self._wait(device))

    def _wait(self, device: str) -> float:
        now = self._clock()
        own = self._of.get(device)
        return max(0.0, self._of_all.until - now, own.until - now if own else 0.0)


def _digits(typed: str) -> bytes:
    """Return the digits of a number, however they are written and grouped: ٤٢, 4 2."""
    kept = (unicodedata.digit(char, None) for char in typed[:64])
    return "".join(str(digit) for digit in kept if digit is not None).encode()
