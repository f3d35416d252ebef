"""The corners of the containers that no file of ours happens to reach: built by hand, byte by byte."""

from __future__ import annotations

import io
import struct

import pytest

from slc_site.render import recordings
from slc_site.render.containers import mp4, mp4_headers
from slc_site.render.containers.boxes import Box, find
from slc_site.render.containers.rewrite import Copy, Zeros, joined, stream
from slc_site.render.filetype import FileType
from slc_site.render.media import RecordingKind, Unfit
from tests.render.media.samples import DATA, box, film

PICTURES, PLACES = b"the first picture, ", b"CANARY 50.4452 -104.6189"


def _rewritten(content: bytes, filetype: FileType = FileType.MP4) -> bytes:
    source = io.BytesIO(content)
    return b"".join(stream(recordings.rewrite(source, filetype, len(content)).pieces, source))


def _full(flags: int, *numbers: int, form: str = "I") -> bytes:
    return struct.pack(f">I{len(numbers)}{form}", flags, *numbers)


def _beginning(*extends: bytes) -> bytes:
    """A film of a video and a track of places, whose samples all come in fragments."""
    content = bytearray(film((b"vide", b"avc1", []), (b"meta", b"mebx", [])))
    del content[content.index(b"mdat") - 4 :]
    more = box(b"mvex", *extends)
    moov = content.index(b"moov") - 4
    struct.pack_into(">I", content, moov, struct.unpack_from(">I", content, moov)[0] + len(more))
    return bytes(content) + more


def _fragments(*tracks: bytes, samples: bytes) -> bytes:
    return box(b"moof", box(b"mfhd", _full(0, 1)), *tracks) + box(b"mdat", samples)


_EXTENDS = (
    box(b"trex", _full(0, 1, 1, 0, len(PICTURES), 0)),
    box(b"trex", _full(0, 2, 1, 0, len(PLACES), 0)),
)


def test_fragments_of_a_track_of_places_are_gone_with_their_samples():
    """Both tracks say where their data is, counted from the fragment's beginning, and nothing of sizes."""

    def fragment(first: int) -> bytes:
        return _fragments(
            box(b"traf", box(b"tfhd", _full(0x20000, 1)), box(b"trun", _full(1, 1, first))),
            box(b"traf", box(b"tfhd", _full(0x20000, 2)), box(b"trun", _full(1, 1, first + len(PICTURES)))),
            samples=PICTURES + PLACES,
        )

    data_at = len(fragment(0)) - len(PICTURES + PLACES)
    content = _beginning(*_EXTENDS) + fragment(data_at)
    after = _rewritten(content)
    assert len(after) == len(content)
    assert after.endswith(PICTURES + bytes(len(PLACES)))
    assert after.count(b"traf") == 1


def test_fragments_that_say_the_size_of_each_sample_are_read():
    """Sizes with durations before and flags behind them; the second run follows the first."""
    runs = (
        box(b"trun", _full(0x705, 2, 0, 7, 100, 9, 5, 100, len(PICTURES) - 9, 5)),
        box(b"trun", _full(0x200, 1, 4)),
    )

    def fragment(first: int) -> bytes:
        patched = runs[0][:16] + struct.pack(">i", first) + runs[0][20:]
        return _fragments(
            box(b"traf", box(b"tfhd", _full(0x20000, 1)), patched, runs[1]),
            box(b"traf", box(b"tfhd", _full(0, 2)), box(b"trun", _full(0, 1))),
            samples=PICTURES + b"more" + PLACES,
        )

    data_at = len(fragment(0)) - len(PICTURES + b"more" + PLACES)
    after = _rewritten(_beginning(*_EXTENDS) + fragment(data_at))
    assert after.endswith(PICTURES + b"more" + bytes(len(PLACES)))


def test_fragments_that_count_from_the_beginning_of_the_file_are_read():
    """A base of 64 bits, and a description, a duration and a size before the first sample."""
    beginning = _beginning()

    def fragment(first: int) -> bytes:
        head = struct.pack(">IIQIII", 0x1B, 1, first, 1, 100, len(PICTURES))
        places = struct.pack(">IIQI", 0x11, 2, first + len(PICTURES), len(PLACES))
        return _fragments(
            box(b"traf", box(b"tfhd", head), box(b"trun", _full(0, 1))),
            box(b"traf", box(b"tfhd", places), box(b"trun", _full(4, 1, 0))),
            samples=PICTURES + PLACES,
        )

    data_at = len(beginning) + len(fragment(0)) - len(PICTURES + PLACES)
    after = _rewritten(beginning + fragment(data_at))
    assert after.endswith(PICTURES + bytes(len(PLACES)))


def test_a_fragment_that_belongs_to_no_track_is_refused():
    with pytest.raises(Unfit, match="cannot be read"):
        _rewritten(_beginning() + _fragments(box(b"traf"), samples=PICTURES))
    with pytest.raises(Unfit, match="cannot be read"):
        _rewritten(_beginning() + _fragments(box(b"traf", box(b"tfhd", b"\0")), samples=PICTURES))


def test_boxes_with_long_lengths_and_one_without_a_length_are_read():
    content = film((b"vide", b"avc1", [PICTURES]), (b"meta", b"mebx", [PLACES]))
    at = content.index(b"mdat") - 4
    endless = content[:at] + bytes(4) + content[at + 4 :]
    assert _rewritten(endless) == _rewritten(content)[:at] + bytes(4) + _rewritten(content)[at + 4 :]
    hidden = struct.pack(">I4sQ", 1, b"uuid", 16 + len(PLACES)) + PLACES
    assert _rewritten(content + hidden)[len(content) :] == hidden[:4] + b"free" + hidden[8:16] + bytes(
        len(PLACES)
    )


def _in_entry(content: bytes, codec: bytes, entry: bytes) -> bytes:
    """Put another sample description in the place of the only one."""
    data = bytearray(content)
    at = data.index(codec) - 4
    old = struct.unpack_from(">I", data, at)[0]
    data[at : at + old] = entry
    for parent in (b"stsd", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        place = data.index(parent) - 4
        if place < at:
            grown = struct.unpack_from(">I", data, place)[0] + len(entry) - old
            struct.pack_into(">I", data, place, grown)
    return bytes(data)


def test_descriptions_that_are_too_short_are_refused():
    content = film((b"vide", b"avc1", [PICTURES]))
    with pytest.raises(Unfit, match="how to play it cannot be read"):
        _rewritten(_in_entry(content, b"avc1", box(b"avc1", bytes(77))))
    with pytest.raises(Unfit, match="damaged"):
        _rewritten(_in_entry(content, b"stsd", box(b"stsd", bytes(4))))


@pytest.mark.parametrize(("version", "fixed"), [(0, 28), (1, 44), (2, 64), (9, 28)])
def test_settings_of_a_sound_are_found_behind_what_its_version_has(version, fixed):
    start = struct.pack(">6xHH2s4s", 1, version, b"rv", b"CANA").ljust(fixed, b"\0")
    wave = box(b"wave", box(b"frma", b"mp4a"), box(b"esds", b"settings"), box(b"CNRY", b"CANARY"), bytes(4))
    entry = box(b"mp4a", start, wave, box(b"name", b"CANARY"))
    content = film((b"soun", b"mp4a", [PICTURES]))
    after = _rewritten(_in_entry(content, b"mp4a", entry))
    for kept in (b"wave", b"frma", b"esds", b"settings"):
        assert kept in after
    for gone in (b"CANA", b"CNRY", b"name"):
        assert gone not in after


def test_an_entry_of_a_later_table_has_the_length_of_the_first_version():
    entry = box(b"mp4a", struct.pack(">6xHH", 1, 1).ljust(28, b"\0"), box(b"name", b"CANARY"))
    content = bytearray(_in_entry(film((b"soun", b"mp4a", [PICTURES])), b"mp4a", entry))
    content[content.index(b"stsd") + 4] = 1
    assert b"CANARY" not in _rewritten(bytes(content))


def test_an_index_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(mp4, "_LARGEST_INDEX", 100)
    with pytest.raises(Unfit, match="longer than it can be"):
        _rewritten(film((b"vide", b"avc1", [PICTURES])))


@pytest.mark.parametrize("box_name", [b"stsd", b"tkhd", b"stbl"])
def test_a_track_without_what_playing_needs_is_refused(box_name):
    content = film((b"vide", b"avc1", [PICTURES])).replace(box_name, b"none")
    with pytest.raises(Unfit, match="cannot be read"):
        _rewritten(content)


@pytest.mark.parametrize("box_name", [b"stsz", b"stco"])
def test_samples_that_no_table_names_are_not_published(box_name):
    content = film((b"vide", b"avc1", [PLACES])).replace(box_name, b"none")
    assert b"CANARY" not in _rewritten(content)


@pytest.mark.parametrize(("table", "place"), [(b"stsz", 12), (b"stco", 8), (b"stsc", 8)])
def test_tables_that_claim_more_entries_than_they_have_are_refused(table, place):
    content = bytearray(film((b"vide", b"avc1", [PICTURES])))
    struct.pack_into(">I", content, content.index(table) + place, 0x7FFFFFFF)
    with pytest.raises(Unfit, match="cannot be read"):
        _rewritten(bytes(content))


def test_samples_that_overlap_are_published_once():
    content = bytearray(film((b"vide", b"avc1", [PICTURES]), (b"soun", b"mp4a", [PLACES])))
    last = content.rindex(b"stco") + 12
    struct.pack_into(">I", content, last, struct.unpack_from(">I", content, last)[0] - 5)
    after = _rewritten(bytes(content))
    assert after.endswith((PICTURES + PLACES)[:-5] + bytes(5))


# -- what the headers of MP4 say --------------------------------------------------------------------------


def _moov(*parts: bytes) -> tuple[bytearray, Box]:
    data = bytearray(box(b"moov", *parts))
    return data, Box(b"moov", 0, 8, len(data))


def _times(kind: bytes, scale: int, length: int, version: int = 0) -> bytes:
    if version:
        return box(kind, bytes((1, 0, 0, 0)), bytes(16), struct.pack(">IQ", scale, length))
    return box(kind, bytes(4), bytes(8), struct.pack(">II", scale, length))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((_times(b"mvhd", 600, 1500),), 2.5),
        ((_times(b"mvhd", 600, 1 << 33, 1),), (1 << 33) / 600),
        ((_times(b"mvhd", 600, 0xFFFFFFFF),), 0.0),
        ((_times(b"mvhd", 0, 1500),), 0.0),
        ((box(b"mvhd", bytes(12)),), 0.0),
        ((box(b"mvhd", b"\1" + bytes(20)),), 0.0),
        ((), 0.0),
        ((_times(b"mvhd", 600, 0), box(b"mvex", box(b"mehd", _full(0, 900)))), 1.5),
        ((_times(b"mvhd", 600, 0), box(b"mvex", box(b"mehd", _full(1 << 24, 0, 900)))), 1.5),
    ],
)
def test_a_film_says_how_long_it_is(parts, expected):
    assert mp4_headers.seconds(*_moov(*parts)) == expected


@pytest.mark.parametrize(
    ("version", "matrix", "expected"),
    [
        (0, (1, 0, 0, 1), (64, 48)),
        (1, (1, 0, 0, 1), (64, 48)),
        (0, (0, 1, -1, 0), (48, 64)),
        (1, (0, -1, 1, 0), (48, 64)),
        (0, (-1, 0, 0, -1), (64, 48)),
    ],
)
def test_a_track_says_how_large_it_is_when_it_is_upright(version, matrix, expected):
    a, b, c, d = (part * 65536 for part in matrix)
    before = bytes((version, 0, 0, 0)) + bytes(48 if version else 36)
    data = bytearray(before + struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30))
    data += struct.pack(">II", 64 << 16, 48 << 16)
    assert mp4_headers.upright_size(data, Box(b"tkhd", 0, 0, len(data))) == expected
    assert mp4_headers.upright_size(data, Box(b"tkhd", 0, 0, len(data) - 1)) == (0, 0)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (None, False),
        ([(6000, 0)], False),
        ([(0, 0)], False),
        ([(6000, 100)], False),  # two pictures that an encoder needs to begin
        ([(600, -1), (6000, 0)], False),  # it begins a second later than its sound
        ([(3000, 5000)], True),
        ([(3000, 0)], True),
        ([(1000, 0), (1000, 3000)], True),
        ([], False),
    ],
)
def test_a_film_of_which_a_part_is_hidden_is_known(edits, expected):
    """Ten seconds; what is shown is counted in 600 a second, where it begins in 1000."""
    for version, form in ((0, ">IiI"), (1, ">QqI")):
        listed = b"".join(struct.pack(form, length, start, 1 << 16) for length, start in edits or ())
        head = bytes((version, 0, 0, 0)) + struct.pack(">I", len(edits or ()))
        entries = box(b"edts", box(b"elst", head, listed)) if edits is not None else b""
        trak = box(b"trak", entries, box(b"mdia", _times(b"mdhd", 1000, 10_000)))
        data, moov = _moov(_times(b"mvhd", 600, 6000), trak)
        assert mp4_headers.is_cut(data, moov, _only(data, moov, b"trak")) is expected


def test_a_film_that_does_not_say_in_what_its_edits_are_counted_may_hide_something():
    edits = box(b"edts", box(b"elst", _full(0, 1, 6000, 0, 1 << 16)))
    data, moov = _moov(_times(b"mvhd", 600, 6000), box(b"trak", edits))
    assert mp4_headers.is_cut(data, moov, _only(data, moov, b"trak"))


def _only(data: bytearray, moov: Box, kind: bytes) -> Box:
    found = find(data, moov, kind)
    assert found is not None
    return found


# -- WebM -----------------------------------------------------------------------------------------------


def _element(identity: int, body: bytes, *, endless: bool = False) -> bytes:
    wide = (identity.bit_length() + 7) // 8
    length = b"\xff" if endless else struct.pack(">Q", len(body) | 1 << 56)
    return identity.to_bytes(wide, "big") + length + body


def _webm(*parts: bytes, track: bytes = b"", endless: bool = True) -> bytes:
    entry = _element(0xD7, b"\1") + _element(0x83, b"\2") + _element(0x86, b"A_OPUS") + track
    head = _element(0x1A45DFA3, _element(0x4282, b"webm"))
    return head + _element(
        0x18538067, _element(0x1654AE6B, _element(0xAE, entry)) + b"".join(parts), endless=endless
    )


_BLOCK = _element(0xA3, b"\x81\0\0\0sound")


def test_a_live_recording_whose_clusters_do_not_know_their_length_is_read():
    clusters = _element(0x1F43B675, _element(0xE7, b"\1") + _BLOCK, endless=True) * 2
    tags = _element(0x1254C367, b"CANARY")
    content = _webm(clusters, tags, clusters)
    after = _rewritten(content, FileType.WEBM)
    assert len(after) == len(content)
    assert after.count(b"sound") == 4
    assert b"CANARY" not in after
    made = recordings.rewrite(io.BytesIO(content), FileType.WEBM, len(content))
    assert (made.kind, made.suffix, made.mime) == (RecordingKind.SOUND, ".webm", "audio/webm")


def test_groups_of_blocks_keep_their_sound_and_lose_what_is_added():
    group = _element(0xA0, _element(0xA1, b"\x81\0\0\0sound") + _element(0x75A1, b"CANARY"))
    after = _rewritten(_webm(_element(0x1F43B675, group), endless=False), FileType.WEBM)
    assert b"sound" in after
    assert b"CANARY" not in after


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_webm(_element(0x1F43B675, _BLOCK), track=_element(0x6D80, b"locked")), "packed or locked"),
        (
            _webm(_element(0x1F43B675, _BLOCK), track=_element(0x63A2, b"\2\xff")),
            "description cannot be read",
        ),
        (_webm(_element(0x1549A966, b"", endless=True)), "does not say how long it is"),
        (_webm(_element(0x1F43B675, _BLOCK), b"\xa3\x40"), "ends in the middle"),
        (_webm(_element(0x1F43B675, _BLOCK), b"\0\0\0\0"), "cannot be read"),
        (
            _webm(_element(0x1F43B675, _element(0xE7, bytes(1 << 20) + b"\1") + _BLOCK)),
            "longer than it can be",
        ),
        (_webm(), "nothing in it to play"),
    ],
)
def test_a_webm_that_cannot_be_made_clean_is_refused(content, words):
    with pytest.raises(Unfit, match=words):
        _rewritten(content, FileType.WEBM)


def test_what_a_decoder_needs_is_kept_even_when_it_begins_like_vorbis():
    private = b"\2\1\1" + b"abcdefgh"
    after = _rewritten(_webm(_element(0x1F43B675, _BLOCK), track=_element(0x63A2, private)), FileType.WEBM)
    assert private in after


# -- pieces ---------------------------------------------------------------------------------------------


def test_neighbouring_pieces_become_one():
    pieces = [
        Copy(0, 5),
        Copy(5, 5),
        Copy(11, 1),
        Zeros(2),
        Zeros(0),
        Zeros(3),
        Copy(12, 0),
        b"x",
        Copy(12, 1),
    ]
    assert joined(pieces) == (Copy(0, 10), Copy(11, 1), Zeros(5), b"x", Copy(12, 1))


def test_an_original_that_has_become_shorter_is_refused():
    with pytest.raises(Unfit, match="ends in the middle"):
        list(stream((Copy(0, 10),), io.BytesIO(b"short")))


def test_a_recording_that_is_too_large_is_refused_by_its_length():
    with pytest.raises(Unfit, match="at most 500 are published"):
        recordings.rewrite(io.BytesIO((DATA / "place.mp4").read_bytes()), FileType.MP4, 500_000_001)


@pytest.mark.parametrize("error", [IndexError, struct.error])
def test_what_a_container_did_not_expect_is_damage_to_the_file(monkeypatch, error):
    def surprised(*_args: object) -> None:
        raise error

    monkeypatch.setitem(recordings._CONTAINERS, FileType.WAV, surprised)
    with pytest.raises(Unfit, match="a part of it cannot be read"):
        recordings.rewrite(io.BytesIO(), FileType.WAV, 0)


def test_an_mp3_of_which_frames_are_only_pretended_is_refused():
    for pretended in (b"\xff\xfb\x90\x00" * 3, b"\xff\xfb\x00\x00" * 400, b"\xff\xfb\xf0\x00" * 400):
        with pytest.raises(Unfit, match="no sound in it"):
            _rewritten(pretended, FileType.MP3)
