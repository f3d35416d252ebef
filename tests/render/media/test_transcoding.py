"""With ffmpeg, whatever a phone records becomes what every phone plays, and says nothing besides."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from slc_site.inspect.look import look
from slc_site.render import converter
from slc_site.render.ffmpeg import program
from slc_site.render.ffmpeg.process import Ffmpeg
from slc_site.render.ffmpeg.recipe import STANDARD
from slc_site.render.ffmpeg.transcode import examine, transcode
from slc_site.render.filetype import FileType
from slc_site.render.media import MediaFile, Recording, RecordingKind, Trace
from tests.render.media.films import (
    PLACED,
    TOLD,
    TONE,
    X264,
    film,
    first_frame,
    frames,
    held_sideways,
    hidden_frames,
    loudness,
    made,
    said,
    streams,
)
from tests.render.media.judges import found_by_exiftool, planted_words
from tests.render.media.samples import DATA

_NAMES = [b"CANARY", b"x264", b"Lavf", b"Lavc", b"Apple", b"50.4452", b"2026"]


def _is_what_every_phone_plays(ffmpeg: Path, recording: Recording) -> None:
    """H.264 of 8 bits and AAC-LC or only that, its head first, by what another reader says of it."""
    path, tracks = recording.file.path, streams(ffmpeg, recording.file.path)
    sounds = [line for line in tracks if "Audio:" in line]
    pictures = [line for line in tracks if "Video:" in line]
    assert len(sounds) + len(pictures) == len(tracks) >= 1
    assert len(sounds) <= 1
    for line in sounds:
        assert re.search(r"Audio: aac \(LC\) .*, 48000 Hz, (mono|stereo), ", line), line
    if recording.kind is RecordingKind.SOUND:
        assert (recording.mime, path.suffix, len(sounds), pictures) == ("audio/mp4", ".m4a", 1, [])
    else:
        assert (recording.mime, path.suffix, len(pictures)) == ("video/mp4", ".mp4", 1)
        assert re.search(r"Video: h264 \((High|Main|Constrained Baseline)\).*, yuv420p\(", pictures[0])
        assert f", {recording.width}x{recording.height}" in pictures[0]
        assert float(re.findall(r"([\d.]+) fps", pictures[0])[0]) <= 31
        assert frames(ffmpeg, path)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def _says_nothing(files: list[Path]) -> None:
    """By four readers: exiftool, our look at outputs, the words that were planted, the names of programs."""
    assert found_by_exiftool(files) == []
    assert planted_words(files) == []
    for file in files:
        looked = look(file.name, file)
        assert (looked.marks, looked.fault) == ((), ""), file
        assert [name for name in _NAMES if name in file.read_bytes()] == []


HLG = ("-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc")
HLG_FILTER = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"
"""The light of newer phones: new programs believe the filter, old ones write what the options say."""


def _phone(ffmpeg: Path) -> bytes:
    """A second of a phone: 1080p, 60 pictures a second, two channels, a place, a maker, a title, a time."""
    return film(
        *(ffmpeg, *X264, *PLACED, "-metadata", "com.apple.quicktime.make=CANARYMAKE"),
        *("-movflags", "use_metadata_tags", "-ac", "2", "-c:a", "aac", "-t", "1"),
        pictures="testsrc2=s=1920x1080:r=60:d=1",
        suffix=".mov",
    )


def _hdr(ffmpeg: Path) -> bytes:
    """What newer iPhones make: ten bits, in a range of light that ordinary screens do not have."""
    ten_bits = ("-vf", f"format=yuv420p10le,{HLG_FILTER}")
    return film(ffmpeg, *X264, *ten_bits, *HLG, *TOLD, "-c:a", "aac", suffix=".mov")


_FILMS = {
    "a phone": (_phone, (1280, 720), 1.0),
    "held upright": (lambda ffmpeg: held_sideways(_phone(ffmpeg)), (720, 1280), 1.0),
    "HDR": (_hdr, (320, 180), 2.0),
    "odd sides": (
        lambda ffmpeg: film(ffmpeg, *X264, "-vf", "scale=321:243,setsar=1,format=yuv444p", *TOLD),
        (320, 242),
        2.0,
    ),
    "pixels that are not square": (
        lambda ffmpeg: film(ffmpeg, *X264, "-vf", "setsar=2", "-pix_fmt", "yuv420p", *TOLD),
        (640, 180),
        2.0,
    ),
    "one pixel": (
        lambda ffmpeg: film(ffmpeg, *X264, "-vf", "scale=1:1,setsar=1,format=yuv444p"),
        (2, 2),
        2.0,
    ),
    "very wide": (lambda ffmpeg: film(ffmpeg, *X264, "-vf", "scale=4000:20,setsar=1", *TOLD), (1280, 6), 2.0),
    "no sound": (lambda ffmpeg: film(ffmpeg, *X264, *PLACED, sound=""), (320, 180), 2.0),
    "a cover": (
        lambda ffmpeg: film(
            *(
                ffmpeg,
                "-f",
                "lavfi",
                "-i",
                "color=red:s=64x48:r=25:d=0.04",
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-map",
            ),
            *(
                "2:v",
                *X264,
                "-c:v:1",
                "mjpeg",
                "-disposition:v:1",
                "attached_pic",
                "-pix_fmt",
                "yuvj420p",
                *TOLD,
            ),
        ),
        (320, 180),
        2.0,
    ),
    "chapters and subtitles": (lambda ffmpeg: _with_more_tracks(ffmpeg), (320, 180), 2.0),
    "an old camera": (
        lambda ffmpeg: film(ffmpeg, "-c:v", "mjpeg", "-c:a", "pcm_s16le", *TOLD, suffix=".mov"),
        (320, 180),
        2.0,
    ),
    **{
        name: (lambda ffmpeg, name=name: (DATA / name).read_bytes(), (32, 24), seconds)
        for name, seconds in {
            **{"place.mp4": 0.6, "place.mov": 0.6, "hevc.mov": 0.6, "fragments.mp4": 0.8},
            **{"fragments-moof.mp4": 0.8, "clip.webm": 0.6, "live.webm": 0.6},
        }.items()
    },
}


def _with_more_tracks(ffmpeg: Path) -> bytes:
    words = "1\n00:00:00,000 --> 00:00:01,000\nCANARY\n"
    chapters = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=CANARY\n"
    folder = Path(__file__).parent / "data"
    assert folder.is_dir()
    subtitles, marks = (f"data:text/plain,{text}" for text in (words, chapters))
    return film(
        *(
            ffmpeg,
            "-f",
            "srt",
            "-i",
            subtitles,
            "-f",
            "ffmetadata",
            "-i",
            marks,
            "-map",
            "0:v",
            "-map",
            "1:a",
        ),
        *("-map", "2:s", "-map_chapters", "3", "-map_metadata", "3", *X264, "-c:s", "mov_text"),
    )


@pytest.mark.parametrize("kind", _FILMS)
def test_a_film_plays_everywhere_upright_small_and_silent_about_itself(prepare, ffmpeg, kind):
    make, size, seconds = _FILMS[kind]
    content = make(ffmpeg)
    done = prepare({"a-lie.jpg": content}, widths=(100, 480))
    recording = done.recording("a-lie.jpg")
    assert done.problems == []
    assert (recording.kind, recording.width, recording.height) == (RecordingKind.VIDEO, *size)
    assert recording.seconds == pytest.approx(seconds, abs=0.15)
    _is_what_every_phone_plays(ffmpeg, recording)
    assert recording.poster is not None
    assert recording.poster.full == size
    _says_nothing(done.files)
    assert recording.file.path.read_bytes() != content


@pytest.mark.parametrize("name", ["song.m4a", "song.mp3", "song.ogg", "vorbis.ogg", "mono.wav", "stereo.wav"])
def test_a_sound_becomes_aac_that_old_phones_play_too(prepare, ffmpeg, name):
    content = {
        "mono.wav": lambda: made(ffmpeg, ".wav", "-f", "lavfi", "-i", TONE, *TOLD),
        "stereo.wav": lambda: made(
            ffmpeg, ".wav", "-f", "lavfi", "-i", TONE, "-ac", "2", "-ar", "44100", *TOLD
        ),
    }.get(name, lambda: (DATA / name).read_bytes())()
    done = prepare({name: content})
    recording = done.recording(name)
    assert (done.problems, recording.kind, recording.poster) == ([], RecordingKind.SOUND, None)
    assert recording.seconds == pytest.approx(2.0 if name.endswith("wav") else 0.45, abs=0.1)
    _is_what_every_phone_plays(ffmpeg, recording)
    assert ("stereo" in streams(ffmpeg, recording.file.path)[0]) is (name == "stereo.wav")
    _says_nothing(done.files)


def test_a_film_without_pictures_is_a_sound(prepare, ffmpeg):
    content = film(ffmpeg, "-c:a", "libopus", *TOLD, pictures="", suffix=".webm")
    recording = prepare({"voice.webm": content}).recording("voice.webm")
    assert (recording.kind, recording.mime) == (RecordingKind.SOUND, "audio/mp4")
    _is_what_every_phone_plays(ffmpeg, recording)


def test_a_film_held_sideways_is_turned_as_ffmpeg_shows_it(prepare, ffmpeg, tmp_path):
    content = held_sideways(film(ffmpeg, *X264, pictures="testsrc=s=320x180:r=15:d=2"))
    file = tmp_path / "original.mp4"
    file.write_bytes(content)
    recording = prepare({"a.mp4": content}).recording("a.mp4")
    with Image.open(BytesIO(first_frame(ffmpeg, file))) as upright:
        expected = upright.convert("RGB").resize((18, 32))
    with Image.open(BytesIO(first_frame(ffmpeg, recording.file.path))) as shown:
        assert shown.size == (180, 320)
        seen = shown.convert("RGB").resize((18, 32))
    apart = [abs(a - b) for a, b in zip(expected.tobytes(), seen.tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 6
    assert "rotation" not in said(ffmpeg, recording.file.path)


def test_hdr_looks_on_ordinary_screens_as_it_was_meant(prepare, ffmpeg, monkeypatch):
    """Paper white of HLG, three quarters of its signal, comes out just below white, middle grey stays."""
    import imageio_ffmpeg

    monkeypatch.setenv(program.NAMED, imageio_ffmpeg.get_ffmpeg_exe())  # that of a machine may not do it
    found = program.find()
    assert found is not None
    assert found.tones
    for signal, expected in ((0.75, 226), (0.38, 107)):
        grey = f"geq=lum={round(64 + 876 * signal)}:cb=512:cr=512"
        grey = f"color=c=gray:s=320x180:r=15:d=1,format=yuv420p10le,{grey},{HLG_FILTER}"
        content = film(ffmpeg, *X264, *HLG, "-color_range", "tv", pictures=grey, sound="")
        path = prepare({f"{signal}.mp4": content}).recording(f"{signal}.mp4").file.path
        assert "bt709" in streams(ffmpeg, path)[0]
        with Image.open(BytesIO(first_frame(ffmpeg, path))) as frame:
            assert frame.convert("L").getpixel((160, 90)) == pytest.approx(expected, abs=8)


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        ("sine=frequency=500:duration=4,volume=-20dB", -16.0),
        ("sine=frequency=500:duration=4,volume=14dB", -16.0),
        ("anoisesrc=d=4:c=pink:a=0.05:seed=1", -16.0),
        # a whisper with one clap in it, which leaves no room to raise the whole
        ("aevalsrc='0.01*sin(900*t)+0.9*between(t,2,2.05)*sin(900*t)':d=6", -16.0),
        # the noise of an empty room is not raised to be as loud as a voice
        ("anoisesrc=d=4:c=pink:a=0.002:seed=1", -44.0),
    ],
)
def test_recordings_are_equally_loud(prepare, ffmpeg, sound, expected):
    content = made(ffmpeg, ".wav", "-f", "lavfi", "-i", sound)
    heard, peak = loudness(ffmpeg, prepare({"a.wav": content}).recording("a.wav").file.path)
    assert heard == pytest.approx(expected, abs=4.0 if expected < -30 or "between" in sound else 1.6)
    assert peak <= -0.9  # 1.5 before it was packed as AAC


@pytest.mark.parametrize("sound", ["anullsrc=r=44100:cl=mono:d=2", "sine=frequency=440:duration=0.1"])
def test_silence_and_a_mere_click_are_left_as_they_are(prepare, ffmpeg, sound):
    done = prepare(
        {
            "a.wav": made(ffmpeg, ".wav", "-f", "lavfi", "-i", sound),
            "a.mp4": film(ffmpeg, *X264, "-c:a", "aac", sound=sound),
        }
    )
    assert done.problems == []
    assert done.recording("a.wav").kind is RecordingKind.SOUND
    _is_what_every_phone_plays(ffmpeg, done.recording("a.mp4"))


def test_a_light_film_keeps_its_pictures_bit_by_bit_and_loses_what_was_written_between_them(
    prepare, ffmpeg, tmp_path
):
    content = film(ffmpeg, *X264, "-pix_fmt", "yuv420p", *PLACED)
    assert b"x264 - core" in content
    file = tmp_path / "original.mp4"
    file.write_bytes(content)
    path = prepare({"a.mp4": content}).recording("a.mp4").file.path
    assert frames(ffmpeg, path) == frames(ffmpeg, file)
    assert b"x264" not in path.read_bytes()
    _says_nothing([path])


def test_pictures_that_somebody_cut_away_are_not_in_the_file_any_more(prepare, ffmpeg, tmp_path):
    """As phones do it: the film begins in the middle, and all of it is still there."""
    whole = tmp_path / "whole.mp4"
    red, blue = (f"color=c={colour}:s=320x180:r=15:d=1.5,format=yuv420p" for colour in ("red", "blue"))
    pictures = f"{red}[a];{blue}[b];[a][b]concat"
    whole.write_bytes(film(ffmpeg, *X264, "-g", "300", pictures=pictures, sound=""))
    content = made(ffmpeg, ".mp4", "-ss", "1.6", "-i", str(whole), "-c", "copy")
    original = tmp_path / "original.mp4"
    original.write_bytes(content)
    assert hidden_frames(ffmpeg, original) > len(frames(ffmpeg, original))
    recording = prepare({"a.mp4": content}).recording("a.mp4")
    assert recording.seconds == pytest.approx(1.4, abs=0.15)
    path = recording.file.path
    assert hidden_frames(ffmpeg, path) == len(frames(ffmpeg, path))
    with Image.open(BytesIO(first_frame(ffmpeg, path))) as frame:
        colour = frame.convert("RGB").getpixel((160, 90))
    assert colour[2] > 200 > 50 > colour[0]


@pytest.mark.parametrize("uncut", [True, False])
def test_what_ffmpeg_makes_is_clean_before_it_is_rewritten_too(ffmpeg, tmp_path, uncut):
    original, finished = tmp_path / "original.mp4", tmp_path / "finished.mp4"
    original.write_bytes(film(ffmpeg, *X264, "-pix_fmt", "yuv420p", *PLACED))
    assert planted_words([original])
    found = program.find()
    assert found is not None
    runner = Ffmpeg(found)
    transcode(runner, examine(runner, original, FileType.MP4), STANDARD, finished, uncut=uncut)
    # names of handlers and of the codec are left for the rewriting
    assert planted_words([finished]) == []
    assert [name for name in (*_NAMES[4:], b"CANARY", b"x264 - core") if name in finished.read_bytes()] == []


def test_the_same_film_comes_out_the_same_on_the_same_ffmpeg(prepare, ffmpeg, cache):
    contents = {"a.mov": _phone(ffmpeg), "b.ogg": (DATA / "song.ogg").read_bytes()}
    once = {file.name: file.read_bytes() for file in prepare(contents).files}
    for file in cache.iterdir():
        file.unlink()
    again = {file.name: file.read_bytes() for file in prepare(contents, jobs=1).files}
    assert once == again
    assert len(once) == 4


def test_every_ffmpeg_of_this_machine_will_do(prepare, ffmpeg, monkeypatch):
    """The one that the tests use and the one that the package brings: often of different versions."""
    import imageio_ffmpeg

    for path in {str(ffmpeg), imageio_ffmpeg.get_ffmpeg_exe()}:
        monkeypatch.setenv(program.NAMED, path)
        done = prepare({"a.mov": held_sideways(_phone(ffmpeg)), "b.mov": _hdr(ffmpeg)})
        assert done.problems == []
        for recording in (done.recording("a.mov"), done.recording("b.mov")):
            _is_what_every_phone_plays(ffmpeg, recording)
            assert recording.poster is not None
        assert (done.recording("a.mov").width, done.recording("a.mov").height) == (720, 1280)
        _says_nothing(done.files)


# -- posters --------------------------------------------------------------------------------------------


def test_a_film_that_begins_black_has_a_poster_that_is_not(prepare, ffmpeg):
    pictures = "testsrc2=s=320x180:r=15:d=4,fade=in:st=0:d=1.5,format=yuv420p"
    recording = prepare({"a.mp4": film(ffmpeg, *X264, pictures=pictures, sound="")}).recording("a.mp4")
    assert recording.poster is not None
    with Image.open(recording.poster.largest.file.path) as poster:
        assert poster.format == "WEBP"
        darkest, lightest = poster.convert("L").getextrema()
    assert lightest - darkest > 150
    assert recording.poster.largest.file in recording.files


def test_another_theme_costs_a_poster_and_no_film(prepare, ffmpeg, monkeypatch):
    content = film(ffmpeg, *X264, *TOLD)
    first = prepare({"a.mp4": content}, widths=(100,)).recording("a.mp4")

    def fail(*_args: object, **_options: object) -> None:
        raise AssertionError("made a second time")

    monkeypatch.setattr(converter, "transcode", fail)
    second = prepare({"a.mp4": content}, widths=(100, 200)).recording("a.mp4")
    assert second.file == first.file
    assert _widths(first) == [100]
    assert _widths(second) == [100, 200]
    monkeypatch.setattr(converter.poster, "frame", fail)
    third = prepare({"a.mp4": content}, widths=(200,)).recording("a.mp4")
    assert _widths(third) == [200]
    assert third.poster.largest.file == second.poster.largest.file


def _widths(recording: Recording) -> list[int]:
    assert recording.poster is not None
    return [one.width for one in recording.poster.renditions]


# -- what is smaller as it came -------------------------------------------------------------------------


def _small_mp3(ffmpeg: Path, volume: int) -> bytes:
    sound = f"sine=frequency=500:duration=4,volume={volume}dB"
    return made(ffmpeg, ".mp3", "-f", "lavfi", "-i", sound, "-b:a", "16k", "-ar", "16000", *TOLD)


def test_a_sound_that_is_smaller_as_it_came_stays_so_without_its_words(prepare, ffmpeg):
    content = _small_mp3(ffmpeg, 5)
    done = prepare({"a.mp3": content})
    recording = done.recording("a.mp3")
    assert (recording.mime, recording.file.name[-4:]) == ("audio/mpeg", ".mp3")
    assert recording.file.path.stat().st_size < len(content)
    assert Trace.WORDS in recording.traces
    _says_nothing(done.files)


def test_a_sound_that_is_too_soft_is_made_anew_though_it_grows(prepare, ffmpeg):
    recording = prepare({"a.mp3": _small_mp3(ffmpeg, -15)}).recording("a.mp3")
    assert recording.mime == "audio/mp4"
    assert loudness(ffmpeg, recording.file.path)[0] == pytest.approx(-16, abs=1.6)


# -- what the original told -----------------------------------------------------------------------------


def test_what_an_original_told_is_known_with_ffmpeg_too(prepare, ffmpeg):
    recording = prepare({"a.mov": _phone(ffmpeg)}).recording("a.mov")
    assert recording.traces == {Trace.POSITION, Trace.CAMERA, Trace.TIME, Trace.WORDS}
    assert isinstance(recording.file, MediaFile)
