"""What is published of a recording: a list of pieces, so that nothing is published that nobody named.

A container's module reads the original and answers with the pieces of the new file in their order. Most
of them are zeros or stretches copied from the original, so that a film of 500 MB is never in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

from slc_site.problems import Problem
from slc_site.render.media import RecordingKind, Unfit

BLOCK = 1 << 20
"""How many bytes are moved at a time."""


class Copy(Struct, frozen=True):
    """So many bytes of the original, from `start`."""

    start: int
    length: int


class Zeros(Struct, frozen=True):
    """So many zero bytes, where something must not be seen but its place must not move."""

    length: int


Piece = bytes | Copy | Zeros


class Rewrite(Struct, frozen=True):
    """A recording that is ready to be written anew."""

    kind: RecordingKind
    suffix: str
    """With its dot: `.mp4`."""
    mime: str
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()
    """What is to be said about it; none of them names a file yet."""
    width: int = 0
    """Of a video, in pixels and upright, as is the height; 0: it does not say."""
    height: int = 0
    seconds: float = 0.0
    """How long it plays; 0: it does not say."""
    cut: bool = False
    """It holds pictures that are not shown: somebody shortened a video without taking them out of it."""
    everywhere: bool = False
    """Every browser and telephone plays it as it is, old ones too."""


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbours made one: a film has a hundred thousand frames side by side."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if isinstance(piece, Copy):
            if piece.length == 0:
                continue
            if isinstance(last, Copy) and last.start + last.length == piece.start:
                result[-1] = Copy(last.start, last.length + piece.length)
                continue
        elif isinstance(piece, Zeros):
            if piece.length == 0:
                continue
            if isinstance(last, Zeros):
                result[-1] = Zeros(last.length + piece.length)
                continue
        result.append(piece)
    return tuple(result)


def stream(pieces: Iterable[Piece], source: BinaryIO) -> Iterator[bytes]:
    """Yield the new file's bytes, a block at a time; raise `Unfit` if the original has become shorter."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        if isinstance(piece, Copy):
            source.seek(piece.start)
        left = piece.length
        while left:
            block = source.read(min(left, BLOCK)) if isinstance(piece, Copy) else bytes(min(left, BLOCK))
            if not block:
                raise damaged("it ends in the middle")
            yield block
            left -= len(block)


def exactly(source: BinaryIO, start: int, length: int) -> bytes:
    """Return just these bytes of the original; raise `Unfit` where it ends before them."""
    source.seek(start)
    data = source.read(length)
    if len(data) != length:
        raise damaged("it ends in the middle")
    return data


def damaged(reason: str) -> Unfit:
    """Return the verdict on a recording that does not hold together; `reason` goes on after a colon."""
    return Unfit(
        f"This recording is damaged: {reason}.",
        "Copy it again from the phone or camera, or save it again as MP4 (video) or MP3 (sound).",
        "media-damaged",
    )


def held_back(message: str) -> Unfit:
    """Return the verdict on a recording that cannot be made free of metadata, or cannot be played."""
    return Unfit(message, "Save it again as MP4 (video) or MP3 (sound) and use that.", "media-held-back")
