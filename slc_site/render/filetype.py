"""What a file is, by its first bytes: its name may say anything."""

from __future__ import annotations

from enum import Enum

from slc_site.render.media import Unfit

HEAD = 4096
"""So many bytes from the beginning are enough to tell."""


class FileType(Enum):
    """A kind of file that can be published."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WEBP"
    HEIF = "HEIF"
    AVIF = "AVIF"
    TIFF = "TIFF"
    BMP = "BMP"
    MP4 = "MP4"
    """MP4, M4A, M4V and MOV: one family."""
    MP3 = "MP3"
    WAV = "WAV"
    OGG = "OGG"
    WEBM = "WEBM"


PICTURES = frozenset(
    {
        FileType.JPEG,
        FileType.PNG,
        FileType.GIF,
        FileType.WEBP,
        FileType.HEIF,
        FileType.AVIF,
        FileType.TIFF,
        FileType.BMP,
    }
)

_BEGINNINGS = (
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"GIF87a", FileType.GIF),
    (b"GIF89a", FileType.GIF),
    (b"II*\0", FileType.TIFF),
    (b"MM\0*", FileType.TIFF),
    (b"BM", FileType.BMP),
    (b"OggS", FileType.OGG),
    (b"\x1a\x45\xdf\xa3", FileType.WEBM),
    (b"ID3", FileType.MP3),
    (b"APETAGEX", FileType.MP3),
)
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_STILL_BRANDS = frozenset((b"mif1", b"msf1"))
_OLD_QUICKTIME = frozenset((b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"))
_NOT_PLAYED = (
    (b"fLaC", "FLAC"),
    (b"#!AMR", "AMR"),
    (b"0&\xb2u\x8ef\xcf\x11", "WMV or WMA"),
    (b"FLV", "FLV"),
    (b"\x00\x00\x01\xba", "MPEG"),
    (b"FORM", "AIFF"),
    (b"caff", "CAF"),
    (b"MThd", "MIDI"),
)


def recognise(head: bytes) -> FileType:
    """Return what the file is that begins with `head`.

    Raises:
        Unfit: It is something that is never published, or nothing known.
    """
    for beginning, filetype in _BEGINNINGS:
        if head.startswith(beginning):
            return filetype
    if head[:4] == b"RIFF":
        return _riff(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _OLD_QUICKTIME:
        return FileType.MP4
    if _is_mpeg_sound(head):
        return FileType.MP3
    raise _unfit(head)


def _riff(form: bytes) -> FileType:
    if form == b"WEBP":
        return FileType.WEBP
    if form == b"WAVE":
        return FileType.WAV
    raise _not_played("AVI")


def _by_brand(head: bytes) -> FileType:
    end = min(len(head), int.from_bytes(head[:4], "big"))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    if head[8:12] in _HEIF_BRANDS | _AVIF_BRANDS | _STILL_BRANDS:
        return FileType.HEIF if brands & _HEIF_BRANDS else FileType.AVIF
    return FileType.MP4


def _is_mpeg_sound(head: bytes) -> bool:
    # eleven set bits, then layer III; the other layers are what browsers do not play
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2


def _unfit(head: bytes) -> Unfit:
    for beginning, name in _NOT_PLAYED:
        if head.startswith(beginning):
            return _not_played(name)
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return _not_played("AAC")
    if b"<svg" in head.lower():
        return Unfit(
            "SVG drawings are not published, because one can hold a program.",
            "Save it as PNG and use that.",
            "media-svg",
        )
    if head.startswith(b"%PDF"):
        return Unfit(
            "A PDF cannot be shown in a page.",
            "Save each of its pages as a picture (PNG or JPEG).",
            "media-pdf",
        )
    return Unfit(
        "This is not a picture, a sound or a video that can be read, whatever its name says.",
        "Open it with the program that made it and save it as JPEG or PNG, MP3 (sound) or MP4 (video).",
        "media-unknown",
    )


def _not_played(name: str) -> Unfit:
    return Unfit(
        f"This recording is of the kind {name}, which many phones cannot play.",
        "Save it again as MP3 (sound) or MP4 (video) and use that.",
        "media-held-back",
    )
