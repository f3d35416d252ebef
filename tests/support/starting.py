"""Programs that listen at a port of this machine, started for a test."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable

_TRIES = 3
_PATIENCE = 60.0
"""Seconds until a program answers: machines that test are busy."""


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def started(start: Callable[[int], subprocess.Popen[bytes]]) -> tuple[subprocess.Popen[bytes], int]:
    """Start a program at a free port; should somebody be quicker to take it, at another one.

    Args:
        start: Starts it at a port.

    Returns:
        The program, which answers now, and its port.
    """
    for _ in range(_TRIES):
        port = free_port()
        running = start(port)
        if _answers(port, running):
            return running, port
        running.kill()
        _, said = running.communicate()
    raise AssertionError(f"it does not answer, and says {said!r}")


def _answers(port: int, running: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + _PATIENCE
    while running.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return running.poll() is None  # else it was the other one that answered
    return False
