"""The list of what we wrote into a folder: all that we may ever replace or delete there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from slc_site import stamps
from slc_site.build import disk

_VERSION = 2


class Entry(Struct, frozen=True):
    """One file that we wrote."""

    size: int
    """In bytes."""
    sha256: str
    stamp: int
    """When the file was last written, in ns, as the disk says; 0 when that is not known for sure."""
    source: tuple[int, int, int] | None = None
    """Size, time and inode of what it was copied from: as long as they stay, that need not be read again."""


class _Said(Struct, frozen=True):
    """What stands in the file."""

    version: int
    folder: str
    files: Mapping[str, tuple[int, str, int, tuple[int, int, int] | None]]


_DECODER = msgspec.json.Decoder(_Said)


class Manifest:
    """The list kept in `state` of what stands in `folder`."""

    def __init__(self, state: Path, folder: str) -> None:
        """`folder` is the label of the folder written to: the list of another folder is not believed."""
        self.path = state / stamps.WRITTEN
        self._folder = folder

    def load(self) -> dict[str, Entry] | None:
        """Return what we wrote by its path in the site; None when there is no list, or none that can be read.

        Raises:
            OSError: the list is there but the disk will not hand it out.
        """
        disk.half_written(self.path).unlink(missing_ok=True)  # of a build that was killed
        try:
            said = _DECODER.decode(self.path.read_bytes())
        except (FileNotFoundError, msgspec.MsgspecError, ValueError):
            return None
        if (said.version, said.folder) != (_VERSION, self._folder):
            return None
        return {name: Entry(*told) for name, told in said.files.items()}

    def save(self, entries: Mapping[str, Entry]) -> None:
        """Write the list, whole or not at all."""
        files = {name: (one.size, one.sha256, one.stamp, one.source) for name, one in sorted(entries.items())}
        disk.write_whole(self.path, msgspec.json.encode(_Said(_VERSION, self._folder, files)))

    def forget(self) -> None:
        """Delete the list."""
        self.path.unlink(missing_ok=True)
