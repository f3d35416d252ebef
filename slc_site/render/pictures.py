"""A picture as it came from a phone → the same picture as WebP in a few sizes, pixels and nothing else.

Decoded once, scaled as it lies, then turned upright, put into sRGB and pasted into new pictures: no place,
date, name, comment or preview of the original can be in them, because only its pixels were carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from slc_site.problems import Problem, Severity
from slc_site.render.animation import Movement, animated, fits, movement
from slc_site.render.decoder import MENDABLE, DamagedPictureError, opened
from slc_site.render.filetype import FileType
from slc_site.render.media import Trace, Unfit
from slc_site.render.pixels import in_srgb, only_pixels, plain, scaled, tint, upright
from slc_site.render.traces import orientation, traces

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 40_000_000
"""In bytes."""
QUALITY = 81.1
METHOD = 4
"""How hard the encoder tries, of 6. `docs/performance.md` has what each of these costs and saves."""
RECIPE = f"picture 2, quality {QUALITY}, method {METHOD}"
"""Names everything that decides how a picture comes out, but its width and the encoder's version."""
READ_FOR = 1600
"""A JPEG is decoded as coarsely as still covers this width, in pixels, or the one asked for if that is more.

It is the same for all smaller widths, so that a print does not depend on what else is made of the picture.
"""
_HIGHEST = 16_383
"""The most pixels that WebP can have in one direction."""

_CUT = Problem(
    "This picture is damaged or was cut short; what could be read of it is shown.",
    hint="Copy it again from the phone or camera.",
    severity=Severity.WARNING,
    code="media-truncated",
)


class Print(Struct, frozen=True):
    """A picture at one size, encoded."""

    width: int
    height: int
    data: bytes
    """WebP."""


class Prints(Struct, frozen=True):
    """All sizes of a picture, smallest first, and what was learnt of it."""

    prints: tuple[Print, ...]
    full: tuple[int, int]
    """Width and height of the original, upright, in pixels."""
    moving: tuple[Print, ...] = ()
    """Of a picture that moves, the sizes of it as animations, smallest first."""
    tint: str = ""
    """See `media.Picture`."""
    traces: frozenset[Trace] = frozenset()
    problems: tuple[Problem, ...] = ()


def develop(source: BinaryIO, filetype: FileType, size: int, widths: Iterable[int]) -> Prints:
    """Return a picture at each of the widths that it is large enough for.

    Args:
        source: The original.
        filetype: What its first bytes said it is.
        size: Its length in bytes.
        widths: In pixels, of the upright picture. One that is smaller has its own width, once.

    Raises:
        Unfit: It is too large, or too damaged to be shown.
    """
    if size > LARGEST_FILE:
        raise Unfit(
            f"This picture has {size // 1_000_000} MB, and at most {LARGEST_FILE // 1_000_000} are read.",
            "Save it as JPEG, or smaller; 2000 pixels wide is plenty.",
            "media-too-large",
        )
    widths = tuple(widths)
    try:
        return _develop(source, filetype, widths, lenient=False)
    except DamagedPictureError:
        if filetype not in MENDABLE:
            raise _damaged() from None
    try:
        mended = _develop(source, filetype, widths, lenient=True)
    except DamagedPictureError:
        raise _damaged() from None
    problems = tuple(dict.fromkeys((*mended.problems, _CUT)))
    return Prints(mended.prints, mended.full, mended.moving, mended.tint, mended.traces, problems)


def sizes(width: int, height: int, widths: Iterable[int]) -> list[tuple[int, int]]:
    """Return the sizes to make of an upright picture, smallest first, each once, none larger than it is."""
    widest = max(1, min(width, width * _HIGHEST // height, _HIGHEST))
    fitting = sorted({min(wanted, widest) for wanted in widths})
    return [(wide, min(_HIGHEST, max(1, round(height * wide / width)))) for wide in fitting]


def _damaged() -> Unfit:
    return Unfit(
        "This picture is damaged and cannot be read.",
        "Copy it again from the phone or camera, or save it again as JPEG or PNG.",
        "media-damaged",
    )


class _Header(Struct, frozen=True):
    """What is known of a picture before its pixels are read."""

    stored: tuple[int, int]
    turned: int
    traces: frozenset[Trace]
    move: Movement | None

    @property
    def full(self) -> tuple[int, int]:
        return as_held(self.stored, self.turned)


def _develop(source: BinaryIO, filetype: FileType, widths: tuple[int, ...], *, lenient: bool) -> Prints:
    with opened(source, filetype, lenient=lenient) as image:
        # Pillow turns a TIFF upright itself, and gives its size as it will then be.
        turned = 1 if filetype is FileType.TIFF else orientation(image)
        header = _Header(image.size, turned, traces(image), movement(image, filetype))
        wanted = sizes(*header.full, widths)
        moving, whole = _moving(image, header, wanted)
    prints: list[Print] = []
    colour = ""
    for coarse, alike in groupby(wanted, lambda one: _coarse(filetype, header.full[0], one[0])):
        with opened(source, filetype, lenient=lenient) as image:
            _read_coarsely(image, header, coarse)
            profile = image.info.get("icc_profile")
            read = plain(image)
            colour = colour if prints else tint(read, profile)
            for size in alike:
                small = scaled(read, as_held(size, header.turned))
                clean = only_pixels(in_srgb(upright(small, header.turned), profile))
                if lenient and _is_bare(clean):
                    raise DamagedPictureError
                prints.append(_printed(clean, size))
    problems = tuple(_about(header, moving)) if whole else (_CUT,)
    return Prints(tuple(prints), header.full, moving, colour, header.traces, problems)


def as_held(size: tuple[int, int], turned: int) -> tuple[int, int]:
    """Return width and height the other way round if the camera was held sideways."""
    width, height = size
    return (height, width) if turned >= 5 else size


def _coarse(filetype: FileType, full_width: int, width: int) -> int:
    """Return by what a JPEG's decoder may divide both sides, of 1, 2, 4 and 8: what is finer is not seen."""
    if filetype is not FileType.JPEG:
        return 1
    return max(by for by in (1, 2, 4, 8) if by == 1 or ceil(full_width / by) >= max(width, READ_FOR))


def _read_coarsely(image: Image.Image, header: _Header, coarse: int) -> None:
    if coarse > 1:
        image.draft(None, (ceil(header.stored[0] / coarse), ceil(header.stored[1] / coarse)))
    image.load()


def _is_bare(image: Image.Image) -> bool:
    """Say if all but a strip at an edge is of one colour: of a damaged picture, hardly anything was read."""
    strip = image.height // 20
    kept = ((0, strip, image.width, image.height), (0, 0, image.width, image.height - strip))
    return any(image.crop(box).getcolors(maxcolors=1) is not None for box in kept)


def _printed(image: Image.Image, size: tuple[int, int]) -> Print:
    written = BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=METHOD)
    return Print(*size, written.getvalue())


def _moving(
    image: Image.Image, header: _Header, wanted: Iterable[tuple[int, int]]
) -> tuple[tuple[Print, ...], bool]:
    """Return the animations of a picture, and whether all of it could be read."""
    if header.move is None:
        return (), True
    fitting = [size for size in wanted if fits(header.move, header.stored, size)]
    if not fitting:
        return (), not header.move.cut
    held = [as_held(size, header.turned) for size in fitting]
    done = animated(image, header.move, held, header.turned)
    prints = (Print(*as_held(size, header.turned), data) for size, data in done.made)
    return tuple(prints), done.whole


def _about(header: _Header, moving: tuple[Print, ...]) -> Iterator[Problem]:
    if header.move is not None and not moving:
        yield Problem(
            "This picture moves for too long; only its first moment is shown.",
            hint="Use a video (MP4) if the movement matters.",
            severity=Severity.NOTE,
            code="media-animation",
        )
