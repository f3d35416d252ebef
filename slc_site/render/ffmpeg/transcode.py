"""An original → an MP4 or M4A that plays everywhere, in a file of its own."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from slc_site.render.ffmpeg import probe, recipe
from slc_site.render.ffmpeg.loudness import Loudness, listen
from slc_site.render.ffmpeg.probe import Streams
from slc_site.render.ffmpeg.process import Ffmpeg
from slc_site.render.ffmpeg.recipe import Target
from slc_site.render.filetype import FileType

_START, _A_SECOND, _LONGEST = 60.0, 10.0, 7200.0
"""Seconds that it may take: for anything, for each second it plays on a slow computer, at most."""
_LEAST_BYTES = 4000
"""A second of a recording has so many bytes at least, whatever the file claims to last."""


class Listened(Struct, frozen=True):
    """What is known of an original before it is made anew."""

    path: Path
    filetype: FileType
    streams: Streams
    loudness: Loudness | None
    """None: there is no sound in it."""
    limit: float
    """How many seconds it may take to make it anew."""


def examine(ffmpeg: Ffmpeg, path: Path, filetype: FileType) -> Listened:
    """Look and listen through an original.

    Raises:
        FfmpegError: It cannot be read, or not in time.
        OSError: The disk is full.
    """
    path = path.absolute()
    streams = probe.probe(ffmpeg, path, filetype)
    limit = _limit(streams.seconds, path.stat().st_size)
    loudness = listen(ffmpeg, path, filetype, streams.sound, limit) if streams.sound else None
    return Listened(path, filetype, streams, loudness, limit)


def transcode(ffmpeg: Ffmpeg, original: Listened, target: Target, into: Path, *, uncut: bool) -> None:
    """Make an original anew.

    Args:
        ffmpeg: The program.
        original: What is known of it.
        target: How much it may weigh.
        into: The file to write.
        uncut: All pictures in it are shown, so that they may be copied if they are fit.

    Raises:
        FfmpegError: It cannot be read, or not in time.
        OSError: The disk is full.
    """
    pictures = original.streams.pictures
    copied = uncut and pictures is not None and recipe.may_be_copied(pictures, target)
    arguments = recipe.output(
        original.streams,
        target,
        copied=copied,
        evened=original.loudness.filter if original.loudness else "",
        tones=ffmpeg.program.tones,
    )
    source = probe.source(original.path, original.filetype)
    ffmpeg.run(("-loglevel", "error", *source, *arguments, f"file:{into.absolute()}"), original.limit)


def _limit(seconds: float, size: int) -> float:
    """Return how long a file of so many bytes may take: it claims to last so long, which need not be true."""
    believed = min(seconds or _LONGEST, size / _LEAST_BYTES)
    return min(_START + _A_SECOND * believed, _LONGEST)
