"""Which ffmpeg is taken, and what its words about a file mean."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest

from slc_site.render.ffmpeg import probe, program, recipe
from slc_site.render.ffmpeg.loudness import Loudness
from slc_site.render.ffmpeg.probe import Pictures, Sound, Streams

# -- which one ------------------------------------------------------------------------------------------


def _program(folder: Path, said: str, name: str = "ffmpeg", status: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{said}'\nexit {status}\n")
    file.chmod(0o755)
    return file


_GOOD = "ffmpeg version 7.1.1-static Copyright\nconfiguration: --enable-gpl --enable-libx264"


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine whose PATH is one folder, with no program and no package yet."""
    monkeypatch.delenv(program.NAMED)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shelf'}")
    monkeypatch.setattr(program, "_BUNDLE", "no-such-package")
    (tmp_path / "shelf").mkdir()
    return tmp_path / "shelf"


def test_the_one_of_the_machine_is_taken(machine):
    assert program.find() is None
    assert program.fingerprint() == ""
    path = _program(machine, _GOOD)
    found = program.find()
    assert found is not None
    assert (found.path, found.version, found.tones) == (path, "7.1", False)
    assert str(path) in program.fingerprint()


def test_the_one_that_is_named_goes_before_all(machine, monkeypatch, tmp_path):
    _program(machine, _GOOD)
    mine = _program(tmp_path / "elsewhere", f"{_GOOD} --enable-libzimg", "mine")
    monkeypatch.setenv(program.NAMED, str(mine))
    found = program.find()
    assert found is not None
    assert (found.path, found.tones) == (mine, True)
    monkeypatch.setenv(program.NAMED, "/nowhere/ffmpeg")
    assert program.find() is None


@pytest.mark.parametrize(
    "said",
    [
        "ffmpeg version 5.0.1 Copyright\nconfiguration: --enable-libx264",
        "ffmpeg version 4.4.2-0ubuntu0 Copyright\nconfiguration: --enable-libx264",
        "ffmpeg version 7.1 Copyright\nconfiguration: --enable-libopenh264",
        "avconv version 12 --enable-libx264",
        "",
    ],
)
def test_one_that_is_too_old_or_cannot_make_h264_is_passed_over(machine, said):
    _program(machine, said)
    assert program.find() is None


def test_one_that_does_not_start_is_passed_over(machine):
    _program(machine, _GOOD, status=127)
    assert program.find() is None
    (machine / "ffmpeg").write_bytes(b"\x7fELF of another machine")
    assert program.find() is None


@pytest.mark.parametrize("version", ["n9.0.2-17-g2a571b6068", "N-109000-gabcdef", "5.1.9-0+deb12u1"])
def test_versions_are_told_in_many_ways(machine, version):
    _program(machine, f"ffmpeg version {version} Copyright\nconfiguration: --enable-libx264")
    found = program.find()
    assert found is not None
    assert found.version in ("9.0", "N-109000-gabcdef", "5.1")


def test_another_program_in_its_place_makes_another_fingerprint(machine):
    _program(machine, _GOOD)
    before = program.fingerprint()
    _program(machine, f"{_GOOD} --enable-more")
    assert program.fingerprint() != before


def test_nothing_is_started_from_the_folder_of_a_class(machine, monkeypatch):
    _program(machine, _GOOD)
    monkeypatch.chdir(machine)
    assert program.find() is None


def test_the_one_of_the_package_is_taken_where_the_machine_has_none(machine, monkeypatch):
    monkeypatch.setattr(program, "_BUNDLE", "imageio-ffmpeg")
    found = program.find()
    assert found is not None
    assert "imageio_ffmpeg" in str(found.path)
    assert program.fingerprint().startswith("imageio-ffmpeg ")


def test_a_package_without_a_program_for_this_system_is_none(machine, monkeypatch):
    def fail() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    import imageio_ffmpeg

    monkeypatch.setattr(program, "_BUNDLE", "imageio-ffmpeg")
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", fail)
    program._first_good.cache_clear()
    assert program.find() is None
    program._first_good.cache_clear()
    assert sys.modules["imageio_ffmpeg"] is imageio_ffmpeg


# -- what it says ---------------------------------------------------------------------------------------

_PHONE = """\
Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:a.mov':
  Metadata:
    title           : one
                    : Stream #0:9: Video: h264, yuv420p, 10x10
  Duration: 01:02:03.50, start: 0.000000, bitrate: 1205 kb/s
  Stream #0:0[0x1](und): Video: hevc (Main 10) (hvc1 / 0x31637668), \
yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 1920x1080 \
[SAR 1:1 DAR 16:9], 9000 kb/s, 29.97 fps, 30 tbr, 600 tbn (default)
    Metadata:
      handler_name    : Core Media Video
    Side data:
      DOVI configuration record: version: 1.0, profile: 8
      displaymatrix: rotation of -90.00 degrees
  Stream #0:1[0x2](und): Audio: none (apac / 0x63617061), 48000 Hz, 4 channels, 348 kb/s
  Stream #0:2[0x3](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 192 kb/s (default)
  Stream #0:3[0x4](und): Data: none (mebx / 0x7862656D), 0 kb/s (default)
At least one output file must be specified
"""


def test_what_is_said_of_a_phones_film_is_understood():
    said = probe.read(_PHONE, moving=True)
    assert said.pictures == Pictures(
        index=0,
        codec="hevc",
        layout="yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67)",
        size=(1920, 1080),
        square=True,
        turned=True,
        rate=29.97,
        bits=9_000_000,
    )
    assert said.pictures.hdr
    assert said.sound == Sound(2, mono=False, bits=192_000)
    assert said.seconds == 3723.5
    assert not said.unheard
    assert not said.unseen


@pytest.mark.parametrize(
    ("line", "pictures", "sound"),
    [
        ("Video: png, rgb24(pc), 300x300, 90k tbr, 90k tbn (attached pic)", False, False),
        ("Video: h264 (High), none, 320x240, 30 fps", False, False),
        ("Video: h264 (High), yuv420p, 320x240, 30 fps", True, False),
        ("Video: rawvideo, yuv420p, 320x240, 30 fps", False, False),
        ("Audio: mp3 (mp3float), 16000 Hz, mono, fltp, 24 kb/s", False, True),
        ("Audio: aac (LC), 0 channels", False, False),
        ("Subtitle: mov_text", False, False),
    ],
)
def test_only_what_can_be_played_is_taken(line, pictures, sound):
    said = probe.read(f"  Stream #0:0: {line}\n", moving=True)
    assert (said.pictures is not None, said.sound is not None) == (pictures, sound)
    assert probe.read(f"  Stream #0:0: {line}\n", moving=False).pictures is None


def test_a_film_that_does_not_say_how_many_pictures_it_has_a_second():
    said = probe.read(
        "  Stream #0:0: Video: vp8, yuv420p, 64x48, SAR 4:3 DAR 16:9, 1k tbr, 1k tbn\n", moving=True
    )
    assert said.pictures is not None
    assert (said.pictures.rate, said.pictures.bits, said.pictures.square) == (1000.0, 0, False)
    assert said.seconds == 0.0


# -- what is copied -------------------------------------------------------------------------------------

_LIGHT = Pictures(0, "h264", "yuv420p(tv, bt709, progressive)", (640, 360), True, False, 25.0, 900_000)


def _but(**changed: object) -> Pictures:
    from msgspec.structs import replace

    return replace(_LIGHT, **changed)


def test_light_pictures_of_the_right_kind_may_be_copied():
    assert recipe.may_be_copied(_LIGHT, recipe.STANDARD)
    assert recipe.may_be_copied(_but(size=(720, 1280), layout="yuv420p"), recipe.STANDARD)


@pytest.mark.parametrize(
    "changed",
    [
        {"codec": "hevc"},
        {"layout": "yuv420p10le(tv)"},
        {"layout": "yuvj420p(pc)"},
        {"layout": "yuv420p(tv, bt2020nc/bt2020/smpte2084)"},
        {"size": (1920, 1080)},
        {"size": (1280, 722)},
        {"size": (641, 360)},
        {"square": False},
        {"turned": True},
        {"rate": 60.0},
        {"rate": 0.0},
        {"bits": 3_000_000},
        {"bits": 0},
    ],
)
def test_all_others_are_made_anew(changed):
    assert not recipe.may_be_copied(_but(**changed), recipe.STANDARD)


def test_sound_gets_no_more_bits_than_it_came_with():
    def bits(sound: Sound) -> str:
        heard = Streams(None, sound, 1, frozenset())
        arguments = recipe.output(heard, recipe.STANDARD, copied=False, evened="", tones=False)
        return arguments[arguments.index("-b:a") + 1]

    assert bits(Sound(0, mono=False, bits=0)) == "128000"
    assert bits(Sound(0, mono=False, bits=1_411_000)) == "128000"
    assert bits(Sound(0, mono=True, bits=0)) == "96000"
    assert bits(Sound(0, mono=False, bits=80_000)) == "100000"
    assert bits(Sound(0, mono=True, bits=16_000)) == "48000"


# -- loudness -------------------------------------------------------------------------------------------


def test_what_is_loud_enough_or_silent_is_left_alone():
    assert Loudness(-16.9, -3, 5, -27, 0).filter == ""
    assert Loudness(-math.inf, -math.inf, 0, -70, math.inf).filter == ""
    assert Loudness(-20, -math.inf, 0, -70, math.inf).filter == ""
    assert Loudness(-math.inf, -18, 0, -70, math.inf).even


def test_the_rest_is_raised_or_lowered_as_a_whole_within_what_the_filter_takes():
    assert "I=-16.00:TP=-1.5:LRA=7.00:linear=true:measured_I=-30.00" in Loudness(-30, -12, 5, -40, 0.2).filter
    assert "I=-25.00" in Loudness(-50, -30, 5, -60, 0).filter
    too_loud = Loudness(12, 120, 40, 3, -130).filter
    assert "LRA=20.00:linear=true:measured_I=0.00:measured_TP=99.00" in too_loud
    assert "measured_thresh=0.00:offset=-99.00" in too_loud
