"""MP4 and M4A: a tree of boxes, of which only those of the list may be, with nothing in them but numbers.

What a list does not name is named as a mark; empty space must be empty, dates must be zero, and all media
data must belong to a picture or sound (`mp4_samples`). What a codec writes into its own pictures and sounds
is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from slc_site.inspect import marks
from slc_site.inspect.mp4_boxes import Box, boxes, first, top_boxes
from slc_site.inspect.mp4_samples import Samples
from slc_site.inspect.source import Source, UnreadableError, codes

_BRANCHES: Mapping[bytes, frozenset[bytes]] = {
    kind.encode(): codes(inside)
    for kind, inside in {
        "moov": "mvhd trak mvex",
        "trak": "tkhd edts mdia",
        "edts": "elst",
        "mdia": "mdhd hdlr minf",
        "minf": "vmhd smhd hdlr dinf stbl",
        "dinf": "dref",
        "stbl": "stsd stts ctts cslg stsc stsz stz2 stco co64 stss stps sdtp sbgp sgpd stsh",
        "mvex": "mehd trex",
        "moof": "mfhd traf",
        "traf": "tfhd trun tfdt sdtp sbgp sgpd",
        "mfra": "tfra mfro",
    }.items()
}
_TOP = frozenset((b"ftyp", b"styp", b"moov", b"moof", b"mfra", b"sidx", b"mdat"))
_EMPTY = frozenset((b"free", b"skip", b"wide"))
_SETTINGS = codes(
    "avcC hvcC av1C vpcC dvcC dvvC esds dOps alac dac3 dec3 damr dfLa "
    "pasp clap fiel colr chan btrt chnl frma mp4a enda wave"
) | {bytes(4)}
"""What a decoder needs; the last ends a list in QuickTime."""
_NAMED = {
    b"uuid": marks.XMP,
    b"udta": marks.TAGS,
    b"meta": marks.TAGS,
    b"ilst": marks.TAGS,
    b"loci": marks.PLACE,
    b"\xa9xyz": marks.PLACE,
    b"thmb": marks.PREVIEW,
    b"PICT": marks.PREVIEW,
}
_LARGEST_INDEX = 64 << 20
_FIXED = {b"vide": 78, b"soun": 28}
"""How many bytes stand before the boxes of an entry that describes pictures or sound."""
_MORE_IN_SOUND = {1: 16, 2: 36}
"""In QuickTime, by the version of the entry."""


@dataclass(slots=True)
class _Film:
    """What is learnt on the way through."""

    tracks: int = 0
    samples: Samples = field(default_factory=Samples)


def mp4(source: Source) -> Iterator[str]:
    """Yield what an MP4 or M4A recording tells besides what one sees and hears.

    Raises:
        UnreadableError: it is not a whole one.
    """
    if source.head(4, 4) not in _TOP | _EMPTY:
        raise UnreadableError("it begins like something else")
    film = _Film()
    data: list[tuple[int, int]] = []
    for box in top_boxes(source):
        if box.kind == b"mdat":
            data.append((box.body, box.end))
        elif box.kind in _EMPTY:
            if not source.is_blank(box.body, box.end):
                yield marks.HIDDEN
        elif box.kind not in _TOP:
            yield _mark(box)
        elif box.end - box.start > _LARGEST_INDEX:
            raise UnreadableError("a part of it claims to be longer than it can be")
        elif box.kind in _BRANCHES:
            yield from _index(source, box, film)
    if not film.tracks:
        raise UnreadableError("there is nothing in it to play")
    for start, end in film.samples.gaps(data):
        if not source.is_blank(start, end):
            yield marks.LEFT_OVER


def _mark(box: Box) -> str:
    return _NAMED.get(box.kind) or (marks.TAGS if box.kind[:1] == b"\xa9" else marks.part(box.kind))


def _index(source: Source, at: Box, film: _Film) -> Iterator[str]:
    """Look at a box of the top that says how to play the rest."""
    data = source.at(at.start, at.end - at.start)
    root = Box(at.kind, 0, at.body - at.start, len(data))
    if root.kind == b"moov":
        film.samples.defaults(data, root)
        for trak in boxes(data, root.body, root.end):
            if trak.kind == b"trak":
                yield from _track(data, trak, film)
    elif root.kind == b"moof":
        film.samples.fragment(data, root, at.start)
    yield from _inside(data, root)


def _track(data: bytes, trak: Box, film: _Film) -> Iterator[str]:
    handler = first(data, trak, b"mdia", b"hdlr")
    kind = data[handler.body + 8 : handler.body + 12] if handler else b""
    if kind not in _FIXED:
        yield marks.DATA_TRACK
        return
    table = first(data, trak, b"mdia", b"minf", b"stbl")
    described = first(data, table, b"stsd") if table else None
    if table is None or described is None:
        raise UnreadableError("the part that says how to play it is missing")
    film.tracks += 1
    film.samples.track(data, table)
    for entry in boxes(data, described.body + 8, described.end):
        yield from _entry(data, entry, kind)


def _entry(data: bytes, entry: Box, kind: bytes) -> Iterator[str]:
    """Look at how one track is coded: its settings, and the names of programs that may stand there."""
    body = data[entry.body : entry.end]
    fixed = _FIXED[kind]
    if kind == b"vide":
        if any(body[12:16]) or any(body[42:74]):
            yield marks.PROGRAM
    else:
        if any(body[12:16]):
            yield marks.PROGRAM
        fixed += _MORE_IN_SOUND.get(int.from_bytes(body[8:10], "big"), 0)
    yield from _settings(data, entry.body + fixed, entry.end)


def _settings(data: bytes, start: int, end: int) -> Iterator[str]:
    for box in boxes(data, start, end):
        if box.kind in _EMPTY:
            if any(data[box.body : box.end]):
                yield marks.HIDDEN
        elif box.kind not in _SETTINGS:
            yield _mark(box)
        elif box.kind == b"colr" and data[box.body : box.body + 4] not in (b"nclx", b"nclc"):
            yield marks.PROFILE
        elif box.kind == b"wave":
            yield from _settings(data, box.body, box.end)


def _inside(data: bytes, parent: Box) -> Iterator[str]:
    for box in boxes(data, parent.body, parent.end):
        if box.kind in _EMPTY:
            if any(data[box.body : box.end]):
                yield marks.HIDDEN
        elif box.kind not in _BRANCHES[parent.kind]:
            yield _mark(box)
        elif box.kind in _BRANCHES:
            yield from _inside(data, box)
        elif box.kind in _MUST_BE_EMPTY:
            yield from _MUST_BE_EMPTY[box.kind](data[box.body : box.end])


def _dates(body: bytes) -> Iterator[str]:
    if any(body[4 : 20 if body[:1] == b"\1" else 12]):
        yield marks.DATE


def _handler(body: bytes) -> Iterator[str]:
    # after its version, and what it is a handler of and for, come a maker and a name
    if any(body[12:]):
        yield marks.PROGRAM


def _addresses(body: bytes) -> Iterator[str]:
    for entry in boxes(body, 8, len(body)):
        if body[entry.body + 3 : entry.body + 4] != b"\1" or any(body[entry.body + 4 : entry.end]):
            yield "the name of another file"


_MUST_BE_EMPTY: Mapping[bytes, Callable[[bytes], Iterator[str]]] = {
    b"mvhd": _dates,
    b"tkhd": _dates,
    b"mdhd": _dates,
    b"hdlr": _handler,
    b"dref": _addresses,
}
