"""Many hands on one child's page: threads of one program, several programs, and nothing told is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from slc_site.pen.locks import held
from slc_site.pen.outcome import Clash, Written
from tests.pen.conftest import Day, MakeDay, pen_of
from tests.support.sample import ROOT

BOXES = {
    "one": ["feedback/learned", "three-pluses/parent/plus-1", "debrief/felt", "new-goal/title"],
    "two": ["feedback/better", "three-pluses/parent/plus-3", "card/welcome", "goal/three-sentences/next"],
}
TURNS = 12
WORDS = ["keep-going", "change", "met"]

TYPIST = """
import sys
from pathlib import Path
from tests.pen.test_two_at_once import type_on
type_on(Path(sys.argv[1]), sys.argv[2])
"""


def type_on(root: Path, who: str) -> None:
    """Type into boxes of one's own and into one that both use; say what was told to be written."""
    pen = pen_of(root)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    shared = ""
    for turn in range(TURNS):
        for box in BOXES[who]:
            found = pen.read("ada")
            assert isinstance(found, dict), found
            value = WORDS[turn % 3] if box.endswith("/next") else f"{who} types: {turn}"
            assert pen.write("ada", box, value, found[box], who) == Written(value)
        outcome = pen.write("ada", "feedback/letter", f"{shared}{who}{turn} ", shared, who)
        if isinstance(outcome, Clash):  # as the page does when both are shown: hers below theirs
            shared = f"{outcome.theirs} "
            outcome = pen.write("ada", "feedback/letter", f"{shared}{who}{turn} ", shared, who)
        if isinstance(outcome, Written):
            shared = f"{outcome.value} "
            sys.stdout.write(f"{who}{turn}\n")


def check(day: Day, told: str) -> None:
    """Does everything stand there that somebody was told of?"""
    for who, boxes in BOXES.items():
        for box in boxes:
            assert day.value(box) == (
                WORDS[(TURNS - 1) % 3] if box.endswith("/next") else f"{who} types: {TURNS - 1}"
            )
    letter = day.value("feedback/letter").split()
    assert len(letter) == len(set(letter))
    assert set(told.split()) == set(letter)
    assert "It croaks." in day.text()
    assert "# Kofi's page" in day.text()
    day.library()


def test_two_programs_write_one_child_s_page_at_once(make_day: MakeDay) -> None:
    day = make_day()
    typists = [
        subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(day.root), who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for who in BOXES
    ]
    for typist in typists:
        assert typist.stdout
        assert typist.stdout.readline() == "ready\n"
    for typist in typists:
        assert typist.stdin
        typist.stdin.write("go\n")
        typist.stdin.flush()
    told = [typist.communicate(timeout=120)[0] for typist in typists]
    assert [typist.returncode for typist in typists] == [0, 0]
    check(day, " ".join(told))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for a turn: on a busy machine it may not come within the seconds that a page is given."""
    monkeypatch.setattr("slc_site.pen.writer.held", partial(held, patience=120))


def test_eight_threads_write_one_child_s_page_at_once(day: Day, patient: None) -> None:
    boxes = [f"three-pluses/{voice}/plus-{n}" for voice in ("parent", "teacher") for n in (1, 2, 3)]
    boxes += ["feedback/learned", "feedback/letter"]

    def types(box: str) -> None:
        base = ""
        for turn in range(5):
            assert day.pen.write("ada", box, f"{box}: {turn}", base, box) == Written(f"{box}: {turn}")
            base = f"{box}: {turn}"

    with ThreadPoolExecutor(len(boxes)) as pool:
        list(pool.map(types, boxes))
    assert [day.value(box) for box in boxes] == [f"{box}: 4" for box in boxes]


def test_of_two_threads_that_write_one_box_one_is_told_of_the_other(day: Day, patient: None) -> None:
    def types(words: str) -> object:
        return day.pen.write("ada", "feedback/learned", words, "", words)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(types, [f"words of {number}" for number in range(8)]))
    (written,) = [outcome for outcome in outcomes if isinstance(outcome, Written)]
    clashes = [outcome for outcome in outcomes if isinstance(outcome, Clash)]
    assert {clash.theirs for clash in clashes} == {written.value}
    assert len(clashes) == 7
    assert all(clash.yours in day.journal for clash in clashes)
