"""`slc import`: words from elsewhere come in, and nothing that stands there is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from slc_site.cli.entry import main
from slc_site.pen.letter import LARGEST
from tests.conftest import AClass
from tests.support.classes import ClassFolder

PLUS, GOAL = "three-pluses/parent/plus-1", "three-pluses/parent/goal"
CLASS = {
    "conferences/fall/conference.yml": "title: Fall conferences\n",
    "students/ada/conferences/fall.md": """
        ---
        # what we say to Ada
        three_pluses:
          parent: {pluses: [You ask why], goal: Read more}
        feedback: {learned: She knows the moon}
        ---
        Welcome.
        """,
}


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(CLASS)


def letter(folder: ClassFolder, boxes: Any, name: str = "ada-fall.slc.json", **more: Any) -> Path:
    file = folder.root / name
    said = {"slc": 1, "student": "ada", "conference": "fall", "boxes": boxes, **more}
    file.write_text(json.dumps(said), "utf-8")
    return file


def taken(folder: ClassFolder, *files: Path, options: tuple[str, ...] = ()) -> int:
    return main(["-C", str(folder.root), "import", *options, *map(str, files)])


def sheet(folder: ClassFolder) -> str:
    return (folder.content / "students/ada/conferences/fall.md").read_text("utf-8")


def test_words_go_into_empty_boxes_and_all_else_stays(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    boxes = {"three-pluses/parent/plus-2": "You wait", "feedback/went-well": "4"}
    assert taken(folder, letter(folder, boxes)) == 0
    assert capsys.readouterr().err == ""
    found = sheet(folder)
    assert "pluses: [You ask why, You wait]" in found
    assert "went_well: 4" in found
    assert "# what we say to Ada" in found


def test_other_words_that_stand_there_are_kept_and_it_is_said(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    file = letter(folder, {PLUS: "You listen", "feedback/learned": "She can sing"})
    assert taken(folder, file) == 0
    said = capsys.readouterr()
    assert "You ask why · You listen" in sheet(folder)
    assert r"She knows the moon\nShe can sing" in sheet(folder)
    assert "There were other words: You ask why." in said.err
    assert "in 2 both words are kept" in said.out


def test_a_second_goal_is_not_written_over_the_first(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken(folder, letter(folder, {GOAL: "Swim"})) == 1
    assert "goal: Read more" in sheet(folder)
    assert "There is another answer: Read more" in capsys.readouterr().err


def test_the_same_file_twice_changes_nothing(folder: ClassFolder) -> None:
    boxes = {PLUS: "You listen", "three-pluses/parent/why": "It\nhelps", "feedback/learned": "More"}
    file = letter(folder, boxes)
    taken(folder, file)
    once = sheet(folder)
    assert taken(folder, file) == 0
    assert sheet(folder) == once


def test_two_families_of_one_child_are_both_kept(folder: ClassFolder) -> None:
    taken(folder, letter(folder, {"three-pluses/parent/plus-3": "From Mama"}, "one.json"))
    taken(folder, letter(folder, {"three-pluses/parent/plus-3": "From Papa"}, "two.json"))
    assert "From Mama · From Papa" in sheet(folder)


@pytest.mark.parametrize("box", ["three-pluses/teacher/plus-1", "three-pluses/student/goal", "debrief/felt"])
def test_from_home_only_the_familys_own_boxes_come_in(
    folder: ClassFolder, box: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sheet(folder)
    assert taken(folder, letter(folder, {box: "Forged"})) == 1
    assert sheet(folder) == before
    assert "This box is not the family's" in capsys.readouterr().err
    assert taken(folder, letter(folder, {box: "Said"}), options=("--room",)) == 0
    assert "Said" in sheet(folder)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not whole"),
        (b'{"slc": 1, "student": "ada", "conf', "not whole"),
        (b"[" * 9000, "not whole"),
        (b"[]", "no file of words"),
        (b'{"name": "package"}', "no file of words"),
        (b'{"slc": 2, "student": "ada", "conference": "fall", "boxes": {}}', "another version"),
        (b'{"slc": 1, "student": "cleo", "conference": "fall", "boxes": {}}', "no student cleo"),
        (b'{"slc": 1, "student": "../ada", "conference": "fall", "boxes": {}}', "no student ../ada"),
        (b'{"slc": 1, "student": "ada", "conference": "../x", "boxes": {}}', "no conference ../x"),
        (b'{"slc": 1, "student": "ada", "conference": "fall", "boxes": []}', "does not say whose"),
        (b'{"slc": 1, "student": "ada", "conference": "fall", "boxes": {"a": 1}}', "something else in it"),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_letter_is_refused_and_said(
    folder: ClassFolder, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder.root / "strange.slc.json"
    file.write_bytes(data)
    before = sheet(folder)
    assert taken(folder, file) == 1
    assert said in capsys.readouterr().err
    assert sheet(folder) == before


def test_boxes_that_are_not_there_and_words_that_do_not_fit_are_said_and_the_rest_comes_in(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    boxes = {"parent_input/private": "x", "feedback/better": "word " * 4000, "feedback/how": "We read"}
    assert taken(folder, letter(folder, boxes)) == 1
    said = capsys.readouterr()
    assert "no such box" in said.err
    assert "Please make it shorter" in said.err
    assert "1 box came in" in said.out
    assert "how: We read" in sheet(folder)


def test_one_bad_file_among_good_ones_stops_nothing(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    good = letter(folder, {"feedback/how": "We read"})
    assert taken(folder, folder.root / "not-there.json", good) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert "how: We read" in sheet(folder)


def test_for_other_programs_it_says_what_became_of_each_box(
    folder: ClassFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    taken(folder, letter(folder, {"feedback/how": "We read", PLUS: "You ask why"}), options=("--json",))
    [told] = json.loads(capsys.readouterr().out)["result"]["letters"]
    assert told["student"] == "ada"
    assert told["boxes"] == {"feedback/how": "in", PLUS: "there"}
