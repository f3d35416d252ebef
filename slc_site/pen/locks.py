"""One at a time, in all threads and processes: what is held ends with its process at the latest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 10.0
"""Seconds."""


class BusyError(Exception):
    """Somebody else holds the lock, and holds it long."""


@contextmanager
def held(lock: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock that is a file of this name, in a folder that is there.

    Raises:
        BusyError: it could not be had in so many seconds.
        OSError: the disk says no.
    """
    # One of its own for each caller: two that share one would not shut each other out.
    mine = FileLock(lock, thread_local=False)
    try:
        mine.acquire(timeout=patience, poll_interval=0.01)
    except Timeout as error:
        raise BusyError from error
    try:
        yield
    finally:
        mine.release()
