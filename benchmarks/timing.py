"""Runs one command and tells what it took: time on the clock, processors, memory.

The command gets a session of its own and, where this user may, more of the processors than others get: what
else goes on at the machine disturbs it less. What still does is told as `foreign`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MIB = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts a process's memory."""
_LOOKS = 0.05
"""Seconds between two looks at the memory of all processes."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took, from its start to its end."""

    status: int
    """0: it did its work."""
    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of all processors together, by it and every process it waited for."""
    peak: float
    """MiB of memory, of the largest single process."""
    together: float | None
    """MiB of memory of all its processes at once, what they share counted once; None: not looked at."""
    foreign: float | None
    """How many processors were busy with something else, on average; None: this system does not tell."""


def can_time() -> bool:
    """Whether this system tells what an ended process took: Linux and macOS do, Windows does not."""
    return hasattr(os, "wait4")


def timed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path, *, memory: bool = False
) -> Run:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        folder: Where it is run.
        environment: Added to ours.
        log: What it says is written to the end of this file.
        memory: Look at the memory of all its processes together as well, which slows it a little.

    Raises:
        OSError: There is no such program.
    """
    with log.open("ab") as said:
        busy_before, start = busy(), time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            preexec_fn=undisturbed,  # safe: no thread of ours is running yet
        )
        looking = _Looking(process.pid) if memory else None
        try:
            _, ended, took = os.wait4(process.pid, 0)
            wall, after = time.monotonic() - start, busy()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # its session does not hear the Ctrl-C that we heard
            raise
        finally:
            if looking:
                looking.end()
        process.returncode = os.waitstatus_to_exitcode(ended)
    cpu = took.ru_utime + took.ru_stime
    return Run(
        process.returncode,
        wall,
        cpu,
        took.ru_maxrss * _MAXRSS_UNIT / _MIB,
        looking.most / _MIB if looking and looking.most else None,
        None if busy_before is None or after is None else max(0.0, after - busy_before - cpu) / wall,
    )


def settle(limit: float) -> None:
    """Wait until the machine is almost idle, at most so many seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        before = busy()
        time.sleep(0.5)
        after = busy()
        if before is None or after is None or (after - before) / 0.5 < 0.15:
            return


def undisturbed() -> None:
    """Ask for more of the processors, for this process and all that it starts from now on."""
    with contextlib.suppress(OSError), Path("/proc/self/autogroup").open("w") as group:
        group.write("-20")
    with contextlib.suppress(OSError):
        os.nice(-10)


def busy() -> float | None:
    """Return the seconds that all processors together have worked since the machine was started."""
    try:
        first = Path("/proc/stat").read_text("utf-8").splitlines()[0]
    except OSError:
        return None
    ticks = [int(part) for part in first.split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf(
        "SC_CLK_TCK"
    )  # but for idling and waiting for disks


class _Looking:
    """Looks at the memory of all processes of a session again and again, until it is told to end."""

    def __init__(self, session: int) -> None:
        self.most = 0
        """In bytes."""
        self._session = session
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(_LOOKS):
            sizes = (self._size(entry) for entry in Path("/proc").glob("[0-9]*"))
            self.most = max(self.most, sum(sizes))

    def _size(self, process: Path) -> int:
        try:
            about = (process / "stat").read_text("utf-8", "replace")
            if int(about.rpartition(")")[2].split()[3]) != self._session:
                return 0
            lines = (process / "smaps_rollup").read_text("utf-8").splitlines()
        except (OSError, ValueError, IndexError):  # it has just ended
            return 0
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
