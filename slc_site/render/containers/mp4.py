"""MP4, M4A, M4V and MOV: what playing does not need is blanked where it stands, so that no offset moves.

Three things are published: the boxes that `_KEPT` names, with their dates and names zeroed; the stretches
of the media data that kept tracks point at; zeros for all the rest. So places (`udta`, `meta`, a phone's
track of timed metadata and its samples), titles, programs and previews are gone because nobody named them.
What a codec writes into its own pictures and sounds is not looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from slc_site.problems import Problem, Severity
from slc_site.render.containers import mp4_headers
from slc_site.render.containers.boxes import Box, blank, box_at, boxes, find, kinds
from slc_site.render.containers.mp4_entries import tidy_descriptions
from slc_site.render.containers.mp4_samples import Range, chunk_ranges, default_sizes, fragments
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

_KEPT: Mapping[bytes, frozenset[bytes]] = {
    b"moov": kinds("mvhd trak mvex"),
    b"trak": kinds("tkhd edts mdia"),
    b"edts": kinds("elst"),
    b"mdia": kinds("mdhd hdlr minf"),
    b"minf": kinds("vmhd smhd hdlr dinf stbl"),
    b"dinf": kinds("dref"),
    b"stbl": kinds("stsd stts ctts cslg stsc stsz stz2 stco co64 stss stps sdtp sbgp sgpd stsh"),
    b"mvex": kinds("mehd trex"),
    b"moof": kinds("mfhd traf"),
    b"traf": kinds("tfhd trun tfdt sdtp sbgp sgpd"),
    b"mfra": kinds("tfra mfro"),
}
"""Below each box that holds boxes, those that stay."""
_KEPT_AT_TOP = kinds("ftyp styp moov moof mfra sidx mdat")
_LARGEST_INDEX = 64 << 20
"""The boxes that are read into memory; an hour of film needs three megabytes."""
_PLAYED = kinds("avc1 avc3 vp08 vp09 av01 mp4a Opus .mp3")
_EVERYWHERE = kinds("avc1 mp4a")
_HEVC = kinds("hvc1 hev1 dvh1 dvhe")


@dataclass(slots=True)
class _Film:
    """What is learnt about the whole file."""

    tracks: set[int] = field(default_factory=set)
    """The numbers of the tracks that stay."""
    handlers: set[bytes] = field(default_factory=set)
    codecs: set[bytes] = field(default_factory=set)
    ranges: list[Range] = field(default_factory=list)
    defaults: dict[int, int] = field(default_factory=dict)
    size: tuple[int, int] = (0, 0)
    """Of the first track of pictures, upright."""
    seconds: float = 0.0
    cut: bool = False


def rewrite(source: BinaryIO, size: int) -> Rewrite:
    """Return the pieces of a film or sound of `size` bytes; raise `Unfit` when it cannot be made safe."""
    top = tuple(_top(source, size))
    film = _Film()
    changed: dict[int, bytes] = {}
    for box in sorted(top, key=lambda box: box.kind != b"moov"):  # fragments need to know the tracks
        if box.kind in _KEPT_AT_TOP and box.kind != b"mdat":
            changed[box.start] = _changed(source, box, film)
    if not film.handlers:
        raise damaged("the part that says how to play it is missing")
    pieces = joined(_pieces(source, top, changed, tuple(_merged(film.ranges))))
    problems = tuple(_about(film.codecs))
    if b"vide" in film.handlers:
        form = (RecordingKind.VIDEO, ".mp4", "video/mp4")
    else:
        form = (RecordingKind.SOUND, ".m4a", "audio/mp4")
    everywhere = not film.codecs - _EVERYWHERE
    return Rewrite(*form, pieces, problems, *film.size, film.seconds, film.cut, everywhere)


def _top(source: BinaryIO, size: int) -> Iterator[Box]:
    start = 0
    while size - start >= 8:
        source.seek(start)
        box = box_at(source.read(16), start, size)
        yield box
        start = box.end


def _changed(source: BinaryIO, at: Box, film: _Film) -> bytes:
    """Return a whole box of the top as it is published, and enter in `film` what it says."""
    if at.end - at.start > _LARGEST_INDEX:
        raise damaged("a part of it claims to be longer than it can be")
    data = bytearray(exactly(source, at.start, at.end - at.start))
    box = Box(at.kind, 0, at.body - at.start, len(data))
    if box.kind == b"moov":
        film.defaults |= default_sizes(data, box)
        film.seconds = mp4_headers.seconds(data, box)
        for trak in boxes(data, box.body, box.end):
            if trak.kind == b"trak":
                _track(data, trak, film)
                film.cut = film.cut or mp4_headers.is_cut(data, box, trak)
    elif box.kind == b"moof":
        for fragment in fragments(data, box, at.start, film.defaults):
            if fragment.track in film.tracks:
                film.ranges += fragment.ranges
            else:
                blank(data, fragment.box)
    if box.kind in _KEPT:
        _tidy(data, box)
    return bytes(data)


def _track(data: bytearray, trak: Box, film: _Film) -> None:
    """Enter a track of pictures or sound in `film`; blank any other: it may say where the camera was."""
    handler = find(data, trak, b"mdia", b"hdlr")
    kind = bytes(data[handler.body + 8 : handler.body + 12]) if handler and handler.length >= 12 else b""
    if kind not in (b"vide", b"soun"):
        blank(data, trak)
        return
    head, table = find(data, trak, b"tkhd"), find(data, trak, b"mdia", b"minf", b"stbl")
    descriptions = find(data, table, b"stsd") if table else None
    if head is None or table is None or descriptions is None or head.length < 24:
        raise damaged("the part that says how to play it cannot be read")
    number = head.body + (20 if data[head.body] == 1 else 12)
    film.tracks.add(int.from_bytes(data[number : number + 4], "big"))
    if kind == b"vide" and not any(film.size):
        film.size = mp4_headers.upright_size(data, head)
    film.handlers.add(kind)
    film.codecs.update(tidy_descriptions(data, descriptions, kind))
    film.ranges += chunk_ranges(data, table)


def _tidy(data: bytearray, parent: Box) -> None:
    """Blank what does not stay inside `parent`, and take dates and names out of what does."""
    for box in boxes(data, parent.body, parent.end):
        if box.kind not in _KEPT[parent.kind]:
            blank(data, box)
        elif box.kind in _KEPT:
            _tidy(data, box)
        elif box.kind in _ERASED:
            _ERASED[box.kind](data, box)


def _erase_dates(data: bytearray, box: Box) -> None:
    _zero(data, box.body + 4, box.body + (20 if data[box.body : box.body + 1] == b"\1" else 12), box.end)


def _erase_name(data: bytearray, box: Box) -> None:
    # after version, what it is a handler of and for, come the maker and a name
    _zero(data, box.body + 12, box.end, box.end)


def _erase_addresses(data: bytearray, box: Box) -> None:
    """Blank where the media data is, which must be this file itself."""
    for entry in boxes(data, box.body + 8, box.end):
        if entry.length < 4 or not data[entry.body + 3] & 1:
            raise held_back("This video keeps its pictures or sound in another file.")
        _zero(data, entry.body + 4, entry.end, entry.end)


def _zero(data: bytearray, start: int, end: int, limit: int) -> None:
    end = min(end, limit)
    if start < end:
        data[start:end] = bytes(end - start)


_ERASED: Mapping[bytes, Callable[[bytearray, Box], None]] = {
    b"mvhd": _erase_dates,
    b"tkhd": _erase_dates,
    b"mdhd": _erase_dates,
    b"hdlr": _erase_name,
    b"dref": _erase_addresses,
}


def _merged(ranges: list[Range]) -> Iterator[Range]:
    """Yield the ranges in order, those that touch or overlap as one."""
    start = end = -1
    for first, last in sorted(ranges):
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    if end > start:
        yield start, end


def _pieces(
    source: BinaryIO, top: tuple[Box, ...], changed: Mapping[int, bytes], kept: tuple[Range, ...]
) -> Iterator[Piece]:
    for box in top:
        if box.start in changed:
            yield changed[box.start]
            continue
        head = exactly(source, box.start, box.body - box.start)
        if box.kind != b"mdat":
            yield head[:4] + b"free" + head[8:]
            yield Zeros(box.length)
            continue
        yield head
        at = box.body
        for start, end in _inside(kept, box):
            yield Zeros(start - at)
            yield Copy(start, end - start)
            at = end
        yield Zeros(box.end - at)


def _inside(kept: tuple[Range, ...], box: Box) -> Iterator[Range]:
    """Yield what of the ranges, which do not overlap and are in order, lies in the body of a box."""
    for start, end in kept[max(0, bisect_right(kept, (box.body, box.body)) - 1) :]:
        if start >= box.end:
            return
        if end > box.body:
            yield max(start, box.body), min(end, box.end)


def _about(codecs: set[bytes]) -> Iterator[Problem]:
    if codecs & _HEVC:
        yield Problem(
            "This video is kept in HEVC, which not every computer and phone can play.",
            hint="Save it again as MP4 (H.264); an iPhone does so by itself after "
            "Settings, Camera, Formats, Most Compatible.",
            severity=Severity.NOTE,
            code="media-codec",
        )
    if codecs - _HEVC - _PLAYED:
        yield Problem(
            "This recording is kept in a way that not every computer and phone can play.",
            hint="Save it again as MP4 (H.264 and AAC), or a sound as MP3.",
            severity=Severity.NOTE,
            code="media-codec",
        )
