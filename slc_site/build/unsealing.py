"""Opens what lies sealed in the output folder, with the class's own keys, so that it can be looked at."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from msgspec import Struct

from slc_site.render.urls import LOCKS
from slc_site.share.keyring import KeyRing
from slc_site.share.seal import Opened, SealError, unseal
from slc_site.share.sealed_file import NotSealedError, sealed_part


def is_sealed(path: str) -> bool:
    """Is this the path in the site of something that may be sealed?"""
    return path.startswith(LOCKS) and path.endswith((".html", ".bin"))


class Unsealed(Struct, frozen=True):
    """What was in a sealed file, laid down somewhere to be looked at."""

    path: str
    """Where it would stand in an open site."""
    file: Path


class Unsealer:
    """Opens one file after the other."""

    def __init__(self, ring: KeyRing, folder: Path) -> None:
        """`folder`, which is there, gets what was opened; whoever made it takes it away again."""
        self._keys = list(ring.scopes.values())
        self._folder = folder
        self._count = 0

    def open(self, path: str, file: Path) -> Unsealed:
        """Open the file that stands at `path` in the site.

        Raises:
            SealError: none of the keys opens it.
            OSError: it cannot be read, or what is in it cannot be laid down.
        """
        try:
            sealed = sealed_part(file.read_bytes())
        except NotSealedError as error:
            raise SealError("nothing is sealed in it") from error
        opened = self._opened(PurePosixPath(path).stem, sealed)
        self._count += 1
        laid = self._folder / f"{self._count}{PurePosixPath(opened.path).suffix}"
        laid.write_bytes(opened.content)
        return Unsealed(opened.path, laid)

    def _opened(self, name: str, sealed: bytes) -> Opened:
        for key in self._keys:
            try:
                opened = unseal(key, name, sealed)
            except SealError:
                continue
            # What lies next to each other in the list is often of the same scope.
            self._keys.remove(key)
            self._keys.insert(0, key)
            return opened
        raise SealError("none of the class's keys opens it")
