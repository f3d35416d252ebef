"""Lines to a host: some at a time, opened when they are needed, and opened anew when they break."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Event, Lock
from typing import TypeVar

from slc_site.publish.host import Host, HostError, LineError

T = TypeVar("T")

PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds to wait before the line is tried anew: a minute in all, then somebody has to look what is wrong.

The first time there is no waiting: hosts hang up on whoever was silent for a while.
"""


class StoppedError(Exception):
    """Nobody wants to know any more."""


class Lines:
    """All lines to one place. Any thread may call, and each call has a line to itself."""

    def __init__(
        self,
        open_line: Callable[[], Host],
        most: int,
        pause: Callable[[float], object] | None = None,
        tries: int = len(PAUSES),
    ) -> None:
        """`most` lines are open at the same time, fewer if the host allows fewer; `pause` waits, in s.

        What was cut off is tried again so many times, if `do` says nothing else.
        """
        self._open_line = open_line
        self._most = self._allowed = most
        self._tries = tries
        self._idle: list[Host] = []
        self._open = 0
        self._changed = Condition()
        self._opening = Lock()
        self._stopped = Event()
        self.pause = pause or self._stopped.wait
        """Waits, in seconds; not for long if it is stopped meanwhile."""

    def do(self, work: Callable[[Host], T], *, tries: int | None = None) -> T:
        """Do something on one line; on another one if that breaks. It may so be done twice.

        Raises:
            HostError: it cannot be done; a `LineError` when nobody has answered for some time.
            StoppedError: `stop` was called.
        """
        for pause in (*PAUSES[: self._tries if tries is None else tries], None):
            if self._stopped.is_set():
                raise StoppedError
            line: Host | None = None
            try:
                line = self._take()
                result = work(line)
            except LineError:
                if line is not None:
                    self._lose(line)
                if pause is None:
                    raise
                self.pause(pause)
            except HostError:
                if line is not None:
                    self._give_back(line)
                raise
            except BaseException:  # in the middle of a word: who knows what the host would hear next
                if line is not None:
                    self._lose(line)
                raise
            else:
                self._give_back(line)
                return result
        raise AssertionError("the last try returns or raises")

    def stop(self) -> None:
        """Let nothing new be begun."""
        self._stopped.set()
        with self._changed:
            self._changed.notify_all()

    def go_on(self) -> None:
        """Take back what `stop` said; nobody else is at work any more."""
        self._stopped.clear()

    def close(self) -> None:
        """Hang up all lines that nobody uses."""
        with self._changed:
            idle, self._idle = self._idle, []
            self._open -= len(idle)
        for line in idle:
            line.close()

    def _take(self) -> Host:
        """Return a line that nobody else uses: an open one if there is any."""
        with self._changed:
            while not self._idle and self._open >= self._allowed:
                if self._stopped.is_set():
                    raise StoppedError
                self._changed.wait()
            if self._idle:
                return self._idle.pop()
            self._open += 1
        try:
            # One at a time: a host that hears of many at once may take it for an attack.
            with self._opening:
                return self._open_line()
        except BaseException as error:
            with self._changed:
                self._open -= 1
                self._changed.notify_all()
                if not self._open or not isinstance(error, HostError):
                    raise
                self._allowed = self._open  # it allows no more of them: these have to do
        return self._take()

    def _give_back(self, line: Host) -> None:
        with self._changed:
            self._idle.append(line)
            self._changed.notify()

    def _lose(self, line: Host) -> None:
        line.close()
        with self._changed:
            self._open -= 1
            self._allowed = self._most
            # If one line has broken, those that nobody used have as a rule broken, too.
            idle, self._idle = self._idle, []
            self._open -= len(idle)
            self._changed.notify_all()
        for other in idle:
            other.close()
