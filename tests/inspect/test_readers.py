"""Other people's readers: what each of them finds, and that none cries out at a clean file."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from slc_site.inspect.exiftool import ExifTool, is_harmless
from slc_site.inspect.kinds import THEMES, Kind, kind_of
from slc_site.inspect.readers import Pillow, Reader, TinyTag
from tests.inspect.test_look import CLEAN, rewritten
from tests.render.media.judges import the_exiftool
from tests.render.media.samples import DATA, XMP, chunk, corners, exif, saved, swapped_profile
from tests.render.media.test_media_privacy import PICTURES, RECORDINGS


def written(folder: Path, contents: Mapping[str, bytes]) -> list[tuple[Path, Kind]]:
    """Write files and return them with their kinds, as readers are asked."""
    files = []
    for name, content in contents.items():
        file = folder / Path(name).name
        file.write_bytes(content)
        kind = kind_of(THEMES + file.name)
        assert kind is not None
        files.append((file, kind))
    return files


def found(reader: Reader, folder: Path, name: str, content: bytes) -> list[str]:
    ((file, kind),) = written(folder, {name: content})
    return list(reader.read([(file, kind)]).get(file, []))


@pytest.fixture(params=["Pillow", "tinytag", "exiftool"])
def reader(request: pytest.FixtureRequest) -> Reader:
    readers: dict[str, Reader] = {"Pillow": Pillow(), "tinytag": TinyTag(), "exiftool": the_exiftool()}
    return readers[request.param]


def test_in_clean_files_no_reader_finds_anything(reader: Reader, tmp_path: Path) -> None:
    contents = dict(CLEAN)
    for name in RECORDINGS:
        suffix, content = rewritten(name)
        if name not in ("timed.mov", "trailer.mp4", "bits-after.mp4", "xmp.mp4"):  # these are no real films
            contents[f"{Path(name).stem}{suffix}"] = content
    assert reader.read(written(tmp_path, contents)) == {}


def test_every_reader_says_who_it_is(reader: Reader) -> None:
    name, _, version = reader.name.partition(" ")
    assert name in ("Pillow", "tinytag", "exiftool")
    assert version[0].isdigit()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.webp", saved(corners(), "WEBP", exif=exif()), {"GPSInfo", "Make", "Model", "DateTime"}),
        ("a.webp", saved(corners(), "WEBP", xmp=XMP), {"xmp"}),
        ("a.webp", saved(corners(), "WEBP", icc_profile=swapped_profile()), {"icc_profile"}),
        ("a.jpg", saved(corners(), "JPEG", comment=b"Ada"), {"comment"}),
        ("a.jpg", PICTURES["iptc.jpg"], {"photoshop"}),
        ("a.gif", saved(corners(), "GIF", comment=b"Ada"), {"comment"}),
        ("a.png", saved(corners(), "PNG", exif=exif()), {"GPSInfo"}),
    ],
)
def test_pillow_finds_what_is_in_a_picture(
    tmp_path: Path, name: str, content: bytes, expected: set[str]
) -> None:
    assert expected <= set(found(Pillow(), tmp_path, name, content))


def test_pillow_finds_words_behind_the_pixels(tmp_path: Path) -> None:
    picture = saved(corners(), "PNG")
    after = picture[:-12] + chunk(b"tEXt", b"Author\0Ada") + picture[-12:]
    assert "Author" in found(Pillow(), tmp_path, "a.png", after)


def test_what_pillow_cannot_read_is_told(tmp_path: Path) -> None:
    assert found(Pillow(), tmp_path, "a.webp", b"RIFF") == [
        "something that it cannot read (UnidentifiedImageError)"
    ]


@pytest.mark.parametrize("name", ["song.m4a", "song.mp3", "song.ogg", "vorbis.ogg", "place.mp4"])
def test_tinytag_finds_what_is_in_a_sound(tmp_path: Path, name: str) -> None:
    assert {"title", "artist"} <= set(found(TinyTag(), tmp_path, name, (DATA / name).read_bytes()))


def test_tinytag_finds_a_cover_and_the_titles_of_wav(tmp_path: Path) -> None:
    assert "a picture" in found(TinyTag(), tmp_path, "a.mp3", (DATA / "song.mp3").read_bytes())
    assert "artist" in found(TinyTag(), tmp_path, "a.wav", RECORDINGS["info.wav"])


def test_what_tinytag_cannot_read_is_told(tmp_path: Path) -> None:
    (told,) = found(TinyTag(), tmp_path, "a.wav", b"x")
    assert told.startswith("something that it cannot read")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.webp", saved(corners(), "WEBP", exif=exif()), {"GPSLatitude", "Make", "ModifyDate"}),
        ("a.webp", saved(corners(), "WEBP", xmp=XMP), {"Creator"}),
        ("a.webp", saved(corners(), "WEBP", icc_profile=swapped_profile()), {"ProfileVersion"}),
        ("a.jpg", saved(corners(), "JPEG", comment=b"Ada"), {"Comment"}),
        ("a.jpg", PICTURES["iptc.jpg"], {"Caption-Abstract"}),
        ("a.jpg", PICTURES["thumbnail.jpg"], {"ThumbnailImage"}),
        ("a.gif", saved(corners(), "GIF", comment=b"Ada"), {"Comment"}),
        ("a.png", PICTURES["text-and-xmp.png"], {"Author", "Creator"}),
        ("a.mp4", (DATA / "place.mp4").read_bytes(), {"CreateDate", "Title", "LocationInformation"}),
        ("a.m4a", (DATA / "song.m4a").read_bytes(), {"Artist", "HandlerVendorID"}),
        ("a.mp3", (DATA / "song.mp3").read_bytes(), {"Title", "Picture"}),
        ("a.ogg", (DATA / "song.ogg").read_bytes(), {"Vendor", "Title"}),
        ("a.wav", RECORDINGS["info.wav"], {"Artist", "Description", "Title"}),
        ("a.webm", (DATA / "clip.webm").read_bytes(), {"Title", "MuxingApp", "DateTimeOriginal"}),
    ],
)
def test_exiftool_finds_what_it_should(tmp_path: Path, name: str, content: bytes, expected: set[str]) -> None:
    assert expected <= set(found(the_exiftool(), tmp_path, name, content))


def test_exiftool_is_asked_once_for_all_files_whatever_they_are_called(tmp_path: Path) -> None:
    telling = saved(corners(), "WEBP", exif=exif())
    names = ("-all=.webp", "#x.webp", "a b.webp", "żółw 🐸.webp", "@.webp")
    files = written(tmp_path, dict.fromkeys(names, telling))
    answer = the_exiftool().read(files)
    assert set(answer) == {file for file, _ in files}
    assert all(file.read_bytes() == telling for file, _ in files)


@pytest.mark.parametrize(
    ("key", "value", "harmless"),
    [
        ("File:Comment", "Ada", False),
        ("File:ImageWidth", 64, True),
        ("Composite:GPSPosition", "50 N", True),  # worked out from others, which are named
        ("GPS:GPSLatitude", "50 N", False),
        ("QuickTime:CreateDate", "0000:00:00 00:00:00", True),
        ("QuickTime:CreateDate", "2026:10:05 10:11:12", False),
        ("Track12:HandlerType", "Video Track", True),
        ("Track1:HandlerDescription", "Ada's phone", False),
        ("RIFF:Artist", "Ada", False),
        ("SomethingNew:ImageWidth", 64, False),
    ],
)
def test_only_what_is_listed_is_harmless(key: str, value: object, harmless: bool) -> None:
    assert is_harmless(key, value) is harmless


def test_a_computer_without_exiftool_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ExifTool.found() is None


def test_something_of_that_name_that_does_not_run_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("exiftool", 1)

    monkeypatch.setattr("shutil.which", lambda name: str(tmp_path / name))
    monkeypatch.setattr(subprocess, "run", fails)
    assert ExifTool.found() is None
