"""`slc print fall` makes the pack for the copier, and apart from it what is for the teacher alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from slc_site.paper import chromium, pdf
from slc_site.paper.parts import PARTS
from tests.cli.conftest import Run
from tests.support.printed import Printed

FALL = """\
title: Fall conferences
questions: [Who helped you?]
schedule:
  windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
  slots: [{student: ben, start: 2026-11-19 16:30}, {student: ada, start: 2026-11-19 17:00}]
"""
SECRET = "---\nparent_input: {private: canaryprivate}\n---\n"


@pytest.fixture
def fall(room: Path) -> Path:
    """A class of two with a conference and a word in confidence."""
    conference = room / "content/conferences/fall/conference.yml"
    for other in (room / "content/conferences").iterdir():
        for file in other.iterdir():
            file.unlink()
        other.rmdir()
    conference.parent.mkdir(parents=True)
    conference.write_text(FALL, "utf-8")
    own = room / "content/students/ada/conferences/fall.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(SECRET, "utf-8")
    return room


def result_of(out: str) -> dict[str, str]:
    """Return what a command says it came to."""
    result: dict[str, str] = json.loads(out)["result"]
    return result


def test_the_pack_and_the_teachers_sheet_are_two_files(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "fall", "--json")
    assert done.status == 0, done.err
    result = result_of(done.out)
    pack, own = (Printed(Path(result[key]).read_bytes()) for key in ("file", "teacher"))
    assert Path(result["file"]) == fall.resolve() / "print/fall.pdf"
    assert "Ada" in pack.text
    assert "canaryprivate" not in pack.text
    assert "canaryprivate" in own.text
    assert result["students"] == ["ben", "ada"]


def test_what_is_printed_is_the_teachers_alone(slc: Run, fall: Path) -> None:
    assert slc("-C", fall, "print", "day-sheet", "fall").status == 0
    assert stat.S_IMODE((fall / "print").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (fall / "print").iterdir()} == {0o600}


@pytest.mark.parametrize("name", [part.name for part in PARTS if not part.is_asked_otherwise])
def test_each_part_can_be_printed_by_its_name(name: str, slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", name, "fall", "--html", "--json")
    if done.status == 1:
        assert json.loads(done.out)["result"] is None
        assert not (fall / f"print/fall-{name}.html").exists()
        return
    assert done.status == 0, done.err
    page = Path(result_of(done.out)["file"]).read_text("utf-8")
    assert page.startswith("<!doctype html>")


def test_of_one_child_it_is_another_file(slc: Run, fall: Path) -> None:
    assert slc("-C", fall, "print", "fall", "--for", "Ada", "--html").status == 0
    assert (fall / "print/fall-ada.html").is_file()
    assert not (fall / "print/fall.html").exists()


def test_paper_and_size_of_cards_can_be_chosen(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "covers", "--paper", "letter", "--json")
    assert Printed(Path(result_of(done.out)["file"]).read_bytes()).sizes == {(216, 279)}
    done = slc("-C", fall, "print", "cards", "--cards", "3x5", "--html", "--json")
    assert "shape-index" in Path(result_of(done.out)["file"]).read_text("utf-8")


def test_where_nothing_makes_a_pdf_there_is_a_page_to_print(
    slc: Run, fall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert slc("-C", fall, "print", "covers").status == 0
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    monkeypatch.setattr(chromium, "find", lambda: None)
    done = slc("-C", fall, "print", "covers")
    assert done.status == 0
    assert "slc-site[pdf]" in done.err
    assert [file.name for file in (fall / "print").iterdir()] == ["fall-covers.html"]


def test_a_conference_that_is_not_there_is_told(slc: Run, fall: Path) -> None:
    done = slc("-C", fall, "print", "fell")
    assert done.status == 2
    assert "Did you mean fall?" in done.err


def test_a_class_without_children_has_nothing_to_print(slc: Run, tmp_path: Path) -> None:
    assert slc("init", "empty").status == 0
    done = slc("-C", tmp_path / "empty", "print", "pack")
    assert done.status == 1
    assert "there are no children" in done.out + done.err


def test_a_broken_theme_is_told(slc: Run, fall: Path) -> None:
    theme = fall / "themes/mine"
    (theme / "paper").mkdir(parents=True)
    (theme / "theme.toml").write_text('name = "mine"\nparent = "default"\n', "utf-8")
    (theme / "paper/cover.html").write_text("{{ sheet.nothing }}", "utf-8")
    sheet = fall / "content/class.yml"
    sheet.write_text(sheet.read_text("utf-8") + "\ntheme: mine\n", "utf-8")
    done = slc("-C", fall, "print", "covers")
    assert done.status == 1
    assert "themes/mine/paper/cover.html" in done.out + done.err


def test_help_lists_every_part(slc: Run) -> None:
    said = slc("print", "--help").out
    assert [part.name for part in PARTS if f"  {part.name} " not in said] == []


# -- print/ stays here --------------------------------------------------------------------------------------


def test_what_is_printed_is_neither_built_nor_archived_nor_taken_by_git(slc: Run, fall: Path) -> None:
    assert slc("-C", fall, "print", "fall", "--html").status == 0
    before = {file: file.read_bytes() for file in (fall / "print").iterdir()}
    assert slc("-C", fall, "build").status in (0, 1)
    assert slc("-C", fall, "check").status in (0, 1)
    assert slc("-C", fall, "clean").status == 0
    assert {file: file.read_bytes() for file in (fall / "print").iterdir()} == before
    built = [file.relative_to(fall) for file in (fall / "output").rglob("*")]
    assert not [file for file in built if "print" in file.parts or file.name == "fall.html"]
    assert "/print/" in (fall / ".gitignore").read_text("utf-8").splitlines()
