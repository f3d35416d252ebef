"""What is known of one original, and what is still to be made of it.

Apart from `studio`, because it needs all that decodes and encodes, which takes a while to load: a class
without pictures never waits for it, and one without recordings not for what makes those.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from slc_site.model.classroom import MediaRules
from slc_site.render import recordings
from slc_site.render.darkroom import Darkroom
from slc_site.render.filetype import HEAD, PICTURES, recognise
from slc_site.render.media import Finding, Unfit
from slc_site.render.media_cache import MediaCache, Original, short
from slc_site.render.settled import Stamp

if TYPE_CHECKING:
    from slc_site.render.cutting_room import CuttingRoom


class Workbench:
    """Where one call of `Studio.prepare` works. Leaving it, as a context, ends what is still being made."""

    def __init__(self, folder: Path, widths: Iterable[int], rules: MediaRules) -> None:
        """Work with what is kept in `folder`; see `Studio` for the rest.

        Raises:
            OSError: The folder cannot be written to.
        """
        self.cache = MediaCache(folder)
        self.darkroom = Darkroom(self.cache, widths)
        self._largest = rules.largest
        self._opening = threading.Lock()
        self._cutting_room: CuttingRoom | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._cutting_room is not None:
            self._cutting_room.stop()

    @property
    def cutting_room(self) -> CuttingRoom:
        """Where recordings are made; opened by the first who asks."""
        with self._opening:
            if self._cutting_room is None:
                from slc_site.render.cutting_room import CuttingRoom

                self._cutting_room = CuttingRoom(self.cache, self.darkroom, self._largest)
            return self._cutting_room

    def identify(self, path: Path) -> Original | Finding:
        """Return a file with its digest, or what is wrong with it before anybody has read it."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise Unfit(
                    "This is not a file.", "Put the picture or recording itself here.", "media-unreadable"
                )
            if status.st_size == 0:
                raise Unfit("This file is empty.", "Copy it again from the phone or camera.", "media-empty")
            if status.st_size > recordings.LARGEST_FILE:
                raise recordings.too_large(status.st_size)
            stamp = Stamp.of(status)
            return Original(path, stamp, self.cache.digest(path, stamp))
        except Unfit as unfit:
            return Finding(None, (unfit.problem,))
        except OSError as error:
            return Finding(None, (_unreadable(error).problem,))

    def known(self, original: Original) -> dict[str, Finding]:
        """Return, by its key, what is known of an original; of a picture, only the sizes asked for."""
        key = short(original.digest, self.darkroom.recipe)
        finding = self.cache.load(key)
        if finding is None:
            return self.cutting_room.known(original)
        chosen = self.darkroom.chosen(finding)
        return {key: chosen} if chosen.media is None or chosen.media.files else {}

    def known_whole(self, original: Original) -> Finding | None:
        """Return what is known of an original; None when something is still to be made."""
        known = self.cache.load(short(original.digest, self.darkroom.recipe))
        if known is None:
            return self.cutting_room.settled(original)
        return None if self.darkroom.missing(known) else self.darkroom.chosen(known)

    def made(self, original: Original) -> Finding:
        """Return what becomes of an original of which not all is known: what is missing is made now."""
        key = short(original.digest, self.darkroom.recipe)
        known = self.cache.load(key)
        try:
            with _opened(original) as source:
                filetype = recognise(source.read(HEAD))
                if filetype not in PICTURES:  # which are kept in the cutting room's own way
                    return self.cutting_room.finding(source, filetype, original)
                finding = self.darkroom.finding(source, filetype, original, known)
        except Unfit as unfit:
            finding = Finding(None, (unfit.problem,))
            if unfit.passing:
                return finding
        self.cache.store(key, finding)
        return self.darkroom.chosen(finding)


@contextmanager
def _opened(original: Original) -> Iterator[BinaryIO]:
    """Open an original; what was made of it must not be kept if it has changed in the meantime.

    Raises:
        Unfit: It cannot be read, or was changed.
    """
    try:
        source = original.path.open("rb")
    except OSError as error:
        raise _unreadable(error) from error
    with source:
        yield source
        if Stamp.of(os.fstat(source.fileno())) != original.stamp:
            raise Unfit(
                "This file was changed while it was being read.",
                "Build once more.",
                "media-changed",
                passing=True,
            )


def _unreadable(error: OSError) -> Unfit:
    return Unfit(
        f"This file cannot be read ({error.strerror or error}).",
        "Look whether it is open in another program, or copy it again.",
        "media-unreadable",
        passing=True,
    )
