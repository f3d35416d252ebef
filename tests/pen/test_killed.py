"""The plug is pulled at any moment: every file can be read, and all that was told is there or comes back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from slc_site.pen.outcome import Written
from slc_site.pen.recovery import Found
from tests.pen.conftest import CONFERENCE, NOW, Day, MakeDay, pen_of
from tests.support.sample import ROOT

BOXES = ["feedback/learned", "three-pluses/parent/plus-2", "goal/three-sentences/commitment/parent"]
RUNS = 20

PROGRAM = """
import sys
from pathlib import Path
from tests.pen.test_killed import type_on
type_on(Path(sys.argv[1]), sys.argv[2])
"""


def say(line: str) -> None:
    """Tell who started this; a line that is out stays out, whatever happens next."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def type_on(root: Path, run: str) -> None:
    """Type and type, and say what was told to be written, until somebody ends it."""
    pen = pen_of(root)
    found = pen.read("ada")
    assert isinstance(found, dict)
    shown = {box: found[box] for box in BOXES}
    say("begun")
    for turn in range(100_000):
        for box in BOXES:
            outcome = pen.write("ada", box, f"{run}: {turn}", shown[box], "tablet")
            assert isinstance(outcome, Written), outcome
            shown[box] = outcome.value
            say(f"{box} {turn}")


def killed(root: Path, run: int, chance: random.Random) -> dict[str, int]:
    """Let somebody type and pull the plug; return which turn was told last for each box."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root), f"run {run}"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    with child, child.stdout:
        assert child.stdout.readline() == "begun\n"
        # Some words, however long they take here, and then in the middle of the next ones.
        told = "".join(child.stdout.readline() for _ in range(chance.randrange(6)))
        time.sleep(chance.random() * 0.1)
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read()
        child.wait()
        assert child.returncode == -signal.SIGKILL
    return {line.split()[0]: int(line.split()[1]) for line in told.splitlines() if len(line.split()) == 2}


def test_a_pen_that_is_killed_loses_nothing_that_was_told(make_day: MakeDay) -> None:
    day, chance, told = make_day(), random.Random(6), 0
    for run in range(RUNS):
        last = killed(day.root, run, chance)
        told += len(last)
        day.library()  # every file parses, and nothing is left out
        found = day.pen.recover()
        assert all(each.put_in for each in found), found
        for box, turn in last.items():
            words, number = day.value(box).rsplit(": ", 1)
            assert words == f"run {run}"
            assert turn <= int(number) <= turn + 1
        assert day.pen.recover() == ()
        assert [file.name for file in day.path("ada").rglob(".*")] == []
    assert told > RUNS


# -- what is found afterwards -----------------------------------------------------------------------------


def typed_only(day: Day, box: str, value: str, base: str) -> None:
    """What is left when the plug is pulled right after the journal was written."""
    day.pen._journal.typed(NOW, "ada", box, value, base, "tablet")


def test_what_the_journal_has_and_nobody_was_told_of_is_put_in(day: Day) -> None:
    typed_only(day, "feedback/learned", "He can wait.", "")
    (found,) = day.pen.recover()
    assert found == Found("ada", "feedback/learned", "He can wait.", "", put_in=True)
    assert day.value("feedback/learned") == "He can wait."
    assert day.pen.recover() == ()
    # The page never heard of it, and goes on.
    assert day.write("feedback/learned", "He can wait!", who="tablet") == Written("He can wait!")


def test_what_was_typed_over_by_an_editor_is_said_and_not_put_in(day: Day) -> None:
    day.wrote("feedback/learned", "He can wait.")
    day.path("ada/conferences/fall.md").write_text(CONFERENCE, encoding="utf-8")
    (found,) = day.pen.recover()
    assert found == Found("ada", "feedback/learned", "He can wait.", "")
    assert day.text() == CONFERENCE
    assert day.pen.put_back(found, "teacher") == Written("He can wait.")
    assert day.pen.recover() == ()


def test_a_file_that_the_disk_brought_back_from_before_gets_all_that_was_told(day: Day) -> None:
    file = day.path("ada/conferences/fall.md")
    before = file.stat()
    for box in ("feedback/learned", "feedback/better"):
        day.wrote(box, "Much")
        day.wrote(box, "Very much", "Much")
    file.write_text(CONFERENCE, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [found.put_in for found in day.pen.recover()] == [True, True]
    assert (day.value("feedback/learned"), day.value("feedback/better")) == ("Very much", "Very much")


def test_what_was_taken_away_is_not_put_in_again(day: Day) -> None:
    day.wrote("feedback/learned", "Unkind")
    day.wrote("feedback/learned", "", "Unkind")
    assert day.pen.recover() == ()
    assert "feedback" not in day.text()


def test_two_different_words_are_not_put_in(day: Day) -> None:
    day.wrote("feedback/learned", "He can wait.")
    day.write("feedback/learned", "So quiet!", who="tablet-2")
    assert day.pen.recover() == ()


def test_a_child_or_a_file_that_is_gone_is_said(day: Day) -> None:
    day.wrote("feedback/learned", "Much")
    day.wrote("goal/three-sentences/next", "met")
    day.path("ada/conferences/fall.md").unlink()
    day.path("ada/goals/three-sentences.md").unlink()
    assert {found.box: found.theirs for found in day.pen.recover()} == {
        "feedback/learned": "",
        "goal/three-sentences/next": None,
    }
    assert not day.path("ada/conferences/fall.md").exists()


def test_a_journal_that_ends_in_the_middle_of_a_line_is_gone_on_with(day: Day) -> None:
    day.wrote("feedback/learned", "Much")
    journal = day.root / ".slc/conference/fall/journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"what":"typed","id":"1","student":"ada","box":"feedb')
    day.wrote("feedback/better", "More")
    assert [record.box for record in day.pen._journal.records() if record.box] == [
        "feedback/learned",
        "feedback/better",
    ]
    assert day.pen.recover() == ()
