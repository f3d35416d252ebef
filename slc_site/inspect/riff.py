"""RIFF, the box that WebP and WAV are packed in: a list of chunks, of which only those of the list may be."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.inspect import marks
from slc_site.inspect.source import Source, UnreadableError

_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_SHOWN = frozenset((b"VP8 ", b"VP8L", b"ANMF"))
_IN_FRAME = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_FRAME_HEAD = 16
"""Bytes at the beginning of one picture of an animation: where it stands and how long."""
_WAVE = frozenset((b"fmt ", b"fact", b"data"))
_FORMATS = frozenset((16, 18, 40))
"""How long the description of a sound is; more of it would be something else."""
_NAMED = {
    b"EXIF": marks.EXIF,
    b"XMP ": marks.XMP,
    b"_PMX": marks.XMP,
    b"ICCP": marks.PROFILE,
    b"LIST": marks.TAGS,
    b"bext": marks.TAGS,
    b"iXML": marks.TAGS,
    b"id3 ": marks.TAGS,
    b"ID3 ": marks.TAGS,
}


class _Chunk(Struct, frozen=True):
    kind: bytes
    body: int
    length: int

    @property
    def end(self) -> int:
        return self.body + self.length + self.length % 2


def webp(source: Source) -> Iterator[str]:
    """Yield what a WebP picture tells besides what one sees.

    Raises:
        UnreadableError: it is not a whole one.
    """
    shown = False
    for chunk in _chunks(source, b"WEBP"):
        shown = shown or chunk.kind in _SHOWN
        if chunk.kind not in _WEBP:
            yield _mark(chunk)
        elif chunk.kind == b"ANMF":
            for inner in _between(source, chunk.body + _FRAME_HEAD, chunk.body + chunk.length):
                if inner.kind not in _IN_FRAME:
                    yield _mark(inner)
    if not shown:
        raise UnreadableError("there is no picture in it")
    yield from _after(source)


def wav(source: Source) -> Iterator[str]:
    """Yield what a WAV sound tells besides what one hears.

    Raises:
        UnreadableError: it is not a whole one.
    """
    heard = False
    for chunk in _chunks(source, b"WAVE"):
        heard = heard or chunk.kind == b"data"
        if chunk.kind not in _WAVE:
            yield _mark(chunk)
        elif (chunk.kind == b"fmt " and chunk.length not in _FORMATS) or (
            chunk.kind == b"fact" and chunk.length != 4
        ):
            yield marks.HIDDEN
    if not heard:
        raise UnreadableError("there is no sound in it")
    yield from _after(source)


def _mark(chunk: _Chunk) -> str:
    return _NAMED.get(chunk.kind) or marks.part(chunk.kind)


def _chunks(source: Source, form: bytes) -> Iterator[_Chunk]:
    head = source.at(0, 12)
    if head[:4] != b"RIFF" or head[8:] != form:
        raise UnreadableError("it begins like something else")
    end = _end(head)
    if end > source.size:
        raise UnreadableError("it ends in the middle")
    yield from _between(source, 12, end)


def _between(source: Source, start: int, end: int) -> Iterator[_Chunk]:
    while start < end:
        head = source.at(start, 8)
        chunk = _Chunk(head[:4], start + 8, int.from_bytes(head[4:], "little"))
        if chunk.body + chunk.length > end:
            raise UnreadableError("a part of it claims to be longer than it can be")
        yield chunk
        start = chunk.end


def _after(source: Source) -> Iterator[str]:
    end = _end(source.at(0, 8))
    if source.size > end + end % 2:
        yield marks.TRAILING


def _end(head: bytes) -> int:
    return 8 + int.from_bytes(head[4:8], "little")
