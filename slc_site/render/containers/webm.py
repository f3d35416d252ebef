"""WebM: every element that playing does not need becomes a void of the same length, so that nothing moves.

A file is a tree of elements (EBML), each an identity, a length and a body. `_KEPT` names the elements that
may stay, below each parent; titles, tags, dates, attachments and what nobody has heard of are not among them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from slc_site.render.containers.ogg import blank_comments
from slc_site.render.containers.rewrite import (
    Copy,
    Piece,
    Rewrite,
    Zeros,
    damaged,
    exactly,
    held_back,
    joined,
)
from slc_site.render.media import RecordingKind

_HEADER, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_SEEK_HEAD, _SEEK, _SEEK_ID = 0x114D9B74, 0x4DBB, 0x53AB
_INFO, _TRACKS, _TRACK, _CUES = 0x1549A966, 0x1654AE6B, 0xAE, 0x1C53BB6B
_DOCTYPE, _TRACK_TYPE, _CODEC, _PRIVATE = 0x4282, 0x83, 0x86, 0x63A2
_MUXING_APP, _WRITING_APP = 0x4D80, 0x5741
_SCALE, _DURATION, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0xB0, 0xBA
_VIDEO, _AUDIO, _COLOUR = 0xE0, 0xE1, 0x55B0
_GROUP, _CUE_POINT, _CUE_POSITIONS = 0xA0, 0xBB, 0xB7
_ENCODINGS = 0x6D80
_VOID = 0xEC

_TRACK_NUMBERS = (
    *(0xD7, 0x73C5, _TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C),  # number, uid, type, flags
    *(0x22B59C, 0x23E383, _CODEC, _PRIVATE, 0x56AA, 0x56BB),  # language, duration, codec, delays
    *(_VIDEO, _AUDIO),
)
_KEPT: Mapping[int, frozenset[int]] = {
    _HEADER: frozenset((0x4286, 0x42F7, 0x42F2, 0x42F3, _DOCTYPE, 0x4287, 0x4285)),
    _SEGMENT: frozenset((_SEEK_HEAD, _INFO, _TRACKS, _CUES, _CLUSTER)),
    _SEEK_HEAD: frozenset((_SEEK,)),
    _SEEK: frozenset((_SEEK_ID, 0x53AC)),
    _INFO: frozenset((_SCALE, _DURATION, _MUXING_APP, _WRITING_APP)),
    _TRACKS: frozenset((_TRACK,)),
    _TRACK: frozenset(_TRACK_NUMBERS),
    _VIDEO: frozenset(
        (0x9A, _WIDTH, _HEIGHT, 0x54B0, 0x54BA, 0x54B2, 0x54AA, 0x54BB, 0x54CC, 0x54DD, _COLOUR)
    ),
    _COLOUR: frozenset(range(0x55B1, 0x55BE)),
    _AUDIO: frozenset((0xB5, 0x78B5, 0x9F, 0x6264)),
    _CUES: frozenset((_CUE_POINT,)),
    _CUE_POINT: frozenset((0xB3, _CUE_POSITIONS)),
    _CUE_POSITIONS: frozenset((0xF7, 0xF1, 0xF0, 0xB2, 0x5378)),
    _CLUSTER: frozenset((0xE7, 0xA3, 0xA7, 0xAB, _GROUP)),
    _GROUP: frozenset((0xA1, 0x9B, 0xFB, 0x75A2)),
}
_SMALL = 1 << 20
"""Only pictures and sound are longer; whatever else says it is becomes a void or is refused."""


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of the tree: what it is (`id`), where it starts, where its body does, where it ends."""

    id: int
    start: int
    body: int
    end: int


@dataclass(slots=True)
class _Found:
    """What is learnt on the way through the file."""

    types: set[int] = field(default_factory=set)
    codecs: set[str] = field(default_factory=set)
    blocks: int = 0
    header: dict[int, bytes] = field(default_factory=dict)
    """What it says of its length and size."""

    def number(self, identity: int, otherwise: int = 0) -> int:
        return int.from_bytes(self.header[identity], "big") if identity in self.header else otherwise

    @property
    def seconds(self) -> float:
        """How long it plays; 0 when it does not say, as a live recording cannot."""
        said = self.header.get(_DURATION, b"")
        if len(said) not in (4, 8):
            return 0.0
        (length,) = struct.unpack(">f" if len(said) == 4 else ">d", said)
        return float(length) * self.number(_SCALE, 1_000_000) / 1e9


def rewrite(source: BinaryIO, size: int) -> Rewrite:
    """Return the pieces of a WebM file of `size` bytes; raise `Unfit` if it is something else."""
    found = _Found()
    pieces = joined(_walk(source, None, elements(source, 0, size), found))
    if not found.blocks or not found.types:
        raise damaged("there is nothing in it to play")
    if found.types - {1, 2} or found.codecs - {"V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"}:
        raise held_back("This WebM recording holds something other than what web pages play.")
    if 1 in found.types:
        width, height = found.number(_WIDTH), found.number(_HEIGHT)
        return Rewrite(RecordingKind.VIDEO, ".webm", "video/webm", pieces, (), width, height, found.seconds)
    return Rewrite(RecordingKind.SOUND, ".webm", "audio/webm", pieces, seconds=found.seconds)


def _walk(
    source: BinaryIO, parent: int | None, children: Iterator[Element], found: _Found
) -> Iterator[Piece]:
    kept = frozenset((_HEADER, _SEGMENT)) if parent is None else _KEPT[parent]
    for element in children:
        length = element.end - element.body
        if element.id not in kept or (element.id == _SEEK and not _leads_to_kept(source, element)):
            if element.id == _ENCODINGS:
                raise held_back("This WebM recording is packed or locked in a rare way.")
            yield from _void(element)
        elif element.id in _KEPT:
            yield Copy(element.start, element.body - element.start)
            yield from _walk(source, element.id, elements(source, element.body, element.end), found)
        else:
            yield Copy(element.start, element.body - element.start)
            yield _leaf(source, element, length, found)


def _leaf(source: BinaryIO, element: Element, length: int, found: _Found) -> Piece:
    if element.id in (0xA1, 0xA3):
        found.blocks += 1
        return Copy(element.body, length)
    if length > _SMALL:
        raise damaged("a part of it claims to be longer than it can be")
    body = exactly(source, element.body, length)
    if element.id == _DOCTYPE and body.rstrip(b"\0") != b"webm":
        raise held_back("This recording is of the kind Matroska (MKV), which many phones cannot play.")
    if element.id in (_MUXING_APP, _WRITING_APP):
        return Zeros(length)
    if element.id in (_SCALE, _DURATION, _WIDTH, _HEIGHT):
        found.header.setdefault(element.id, body)
    if element.id == _TRACK_TYPE:
        found.types.add(int.from_bytes(body, "big"))
    if element.id == _CODEC:
        found.codecs.add(body.rstrip(b"\0").decode("ascii", "replace"))
    if element.id == _PRIVATE:
        return _without_comments(body)
    return body


def _leads_to_kept(source: BinaryIO, seek: Element) -> bool:
    """Say if an entry of the table of contents points at something that is still there."""
    for element in elements(source, seek.body, seek.end):
        if element.id == _SEEK_ID and element.end - element.body <= 4:
            body = exactly(source, element.body, element.end - element.body)
            return int.from_bytes(body, "big") in _KEPT[_SEGMENT]
    return False


def _without_comments(private: bytes) -> bytes:
    """Return what a decoder needs to begin; in Vorbis's, three packets in one, the second is comments."""
    if private[:1] != b"\x02":
        return private
    at, lengths = 1, []
    for _ in range(2):
        length = 0
        while at < len(private) and private[at] == 255:
            length, at = length + 255, at + 1
        if at >= len(private):
            raise damaged("its description cannot be read")
        lengths.append(length + private[at])
        at += 1
    first = at + lengths[0]
    second = first + lengths[1]
    if not private[at:].startswith(b"\x01vorbis") or second > len(private):
        return private
    return private[:first] + blank_comments(private[first:second]) + private[second:]


def elements(source: BinaryIO, start: int, end: int) -> Iterator[Element]:
    """Yield the elements between two places of the file; raise `Unfit` where there is none."""
    while start < end:
        element = _element_at(source, start, end)
        yield element
        start = element.end


def _element_at(source: BinaryIO, start: int, limit: int) -> Element:
    source.seek(start)
    head = source.read(min(12, limit - start))
    wide = _width(head[:1], 4)
    identity = int.from_bytes(head[:wide], "big")
    length_wide = _width(head[wide : wide + 1], 8)
    if len(head) < wide + length_wide:
        raise damaged("it ends in the middle")
    bits = 7 * length_wide
    length = int.from_bytes(head[wide : wide + length_wide], "big") & (1 << bits) - 1
    body = start + wide + length_wide
    if length == (1 << bits) - 1:
        return Element(identity, start, body, _end_of_endless(source, identity, body, limit))
    if body + length > limit:
        raise damaged("a part of it claims to be longer than it can be")
    return Element(identity, start, body, body + length)


def _end_of_endless(source: BinaryIO, identity: int, body: int, limit: int) -> int:
    """Return where an element ends that does not say so: a live recording cannot know how long it will be."""
    if identity == _SEGMENT:
        return limit
    if identity != _CLUSTER:
        raise damaged("a part of it does not say how long it is")
    while body < limit:
        element = _element_at(source, body, limit)
        if element.id > 0xFFFFFF:  # the parts of a segment, and only they, have an identity of four bytes
            break
        body = element.end
    return body


def _width(first: bytes, most: int) -> int:
    """Return how many bytes a number has, from the zeros that its first byte begins with."""
    width = 9 - first[0].bit_length() if first else 9
    if width > most:
        raise damaged("a part of it cannot be read")
    return width


def _void(element: Element) -> tuple[Piece, ...]:
    """Return the pieces of an element of the same length that says nothing."""
    total = element.end - element.start
    wide = min(8, element.body - element.start - 1)
    length = total - 1 - wide
    if length >= (1 << 7 * wide) - 1:
        raise damaged("a part of it claims to be longer than it can be")
    return bytes((_VOID,)) + (length | 1 << 7 * wide).to_bytes(wide, "big"), Zeros(length)
