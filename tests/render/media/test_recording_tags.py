"""What a recording tells of place, camera, time and people is found in every kind of file, to be counted."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from slc_site.render import recordings
from slc_site.render.containers.tag_names import trace_of
from slc_site.render.containers.tags import traces
from slc_site.render.filetype import HEAD, FileType, recognise
from slc_site.render.media import Trace
from tests.render.media.samples import DATA, box, film, riff, sound

POSITION, CAMERA, TIME, WORDS, PREVIEW = Trace
NOTHING: set[Trace] = set()


def _told(content: bytes) -> set[Trace]:
    return set(traces(io.BytesIO(content), recognise(content[:HEAD]), len(content)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("place.mp4", {POSITION, TIME, WORDS}),
        ("place.mov", {POSITION, CAMERA, TIME, WORDS}),
        ("fragments.mp4", {POSITION, TIME, WORDS}),
        ("hevc.mov", {TIME, WORDS}),
        ("song.m4a", {TIME, WORDS}),
        ("song.mp3", {TIME, WORDS, PREVIEW}),
        ("song.ogg", {TIME, WORDS}),
        ("vorbis.ogg", {TIME, WORDS}),
        ("clip.webm", {TIME, WORDS}),
        ("live.webm", {TIME, WORDS}),
    ],
)
def test_what_ffmpeg_wrote_into_a_file_is_found(name, expected):
    assert _told((DATA / name).read_bytes()) == expected


_TELLING = ["place.mp4", "place.mov", "fragments.mp4", "hevc.mov", "song.m4a", "song.mp3", "song.ogg"]
_TELLING += ["vorbis.ogg", "clip.webm", "live.webm"]


@pytest.mark.parametrize("name", _TELLING)
def test_nothing_of_it_is_found_in_the_finished_file(prepare, name):
    done = prepare({name: (DATA / name).read_bytes()}).recording(name)
    assert done.traces
    assert _told(done.file.path.read_bytes()) == NOTHING


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("com.apple.quicktime.location.ISO6709", POSITION),
        ("com.apple.quicktime.location.accuracy.horizontal", POSITION),
        ("com.apple.quicktime.make", CAMERA),
        ("com.apple.quicktime.model", CAMERA),
        ("com.apple.quicktime.creationdate", TIME),
        ("com.apple.quicktime.displayname", WORDS),
        ("com.android.version", CAMERA),
        ("GPS_COORDINATES", POSITION),
        ("METADATA_BLOCK_PICTURE", PREVIEW),
        ("DATE_RECORDED", TIME),
        ("ARTIST", WORDS),
        ("ENCODER", None),
        ("DURATION-eng", None),
        ("_STATISTICS_TAGS", None),
    ],
)
def test_a_tag_is_known_by_its_name(name, expected):
    assert trace_of(name) is expected


# -- MP4 and MOV ----------------------------------------------------------------------------------------


def _film(*in_moov: bytes, date: bytes = bytes(8), track: bytes = b"vide") -> bytes:
    """A film without a date, and a track of a kind of its own; what is given stands behind its tracks."""
    tracks = ((b"vide", b"avc1", [b"frame"]), (track, track, [b"x"]))
    content = bytearray(film(*tracks).replace(b"\x11" * 8, date))
    place = content.index(b"moov") - 4
    length = struct.unpack_from(">I", content, place)[0]
    more = b"".join(in_moov)
    struct.pack_into(">I", content, place, length + len(more))
    content[place + length : place + length] = more
    return bytes(content)


def _keys(*names: bytes) -> bytes:
    entries = b"".join(struct.pack(">I", 8 + len(name)) + b"mdta" + name for name in names)
    return box(b"keys", struct.pack(">II", 0, len(names)), entries)


_HANDLER = box(b"hdlr", bytes(8), b"mdta", bytes(13))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_film(), NOTHING),
        (_film(date=b"\0\0\0\1" + bytes(4)), {TIME}),
        (_film(box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+50.4452-104.6189/"))), {POSITION}),
        (_film(box(b"udta", box(b"loci", b"somewhere"))), {POSITION}),
        (_film(box(b"udta", box(b"\xa9mak", b"maker"), box(b"\xa9mod", b"model"))), {CAMERA}),
        (_film(box(b"udta", box(b"\xa9day", b"2026"))), {TIME}),
        (_film(box(b"udta", box(b"\xa9too", b"program"), box(b"\xa9swr", b"17.1"))), NOTHING),
        (_film(box(b"udta", box(b"titl", b"title"))), {WORDS}),
        (_film(box(b"udta", box(b"thmb", b"picture"))), {PREVIEW}),
        (_film(box(b"udta", box(b"\xa9cmt"))), NOTHING),
        (_film(box(b"meta", _HANDLER, _keys(b"com.apple.quicktime.location.ISO6709"))), {POSITION}),
        (_film(box(b"meta", bytes(4), _HANDLER, _keys(b"com.android.manufacturer"))), {CAMERA}),
        (_film(box(b"meta", bytes(4), _HANDLER, _keys(b"com.apple.quicktime.model"))), {CAMERA}),
        (_film(box(b"udta", box(b"meta", bytes(4), _HANDLER, box(b"ilst", box(b"covr", b"x"))))), {PREVIEW}),
        (_film(box(b"udta", box(b"meta", bytes(4), _HANDLER, box(b"ilst", box(b"\xa9too"))))), NOTHING),
        (_film(box(b"udta", box(b"meta", bytes(4), _HANDLER, box(b"ilst", box(b"trkn", b"1"))))), {WORDS}),
        (_film(box(b"uuid", bytes(16), b"<exif:GPSLatitude>50")), {WORDS, POSITION}),
        (_film() + box(b"uuid", bytes(16), b"<dc:creator>"), {WORDS}),
        (
            film((b"vide", b"avc1", [b"x"]), (b"meta", b"camm", [b"x"])).replace(b"\x11" * 8, bytes(8)),
            {POSITION},
        ),
        (
            film((b"vide", b"avc1", [b"x"]), (b"text", b"text", [b"x"])).replace(b"\x11" * 8, bytes(8)),
            {WORDS},
        ),
        (film((b"vide", b"avc1", [b"x"]), (b"tmcd", b"tmcd", [b"x"])).replace(b"\x11" * 8, bytes(8)), {TIME}),
    ],
)
def test_what_cameras_write_into_a_film_is_found(content, expected):
    assert _told(content) == expected


# -- sounds ---------------------------------------------------------------------------------------------


def _id3(version: int, *frames: tuple[bytes, bytes]) -> bytes:
    body = b""
    for name, said in frames:
        length = len(said).to_bytes(3, "big") if version == 2 else struct.pack(">I", len(said)) + b"\0\0"
        body += name + length + said
    return b"ID3" + bytes((version, 0, 0)) + struct.pack(">I", len(body)) + body


def _mp3(before: bytes, after: bytes = b"") -> bytes:
    song = (DATA / "song.mp3").read_bytes()
    return before + song[song.index(b"\xff\xf3", song.index(b"\xff\xd9")) : song.index(b"TAGCANARY")] + after


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_mp3(b""), NOTHING),
        (_mp3(_id3(3)), NOTHING),
        (_mp3(_id3(3, (b"TIT2", b"\0title"))), {WORDS}),
        (_mp3(_id3(4, (b"TDRC", b"\0" + b"2026"), (b"TSSE", b"\0Lavf"))), {TIME}),
        (_mp3(_id3(2, (b"PIC", b"\0JPG\0"), (b"TT2", b"\0title"))), {PREVIEW, WORDS}),
        (_mp3(_id3(3, (b"TXXX", b"\0location\0" + b"+50.4452-104.6189/"))), {POSITION}),
        (_mp3(_id3(3, (b"TXXX", b"\1\xff\xfel\0o\0c\0a\0t\0i\0o\0n\0\0\0x\0"))), {POSITION}),
        (_mp3(_id3(3, (b"TXXX", b"\0encoder\0x"))), NOTHING),
        (_mp3(b"", b"TAG" + b"title".ljust(90, b"\0") + b"2026" + bytes(31)), {WORDS, TIME}),
        (_mp3(b"", b"TAG" + bytes(125)), NOTHING),
        (_mp3(b"", b"APETAGEX" + bytes(24)), {WORDS}),
    ],
)
def test_what_stands_around_an_mp3_is_found(content, expected):
    assert set(traces(io.BytesIO(content), FileType.MP3, len(content))) == expected


def _wav(*chunks: tuple[bytes, bytes]) -> bytes:
    plain = sound()
    return riff(b"WAVE", (b"fmt ", plain[20:36]), *chunks, (b"data", plain[44:]))


def _info(kind: bytes, said: bytes) -> bytes:
    return b"INFO" + kind + struct.pack("<I", len(said)) + said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (_wav(), NOTHING),
        (_wav((b"LIST", _info(b"INAM", b"title\0"))), {WORDS}),
        (_wav((b"LIST", _info(b"ICRD", b"2026"))), {TIME}),
        (_wav((b"LIST", _info(b"ISFT", b"Lavf"))), NOTHING),
        (_wav((b"bext", b"a recorder".ljust(320, b"\0") + b"2026-10-05" + bytes(280))), {WORDS, TIME}),
        (_wav((b"bext", bytes(602))), NOTHING),
        (_wav((b"id3 ", _id3(3, (b"APIC", b"\0image/png\0")))), {PREVIEW}),
        (_wav((b"iXML", b"<x/>")), {WORDS}),
    ],
)
def test_what_stands_in_the_chunks_of_a_wav_is_found(content, expected):
    assert _told(content) == expected


# -- damage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", _TELLING)
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes(name):
    content = (DATA / name).read_bytes()
    whole, kind = _told(content), recognise(content[:HEAD])
    found = [set(traces(io.BytesIO(content[:end]), kind, end)) for end in range(0, len(content), 7)]
    assert whole
    assert all(one <= whole for one in found)


# -- how long and how large -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "size", "seconds"),
    [
        ("place.mp4", (32, 24), 0.6),
        ("place.mov", (32, 24), 0.6),
        ("fragments.mp4", (32, 24), 0.0),  # made as it went along, it does not say
        ("clip.webm", (32, 24), 0.608),
        ("live.webm", (32, 24), 0.0),
        ("song.m4a", (0, 0), 0.4),
        ("song.mp3", (0, 0), 0.54),
        ("song.ogg", (0, 0), 0.406),
        ("vorbis.ogg", (0, 0), 0.4),
    ],
)
def test_length_and_size_are_read_from_the_container(name, size, seconds):
    done = _rewritten(DATA / name)
    assert ((done.width, done.height), done.seconds) == (size, pytest.approx(seconds, abs=0.01))


def test_a_wav_says_how_long_it_is(tmp_path):
    file = tmp_path / "a.wav"
    file.write_bytes(sound(0.5))
    assert _rewritten(file).seconds == 0.5


def _rewritten(file: Path) -> recordings.Rewrite:
    with file.open("rb") as source:
        return recordings.rewrite(source, recognise(file.read_bytes()[:HEAD]), file.stat().st_size)
