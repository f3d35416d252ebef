"""The executors that `slc build --executor` knows: processes of this computer, and Dask's clusters."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

PROCESSES = "processes"
ANSWERS_WITHIN = 10.0
"""Seconds that a cluster may take to answer at all."""

_MOST_PROCESSES = 61
"""Windows can wait for no more."""
_CLOSES_WITHIN = 5.0
"""Seconds that leaving a cluster may take."""
_SCHEMES = {"dask": "tcp", "tls": "tls"}
"""What is typed, and what Dask calls it."""


class NoExecutorError(Exception):
    """There is no such executor; the message says why and what to do, in a sentence or two."""


@contextmanager
def opened(name: str, jobs: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Yield an executor and how many jobs it does at a time; it is shut down at the end.

    Args:
        name: `processes`, `dask://host:port`, or `tls://host:port` for a Dask that encrypts.
        jobs: How many processes there are to be, by default as many as there are processors; a cluster has as
            many as it has.

    Raises:
        NoExecutorError: the name means nothing, a library is missing, or nobody answers.
    """
    if name == PROCESSES:
        with _processes(min(jobs or _processors(), _MOST_PROCESSES)) as pool:
            yield pool
        return
    with _cluster(_address(name)) as cluster:
        yield cluster


def _address(name: str) -> str:
    """Return an address as Dask writes it."""
    try:
        parts = urlsplit(name)
        if parts.scheme in _SCHEMES and parts.hostname and parts.port and not parts.path.strip("/"):
            return f"{_SCHEMES[parts.scheme]}://{parts.netloc}"
    except ValueError:  # a port that is no number
        pass
    raise NoExecutorError(
        f"--executor is either {PROCESSES} or where a Dask scheduler answers, such as "
        f"dask://cluster.school.example:8786, not {name}."
    )


# -- this computer ---------------------------------------------------------------------------------------


@contextmanager
def _processes(number: int) -> Iterator[tuple[Executor, int]]:
    # Never forked: this process has threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin_process)
    try:
        yield pool, number
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    number = os.cpu_count() or 1
    if sys.platform == "linux":
        number = len(os.sched_getaffinity(0))  # a container may own fewer of them
    return number


def _begin_process() -> None:
    """Leave Ctrl-C to the process that we work for, and end when it has ended, however that came about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


# -- a cluster -------------------------------------------------------------------------------------------


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoExecutorError(
            f'To build with a Dask cluster, install what it takes: pip install "slc-site[cluster]". ({error})'
        ) from error
    try:
        client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoExecutorError(
            f"No Dask scheduler answers at {address}. Does one run there, and does no firewall stand in "
            "the way?"
        ) from error
    executor: Executor = client.get_executor(pure=False)  # nobody else ever asks for the same pages
    try:
        yield executor, max(1, sum(client.nthreads().values()))
    finally:
        executor.shutdown(wait=False)
        client.close(timeout=_CLOSES_WITHIN)
