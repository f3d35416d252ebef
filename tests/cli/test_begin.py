"""`slc init`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slc_site.model.library import Library
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load
from tests.cli.conftest import Run


def _loaded(root: Path) -> Library:
    reporter = RecordingReporter()
    library = load(root, reporter)
    assert [str(problem) for problem in reporter.problems] == []
    assert library is not None
    return library


def test_a_class_begins_with_one_command(slc: Run, tmp_path: Path) -> None:
    done = slc("init", "room-12", "--students", "Ada, Ben", "--teacher", "Ms. Okafor", "--school", "Maple")
    assert done.status == 0
    assert done.err == ""
    assert done.out.startswith("Room 12 has begun in room-12 with 2 students: Ada, Ben.\n")
    room = _loaded(tmp_path / "room-12")
    assert [student.name for student in room.students] == ["Ada", "Ben"]
    assert (room.classroom.teacher, room.classroom.school) == ("Ms. Okafor", "Maple")


def test_the_closing_words_say_what_publishes_something(slc: Run) -> None:
    out = slc("init", "room-12", "--students", "Ada").out
    for words in ("cd room-12", "slc serve", "slc new post Ada", "Nothing of any child is published yet."):
        assert words in out
    assert "`consent: {publish: yes, photos: yes}`" in out
    assert "`posts: public`" in out


def test_what_the_closing_words_say_does_publish_it(slc: Run, room: Path) -> None:
    assert slc("-C", "room-12", "new", "post", "Ada", "My frog poem", "--strand", "writing").status == 0
    assert slc("-C", "room-12", "build").status == 0
    assert not (room / "output/students").exists()
    rules = (room / "content/class.yml").read_text()
    rules = rules.replace("{publish: no, photos: no}", "{publish: yes, photos: yes}")
    (room / "content/class.yml").write_text(rules.replace("posts: class", "posts: public"))
    assert slc("-C", "room-12", "build").status == 0
    [page] = (room / "output/students/ada/posts").glob("*/index.html")
    assert "My frog poem" in page.read_text(encoding="utf-8")


def test_a_roster_can_be_pasted(slc: Run, tmp_path: Path) -> None:
    pasted = "First name\tLast name\tLanguage\nAda\tLovelace\tSpanish\nليلى\tحداد\tar\n"
    done = slc("init", "room-12", "--roster", "-", typed="\ufeff" + pasted)
    assert done.status == 0
    assert {(s.name, s.surname, s.home_language) for s in _loaded(tmp_path / "room-12").students} == {
        ("Ada", "Lovelace", "es"),
        ("ليلى", "حداد", "ar"),
    }


def test_a_roster_can_be_a_file(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("Zoë;Müller\r\nBen;Green\r\n".encode("cp1252"))
    done = slc("init", "room-12", "--roster", "list.csv", "--students", "Cleo")
    assert done.status == 0
    assert [student.name for student in _loaded(tmp_path / "room-12").students] == ["Ben", "Cleo", "Zoë"]


def test_what_could_not_be_used_of_a_roster_is_told(slc: Run) -> None:
    done = slc("init", "room-12", "--roster", "-", typed="Ada Lovelace\nBen\n")
    assert done.status == 0
    assert "the pasted list\n  warning, line 1: I took `Ada` for the first name" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--roster", "missing.csv"], "I cannot read missing.csv"),
        (["--language", "Klingon!"], "I cannot read Klingon! as a language."),
    ],
)
def test_what_makes_no_sense_is_refused(slc: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = slc("init", "room-12", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(words)
    assert not (tmp_path / "room-12").exists()


def test_a_class_that_is_there_is_not_touched(slc: Run, room: Path) -> None:
    before = (room / "content/class.yml").read_bytes()
    done = slc("init", "room-12", "--title", "Another")
    assert done.status == 2
    assert "There is a class in room-12 already" in done.err
    assert (room / "content/class.yml").read_bytes() == before


def test_the_folder_one_is_in_will_do(slc: Run, tmp_path: Path) -> None:
    assert "cd" not in slc("init", ".", "--title", "Room 1").out
    assert _loaded(tmp_path).classroom.title == "Room 1"


def test_other_programs_get_json(slc: Run, tmp_path: Path) -> None:
    said = json.loads(slc("--json", "init", "room-12", "--students", "Ada, Ada").out)
    assert said == {
        "status": 0,
        "result": {"content": str(Path("room-12/content")), "students": ["ada", "ada-2"]},
        "problems": [],
    }


def test_a_name_with_a_space_is_quoted_in_what_to_type_next(slc: Run) -> None:
    out = slc("init", "my class", "--roster", "-", typed="Mary Jane,Watson").out
    assert 'cd "my class"' in out
    assert 'slc new post "Mary Jane"' in out
