"""PNG, JPEG and GIF: nothing of a child's is published so, but a class's own theme may bring some along."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.inspect import marks
from slc_site.inspect.source import Source, UnreadableError, codes

_PNG = codes("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP sBIT bKGD pHYs acTL fcTL fdAT")
_IN_PNG = {
    b"eXIf": marks.EXIF,
    b"iCCP": marks.PROFILE,
    b"tIME": marks.DATE,
    b"tEXt": marks.WORDS,
    b"zTXt": marks.WORDS,
    b"iTXt": marks.WORDS,
}
_IN_JPEG = (
    (b"Exif\0", marks.EXIF),
    (b"http://ns.adobe.com/", marks.XMP),
    (b"Photoshop 3.0", marks.IPTC),
    (b"ICC_PROFILE", marks.PROFILE),
    (b"MPF\0", marks.PREVIEW),
    (b"JFXX", marks.PREVIEW),
)
_EOI, _SOS, _COM, _APP0, _APP14 = 0xD9, 0xDA, 0xFE, 0xE0, 0xEE
_SHOWN = frozenset((*range(0xC0, 0xD0), 0xDB, 0xDD))
"""Frames, tables and intervals: what a decoder needs."""


def png(source: Source) -> Iterator[str]:
    """Yield what a PNG picture tells besides what one sees.

    Raises:
        UnreadableError: it is not a whole one.
    """
    if source.head(0, 8) != b"\x89PNG\r\n\x1a\n":
        raise UnreadableError("it begins like something else")
    start, kind = 8, b""
    while kind != b"IEND":
        head = source.at(start, 8)
        kind, end = head[4:], start + 12 + int.from_bytes(head[:4], "big")
        if end > source.size:
            raise UnreadableError("a part of it claims to be longer than it can be")
        if kind not in _PNG:
            yield _IN_PNG.get(kind) or marks.part(kind)
        start = end
    if start < source.size:
        yield marks.TRAILING


def jpeg(source: Source) -> Iterator[str]:
    """Yield what a JPEG picture tells besides what one sees.

    Raises:
        UnreadableError: it is not a whole one.
    """
    if source.head(0, 3) != b"\xff\xd8\xff":
        raise UnreadableError("it begins like something else")
    start = 2
    while True:
        sign, marker = source.at(start, 2)
        if sign != 0xFF:
            raise UnreadableError("a part of it cannot be read")
        if marker == 0xFF:  # more of them may stand before a part
            start += 1
            continue
        if marker == _EOI:
            break
        body = source.at(start + 4, int.from_bytes(source.at(start + 2, 2), "big") - 2)
        yield from _segment(marker, body)
        start += 4 + len(body)
        if marker == _SOS:
            start = _next_marker(source, start)
    if start + 2 < source.size:
        yield marks.TRAILING


def _segment(marker: int, body: bytes) -> Iterator[str]:
    if marker == _COM:
        yield marks.COMMENT
    elif marker == _APP0 and body.startswith(b"JFIF\0"):
        if len(body) != 14:
            yield marks.PREVIEW
    elif marker == _APP14 and body.startswith(b"Adobe"):
        if len(body) != 12:
            yield marks.HIDDEN
    elif marker not in _SHOWN and marker != _SOS:
        known = next((mark for sign, mark in _IN_JPEG if body.startswith(sign)), None)
        yield known or marks.part(f"APP{marker & 15}")


def _next_marker(source: Source, start: int) -> int:
    """Return where the coded pixels that begin here end: at a marker that is no part of them."""
    last = b""
    for block in source.blocks(start, source.size):
        data = last + block
        at = data.find(b"\xff")
        while 0 <= at < len(data) - 1:
            if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
                return start - len(last) + at
            at = data.find(b"\xff", at + 1)
        start, last = start + len(block), data[-1:] if data[-1:] == b"\xff" else b""
    raise UnreadableError("it ends in the middle")


def gif(source: Source) -> Iterator[str]:
    """Yield what a GIF picture tells besides what one sees.

    Raises:
        UnreadableError: it is not a whole one.
    """
    head = source.at(0, 13)
    if head[:6] not in (b"GIF87a", b"GIF89a"):
        raise UnreadableError("it begins like something else")
    start = 13 + _colours(head[10])
    while (kind := source.at(start, 1)) != b"\x3b":
        if kind == b"\x2c":
            start += 11 + _colours(source.at(start + 9, 1)[0])
        elif kind == b"\x21":
            label = source.at(start + 1, 1)[0]
            yield from _extension(label, source.head(start + 3, 11))
            start += 2
        else:
            raise UnreadableError("a part of it cannot be read")
        while length := source.at(start, 1)[0]:
            start += 1 + length
        start += 1
    if start + 1 < source.size:
        yield marks.TRAILING


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _extension(label: int, name: bytes) -> Iterator[str]:
    if label == 0xFE:
        yield marks.COMMENT
    elif label == 0xFF and name.startswith(b"XMP"):
        yield marks.XMP
    elif not (label == 0xF9 or (label == 0xFF and name == b"NETSCAPE2.0")):
        yield marks.part(name if label == 0xFF else f"{label:X}")
