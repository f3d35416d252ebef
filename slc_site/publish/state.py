"""What is remembered on this computer between two publishes, of each place by itself.

All of it can be deleted: then the next publish looks at all that stands there. Only the key cannot be made
again; without it nobody can tell which files at the host are ours.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from slc_site.publish.host import RefusedError

_KEY = 32
_HASHES, _KEY_FILE, _SEEN, _JOURNAL, _TOKEN = "files.json", "key", "seen.json", "journal", "lock"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a place since it was last published to."""

    manifest: str = ""
    """SHA-256 of the list of our files as we left it there, in hex; empty: nothing is known."""
    looked: float = 0.0
    """When all that stands there was last looked at, in seconds since 1970."""
    names: tuple[str, ...] = ()
    """Our files there."""
    foreign: tuple[str, ...] = ()
    """Files of other people there, at the last look."""


@dataclass(frozen=True, slots=True)
class State:
    """The folder in which it is kept; for one class, and all places that it is published to."""

    folder: Path

    @property
    def hashes(self) -> Path:
        """What is in which file of ours."""
        return self.folder / _HASHES

    def key(self) -> bytes:
        """Return the key of the lists that stand at hosts; the first time, make it.

        Raises:
            RefusedError: it cannot be read or kept.
        """
        file = self.folder / _KEY_FILE
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_key(file)
            key = bytes.fromhex(file.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise RefusedError(
                f"{file}, by which slc knows its own files at a host, cannot be used.",
                "Is the disk full, or does the file belong to somebody else?",
            ) from error
        if len(key) != _KEY:
            raise RefusedError(
                f"{file} is damaged.",
                "Put it back from a copy of the folder; or delete it, and publish with --adopt.",
            )
        return key

    def _make_key(self, file: Path) -> None:
        if file.exists():
            return
        beside = file.with_name(f"{_KEY_FILE}.{os.getpid()}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_hex(_KEY))
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)

    def of(self, address: str) -> PlaceState:
        """Return what is kept of one place, by its address."""
        return PlaceState(self.folder / hashlib.sha256(address.encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What is kept of one place."""

    folder: Path
    journal: Path = field(init=False)
    """Which files have arrived in a publish that is not finished."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "journal", self.folder / _JOURNAL)

    def seen(self) -> Seen:
        """Return what is known; nothing, if what was kept cannot be read."""
        said = kept_json(self.folder / _SEEN)
        try:
            return Seen(
                str(said["manifest"]),
                float(said["looked"]),
                tuple(map(str, said["names"])),
                tuple(map(str, said["foreign"])),
            )
        except (KeyError, TypeError, ValueError):
            return Seen()

    def keep(self, seen: Seen) -> None:
        """Keep what is known."""
        keep_json(self.folder / _SEEN, asdict(seen))

    def tokens(self) -> tuple[str, ...]:
        """Return how our last locks there began, the newest first."""
        return tuple(map(str, kept_json(self.folder / _TOKEN)))

    def keep_tokens(self, tokens: tuple[str, ...]) -> None:
        """Remember locks before they are there."""
        keep_json(self.folder / _TOKEN, dict.fromkeys(tokens, 1))


def kept_json(file: Path) -> dict[str, Any]:
    """Return what was kept; nothing if there is nothing, or it is damaged."""
    try:
        said = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def keep_json(file: Path, value: Mapping[str, object]) -> None:
    """Keep something, whole or not at all; what cannot be kept costs time and nothing else."""
    beside = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_text(json.dumps(value), encoding="utf-8")
        beside.replace(file)
