"""A picture that moves → animated WebP in the sizes of small screens, frames and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from slc_site.render.filetype import FileType
from slc_site.render.pixels import in_srgb, only_pixels, plain, scaled, upright

if TYPE_CHECKING:
    from PIL import Image

WIDEST = 960
"""In pixels. Ten frames a second of more are a video, and should be one."""
MOST_PIXELS = 40_000_000
"""Of all frames of one size together: a hundred and sixty frames of a phone's width."""
MOST_READ = 600_000_000
"""Pixels of all frames as stored: some five seconds of reading."""
_MOVING = frozenset((FileType.GIF, FileType.PNG, FileType.WEBP, FileType.AVIF))
_QUALITY, _METHOD = 75, 2
_SHORTEST, _USUAL = 20, 100
"""In milliseconds: browsers show a frame of less than the first for as long as the second."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How a picture moves."""

    frames: int
    loops: int
    """How often it is played; 0: for ever."""
    cut: bool = False
    """The file ends, or is damaged, after these frames."""


def movement(image: Image.Image, filetype: FileType) -> Movement | None:
    """Return how an opened picture moves; None when it stands still."""
    if filetype not in _MOVING:
        return None
    frames, cut = _count(image)
    if frames < 2:
        return None
    loops = image.info.get("loop", 1)
    if filetype is FileType.GIF and "loop" in image.info and loops:
        loops += 1  # a GIF counts how often it is played again
    return Movement(frames, loops if isinstance(loops, int) and 0 <= loops < 65_536 else 0, cut)


def _count(image: Image.Image) -> tuple[int, bool]:
    """Return how many frames can be reached, and whether something is wrong behind them."""
    try:
        return getattr(image, "n_frames", 1), False
    except Exception:
        # the decoders raise whatever comes to them in the middle of a frame (see `decoder`);
        # the frames before it are still good
        frames = 1
    while True:
        try:
            image.seek(frames)
        except Exception:
            return frames, True
        frames += 1


def fits(move: Movement, stored: tuple[int, int], size: tuple[int, int]) -> bool:
    """Say if an animation of that size is to be made.

    Args:
        move: How it moves.
        stored: Width and height as the original has them, in pixels.
        size: Width and height as it is to be shown.
    """
    shown = move.frames * size[0] * size[1]
    read = move.frames * stored[0] * stored[1]
    return size[0] <= WIDEST and shown <= MOST_PIXELS and read <= MOST_READ


def animated(
    image: Image.Image, move: Movement, size: tuple[int, int], orientation: int
) -> tuple[bytes, bool]:
    """Return the movement as WebP of `size`, which is of the stored pixels, then turned upright.

    A frame that cannot be read ends it; the second value says whether it went on to the end.
    """
    frames, durations = [], []
    for frame, duration in _frames(image, move, size, orientation):
        frames.append(frame)
        durations.append(duration)
    written = BytesIO()
    frames[0].save(
        written,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=move.loops,
        quality=_QUALITY,
        method=_METHOD,
        exif=b"",
        xmp=b"",
        icc_profile=b"",
    )
    return written.getvalue(), len(frames) == move.frames and not move.cut


def _frames(
    image: Image.Image, move: Movement, size: tuple[int, int], orientation: int
) -> Iterator[tuple[Image.Image, int]]:
    for number in range(move.frames):
        try:
            image.seek(number)
            image.load()
        except Exception:
            # as in `_count`; without even a first frame it is no picture at all
            if number == 0:
                raise
            return
        duration = image.info.get("duration", 0)
        small = scaled(plain(image), size)
        clean = only_pixels(in_srgb(upright(small, orientation), image.info.get("icc_profile")))
        long_enough = isinstance(duration, int | float) and duration >= _SHORTEST
        yield clean, round(duration) if long_enough else _USUAL
