"""A bad file costs one message that names it, and nothing else."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from slc_site.model.classroom import Attachment
from slc_site.problems import RecordingReporter, Severity
from slc_site.render import decoder, pictures, recordings
from slc_site.render.studio import Studio
from tests.render.media.samples import DATA, box, chunk, corners, flat_png, saved, sound

HEIC = (DATA / "corners.heic").read_bytes()


def _refused(prepare, content: bytes, name: str = "a.jpg"):
    """Put the file between two good ones; return the only problem, which is its own."""
    good = saved(corners(), "PNG")
    done = prepare({"before.png": good, name: content, "later/after.png": good})
    assert set(done.media) == {"before.png", "later/after.png"}
    problem = done.only_problem()
    assert problem.severity is Severity.ERROR
    assert problem.file == f"content/{name}"
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("content", "words", "hint"),
    [
        (b"", "This file is empty.", "Copy it again"),
        (b"My frog is green.\n", "This is not a picture,", "save it as JPEG or PNG"),
        (b"\0" * 5000, "This is not a picture,", "save it as JPEG or PNG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "This is not a picture,", "save it as JPEG or PNG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawings are not published", "Save it as PNG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<SVG onload="x()"/>', "SVG", "Save it as PNG"),
        (b"%PDF-1.7\n", "A PDF cannot be shown", "PNG or JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "This is not a picture,", "JPEG or PNG"),
        (b"P6 64 48 255\n" + bytes(64 * 48 * 3), "This is not a picture,", "JPEG or PNG"),
        (b"fLaC\0\0\0\x22", "of the kind FLAC", "MP3"),
        (b"RIFF\x10\0\0\0AVI LIST", "of the kind AVI", "MP4"),
        (b"#!AMR\n<", "of the kind AMR", "MP3"),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc" * 9, "of the kind AAC", "MP3"),
        (b"\xff\xd8\xff", "This picture is damaged", "Copy it again"),
        (b"\x89PNG\r\n\x1a\n", "This picture is damaged", "Copy it again"),
        (b"GIF89a", "This picture is damaged", "Copy it again"),
        (b"RIFF\x04\0\0\0WEBP", "This picture is damaged", "Copy it again"),
        (b"BM" + bytes(60), "This picture is damaged", "Copy it again"),
        (b"II*\0" + bytes(60), "This picture is damaged", "Copy it again"),
        (HEIC[:300], "This picture is damaged", "Copy it again"),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "This picture is damaged", "Copy it again"),
        (b"ID3\x03\0\0\0\0\0\x05hello", "there is no sound in it", "MP3"),
        (b"OggS" + bytes(60), "more than one sound, or a video of a rare kind", "MP3"),
        (b"RIFF\x04\0\0\0WAVE", "there is no sound in it", "MP3"),
        (b"\x1a\x45\xdf\xa3\x80", "there is nothing in it to play", "MP4"),
        (b"\0\0\0\x14ftypisom\0\0\0\0isom", "the part that says how to play it is missing", "MP4"),
        (b"\0\0\0\x14ftypisom\0\0\0\0isom\xff\xff\xff\xffmoov", "claims to be longer", "MP4"),
    ],
)
def test_a_bad_file_is_named_and_its_neighbours_are_whole(prepare, content, words, hint):
    problem = _refused(prepare, content)
    assert words in problem.message
    assert hint in problem.hint


def test_the_message_for_a_text_that_is_called_a_picture_says_what_to_do(prepare):
    problem = _refused(prepare, b"Once upon a time.", "frog.jpg")
    assert str(problem) == (
        "content/frog.jpg: "
        "This is not a picture, a sound or a video that can be read, whatever its name says. "
        "Open it with the program that made it and save it as JPEG or PNG, MP3 (sound) or MP4 (video)."
    )


def _png_of(width: int, height: int) -> bytes:
    return flat_png(width, height, rows=1)


def _jpeg_of(width: int, height: int) -> bytes:
    data = bytearray(saved(corners(), "JPEG"))
    place = data.index(b"\xff\xc0") + 5
    struct.pack_into(">HH", data, place, height, width)
    return bytes(data)


def _gif_of(width: int, height: int) -> bytes:
    data = bytearray(saved(corners(), "GIF"))
    struct.pack_into("<HH", data, 6, width, height)
    return bytes(data)


def _webp_of(width: int, height: int) -> bytes:
    pixels = bytearray(saved(corners(), "WEBP")[12:])
    struct.pack_into("<HH", pixels, pixels.index(b"\x9d\x01\x2a") + 3, min(width, 16383), min(height, 16383))
    extended = struct.pack("<4sII", b"VP8X", 10, 0)
    extended += struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBP" + extended + pixels
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _bmp_of(width: int, height: int) -> bytes:
    data = bytearray(saved(corners(), "BMP"))
    struct.pack_into("<ii", data, 18, width, height)
    return bytes(data)


def _tiff_of(width: int, height: int) -> bytes:
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 1)]
    entries += [(273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, 8)]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<2sHI", b"II", 42, 8) + body + bytes(40)


def _boxed_of(content: bytes, width: int, height: int) -> bytes:
    data = bytearray(content)
    place = data.find(b"ispe")
    while place >= 0:
        struct.pack_into(">II", data, place + 8, width, height)
        place = data.find(b"ispe", place + 1)
    return bytes(data)


LIES = {
    "png": _png_of,
    "jpg": _jpeg_of,
    "gif": _gif_of,
    "webp": _webp_of,
    "bmp": _bmp_of,
    "tiff": _tiff_of,
    "heic": lambda width, height: _boxed_of(HEIC, width, height),
    "avif": lambda width, height: _boxed_of(saved(corners(), "AVIF"), width, height),
}


@pytest.fixture
def no_pixels(monkeypatch):
    """Let no picture be decoded: whoever tries is told so, and the picture is found to be damaged."""
    from PIL import ImageFile

    def load(self: object) -> None:
        raise AssertionError("pixels were read")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize("form", LIES)
def test_a_picture_of_too_many_megapixels_is_refused_by_its_header(tmp_path, form):
    reporter = RecordingReporter()
    path = tmp_path / f"huge.{form}"
    sizes = [(16_000, 12_500), (10_000, 9_000), (8_000, 8_001)]
    for number, (width, height) in enumerate(sizes, start=1):
        path.write_bytes(LIES[form](width, height))
        attachment = Attachment(path.name, path, path.stat().st_size, "content/huge")
        assert Studio(tmp_path / "cache", reporter).prepare([attachment], widths=(480,)) == {}
        assert len(reporter.problems) == number
        problem = reporter.problems[-1]
        assert problem.code == "media-too-many-pixels", problem
        assert f"This picture has {round(width * height / 1e6)} megapixels" in problem.message
        assert f"at most {40 if form == 'webp' else 64} can be read" in problem.message


def test_a_small_file_that_would_fill_the_memory_is_refused(prepare):
    bomb = flat_png(13_000, 13_000)
    assert len(bomb) < 30_000
    assert "This picture has 169 megapixels" in _refused(prepare, bomb, "bomb.png").message


def test_a_picture_of_just_as_many_pixels_as_are_allowed_is_made(prepare, monkeypatch):
    monkeypatch.setattr(decoder, "LARGEST", 1_000_000)
    done = prepare({"a.png": flat_png(1_000, 1_000), "b.png": flat_png(1_001, 1_000)})
    assert list(done.media) == ["a.png"]
    assert done.only_problem().code == "media-too-many-pixels"


def test_a_picture_that_says_it_is_smaller_than_it_is_stays_that_small(prepare):
    done = prepare({f"a.{form}": make(8, 8) for form, make in LIES.items()})
    for name in done.media:
        assert done.picture(name).largest.width <= 64
    assert {problem.file for problem in done.errors} | {f"content/{name}" for name in done.media} == {
        f"content/a.{form}" for form in LIES
    }


def test_files_that_are_too_heavy_are_refused_before_they_are_read(prepare, monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_FILE", 1_000_000)
    problem = _refused(prepare, saved(corners(), "BMP") + bytes(1_000_000), "a.bmp")
    assert problem.message == "This picture has 1 MB, and at most 1 are read."
    monkeypatch.setattr(recordings, "LARGEST_FILE", 2_000_000)
    problem = _refused(prepare, sound(1) + bytes(2_000_000), "a.wav")
    assert problem.message == "This file has 2 MB, and at most 2 are published."
    assert "smaller" in (problem.hint or "")


def test_the_limits_are_those_that_are_promised():
    assert (pictures.LARGEST_FILE, recordings.LARGEST_FILE) == (40_000_000, 500_000_000)
    assert (decoder.LARGEST, decoder.LARGEST_WEBP) == (64_000_000, 40_000_000)
    assert recordings.HEAVY == 25_000_000


def _sparse(path: Path, beginning: bytes, size: int) -> Attachment:
    with path.open("wb") as file:
        file.write(beginning)
        file.truncate(size)
    return Attachment(path.name, path, size, f"content/{path.name}")


def test_a_film_of_more_than_500_megabytes_is_not_even_opened(tmp_path):
    reporter = RecordingReporter()
    attachment = _sparse(tmp_path / "long.mp4", (DATA / "place.mp4").read_bytes(), 500_000_001)
    assert Studio(tmp_path / "cache", reporter).prepare([attachment], widths=(480,)) == {}
    (problem,) = reporter.problems
    assert problem.message == "This file has 500 MB, and at most 500 are published."


def test_a_heavy_film_is_published_with_advice(prepare, monkeypatch):
    monkeypatch.setattr(recordings, "HEAVY", 1_000_000)
    done = prepare({"a.mp4": (DATA / "place.mp4").read_bytes() + box(b"free", bytes(3_000_000))})
    assert done.recording("a.mp4").file.path.stat().st_size > 3_000_000
    problem = done.only_problem()
    assert (problem.severity, problem.code) == (Severity.NOTE, "media-heavy")
    assert "3 MB" in problem.message


def test_what_is_no_file_or_not_there_is_said(tmp_path):
    reporter = RecordingReporter()
    (tmp_path / "folder.jpg").mkdir()
    names = ["folder.jpg", "gone.jpg"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        names.append("pipe.jpg")
    attachments = [Attachment(name, tmp_path / name, 1, f"content/{name}") for name in names]
    assert Studio(tmp_path / "cache", reporter).prepare(attachments, widths=(480,)) == {}
    assert [problem.file for problem in reporter.problems] == [f"content/{name}" for name in names]
    assert {problem.code for problem in reporter.problems} == {"media-unreadable"}


_ELSEWHERE = {".md", ".heic"}
WHOLE = {
    **{f"a.{form.lower()}": saved(corners(), form) for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")},
    "lzw.tiff": saved(corners(), "TIFF", compression="tiff_lzw"),
    "raw.tiff": saved(corners(), "TIFF"),
    "a.heic": HEIC,
    "a.wav": sound(),
    **{
        path.name: path.read_bytes()
        for path in sorted(DATA.glob("*.*"))
        if path.suffix not in (".md", ".heic")
    },
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_short_anywhere_is_published_in_part_with_a_warning_or_refused(prepare, name):
    whole = WHOLE[name]
    cut = {f"{tenth}-{name}": whole[: len(whole) * tenth // 10] for tenth in range(10)}
    done = prepare(cut)
    refused = {problem.file for problem in done.errors}
    assert refused | {f"content/{one}" for one in done.media} == {f"content/{one}" for one in cut}
    assert not refused & {f"content/{one}" for one in done.media}
    assert f"content/0-{name}" in refused
    for problem in done.problems:
        assert problem.hint


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_the_upper_part_of_a_photo_cut_short_is_shown_with_a_warning(prepare, form):
    photo = corners(640, 480)
    photo.paste(Image.effect_noise((640, 200), 80), (0, 100))
    whole = saved(photo, form)
    done = prepare({"a.img": whole[: len(whole) * 3 // 4]})
    problem = done.only_problem()
    assert (problem.severity, problem.code) == (Severity.WARNING, "media-truncated")
    with Image.open(done.picture("a.img").largest.file.path) as shown:
        assert shown.size == (640, 480)
        red, _, blue = shown.convert("RGB").getpixel((20, 20))
        assert red > 150 > blue


def test_a_photo_of_which_only_the_header_arrived_is_refused(prepare):
    whole = saved(corners(640, 480), "JPEG")
    begin = whole.index(b"\xff\xda")
    assert "damaged" in _refused(prepare, whole[:begin]).message
    assert "damaged" in _refused(prepare, whole[: begin + 14]).message


def test_mending_one_photo_does_not_hide_that_another_is_damaged(prepare):
    noise = Image.effect_noise((200, 200), 90)
    cut = {f"{number}.jpg": saved(noise, "JPEG", quality=60 + number)[:-2000] for number in range(6)}
    whole = {f"whole-{number}.jpg": saved(noise, "JPEG", quality=60 + number) for number in range(6)}
    mixed = {name: content for pair in zip(cut.items(), whole.items(), strict=True) for name, content in pair}
    done = prepare(mixed, jobs=4)
    assert len(done.media) == 12
    assert [problem.file for problem in done.problems] == [f"content/{name}" for name in cut]
    assert {problem.code for problem in done.problems} == {"media-truncated"}


def test_text_that_unpacks_to_very_much_is_no_danger(prepare):
    text = zlib.compress(bytes(20_000_000), 1)
    plain = saved(corners(), "PNG")
    bomb = plain[:33] + chunk(b"zTXt", b"Comment\0\0" + text) + plain[33:]
    done = prepare({"a.png": bomb})
    assert done.media or done.errors


def test_a_picture_that_cannot_be_read_here_is_said_with_what_to_do(prepare, monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    problem = _refused(prepare, HEIC, "a.heic")
    assert problem.message == "This computer cannot read pictures of this kind."
    assert problem.hint == "Save it as JPEG and use that."
    monkeypatch.undo()
    assert prepare({"a.heic": HEIC}).problems == []


def test_a_picture_for_which_memory_is_too_small_is_named_and_tried_again_the_next_time(prepare, monkeypatch):
    from PIL import ImageFile

    def load(self: object) -> None:
        raise MemoryError

    content = saved(corners(), "JPEG")
    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    problem = prepare({"a.jpg": content}).only_problem()
    assert problem.message == "There is not enough memory for this picture."
    monkeypatch.undo()
    assert prepare({"a.jpg": content}).problems == []


def test_a_tiff_is_read_where_there_is_no_terminal_at_all(prepare, monkeypatch):
    def none(_number: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", none)
    assert prepare({"a.tiff": saved(corners(), "TIFF", compression="tiff_lzw")}).picture("a.tiff").files


def test_warnings_of_the_decoders_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "a.png").write_bytes(flat_png(10_000, 9_500))
    (tmp_path / "b.tiff").write_bytes(saved(corners(), "TIFF")[:-20])
    (tmp_path / "c.heic").write_bytes(HEIC[:700])
    (tmp_path / "d.jpg").write_bytes(saved(corners(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff"))
    three_samples = b"\x15\x01\x03\0\x01\0\0\0\x03\0"
    tiff = saved(corners(), "TIFF").replace(three_samples, three_samples[:-2] + b"\xff\xff")
    (tmp_path / "e.tiff").write_bytes(tiff)
    script = f"""
from pathlib import Path
from slc_site.model.classroom import Attachment
from slc_site.problems import SilentReporter
from slc_site.render.studio import Studio
folder = Path({str(tmp_path)!r})
files = [Attachment(p.name, p, p.stat().st_size, p.name) for p in sorted(folder.iterdir())]
print(len(Studio(folder / "cache", SilentReporter()).prepare(files, widths=(480,))))
"""
    answer = subprocess.run(
        [sys.executable, "-W", "always", "-c", script], capture_output=True, text=True, check=True
    )
    assert answer.stderr == ""
    assert answer.stdout in ("1\n", "2\n")
