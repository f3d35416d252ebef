"""A zip: one file with everything in it, for whoever puts it on the web. The same bytes each time."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from slc_site.publish.asking import Asks
from slc_site.publish.host import TEMPORARY, Content, Host, RefusedError
from slc_site.publish.plan import LOCK
from slc_site.publish.targets import Address, Opener

_DAY = (1980, 1, 1, 0, 0, 0)
"""Of all files in it: the first that a zip can tell."""
_PRESSED = frozenset({".webp", ".jpg", ".png", ".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".woff2"})
"""What gets no smaller by being pressed once more."""


def opener(address: Address, asks: Asks, state: Path) -> Opener:
    """Return what opens the zip; each line is the same one, because nothing is written before `settle`."""
    host = ZipHost(Path(address.path))
    return lambda: host


class ZipHost:
    """One zip. What is put and removed waits until `settle`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._put: dict[str, Content] = {}
        self._removed: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        if name == LOCK:
            with self._telling():
                return self._lock.read_bytes() if self._lock.exists() else None
        with self._opened() as before:
            if before is None or name not in before.namelist():
                return None
            return before.read(name)

    def names(self) -> Mapping[str, int]:
        """Return all files in it and their sizes in bytes."""
        with self._opened() as before:
            return {info.filename: info.file_size for info in _files(before)}

    def put(self, name: str, content: Content) -> None:
        """Let a file be in it from `settle` on."""
        self._removed.discard(name)
        self._put[name] = content

    def remove(self, name: str) -> None:
        """Let a file not be in it any more from `settle` on."""
        if name == LOCK:
            with self._telling():
                self._lock.unlink(missing_ok=True)
            return
        self._put.pop(name, None)
        self._removed.add(name)

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file beside the zip: it says that somebody is making one."""
        with self._telling():
            try:
                with self._lock.open("xb") as opened:
                    opened.write(content)
            except FileExistsError:
                return False
        return True

    def settle(self) -> None:
        """Write it anew, and put it in the place of the old one."""
        beside = self._file.with_name(f"{TEMPORARY}{secrets.token_hex(6)}.zip")
        with self._telling(), self._opened() as before:
            old = {info.filename: info for info in _files(before) if info.filename not in self._removed}
            try:
                with zipfile.ZipFile(beside, "x") as new:
                    for name in sorted({*old, *self._put}):
                        with _source(name, self._put, before) as source:
                            _write(new, name, source)
                with beside.open("rb+") as written:
                    os.fsync(written.fileno())
                if before is not None:
                    before.close()  # Windows replaces nothing that is open
                beside.replace(self._file)
            except BaseException:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)
                raise
        self._put.clear()
        self._removed.clear()

    def close(self) -> None:
        """Do nothing: what was put waits for `settle`, whichever line that comes over."""

    @property
    def _lock(self) -> Path:
        return self._file.with_name(f"{LOCK}-{self._file.name}")

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile | None]:
        """Hand out the zip as it is; None: there is none yet."""
        with self._telling():
            if not self._file.exists():
                yield None
                return
            try:
                opened = zipfile.ZipFile(self._file)
            except zipfile.BadZipFile:
                raise RefusedError(
                    f"{self._file.name} is there, and it is no zip.", "Give another name, or delete it."
                ) from None
            with opened:
                yield opened

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except zipfile.BadZipFile as error:
            raise RefusedError(f"{self._file.name} is damaged.", "Delete it, and publish again.") from error
        except OSError as error:
            raise RefusedError(
                f"{self._file.name} could not be written: {error.strerror or error}.",
                f"Is there a folder {self._file.parent}, may you write there, and is there room?",
            ) from error


def _files(opened: zipfile.ZipFile | None) -> list[zipfile.ZipInfo]:
    return [info for info in opened.infolist() if not info.is_dir()] if opened else []


def _source(name: str, put: Mapping[str, Content], before: zipfile.ZipFile | None) -> IO[bytes]:
    """Return what is to be in it under a name: what was put, else what was in it before."""
    content = put.get(name)
    if isinstance(content, Path):
        return content.open("rb")
    if content is None and before is not None:
        return before.open(name)
    return io.BytesIO(content or b"")


def _write(new: zipfile.ZipFile, name: str, source: IO[bytes]) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.create_system = 3  # whichever system it is made on
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    is_pressed = Path(name).suffix in _PRESSED
    info.compress_type = zipfile.ZIP_STORED if is_pressed else zipfile.ZIP_DEFLATED
    with new.open(info, "w", force_zip64=True) as opened:
        shutil.copyfileobj(source, opened, 1 << 20)


_: type[Host] = ZipHost
