"""The boxes of MP4 and MOV, in memory: how they are found, and blanked without moving anything."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.render.containers.rewrite import damaged


class Box(Struct, frozen=True):
    """A box: four letters that say what it is, and a body."""

    kind: bytes
    start: int
    body: int
    """Where the body begins."""
    end: int

    @property
    def length(self) -> int:
        """Of the body, in bytes."""
        return self.end - self.body


def box_at(head: bytes, start: int, limit: int) -> Box:
    """Return the box whose first (up to) 16 bytes are `head` and that must end by `limit`."""
    if len(head) < 8:
        raise damaged("it ends in the middle")
    size, kind, body = int.from_bytes(head[:4], "big"), head[4:8], start + 8
    if size == 1:
        size, body = int.from_bytes(head[8:16], "big"), start + 16
    elif size == 0:
        size = limit - start
    if start + size > limit or start + size < body:
        raise damaged("a part of it claims to be longer than the file is")
    return Box(kind, start, body, start + size)


def boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between `start` and `end`; fewer than eight bytes at the end are zeroed (QuickTime)."""
    while end - start >= 8:
        if not any(data[start : start + 4]):  # a list's end, as QuickTime writes it
            break
        box = box_at(bytes(data[start : start + 16]), start, end)
        yield box
        start = box.end
    data[start:end] = bytes(end - start)


def find(data: bytearray, parent: Box, *path: bytes) -> Box | None:
    """Return the first box of each kind inside the one before, or None."""
    box: Box | None = parent
    for kind in path:
        if box is None:
            return None
        box = next((child for child in boxes(data, box.body, box.end) if child.kind == kind), None)
    return box


def blank(data: bytearray, box: Box) -> None:
    """Make it a box of the same size that every reader skips, full of zeros."""
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.length)


def kinds(words: str) -> frozenset[bytes]:
    """Return the kinds of boxes that are named in `words`, with blanks between."""
    return frozenset(word.encode() for word in words.split())
