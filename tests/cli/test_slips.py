"""`slc print slips` makes paper to reflect on."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.support.printed import Printed


def test_there_is_a_slip_for_each_strand(slc: Run, room: Path) -> None:
    plan = room / "content/class.yml"
    plan.write_text(
        plan.read_text("utf-8")
        + "\nstrands:\n  - {tag: writing, title: Writing, good: [Spaces between words]}\n"
        "  - {tag: clay, title: Clay}\n",
        "utf-8",
    )
    done = slc("-C", room, "print", "slips", "--json")
    assert done.status == 0, done.err
    said = json.loads(done.out)["result"]
    assert said["slips"] == 2
    assert Path(said["file"]) == room.resolve() / "print/slips.pdf"
    made = Printed(Path(said["file"]).read_bytes())
    assert len(made.texts) == 4
    assert "Spaces between words" in made.texts[0]
    assert "Clay" in made.texts[2]


def test_they_come_as_a_page_and_on_other_paper_if_that_is_asked_for(slc: Run, room: Path) -> None:
    assert slc("-C", room, "print", "slips", "--html").status == 0
    assert "What went well?" in (room / "print/slips.html").read_text("utf-8")
    assert slc("-C", room, "print", "slips", "--paper", "a4").status == 0
    assert Printed((room / "print/slips.pdf").read_bytes()).sizes == {(210, 297)}
    assert not (room / "print/slips.html").exists()


def test_without_a_class_it_says_so(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = slc("-C", tmp_path, "print", "slips")
    assert done.status == 1
    assert "There are no slips" in done.out
