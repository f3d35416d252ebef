"""One process that converts texts: how it is started (never forked), spoken to and ended."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

import slc_site
from slc_site.render.markup.limits import CPU_SECONDS, ENDED_BY_LIMIT
from slc_site.render.markup.worker import READY

WALL_SECONDS = 60.0 if ENDED_BY_LIMIT is not None else 3 * CPU_SECONDS
"""An answer must come within this time. Where the system cannot count the seconds that a process computes,
this is the limit itself; elsewhere it only finds a process that something stopped from outside."""

START_SECONDS = 60.0
"""A process must have started within this time."""

_RESTING = float("inf")

if sys.platform == "win32":
    _FLAGS, _GROUP = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP, None
else:
    _FLAGS, _GROUP = 0, 0
"""Settings that keep Ctrl-C in the terminal from reaching the process."""


class DiedError(Exception):
    """The process is gone."""

    def __init__(self, status: int, *, overdue: bool) -> None:
        super().__init__(status)
        self.of_time = overdue if ENDED_BY_LIMIT is None else status == ENDED_BY_LIMIT
        """The text took too long; or else nobody knows why."""


class Process:
    """One process and its pipes. Used by one thread; only `end_if_overdue` and `kill` by another."""

    def __init__(self) -> None:
        """Start it; it need not be ready yet.

        Raises:
            OSError: the system does not let it start.
        """
        # Our own interpreter with a program of our own: nothing here comes from a text.
        self._popen = subprocess.Popen(  # noqa: S603
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_FLAGS,
            process_group=_GROUP,
        )
        self._questions = cast(IO[bytes], self._popen.stdin)
        self._answers = cast(IO[bytes], self._popen.stdout)
        self.ready = False
        """It was heard of."""
        self._lock = threading.Lock()
        self._due = time.monotonic() + START_SECONDS
        self._overdue = False

    @property
    def id(self) -> int:
        """The system's number for it."""
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._popen.poll() is None

    def send(self, tasks: Sequence[bytes]) -> None:
        """Give it tasks; then `receive` as often.

        Raises:
            DiedError: it is gone.
        """
        try:
            if not self.ready:
                if self._line() != READY:
                    raise self._death()
                self.ready = True
            self._expect(WALL_SECONDS)
            self._questions.write(b"[" + b",".join(tasks) + b"]\n")
            self._questions.flush()
        except OSError:
            raise self._death() from None

    def receive(self) -> bytes:
        """Return the next answer.

        Raises:
            DiedError: it is gone.
        """
        line = self._line()
        self._expect(WALL_SECONDS)
        return line

    def rest(self) -> None:
        """Expect nothing of it for now."""
        self._expect(_RESTING)

    def end_if_overdue(self) -> None:
        """End it if the answer it owes should have come by now."""
        with self._lock:
            if time.monotonic() > self._due:
                self._overdue = True
                self.kill()

    def kill(self) -> None:
        """End it at once."""
        self._popen.kill()

    def close(self) -> None:
        """End it; it has nothing that could be lost."""
        self.kill()
        with contextlib.suppress(OSError):
            self._questions.close()
        self._popen.wait()
        self._answers.close()

    def _expect(self, seconds: float) -> None:
        with self._lock:
            self._due = time.monotonic() + seconds

    def _line(self) -> bytes:
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise self._death()
        return line

    def _death(self) -> DiedError:
        self.kill()
        status = self._popen.wait()
        return DiedError(status, overdue=self._overdue)


def _command() -> list[str]:
    """Return how to start a worker: an interpreter that finds what this one finds, and nothing else.

    It is started apart from the environment and the current folder (`-I`), where a `markdown.py` may lie.
    """
    root = Path(slc_site.__file__).resolve().parents[1]
    program = (
        "import sys\n"
        "root, *others = sys.argv[1:]\n"
        "if root not in sys.path: sys.path.insert(0, root)\n"
        "sys.path += [other for other in others if other not in sys.path]\n"
        "from slc_site.render.markup.worker import main\n"
        "main()\n"
    )
    frugal = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", *frugal, "-c", program, str(root), *filter(None, sys.path)]
