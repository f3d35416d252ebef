"""WebM: a tree of elements, of which only those of the list may be.

Elements are known by their numbers; https://www.matroska.org/technical/elements.html names them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.inspect import marks
from slc_site.inspect.ogg import comments
from slc_site.inspect.source import Source, UnreadableError

_EBML, _SEGMENT, _CLUSTER, _VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
_TRACK_TYPE, _PRIVATE = 0x83, 0x63A2
_PROGRAMS = frozenset((0x4D80, 0x5741))
"""Who put it together, who wrote it."""
_BRANCHES = frozenset(
    (
        *(_EBML, _SEGMENT, _CLUSTER),
        *(0x114D9B74, 0x4DBB),  # where parts are
        *(0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0xE1, 0x55B0),  # the whole, its tracks, picture, sound, colours
        *(0xA0, 0x1C53BB6B, 0xBB, 0xB7),  # groups of blocks, and where to jump
    )
)
_LEAVES = frozenset(
    (
        *(0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285, 0xBF),  # versions, kind, checksum
        *(0x53AB, 0x53AC, 0x2AD7B1, 0x4489),  # places, unit of time, duration
        *(0xD7, 0x73C5, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x22B59C, 0x22B59D),  # of a track
        *(0x23E383, 0x86, 0x56AA, 0x56BB),  # its codec
        *(0x9A, 0x9D, 0xB0, 0xBA, 0x54B0, 0x54BA, 0x54B2, 0x54AA, 0x54BB, 0x54CC, 0x54DD, 0x53B8, 0x53C0),
        *(0xB5, 0x78B5, 0x9F, 0x6264),  # of sound
        *(0xE7, 0xA3, 0xA7, 0xAB, 0xA1, 0x9B, 0xFB, 0x75A2),  # times, blocks
        *(0xB3, 0xF7, 0xF1, 0xF0, 0xB2, 0x5378),  # of jumps
        *range(0x55B1, 0x55BE),  # of colours
    )
)
_NAMED = {
    0x1254C367: marks.TAGS,
    0x1941A469: "a file inside of it",
    0x1043A770: marks.TAGS,  # chapters
    0x7BA9: marks.TAGS,  # the title
    0x536E: marks.TAGS,  # a track's name
    0x7384: "the name of a file",
    0x4461: marks.DATE,
}
_SMALL = 1 << 20


class _Element(Struct, frozen=True):
    id: int
    body: int
    end: int
    """Of one that does not say where it ends: where what it is part of does."""


def webm(source: Source) -> Iterator[str]:
    """Yield what a WebM recording tells besides what one sees and hears.

    Raises:
        UnreadableError: it is not a whole one.
    """
    if source.head(0, 4) != b"\x1a\x45\xdf\xa3":
        raise UnreadableError("it begins like something else")
    start, blocks = 0, 0
    ends = [source.size]
    while start < source.size:
        while start >= ends[-1] and len(ends) > 1:
            ends.pop()
        element = _element(source, start, ends[-1])
        blocks += element.id in (0xA1, 0xA3)
        if element.id in _BRANCHES:
            ends.append(element.end)
            start = element.body
            continue
        yield from _leaf(source, element)
        start = element.end
    if not blocks:
        raise UnreadableError("there is nothing in it to play")


def _leaf(source: Source, element: _Element) -> Iterator[str]:
    if element.id == _VOID:
        if not source.is_blank(element.body, element.end):
            yield marks.HIDDEN
    elif element.id in _PROGRAMS:
        if not source.is_blank(element.body, element.end):
            yield marks.PROGRAM
    elif element.id == _TRACK_TYPE:
        if int.from_bytes(_body(source, element), "big") not in (1, 2):  # neither pictures nor sound
            yield marks.DATA_TRACK
    elif element.id == _PRIVATE:
        yield from _private(_body(source, element))
    elif element.id not in _LEAVES:
        yield _NAMED.get(element.id) or marks.part(f"{element.id:X}")


def _private(body: bytes) -> Iterator[str]:
    """Look into what a decoder needs to begin; in Vorbis's, three packets in one, the second is comments."""
    if body[:1] != b"\x02" or b"\x01vorbis" not in body[:600]:
        return
    at, lengths = 1, []
    for _ in range(2):
        length = 0
        while at < len(body) and body[at] == 255:
            length, at = length + 255, at + 1
        if at >= len(body):
            raise UnreadableError("its description cannot be read")
        lengths.append(length + body[at])
        at += 1
    yield from comments(body[at + lengths[0] : at + sum(lengths)])


def _body(source: Source, element: _Element) -> bytes:
    if element.end - element.body > _SMALL:
        raise UnreadableError("a part of it claims to be longer than it can be")
    return source.at(element.body, element.end - element.body)


def _element(source: Source, start: int, limit: int) -> _Element:
    head = source.head(start, 12)
    wide = _width(head[:1], 4)
    also = _width(head[wide : wide + 1], 8)
    number = int.from_bytes(head[:wide], "big")
    body, bits = start + wide + also, 7 * also
    length = int.from_bytes(head[wide : wide + also], "big") & (1 << bits) - 1
    if length == (1 << bits) - 1:  # a live recording cannot know how long it will be
        if number not in (_SEGMENT, _CLUSTER):
            raise UnreadableError("a part of it does not say how long it is")
        return _Element(number, body, limit)
    if body + length > limit:
        raise UnreadableError("a part of it claims to be longer than it can be")
    return _Element(number, body, body + length)


def _width(first: bytes, most: int) -> int:
    """Return how many bytes a number has: one more than the zeros its first byte begins with."""
    width = 9 - first[0].bit_length() if first else 9
    if width > most:
        raise UnreadableError("a part of it cannot be read")
    return width
