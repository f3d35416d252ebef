"""A sound or video as it came → the same, with nothing in it that says where, when, by whom or with what.

Nothing is coded anew: a container's module names the pieces that may stay (see `containers.rewrite`). What
cannot be made clean that way is held back, with a message that says what to do.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import BinaryIO

from msgspec.structs import replace

from slc_site.problems import Problem, Severity
from slc_site.render.containers import mp3, mp4, ogg, wav, webm
from slc_site.render.containers.rewrite import Rewrite, damaged
from slc_site.render.filetype import FileType
from slc_site.render.media import RecordingKind, Unfit

LARGEST_FILE = 500_000_000
"""In bytes."""
HEAVY = 25_000_000
"""From here on a family with a small data plan waits and pays."""
RECIPE = "recording 2"
"""Names everything that decides how a recording is rewritten."""

_CONTAINERS: Mapping[FileType, Callable[[BinaryIO, int], Rewrite]] = {
    FileType.MP4: mp4.rewrite,
    FileType.MP3: mp3.rewrite,
    FileType.WAV: wav.rewrite,
    FileType.OGG: ogg.rewrite,
    FileType.WEBM: webm.rewrite,
}
_NOT_EVERYWHERE = frozenset((FileType.OGG, FileType.WEBM))


def rewrite(source: BinaryIO, filetype: FileType, size: int) -> Rewrite:
    """Return the pieces of a recording that may be published.

    Args:
        source: The original.
        filetype: What its first bytes said it is; not a picture.
        size: Its length in bytes.

    Raises:
        Unfit: It is too large, damaged, not played by browsers, or cannot be made clean.
    """
    if size > LARGEST_FILE:
        raise too_large(size)
    try:
        result = _CONTAINERS[filetype](source, size)
    except (struct.error, IndexError) as error:
        raise damaged("a part of it cannot be read") from error
    return replace(result, problems=(*result.problems, *_about(filetype, result.kind, size)))


def too_large(size: int) -> Unfit:
    """Return the verdict on a file of so many bytes, more than anybody would wait for."""
    return Unfit(
        f"This file has {size // 1_000_000} MB, and at most {LARGEST_FILE // 1_000_000} are published.",
        "Cut it, or save it again smaller: a minute of video at 720p needs about 15 MB.",
        "media-too-large",
    )


def _about(filetype: FileType, kind: RecordingKind, size: int) -> tuple[Problem, ...]:
    notes = []
    word, better = ("video", "MP4") if kind is RecordingKind.VIDEO else ("sound", "MP3")
    if size > HEAVY:
        notes.append(
            Problem(
                f"This {word} has {size // 1_000_000} MB: long to upload, and slow on a telephone.",
                hint="Cut it to the part that matters, or save it again smaller.",
                severity=Severity.NOTE,
                code="media-heavy",
            )
        )
    if filetype in _NOT_EVERYWHERE:
        notes.append(
            Problem(
                f"This {word} does not play on older iPhones and iPads.",
                hint=f"Save it again as {better} if families use them.",
                severity=Severity.NOTE,
                code="media-codec",
            )
        )
    return tuple(notes)
