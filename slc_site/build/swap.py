"""Puts staged files in their places, one instant each, and can take all of it back."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from slc_site.build import disk


class Swap:
    """A row of replacements and removals; what it replaces is kept until all have succeeded."""

    def __init__(self, spare: Path) -> None:
        """`spare` is an empty folder on the same disk, where old files wait."""
        self._spare = spare
        self._count = 0
        self._folders: set[Path] = set()
        """Those that are there for sure."""
        self._undo: list[Callable[[], object]] = []

    def put(self, staged: Path, target: Path) -> None:
        """Put a staged file in the place of `target`, which need not exist."""
        self._make_folder(target.parent)
        if os.path.lexists(target):
            kept = self._next_spare()
            disk.keep(target, kept)
            self._undo.append(lambda: disk.replace(kept, target))
        else:
            self._undo.append(lambda: target.unlink(missing_ok=True))
        disk.replace(staged, target)

    def remove(self, target: Path) -> None:
        """Take a file away."""
        kept = self._next_spare()
        disk.replace(target, kept)

        def bring_back() -> None:
            target.parent.mkdir(parents=True, exist_ok=True)  # it may have been removed when it was empty
            disk.replace(kept, target)

        self._undo.append(bring_back)

    def undo(self) -> None:
        """Put everything back as it was, as far as the disk lets us."""
        for step in reversed(self._undo):
            with suppress(OSError):
                step()
        self._undo.clear()

    def _next_spare(self) -> Path:
        self._count += 1
        return self._spare / str(self._count)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        try:
            folder.mkdir()
        except FileNotFoundError:  # nor is the one above
            self._make_folder(folder.parent)
            folder.mkdir()
        except OSError:  # it is there, most times; of the top of a disk systems say so in other words
            if not folder.is_dir():
                raise
            self._folders.add(folder)
            return
        self._undo.append(folder.rmdir)
        self._folders.add(folder)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block, which is short: so it finds the old site or the new one."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C only ever reaches the main thread
        return
    pressed = False

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)
