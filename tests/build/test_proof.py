"""Nothing is written while any finished file tells anything; what the originals told is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from slc_site.build.graph import Memory
from slc_site.build.pipeline import Builder
from slc_site.build.proof import Proof, told_by
from slc_site.build.result import Built, Told, Written
from slc_site.build.site import Site
from slc_site.inspect import look
from slc_site.model.classroom import Attachment
from slc_site.problems import RecordingReporter
from slc_site.render.media import Media, MediaFile, Picture, Recording, RecordingKind, Rendition, Trace
from slc_site.render.studio import Studio
from tests.conftest import AClass
from tests.render.media.samples import DATA, corners, exif, saved, sound
from tests.support.classes import ClassFolder

FROG = "students/ada/posts/2026-10-06-frog"
POST = """
    ---
    title: My frog
    tags: [writing]
    ---
    ![A frog](frog.jpg) ![A toad](toad.png) ![It jumps](jump.mp4) ![It croaks](croak.wav)
    """


def a_class_with_media(a_class: AClass) -> ClassFolder:
    return a_class(
        {
            f"{FROG}/index.md": POST,
            f"{FROG}/frog.jpg": saved(corners(640, 480), "JPEG", exif=exif(6)),
            f"{FROG}/toad.png": saved(corners(320, 240), "PNG"),
            f"{FROG}/jump.mp4": (DATA / "place.mp4").read_bytes(),
            f"{FROG}/croak.wav": sound(),
        }
    )


def build(made: ClassFolder) -> Built | None:
    with Builder(Site(made.root)) as builder:
        return builder.build(made.heard)


# -- the report -----------------------------------------------------------------------------------------


def test_a_build_says_what_the_originals_told_and_says_it_again(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    built = build(made)
    assert built is not None
    assert (built.pictures, built.recordings, built.in_output) == (2, 2, 0)
    assert (built.pictures_told.position, built.pictures_told.camera) == (1, 1)
    assert built.recordings_told.position == 1
    again = build(made)
    assert again is not None
    assert again.written.unchanged
    assert (again.pictures_told, again.recordings_told) == (built.pictures_told, built.recordings_told)


def test_what_is_not_published_is_not_counted(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    made.write({f"{FROG}/index.md": POST.replace("tags:", "access: class\n    tags:")})
    built = build(made)
    assert built is not None
    assert (built.pictures, built.recordings) == (0, 0)
    assert (built.pictures_told, built.recordings_told) == (Told(), Told())


def test_each_trace_is_counted_once_for_each_file() -> None:
    nothing = Picture((Rendition(MediaFile("0.webp", Path("0.webp")), 1, 1),))
    everything = Picture(nothing.renditions, traces=frozenset(Trace))
    film = Recording(RecordingKind.VIDEO, MediaFile("0.mp4", Path("0.mp4")), "video/mp4")
    assert told_by([]) == told_by([nothing, film]) == Told()
    assert told_by([everything, nothing, everything]) == Told(2, 2, 2, 2, 2)


# -- the refusal ----------------------------------------------------------------------------------------


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A studio that leaves a place in all that it makes."""
    prepare = Studio.prepare

    def with_places(self: Studio, attachments: Iterable[Attachment], **how: Any) -> Mapping[Path, Media]:
        media = prepare(self, attachments, **how)
        for made in media.values():
            for file in made.files:
                if file.path.suffix == ".webp":
                    with Image.open(file.path) as image:
                        image.save(file.path, "WEBP", exif=exif())
        return media

    monkeypatch.setattr(Studio, "prepare", with_places)


@pytest.mark.usefixtures("careless")
def test_a_build_in_which_a_picture_still_tells_something_is_refused_with_each_file(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    assert build(made) is None
    assert not made.output.exists()
    told = [problem for problem in made.problems if problem.code == "metadata"]
    assert {problem.file for problem in told} == {
        f"content/{FROG}/frog.jpg",
        f"content/{FROG}/toad.png",
        f"content/{FROG}/jump.mp4",
    }
    assert all("EXIF data (place, time, camera). Nothing was written." in problem.message for problem in told)


def test_the_site_that_was_there_stays(a_class: AClass, request: pytest.FixtureRequest) -> None:
    made = a_class_with_media(a_class)
    assert build(made) is not None
    before = {file: file.read_bytes() for file in made.output.rglob("*") if file.is_file()}
    made.write(
        {f"{FROG}/newt.png": saved(corners(300, 200), "PNG"), f"{FROG}/index.md": POST + "![](newt.png)"}
    )
    request.getfixturevalue("careless")
    assert build(made) is None
    assert {file: file.read_bytes() for file in made.output.rglob("*") if file.is_file()} == before


@pytest.mark.usefixtures("careless")
def test_the_teachers_own_edition_is_not_refused(a_class: AClass) -> None:
    made = a_class_with_media(a_class)
    with Builder(Site(made.root), live=True, folder=made.root / "preview") as builder:
        assert builder.build(RecordingReporter()) is not None


# -- one look is enough ---------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files as they are looked into."""
    names: list[str] = []
    real = look.look

    def noted(name: str, file: Path) -> object:
        names.append(name)
        return real(name, file)

    monkeypatch.setattr(look, "look", noted)
    return names


def _pictures(folder: Path, **contents: bytes) -> dict[Path, Media]:
    media: dict[Path, Media] = {}
    for name, content in contents.items():
        file = folder / f"{name}.webp"
        file.write_bytes(content)
        media[folder / "content" / name] = Picture((Rendition(MediaFile(file.name, file), 1, 1),))
    return media


def test_what_was_clean_is_not_opened_again_until_it_changes(tmp_path: Path, opened: list[str]) -> None:
    clean = saved(corners(), "WEBP")
    media = _pictures(tmp_path, frog=clean, toad=clean)
    remembered = tmp_path / "state" / "proof.json"
    assert Proof(remembered, tmp_path).telling(media) == []
    assert sorted(opened) == ["frog.webp", "toad.webp"]
    assert Proof(remembered, tmp_path).telling(media) == []
    assert len(opened) == 2
    _pictures(tmp_path, frog=saved(corners(), "WEBP", exif=exif()))
    for _ in range(2):  # and what tells something is never remembered
        (problem,) = Proof(remembered, tmp_path).telling(media)
        assert problem.file == "content/frog"
    assert opened[2:] == ["frog.webp", "frog.webp"]


@pytest.mark.parametrize(
    "damage", [b"", b"[]", b'{"rules": 1}', b'{"rules": "x", "clean": {"frog.webp": [1, 2]}}']
)
def test_a_damaged_memory_is_none(tmp_path: Path, opened: list[str], damage: bytes) -> None:
    remembered = tmp_path / "proof.json"
    media = _pictures(tmp_path, frog=saved(corners(), "WEBP"))
    Proof(remembered, tmp_path).telling(media)
    remembered.write_bytes(damage)
    Proof(remembered, tmp_path).telling(media)
    assert opened == ["frog.webp", "frog.webp"]


def test_what_is_no_picture_at_all_is_refused(tmp_path: Path) -> None:
    media = _pictures(tmp_path, frog=b"GIF89a")
    (problem,) = Proof(tmp_path / "proof.json", tmp_path).telling(media)
    assert "it is a GIF picture" in problem.message


def test_a_file_that_two_originals_share_is_looked_at_once(tmp_path: Path, opened: list[str]) -> None:
    (made,) = _pictures(tmp_path, frog=saved(corners(), "WEBP")).values()
    Proof(tmp_path / "proof.json", tmp_path).telling({Path("a"): made, Path("b"): made})
    assert opened == ["frog.webp"]


def test_an_older_memory_of_a_build_is_none(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "last.json", [tmp_path / "content"], tmp_path / "output")
    assert memory.recall() is None
    memory.keep(Built(1, 1, 1, 1, Written(1, 0, 0, 0), ()), [])
    kept = (tmp_path / "last.json").read_text()
    assert memory.recall() is not None
    (tmp_path / "last.json").write_text(kept.replace('"pictures_told"', '"of_old"'))
    assert memory.recall() is None
