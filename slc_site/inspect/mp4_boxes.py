"""How the boxes of MP4 stand in each other: a length, four letters, a body."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.inspect.source import Source, UnreadableError


class Box(Struct, frozen=True):
    """A box, and where it stands."""

    kind: bytes
    start: int
    body: int
    end: int


def top_boxes(source: Source) -> Iterator[Box]:
    """Yield the boxes that a file consists of.

    Raises:
        UnreadableError: the last of them does not end with the file.
    """
    start = 0
    while start < source.size:
        box = _box(source.head(start, 16), start, source.size)
        yield box
        start = box.end


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places; up to seven zeros may stand after the last (QuickTime)."""
    while end - start >= 8 and any(data[start : start + 4]):
        box = _box(data[start : start + 16], start, end)
        yield box
        start = box.end
    if any(data[start:end]):
        raise UnreadableError("a part of it cannot be read")


def first(data: bytes, parent: Box, *path: bytes) -> Box | None:
    """Return the first box of each kind inside the one before, or None."""
    found: Box | None = parent
    for kind in path:
        if found is None:
            return None
        found = next((box for box in boxes(data, found.body, found.end) if box.kind == kind), None)
    return found


def _box(head: bytes, start: int, limit: int) -> Box:
    if len(head) < 8:
        raise UnreadableError("it ends in the middle")
    size, body = int.from_bytes(head[:4], "big"), start + 8
    if size == 1:
        size, body = int.from_bytes(head[8:16], "big"), start + 16
    elif size == 0:
        size = limit - start
    if start + size > limit or start + size < body:
        raise UnreadableError("a part of it claims to be longer than it can be")
    return Box(head[4:8], start, body, start + size)
