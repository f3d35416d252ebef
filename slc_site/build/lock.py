"""One build at a time, and one publish at a time."""

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
    with _held(state / "build.lock", label(state, state.parent), _BUSY, waiting, patience):
        yield


@contextmanager
def publish_lock(state: Path) -> Iterator[None]:
    """Hold the right to publish the class whose `state` folder this is; meanwhile others may build it.

    Raises:
        OutputError: another one is being published, or the state folder cannot be written to.
    """
    with _held(state / "publish.lock", label(state, state.parent), _PUBLISHING, lambda: None, 0):
        yield


@contextmanager
def _held(
    file: Path, named: str, busy: Problem, waiting: Callable[[], None], patience: float
) -> Iterator[None]:
    from filelock import FileLock, Timeout  # only who writes needs it

    with telling(named):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(file)
    with telling(named):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            try:
                lock.acquire(timeout=patience, poll_interval=0.1)
            except Timeout as error:
                raise OutputError(busy) from error
    try:
        yield
    finally:
        lock.release()


_BUSY = Problem(
    "Another build is running here, and it takes long.",
    hint="Wait until it is done, or end it; is `slc serve` open in another window?",
    code="build-running",
)
_PUBLISHING = Problem(
    "This class is being published at this moment, from this computer.",
    hint="Wait until that is done, or end it there with Ctrl-C.",
    code="publish-running",
)
