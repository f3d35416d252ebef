"""The processes that convert texts: kept between calls, and lost without losing anything.

One thread looks after each process: it sends tasks, takes the answers and, when the process has died of a
text, starts another one for the texts that are left.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum
from math import ceil
from queue import Empty, SimpleQueue

from slc_site.render.prose.process import DiedError, Process

MOST_AT_ONCE = 8
"""Tasks that are sent together: a process need not wait for the next one, and none gets all of them."""

MOST_PROCESSES = 8
"""By default. More gain little: a class is converted within a second or two."""

WORTH_A_PROCESS = 60
"""Tasks for which another process is started: before it can work, one that runs has done so many."""

ATTEMPTS = 3
"""A text whose process was killed, by whomever, is tried so often, each time in another one."""


class Lost(Enum):
    """Why there is no answer."""

    TIME = "the text took too long"
    DIED = "the process died of it, again and again"
    UNTRIED = "there was no process"


Given = SimpleQueue["tuple[int, bytes | Lost] | BaseException"]
"""Answers by the numbers of their tasks, as they come; or why there are no more."""


class CannotStartError(Exception):
    """No process can be started; the message says why, as far as it is known."""


class Workers:
    """The processes that are kept between calls. They are started when there is work for them."""

    def __init__(self, jobs: int | None = None) -> None:
        """Start nothing yet.

        Args:
            jobs: How many processes to use; by default as many as this process has processors.
        """
        self._jobs = max(1, jobs or min(_processors(), MOST_PROCESSES))
        self._lock = threading.Lock()
        self._processes: list[Process] = []
        self._resting: list[Process] = []
        self._closing = False

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the processes that run now."""
        with self._lock:
            return tuple(process.id for process in self._processes if process.alive)

    def answers(
        self, tasks: Sequence[bytes], timed: Callable[[int, float], None] = lambda _, __: None
    ) -> list[bytes | Lost]:
        """Return the answer to each task, in their order. To be called by one thread at a time.

        Args:
            tasks: What is to be done.
            timed: Called for each task, from any thread, with its number and the seconds it took.

        Raises:
            CannotStartError: there is no process to be had; none of the tasks was done.
        """
        self._closing = False
        size = max(1, min(MOST_AT_ONCE, len(tasks) // (4 * self._jobs)))
        batches: SimpleQueue[range] = SimpleQueue()
        for first in range(0, len(tasks), size):
            batches.put(range(first, min(first + size, len(tasks))))
        given: Given = SimpleQueue()
        threads = [
            threading.Thread(target=self._look_after, args=(tasks, batches, given, timed), daemon=True)
            for _ in range(self._number_for(len(tasks)))
        ]
        for thread in threads:
            thread.start()
        try:
            found = self._gather(len(tasks), given)
        except BaseException:
            self.close()
            raise
        finally:
            for thread in threads:
                thread.join()
        return [found[index] for index in range(len(tasks))]

    def _number_for(self, tasks: int) -> int:
        with self._lock:
            running = len(self._processes)
        return min(self._jobs, tasks, max(running, ceil(tasks / WORTH_A_PROCESS)))

    def get_ready(self) -> None:
        """Start a process if there is none, without waiting for it."""
        self._closing = False
        with self._lock:
            if self._processes:
                return
            try:
                process = Process()
            except OSError:
                return  # told when there is work for it
            self._processes.append(process)
            self._resting.append(process)

    def close(self) -> None:
        """End all processes; a later call starts new ones."""
        with self._lock:
            self._closing = True
            ending, self._processes, self._resting = self._processes, [], []
        for process in ending:
            process.close()

    def _gather(self, number: int, given: Given) -> dict[int, bytes | Lost]:
        found: dict[int, bytes | Lost] = {}
        while len(found) < number:
            try:
                one = given.get(timeout=0.25)
            except Empty:
                one = None
            if isinstance(one, BaseException):
                raise one
            if one is not None:
                found[one[0]] = one[1]
            with self._lock:
                running = tuple(self._processes)
            for process in running:
                process.end_if_overdue()
        return found

    # -- what each thread does -------------------------------------------------------------------------

    def _look_after(
        self,
        tasks: Sequence[bytes],
        batches: SimpleQueue[range],
        given: Given,
        timed: Callable[[int, float], None],
    ) -> None:
        process: Process | None = None
        try:
            while not batches.empty():
                left = deque(batches.get_nowait())
                process = self._through(tasks, left, given, timed, process)
        except Empty:
            pass  # another thread was quicker
        except BaseException as error:  # handed to the thread that waits, which raises it
            given.put(error)
        finally:
            with self._lock:
                if process is not None and process in self._processes:
                    self._resting.append(process)

    def _through(
        self,
        tasks: Sequence[bytes],
        left: deque[int],
        given: Given,
        timed: Callable[[int, float], None],
        process: Process | None,
    ) -> Process | None:
        """Have some tasks answered, and return the process that is left then."""
        attempts = starts = 0
        while left:
            process = process or self._take()
            begun = time.perf_counter()
            try:
                process.send([tasks[index] for index in left])
                begun = time.perf_counter()  # now it is ready
                while left:
                    answer = process.receive()
                    now = time.perf_counter()
                    timed(left[0], now - begun)
                    begun = now
                    given.put((left.popleft(), answer))
                    attempts = 0
                process.rest()
            except DiedError as death:
                self._forget(process)
                if not process.ready:
                    starts += 1
                    if starts > ATTEMPTS:
                        raise CannotStartError(f"it ends with status {death}") from None
                else:
                    starts = 0
                    attempts += 1
                    if death.of_time or attempts == ATTEMPTS:
                        timed(left[0], time.perf_counter() - begun)
                        given.put((left.popleft(), Lost.TIME if death.of_time else Lost.DIED))
                        attempts = 0
                process = None
        return process

    def _take(self) -> Process:
        """Return a process that rests, or a new one."""
        while True:
            with self._lock:
                while self._resting:
                    process = self._resting.pop()
                    if process.alive:
                        return process
                    self._processes.remove(process)
                    process.close()
                if self._closing:
                    raise CannotStartError("the program is ending")
                try:
                    process = Process()
                except OSError as error:
                    if not self._processes:
                        raise CannotStartError(error.strerror or str(error)) from error
                else:
                    self._processes.append(process)
                    return process
            # There is room for fewer than we hoped; another thread will be done with its own.
            time.sleep(0.05)

    def _forget(self, process: Process) -> None:
        with self._lock:
            if process in self._processes:
                self._processes.remove(process)
        process.close()


def _processors() -> int:
    number = os.cpu_count() or 1
    if sys.platform == "linux":
        number = len(os.sched_getaffinity(0))  # a container may own fewer of them
    return number
