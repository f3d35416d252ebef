"""A sound or video plays as it did before, in a file that says nothing but how to play it."""

from __future__ import annotations

import shutil
import struct
import subprocess
import wave
from pathlib import Path

import pytest

from slc_site.problems import Severity
from slc_site.render.containers import ogg
from slc_site.render.media import RecordingKind
from tests.render.media.samples import DATA, box, film, riff, sound


def _data(name: str) -> bytes:
    return (DATA / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "kind", "suffix", "mime"),
    [
        ("place.mp4", RecordingKind.VIDEO, ".mp4", "video/mp4"),
        ("place.mov", RecordingKind.VIDEO, ".mp4", "video/mp4"),
        ("fragments.mp4", RecordingKind.VIDEO, ".mp4", "video/mp4"),
        ("fragments-moof.mp4", RecordingKind.VIDEO, ".mp4", "video/mp4"),
        ("hevc.mov", RecordingKind.VIDEO, ".mp4", "video/mp4"),
        ("song.m4a", RecordingKind.SOUND, ".m4a", "audio/mp4"),
        ("song.mp3", RecordingKind.SOUND, ".mp3", "audio/mpeg"),
        ("song.ogg", RecordingKind.SOUND, ".ogg", "audio/ogg"),
        ("vorbis.ogg", RecordingKind.SOUND, ".ogg", "audio/ogg"),
        ("clip.webm", RecordingKind.VIDEO, ".webm", "video/webm"),
        ("live.webm", RecordingKind.VIDEO, ".webm", "video/webm"),
    ],
)
def test_each_kind_is_published_with_its_right_ending_and_type(prepare, name, kind, suffix, mime):
    recording = prepare({"a-lie.jpg": _data(name)}).recording("a-lie.jpg")
    assert (recording.kind, recording.mime) == (kind, mime)
    stem, ending = recording.file.name[:20], recording.file.name[20:]
    assert ending == suffix
    assert int(stem, 16) >= 0


def _decoded(path: Path) -> bytes | None:
    """A checksum of every frame that ffmpeg decodes; None where it is not installed."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    command = [program, "-nostdin", "-v", "error", "-xerror", "-i", str(path), "-f", "framemd5", "-"]
    answer = subprocess.run(command, capture_output=True, check=True)
    assert answer.stderr == b""
    return b"\n".join(line for line in answer.stdout.splitlines() if not line.startswith(b"#"))


_SAME_LENGTH = ["place.mp4", "place.mov", "fragments.mp4", "fragments-moof.mp4", "hevc.mov", "song.m4a"]
_SAME_LENGTH += ["song.ogg", "vorbis.ogg", "clip.webm", "live.webm"]


@pytest.mark.parametrize("name", _SAME_LENGTH)
def test_what_is_played_stays_where_it_was_byte_for_byte(prepare, name):
    before = _data(name)
    path = prepare({name: before}).recording(name).file.path
    after = path.read_bytes()
    assert len(after) == len(before)
    assert after != before
    changed = [place for place in range(len(after)) if after[place] != before[place]]
    if name.endswith((".mp4", ".mov", ".m4a")):
        media = [range(start, end) for start, end in _bodies(before, b"mdat")]
        assert sum(map(len, media)) > 1000
        assert not any(place in body for place in changed for body in media)
    assert _decoded(path) == _decoded(DATA / name)


def _bodies(data: bytes, kind: bytes) -> list[tuple[int, int]]:
    found, place = [], 0
    while place < len(data):
        length = struct.unpack_from(">I", data, place)[0]
        if data[place + 4 : place + 8] == kind:
            found.append((place + 8, place + length))
        place += length
    return found


def test_every_frame_of_an_mp3_is_kept_and_the_program_that_made_it_is_not(prepare):
    before = _data("song.mp3")
    path = prepare({"a.mp3": before}).recording("a.mp3").file.path
    after = path.read_bytes()
    first = before.index(b"\xff\xf3", before.index(b"\xff\xd9"))
    end = before.index(b"TAGCANARY")
    assert len(after) == end - first
    assert b"Lavc" in before[first:end]
    assert b"Lavc" not in after
    assert after[:4] == before[first : first + 4]
    assert after[300:] == before[first + 300 : end]
    assert b"Info" in after
    if (decoded := _decoded(path)) is not None:
        assert decoded.count(b"\n") > 8


def test_an_mp3_with_noise_in_the_middle_goes_on_after_it(prepare):
    song = _data("song.mp3")
    frames = song[song.index(b"\xff\xf3", song.index(b"\xff\xd9")) : song.index(b"TAGCANARY")]
    clean = prepare({"a.mp3": frames}).recording("a.mp3").file.path.read_bytes()
    done = prepare({"b.mp3": b"ID3\x04\0\0\0\0\0\0" + frames + b"\xff\xfbnoise" * 50 + frames})
    noisy = done.recording("b.mp3").file.path.read_bytes()
    assert noisy == clean + frames
    assert done.problems == []


def test_an_mp3_followed_by_much_that_is_no_sound_is_published_with_a_warning(prepare):
    song = _data("song.mp3")
    done = prepare({"a.mp3": song + bytes(1_200_000)})
    assert done.recording("a.mp3").file.path.stat().st_size < len(song)
    problem = done.only_problem()
    assert (problem.severity, problem.code) == (Severity.WARNING, "media-truncated")


def test_a_wav_plays_the_same_samples(prepare):
    before = sound()
    odd = riff(b"WAVE", (b"fmt ", before[20:36]), (b"LIST", b"INFO!"), (b"data", before[44:]))
    for content in (before, odd):
        path = prepare({"a.wav": content}).recording("a.wav").file.path
        with wave.open(str(path)) as played:
            assert played.getparams()[:3] == (1, 2, 8000)
            assert played.readframes(10_000) == before[44:]


@pytest.mark.parametrize("length", [0, 0xFFFFFFFF, 10_000_000])
def test_a_wav_whose_recorder_did_not_write_its_length_is_played_to_its_end(prepare, length):
    before = bytearray(sound())
    struct.pack_into("<I", before, 40, length)
    path = prepare({"a.wav": bytes(before)}).recording("a.wav").file.path
    with wave.open(str(path)) as played:
        assert played.readframes(10_000) == before[44:]


def test_a_wav_of_several_channels_keeps_its_whole_format(prepare):
    extended = struct.pack("<HHIIHHHHI", 0xFFFE, 2, 48_000, 192_000, 4, 16, 22, 16, 3) + bytes(range(16))
    content = riff(b"WAVE", (b"fmt ", extended + b"CANARY"), (b"data", bytes(401)))
    after = prepare({"a.wav": content}).recording("a.wav").file.path.read_bytes()
    assert after == riff(b"WAVE", (b"fmt ", extended), (b"data", bytes(400)))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (struct.pack("<HHIIHH", 2, 1, 8000, 4096, 256, 4), "packed in a way"),
        (struct.pack("<HHIIHH", 1, 0, 8000, 8000, 0, 8), "does not say what sound"),
        (struct.pack("<HHIIHH", 0xFFFE, 1, 8000, 8000, 1, 8), "does not say what sound"),
        (b"\x01\0", "does not say what sound"),
    ],
)
def test_a_wav_that_browsers_do_not_play_is_held_back(prepare, form, words):
    problem = prepare({"a.wav": riff(b"WAVE", (b"fmt ", form), (b"data", bytes(512)))}).only_problem()
    assert words in problem.message
    assert "MP3" in (problem.hint or "")


@pytest.mark.parametrize("name", ["song.ogg", "vorbis.ogg"])
def test_every_page_of_an_ogg_has_its_right_checksum(prepare, name):
    data = prepare({name: _data(name)}).recording(name).file.path.read_bytes()
    place, pages = 0, 0
    while place < len(data):
        assert data[place : place + 4] == b"OggS"
        count = data[place + 26]
        end = place + 27 + count + sum(data[place + 27 : place + 27 + count])
        page = data[place:end]
        assert struct.unpack_from("<I", page, 22)[0] == ogg.checksum(page[:22] + bytes(4) + page[26:])
        place, pages = end, pages + 1
    assert pages >= 3


def _page(serial: int, number: int, flags: int, body: bytes, lacing: bytes) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, serial, number, 0, len(lacing)) + lacing
    return head[:22] + struct.pack("<I", ogg.checksum(head + body)) + head[26:] + body


def _long_comments() -> bytes:
    """An Opus file whose comments, with a cover picture, go over three pages, the last with other packets."""
    comments = b"OpusTags" + struct.pack("<I", 6) + b"CANARY" + struct.pack("<II", 1, 100_000)
    comments += b"METADATA_BLOCK_PICTURE=" + b"CANARY" * 16_663
    identity = b"OpusHead" + bytes(11)
    pages = [_page(7, 0, 2, identity, bytes((len(identity),)))]
    for number, start in enumerate(range(0, len(comments), 255 * 255), start=1):
        part = comments[start : start + 255 * 255]
        full, rest = divmod(len(part), 255)
        lacing = b"\xff" * full + (bytes((rest,)) if len(part) < 255 * 255 else b"")
        pages.append(_page(7, number, 1 if number > 1 else 0, part, lacing))
    return b"".join(pages) + _page(7, 9, 4, b"the sound itself", b"\x10")


def test_comments_of_an_ogg_that_go_over_several_pages_are_blanked_in_all(prepare):
    content = _long_comments()
    assert content.count(b"OggS") == 4
    after = prepare({"a.ogg": content}).recording("a.ogg").file.path.read_bytes()
    assert len(after) == len(content)
    assert b"CANARY" not in after
    assert b"METADATA" not in after
    assert after.endswith(b"the sound itself")


def test_an_ogg_of_two_sounds_one_after_the_other_loses_the_comments_of_both(prepare):
    one, other = _long_comments(), _data("song.ogg")
    after = prepare({"a.ogg": one + other}).recording("a.ogg").file.path.read_bytes()
    assert len(after) == len(one + other)
    assert b"CANARY" not in after


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_page(1, 0, 2, b"\x80theora..", b"\x09"), "neither Opus nor Vorbis"),
        (_page(1, 0, 2, b"OpusHead...", b"\x0b") + _page(2, 0, 2, b"OpusHead...", b"\x0b"), "more than one"),
        (_page(1, 0, 2, b"OpusHead...", b"\x0b") + _page(2, 1, 0, b"x", b"\x01"), "more than one"),
        (_page(1, 0, 2, b"OpusHead...", b"\x0b") + _page(1, 1, 0, b"x" * 255, b"\xff"), "ends before"),
        (
            _page(1, 0, 2, b"OpusHead...", b"\x0b") + _page(1, 1, 0, b"OpusT", b"\x05"),
            "description cannot be",
        ),
        (_page(1, 0, 2, b"OpusHead...", b"\x0b"), "no sound in it"),
    ],
)
def test_an_ogg_of_anything_but_one_sound_is_held_back(prepare, content, words):
    problem = prepare({"a.ogg": content}).only_problem()
    assert words in problem.message
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize("name", ["song.ogg", "clip.webm"])
def test_what_older_phones_do_not_play_is_published_with_a_note(prepare, name):
    problem = prepare({name: _data(name)}).only_problem()
    assert (problem.severity, problem.code) == (Severity.NOTE, "media-codec")
    assert "iPhones" in problem.message


def test_a_film_in_hevc_is_published_with_a_note_that_says_how_to_avoid_it(prepare):
    done = prepare({"hevc.mov": _data("hevc.mov")})
    assert done.recording("hevc.mov").kind is RecordingKind.VIDEO
    problem = done.only_problem()
    assert (problem.severity, problem.code) == (Severity.NOTE, "media-codec")
    assert "HEVC" in problem.message
    assert "Most Compatible" in (problem.hint or "")


def test_a_film_in_a_rare_codec_is_published_with_a_note(prepare):
    problem = prepare({"a.mp4": film((b"vide", b"s263", [b"frame"]))}).only_problem()
    assert (problem.severity, problem.code) == (Severity.NOTE, "media-codec")


def test_a_track_that_says_where_the_camera_was_is_gone_with_all_its_samples(prepare):
    content = film(
        (b"vide", b"avc1", [b"picture one", b"picture two"]),
        (b"meta", b"mebx", [b"CANARY+50.4452", b"-104.6189"]),
        (b"soun", b"mp4a", [b"sound"]),
        (b"text", b"text", [b"CANARY chapter"]),
    )
    after = prepare({"a.mov": content}).recording("a.mov").file.path.read_bytes()
    assert len(after) == len(content)
    assert after.count(b"trak") == 2
    assert after.endswith(b"picture onepicture two" + bytes(23) + b"sound" + bytes(14))
    for word in (b"CANARY", b"mebx", b"appl"):
        assert word not in after


@pytest.mark.parametrize(
    "tables",
    [
        {"offsets": "co64"},
        {"sizes": box(b"stz2", bytes(4), struct.pack(">II", 4, 2), b"\xbd")},
        {"sizes": box(b"stz2", bytes(4), struct.pack(">II", 8, 2), b"\x0b\x0d")},
        {"sizes": box(b"stz2", bytes(4), struct.pack(">II", 16, 2), b"\0\x0b\0\x0d")},
        {"sizes": box(b"stsz", bytes(4), struct.pack(">II", 12, 2))},
    ],
)
def test_the_samples_of_a_film_are_found_in_every_form_of_table(prepare, tables):
    content = film(
        (b"vide", b"avc1", [b"picture one", b"picture three"]), (b"meta", b"mebx", [b"CANARY"]), **tables
    )
    after = prepare({"a.mov": content}).recording("a.mov").file.path.read_bytes()
    assert after.endswith(b"picture onepicture three" + bytes(6))


def test_a_film_that_needs_another_file_is_held_back(prepare):
    content = film((b"vide", b"avc1", [b"frame"]))
    inside = box(b"url ", b"\0\0\0\1")
    elsewhere = content.replace(inside, box(b"url ", b"\0\0\0\0"))
    assert "in another file" in prepare({"a.mov": elsewhere}).only_problem().message


def test_plain_sound_in_a_film_is_held_back(prepare):
    content = film((b"vide", b"avc1", [b"frame"]), (b"soun", b"sowt", [b"\0\0"]))
    problem = prepare({"a.mov": content}).only_problem()
    assert "cannot play" in problem.message
    assert "MP4" in (problem.hint or "")


def test_a_film_without_pictures_and_sound_is_refused(prepare):
    content = film((b"meta", b"mebx", [b"CANARY"]))
    assert "how to play it is missing" in prepare({"a.mov": content}).only_problem().message


def test_a_colour_profile_inside_a_film_is_gone_and_colour_numbers_are_not(prepare):
    content = film((b"vide", b"avc1", [b"frame"]))
    start = content.index(b"avc1") - 4
    grown = [
        (b"nclx", b"\0\1\0\1\0\1\0", True),
        (b"prof", b"CANARYPROFILE", False),
    ]
    for kind, body, stays in grown:
        extra = box(b"colr", kind, body)
        data = bytearray(content)
        data[start + 86 : start + 86] = extra
        for parent in (b"avc1", b"stsd", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
            place = data.index(parent) - 4
            struct.pack_into(">I", data, place, struct.unpack_from(">I", data, place)[0] + len(extra))
        after = prepare({f"{kind!r}.mp4": bytes(data)}).recording(f"{kind!r}.mp4").file.path.read_bytes()
        assert (b"colr" in after) is stays
        assert (body in after) is stays


def test_a_webm_of_another_kind_is_held_back(prepare):
    clip = _data("clip.webm")
    for found, instead, words in (
        (b"\x42\x82\x84webm", b"\x42\x82\x84mkv\0", "Matroska"),
        (b"V_VP9", b"V_VP7", "something other"),
        (b"A_OPUS", b"A_AAC\0", "something other"),
        (b"\x83\x81\x02", b"\x83\x81\x11", "something other"),
    ):
        assert found in clip
        assert words in prepare({"a.webm": clip.replace(found, instead)}).only_problem().message


def test_tags_attachments_and_chapters_of_a_webm_become_voids_of_the_same_length(prepare):
    clip = _data("clip.webm")
    attachment = b"\x19\x41\xa4\x69\x90CANARY-ATTACHED!"
    chapters = b"\x10\x43\xa7\x70\x01\0\0\0\0\0\0\x0eCANARY-CHAPTER"
    # the segment of a recording made by ffmpeg knows its length: let it reach to the end of the file
    place = clip.index(b"\x18\x53\x80\x67") + 4
    content = clip[:place] + b"\x01" + b"\xff" * 7 + clip[place + 8 :] + attachment + chapters
    after = prepare({"a.webm": content}).recording("a.webm").file.path.read_bytes()
    assert len(after) == len(content)
    assert b"CANARY" not in after
    void, long_void = b"\xec\x10\0\0\x10" + bytes(16), b"\xec\x01" + bytes(6) + b"\x11" + bytes(17)
    assert after[len(clip) :] == void + long_void
