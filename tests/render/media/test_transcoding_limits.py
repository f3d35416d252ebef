"""What does not fit, what ffmpeg cannot do, what is done without it: a file, or a word on why not."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from slc_site.model.classroom import MediaRules
from slc_site.problems import Severity, SilentReporter
from slc_site.render import converter
from slc_site.render.ffmpeg import process, program, recipe, transcode
from slc_site.render.ffmpeg.process import Ffmpeg
from slc_site.render.ffmpeg.program import Program
from slc_site.render.media import RecordingKind
from slc_site.render.studio import Studio
from tests.render.media.films import PLACED, X264, film, frames, made, streams
from tests.render.media.judges import found_by_exiftool, planted_words
from tests.render.media.samples import DATA, corners, saved, sound
from tests.render.media.samples import film as boxes_of
from tests.render.media.test_media_mutants import SEEDS, mutant

NOISE = "testsrc2=s=640x360:r=15:d=8,noise=alls=60:allf=t:all_seed=1"
SHORT_NOISE = "testsrc2=s=320x180:r=15:d=2,noise=alls=60:allf=t:all_seed=1"


@pytest.fixture
def wrapped(ffmpeg, tmp_path, monkeypatch):
    """Put a script around the real ffmpeg: it notes down every call, and may do other than make a film."""

    def wrap(when_making: str) -> Path:
        script, calls = tmp_path / "bin" / "ffmpeg", tmp_path / "calls"
        script.parent.mkdir(exist_ok=True)
        script.write_text(
            f'#!/bin/sh\necho "$@" >> {calls}\n'
            f'case "$*" in *faststart*)\n{when_making}\n;; esac\n'
            f'exec {ffmpeg} "$@"\n'
        )
        script.chmod(0o755)
        calls.touch()
        monkeypatch.setenv(program.NAMED, str(script))
        return calls

    return wrap


@pytest.fixture
def makes_nothing(monkeypatch):
    """From here on, no film may be made."""

    def forbid() -> None:
        def fail(*_args: object, **_options: object) -> None:
            raise AssertionError("made a second time")

        monkeypatch.setattr(converter, "transcode", fail)

    return forbid


# -- what the web space takes ---------------------------------------------------------------------------


def _noisy(ffmpeg: Path) -> bytes:
    return film(ffmpeg, *X264, "-crf", "18", *PLACED, "-t", "8", pictures=NOISE, sound="sine=d=8")


def test_a_film_that_is_too_large_is_made_coarser_until_it_fits(prepare, ffmpeg, makes_nothing):
    content = _noisy(ffmpeg)
    usual = prepare({"a.mp4": content})
    assert usual.problems == []
    assert usual.recording("a.mp4").file.path.stat().st_size > 1_500_000
    fitted = prepare({"a.mp4": content}, largest=1_000_000)
    recording = fitted.recording("a.mp4")
    assert 500_000 < recording.file.path.stat().st_size <= 1_000_000
    assert fitted.only_problem().severity is Severity.NOTE
    assert "coarser to fit in the 1.0 MB" in fitted.only_problem().message
    assert recording.poster is not None
    assert len(frames(ffmpeg, recording.file.path)) == 120
    assert found_by_exiftool(fitted.files) + planted_words(fitted.files) == []
    makes_nothing()
    assert prepare({"a.mp4": content}, largest=1_000_000) == fitted
    assert prepare({"a.mp4": content}, largest=50_000_000) == usual
    assert prepare({"a.mp4": content}) == usual


def test_a_film_that_would_become_too_coarse_is_left_out_with_what_would_fit(prepare, ffmpeg):
    done = prepare({"a.mp4": _noisy(ffmpeg)}, largest=300_000)
    problem = done.only_problem()
    assert (done.files, problem.severity, problem.code) == ([], Severity.ERROR, "media-too-large")
    assert re.search(r"has [23]\.\d MB even when made small, and .* takes 0\.3 MB a file", problem.message)
    assert "at most 4 seconds fit" in (problem.hint or "")
    assert "pip install" not in (problem.hint or "")


def test_a_sound_that_is_too_large_is_made_coarser_or_left_out(prepare, ffmpeg):
    content = made(ffmpeg, ".wav", "-f", "lavfi", "-i", "anoisesrc=d=10:a=0.3:seed=1", "-ac", "2")
    usual = prepare({"a.wav": content}).recording("a.wav").file.path.stat().st_size
    assert 125_000 < usual < 200_000
    fitted = prepare({"a.wav": content}, largest=100_000)
    assert fitted.recording("a.wav").file.path.stat().st_size <= 100_000
    assert fitted.only_problem().severity is Severity.NOTE
    refused = prepare({"a.wav": content}, largest=50_000)
    assert "This sound has 0.2 MB" in refused.only_problem().message
    assert "at most 7 seconds fit" in (refused.only_problem().hint or "")


def test_one_that_fails_only_when_it_is_made_smaller_is_left_out(prepare, wrapped, ffmpeg, tmp_path):
    wrapped(f"[ -e {tmp_path}/once ] && exit 1; touch {tmp_path}/once")
    done = prepare({"a.mp4": film(ffmpeg, *X264, pictures=SHORT_NOISE)}, largest=200_000)
    assert (tmp_path / "once").exists()
    assert (done.media, done.only_problem().code) == ({}, "media-too-large")


def test_one_without_memory_to_be_made_smaller_may_try_again(prepare, wrapped, ffmpeg, tmp_path):
    wrapped(f"[ -e {tmp_path}/once ] && kill -9 $$; touch {tmp_path}/once")
    done = prepare({"a.mp4": film(ffmpeg, *X264, pictures=SHORT_NOISE)}, largest=200_000)
    assert (done.media, done.only_problem().code) == ({}, "media-memory")


def test_what_no_recording_needs_any_more_can_be_taken_out(prepare, ffmpeg, cache, tmp_path, makes_nothing):
    content = (DATA / "hevc.mov").read_bytes()
    first = prepare({"a.mov": content}, widths=(10, 20))
    prepare({"b.webm": (DATA / "clip.webm").read_bytes()}, widths=(10, 20))
    keep = Studio(cache, SilentReporter())
    freed = keep.prune([tmp_path / "content" / "a.mov"], widths=(20,), rules=MediaRules())
    assert freed.files == 5  # the other film, what is known of it, its poster twice, and one of this film's
    makes_nothing()
    again = prepare({"a.mov": content}, widths=(20,))
    assert again.recording("a.mov").file == first.recording("a.mov").file
    keep.prune([tmp_path / "content" / "a.mov"], widths=(30,), rules=MediaRules())
    poster = prepare({"a.mov": content}, widths=(30,)).recording("a.mov").poster
    assert poster is not None
    assert [one.width for one in poster.renditions] == [30]


def test_pictures_of_a_size_are_not_a_recordings_matter(prepare, ffmpeg):
    done = prepare({"a.jpg": saved(corners(), "JPEG")}, largest=10)
    assert done.problems == []


@pytest.mark.parametrize("moving", [True, False])
def test_what_is_said_to_fit_does_fit(moving):
    for size in (100_000, 25_000_000, 400_000_000):
        seconds = recipe.seconds_that_fit(size, moving=moving)
        target = recipe.fitting(size, seconds * 0.999, moving=moving)
        assert target is not None
        bits = target.sound_bits + (target.picture_bits if moving else 0)
        assert bits * seconds / 8 <= size
        assert recipe.fitting(size, seconds * 1.01, moving=moving) is None
    assert recipe.fitting(1_000_000, 0.0, moving=moving) is None


def test_a_short_film_gets_no_more_than_it_would_get_anyway():
    assert recipe.fitting(100_000_000, 10, moving=True) == recipe.STANDARD
    assert recipe.fitting(100_000_000, 10, moving=False) == recipe.STANDARD


# -- without ffmpeg -------------------------------------------------------------------------------------

_ADVICE = 'pip install "slc-site[video]"'


def test_without_ffmpeg_what_browsers_play_is_rewritten_and_says_what_is_known(prepare):
    done = prepare({name: (DATA / name).read_bytes() for name in ("place.mp4", "song.mp3", "song.m4a")})
    assert done.problems == []
    film_, song, tune = (done.recording(name) for name in ("place.mp4", "song.mp3", "song.m4a"))
    assert (film_.kind, film_.mime, film_.width, film_.height) == (RecordingKind.VIDEO, "video/mp4", 32, 24)
    assert film_.seconds == pytest.approx(0.6, abs=0.01)
    assert song.seconds == pytest.approx(0.54, abs=0.01)
    assert tune.seconds == pytest.approx(0.4, abs=0.01)
    assert film_.poster is None
    assert film_.traces
    assert song.traces


def test_without_ffmpeg_what_not_everybody_plays_comes_with_the_advice_to_install_it(prepare):
    for name in ("hevc.mov", "song.ogg", "clip.webm"):
        problem = prepare({name: (DATA / name).read_bytes()}).only_problem()
        assert problem.severity is Severity.NOTE
        assert _ADVICE in (problem.hint or "")


def test_without_ffmpeg_what_cannot_be_cleaned_is_held_back_with_that_advice(prepare):
    content = boxes_of((b"vide", b"avc1", [b"frame"]), (b"soun", b"sowt", [b"\0\0"]))
    done = prepare({"a.mov": content})
    assert done.media == {}
    assert _ADVICE in (done.only_problem().hint or "")
    assert prepare({"b.mp4": b"\0\0\0\x08ftyp" + bytes(9)}).only_problem().code == "media-damaged"


def test_without_ffmpeg_what_is_too_large_is_left_out_with_that_advice(prepare):
    done = prepare({"a.wav": sound(10.0)}, largest=50_000)
    problem = done.only_problem()
    assert (done.media, problem.code) == ({}, "media-too-large")
    assert "has 0.2 MB, and the class's web space takes 0.1 MB a file" in problem.message
    assert "about 3 seconds fit" in (problem.hint or "")
    assert _ADVICE in (problem.hint or "")


def test_what_was_made_without_ffmpeg_is_made_anew_with_it_and_kept_for_both(
    prepare, ffmpeg, monkeypatch, makes_nothing
):
    content = (DATA / "hevc.mov").read_bytes()
    monkeypatch.setenv(program.NAMED, "/nowhere/ffmpeg")
    without = prepare({"a.mov": content})
    monkeypatch.setenv(program.NAMED, str(ffmpeg))
    given = prepare({"a.mov": content})
    assert given.problems == []
    assert given.recording("a.mov").poster is not None
    assert given.recording("a.mov").file != without.recording("a.mov").file
    makes_nothing()
    assert prepare({"a.mov": content}) == given
    monkeypatch.setenv(program.NAMED, "/nowhere/ffmpeg")
    assert prepare({"a.mov": content}) == without


def test_a_class_of_photos_does_not_even_start_it(prepare, wrapped):
    calls = wrapped("true")
    photos = {f"{name}.jpg": saved(corners(name, 48), "JPEG") for name in (64, 65, 66)}
    assert prepare({**photos, "notes.jpg": b"Once upon a time."}).errors != []
    prepare(photos)
    assert calls.read_text() == ""


def test_a_recording_that_is_known_does_not_start_it_either(prepare, wrapped):
    calls = wrapped("true")
    once = prepare({"a.mov": (DATA / "hevc.mov").read_bytes()})
    assert calls.read_text().count("faststart") == 1
    calls.write_text("")
    assert prepare({"a.mov": (DATA / "hevc.mov").read_bytes()}) == once
    assert calls.read_text() == ""


# -- what ffmpeg cannot do ------------------------------------------------------------------------------


_WRITES_RUBBISH = 'for last; do :; done; echo x > "${last#file:}"; exit 0'


@pytest.mark.parametrize("fault", ["exit 1", "kill -SEGV $$", "exit 0", _WRITES_RUBBISH])
def test_what_ffmpeg_cannot_turn_is_cleaned_as_it_is_and_that_is_said(prepare, wrapped, fault):
    wrapped(fault)
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    recording, problem = done.recording("a.mp4"), done.only_problem()
    assert recording.file.path.stat().st_size == (DATA / "place.mp4").stat().st_size
    assert recording.poster is None
    assert planted_words(done.files) + found_by_exiftool(done.files) == []
    assert (problem.severity, problem.code) == (Severity.WARNING, "media-not-converted")
    assert "was taken out all the same" in problem.message
    assert "save it again as MP4" in (problem.hint or "")


def test_what_neither_can_do_is_held_back(prepare, ffmpeg):
    rare = boxes_of((b"vide", b"avc1", [b"frame"]), (b"soun", b"sowt", [b"\0\0"]))
    done = prepare({"a.mov": rare, "b.mp3": b"ID3\x04\0\0\0\0\0\0" + bytes(3000)})
    assert done.media == {}
    assert [problem.file for problem in done.problems] == ["content/a.mov", "content/b.mp3"]
    assert all(problem.hint for problem in done.problems)


def test_one_that_never_ends_is_ended(prepare, wrapped, monkeypatch, tmp_path):
    wrapped(f"sleep 1000 & echo $! > {tmp_path}/pid; wait")
    monkeypatch.setattr(transcode, "_START", 2.0)
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    assert done.recording("a.mp4").file.path.exists()
    assert "took too long" in done.only_problem().message
    assert _is_gone(tmp_path / "pid")


def test_how_long_it_may_take_follows_what_is_there_and_not_what_is_claimed():
    assert transcode._limit(60, 15_000_000) == 660
    assert transcode._limit(1_000_000, 4_000) == transcode._limit(0, 4_000) == 70
    assert transcode._limit(0, 400_000_000) == transcode._limit(100_000, 400_000_000) == 7200


def test_a_full_disk_is_told_as_such_and_nothing_is_remembered(prepare, wrapped, tmp_path):
    full = "echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1"
    wrapped(f"[ -e {tmp_path}/room ] || {{ {full}; }}")
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    assert (done.media, done.only_problem().code) == ({}, "media-cache")
    (tmp_path / "room").touch()
    assert prepare({"a.mp4": (DATA / "place.mp4").read_bytes()}).problems == []


def test_one_that_the_system_ended_for_want_of_memory_may_try_again(prepare, wrapped, tmp_path):
    content = {"a.mp4": (DATA / "place.mp4").read_bytes()}
    wrapped(f"[ -e {tmp_path}/room ] || kill -9 $$")
    done = prepare(content)
    assert (done.media, done.only_problem().code) == ({}, "media-memory")
    (tmp_path / "room").touch()
    assert prepare(content).problems == []


def test_a_recording_that_changes_while_it_is_made_is_not_remembered(prepare, wrapped, tmp_path):
    original = tmp_path / "content" / "a.mp4"
    wrapped(
        f"cp {original} {tmp_path}/other; printf more >> {tmp_path}/other; mv {tmp_path}/other {original}"
    )
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    assert (done.media, done.only_problem().code) == ({}, "media-changed")


def test_a_film_that_was_cut_short_is_shown_as_far_as_it_goes(prepare, ffmpeg):
    content = film(ffmpeg, *X264, "-movflags", "+faststart", "-g", "5", pictures=NOISE, sound="")
    done = prepare({"a.mp4": content[: len(content) // 3]})
    assert 1 < done.recording("a.mp4").seconds < 5
    assert done.only_problem().code == "media-truncated"
    assert "should last 8 seconds" in done.only_problem().message


_TO_CUT = ["place.mp4", "hevc.mov", "clip.webm", "song.mp3", "song.ogg", "song.m4a", "a.wav"]


@pytest.mark.parametrize("name", _TO_CUT)
def test_recordings_cut_at_any_place_are_shown_or_named(prepare, ffmpeg, name, capfd):
    content = sound(0.5) if name == "a.wav" else (DATA / name).read_bytes()
    parts = {f"{tenth}.bin": content[: len(content) * tenth // 10] for tenth in range(1, 10)}
    done = prepare(parts)
    refused = {problem.file for problem in done.errors}
    assert {f"content/{one}" for one in done.media} | refused == {f"content/{one}" for one in parts}
    assert not {f"content/{one}" for one in done.media} & refused
    assert found_by_exiftool(done.files) + planted_words(done.files) == []
    assert capfd.readouterr() == ("", "")


def test_a_film_whose_sound_cannot_be_read_plays_without_and_that_is_said(prepare, ffmpeg):
    done = prepare({"a.mkv": film(ffmpeg, *X264, "-c:a", "wavpack", suffix=".mkv")})
    path = done.recording("a.mkv").file.path
    assert len(streams(ffmpeg, path)) == 1
    assert done.only_problem().code == "media-no-sound"


def test_a_film_whose_pictures_cannot_be_read_does_not_become_a_sound(prepare, ffmpeg):
    done = prepare({"a.mp4": film(ffmpeg, "-c:v", "mpeg2video", "-r", "25", "-c:a", "aac")})
    assert done.recording("a.mp4").kind is RecordingKind.VIDEO
    assert "media-not-converted" in {problem.code for problem in done.problems}


# -- what strangers' files may do -----------------------------------------------------------------------


def test_ffmpeg_is_given_one_file_one_reader_and_no_network(prepare, wrapped, tmp_path):
    calls = wrapped("true")
    names = {"a.mov": "mov", "clip.webm": "matroska", "song.ogg": "ogg", "song.mp3": "mp3", "w.wav": "wav"}
    contents = {"a.mov": (DATA / "place.mov").read_bytes(), "w.wav": sound(1.0)}
    prepare({name: contents.get(name) or (DATA / name).read_bytes() for name in names})
    reading = [line for line in calls.read_text().splitlines() if " -i " in line]
    assert len(reading) >= 3 * len(names)
    for line in reading:
        found = re.search(r"-protocol_whitelist file -f (\w+) -codec_whitelist (\S+) .*-i file:(\S+)", line)
        assert found is not None, line
        assert "-nostdin" in line
        assert line.count(" -i ") == 1
        if found[3].startswith(str(tmp_path / "content")):
            assert names[Path(found[3]).name] == found[1]
        assert not {"hls", "concat", "ffconcat", "png", "text", "subrip"} & set(found[2].split(","))


@pytest.mark.parametrize("codec", [("-c:v", "ffv1"), ("-c:v", "libx264rgb", "-c:a", "flac")])
def test_a_codec_that_no_phone_uses_never_reaches_its_decoder(prepare, ffmpeg, codec):
    content = film(ffmpeg, *codec, suffix=".mkv")
    done = prepare({"a.mkv": content})
    if codec[1] == "ffv1":
        assert (done.media, len(done.errors)) == ({}, 1)
    else:
        assert done.recording("a.mkv").mime == "video/mp4"


def test_a_film_that_names_another_file_does_not_get_it(prepare, ffmpeg, tmp_path):
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(film(ffmpeg, *X264))
    content = film(ffmpeg, *X264, suffix=".mov")
    elsewhere = content.replace(b"url \0\0\0\x01", b"url \0\0\0\0")
    playlist = f"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n".encode()
    pieces = f"ffconcat version 1.0\nfile '{secret}'\n".encode()
    done = prepare({"a.mov": elsewhere, "b.mp4": playlist, "c.mp4": pieces})
    assert done.media == {} or b"secret" not in b"".join(file.read_bytes() for file in done.files)
    assert {"content/b.mp4", "content/c.mp4"} <= {problem.file for problem in done.errors}


def test_a_wish_of_the_environment_to_be_told_all_is_not_heard(prepare, ffmpeg, monkeypatch, tmp_path):
    monkeypatch.setenv("FFREPORT", f"file={tmp_path}/report.txt:level=32")
    monkeypatch.setenv("AV_LOG_FORCE_COLOR", "1")
    assert prepare({"a.mov": (DATA / "hevc.mov").read_bytes()}).problems == []
    assert not (tmp_path / "report.txt").exists()


def test_nothing_unfinished_is_left_behind(prepare, wrapped, cache):
    wrapped('for last; do :; done; echo half > "${last#file:}"; exit 1')
    prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    assert list(cache.glob("*.part")) == []


# -- being stopped --------------------------------------------------------------------------------------


_SLEEP = "sleep 1000 & echo $! > {folder}/pid.new; mv {folder}/pid.new {folder}/pid; wait"
"""A program that starts another, which must not outlive it."""


def _sleeper(folder: Path) -> Ffmpeg:
    script = folder / "sleeper"
    script.write_text(f"#!/bin/sh\n{_SLEEP.format(folder=folder)}\n")
    script.chmod(0o755)
    return Ffmpeg(Program(script, "9.9", tones=False))


def _is_gone(file: Path) -> bool:
    """Whether the process whose number a file holds has ended, or does so any moment."""
    number = int(file.read_text())
    for _ in range(6000):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{number}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True  # ended; its foster parent has not yet asked how
        threading.Event().wait(0.01)
    return False


def test_stopping_ends_what_runs_and_lets_nothing_begin(tmp_path):
    sleeper = _sleeper(tmp_path)
    stopper = threading.Thread(target=_when_there, args=(tmp_path / "pid", sleeper.stop))
    stopper.start()
    with pytest.raises(CancelledError):
        sleeper.run(("-i", "x"), 600)
    stopper.join()
    assert _is_gone(tmp_path / "pid")
    with pytest.raises(CancelledError):
        sleeper.run(("-i", "x"), 600)


def _when_there(file: Path, then) -> None:
    for _ in range(6000):
        if file.exists():
            break
        threading.Event().wait(0.01)
    then()


def test_a_build_that_is_interrupted_takes_ffmpeg_with_it(ffmpeg, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.mp4").write_bytes((DATA / "place.mp4").read_bytes())
    script = tmp_path / "ffmpeg"
    sleep = _SLEEP.format(folder=tmp_path)
    script.write_text(f'#!/bin/sh\ncase "$*" in *faststart*) {sleep};; esac\nexec {ffmpeg} "$@"\n')
    script.chmod(0o755)
    code = f"""
from pathlib import Path
from slc_site.model.classroom import Attachment
from slc_site.problems import SilentReporter
from slc_site.render.ffmpeg import transcode
from slc_site.render.studio import Studio
transcode._START = transcode._LONGEST = 1e6
film = Attachment("a.mp4", Path({str(tmp_path / "content" / "a.mp4")!r}), 1, "a.mp4")
Studio(Path({str(tmp_path / "cache")!r}), SilentReporter()).prepare([film], widths=(100,))
"""
    build = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, program.NAMED: str(script)}, stderr=subprocess.PIPE
    )
    _when_there(tmp_path / "pid", lambda: build.send_signal(signal.SIGINT))
    _, said = build.communicate(timeout=120)
    assert said.endswith(b"KeyboardInterrupt\n")
    assert _is_gone(tmp_path / "pid")
    assert list((tmp_path / "cache").glob("*.part")) == []


def test_a_program_that_does_not_start_is_no_fault_of_the_file(prepare, ffmpeg, monkeypatch):
    monkeypatch.setattr(process.subprocess, "Popen", _refuse)
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes()})
    assert (done.media, done.only_problem().code) == ({}, "media-memory")


def _refuse(*_args: object, **_options: object) -> None:
    raise OSError("cannot allocate memory")


# -- whatever the bytes ---------------------------------------------------------------------------------


@pytest.mark.nightly
@pytest.mark.parametrize("form", ["MP4", "MP3", "WAV", "OGG", "WEBM"])
def test_mutants_are_made_anew_or_named(prepare, ffmpeg, form, capfd):
    files = {}
    for number in range(150):
        chance = random.Random(f"{form} {number}")
        files[f"{number}"] = mutant(chance.choice(SEEDS[form]), chance)
    done = prepare(files)
    refused = {problem.file for problem in done.errors}
    assert {f"content/{name}" for name in done.media} | refused == {f"content/{name}" for name in files}
    assert not {f"content/{name}" for name in done.media} & refused
    assert capfd.readouterr() == ("", "")
