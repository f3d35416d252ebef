"""Tells the pages that are open that something was typed elsewhere."""

from __future__ import annotations

import threading
from collections import Counter


class News:
    """For each child a number that grows with each change of the child's words."""

    def __init__(self) -> None:
        self._numbers: Counter[str] = Counter()
        self._of_all = 0
        self._closed = False
        self._changed = threading.Condition()

    def tell(self, student: str | None = None) -> int:
        """Say that the words of a child have changed, or anybody's; return the child's number."""
        with self._changed:
            if student is None:
                self._of_all += 1
            else:
                self._numbers[student] += 1
            self._changed.notify_all()
            return self._number(student or "")

    def number(self, student: str) -> int:
        """Return the number as it is."""
        with self._changed:
            return self._number(student)

    def after(self, number: int, student: str, timeout: float) -> int | None:
        """Wait until the child's number is another one; at most `timeout` seconds.

        Returns:
            The number, which is the given one when nothing happened; None when nothing ever will.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number(student) != number, timeout)
            return None if self._closed else self._number(student)

    def close(self) -> None:
        """Let all who wait go home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _number(self, student: str) -> int:
        return self._of_all + self._numbers[student] + 1
