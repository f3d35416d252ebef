"""`slc print folder`: each child's conference folder, as one PDF, as one for each child, or as a zip."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from slc_site.paper import chromium, pdf
from tests.cli.conftest import Run

FALL = "title: Fall\npick: [{strand: writing}]\n"


@pytest.fixture
def fall(room: Path) -> Path:
    """A class of two with a conference."""
    conference = room / "content/conferences/fall/conference.yml"
    for other in (room / "content/conferences").iterdir():
        for file in other.iterdir():
            file.unlink()
        other.rmdir()
    conference.parent.mkdir(parents=True)
    conference.write_text(FALL, "utf-8")
    return room


def test_all_folders_are_in_one_file(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "folder", "fall", "--html")
    assert done.status == 0, done.err
    assert "2 folders are in" in done.out
    page = (fall / "print/fall-folder.html").read_text("utf-8")
    assert page.count("<h1>My conference folder</h1>") == 2


def test_each_child_can_have_a_file_of_its_own(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "folder", "--apart", "--html", "--json")
    assert done.status == 0, done.err
    names = [Path(file).name for file in json.loads(done.out)["result"]["files"]]
    assert names == ["fall-folder-ada.html", "fall-folder-ben.html"]
    assert "Ben" not in (fall / "print/fall-folder-ada.html").read_text("utf-8").partition("<body")[2]


def test_a_zip_has_a_folder_for_each_child_who_was_named(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "folder", "fall", "--for", "Ada", "--zip", "--json")
    assert done.status == 0, done.err
    result = json.loads(done.out)["result"]
    assert Path(result["file"]) == fall.resolve() / "print/fall-ada-folder.zip"
    with ZipFile(result["file"]) as packed:
        assert packed.namelist() == ["ada/my-folder.pdf"]


def test_what_does_not_go_together_is_told(slc: Run, fall: Path) -> None:
    for more in ("--apart", "--html"):
        done = slc("-C", fall, "print", "folder", "fall", "--zip", more)
        assert done.status == 2
        assert "leave --apart and --html away" in done.err


def test_without_anything_that_makes_a_pdf_there_is_no_zip(
    slc: Run, fall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    monkeypatch.setattr(chromium, "find", lambda: None)
    done = slc("-C", fall, "print", "folder", "fall", "--zip")
    assert done.status == 1
    assert "slc-site[pdf]" in done.err
    assert not list((fall / "print").glob("*.zip"))
