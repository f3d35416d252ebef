"""Seals what is locked, so that it can lie on any host and only a key makes something of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from slc_site import kept
from slc_site.build import disk
from slc_site.build.locking import Files
from slc_site.mime import mime_of
from slc_site.render import urls
from slc_site.render.lock_pages import Shells, said_script, words_script
from slc_site.share.codes import words
from slc_site.share.doors import doors_script
from slc_site.share.keyring import CLASS, KeyRing
from slc_site.share.seal import opaque_name, seal


class Seals:
    """Keeps things sealed, as in `docs/locks.md`; what was sealed with a key is not sealed again."""

    door = urls.DOOR
    tells_families = False

    def __init__(self, ring: KeyRing, shells: Shells, folder: Path) -> None:
        """`folder` is for sealed files, of which nothing can be read without the keys; it need not exist."""
        self._ring = ring
        self._shells = shells
        self._folder = folder
        self._used: set[str] = set()

    def has(self, student: str) -> bool:
        """Has a student's family a key?"""
        return self._ring.knows(student)

    def place(self, student: str | None, path: str) -> str:
        """Return an address that says nothing of what lies there."""
        suffix = ".html" if path.endswith(".html") else ".bin"
        return urls.locked(opaque_name(self._key(student), path), suffix)

    def made_from(self, student: str | None) -> str:
        """Return a fingerprint of the key."""
        return kept.fingerprint(self._key(student))

    def page(self, student: str | None, path: str, html: bytes) -> bytes:
        """Return the shell that has the page in it."""
        return self._shells.page(seal(self._key(student), path, mime_of(path), html))

    def other(self, student: str | None, path: str, finished: Path) -> Path:
        """Return a file that holds `finished`, sealed.

        Raises:
            OSError: it cannot be read, or not be kept.
        """
        key, status = self._key(student), finished.stat()
        # The names of finished files are made from their content; with another key, it is another file.
        mark = f"{finished.name}\0{status.st_size}\0{status.st_mtime_ns}"
        content = hashlib.blake2b(mark.encode(), digest_size=8).hexdigest()
        kept = self._folder / f"{opaque_name(key, path)}-{content}.bin"
        if not kept.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            disk.write_whole(kept, seal(key, path, mime_of(path), finished.read_bytes()))
        self._used.add(kept.name)
        return kept

    def ways_in(self, students: Iterable[str]) -> Files:
        """Return the page where a code is typed, the doors and what is said there."""
        folders = {student: urls.student_folder(student) for student in students}
        return {
            urls.DOOR: self._shells.door(),
            urls.DOORS: doors_script(self._ring, folders).encode("ascii"),
            urls.WORDS: words_script(words()),
            urls.SAID: said_script(),
        }

    def finish(self) -> None:
        """Delete what this has not been asked for: it is sealed with an old key, or of an old file."""
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

    def _key(self, student: str | None) -> bytes:
        return self._ring.scope_key(student or CLASS)
