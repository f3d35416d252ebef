"""`slc import inputs.csv`: what the teacher is told, and what comes of slips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slc_site.cli.entry import main
from tests.conftest import AClass
from tests.support.classes import ClassFolder

CLASS = {
    "conferences/fall/conference.yml": "title: Fall conferences\n",
    "students/ada/conferences/fall.md": "---\nparent_input: {private: We move in June.}\n---\nHello.\n",
    "students/ben/student.yml": "name: Ben\n",
}
SHEET = (
    "Timestamp;Your child;What is your child good at?;Only the teacher will read this:;Shoe size\n"
    "1.11.2026;Ada;Drawing;She had a bad night.;33\n"
    "1.11.2026;Zoltan;Chess;;30\n"
    '2.11.2026;Ben;"Running\nWaiting";;31\n'
)


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(CLASS)


def written(folder: ClassFolder, text: str, name: str = "inputs.csv") -> Path:
    file = folder.root / name
    file.write_text(text, "utf-8-sig")
    return file


def run(folder: ClassFolder, *arguments: str | Path) -> int:
    return main(["-C", str(folder.root), "import", *map(str, arguments)])


def sheet_of(folder: ClassFolder, student: str) -> str:
    return (folder.content / f"students/{student}/conferences/fall.md").read_text("utf-8")


def test_it_says_which_column_was_taken_for_what_and_which_was_left(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, written(folder, SHEET)) == 1  # Zoltan is nobody here
    told = capsys.readouterr()
    assert "inputs.csv: what families wrote before, for Fall conferences" in told.out
    assert "Your child → student" in told.out
    assert "What is your child good at? → strengths" in told.out
    assert "Not taken: Shoe size" in told.out
    assert "Timestamp" not in told.out
    assert "Ada (line 2): 1 answer came in, in 1 both words are kept." in told.out
    assert "There is no Zoltan in this class" in told.err
    assert "strengths: [Running, Waiting]" in sheet_of(folder, "ben")
    assert "We move in June." in sheet_of(folder, "ada")
    assert "She had a bad night." in sheet_of(folder, "ada")


def test_what_is_private_is_not_repeated_on_the_screen(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, written(folder, SHEET))
    told = capsys.readouterr()
    assert "There were other words" in told.err
    assert "bad night" not in told.out + told.err
    assert "We move" not in told.out + told.err


def test_the_same_file_twice_changes_nothing(folder: ClassFolder, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(folder, SHEET)
    run(folder, file)
    before = [sheet_of(folder, slug) for slug in ("ada", "ben")]
    capsys.readouterr()
    run(folder, file)
    assert [sheet_of(folder, slug) for slug in ("ada", "ben")] == before
    assert "Ada (line 2): 0 answers came in, 2 stood there already." in capsys.readouterr().out


def test_a_dry_run_only_shows(folder: ClassFolder, capsys: pytest.CaptureFixture[str]) -> None:
    before = sheet_of(folder, "ada")
    run(folder, written(folder, SHEET), "--dry-run")
    assert sheet_of(folder, "ada") == before
    assert not (folder.content / "students/ben/conferences").exists()
    assert "Nothing was written" in capsys.readouterr().out


def test_other_programs_are_told_the_same(folder: ClassFolder, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, written(folder, SHEET), "--json")
    (sheet,) = json.loads(capsys.readouterr().out)["result"]["sheets"]
    assert (sheet["conference"], sheet["form"], sheet["student"]) == ("fall", "before", "Your child")
    assert sheet["left"] == ["Shoe size"]
    assert sheet["rows"][0]["boxes"] == {"input/strengths/1": "in", "input/private": "both"}
    assert sheet["rows"][1] == {"line": 3, "typed": "Zoltan", "students": [], "boxes": {}}


def test_which_conference_is_asked_where_there_are_several(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write({"conferences/spring/conference.yml": "title: Spring conferences\n"})
    file = written(folder, SHEET)
    assert run(folder, file) == 2
    assert "Say it with --conference." in capsys.readouterr().err
    run(folder, file, "--conference", "spring")
    assert (folder.content / "students/ben/conferences/spring.md").exists()


def test_a_teacher_says_what_a_column_is_or_which_form_it_was(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(folder, "Child,Sunshine\nBen,He sings\n", "x.tsv")
    assert run(folder, file) == 1
    assert "--as before or --as after" in capsys.readouterr().err
    assert run(folder, file, "--as", "before", "--column", "Sunshine=strengths") == 0
    assert "strengths" in sheet_of(folder, "ben")
    assert run(folder, file, "--column", "Sunshine") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["inputs.csv", "words.json"], "one after the other"),
        (["--room", "inputs.csv"], "one after the other"),
        (["--dry-run", "words.json"], "are for sheets"),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str], said: str, folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, SHEET)
    written(folder, "{}", "words.json")
    typed = [str(folder.root / one) if "." in one else one for one in arguments]
    assert run(folder, *typed) == 2
    assert said in capsys.readouterr().err


def test_a_workbook_and_a_file_that_is_not_there_are_told(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.root / "inputs.xlsx").write_bytes(b"PK\x03\x04 and so on")
    assert run(folder, folder.root / "inputs.xlsx", folder.root / "gone.csv") == 1
    told = capsys.readouterr()
    assert "save it as CSV" in told.err
    assert "gone.csv" in told.err
    assert "Nothing came in." in told.out
