"""Sends and takes away files over several lines at once, group by group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from slc_site.publish.host import Host, PutsTogether, RefusedError
from slc_site.publish.lines import Lines
from slc_site.publish.local import File

_ENOUGH = 5
"""A host that refuses so many files one after the other, refuses all of them."""
_TOGETHER = 4
"""Small files that a line takes at once: what is on its way when a line breaks is sent again."""
_SMALL = 64 * 1024
"""In bytes."""
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

        def together(names: Sequence[str]) -> Collection[str]:
            return self._send_together({name: files[name] for name in names})

        packed = (self._packed(list(group), files) for group in groups)
        return self._each(packed, lambda name: self._send(name, files[name]), together)

    def remove(self, groups: Iterable[Iterable[str]]) -> bool:
        """Take files away; return whether all are gone.

        Raises:
            HostError: nobody answers any more, or not the one that should.
        """
        return self._each(([(name,) for name in group] for group in groups), self._remove)

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
        self._has_arrived(name, file)

    def _packed(self, names: Sequence[str], files: Mapping[str, File]) -> Iterator[Sequence[str]]:
        """Yield the names of files that are sent together; each line is to have some."""
        small = [name for name in names if files[name].size <= _SMALL]
        yield from ((name,) for name in names if files[name].size > _SMALL)
        # A few go on one line: to open another one costs more than they do.
        most = _TOGETHER * self._most
        share = most if len(small) <= most else _TOGETHER
        for start in range(0, len(small), share or 1):
            yield small[start : start + share]

    def _send_together(self, files: Mapping[str, File]) -> Collection[str]:
        """Send some small files at once, where the host can do that; return those that have arrived."""

        def put(host: Host) -> Collection[str]:
            there = {name: file.path for name, file in files.items() if file.is_as_it_was()}
            return host.put_together(there) if isinstance(host, PutsTogether) else ()

        try:
            there = [name for name in self._lines.do(put) if files[name].is_as_it_was()]
        except OSError:  # it is said of each what is the matter
            return ()
        for name in there:
            self._has_arrived(name, files[name])
        return there

    def _has_arrived(self, name: str, file: File) -> None:
        self._arrived(name, file.digest)
        with self._lock:
            self.tally.sent[name] = file.size
            self._progress.done(file.size)

    def _remove(self, name: str) -> None:
        self._lines.do(lambda host: host.remove(name))
        with self._lock:
            self.tally.removed.append(name)
            self._progress.done(0)

    def _each(
        self,
        groups: Iterable[Iterable[Sequence[str]]],
        do: Callable[[str], None],
        together: Callable[[Sequence[str]], Collection[str]] | None = None,
    ) -> bool:
        """Do something with each file of each pack of each group; `together` says what it did at once."""
        with ThreadPoolExecutor(self._most, thread_name_prefix="slc-publish") as pool:
            try:
                for group in groups:
                    before = len(self.tally.failures)
                    self._wait({pool.submit(self._all_of, pack, do, together) for pack in group})
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

    def _all_of(
        self,
        pack: Sequence[str],
        do: Callable[[str], None],
        together: Callable[[Sequence[str]], Collection[str]] | None,
    ) -> None:
        done = together(pack) if together and len(pack) > 1 else ()
        for name in pack:
            if name not in done:
                self._try(do, name)

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
        else:
            with self._lock:
                self._refusals = 0
