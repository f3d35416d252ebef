"""Which pictures and recordings are as they were, and so is what was made of them.

It is asked before a workbench is set up. A class has hundreds, and between two builds hardly one of them
changes. What became of them all is kept in one file, with size, time and inode of each original and of each
file made of it. Nothing of it is believed of a file that differs in any of them: that one is left to
`workbench`, which knows files by their content.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from slc_site import kept, stamps
from slc_site.model.classroom import Attachment, MediaRules
from slc_site.problems import Problem
from slc_site.render.media import Finding, Media, Recording

if TYPE_CHECKING:
    from slc_site.render.media_cache import Original

PREFIX = "settled-"
"""Of the files' names. Each is for other widths, another limit or another ffmpeg."""


class Stamp(Struct, frozen=True):
    """Where a file stands, without its content."""

    size: int
    changed: int
    """When it was last changed, in nanoseconds."""
    inode: int = 0
    """The disk's number for it: another one where a program puts a new file in the place of the old."""

    @staticmethod
    def of(status: os.stat_result) -> Stamp:
        """Return the stamp of what `os.stat` said."""
        return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


class _Known(Struct, frozen=True):
    """One that was found at rest."""

    original: Stamp
    made: tuple[Stamp, ...]
    """In the order of `media.files`."""
    media: Media
    """Of a recording without the transcript, which is read in each build anyway."""
    captions: str
    """What tells if those beside the recording are the same; empty where there are none."""
    problems: tuple[Problem, ...]


class _Settled(Struct, frozen=True):
    folder: str
    """Where the finished files are, as it was called."""
    known: Mapping[str, _Known]
    """By the full path of the original."""


_decode = kept.decoder(_Settled)


class Settled:
    """What is known of files that were at rest, and came out in some way."""

    def __init__(self, folder: Path, widths: Iterable[int], rules: MediaRules) -> None:
        """Read it.

        Args:
            folder: That of the finished files; need not exist.
            widths: Of pictures and posters, in pixels.
            rules: What the class's web space can hold.
        """
        way = kept.fingerprint(sorted(set(widths)), rules, tuple(stamps.ffmpegs()))
        self._folder = folder
        self._file = folder / f"{PREFIX}{way}"
        self._began = time.time_ns()
        found = kept.loaded(self._file, _decode)
        self._known = found.known if found and found.folder == str(folder) else {}

    def finding(self, attachment: Attachment) -> Finding | None:
        """Return what became of a file if neither it nor anything made of it was touched; else None."""
        known = self._known.get(_place(attachment))
        if known is None or known.captions != _told_apart(attachment):
            return None
        files = (attachment.path, *(file.path for file in known.media.files))
        try:
            untouched = [Stamp.of(file.stat()) for file in files] == [known.original, *known.made]
        except OSError:
            return None
        return Finding(_with(known.media, attachment.transcript), known.problems) if untouched else None

    def keep(
        self,
        found: Iterable[tuple[Attachment, Original | None, Finding]],
        stamp_of: Callable[[Path], Stamp | None],
    ) -> None:
        """Keep what became of some files for the next time.

        What may not be published or was changed lately is not kept, nor any longer what was known of files
        that are gone. `stamp_of` tells the stamp that a finished file had when its content was looked at.
        """
        now: dict[str, _Known] = {}
        for attachment, original, finding in found:
            media = finding.media
            if original and media and self._began - original.stamp.changed > stamps.TICK:
                made = tuple(stamp for file in media.files if (stamp := stamp_of(file.path)))
                if len(made) == len(media.files):
                    now[_place(attachment)] = _Known(
                        original.stamp, made, _with(media, ()), _told_apart(attachment), finding.problems
                    )
        if now:
            left = {name: one for name, one in self._known.items() if name not in now and Path(name).exists()}
            kept.save(self._file, _Settled(str(self._folder), {**left, **now}))


def _place(attachment: Attachment) -> str:
    return str(attachment.path.absolute())


def _told_apart(attachment: Attachment) -> str:
    return kept.fingerprint(attachment.captions) if attachment.captions else ""


def _with(media: Media, transcript: tuple[str, ...]) -> Media:
    return replace(media, transcript=transcript) if isinstance(media, Recording) else media
