"""`slc keepsake`: what it says, and what it does when something is in the way."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from slc_site.build import keepsake_zip
from tests.cli.conftest import Run
from tests.conftest import AClass

CONSENT = "title: Room 12\nconsent: {publish: yes, photos: yes}\naccess: {posts: public}\n"


@pytest.fixture
def root(a_class: AClass) -> Path:
    """A class of three; of Zoe nothing may be published."""
    words = "---\ntitle: {}\ntags: [writing]\n---\nMy own words.\n"
    return a_class(
        {
            "class.yml": CONSENT,
            "students/ada/student.yml": "name: Ada\n",
            "students/ada/posts/2025-10-01-frog.md": words.format("My frog"),
            "students/ben/student.yml": "name: Ben\nsurname: Marshwiggle\n",
            "students/ben/posts/2025-10-02-toad.md": words.format("My toad"),
            "students/zoe/student.yml": "name: Zoe\nconsent: {publish: no}\n",
        },
        bare=True,
    ).root


def zips(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_one_child_by_name_gets_one_zip_beside_content(slc: Run, root: Path) -> None:
    done = slc("-C", root, "keepsake", "Ada")
    assert done.status == 0
    assert not [word for word in ("error", "warning") if word in done.err]
    assert zips(root / "keepsakes") == ["ada.zip"]
    assert f"{root / 'keepsakes/ada.zip'}: " in done.out
    assert "Never upload it." in done.out
    with zipfile.ZipFile(root / "keepsakes/ada.zip") as archive:
        assert "ada/index.html" in archive.namelist()


def test_everybody_gets_one_and_who_is_not_to_be_published_is_told_of(
    slc: Run, root: Path, tmp_path: Path
) -> None:
    done = slc("-C", root, "keepsake", "--all", "--to", tmp_path / "stick/june")
    assert done.status == 0
    assert zips(tmp_path / "stick") == ["ada.zip", "ben.zip", "zoe.zip"]
    assert "Zoe: without consent to publish. A keepsake is for the child's own family alone." in done.out
    assert not (root / "keepsakes").exists()


def test_it_says_as_json_what_was_written(slc: Run, root: Path) -> None:
    said = json.loads(slc("-C", root, "keepsake", "ada", "zoe", "--json").out)
    first, second = said["result"]["keepsakes"]
    assert first["student"] == "ada"
    assert first["texts"] == 1
    assert first["size"] == (root / "keepsakes/ada.zip").stat().st_size
    assert (first["may_publish"], second["may_publish"]) == (True, False)
    assert said["result"]["not_made"] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "Whose? Name a child"),
        (["ada", "--all"], "Whose? Name a child"),
        (["adda"], "There is no student adda. Did you mean Ada?"),
    ],
)
def test_what_cannot_be_meant_is_said(slc: Run, root: Path, typed: list[str], said: str) -> None:
    done = slc("-C", root, "keepsake", *typed)
    assert done.status == 2
    assert said in done.err
    assert not (root / "keepsakes").exists()


@pytest.mark.parametrize("place", ["output", "output/home", "content/students"])
def test_it_never_goes_where_it_would_be_uploaded(slc: Run, root: Path, place: str) -> None:
    done = slc("-C", root, "keepsake", "ada", "--to", root / place)
    assert done.status == 1
    assert "Nothing was written." in done.out
    assert "Name another folder after --to" in done.err
    assert not list(root.rglob("*.zip"))


def test_of_everybody_the_others_are_made_when_one_cannot_be(slc: Run, root: Path) -> None:
    note = "---\ntitle: We\ntags: [writing]\n---\nBen Marshwiggle and I.\n"
    (root / "content/students/ada/posts/2025-10-03-we.md").write_text(note, "utf-8")
    done = slc("-C", root, "keepsake", "--all")
    assert done.status == 1
    assert zips(root / "keepsakes") == ["ben.zip", "zoe.zip"]
    assert "Not made, for the reasons above: Ada." in done.out
    assert "The surname of Ben would go home with Ada, in " in done.err


def test_what_could_not_be_read_of_a_child_is_told_and_of_others_is_not(slc: Run, root: Path) -> None:
    for child in ("ada", "ben"):
        (root / f"content/students/{child}/posts/2025-10-04-x.md").write_text("---\ntitle: [\n---\n", "utf-8")
    done = slc("-C", root, "keepsake", "ada")
    assert done.status == 1
    assert "content/students/ada/posts/2025-10-04-x.md" in done.err
    assert "ben" not in done.err
    assert "What is wrong above is not in it" in done.out
    assert zips(root / "keepsakes") == ["ada.zip"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EACCES, "This may not be written"),
        (errno.EROFS, "This disk can only be read."),
    ],
)
def test_a_disk_that_will_not_leaves_the_old_one_and_no_half_one(
    slc: Run, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    assert slc("-C", root, "keepsake", "ada").status == 0
    before = (root / "keepsakes/ada.zip").read_bytes()
    add, left = keepsake_zip._add, [3]

    def full(*arguments: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        add(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(keepsake_zip, "_add", full)
    done = slc("-C", root, "keepsake", "ada")
    assert done.status == 1
    assert said in done.err
    assert "keepsakes/ada.zip" in done.err
    assert zips(root / "keepsakes") == ["ada.zip"]
    assert (root / "keepsakes/ada.zip").read_bytes() == before


def test_a_file_where_the_folder_should_be_is_in_the_way(slc: Run, root: Path) -> None:
    (root / "keepsakes").write_text("my own", "utf-8")
    done = slc("-C", root, "keepsake", "--all")
    assert done.status == 1
    assert "something else has its name" in done.err
    assert "Not made, for the reasons above: Ada, Ben, Zoe." in done.out
    assert (root / "keepsakes").read_text("utf-8") == "my own"
