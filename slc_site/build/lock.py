"""One build at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from slc_site.build.trouble import OutputError, label, telling
from slc_site.problems import Problem

PATIENCE = 30.0
"""Seconds that a second build waits for the first."""


@contextmanager
def build_lock(
    state: Path, *, waiting: Callable[[], None] = lambda: None, patience: float = PATIENCE
) -> Iterator[None]:
    """Hold the right to build the class whose `state` folder this is; it ends with the process at the latest.

    `waiting` is called once if another build is running; after `patience` seconds we give up.

    Raises:
        OutputError: another build is still running, or the state folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # only builds need it

    named = label(state, state.parent)
    with telling(named):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(state / "build.lock")
    with telling(named):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                lock.acquire(timeout=patience, poll_interval=0.1)
            except Timeout as error:
                raise OutputError(_BUSY) from error
    try:
        yield
    finally:
        lock.release()


_BUSY = Problem(
    "Another build is running here, and it takes long.",
    hint="Wait until it is done, or end it; is `slc serve` open in another window?",
    code="build-running",
)
