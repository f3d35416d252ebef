"""A picture as it came from a phone → the same picture as WebP in a few sizes, pixels and nothing else.

Read once, upright, in sRGB, pasted into new pictures: no place, date, name, comment or preview of the
original can be in them, because nothing but its pixels was ever carried over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, BinaryIO, cast

from slc_site.problems import Problem, Severity
from slc_site.render.decoder import MENDABLE, DamagedPictureError, opened
from slc_site.render.filetype import FileType
from slc_site.render.media import Unfit

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 40_000_000
"""In bytes."""
QUALITY = 80
METHOD = 4
"""How hard the encoder tries, of 6: at 2 it needs 0.7 of the time, and the files are 7 % larger."""
RECIPE = f"picture 1, quality {QUALITY}, method {METHOD}"
"""Names everything that decides how a picture comes out, but its widths and the encoder's version."""
_HIGHEST = 16_383
"""The most pixels that WebP can have in one direction."""
_ORIENTATION = 0x0112
_MOVING = frozenset((FileType.GIF, FileType.PNG, FileType.WEBP, FileType.AVIF))


@dataclass(frozen=True, slots=True)
class Print:
    """A picture at one size, encoded."""

    width: int
    height: int
    data: bytes
    """WebP."""


@dataclass(frozen=True, slots=True)
class Prints:
    """All sizes of a picture, smallest first, and what is to be said about it."""

    prints: tuple[Print, ...]
    problems: tuple[Problem, ...] = ()


def develop(source: BinaryIO, filetype: FileType, size: int, widths: tuple[int, ...]) -> Prints:
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
    try:
        return _develop(source, filetype, widths, lenient=False)
    except DamagedPictureError:
        if filetype not in MENDABLE:
            raise _damaged() from None
    try:
        mended = _develop(source, filetype, widths, lenient=True)
    except DamagedPictureError:
        raise _damaged() from None
    note = Problem(
        "This picture is damaged or was cut short; what could be read of it is shown.",
        hint="Copy it again from the phone or camera.",
        severity=Severity.WARNING,
        code="media-truncated",
    )
    return Prints(mended.prints, (*mended.problems, note))


def _damaged() -> Unfit:
    return Unfit(
        "This picture is damaged and cannot be read.",
        "Copy it again from the phone or camera, or save it again as JPEG or PNG.",
        "media-damaged",
    )


def _develop(source: BinaryIO, filetype: FileType, widths: tuple[int, ...], *, lenient: bool) -> Prints:
    with opened(source, filetype, lenient=lenient) as image:
        if filetype is FileType.JPEG:
            _read_coarsely(image, max(widths))
        image.load()
        problems = _about(image, filetype)
        orientation = _orientation(image)
        profile = image.info.get("icc_profile")
        picture = _plain(image)
        sizes = _sizes(*_as_held(picture.size, orientation), widths)
        picture = _scaled(picture, _as_held(sizes[0], orientation))
    clean = _only_pixels(_in_srgb(_upright(picture, orientation), profile))
    if lenient and _is_bare(clean):
        raise DamagedPictureError
    return Prints(tuple(_printed(clean, sizes))[::-1], problems)


def _as_held(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Return width and height the other way round if the camera was held sideways."""
    width, height = size
    return (height, width) if orientation >= 5 else size


def _is_bare(image: Image.Image) -> bool:
    """Say if all but a strip at an edge is of one colour: of a damaged picture, hardly anything was read."""
    strip = image.height // 20
    kept = ((0, strip, image.width, image.height), (0, 0, image.width, image.height - strip))
    return any(image.crop(box).getcolors(maxcolors=1) is not None for box in kept)


def _read_coarsely(image: Image.Image, width: int) -> None:
    """Let the JPEG decoder leave out what is too fine to be seen in the largest size."""
    upright_width, _ = _as_held(image.size, _orientation(image))
    share = min(1.0, width / upright_width)
    image.draft(None, (ceil(image.width * share), ceil(image.height * share)))


def _about(image: Image.Image, filetype: FileType) -> tuple[Problem, ...]:
    if filetype not in _MOVING or not getattr(image, "is_animated", False):
        return ()
    return (
        Problem(
            "This picture moves; only its first moment is shown.",
            hint="Use a video (MP4) if the movement matters.",
            severity=Severity.NOTE,
            code="media-animation",
        ),
    )


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:
        # metadata may be any bytes, its reader raises as many types as the decoders do,
        # and a picture that does not say how it was held is shown as it was stored
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _sizes(width: int, height: int, widths: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the sizes to make of an upright picture, largest first, each once, none larger than it is."""
    widest = max(1, min(width, width * _HIGHEST // height, _HIGHEST))
    fitting = sorted({min(wanted, widest) for wanted in widths}, reverse=True)
    return [(wide, min(_HIGHEST, max(1, round(height * wide / width)))) for wide in fitting]


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled: grey, RGB, CMYK, or one of them with transparency."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I;16N", "I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "F":
        return _grey_from_fractions(image)
    if "transparency" in image.info and image.mode in ("1", "L", "P", "RGB"):
        return image.convert("RGBA")
    if image.mode == "P":
        return image.convert("RGBA" if image.palette and "A" in image.palette.mode else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("RGBA" if image.mode.endswith(("A", "a")) else "RGB")


def _grey_from_fractions(image: Image.Image) -> Image.Image:
    """Return grey of 8 bits for a picture of any numbers: its darkest is black, its lightest white."""
    low, high = cast("tuple[float, float]", image.getextrema())  # of a single band
    scale = 255 / (high - low) if high > low else 1.0
    return image.point(lambda value: value * scale - low * scale).convert("L")


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL import Image

    if image.size == size:
        return image.copy()
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return the picture in RGB, its colours turned from its own profile to sRGB's, which browsers expect."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colour = image.convert(image.mode.removesuffix("A")) if alpha else image
    if isinstance(profile, bytes) and profile:
        colour = _converted(colour, profile)
    colour = colour.convert("RGB")
    if alpha and alpha.getextrema() != (255, 255):
        colour.putalpha(alpha)
    return colour


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(own).startswith("sRGB"):
            return image
        converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a profile that does not fit the picture: its numbers are taken as they are
    return converted or image


def _only_pixels(image: Image.Image) -> Image.Image:
    from PIL import Image

    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _printed(image: Image.Image, sizes: list[tuple[int, int]]) -> Iterator[Print]:
    """Yield the picture at each of the sizes, largest first; each is made from the one before."""
    for size in sizes:
        if image.size != size:
            image = _scaled(image, size)
        written = BytesIO()
        image.save(written, "WEBP", quality=QUALITY, method=METHOD)
        yield Print(*size, written.getvalue())
