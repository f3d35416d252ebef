"""What was made of pictures and recordings in earlier builds: `.slc/media/`.

Four things lie in it: the finished files, under the names they are published by; for each key (what was
in the original, and the recipe) a record of what became of it, refusals too; an index that knows the content
of a file by its place, size and time, so that an unchanged photo is not even read; and what `settled` keeps.
All of it may be deleted or damaged at any time: whatever does not hold together is made again.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from slc_site import stamps
from slc_site.render.media import Finding, MediaFile
from slc_site.render.media_record import finding_of, record_of
from slc_site.render.settled import PREFIX, Stamp

_INDEX = "index.json"
_UNFINISHED = ".part"
_STALE = 3600
"""An unfinished file is so old, in seconds, when nobody is writing it any more."""
_NAME = re.compile(r"[0-9a-f]{20}(-[0-9]+m?)?\.[a-z0-9]{3,4}")
_RECORD = re.compile(r"[0-9a-f]{20}\.json")


class Original(Struct, frozen=True):
    """A file that somebody brought, and whose content is known by its digest."""

    path: Path
    stamp: Stamp
    digest: str
    """SHA-256, in hexadecimal."""


def short(*parts: str) -> str:
    """Return a name made of the parts and nothing else: 80 bits are enough for a class's pictures."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


class Freed(Struct, frozen=True):
    """What was deleted."""

    files: int
    size: int
    """In bytes."""


class MediaCache:
    """A folder of finished files and of what is known about them. Threads may share it.

    Raises:
        OSError: From every method that writes, when it cannot.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._digests = _read_index(folder / _INDEX)
        self._grown = False
        for left in folder.glob(f"*{_UNFINISHED}"):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink(missing_ok=True)

    # -- what is in a file ----------------------------------------------------------------------------

    def digest(self, path: Path, stamp: Stamp) -> str:
        """Return the SHA-256 of a file's content, read only when its stamp is not the one known."""
        known = self._digests.get(str(path.absolute()))
        if known is not None and known[0] == stamp:
            return known[1]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time_ns() - stamp.changed > stamps.TICK:
            self._know(path, stamp, digest)
        return digest

    def stamp(self, path: Path) -> Stamp | None:
        """Return the stamp that a file had when its content was looked at; None if it is not known."""
        known = self._digests.get(str(path.absolute()))
        return known and known[0]

    def _know(self, path: Path, stamp: Stamp, digest: str) -> None:
        self._digests[str(path.absolute())] = (stamp, digest)
        self._grown = True

    def save_index(self) -> None:
        """Write what is known of files' contents, if that has become more."""
        if self._grown:
            index = {
                place: [stamp.size, stamp.changed, stamp.inode, digest]
                for place, (stamp, digest) in self._digests.items()
            }
            self._write(self._folder / _INDEX, (sealed(index),))

    # -- finished files -------------------------------------------------------------------------------

    def keep(self, name: str, content: Iterable[bytes]) -> MediaFile:
        """Write a finished file under its name."""
        path = self._folder / name
        digest = self._write(path, content)
        self._know(path, Stamp.of(path.stat()), digest)
        return MediaFile(name, path)

    def keep_once(self, content: bytes, suffix: str) -> MediaFile:
        """Return the file of this content, named by it; written unless it is there and whole."""
        digest = hashlib.sha256(content).hexdigest()
        file = MediaFile(name := f"{short(digest)}{suffix}", self._folder / name)
        try:
            if self._digest_of(file) == digest:
                return file
        except OSError:  # it is not there, or cannot be read
            pass
        return self.keep(name, (content,))

    def _write(self, path: Path, content: Iterable[bytes]) -> str:
        """Write a file so that it is either all there or not at all; return its SHA-256."""
        digest = hashlib.sha256()
        unfinished = path.with_name(f"{secrets.token_hex(8)}{_UNFINISHED}")
        try:
            with unfinished.open("xb") as file:
                for block in content:
                    digest.update(block)
                    file.write(block)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        return digest.hexdigest()

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Lend a name for a file that somebody else writes, and that is gone afterwards."""
        path = self._folder / f"{secrets.token_hex(8)}{_UNFINISHED}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    # -- records --------------------------------------------------------------------------------------

    def load(self, key: str) -> Finding | None:
        """Return what became of a key, if it is known and every file of it is there and whole."""
        try:
            return finding_of(_unsealed(self._folder / f"{key}.json"), self._kept)
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return None  # missing, cut short, or written by something else: it is made again

    def store(self, key: str, finding: Finding) -> None:
        """Remember what became of a key."""
        record = record_of(finding, self._digest_of)
        self._write(self._folder / f"{key}.json", (sealed(record),))

    def _digest_of(self, file: MediaFile) -> str:
        return self.digest(file.path, Stamp.of(file.path.stat()))

    def _kept(self, name: str, digest: str) -> MediaFile:
        """Return the finished file of that name; raise `ValueError` unless it is what was written."""
        if _NAME.fullmatch(name) is None:
            raise ValueError(name)
        file = MediaFile(name, self._folder / name)
        if self._digest_of(file) != digest:
            raise ValueError(name)
        return file

    # -- what nobody needs any more -------------------------------------------------------------------

    def prune(self, needed: Mapping[str, Finding]) -> Freed:
        """Delete all but what these findings, by their keys, consist of; return what that freed.

        Records are shortened before anything goes, so that none ever names a file that is not there.
        """
        kept = {_INDEX}
        for key, finding in needed.items():
            if self.load(key) != finding:
                self.store(key, finding)
            kept.add(f"{key}.json")
            kept.update(file.name for file in (finding.media.files if finding.media else ()))
        files = size = 0
        for file in sorted(self._folder.iterdir()):
            if file.name.startswith(PREFIX):  # names originals, perhaps of somebody who has left
                file.unlink()
            elif file.name not in kept and (_NAME.fullmatch(file.name) or _RECORD.fullmatch(file.name)):
                size += file.stat().st_size
                files += 1
                file.unlink()
        self._digests = {place: known for place, known in self._digests.items() if Path(place).is_file()}
        self._grown = True
        self.save_index()
        return Freed(files, size)


def forget_stamps(folder: Path) -> None:
    """Have every file known by its content alone the next time; what was made of it stays.

    Raises:
        OSError: The folder cannot be written to.
    """
    for file in (folder / _INDEX, *folder.glob(f"{PREFIX}*")):
        file.unlink(missing_ok=True)


def sealed(values: dict[str, Any]) -> bytes:
    """Return plain values as JSON, after a line that shows whether a byte of it has changed since."""
    text = json.dumps(values).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def _unsealed(path: Path) -> dict[str, Any]:
    """Return what `sealed` wrote; raise `ValueError` if it is anything else."""
    seal, _, text = path.read_bytes().partition(b"\n")
    if seal != hashlib.sha256(text).hexdigest().encode():
        raise ValueError(path)
    values = json.loads(text)
    if not isinstance(values, dict):
        raise TypeError(path)
    return values


def _read_index(path: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        index = _unsealed(path)
        return {
            place: (Stamp(int(size), int(changed), int(inode)), str(digest))
            for place, (size, changed, inode, digest) in index.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}  # missing or damaged: it saves time and decides nothing
