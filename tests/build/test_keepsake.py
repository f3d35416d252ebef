"""What a child takes home: all of its own that the family may see, and nothing of anybody else."""

from __future__ import annotations

import os
import re
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from slc_site.build.keepsake import Keepsakes
from slc_site.build.site import Site
from slc_site.build.trouble import OutputError
from slc_site.model.audience import Audience
from slc_site.problems import RecordingReporter
from slc_site.share.access import Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder
from tests.support.keepsakes import CLASS, packed, taken_home
from tests.support.links import broken
from tests.support.little_class import little_class
from tests.test_privacy import _SECRETS, _is_for, a_class_full_of_secrets, found

TEXTS = {".html", ".txt", ".md"}


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(CLASS, bare=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Ada takes home; nobody changes it."""
    return taken_home(ClassFolder(tmp_path_factory.mktemp("home") / "class").write(CLASS), "ada")


def words_in(place: Path) -> str:
    """All that can be read in the files of a folder, their names among it."""
    files = [file for file in place.rglob("*") if file.suffix in TEXTS]
    return "\n".join(f"{file.relative_to(place)}\n{file.read_text('utf-8')}" for file in files)


# -- what is there ------------------------------------------------------------------------------------------


def test_a_double_click_on_index_opens_the_portfolio(home: Path) -> None:
    html = (home / "index.html").read_text("utf-8")
    assert "This is the portfolio of" in html
    assert 'href="posts/2025-09-08-frog/index.html"' in html
    assert 'href="all-on-one-page.html"' in html


def test_all_that_the_family_may_see_is_there(home: Path) -> None:
    for page in (
        "blog/index.html",
        "posts/2025-09-08-frog/index.html",
        "posts/2025-10-01-swing/index.html",
        "goals/three-sentences/index.html",
        "growth/index.html",
        "report-cards/fall/index.html",
        "conferences/fall/index.html",
        "conferences/fall/follow-up/index.html",
        "all-on-one-page.html",
        "README.txt",
    ):
        assert (home / page).is_file(), page
    assert sorted(path.name for path in home.iterdir() if path.name.startswith("feed")) == []


def test_every_link_leads_to_a_file_that_is_there(home: Path) -> None:
    assert broken(home) == []


def test_a_link_to_what_is_not_there_is_plain_words(home: Path) -> None:
    html = (home / "posts/2025-09-08-frog/index.html").read_text("utf-8")
    assert "the tower" in html
    assert "Teach us something" in html
    assert not re.search(r"<a [^>]*href[^>]*>\s*(the tower|Teach us something|what I hide)", html)


def test_it_says_no_address_on_the_web_and_has_no_script_that_writes(home: Path) -> None:
    assert "maple.example" not in words_in(home)
    scripts = {file.name for file in home.rglob("*.js")}
    assert "site.js" in scripts
    assert not scripts & {"write.js", "picks.js", "open.js", "door.js", "live.js"}
    assert "data-box" not in words_in(home)


def test_pictures_are_as_large_as_they_were_or_4096_wide_and_tell_nothing(home: Path) -> None:
    widest: dict[str, int] = {}
    for file in home.rglob("*.webp"):
        with Image.open(file) as picture:
            assert not picture.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
            place = file.parent.relative_to(home).as_posix()
            widest[place] = max(widest.get(place, 0), picture.width)
    assert widest == {".": 90, "posts/2025-09-08-frog": 4096, "posts/2025-10-02-me": 300}
    html = (home / "posts/2025-09-08-frog/index.html").read_text("utf-8")
    assert re.search(r'srcset="[^"]* 4096w"', html)


def test_all_is_on_one_page_in_the_order_of_the_year(home: Path) -> None:
    html = (home / "all-on-one-page.html").read_text("utf-8")
    work = ["My first words", "My frog", "The swing", "Me"]
    parts = ["Write three sentences", *work, "Fall card", "Fall conferences"]
    headings = re.findall(r"<h3[^>]*>(?:<a[^>]*>)?([^<]+)", html)
    assert [heading for heading in headings if heading in parts] == parts
    assert html.index("November 1, 2025") < html.index("December 1, 2025"), "days of a goal, oldest first"
    for said in (
        "I looked",
        "I write",
        "We listen",
        "I retell well.",
        "You are kind",
        "Dear Ada",
        "We read.",
    ):
        assert said in html, said
    assert set(re.findall(r'href="#([\w-]+)"', html)) <= set(re.findall(r'id="([\w-]+)"', html))


def test_a_readme_says_in_plain_words_what_it_is(home: Path) -> None:
    text = (home / "README.txt").read_bytes().decode()
    assert "index.html" in text
    assert "\r\n" in text
    assert text.startswith("Ada · Room 12")


# -- the texts as they were typed ---------------------------------------------------------------------------


def test_texts_are_as_they_were_typed_but_name_no_other_child(home: Path) -> None:
    text = (home / "my-texts/posts/2025-09-08-frog/index.md").read_text("utf-8")
    assert text == (
        "---\ntitle: My frog\ntags: [writing, frogs]\ndate: 2025-09-08\n"
        "did_well: |\n  I looked\n  for a long time.\nprompt: teach-us\n---\n"
        "A green frog, of Ada Quillfeather.\n\n![A frog](wide.jpg)\n\n"
        "See [the tower](#), [my first words](../2025-09-01-first.md)\n"
        "and [my goal](../../goals/three-sentences.md). Also [what I hide](#).\n"
    )


def test_what_a_withheld_picture_shows_is_not_said_in_the_texts_either(home: Path) -> None:
    text = (home / "my-texts/posts/2025-10-01-swing/index.md").read_text("utf-8")
    assert "We went high." in text
    assert "Ben" not in text
    assert "swing.jpg" not in text


def test_notes_that_no_page_shows_are_not_in_the_texts(home: Path) -> None:
    text = (home / "my-texts/posts/2025-10-01-swing/index.md").read_text("utf-8")
    assert text.endswith("---\nWe went high. \n\n\n\n")


def test_texts_are_only_those_that_the_family_may_see(home: Path) -> None:
    texts = {file.relative_to(home / "my-texts").as_posix() for file in (home / "my-texts").rglob("*.md")}
    assert texts == {
        "goals/three-sentences.md",
        "posts/2025-09-01-first.md",
        "posts/2025-09-08-frog/index.md",
        "posts/2025-10-01-swing/index.md",
        "posts/2025-10-02-me/index.md",
    }
    assert "evidence" not in (home / "my-texts/goals/three-sentences.md").read_text("utf-8")


def test_a_text_that_cannot_be_made_sure_of_is_left_out_and_said(folder: ClassFolder) -> None:
    escaped = "---\ntitle: T\ntags: [writing]\n---\n[a](../../ben/posts/2025\\-11-02-tower.md)\n"
    folder.write({"students/ada/posts/2025-10-09-escaped.md": escaped})
    home = taken_home(folder, "ada")
    assert not (home / "my-texts/posts/2025-10-09-escaped.md").exists()
    assert (home / "posts/2025-10-09-escaped/index.html").is_file()
    assert [p.file for p in folder.problems if p.code == "keepsake-text"] == [
        "content/students/ada/posts/2025-10-09-escaped.md"
    ]


# -- what is not there --------------------------------------------------------------------------------------


def test_nothing_of_another_child_nor_of_the_teacher_alone_is_there(home: Path) -> None:
    words = words_in(home)
    assert set(re.findall(r"Zq\w+", words)) == set()
    assert set(re.findall(r"\b(?:Ben|Cam|Zoe|ben|cam|zoe|Marshwiggle)\b", words)) == set()
    assert not (home / "students").exists()
    assert not list(home.rglob("pages/*"))


@pytest.mark.parametrize("child", ["ada", "cleo", "dara"])
def test_no_byte_of_it_tells_what_the_family_may_not_see(a_class: AClass, child: str) -> None:
    made = a_class(a_class_full_of_secrets(), bare=True)
    home = taken_home(made, child)
    viewer = Viewer(Audience.FAMILY, child)
    hidden = {word for word in _SECRETS if not _is_for(word, viewer, child)}
    hidden |= {word for word in _SECRETS if not re.match(rf"zq[a-z]+?x({child}|all)", word)}
    assert len(hidden) >= 200
    assert found(home, hidden) == []
    shown = {word for word, _ in found(home, _SECRETS)}
    assert child != "cleo" or {"zqfamilyxcleobodyqz", "zqfamilyxcleoaltqz", "zqfamilyxcleowhyqz"} <= shown


def test_a_picture_of_somebody_who_did_not_agree_is_not_there_but_ones_own_are(home: Path) -> None:
    html = (home / "posts/2025-10-01-swing/index.html").read_text("utf-8")
    assert "A picture is here for the people in our room only." in html
    assert list((home / "posts/2025-10-01-swing").glob("*.webp")) == []
    assert list((home / "posts/2025-10-02-me").glob("*.webp"))


def test_without_consent_a_child_has_one_all_the_same_and_that_is_told(folder: ClassFolder) -> None:
    library = folder.load()
    assert library is not None
    with Keepsakes(Site(folder.root), library, folder.heard) as keepsakes:
        made = keepsakes.make("zoe")
    assert made is not None
    assert not made.may_publish
    assert made.pictures == 1, "their own child the family may see"
    with zipfile.ZipFile(made.file) as archive:
        assert "zoe/posts/2025-11-04-stone/index.html" in archive.namelist()


def test_the_surname_of_another_child_refuses_it_and_the_familys_own_does_not(folder: ClassFolder) -> None:
    taken_home(folder, "ada")  # it says Ada Quillfeather
    before = (folder.root / "keepsakes/ada.zip").read_bytes()
    note = "---\ntitle: We\ntags: [writing]\n---\nBen Marshwiggle and I.\n"
    folder.write({"students/ada/posts/2025-12-01-we.md": note})
    library = folder.load()
    assert library is not None
    heard = RecordingReporter()
    with Keepsakes(Site(folder.root), library, heard) as keepsakes:
        assert keepsakes.make("ada") is None
    assert [problem.code for problem in heard.problems] == ["surname"]
    assert "The surname of Ben would go home with Ada" in heard.problems[0].message
    assert (folder.root / "keepsakes/ada.zip").read_bytes() == before


# -- the zip ------------------------------------------------------------------------------------------------


def test_the_same_child_gives_the_same_bytes_elsewhere_and_on_another_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = little_class(tmp_path / "one"), little_class(tmp_path / "elsewhere/other")
    first = packed(one, "ada", one.heard).read_bytes()
    later = time.time() + 40 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    for file in other.content.rglob("*"):
        os.utime(file, (later, later))
    assert packed(other, "ada", other.heard).read_bytes() == first
    assert packed(one, "ada", one.heard).read_bytes() == first, "and again"


def test_it_is_one_folder_of_plain_files_in_order(folder: ClassFolder) -> None:
    with zipfile.ZipFile(packed(folder, "ada", folder.heard)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"ada"}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    for entry in entries:
        is_text = entry.filename.endswith((".html", ".css", ".js", ".svg", ".txt", ".md"))
        assert entry.compress_type == (zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED)


@pytest.mark.parametrize("bad", ["output", "output/deep/er", "content", "content/students/ada", ".slc/x"])
def test_it_is_not_written_where_it_would_be_uploaded_or_lost(folder: ClassFolder, bad: str) -> None:
    library = folder.load()
    assert library is not None
    with (
        pytest.raises(OutputError) as refused,
        Keepsakes(Site(folder.root), library, folder.heard, folder=folder.root / bad),
    ):
        pass
    assert refused.value.problem.code == "keepsake-folder"
    assert not list(folder.root.rglob("*.zip"))


def test_a_link_to_the_folder_that_is_uploaded_is_that_folder(folder: ClassFolder, tmp_path: Path) -> None:
    folder.output.mkdir()
    (tmp_path / "way").symlink_to(folder.output, target_is_directory=True)
    library = folder.load()
    assert library is not None
    keepsakes = Keepsakes(Site(folder.root), library, folder.heard, folder=tmp_path / "way/in")
    with pytest.raises(OutputError), keepsakes:
        pass


def test_a_build_does_not_know_of_it(folder: ClassFolder) -> None:
    folder.build()
    before = {file: file.read_bytes() for file in folder.output.rglob("*") if file.is_file()}
    taken_home(folder, "ada")
    folder.build()
    assert {file: file.read_bytes() for file in folder.output.rglob("*") if file.is_file()} == before
