"""Notices what changes in the class's folders, and in the files that it takes in from elsewhere.

The operating system's word (watchdog) wakes us; a look at the folders themselves says what changed. The look
is taken every few seconds anyway, because the word does not always come: not from a network drive, not when
the system's limit of watched folders is reached half-way, not in the instant between a folder's making and
the watch on it.

Longer than most: what the system tells and what a look shows are two accounts of one thing, and only whoever
has both can say what changed.
"""

from __future__ import annotations

import logging
import math
import os
import threading
import time
import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from slc_site.problems import Problem, Reporter, Severity
from slc_site.serve.snapshot import Snapshot, differences, is_temporary, snapshot, stamps

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

QUIET = 0.15
"""Seconds without a change after which somebody is taken to have finished copying."""
QUIET_FOR_FEW = 0.03
"""The same while no more than `FEW` files have changed: an editor that saves one is done in a few ms."""
FEW = 4
"""One file, what the editor calls it meanwhile, and its folder."""
SOON = 0.3
"""Seconds after a change was passed on in which the next one means that somebody is copying after all."""
LONGEST = 2.0
"""Seconds after which a change is passed on even if more keep coming."""
TICK = 0.5
"""Seconds between looks at whether a watched folder was replaced. On Windows a waiting thread does not hear
Ctrl-C, so that this is also how long that may take."""
EVERY = 3.0
"""Seconds between looks at the folders when the system is to tell of changes; when it cannot, a third."""
COARSE = 2.0
"""Seconds that a disk's clock may be behind ours: some know only every other second."""
SHARE = 50
"""A look is followed by at least so many times its own length of rest: at most 2 % of one core."""

_HARMLESS = frozenset({"opened", "closed_no_write"})
"""Somebody only read, as our own build does: to take this for a change would build for ever."""


class Watcher:
    """Watches folders from `with` until its end, whether they exist (yet, or again) or not.

    One thread waits; any may stop it.
    """

    def __init__(self, root: Path, folders: Sequence[str], reporter: Reporter) -> None:
        """`folders` are names in `root`. That the system cannot tell of changes is told to `reporter`."""
        self._root = root.resolve()  # as the system will call it
        self._folders = tuple(folders)
        self._reporter = reporter
        self._heard = threading.Condition()
        self._touched: set[str] = set()
        self._first_word = self._last_word = self._passed_on = 0.0
        self._due = 0.0
        """When the folders are to be looked at again although nobody said anything."""
        self._stopped = False
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[ObservedWatch, int]] = {}
        self._before_us = threading.excepthook
        """Who is told of a thread that died while nobody watches."""
        self._every = EVERY
        self._seen: Snapshot = {}
        self._elsewhere: Mapping[str, Path] = {}
        """Single files, by their paths as seen from the root."""

    def __enter__(self) -> Watcher:
        self._start()
        self._seen = self._now()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._let_go()

    def also(self, files: Iterable[Path], since: float) -> None:
        """Watch these files besides, whether they exist (yet) or not, and no longer those named before.

        Nothing else in their folders is heard: what we write ourselves may lie there. What was saved after
        `since`, in seconds since 1970, has changed. To be called by the thread that waits.
        """
        found = (file.parent.resolve() / file.name for file in files)
        named = {Path(os.path.relpath(file, self._root)).as_posix(): file for file in found}
        files_now = {name: file for name, file in named.items() if name.split("/")[0] not in self._folders}
        before, self._elsewhere = self._elsewhere, files_now
        seen = {name: stamp for name, stamp in self._seen.items() if name in files_now or name not in before}
        new = {name: file for name, file in files_now.items() if name not in before}
        if new:
            self._due = 0.0
        old = {name: stamp for name, stamp in stamps(new).items() if stamp[0] < (since - COARSE) * 1e9}
        self._seen = {**seen, **old}

    def stop(self) -> None:
        """Let whoever waits, in any thread, wait no longer."""
        with self._heard:
            self._stopped = True
            self._heard.notify_all()

    def wait(self, timeout: float = math.inf) -> frozenset[str] | None:
        """Wait until something changed and then stayed quiet for a moment; at most about `timeout` seconds.

        Returns:
            The paths that changed since the last call, as seen from the root; None after `stop`.
        """
        until = time.monotonic() + timeout
        while not self._stopped and time.monotonic() < until:
            replaced = self._attend()
            now = time.monotonic()
            if self._touched or replaced or now >= self._due:
                changed = (None if replaced else self._as_told()) or self._look()
                if changed:
                    self._passed_on = time.monotonic()
                    return changed
            with self._heard:
                if not self._touched and not self._stopped:
                    self._heard.wait(TICK)
        return None if self._stopped else frozenset()

    def _as_told(self) -> frozenset[str] | None:
        """Return what the system said that changed, as soon as nothing more does; None: look for yourself."""
        self._wait_for_quiet(time.monotonic() + LONGEST)
        with self._heard:
            told = frozenset(self._touched)
        now = stamps({name: self._elsewhere.get(name) or self._root / name for name in told})
        if not told or not all(now.values()) or any(self._seen.get(name) == () for name in told):
            return None  # what lies in a folder that came or went, nobody tells
        with self._heard:
            self._touched -= told
        self._seen = {name: stamp for name, stamp in self._seen.items() if name not in told} | dict(now)
        return told

    def _look(self) -> frozenset[str]:
        """Return what changed, by a look at everything, as soon as nothing more does."""
        begun = time.monotonic()
        deadline = begun + LONGEST
        now = self._now()
        took = time.monotonic() - begun
        self._due = begun + max(self._every, took * SHARE)
        # Of what the system did not tell, only a second look says whether it is still going on.
        while not self._touched and now != self._seen and time.monotonic() < deadline and not self._stopped:
            time.sleep(QUIET)
            before, now = now, self._now()
            if before == now:
                break
        with self._heard:
            # A path that was told of counts even when it looks the same: two savings within one tick of the
            # disk's clock have one stamp.
            changed = differences(self._seen, now) | self._touched
            self._touched.clear()
        self._seen = now
        return changed

    def _wait_for_quiet(self, deadline: float) -> None:
        """Wait until the system has told of nothing for a moment."""
        while self._touched and not self._stopped:
            is_one_more = self._first_word < self._passed_on + SOON
            quiet = QUIET if is_one_more or len(self._touched) > FEW else QUIET_FOR_FEW
            rest = min(self._last_word + quiet, deadline) - time.monotonic()
            if rest <= 0:
                return
            time.sleep(rest)

    def _now(self) -> Snapshot:
        return {**snapshot(self._root, self._folders), **stamps(self._elsewhere)}

    # -- the operating system's word ------------------------------------------------------------------

    def hear(self, event: FileSystemEvent) -> None:
        """Take note of what the system says; called in a thread of its own."""
        if event.event_type in _HARMLESS:
            return
        if event.is_directory and event.event_type not in ("created", "deleted", "moved"):
            return  # what is in the folder is told of by itself
        paths = (self._relative(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path)
        self._touch({path for path in paths if path and not is_temporary(path)})

    def hear_from_elsewhere(self, event: FileSystemEvent) -> None:
        """Take note of what the system says of a folder in which only single files are ours."""
        if event.event_type not in _HARMLESS:
            paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
            self._touch({name for name, file in self._elsewhere.items() if str(file) in paths})

    def _touch(self, told: Collection[str]) -> None:
        if told:
            with self._heard:
                self._last_word = time.monotonic()
                if not self._touched:
                    self._first_word = self._last_word
                self._touched |= set(told)
                self._heard.notify_all()

    def _relative(self, path: str) -> str | None:
        try:
            return Path(path).relative_to(self._root).as_posix()
        except ValueError:  # moved to, or from, somewhere else
            return None

    def _start(self) -> None:
        from watchdog.observers import Observer

        # What it would tell the terminal (an event twice, a queue too full) our own look makes good.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\b")
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        observer = Observer()
        self._before_us, threading.excepthook = threading.excepthook, self._hear_of_a_death
        try:
            observer.start()
            self._observer = observer
            self._attend()
        except OSError as error:
            self._poll(error)

    def _hear_of_a_death(self, end: threading.ExceptHookArgs) -> None:
        """Let a thread of watchdog's die without a word in the terminal: it is replaced.

        In watchdog 7.1 one may trip over a folder that was moved about before the watched one was deleted.
        """
        from watchdog.observers.api import EventEmitter

        if isinstance(end.thread, EventEmitter):
            self._due = 0.0  # what it did not come to tell
        else:
            self._before_us(end)

    def _attend(self) -> bool:
        """See to it that each folder that is there is watched; return whether one was not."""
        observer, found_one = self._observer, False
        if observer is None:
            return False
        try:
            for folder, ear in self._wanted().items():
                found_one |= self._attend_to(observer, folder, ear)
        except OSError as error:
            self._poll(error)
        return found_one

    def _wanted(self) -> Mapping[Path, _Ear | None]:
        """Return each folder with who listens there; None: nobody any more."""
        wanted: dict[Path, _Ear | None] = dict.fromkeys(self._watches)
        for file in self._elsewhere.values():
            wanted[file.parent] = _Ear(self.hear_from_elsewhere, with_folders=False)
        for name in self._folders:
            wanted[self._root / name] = _Ear(self.hear, with_folders=True)
        return wanted

    def _attend_to(self, observer: BaseObserver, folder: Path, ear: _Ear | None) -> bool:
        try:
            there = folder.stat().st_ino if ear else None
        except OSError:
            there = None
        watch, inode = self._watches.get(folder, (None, None))
        # A deleted folder ends its emitter, and a new one may well get the old one's number.
        alive = any(emitter.watch == watch and emitter.is_alive() for emitter in observer.emitters)
        if there == inode and (alive or there is None):
            return False
        if watch is not None:
            observer.unschedule(watch)
            del self._watches[folder]
        if ear is not None and there is not None:
            try:
                watch = observer.schedule(ear, str(folder), recursive=ear.with_folders)
            except (FileNotFoundError, NotADirectoryError):  # gone again
                return True
            self._watches[folder] = (watch, there)
        return True

    def _poll(self, error: OSError) -> None:
        self._let_go()
        self._every = EVERY / 3
        self._reporter.report(
            Problem(
                f"This computer cannot tell when a file changes ({error.strerror or error}).",
                hint="The folders are looked through every second instead; pages follow a little later.",
                severity=Severity.WARNING,
                code="watch-polling",
            )
        )

    def _let_go(self) -> None:
        observer, self._observer = self._observer, None
        self._watches.clear()
        if observer is not None:
            observer.stop()
            observer.join(timeout=1)
        threading.excepthook = self._before_us


class _Ear(FileSystemEventHandler):
    def __init__(self, hear: Callable[[FileSystemEvent], None], *, with_folders: bool) -> None:
        self._hear = hear
        self.with_folders = with_folders
        """Does it listen to the folders in its folder, too?"""

    def dispatch(self, event: FileSystemEvent) -> None:
        self._hear(event)
