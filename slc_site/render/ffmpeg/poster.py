"""A picture of a film, for the time before it is played."""

from __future__ import annotations

from pathlib import Path

from slc_site.render.ffmpeg import probe
from slc_site.render.ffmpeg.process import Ffmpeg, FfmpegError
from slc_site.render.filetype import FileType

_AT = 1.0
"""Seconds from the beginning: films begin black, or with a hand before the lens."""
_WITHIN = 60
_MOST_LIKE_THE_REST = "fps=5,thumbnail=n=25"
"""Of five seconds of a film, the frame that is most like the others: not the one flash, not the one black."""


def frame(ffmpeg: Ffmpeg, film: Path, seconds: float, into: Path) -> bytes | None:
    """Return a frame of a film as PNG, or None when there is none.

    Args:
        ffmpeg: The program.
        film: A finished film, upright.
        seconds: How long it plays.
        into: A file to write meanwhile.
    """
    arguments = (
        *("-loglevel", "error", "-ss", f"{min(_AT, seconds / 4):.3f}"),
        *probe.source(film.absolute(), FileType.MP4),
        *("-map", "0:v:0", "-filter:v", _MOST_LIKE_THE_REST, "-frames:v", "1", "-c:v", "png"),
        *("-fflags", "+bitexact", "-flags", "+bitexact", "-f", "image2pipe", f"file:{into.absolute()}"),
    )
    try:
        ffmpeg.run(arguments, _WITHIN)
        return into.read_bytes() or None
    except (FfmpegError, FileNotFoundError):
        return None
