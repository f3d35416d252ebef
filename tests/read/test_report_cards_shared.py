"""Rubrics that several classes share: below the class's own file, and never found where they may not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.read.conftest import SMALLEST, Reading, read, write

GRADE_2 = """\
title: Grade 2
scale: {2: Got it, 1: Not yet}
subjects:
  - id: reading
    title: Reading
    can_do: [{id: retell, text: I can retell}, {id: fluent, text: I am fast}]
    levels: {2: I retell it alone, 1: I need help}
  - {id: math, title: Math, levels: {2: I add, 1: I count}}
habits: [{id: share, text: I share}]
"""
SHARED = "../../shared/rubrics/grade-2.yml"


def a_class(root: Path, rubric: str, beside: dict[str, str] | None = None, **files: str) -> Reading:
    """Read a class in `root/room-12` with a card; `beside` are files as seen from `root/room-12`."""
    room = root / "room-12"
    write(room, {**SMALLEST, "report-cards/fall.yml": rubric, **files})
    for path, text in (beside or {}).items():
        file = room / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return read(room)


def test_the_class_says_over_what_it_includes(tmp_path: Path) -> None:
    own = f"""\
include: {SHARED}
title: Our fall card
subjects:
  - id: Reading
    can_do: [{{id: retell, text: I tell it again}}, {{id: enjoy, text: I like it}}]
    levels: {{1: With Teo}}
  - {{id: science, levels: {{2: I look, 1: I begin}}}}
"""
    reading = a_class(tmp_path, own, {"shared/rubrics/grade-2.yml": GRADE_2})
    assert reading.said == []
    (card,) = reading.library.rubrics
    assert (card.slug, card.title, card.scale) == ("fall", "Our fall card", {"2": "Got it", "1": "Not yet"})
    assert [subject.id for subject in card.subjects] == ["reading", "math", "science"]
    assert [can.text for can in card.subjects[0].can_do] == ["I tell it again", "I am fast", "I like it"]
    assert card.subjects[0].levels == {"2": "I retell it alone", "1": "With Teo"}
    assert [habit.id for habit in card.habits] == ["share"]
    assert [Path(file).name for file in reading.library.included_files] == ["grade-2.yml"]


def test_an_include_alone_is_a_card(tmp_path: Path) -> None:
    reading = a_class(tmp_path, f"include: {SHARED}\n", {"shared/rubrics/grade-2.yml": GRADE_2})
    assert (reading.said, reading.library.rubrics[0].title) == ([], "Grade 2")


def test_a_slip_in_a_shared_file_is_told_of_that_file(tmp_path: Path) -> None:
    text = GRADE_2.replace("1: I count", "7: I count")
    reading = a_class(tmp_path, f"include: {SHARED}\n", {"shared/rubrics/grade-2.yml": text})
    assert [(it.file, it.line, it.key) for it in reading.problems] == [
        ("shared/rubrics/grade-2.yml", 8, "subjects.1.levels.7"),
        ("shared/rubrics/grade-2.yml", 8, "subjects.1.levels"),
    ]


def test_a_shared_file_cannot_include_another(tmp_path: Path) -> None:
    shared = {"shared/a.yml": "title: A\ninclude: b.yml\n", "shared/b.yml": "title: B\n"}
    reading = a_class(tmp_path, "include: ../../shared/a.yml\n", shared)
    (problem,) = reading.problems
    assert (problem.file, problem.key, problem.code) == ("shared/a.yml", "include", "unknown-key")
    assert [file.name for file in reading.library.included_files] == ["a.yml"]


def test_a_folder_above_is_shared_when_the_teacher_names_it(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    (tmp_path / "school/grade-2.yml").write_text(GRADE_2, "utf-8")
    include = "include: ../../../school/grade-2.yml\n"
    refused = a_class(tmp_path, f"title: F\n{include}")
    assert "name it in class.yml: `shared: ../shared`" in refused.said[0]
    assert (refused.library.included_files, refused.library.rubrics[0].subjects) == ((), ())
    named = a_class(tmp_path, include, **{"class.yml": "title: Room 12\nshared: ../school/\n"})
    assert (named.said, named.library.rubrics[0].title) == ([], "Grade 2")


@pytest.mark.parametrize("folder", ["/etc", "~/x", "..\\shared", "C:/x"])
def test_the_shared_folder_is_named_as_seen_from_the_class(tmp_path: Path, folder: str) -> None:
    reading = a_class(tmp_path, "title: F\n", **{"class.yml": f"title: R\nshared: '{folder}'\n"})
    assert [(it.key, it.code) for it in reading.problems] == [("shared", "shared")]
    assert reading.library.classroom.shared == ""


SECRET = "title: Top secret\nsubjects: [{id: secret, title: Top secret}]\n"


@pytest.mark.parametrize(
    "typed",
    [
        "../../../secret.yml", "../../../../../../../../etc/passwd", "/etc/passwd", "{root}/secret.yml",
        "../../shared/../../secret.yml", "..\\..\\..\\secret.yml", "file:///secret.yml", "~/secret.yml",
        "../../shared/link.yml", "../../linked/secret.yml", "../../shared/pipe.yml", "../../shared",
        "../../shared/folder.yml", "../students/ada/secret.yml", "../Students/ada/secret.yml",
        "../../shared/secret.txt", "../../.hidden/secret.yml", "..", ".", "''", "missing.yml",
        "../../school/../secret.yml", "../../../school/../secret.yml", "../../../school/../../secret.yml",
    ],
)  # fmt: skip
def test_nothing_else_is_ever_included(tmp_path: Path, typed: str) -> None:
    room = tmp_path / "room-12"
    for folder in ("shared/folder.yml", ".hidden", "content/students/ada"):
        (room / folder).mkdir(parents=True)
    (tmp_path / "school").mkdir()
    secret = tmp_path / "secret.yml"
    for place in (secret, room / ".hidden/secret.yml", room / "content/students/ada/secret.yml"):
        place.write_text(SECRET, "utf-8")
    (room / "shared/secret.txt").write_text(SECRET, "utf-8")
    (room / "shared/link.yml").symlink_to(secret)
    (room / "linked").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(room / "shared/pipe.yml")
    typed = typed.format(root=tmp_path)
    text = f"title: Fall\ninclude: [{typed}]\nsubjects: [{{id: reading}}]\n"
    reading = a_class(tmp_path, text, **{"class.yml": "title: R\nshared: ../school\n"})
    found = [it for it in reading.problems if it.code == "include"]
    assert [(it.file, it.line, it.key) for it in found] == [("content/report-cards/fall.yml", 2, "include.0")]
    assert found[0].hint
    (card,) = reading.library.rubrics
    assert (card.title, [subject.id for subject in card.subjects]) == ("Fall", ["reading"]), "its own part"
    assert "Top secret" not in " ".join(reading.said)


def test_a_child_cannot_include_anything(tmp_path: Path) -> None:
    card = {"students/ada/report-cards/fall.yml": f"include: {SHARED}\nreading: {{self: 2, because: x}}\n"}
    reading = a_class(tmp_path, f"include: {SHARED}\n", {"shared/rubrics/grade-2.yml": GRADE_2}, **card)
    assert [it.key for it in reading.problems] == ["include"]
    assert len(reading.library.included_files) == 1
    assert [said.self_grade for said in reading.library.self_reports[0].subjects] == ["2"]


def test_a_card_whose_only_title_was_to_be_included_is_left_out_with_a_word(tmp_path: Path) -> None:
    reading = a_class(tmp_path, "include: missing.yml\n")
    assert [it.code for it in reading.problems] == ["include", "no-title"]
    assert reading.library.rubrics == ()
