"""Ogg with Opus or Vorbis: title, artist and program are blanked where they stand."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from slc_site.render.containers.rewrite import Copy, Piece, Rewrite, damaged, exactly, held_back, joined
from slc_site.render.media import RecordingKind

_HEADER = struct.Struct("<4sBBqIIIB")
_OPUS_RATE = 48_000
_FIRST = 2
"""The flag of a page that begins a stream."""
_LARGEST_COMMENT = 32 << 20
_COMMENTS = {b"OpusTags": 0, b"\x03vorbis": 1}
"""How a comment packet begins, and how many bytes follow the comments: Vorbis ends with a set bit."""


@dataclass(slots=True)
class Page:
    """A page of an Ogg file: a head, and a body of pieces of packets."""

    start: int
    head: bytearray
    body: int
    """Where its body begins in the file."""
    length: int
    """Of its body."""

    @property
    def end(self) -> int:
        """Where the next page begins."""
        return self.body + self.length

    @property
    def lacing(self) -> bytes:
        """The lengths of the pieces; one of 255 bytes is continued by the next."""
        return bytes(self.head[_HEADER.size :])

    @property
    def played(self) -> int:
        """How many samples have been played when it ends; less than 0: no sound ends in it."""
        return int.from_bytes(self.head[6:14], "little", signed=True)


def rewrite(source: BinaryIO, size: int) -> Rewrite:
    """Return the pieces of an Ogg file of `size` bytes; raise `Unfit` if it is not one sound."""
    pages = pages_of(source, size)
    pieces: list[Piece] = []
    serial: bytes | None = None
    sounding = False
    seconds = length = 0.0
    rate = 0
    for page in pages:
        if page.head[5] & _FIRST:
            if serial is not None and not sounding:
                raise held_back("This recording holds more than one sound, or a video of a rare kind.")
            rate = _rate(source, page)
            serial, sounding = bytes(page.head[14:18]), False
            seconds, length = seconds + length, 0.0
            pieces.append(Copy(page.start, page.end - page.start))
        elif bytes(page.head[14:18]) != serial:
            raise held_back("This recording holds more than one sound, or a video of a rare kind.")
        elif sounding:
            pieces.append(Copy(page.start, page.end - page.start))
            length = max(length, page.played / rate)
        else:
            pieces += _comment_pages(source, page, pages)
            sounding = True
    if not sounding:
        raise damaged("there is no sound in it")
    return Rewrite(RecordingKind.SOUND, ".ogg", "audio/ogg", joined(pieces), seconds=seconds + length)


def pages_of(source: BinaryIO, size: int) -> Iterator[Page]:
    """Yield the whole pages from the beginning; what follows the last of them is not part of the sound."""
    start = 0
    while start + _HEADER.size <= size:
        head = exactly(source, start, _HEADER.size)
        if head[:5] != b"OggS\0":
            return
        lacing = source.read(head[26])
        page = Page(start, bytearray(head + lacing), start + _HEADER.size + head[26], sum(lacing))
        if len(lacing) != head[26] or page.end > size:
            return
        yield page
        start = page.end


def _rate(source: BinaryIO, page: Page) -> int:
    """Return how many samples a second the sound has that begins on this page."""
    begin = exactly(source, page.body, min(page.length, 16))
    if begin.startswith(b"OpusHead"):
        return _OPUS_RATE
    if begin.startswith(b"\x01vorbis"):
        return int.from_bytes(begin[12:16], "little") or _OPUS_RATE
    raise held_back("This Ogg recording is neither Opus nor Vorbis, which is all that web pages play.")


def _comment_pages(source: BinaryIO, page: Page, rest: Iterator[Page]) -> list[Piece]:
    """Return the pages from `page` to the one in which the comments end, without the comments."""
    pages = [page]
    lengths = [_unfinished(page.lacing)]
    while not _ends(pages[-1].lacing):
        following = next(rest, None)
        if following is None or sum(lengths) > _LARGEST_COMMENT:
            raise damaged("it ends before the sound begins")
        pages.append(following)
        lengths.append(_unfinished(following.lacing))
    bodies = [exactly(source, part.body, part.length) for part in pages]
    packet = b"".join(body[:length] for body, length in zip(bodies, lengths, strict=True))
    blank = blank_comments(packet)
    done = 0
    pieces: list[Piece] = []
    for part, body, length in zip(pages, bodies, lengths, strict=True):
        new = blank[done : done + length] + body[length:]
        done += length
        part.head[22:26] = bytes(4)
        part.head[22:26] = struct.pack("<I", checksum(bytes(part.head) + new))
        pieces.append(bytes(part.head) + new)
    return pieces


def _unfinished(lacing: bytes) -> int:
    """Return how many bytes of the page belong to the packet that it begins with."""
    total = 0
    for length in lacing:
        total += length
        if length < 255:
            break
    return total


def _ends(lacing: bytes) -> bool:
    return any(length < 255 for length in lacing)


def blank_comments(packet: bytes) -> bytes:
    """Return a comment packet of the same length that says nothing: no comment, and spaces for a program."""
    for beginning, after in _COMMENTS.items():
        room = len(packet) - len(beginning) - 8 - after
        if packet.startswith(beginning) and room >= 0:
            return beginning + struct.pack("<I", room) + b" " * room + bytes(4) + b"\x01" * after
    raise damaged("its description cannot be read")


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return tuple(table)


_TABLE = _table()


def checksum(page: bytes) -> int:
    """Return the checksum of a page whose own checksum is zero: CRC-32 with the bits in plain order."""
    value = 0
    for byte in page:
        value = (value << 8 ^ _TABLE[value >> 24 ^ byte]) & 0xFFFFFFFF
    return value
