"""Hosts that are nothing but a mapping: one that obeys, and some that do not."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock

from slc_site.publish.host import TEMPORARY, Content, Host, LineError, RefusedError
from slc_site.publish.lock import LOCK


class Space:
    """What stands at a host, and what was asked of it. `line` opens lines to it."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files: dict[str, bytes] = dict(files or {})
        self.calls: list[tuple[str, str]] = []
        self.lock = RLock()
        self.on_change: Callable[[], None] = lambda: None
        self.before: Callable[[str, str], None] = lambda what, name: None
        """Called before anything is done; what it raises is what the host says."""
        self.after: Callable[[str, str], None] = lambda what, name: None
        self.size: Callable[[bytes], int] = len
        self.same: Callable[[str], str] = lambda name: name
        """What two names have in common that are one to this host."""

    def line(self) -> Host:
        """Open a line."""
        self.asked("open", "")
        return Line(self)

    def asked(self, what: str, name: str) -> None:
        """Take note of a call."""
        with self.lock:
            self.calls.append((what, name))
        self.before(what, name)

    def count(self, *what: str) -> int:
        """Count the calls of some kinds, but for those that have to do with the lock."""
        return sum(kind in what and name != LOCK for kind, name in self.calls)

    def key(self, name: str) -> str:
        """Return by which name a file stands there."""
        return next((one for one in self.files if self.same(one) == self.same(name)), name)

    @property
    def seen(self) -> dict[str, bytes]:
        """What a visitor can come upon: not our own list and lock, nor what is on its way."""
        return {
            name: content
            for name, content in self.files.items()
            if not name.rpartition("/")[2].startswith((".slc-manifest", LOCK, TEMPORARY))
        }


class Line:
    """One line to a `Space`."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._is_open = True

    def _do(self, what: str, name: str, do: Callable[[], object]) -> object:
        assert self._is_open, "this line was closed"
        self._space.asked(what, name)
        with self._space.lock:
            done = do()
        self._space.after(what, name)
        return done

    def read(self, name: str) -> bytes | None:
        found = self._do("read", name, lambda: self._space.files.get(self._space.key(name)))
        return found if isinstance(found, bytes) else None

    def names(self) -> Mapping[str, int]:
        self._do("names", "", lambda: None)
        return {name: self._space.size(content) for name, content in self._space.files.items()}

    def put(self, name: str, content: Content) -> None:
        data = content.read_bytes() if isinstance(content, Path) else content
        beside = f"{name.rpartition('/')[0]}/{TEMPORARY}{random.randrange(10**9)}".removeprefix("/")
        self._do("put", name, lambda: self._space.files.__setitem__(beside, data))

        def rename() -> None:
            self._space.files[self._space.key(name)] = self._space.files.pop(beside)
            self._space.on_change()

        self._do("rename", name, rename)

    def remove(self, name: str) -> None:
        def remove() -> None:
            self._space.files.pop(self._space.key(name), None)
            self._space.on_change()

        self._do("remove", name, remove)

    def create(self, name: str, content: bytes) -> bool:
        return bool(self._do("create", name, lambda: self._space.files.setdefault(name, content) is content))

    def settle(self) -> None:
        self._do("settle", "", lambda: None)

    def close(self) -> None:
        self._is_open = False


class Cuts:
    """Cuts lines at random, before or after the host did what it was asked for."""

    def __init__(self, seed: int, share: float, most: int) -> None:
        self._random = random.Random(seed)
        self._share = share
        self.left = most

    def __call__(self, what: str, name: str) -> None:
        if self.left and self._random.random() < self._share:
            self.left -= 1
            raise LineError("The line was cut.")


def refusing(*kinds: str, message: str = "No.") -> Callable[[str, str], None]:
    """Return what refuses some kinds of calls."""

    def before(what: str, name: str) -> None:
        if what in kinds:
            raise RefusedError(message)

    return before


def refusing_after(puts: int) -> Callable[[str, str], None]:
    """Return what is full after so many files."""
    left = puts

    def before(what: str, name: str) -> None:
        nonlocal left
        left -= what == "put"
        if left < 0 and what == "put":
            raise RefusedError("Full.")

    return before


def folding(name: str) -> str:
    """Return a name as a disk takes it that does not tell capitals."""
    return unicodedata.normalize("NFC", name).casefold()
