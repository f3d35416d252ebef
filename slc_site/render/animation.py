"""A picture that moves → animated WebP in the sizes of small screens, frames and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from slc_site.render.filetype import FileType
from slc_site.render.pixels import in_srgb, only_pixels, plain, scaled, upright

if TYPE_CHECKING:
    from PIL import Image

WIDEST = 960
"""In pixels. Ten frames a second of more are a video, and should be one."""
MOST_PIXELS = 40_000_000
"""Of all frames of one size together: a hundred and sixty frames of a phone's width."""
MOST_READ = 150_000_000
"""Pixels of all frames as stored: some three seconds of reading."""
HEAVY = 3_000_000
"""In bytes: a larger size is not worth more to a telephone; the smallest is made whatever it weighs."""
_MOVING = frozenset((FileType.GIF, FileType.PNG, FileType.WEBP, FileType.AVIF))
_QUALITY, _METHOD = 75, 2
_SHORTEST, _USUAL = 20, 100
"""In milliseconds: browsers show a frame of less than the first for as long as the second."""


class Movement(Struct, frozen=True):
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


class Animations(Struct, frozen=True):
    """What was made of a picture that moves."""

    made: tuple[tuple[tuple[int, int], bytes], ...]
    """Sizes as they were asked for, and WebP; smallest first."""
    whole: bool
    """False: it ends with the last frame that could be read."""


def animated(
    image: Image.Image, move: Movement, sizes: Sequence[tuple[int, int]], orientation: int
) -> Animations:
    """Return the movement in each of the sizes, smallest first, which are of the stored pixels.

    Every frame is read once, for all sizes, and turned upright when it is small.
    """
    frames: list[list[Image.Image]] = [[] for _ in sizes]
    durations: list[int] = []
    for small, duration in _frames(image, move, sizes, orientation):
        durations.append(duration)
        for row, frame in zip(frames, small, strict=True):
            row.append(frame)
    made: list[tuple[tuple[int, int], bytes]] = []
    for size, row in zip(sizes, frames, strict=True):
        data = _encoded(row, durations, move.loops)
        row.clear()
        if made and len(data) > HEAVY:
            break
        made.append((size, data))
    return Animations(tuple(made), len(durations) == move.frames and not move.cut)


def _encoded(frames: list[Image.Image], durations: list[int], loops: int) -> bytes:
    written = BytesIO()
    frames[0].save(
        written,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=loops,
        quality=_QUALITY,
        method=_METHOD,
        exif=b"",
        xmp=b"",
        icc_profile=b"",
    )
    return written.getvalue()


def _frames(
    image: Image.Image, move: Movement, sizes: Sequence[tuple[int, int]], orientation: int
) -> Iterator[tuple[list[Image.Image], int]]:
    for number in range(move.frames):
        try:
            image.seek(number)
            image.load()
        except Exception:
            # as in `_count`; without even a first frame it is no picture at all
            if number == 0:
                raise
            return
        profile, duration = image.info.get("icc_profile"), image.info.get("duration", 0)
        read = plain(image)
        small = [only_pixels(in_srgb(upright(scaled(read, size), orientation), profile)) for size in sizes]
        long_enough = isinstance(duration, int | float) and duration >= _SHORTEST
        yield small, round(duration) if long_enough else _USUAL
