"""Which bytes of an MP4's media data belong to a picture or sound; what is between them must be nothing.

A track that was taken away, such as a phone's notes of where it was, may have left its data behind.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from slc_site.inspect.mp4_boxes import Box, boxes, first
from slc_site.inspect.source import UnreadableError

_Range = tuple[int, int]


class Samples:
    """Gathers the stretches of a file that hold samples."""

    def __init__(self) -> None:
        self._ranges: list[_Range] = []
        self._sizes: dict[int, int] = {}
        """Of a sample in a fragment, by the track's number, unless the fragment says otherwise."""

    def gaps(self, data: Iterable[_Range]) -> Iterator[_Range]:
        """Yield the stretches of `data` that no sample covers."""
        covered = sorted(self._ranges)
        at = 0
        for start, end in sorted(data):
            while at < len(covered) and covered[at][0] < end:
                if covered[at][0] > start:
                    yield start, covered[at][0]
                start = max(start, covered[at][1])
                if start > end:  # it goes on in what comes next
                    break
                at += 1
            if start < end:
                yield start, end

    def track(self, data: bytes, table: Box) -> None:
        """Take in the samples that a track's table lists."""
        each, sizes = _sizes(data, table)
        runs = _numbers(data, first(data, table, b"stsc"), 3)
        near, far = first(data, table, b"stco"), first(data, table, b"co64")
        starts = _numbers(data, near, 1) + _numbers(data, far, 1, "Q")
        at = run = 0
        for number, (start,) in enumerate(starts, 1):
            while run + 1 < len(runs) and runs[run + 1][0] <= number:
                run += 1
            count = runs[run][1] if runs else 0
            self._add(start, each * count or sum(sizes[at : at + count]))
            at += count

    def defaults(self, data: bytes, moov: Box) -> None:
        """Take in how large samples of fragments are that do not say so."""
        extends = first(data, moov, b"mvex")
        for box in boxes(data, extends.body, extends.end) if extends else ():
            if box.kind == b"trex" and box.end - box.body >= 20:
                track, size = struct.unpack_from(">I8xI", data, box.body + 4)
                self._sizes[track] = size

    def fragment(self, data: bytes, moof: Box, place: int) -> None:
        """Take in the samples of a fragment; `place` is where it stands in the file."""
        after = place
        for traf in boxes(data, moof.body, moof.end):
            head = first(data, traf, b"tfhd") if traf.kind == b"traf" else None
            if head is not None:
                try:
                    after = self._runs(data, traf, head, place, after)
                except struct.error:
                    raise UnreadableError("the part that says how to play it cannot be read") from None

    def _runs(self, data: bytes, traf: Box, head: Box, place: int, after: int) -> int:
        flags, track = struct.unpack_from(">II", data, head.body)
        at = head.body + 8
        base = place if flags & 0x20000 else after
        if flags & 1:
            (base,) = struct.unpack_from(">Q", data, at)
            at += 8
        at += 4 * bool(flags & 2) + 4 * bool(flags & 8)
        size = int.from_bytes(data[at : at + 4], "big") if flags & 0x10 else self._sizes.get(track, 0)
        end = base
        for run in boxes(data, traf.body, traf.end):
            if run.kind == b"trun":
                end = self._run(data, run, base, end, size)
        return end

    def _run(self, data: bytes, run: Box, base: int, start: int, size: int) -> int:
        flags, count = struct.unpack_from(">II", data, run.body)
        flags &= 0xFFFFFF
        at = run.body + 8
        if flags & 1:
            start = base + int.from_bytes(data[at : at + 4], "big", signed=True)
            at += 4
        at += 4 * bool(flags & 4)
        if flags & 0x200:
            step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
            at += 4 * bool(flags & 0x100)
            if at + step * (count - 1) + 4 > run.end:
                raise UnreadableError("a part of it claims to be longer than it can be")
            places = range(at, at + step * count, step)
            length = sum(int.from_bytes(data[place : place + 4], "big") for place in places)
        else:
            length = size * int(count)
        self._add(start, length)
        return start + length

    def _add(self, start: int, length: int) -> None:
        if self._ranges and self._ranges[-1][1] == start:
            self._ranges[-1] = (self._ranges[-1][0], start + length)
        elif length:
            self._ranges.append((start, start + length))


def _sizes(data: bytes, table: Box) -> tuple[int, list[int]]:
    """Return how large the samples of a track are, in bytes: all the same, or 0 and each of them."""
    plain, packed = first(data, table, b"stsz"), first(data, table, b"stz2")
    try:
        if plain is not None:
            each, count = struct.unpack_from(">II", data, plain.body + 4)
            return each, [] if each else list(struct.unpack_from(f">{count}I", data, plain.body + 12))
        if packed is None:
            return 0, []
        bits, count = struct.unpack_from(">3xBI", data, packed.body + 4)
        if bits == 16:
            return 0, list(struct.unpack_from(f">{count}H", data, packed.body + 12))
    except struct.error:
        raise UnreadableError("the part that says how to play it cannot be read") from None
    body = data[packed.body + 12 : packed.end]
    halves = [half for byte in body for half in (byte >> 4, byte & 15)]
    return 0, (halves if bits == 4 else list(body))[:count]


def _numbers(data: bytes, box: Box | None, columns: int, form: str = "I") -> list[tuple[int, ...]]:
    """Return the rows of a table that says how many it has."""
    if box is None:
        return []
    row = struct.Struct(f">{columns}{form}")
    count = int.from_bytes(data[box.body + 4 : box.body + 8], "big")
    start, end = box.body + 8, box.body + 8 + count * row.size
    if end > box.end:
        raise UnreadableError("the part that says how to play it cannot be read")
    return list(row.iter_unpack(data[start:end]))
