"""Chooses how a class's things are locked, finds the keys for it, and does it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from slc_site.build.locking import Keeper
from slc_site.build.site import Site
from slc_site.model.library import Library
from slc_site.problems import Problem, RecordingReporter, Reporter, Severity
from slc_site.render.theme import Theme
from slc_site.render.urls import CLASS_FOLDER, DOORS, PRIVATE

if TYPE_CHECKING:
    from slc_site.share.keyring import KeyRing


class NoKeysError(Exception):
    """The keys are not there, or not this class's: without them, the site would shut out all families."""


class Locks:
    """The locks of one class's site."""

    def __init__(self, site: Site, folder: Path, host_folder: PurePosixPath | None) -> None:
        """`folder` is where the site is written; `host_folder` where it will lie on an Apache host's disk.

        With a host's folder, that host is to ask for passwords; without one, everything is sealed.
        """
        self._site = site
        self._folder = folder
        self._host_folder = host_folder

    def ring(self, library: Library, reporter: Reporter) -> KeyRing | None:
        """Return the keys of a class; None when it has none, and so locks nothing.

        Raises:
            NoKeysError: it should have them, which has been reported.
        """
        heard = RecordingReporter(then=reporter)
        has_locks = any((self._folder / path).exists() for path in (DOORS, CLASS_FOLDER))
        ring = None
        if has_locks or os.path.lexists(self._site.ring):  # else what knows of keys need not be loaded
            from slc_site.share.lookup import ring_for

            slugs = [student.slug for student in library.students]
            ring = ring_for(self._site.ring, slugs, has_locks, heard)
        if ring is None and heard.problems:
            raise NoKeysError
        if self._host_folder is not None:
            reporter.report(_BY_THE_HOST if ring else _NO_CODES)
        return ring

    def keeper(self, ring: KeyRing, theme: Theme, library: Library) -> Keeper:
        """Return who locks things up."""
        if self._host_folder is not None:
            from slc_site.build.passwords import Passwords

            return Passwords(ring, self._host_folder)
        from slc_site.build.sealing import Seals
        from slc_site.render.lock_pages import Shells

        return Seals(ring, Shells(theme, library.classroom.language), self._site.sealed)


_NO_CODES = Problem(
    "There are no codes yet, so there is nothing that a host could ask for.",
    hint="Make them first: slc codes. Then build again.",
    code="no-codes",
)
_BY_THE_HOST = Problem(
    f"What is for the class and for families lies in output/{PRIVATE} as it is, not sealed: only a web "
    "server that obeys .htaccess files keeps it from others.",
    hint=f"After uploading, open …/{CLASS_FOLDER}index.html on another device: it must ask for a name and a "
    "password. If it does not, delete that folder at the host at once and build without --htaccess.",
    severity=Severity.WARNING,
    code="not-sealed",
)
