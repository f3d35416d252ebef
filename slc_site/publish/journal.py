"""What has arrived in a publish that is not finished, written down at once: it need not be sent again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO


class Journal:
    """One file: first of which list at the host it goes on from, then a line for each file that arrived.

    It tells the truth only as long as just this list stands there: somebody else may have published since.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: IO[str] | None = None
        self._lock = Lock()

    def arrived(self, manifest: str) -> Mapping[str, bytes]:
        """Return what has arrived since a list was put there: names, and the SHA-256 of what is in them.

        `manifest` is the SHA-256 of the list that stands there, in hex.
        """
        try:
            first, *lines = self._file.read_text(encoding="utf-8").split("\n")[:-1]
        except (OSError, ValueError):
            return {}
        if not manifest or first != manifest:
            return {}
        found = {}
        for line in lines:
            with suppress(ValueError, TypeError):  # the last one, of a program that was killed
                digest, name = json.loads(line)
                found[str(name)] = bytes.fromhex(digest)
        return found

    def prepare(self, manifest: str) -> None:
        """Get ready to go on from a list that is about to be put there; until `begin`, the old one counts."""
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._next.write_text(f"{manifest}\n", encoding="utf-8")

    def begin(self) -> None:
        """Go on from the list that was prepared for, which stands there now."""
        with suppress(OSError):  # then nothing is remembered: if this is cut off, all is sent again
            self._next.replace(self._file)
            self._opened = self._file.open("a", encoding="utf-8")

    def has_arrived(self, name: str, digest: bytes) -> None:
        """Write down that a file is there. Any thread may call."""
        with self._lock, suppress(OSError):
            if self._opened:
                self._opened.write(json.dumps((digest.hex(), name)) + "\n")
                self._opened.flush()

    def close(self) -> None:
        """Write no more."""
        with self._lock, suppress(OSError):
            if self._opened:
                self._opened.close()
            self._opened = None

    def finish(self) -> None:
        """Forget it: all of it stands there, and the list there says so."""
        self.close()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    @property
    def _next(self) -> Path:
        return self._file.with_name(f"{self._file.name}.next")
