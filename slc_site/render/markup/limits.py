"""What one text may cost. Set in a worker, on itself; the operating system sees to it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

CPU_SECONDS = 2.0
"""Of one text. Ordinary ones need some thousandths of that."""

HEADROOM = 300 * 1024 * 1024
"""Bytes of memory that a worker may take beyond what it needs for itself."""

ENDED_BY_LIMIT = -signal.SIGPROF if sys.platform != "win32" else None
"""The return code of a worker that used up its time."""


def limit_memory() -> None:
    """Let this process have `HEADROOM` more memory than now, where the system can hold it to that."""
    if sys.platform == "linux":
        import resource

        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        except OSError:
            return  # a container that hides how much it is
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = pages * resource.getpagesize() + HEADROOM
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def limit_crashes() -> None:
    """Let no crash of this process write its memory, with a child's text in it, to the disk."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def start_the_clock() -> None:
    """From now on, end this process when it has computed for `CPU_SECONDS`, be it in Python, C or Rust."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)


def stop_the_clock() -> None:
    """Let this process live on."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, 0)


def ready_the_clock() -> None:
    """Make sure that the clock ends this process: an ignored signal is inherited from who started it."""
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
