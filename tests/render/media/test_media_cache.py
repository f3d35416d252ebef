"""What was made once is not made again, and whatever is wrong with what was kept is put right."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from slc_site.model.classroom import Attachment
from slc_site.problems import RecordingReporter, Severity
from slc_site.render import media_cache, pictures, recordings, workbench
from slc_site.render.studio import Studio
from tests.render.media.samples import DATA, corners, exif, saved, sound

FILES = {
    "photo.jpg": saved(corners(), "JPEG", exif=exif(6)),
    "drawing.png": saved(corners().convert("RGBA").rotate(20), "PNG"),
    "phone.heic": (DATA / "corners.heic").read_bytes(),
    "film.mp4": (DATA / "place.mp4").read_bytes(),
    "hevc.mov": (DATA / "hevc.mov").read_bytes(),
    "song.mp3": (DATA / "song.mp3").read_bytes(),
    "story.wav": sound(),
    "cut.jpg": saved(Image.effect_noise((200, 200), 90), "JPEG")[:-3000],
    "text.jpg": b"Once upon a time.",
    "empty.png": b"",
    "again/photo.jpg": saved(corners(), "JPEG", exif=exif(6)),
}


def _bytes(prepared) -> dict[str, list[bytes]]:
    return {name: [file.path.read_bytes() for file in media.files] for name, media in prepared.media.items()}


@pytest.fixture
def idle(monkeypatch):
    """Nothing may be made from here on."""

    def fail(*_args: object, **_options: object) -> None:
        raise AssertionError("made a second time")

    monkeypatch.setattr(pictures, "develop", fail)
    monkeypatch.setattr(recordings, "rewrite", fail)
    monkeypatch.setattr(workbench, "recognise", fail)


def _written(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a class, as old as photos are when it is built."""
    for name, content in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_second_build_makes_nothing_and_says_the_same(prepare, request):
    first = prepare(FILES)
    request.getfixturevalue("idle")
    second = prepare(FILES)
    assert second == first
    assert len(first.errors) == 2


def test_a_second_build_does_not_even_read_what_has_not_changed(prepare, tmp_path, monkeypatch, request):
    files = {name: content for name, content in FILES.items() if name != "empty.png"}
    _written(tmp_path, files)
    first = prepare(files)
    request.getfixturevalue("idle")

    def fail(*_args: object) -> None:
        raise AssertionError("read a second time")

    monkeypatch.setattr(media_cache.hashlib, "file_digest", fail)
    assert prepare(files) == first


def test_each_content_is_made_once_however_often_it_is_attached(prepare, monkeypatch):
    made = []
    develop = pictures.develop
    monkeypatch.setattr(pictures, "develop", lambda *args: made.append(args) or develop(*args))
    content = saved(corners(), "PNG")
    done = prepare({f"{number}.png": content for number in range(5)}, jobs=3)
    assert len(done.media) == 5
    assert len({media.files for media in done.media.values()}) == 1
    assert len(made) == 1


def test_moving_a_file_costs_nothing(prepare, tmp_path, request):
    first = prepare({"a.jpg": FILES["photo.jpg"], "b.mp4": FILES["film.mp4"], "c.jpg": FILES["text.jpg"]})
    shutil.rmtree(tmp_path / "content")
    request.getfixturevalue("idle")
    second = prepare({"x/y.jpeg": FILES["photo.jpg"], "z.mov": FILES["film.mp4"], "w.png": FILES["text.jpg"]})
    assert list(second.media.values()) == list(first.media.values())
    assert second.only_problem().file == "content/w.png"


def test_a_changed_file_is_made_anew(prepare):
    first = prepare({"a.png": saved(corners(), "PNG")}).picture("a.png")
    second = prepare({"a.png": saved(corners(40, 30), "PNG")}).picture("a.png")
    assert (first.largest.width, second.largest.width) == (64, 40)
    assert first.largest.file.name != second.largest.file.name


def test_a_change_that_leaves_length_and_time_as_they_were_is_seen_while_it_is_fresh(prepare, tmp_path):
    path = tmp_path / "content" / "a.bmp"
    red, blue = (saved(Image.new("RGB", (9, 9), colour), "BMP") for colour in ("red", "blue"))
    first = prepare({"a.bmp": red}).picture("a.bmp")
    time_of_it = path.stat().st_mtime_ns
    path.write_bytes(blue)
    os.utime(path, ns=(time_of_it, time_of_it))
    assert prepare({"a.bmp": blue}).picture("a.bmp") != first


def test_other_widths_cost_only_what_is_new_and_recordings_nothing(prepare, cache):
    files = {name: FILES[name] for name in ("photo.jpg", "film.mp4")}
    one = prepare(files, widths=(20, 40))
    before = {path: path.stat().st_mtime_ns for path in cache.iterdir() if path.suffix in (".webp", ".mp4")}
    other = prepare(files, widths=(30, 40))
    assert [size.width for size in one.picture("photo.jpg").renditions] == [20, 40]
    assert [size.width for size in other.picture("photo.jpg").renditions] == [30, 40]
    assert one.recording("film.mp4") == other.recording("film.mp4")
    after = {path: path.stat().st_mtime_ns for path in cache.iterdir() if path.suffix in (".webp", ".mp4")}
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + 1


def test_widths_made_before_are_there_again_without_any_work(prepare, request):
    files = {"photo.jpg": FILES["photo.jpg"]}
    prepare(files, widths=(20, 40))
    prepare(files, widths=(30,))
    request.getfixturevalue("idle")
    assert [one.width for one in prepare(files, widths=(20, 30, 40)).picture("photo.jpg").renditions] == [
        20,
        30,
        40,
    ]


def test_a_print_is_the_same_whatever_was_asked_for_beside_or_before_it(prepare, cache):
    files = {"photo.jpg": saved(Image.effect_noise((900, 700), 60), "JPEG", quality=90)}

    def print_of(widths: tuple[int, ...]) -> tuple[str, bytes]:
        picture = prepare(files, widths=widths).picture("photo.jpg")
        (found,) = [one for one in picture.renditions if one.width == 120]
        return picture.tint, found.file.path.read_bytes()

    alone = print_of((120,))
    later = print_of((120, 300))
    for path in cache.iterdir():
        path.unlink()
    assert print_of((60, 120, 480)) == alone == later


@pytest.mark.parametrize("order", [((480,), (480, 2400)), ((2400,), (480, 2400)), ((480, 960, 2400),)])
def test_nor_does_a_photo_differ_that_is_read_more_finely_for_its_large_prints(prepare, cache, order):
    stripes = Image.new("L", (6400, 80), 255)  # of which every fourth pixel is enough to see but one colour
    for left in range(0, stripes.width, 4):
        stripes.paste(0, (left, 0, left + 1, stripes.height))
    files = {"photo.jpg": saved(stripes, "JPEG", quality=95)}

    def made(widths: tuple[int, ...]) -> tuple[str, dict[int, bytes]]:
        picture = prepare(files, widths=widths).picture("photo.jpg")
        return picture.tint, {one.width: one.file.path.read_bytes() for one in picture.renditions}

    for widths in order:
        tint, prints = made(widths)
    for path in cache.iterdir():
        path.unlink()
    clean = made((480, 2400))
    assert tint == clean[0]
    assert {width: prints[width] for width in (480, 2400)} == clean[1]


def test_another_version_of_the_encoder_makes_pictures_anew(prepare, monkeypatch, request):
    prepare({"a.png": FILES["drawing.png"]})
    monkeypatch.setattr("PIL.__version__", "99.0")
    request.getfixturevalue("idle")
    with pytest.raises(AssertionError, match="made a second time"):
        prepare({"a.png": FILES["drawing.png"]})


def _damages():
    def gone(path: Path) -> None:
        path.unlink()

    def empty(path: Path) -> None:
        path.write_bytes(b"")

    def cut(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-7])

    def flipped(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    def noise(path: Path) -> None:
        path.write_bytes(b"\xff\xfe{[" * 50)

    return [gone, empty, cut, flipped, noise]


@pytest.mark.parametrize("damage", _damages(), ids=lambda damage: damage.__name__)
@pytest.mark.parametrize(
    ("pattern", "at_rest"),
    [
        *((pattern, False) for pattern in ("*.webp", "*.mp4", "*.json", "index.json", "*")),
        *((pattern, True) for pattern in ("*.webp", "*.mp4", "*.json", "index.json", "settled-*", "*")),
    ],
)
def test_whatever_is_damaged_in_the_cache_is_made_again(prepare, cache, tmp_path, damage, pattern, at_rest):
    files = {name: FILES[name] for name in ("photo.jpg", "film.mp4", "text.jpg")}
    if at_rest:
        _written(tmp_path, files)
    first = prepare(files)
    before = _bytes(first)
    damaged = list(cache.glob(pattern))
    assert damaged
    for path in damaged:
        damage(path)
    second = prepare(files)
    assert second == first
    assert _bytes(second) == before


@pytest.mark.parametrize(
    "value",
    [
        *(None, 7, [], {}, "text", {"problems": 3}, {"problems": [["only"]]}, {"problems": []}),
        {"picture": [], "problems": []},
        {"picture": 7, "problems": []},
        {"picture": [["../../secret", "x", 1, 1]], "problems": []},
        {"picture": [["0123456789abcdef0123-64.webp", "x", 1, 1]], "problems": []},
        {"recording": ["index.json", "x", "audio", "audio/mpeg"], "problems": []},
    ],
)
def test_a_record_of_anything_else_is_not_believed(prepare, cache, value):
    files = {"photo.jpg": FILES["photo.jpg"]}
    first = prepare(files)
    for path in cache.glob("*.json"):
        path.write_bytes(media_cache.sealed(value))
    assert prepare(files) == first


def test_results_and_their_order_do_not_depend_on_the_number_of_jobs(tmp_path, prepare, cache):
    several = prepare(FILES, jobs=4)
    bytes_of_several = _bytes(several)
    shutil.rmtree(cache)
    one = prepare(FILES, jobs=1)
    assert one == several
    assert list(one.media) == list(several.media) == [name for name in FILES if name in several.media]
    assert _bytes(one) == bytes_of_several
    assert [problem.file for problem in one.problems] == [
        f"content/{name}" for name in ("hevc.mov", "cut.jpg", "text.jpg", "empty.png")
    ]


def test_no_more_pictures_are_worked_on_at_a_time_than_there_are_jobs(prepare, monkeypatch):
    busy, most, lock = 0, 0, threading.Lock()
    develop = pictures.develop

    def counted(*args):
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.01)
        try:
            return develop(*args)
        finally:
            with lock:
                busy -= 1

    monkeypatch.setattr(pictures, "develop", counted)
    prepare({f"{number}.png": saved(corners(40 + number, 30), "PNG") for number in range(12)}, jobs=2)
    assert most == 2


def test_nothing_unfinished_is_left_behind(prepare, cache):
    cache.mkdir(parents=True)
    old, new = cache / "0011223344556677.part", cache / "7766554433221100.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1_700_000_000, 1_700_000_000))
    prepare(FILES)
    assert not old.exists()
    assert new.exists()
    kept = {path.suffix for path in cache.iterdir()}
    assert kept == {".part", ".json", ".webp", ".mp4", ".mp3", ".wav"}


def test_finished_files_may_be_read_by_whoever_may_read_the_folder(prepare, tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    wanted = (tmp_path / "plain").stat().st_mode
    assert {path.stat().st_mode for path in prepare(FILES).files} == {wanted}


def test_a_full_disk_is_one_problem_and_nothing_half_is_kept(prepare, cache, monkeypatch):
    first = prepare({"drawing.png": FILES["drawing.png"]})

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = prepare(FILES)
    assert done.media == {}
    problem = done.only_problem()
    assert problem.severity is Severity.ERROR
    assert "No space left on device" in problem.message
    assert ".slc" in (problem.hint or "")
    assert not list(cache.glob("*.part"))
    monkeypatch.undo()
    assert prepare({"drawing.png": FILES["drawing.png"]}) == first


def test_a_cache_that_cannot_be_made_is_one_problem(prepare, cache):
    cache.parent.mkdir()
    cache.write_text("a file where the folder should be")
    done = prepare(FILES)
    assert done.media == {}
    assert done.only_problem().code == "media-cache"


def test_a_file_that_changes_while_it_is_read_is_refused_and_not_remembered(prepare, tmp_path, monkeypatch):
    path = tmp_path / "content" / "a.png"
    develop = pictures.develop

    def changing(*args):
        with path.open("ab") as file:
            file.write(b"more")
        return develop(*args)

    content = saved(corners(), "PNG")
    monkeypatch.setattr(pictures, "develop", changing)
    assert prepare({"a.png": content}).only_problem().code == "media-changed"
    monkeypatch.undo()
    assert prepare({"a.png": content}).picture("a.png").largest.width == 64


def test_nothing_to_do_makes_no_folder(tmp_path):
    reporter = RecordingReporter()
    assert Studio(tmp_path / "cache", reporter).prepare([], widths=(480,)) == {}
    assert not (tmp_path / "cache").exists()
    assert reporter.problems == []


def test_a_picture_without_a_width_is_a_mistake_of_the_program(tmp_path):
    attachment = Attachment("a.png", tmp_path / "a.png", 1, "a.png")
    for widths in ((), (0,), (-1, 480)):
        with pytest.raises(ValueError, match="width"):
            Studio(tmp_path / "cache", RecordingReporter()).prepare([attachment], widths=widths)


def test_attachments_of_one_path_are_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    reporter = RecordingReporter()
    attachments = [
        Attachment("a.txt", path, 4, "content/a.txt"),
        Attachment("b.txt", path, 4, "content/b.txt"),
    ]
    assert Studio(tmp_path / "cache", reporter).prepare(iter(attachments), widths=(480,)) == {}
    assert [problem.file for problem in reporter.problems] == ["content/a.txt"]


@pytest.mark.parametrize("known", [False, True], ids=["read first", "known by its stamp"])
def test_a_file_that_cannot_be_opened_is_named_and_tried_again_the_next_time(tmp_path, monkeypatch, known):
    path = tmp_path / "a.png"
    path.write_bytes(saved(corners(), "PNG"))
    reporter = RecordingReporter()
    one = Studio(tmp_path / "cache", reporter)
    attachment = Attachment("a.png", path, path.stat().st_size, "content/a.png")
    opened = Path.open

    def refused(self: Path, *args: object, **options: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        if known:
            patch.setattr(media_cache.MediaCache, "digest", lambda *_: "0" * 64)
        assert one.prepare([attachment], widths=(480,)) == {}
    (problem,) = reporter.problems
    assert problem.message == "This file cannot be read (Permission denied)."
    assert problem.file == "content/a.png"
    assert list(one.prepare([attachment], widths=(480,))) == [path]


def test_a_folder_whose_time_lies_in_the_future_is_built_all_the_same(prepare, tmp_path, request):
    first = prepare({"a.png": FILES["drawing.png"]})
    later = time.time() + 100_000
    os.utime(tmp_path / "content" / "a.png", (later, later))
    request.getfixturevalue("idle")
    assert prepare({"a.png": FILES["drawing.png"]}) == first


def test_whoever_waits_is_told_of_each_file_that_is_done_made_or_known(tmp_path):
    attachments = []
    for name in ("photo.jpg", "drawing.png", "text.jpg"):
        (tmp_path / name).write_bytes(FILES[name])
        attachments.append(Attachment(name, tmp_path / name, len(FILES[name]), name))
    told: list[int] = []
    for _ in range(2):
        one = Studio(tmp_path / "cache", RecordingReporter())
        one.prepare(attachments, widths=(20,), done=lambda: told.append(1))
    assert len(told) == 2 * 3
