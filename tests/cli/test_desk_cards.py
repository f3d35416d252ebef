"""`slc print desk-cards`: whose goals come on a desk, and which do not."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.cli.conftest import Done, Run
from tests.read.conftest import write
from tests.support.printed import Printed

GOAL = "---\ntitle: {title}\n{more}\n---\n"
FILES = {
    "class.yml": "title: Room 12\n",
    "students/ada/student.yml": "name: Ada\navatar: 🦉\n",
    "students/ada/goals/frogs.md": GOAL.format(title="Draw frogs", more="commitments: {student: I draw.}"),
    "students/ada/goals/bike.md": GOAL.format(title="Ride my bike", more="area: personal"),
    "students/ada/goals/done.md": GOAL.format(title="Count to ten", more="status: met"),
    "students/ben/student.yml": "name: Ben\nconsent: {publish: no}\n",
    "students/ben/goals/read.md": GOAL.format(title="Read aloud", more="access: family"),
    "students/ben/goals/quiet.md": GOAL.format(title="Xsecret", more="access: teacher"),
}


def made(slc: Run, *arguments: str) -> tuple[list[str], dict[str, Any]]:
    """Return the goals on the cards, and what the command says it came to."""
    done = slc("print", "desk-cards", "--html", "--json", *arguments)
    assert done.status == 0, done
    said: dict[str, Any] = json.loads(done.out)["result"]
    page = Path(said["file"]).read_text("utf-8")
    return re.findall(r'<h2 class="name-\w+" dir="ltr">([^<]+)</h2>', page), said


@pytest.fixture(autouse=True)
def _a_class(tmp_path: Path) -> None:
    write(tmp_path, FILES)


@pytest.mark.parametrize(
    ("arguments", "goals", "left_out"),
    [
        ((), ["Draw frogs", "Read aloud"], {"personal": 1, "teacher": 1}),
        (("--personal",), ["Ride my bike", "Draw frogs", "Read aloud"], {"personal": 0, "teacher": 1}),
        (("Ada",), ["Draw frogs"], {"personal": 1, "teacher": 0}),
        (("ben", "Ben"), ["Read aloud"], {"personal": 0, "teacher": 1}),
    ],
)
def test_goals_that_everybody_may_read_come_on_desks(
    slc: Run, arguments: tuple[str, ...], goals: list[str], left_out: dict[str, int]
) -> None:
    found, said = made(slc, *arguments)
    assert (found, said["cards"], said["left_out"]) == (goals, len(goals), left_out)


def test_what_was_left_out_is_said(slc: Run) -> None:
    done = slc("print", "desk-cards")
    assert done.out.splitlines()[0].startswith("2 cards are in ")
    assert done.out.splitlines()[-1] == (
        "Left out: 1 personal goal (with --personal they come, too), 1 goal for you alone."
    )


def test_only_the_teacher_can_read_the_file(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "print").mkdir(parents=True)
    file = tmp_path / "print/desk-cards.pdf"
    file.write_text("old")
    file.chmod(0o644)
    done = slc("print", "desk-cards", "--json", "--paper", "a4")
    assert Path(json.loads(done.out)["result"]["file"]) == file.resolve()
    printed = Printed(file.read_bytes())
    assert "Draw frogs" in printed.text
    assert printed.sizes == {(210, 297)}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_class_without_a_goal_for_a_desk_is_told(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content/students/ada/goals/frogs.md").unlink()
    done = slc("print", "desk-cards", "Ada")
    assert done.status == 1
    assert done.out == (
        "There is no goal to print. Left out: 1 personal goal (with --personal they come, too).\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("Adda",), "Did you mean"), (("--per-sheet", "5"), "'4', '6'"), (("Zoe",), "Known are ada, ben")],
)
def test_what_cannot_be_meant_is_answered(slc: Run, arguments: tuple[str, ...], words: str) -> None:
    done = slc("print", "desk-cards", *arguments)
    assert done.status == 2
    assert words in done.err


def test_a_picture_of_a_child_is_made_anew_and_is_in_the_page(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"students/ada/student.yml": "name: Ada\navatar: me.jpg\n"})
    Image.new("RGB", (400, 300), "green").save(tmp_path / "content/students/ada/me.jpg")
    _, said = made(slc, "Ada")
    text = Path(said["file"]).read_text("utf-8")
    (picture,) = re.findall(r'<img src="([^"]{30})', text)
    assert picture.startswith("data:image/jpeg;base64,/9j/")
    assert "me.jpg" not in text


def test_without_a_class_it_says_so(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content/class.yml").unlink()
    done: Done = slc("print", "desk-cards")
    assert done.status == 1
    assert "There are no cards" in done.out
