"""Where in an MP4 file the pictures and sounds of a track lie: only these stretches are published."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from slc_site.render.containers.boxes import Box, boxes, find
from slc_site.render.containers.rewrite import damaged

Range = tuple[int, int]
"""Where a stretch of the file begins, and where it ends."""


def chunk_ranges(data: bytearray, table: Box) -> list[Range]:
    """Return the stretches that a sample table (`stbl`) names, one for each chunk."""
    offsets = _offsets(data, table)
    ends = _ends(data, table)
    runs = _runs(data, table)
    ranges: list[Range] = []
    sample = run = 0
    for chunk, offset in enumerate(offsets, start=1):
        while run + 1 < len(runs) and runs[run + 1][0] <= chunk:
            run += 1
        following = min(sample + (runs[run][1] if runs else 0), len(ends) - 1)
        if following > sample:
            ranges.append((offset, offset + ends[following] - ends[sample]))
        sample = following
    return ranges


def _offsets(data: bytearray, table: Box) -> tuple[int, ...]:
    for kind, form in ((b"stco", "I"), (b"co64", "Q")):
        if (box := find(data, table, kind)) is not None:
            (count,) = _unpack(data, box, 4, ">I")
            return _numbers(data, box, 8, form, count)
    return ()


def _ends(data: bytearray, table: Box) -> Sequence[int]:
    """Return, for each number of samples, how many bytes the first so many have together."""
    if (box := find(data, table, b"stsz")) is not None:
        size, count = _unpack(data, box, 4, ">II")
        if size:
            return range(0, size * count + 1, size)
        return list(accumulate(_numbers(data, box, 12, "I", count), initial=0))
    if (box := find(data, table, b"stz2")) is not None:
        width, count = _unpack(data, box, 4, ">II")
        if width & 0xFF == 4:
            packed = _numbers(data, box, 12, "B", (count + 1) // 2)
            halves = [half for byte in packed for half in (byte >> 4, byte & 15)]
            return list(accumulate(halves[:count], initial=0))
        form = "B" if width & 0xFF == 8 else "H"
        return list(accumulate(_numbers(data, box, 12, form, count), initial=0))
    return (0,)


def _runs(data: bytearray, table: Box) -> list[tuple[int, int]]:
    """Return pairs: from which chunk on, how many samples each chunk holds."""
    box = find(data, table, b"stsc")
    if box is None:
        return []
    (count,) = _unpack(data, box, 4, ">I")
    flat = _numbers(data, box, 8, "I", 3 * count)
    return list(zip(flat[0::3], flat[1::3], strict=True))


class Fragment(Struct, frozen=True):
    """A stretch of one track's samples, as a movie fragment names it."""

    track: int
    box: Box
    """The `traf` that names it."""
    ranges: tuple[Range, ...]


def default_sizes(data: bytearray, moov: Box) -> dict[int, int]:
    """Return the size of a sample, by track, where fragments do not say."""
    extends = find(data, moov, b"mvex")
    sizes: dict[int, int] = {}
    for box in boxes(data, extends.body, extends.end) if extends else ():
        if box.kind == b"trex":
            track, _description, _duration, size = _unpack(data, box, 4, ">IIII")
            sizes[track] = size
    return sizes


def fragments(data: bytearray, moof: Box, at: int, defaults: Mapping[int, int]) -> Iterator[Fragment]:
    """Yield what a fragment (`moof`, alone in `data`, at `at` in the file) says of each track."""
    behind = at
    """Where the data of the `traf` before ends: where this one's begins if it does not say."""
    for traf in boxes(data, moof.body, moof.end):
        if traf.kind != b"traf":
            continue
        head = find(data, traf, b"tfhd")
        if head is None:
            raise damaged("a part of it cannot be read")
        flags, track = _unpack(data, head, 0, ">II")
        base, size = at if flags & 0x20000 else behind, defaults.get(track, 0)
        place = 8
        if flags & 1:
            (base,) = _unpack(data, head, place, ">Q")
            place += 8
        place += 4 * ((flags >> 1 & 1) + (flags >> 3 & 1))
        if flags & 0x10:
            (size,) = _unpack(data, head, place, ">I")
        ranges: list[Range] = []
        behind = base
        for run in boxes(data, traf.body, traf.end):
            if run.kind == b"trun":
                stretch = _run(data, run, base, behind, size)
                ranges.append(stretch)
                behind = stretch[1]
        yield Fragment(track, traf, tuple(ranges))


def _run(data: bytearray, run: Box, base: int, behind: int, size: int) -> Range:
    flags, count = _unpack(data, run, 0, ">II")
    place, start = 8, behind
    if flags & 1:
        (offset,) = _unpack(data, run, place, ">i")
        start, place = base + offset, place + 4
    if flags & 4:
        place += 4
    if not flags & 0x200:
        return start, start + size * count
    fields = (flags >> 8 & 0xF).bit_count()
    flat = _numbers(data, run, place, "I", fields * count)
    return start, start + sum(flat[flags >> 8 & 1 :: fields])


def _unpack(data: bytearray, box: Box, place: int, form: str) -> tuple[int, ...]:
    """Return the numbers at `place` of a box's body; raise `Unfit` where the body is too short."""
    if place + struct.calcsize(form) > box.length:
        raise damaged("a part of it cannot be read")
    return struct.unpack_from(form, data, box.body + place)


def _numbers(data: bytearray, box: Box, place: int, form: str, count: int) -> tuple[int, ...]:
    """Return `count` numbers of the form that `struct` calls `form`, from `place` of a box's body on."""
    if place + count * struct.calcsize(f">{form}") > box.length:
        raise damaged("a part of it cannot be read")
    return struct.unpack_from(f">{count}{form}", data, box.body + place)
