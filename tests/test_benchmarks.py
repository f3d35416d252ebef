"""The benchmark: everybody gets the same class, the clock is read fairly, and nobody wins by doing less."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from benchmarks import __main__ as program
from benchmarks import made_up_class, outputs, tables
from benchmarks.made_up_class import photos
from benchmarks.made_up_class.layouts import LAYOUTS
from benchmarks.made_up_class.writing import the_class
from benchmarks.peers import PEERS, SITES, Peer
from benchmarks.race import Conditions, Result, race
from benchmarks.scenarios import Mode, Scenario
from benchmarks.site import Site, prepared
from benchmarks.timing import Run, timed
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load
from slc_site.render.theme_folders import find_theme, picture_widths

TEXTS = Scenario("texts", students=3, posts=4, photos=False)
PHOTOS = Scenario("photos", students=1, posts=4, photos=True)


@pytest.fixture(autouse=True)
def small_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the camera be a small one: twelve megapixels take seconds to draw."""
    monkeypatch.setattr(photos, "WIDTH", 400)
    monkeypatch.setattr(photos, "HEIGHT", 300)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where photos are kept that were drawn before."""
    return tmp_path_factory.mktemp("drawn")


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# -- the class -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_generator_gets_every_text_and_every_photo(layout: str, tmp_path: Path, drawn: Path) -> None:
    made_up_class.write(tmp_path / "class", layout, PHOTOS, drawn)
    written = files(tmp_path / "class")
    assert sum(path.endswith("/photo.jpg") for path in written) == PHOTOS.all_posts
    texts = {path: data.decode() for path, data in written.items() if path.endswith(".md")}
    for student in the_class(PHOTOS.students, PHOTOS.posts, photos=True):
        for post in student.posts:
            (text,) = (text for path, text in texts.items() if path.endswith(f"/{post.slug}/index.md"))
            assert all(paragraph in text for paragraph in post.body.split("\n\n"))
            assert post.reflection in text
            assert post.photo in text


def test_the_class_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        made_up_class.write(tmp_path / name, "slc", PHOTOS, tmp_path / f"cache-{name}")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_no_two_photos_are_alike(tmp_path: Path, drawn: Path) -> None:
    album = photos.PhotoAlbum(drawn)
    for use in (0, photos.DISTINCT):  # the same picture
        album.put(tmp_path / f"{use}.jpg", use)
    first, second = files(tmp_path)["0.jpg"], files(tmp_path)[f"{photos.DISTINCT}.jpg"]
    assert first != second
    with Image.open(tmp_path / "0.jpg") as one, Image.open(tmp_path / f"{photos.DISTINCT}.jpg") as other:
        assert one.tobytes() == other.tobytes()


def test_our_class_has_no_fault_and_its_theme_asks_for_the_sizes_of_all(tmp_path: Path) -> None:
    site = prepared(PEERS["slc"](tmp_path / "tools"), TEXTS, tmp_path)
    heard = RecordingReporter()
    library = load(site.folder, heard)
    assert library is not None
    assert len(library.posts) == TEXTS.all_posts
    chain = find_theme(library.classroom.theme, site.folder / "themes", heard)
    assert picture_widths(chain) == outputs.WIDTHS
    assert list(heard.problems) == []


def test_every_peer_has_a_site(tmp_path: Path) -> None:
    assert set(PEERS) == set(LAYOUTS) == {path.name for path in SITES.iterdir()} - {"shared"}


# -- the clock -------------------------------------------------------------------------------------------


def test_a_run_is_told_with_its_status_and_what_it_said(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = "import os; print(os.environ['SAID'], os.getcwd()); raise SystemExit(3)"
    run = timed([sys.executable, "-c", script], tmp_path, {"SAID": "hello"}, log, memory=True)
    assert run.status == 3
    assert log.read_text(encoding="utf-8") == f"hello {tmp_path.resolve()}\n"
    assert run.cpu > 0
    assert run.peak > 1


def a_run(wall: float) -> Run:
    """Return a run of which only the time matters."""
    return Run(0, wall, wall, 1, None, None)


def test_a_ratio_is_taken_round_by_round() -> None:
    walls = {"hugo": (10, 40, 20), "slc": (1, 8, 6)}  # the medians alone would say 6 to 20
    results = [
        Result("texts", "cold", peer, number, a_run(wall))
        for peer, all_ in walls.items()
        for number, wall in enumerate(all_)
    ]
    (row,) = (line for line in tables.times(results, {}).splitlines() if line.startswith("| slc"))
    assert [cell.strip() for cell in row.split("|")][2:5] == ["6.00 (1.00–8.00)", "0.200", tables.NONE]


# -- a race, run by a generator of three lines ----------------------------------------------------------

GENERATOR = """
    import pathlib, os
    for text in pathlib.Path("content").rglob("index.md"):
        page = pathlib.Path("public", text.parent.name, "index.html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(str(len(text.read_text())))
    kept = pathlib.Path("kept")
    length = sum(int(page.read_text()) for page in pathlib.Path("public").rglob("*.html"))
    print(os.environ["WARM"], kept.exists(), length)
    kept.mkdir(exist_ok=True)
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The class of texts, for a peer that writes down how long each text is."""
    made_up_class.write(tmp_path / "site", "hugo", TEXTS, tmp_path / "cache")
    command = (sys.executable, "-c", textwrap.dedent(GENERATOR))
    return Site(Peer("three-lines", "1", command, keeps=("kept",)), TEXTS, tmp_path / "site")


def told(site: Site, mode: Mode, rounds: int) -> list[list[str]]:
    """Return what the generator said of each build."""
    conditions = Conditions(rounds, settle=0, memory=False, logs=site.folder)
    assert [result.run.status for result in race([site], mode, conditions)] == [0] * rounds
    (log,) = site.folder.glob(f"*-{mode}-*.log")
    return [line.split() for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_cold_build_finds_nothing_of_the_one_before(site: Site) -> None:
    assert [line[:2] for line in told(site, "cold", 2)] == [["0", "False"], ["0", "False"]]


def test_a_warm_build_comes_after_two_that_nobody_times(site: Site) -> None:
    lines = told(site, "warm", 1)
    assert [line[:2] for line in lines] == [["1", "False"], ["1", "True"], ["1", "True"]]


def test_an_edit_makes_one_post_longer_and_is_taken_back(site: Site) -> None:
    before = files(site.folder / "content")
    *_, warm, edited, again = (int(line[2]) for line in told(site, "edit", 2))
    assert edited == again == warm + len("\nOne more thing, number 0.\n")
    assert files(site.folder / "content") == before


# -- who does less ---------------------------------------------------------------------------------------


@pytest.fixture
def made(tmp_path: Path, drawn: Path) -> Site:
    """A site in which all is as it should be."""
    made_up_class.write(tmp_path, "hugo", PHOTOS, drawn)
    site = Site(Peer("honest", "1", ()), PHOTOS, tmp_path)
    for slug, text in site.posts().items():
        page = site.output / slug
        page.mkdir(parents=True)
        with Image.open(text.with_name("photo.jpg")) as photo:
            upright = ImageOps.exif_transpose(photo)
        for width in outputs.WIDTHS:
            size = (width, round(upright.height * width / upright.width))
            upright.resize(size).save(page / f"{width}.webp", exif=b"", method=0)
        entries = ", ".join(f"/{slug}/{width}.webp {width}w" for width in outputs.WIDTHS)
        (page / "index.html").write_text(f'<img srcset="{entries}">', encoding="utf-8")
    return site


def shortcomings(site: Site) -> Sequence[str]:
    """Return what is amiss."""
    return outputs.judge(site, None).shortcomings


def test_who_does_all_of_it_has_no_shortcoming(made: Site) -> None:
    judgement = outputs.judge(made, None)
    assert judgement.shortcomings == ()
    assert judgement.pictures == dict.fromkeys(outputs.WIDTHS, PHOTOS.all_posts)
    assert judgement.size == sum(path.stat().st_size for path in made.output.rglob("*.webp"))


def test_who_leaves_out_a_post_is_found_out(made: Site) -> None:
    next(made.output.rglob("index.html")).unlink()
    assert shortcomings(made) == ("posts without a page: 1 of 4",)


def test_who_leaves_out_a_size_is_found_out(made: Site) -> None:
    next(made.output.rglob("1280.webp")).unlink()
    assert shortcomings(made) == ("posts that do not show their photo in both widths: 1 of 4",)


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.FLIP_LEFT_RIGHT])
def test_who_leaves_a_picture_lying_is_found_out(made: Site, turn: Image.Transpose) -> None:
    path = next(made.output.rglob("480.webp"))
    with Image.open(path) as picture:
        lying = picture.transpose(turn)
    lying.save(path, exif=b"")
    assert shortcomings(made) == ("pictures that are not upright: 1 of 8",)


def test_who_keeps_metadata_is_found_out(made: Site) -> None:
    path = next(made.output.rglob("480.webp"))
    with Image.open(next(made.folder.rglob("photo.jpg"))) as photo:
        exif = photo.info["exif"]
    with Image.open(path) as picture:
        picture.load()
    picture.save(path, exif=exif)
    assert shortcomings(made) == ("pictures that carry metadata: 1 of 8",)


def test_who_copies_an_original_is_counted(made: Site) -> None:
    (made.output / "photo.jpg").write_bytes(next(made.folder.rglob("photo.jpg")).read_bytes())
    assert outputs.judge(made, None).originals == 1


# -- the program -----------------------------------------------------------------------------------------


def test_a_peer_that_cannot_be_had_is_left_out_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program.main(["--peers", "zola", "--scratch", str(tmp_path)]) == 1
    assert "zola is left out. Neither pip nor npm has Zola" in capsys.readouterr().out
