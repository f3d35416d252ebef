"""What an original picture tells besides its pixels: read to be counted in the report, never carried over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from slc_site.render.media import Trace

if TYPE_CHECKING:
    from PIL import Image

ORIENTATION = 0x0112

# Tags of EXIF 3.0, and the folders of tags (IFDs) that they stand in.
_EXIF, _GPS, _PREVIEW = 0x8769, 0x8825, 1
_LATITUDE, _LONGITUDE, _AREA = 2, 4, 28
_OF_MAIN = {
    0x010F: Trace.CAMERA,  # Make
    0x0110: Trace.CAMERA,  # Model
    0x0132: Trace.TIME,
    0x010E: Trace.WORDS,  # ImageDescription
    0x013B: Trace.WORDS,  # Artist
    0x8298: Trace.WORDS,  # Copyright
    0x9C9B: Trace.WORDS,  # XPTitle, and so on to XPSubject
    0x9C9C: Trace.WORDS,
    0x9C9D: Trace.WORDS,
    0x9C9E: Trace.WORDS,
    0x9C9F: Trace.WORDS,
}
_OF_EXIF = {
    0x9003: Trace.TIME,  # DateTimeOriginal
    0x9004: Trace.TIME,
    0x927C: Trace.CAMERA,  # MakerNote
    0x9286: Trace.WORDS,  # UserComment
    0xA430: Trace.WORDS,  # CameraOwnerName
    0xA431: Trace.CAMERA,  # BodySerialNumber
    0xA434: Trace.CAMERA,  # LensModel
}
_OF_XMP = {
    b"GPSLatitude": Trace.POSITION,
    b"tiff:Model": Trace.CAMERA,
    b"CreateDate": Trace.TIME,
    b"dc:creator": Trace.WORDS,
    b"dc:description": Trace.WORDS,
    b"xmp:Thumbnails": Trace.PREVIEW,
}
_NO_WORDS = frozenset((
    "adobe", "adobe_transform", "background", "bbox", "bit_depth", "chroma", "compression", "default_image",
    "depth_images", "disposal", "disposed", "dpi", "duration", "exif", "extension", "gamma", "icc_profile",
    "jfif", "jfif_density", "jfif_unit", "jfif_version", "interlace", "loop", "metadata", "mp", "mpoffset",
    "photoshop", "primary", "progression", "progressive", "resolution", "srgb", "thumbnails", "timestamp",
    "transparency", "version", "xmp",
))  # fmt: skip
"""What Pillow notes down of a picture that is about its pixels, or is looked at by itself."""


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 to 8 as EXIF counts it; 1 where nothing sensible is said."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:
        # metadata may be any bytes, its reader raises as many types as the decoders do,
        # and a picture that does not say how it was held is shown as it was stored
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def traces(image: Image.Image) -> frozenset[Trace]:
    """Return what an opened picture tells. What cannot be read is not told."""
    found = set(_of_info(image.info))
    try:
        found |= set(_of_exif(image.getexif()))
    except Exception:
        # as above: damaged metadata goes the way of all metadata, and is not counted
        return frozenset(found)
    return frozenset(found)


def _of_exif(exif: Image.Exif) -> Iterator[Trace]:
    yield from (trace for tag, trace in _OF_MAIN.items() if exif.get(tag))
    inner = exif.get_ifd(_EXIF)
    yield from (trace for tag, trace in _OF_EXIF.items() if inner.get(tag))
    position = exif.get_ifd(_GPS)
    if (_LATITUDE in position and _LONGITUDE in position) or _AREA in position:
        yield Trace.POSITION
    if exif.get_ifd(_PREVIEW):
        yield Trace.PREVIEW


def _of_info(info: dict[str | tuple[int, int], object]) -> Iterator[Trace]:
    for key, value in info.items():
        if str(key).lower() in ("xmp", "xml:com.adobe.xmp") and value:
            packet = value if isinstance(value, bytes) else str(value).encode()
            yield from (trace for word, trace in _OF_XMP.items() if word in packet)
        elif key == "photoshop" and value:
            yield Trace.WORDS  # IPTC: captions, names, places in words
        elif key in ("thumbnails", "mp", "depth_images") and value:
            yield Trace.PREVIEW
        elif str(key).lower() not in _NO_WORDS and isinstance(value, str | bytes) and value:
            yield Trace.WORDS  # comments and whatever texts a PNG holds
