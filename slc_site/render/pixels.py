"""What is done to the pixels of a picture: modes that can be scaled, sizes, which way up, colours."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PIL import Image


def plain(image: Image.Image) -> Image.Image:
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


def scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture at a size of its stored pixels.

    Bicubic, which after WebP is as close to the original as Lanczos at the same number of bytes and needs
    two thirds of its time; after averaging whole blocks of pixels where that leaves twice the size.
    """
    from PIL import Image

    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture turned and mirrored as its EXIF orientation says, 1 to 8."""
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


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return the picture in RGB, its colours turned from its own profile to sRGB's, which browsers expect.

    Args:
        image: In one of the modes that `plain` gives.
        profile: An ICC profile as it stood in the file; whatever is none is passed over.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colour = image.convert(image.mode.removesuffix("A")) if alpha else image
    if isinstance(profile, bytes) and profile:
        colour = _converted(colour, profile)
    colour = colour if colour.mode == "RGB" else colour.convert("RGB")
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


def only_pixels(image: Image.Image) -> Image.Image:
    """Return a new picture that nothing but the pixels was carried over to."""
    from PIL import Image

    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def tint(image: Image.Image, profile: object) -> str:
    """Return the colour of the whole as three digits of 0 to 3; empty if one can see through the picture.

    Args:
        image: In one of the modes that `plain` gives.
        profile: As for `in_srgb`.
    """
    from PIL import Image

    if image.mode in ("LA", "RGBA") and image.getchannel("A").getextrema() != (255, 255):
        return ""
    some = image.resize((64, 64), Image.Resampling.NEAREST)  # every pixel would take as long as a print
    mean = in_srgb(some.resize((1, 1), Image.Resampling.BOX), profile)
    return "".join(str(round(value / 85)) for value in cast("tuple[int, ...]", mean.getpixel((0, 0))))
