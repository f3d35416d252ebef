"""Sends and takes away files over several lines at once, group by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from slc_site.publish.host import HostError, RefusedError
from slc_site.publish.lines import Lines, StoppedError
from slc_site.publish.local import File

_ENOUGH = 5
"""A host that refuses so many files one after the other, refuses all of them."""
_GLANCE = 5.0
"""Seconds between two calls of `meanwhile`."""


class Progress(Protocol):
    """Whoever wants to know how far it has come."""

    def begin(self, what: str, files: int, size: int) -> None:
        """Begin a step, such as "Sending", of so many files and bytes."""
        ...

    def done(self, size: int) -> None:
        """Say that one more file, of so many bytes, is done. Any thread may call, one at a time."""
        ...


class Silent:
    """Shows nothing."""

    def begin(self, what: str, files: int, size: int) -> None:
        """Begin, unseen."""

    def done(self, size: int) -> None:
        """Go on, unseen."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be sent or taken away, and why."""

    name: str
    message: str
    hint: str = ""


@dataclass
class Tally:
    """What has been done so far."""

    sent: dict[str, int] = field(default_factory=dict)
    """Names and sizes in bytes of what arrived."""
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


class Carrier:
    """Carries out what a plan says."""

    def __init__(
        self,
        lines: Lines,
        most: int,
        progress: Progress,
        meanwhile: Callable[[], None],
        arrived: Callable[[str, bytes], None],
    ) -> None:
        """Carry over `most` lines at the most.

        `meanwhile` is called every few seconds, and what it raises ends the work; `arrived` is told the name
        of each file that has, and its SHA-256.
        """
        self._lines = lines
        self._most = most
        self._progress = progress
        self.meanwhile = meanwhile
        self._arrived = arrived
        self._refusals = 0
        self._lock = Lock()
        self.tally = Tally()

    def send(self, groups: Iterable[Iterable[str]], files: Mapping[str, File]) -> bool:
        """Send files; return whether all have arrived. After a group in which some have not, none is sent.

        Raises:
            HostError: nobody answers any more, or not the one that should.
        """
        return self._each(groups, lambda name: self._send(name, files[name]))

    def remove(self, groups: Iterable[Iterable[str]]) -> bool:
        """Take files away; return whether all are gone.

        Raises:
            HostError: nobody answers any more, or not the one that should.
        """
        return self._each(groups, self._remove)

    def forget(self) -> None:
        """Begin to count anew."""
        self.tally = Tally()
        self._refusals = 0

    def _send(self, name: str, file: File) -> None:
        try:
            if file.is_as_it_was():
                self._lines.do(lambda host: host.put(name, file.path))
            is_whole = file.is_as_it_was()
        except OSError:
            is_whole = False
        if not is_whole:
            raise RefusedError("It was changed here while it was to be sent.", "Publish again.")
        self._arrived(name, file.digest)
        with self._lock:
            self.tally.sent[name] = file.size
            self._progress.done(file.size)

    def _remove(self, name: str) -> None:
        self._lines.do(lambda host: host.remove(name))
        with self._lock:
            self.tally.removed.append(name)
            self._progress.done(0)

    def _each(self, groups: Iterable[Iterable[str]], do: Callable[[str], None]) -> bool:
        with ThreadPoolExecutor(self._most, thread_name_prefix="slc-publish") as pool:
            try:
                for group in groups:
                    before = len(self.tally.failures)
                    self._wait({pool.submit(self._try, do, name) for name in group})
                    if len(self.tally.failures) > before:
                        return False
            except BaseException:
                self._lines.stop()
                pool.shutdown(cancel_futures=True)
                raise
        return True

    def _wait(self, left: set[Future[None]]) -> None:
        while left:
            done, left = wait(left, timeout=_GLANCE, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            self.meanwhile()

    def _try(self, do: Callable[[str], None], name: str) -> None:
        """Do something with one file; a refusal is noted, what ends all of the work is raised."""
        try:
            do(name)
        except RefusedError as error:
            with self._lock:
                self.tally.failures.append(Failure(name, error.message, error.hint))
                self._refusals += 1
                if self._refusals >= _ENOUGH:
                    raise
        except (HostError, StoppedError):
            raise
        else:
            with self._lock:
                self._refusals = 0
