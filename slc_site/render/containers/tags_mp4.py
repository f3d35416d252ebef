"""What an MP4, M4A or MOV tells: dates in headers, words and places in `udta`, `meta` and tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from slc_site.render.containers.boxes import Box, box_at, boxes, find
from slc_site.render.containers.rewrite import exactly
from slc_site.render.containers.tag_names import trace_of
from slc_site.render.media import Trace

_LARGEST = 64 << 20
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_BY_KIND: Mapping[bytes, Trace] = {
    b"\xa9xyz": Trace.POSITION,
    b"loci": Trace.POSITION,
    b"\xa9mak": Trace.CAMERA,
    b"\xa9mod": Trace.CAMERA,
    b"manu": Trace.CAMERA,
    b"modl": Trace.CAMERA,
    b"slno": Trace.CAMERA,
    b"CAME": Trace.CAMERA,
    b"GPMF": Trace.CAMERA,
    b"smta": Trace.CAMERA,
    b"\xa9day": Trace.TIME,
    b"covr": Trace.PREVIEW,
    b"thmb": Trace.PREVIEW,
    b"XMP_": Trace.WORDS,
    b"----": Trace.WORDS,
    **dict.fromkeys(
        (b"titl", b"auth", b"cprt", b"dscp", b"perf", b"gnre", b"albm", b"desc", b"ldes"), Trace.WORDS
    ),
}
"""The boxes in which cameras, telephones and programs write such things."""
_OF_THE_FILE = frozenset((b"\xa9too", b"\xa9swr", b"\xa9enc", b"\xa9req", b"\xa9fmt"))
_PLACES = (b"camm", b"gpmd", b"location")
"""In the description of a track: of places, by Google's cameras, by GoPro's, by Apple's."""


def tags(source: BinaryIO, size: int) -> Iterator[Trace]:
    """Yield what the file tells, the same perhaps several times."""
    start = 0
    while size - start >= 8:
        source.seek(start)
        box = box_at(source.read(16), start, size)
        if box.kind in (b"moov", b"uuid", b"meta") and box.end - box.start <= _LARGEST:
            data = bytearray(exactly(source, box.start, box.end - box.start))
            yield from _of_box(data, Box(box.kind, 0, box.body - box.start, len(data)))
        start = box.end


def _of_box(data: bytearray, box: Box) -> Iterator[Trace]:
    if box.kind == b"moov":
        for child in boxes(data, box.body, box.end):
            yield from _of_box(data, child)
    elif box.kind == b"trak":
        yield from _of_track(data, box)
    elif box.kind in _DATED:
        wide = 8 if data[box.body] == 1 else 4
        if any(data[box.body + 4 : box.body + 4 + 2 * wide]):
            yield Trace.TIME
    elif box.kind == b"udta":
        yield from _of_user_data(data, box)
    elif box.kind == b"meta":
        yield from _of_meta(data, box)
    elif box.kind == b"uuid":
        yield Trace.WORDS
        if b"GPSLatitude" in data[box.body : box.end]:
            yield Trace.POSITION


def _of_track(data: bytearray, trak: Box) -> Iterator[Trace]:
    for child in boxes(data, trak.body, trak.end):
        if child.kind in (b"tkhd", b"udta", b"meta", b"uuid"):
            yield from _of_box(data, child)
    header, handler = find(data, trak, b"mdia", b"mdhd"), find(data, trak, b"mdia", b"hdlr")
    if header is not None:
        yield from _of_box(data, header)
    kind = bytes(data[handler.body + 8 : handler.body + 12]) if handler else b""
    descriptions = find(data, trak, b"mdia", b"minf", b"stbl", b"stsd")
    if descriptions is not None and kind not in (b"vide", b"soun"):
        said = data[descriptions.body : descriptions.end]
        if any(place in said for place in _PLACES):
            yield Trace.POSITION
        elif kind in (b"text", b"sbtl", b"subt"):
            yield Trace.WORDS
        elif kind == b"tmcd":
            yield Trace.TIME


def _of_user_data(data: bytearray, box: Box) -> Iterator[Trace]:
    for child in boxes(data, box.body, box.end):
        if child.kind == b"meta":
            yield from _of_meta(data, child)
        elif child.length and (trace := _by_kind(child.kind)) is not None:
            yield trace


def _of_meta(data: bytearray, meta: Box) -> Iterator[Trace]:
    """Yield what a list of items tells, whose names stand in `keys`, or are the kinds of their boxes."""
    # in MP4 a version stands before the boxes, in QuickTime it does not
    body = meta.body if bytes(data[meta.body + 4 : meta.body + 8]) == b"hdlr" else meta.body + 4
    whole = Box(meta.kind, meta.start, min(body, meta.end), meta.end)
    keys = find(data, whole, b"keys")
    if keys is not None:
        # an entry of `keys` looks like a box: its length, whose name it is, and the name
        for key in boxes(data, keys.body + 8, keys.end):
            if (trace := trace_of(data[key.body : key.end].decode("utf-8", "replace"))) is not None:
                yield trace
        return
    items = find(data, whole, b"ilst")
    for item in boxes(data, items.body, items.end) if items else ():
        if (trace := _by_kind(item.kind) or Trace.WORDS) and item.kind not in _OF_THE_FILE:
            yield trace


def _by_kind(kind: bytes) -> Trace | None:
    if kind in _OF_THE_FILE:
        return None
    return _BY_KIND.get(kind, Trace.WORDS if kind[:1] == b"\xa9" else None)
