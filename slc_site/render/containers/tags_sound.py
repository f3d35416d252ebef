"""What an MP3, WAV or Ogg tells: ID3 and APE, chunks of RIFF, comments of Vorbis and Opus."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from slc_site.render.containers.ogg import pages_of
from slc_site.render.containers.rewrite import exactly
from slc_site.render.containers.tag_names import trace_of
from slc_site.render.media import Trace

_MUCH = 1 << 20
"""So many bytes of tags are looked through; a cover picture fills more, and has been seen by then."""
_ID3V1 = 128
_NO_WORDS = ("TSSE", "TSS", "TLEN", "TLE", "TBPM", "TBP", "TXXX", "TXX")
"""Frames of ID3 that begin like words, and are about the file or looked at by their own name."""
_NAMED = ("TXXX", "TXX")
_DATES = re.compile(r"TD(?!LY)|TYE|TIM|TRDA|TRD|TORY|TOR")


def of_mp3(source: BinaryIO, size: int) -> Iterator[Trace]:
    """Yield what stands in tags before and behind the sound."""
    yield from _of_id3(exactly(source, 0, min(size, _MUCH)))
    end = exactly(source, max(0, size - _MUCH), min(size, _MUCH))
    last = end[-_ID3V1:]
    if last[:3] == b"TAG":
        if last[3:93].strip(b" \0") or last[97:125].strip(b" \0"):
            yield Trace.WORDS
        if last[93:97].strip(b" \0"):
            yield Trace.TIME
    if b"APETAGEX" in end or b"LYRICSBEGIN" in end:
        yield Trace.WORDS


def _of_id3(data: bytes) -> Iterator[Trace]:
    """Yield what the frames of an ID3 tag tell, if there is one; its versions 2.2, 2.3 and 2.4."""
    if data[:3] != b"ID3" or len(data) < 10:
        return
    version = data[3]
    end = 10 + _seven_bits(data[6:10])
    at = 10 + (_id3_number(data[10:14], version) if data[5] & 0x40 else 0)
    letters, head = (3, 6) if version == 2 else (4, 10)
    while at + head <= min(end, len(data)) and data[at]:
        name = data[at : at + letters].decode("latin-1")
        length = (
            int.from_bytes(data[at + 3 : at + 6], "big")
            if version == 2
            else _id3_number(data[at + 4 : at + 8], version)
        )
        if (trace := _of_frame(name, data[at + head : at + head + length])) is not None:
            yield trace
        at += head + length


def _of_frame(name: str, body: bytes) -> Trace | None:
    if name in _NAMED:
        # after how it is written comes a name, then what it says
        return trace_of(body[1:200].replace(b"\0", b"").decode("latin-1"))
    if name in ("APIC", "PIC"):
        return Trace.PREVIEW
    if _DATES.match(name):
        return Trace.TIME
    return None if name in _NO_WORDS or not body.strip(b"\0") else Trace.WORDS


def _id3_number(four: bytes, version: int) -> int:
    return _seven_bits(four) if version == 4 else int.from_bytes(four, "big")


def _seven_bits(four: bytes) -> int:
    """Return a number of which each byte holds seven bits."""
    number = 0
    for byte in four:
        number = number << 7 | byte & 0x7F
    return number


def of_wav(source: BinaryIO, size: int) -> Iterator[Trace]:
    """Yield what stands in the chunks that are neither format nor sound."""
    start = 12
    while start + 8 <= size:
        kind, length = struct.unpack("<4sI", exactly(source, start, 8))
        body = exactly(source, start + 8, min(length, size - start - 8, _MUCH)) if kind != b"data" else b""
        if kind == b"LIST" and body[:4] == b"INFO":
            yield from _of_info(body[4:])
        elif kind == b"bext":  # what radio stations write: description, who, with what, date and time
            if body[:320].strip(b" \0"):
                yield Trace.WORDS
            if body[320:338].strip(b" \0:-0"):
                yield Trace.TIME
        elif kind.strip().upper() == b"ID3":
            yield from _of_id3(body)
        elif kind in (b"iXML", b"aXML", b"_PMX", b"cart", b"LIST"):
            yield Trace.WORDS
        start += 8 + length + length % 2


def _of_info(body: bytes) -> Iterator[Trace]:
    at = 0
    while at + 8 <= len(body):
        kind, length = struct.unpack_from("<4sI", body, at)
        if body[at + 8 : at + 8 + length].strip(b" \0") and kind != b"ISFT":  # the program that packed it
            yield Trace.TIME if kind in (b"ICRD", b"IDIT") else Trace.WORDS
        at += 8 + length + length % 2


def of_ogg(source: BinaryIO, size: int) -> Iterator[Trace]:
    """Yield what the comments tell, by their names."""
    packets = bytearray()
    for page in pages_of(source, size):
        packets += exactly(source, page.body, page.length)
        if len(packets) > _MUCH:
            break
    at = max(packets.find(b"OpusTags"), packets.find(b"\x03vorbis") - 1)
    if at < 0:
        return
    at += 8
    (program,) = struct.unpack_from("<I", packets, at)
    at += 4 + program
    (count,) = struct.unpack_from("<I", packets, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<I", packets, at)
        name = packets[at + 4 : at + 4 + min(length, 200)].partition(b"=")[0]
        if (trace := trace_of(name.decode("utf-8", "replace"))) is not None:
            yield trace
        at += 4 + length
