"""Writes files where nobody looks yet, while whoever hands them over goes on with the next.

A new file takes the disk a tenth of a millisecond, and where a virus scanner looks into each, several.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from slc_site.build import disk
from slc_site.build.manifest import Entry
from slc_site.build.trouble import telling

Rank = tuple[bool, bool, int, str]
Source = tuple[int, int, int] | None
"""Size, time and inode of the file that is copied; None for what is no file."""

_BUNDLE = 16
"""Files that are handed over at once: to wake who writes them takes as long as to draw a part of a page."""
_MOST_WAITING = 4
"""Bundles in memory that wait to be written; a page is some 10 kB."""
_Wanted = tuple[str, bytes | Path, Source, bool]
"""What `Aside.write` is handed."""


def rank(name: str) -> Rank:
    """Sort paths in the site so that what is pointed at comes before what points at it.

    First what is no page, then pages, those that stand deep before those that lead to them, then feeds.
    """
    is_page, is_feed = name.endswith(".html"), name.endswith(".xml")
    return is_page or is_feed, is_feed, -name.count("/"), name


class Staged(Struct, frozen=True):
    """A file that waits to be put in its place."""

    name: str
    path: Path
    entry: Entry
    is_new: bool
    """Nothing stands in its place yet."""

    @property
    def rank(self) -> tuple[bool, Rank]:
        """In this order new files come first, as no page that is there points at them."""
        return not self.is_new, rank(self.name)


class Aside:
    """Writes into one empty folder, file by file, in the order in which they are handed over."""

    def __init__(self, folder: Path, label: Callable[[str], str]) -> None:
        """`label` names a path of the site in a message."""
        self._folder = folder
        self._label = label
        self._staged: list[Staged] = []
        self._bundle: list[_Wanted] = []
        self._waiting: deque[Future[list[Staged]]] = deque()
        self._thread = ThreadPoolExecutor(1, "slc-writing")
        self._count = 0
        self._is_over = False

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._thread.shutdown(cancel_futures=True)

    def write(self, name: str, content: bytes | Path, source: Source, *, is_new: bool) -> None:
        """Have a file of the site written; `source` is what is known of the file if `content` is a path.

        Raises:
            OutputError: one of those before could not be written.
        """
        self._bundle.append((name, content, source, is_new))
        if len(self._bundle) == _BUNDLE:
            self._hand_over()

    def _hand_over(self) -> None:
        self._waiting.append(self._thread.submit(self._all_written, self._bundle, self._count))
        self._count += len(self._bundle)
        self._bundle = []
        while self._waiting and (self._waiting[0].done() or len(self._waiting) > _MOST_WAITING):
            self._staged += self._waiting.popleft().result()

    def all(self) -> list[Staged]:
        """Return what was written, when all of it is.

        Raises:
            OutputError: one of the files could not be written.
        """
        self._hand_over()
        while self._waiting:
            self._staged += self._waiting.popleft().result()
        return self._staged

    def _all_written(self, bundle: list[_Wanted], count: int) -> list[Staged]:
        """Write a bundle, when `count` files were written before; no more of it once nobody wants it."""
        staged: list[Staged] = []
        for wanted in bundle:
            if self._is_over:
                break
            staged.append(self._written(self._folder / str(count + len(staged)), *wanted))
        return staged

    def _written(self, path: Path, name: str, content: bytes | Path, source: Source, is_new: bool) -> Staged:
        with telling(self._label(name)):
            if isinstance(content, bytes):
                disk.write(path, content)
                sha256 = disk.digest_of(content)
            else:
                sha256 = disk.copy(content, path)
            stat = path.stat()
        return Staged(name, path, Entry(stat.st_size, sha256, stat.st_mtime_ns, source), is_new)
