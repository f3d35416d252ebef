"""A folder of this computer: a disk, a stick, or a network share that is connected."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from slc_site.publish.asking import Asks
from slc_site.publish.host import TEMPORARY, Content, Host, HostError, LineError, RefusedError
from slc_site.publish.targets import Address, Opener

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY})
_HELD_OPEN = frozenset({32, 33})
"""Windows' own numbers for a file that another program has open, as a virus scanner does for a moment."""
_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})


def opener(address: Address, asks: Asks, state: Path) -> Opener:
    """Return what opens the folder; it need not be there yet, but the folder that it is to stand in."""
    return partial(FolderHost, Path(address.path))


class FolderHost:
    """One folder. Of a power failure a file can come out cut off: the next look at all of them finds that."""

    def __init__(self, folder: Path) -> None:
        self._top = folder
        self._safe: set[Path] = {folder}
        """Folders that are known to be there, and no links to somewhere else."""
        if not folder.is_dir() and not folder.parent.is_dir():
            # Not made: where a drive was not connected, its files would end up on this computer's own disk.
            raise RefusedError(
                f"There is no folder {folder.parent}.", "Is the drive connected, and the name right?"
            )

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        with _telling(name):
            try:
                return (self._top / name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def names(self) -> Mapping[str, int]:
        """Return all files below the folder and their sizes in bytes."""
        found: dict[str, int] = {}
        with _telling(self._top.name):
            left = [""]
            while left and self._top.is_dir():
                prefix = left.pop()
                with os.scandir(self._top / prefix) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            left.append(f"{prefix}{entry.name}/")
                        else:
                            # on Windows, what a folder says of its files is old at times
                            found[prefix + entry.name] = Path(entry.path).lstat().st_size
        return found

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all."""
        target = self._top / name
        source = content.open("rb") if isinstance(content, Path) else None
        try:
            with _telling(name):
                self._make(target.parent)
                beside = target.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")
                try:
                    with beside.open("xb") as opened:
                        if source is not None:
                            shutil.copyfileobj(source, opened, 1 << 20)
                        elif isinstance(content, bytes):
                            opened.write(content)
                    beside.replace(target)
                except BaseException:
                    with suppress(OSError):
                        beside.unlink(missing_ok=True)
                    raise
        finally:
            if source is not None:
                source.close()

    def remove(self, name: str) -> None:
        """Take a file away, and the folders that are empty then."""
        file = self._top / name
        with _telling(name):
            with suppress(FileNotFoundError, NotADirectoryError):
                file.unlink()
            for folder in file.parents:
                if folder == self._top:
                    break
                try:
                    folder.rmdir()
                except OSError:  # something is in it
                    break
                self._safe.discard(folder)

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands; say if it was us."""
        with _telling(name):
            self._make((self._top / name).parent)
            try:
                with (self._top / name).open("xb") as opened:
                    opened.write(content)
            except FileExistsError:
                return False
        return True

    def settle(self) -> None:
        """Do nothing: all is seen at once."""

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def _make(self, folder: Path) -> None:
        """Make a folder, and those above it up to ours; never through a link, which leads elsewhere."""
        self._top.mkdir(exist_ok=True)
        if folder not in self._safe or not folder.is_dir():
            if folder != self._top:
                self._make(folder.parent)
                folder.mkdir(exist_ok=True)
                if folder.is_symlink():
                    raise RefusedError(f"The folder {folder.name} there is a link to somewhere else.")
            self._safe.add(folder)


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """Say in words what a disk refuses."""
    try:
        yield
    except OSError as error:
        raise _in_words(error, name) from error


def _in_words(error: OSError, name: str) -> HostError:
    if getattr(error, "winerror", None) in _HELD_OPEN:
        return LineError(f"Another program has {name} open there.", "Close it there, then publish again.")
    if error.errno in _FULL:
        return RefusedError("The disk there is full.", "Make room there, then publish again.")
    if error.errno in _FORBIDDEN:
        return RefusedError(
            f"{name} may not be written there.", "Who owns that folder, and is it write-protected?"
        )
    if error.errno in _IN_THE_WAY:
        return RefusedError(
            f"Something is in the way of {name} there: a folder where a file is needed, or the reverse.",
            "Look what it is, and move it somewhere else.",
        )
    if error.errno in _NAME:
        return RefusedError(f"The disk there does not take the name {name}.", "Make it shorter.")
    return LineError(f"The folder cannot be reached ({error.strerror}).", "Is the drive still connected?")


_: type[Host] = FolderHost
