"""`slc schedule`: a time for every child, kept by one word, and moved by another."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.model.schedule import SlotStatus
from slc_site.plan import solver
from slc_site.problems import SilentReporter
from slc_site.read.loader import load
from tests.cli.conftest import Ended, Run

CONFERENCE = """\
# Our fall conferences
title: Fall conferences   # for all
schedule:
  preset: 10/30
  windows:
    - {from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}
    - {from: 2026-11-20 08:00, to: 2026-11-20 09:00, place: Room 12}
questions: [How did you make this?]
"""
SIGN_UPS = """\
Timestamp,Email,Student,1st choice,2nd choice,Interpreter
1,canary@home.example,Ada,17:00,evening,Spanish
"""


@pytest.fixture
def fall(room: Path) -> Path:
    """The class of Ada and Ben with a conference; its file."""
    folder = room / "content" / "conferences" / "fall"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conference.yml").write_text(CONFERENCE, encoding="utf-8")
    return folder / "conference.yml"


@pytest.fixture(params=[False, pytest.param(True, id="solver")])
def _with_and_without_the_solver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "is_there", lambda: request.param)


def sign_up(file: Path, text: str = SIGN_UPS) -> None:
    (file.parent / "sign-ups.csv").write_text(text, encoding="utf-8")


def values(slc: Run, *arguments: str | Path) -> dict[str, object]:
    done = slc("-C", "room-12", "schedule", *arguments, "--json")
    found: dict[str, object] = json.loads(done.out)["result"]
    return found


def slots(room: Path) -> dict[str, tuple[str, str]]:
    library = load(room, SilentReporter())
    assert library is not None
    return {
        slot.student: (f"{slot.start:%d %H:%M}", slot.status.value)
        for slot in library.conference["fall"].schedule.slots
    }


@pytest.mark.usefixtures("_with_and_without_the_solver")
def test_a_time_for_every_child_is_proposed_and_said_in_words(slc: Run, fall: Path) -> None:
    sign_up(fall)
    before = fall.read_bytes()
    done = slc("-C", "room-12", "schedule", "fall")
    assert done.status == 0, done.err
    assert "17:00-17:45  Ada  1st wish, 45 minutes, interpreter (es)" in done.out
    assert re.search(r"Ben +with you alone, no answer yet", done.out)
    assert "Not answered: 1 of 2 (Ben)" in done.out
    assert "Most in the room: 1" in done.out
    assert "slc schedule fall --save" in done.out
    assert fall.read_bytes() == before
    assert "canary" not in done.out + done.err


def test_without_the_solver_it_says_what_would_find_a_better_plan(
    slc: Run, fall: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no better plan" in slc("-C", "room-12", "schedule", "fall").out
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "pip install slc-site[schedule]" in slc("-C", "room-12", "schedule", "fall").out


def test_saved_times_stand_in_the_file_and_nothing_else_has_changed(slc: Run, fall: Path, room: Path) -> None:
    sign_up(fall)
    done = slc("-C", "room-12", "schedule", "fall", "--save")
    assert done.status == 0, done.err
    assert slots(room)["ada"] == ("19 17:00", "booked")
    assert slots(room)["ben"][1] == SlotStatus.TEACHER_ONLY.value
    text = fall.read_text("utf-8")
    lines = text.splitlines()
    assert "    - {student: ada, start: 2026-11-19 17:00, minutes: 45, interpreter: yes}" in lines or (
        "{student: ada, start: 2026-11-19 17:00, minutes: 45, interpreter: yes}" in text
    )
    new = [line for line in lines if "student: " in line or line.strip() == "slots:"]
    assert [line for line in lines if line not in new] == CONFERENCE.splitlines()
    (copy,) = (room / ".slc" / "before").rglob("conference.yml")
    assert copy.read_text("utf-8") == CONFERENCE
    again = slc("-C", "room-12", "schedule", "fall", "--save")
    assert again.status == 0
    assert fall.read_text("utf-8") == text
    assert "as in your file" in again.out


def test_who_is_silent_is_said_as_long_as_they_are(slc: Run, fall: Path) -> None:
    sign_up(fall)
    slc("-C", "room-12", "schedule", "fall", "--save")
    assert "Not answered: 1 of 2 (Ben)" in slc("-C", "room-12", "schedule", "fall").out
    sign_up(fall, f"{SIGN_UPS}2,x@home.example,Ben,evening,,\n")
    done = slc("-C", "room-12", "schedule", "fall")
    assert "All 2 families have answered." in done.out
    assert "Ben's family would come" in done.err
    assert "warning, line 8" in done.err


def test_a_party_has_no_times(slc: Run, fall: Path) -> None:
    fall.write_text("title: Our party\nkind: party\n", encoding="utf-8")
    done = slc("-C", "room-12", "schedule", "fall")
    assert done.status == 2
    assert "a party" in done.err


def test_a_large_class_gets_a_line_for_each_child(slc: Run, fall: Path, room: Path) -> None:
    for number in range(6):
        child = room / "content" / "students" / f"child-{number}"
        child.mkdir()
        (child / "student.yml").write_text(f"name: Child {number}\n", encoding="utf-8")
    assert slc("-C", "room-12", "schedule", "fall", "--save").status == 0
    assert len(re.findall(r"^    - \{student: .*status: invited\}$", fall.read_text("utf-8"), re.M)) == 8
    assert len(slots(room)) == 8


def test_a_time_by_hand_wins_and_new_ones_go_below_it(slc: Run, fall: Path, room: Path) -> None:
    own = "  slots:\n    # Ben's father works late.\n    - {student: ben, start: 2026-11-19 18:20}   # sure\n"
    fall.write_text(CONFERENCE.replace("questions", f"{own}questions"), encoding="utf-8")
    assert slc("-C", "room-12", "schedule", "fall", "--save").status == 0
    assert own in fall.read_text("utf-8")
    assert slots(room)["ben"] == ("19 18:20", "booked")
    assert set(slots(room)) == {"ada", "ben"}


def test_a_child_is_moved_and_its_history_stays(slc: Run, fall: Path, room: Path) -> None:
    sign_up(fall)
    slc("-C", "room-12", "schedule", "fall", "--save")
    done = slc("-C", "room-12", "schedule", "fall", "--move", "Ada", "2026-11-20 08:00")
    assert done.status == 0, done.err
    assert "Ada comes on Friday, 2026-11-20 08:00" in done.out
    assert "17:00, stays in `was`" in done.out
    assert slots(room)["ada"] == ("20 08:00", "rescheduled")
    slc("-C", "room-12", "schedule", "fall", "--move", "ada", "2026-11-20 08:10")
    library = load(room, SilentReporter())
    assert library is not None
    slot = library.conference["fall"].schedule.slot_of("ada")
    assert slot is not None
    assert [f"{was:%d %H:%M}" for was in slot.was] == ["19 17:00", "20 08:00"]
    assert slot.minutes == 45
    assert values(slc, "fall", "--move", "ada", "2026-11-20 08:10") == {"moved": None}


def test_how_far_times_are_is_marked(slc: Run, fall: Path, room: Path) -> None:
    sign_up(fall)
    slc("-C", "room-12", "schedule", "fall", "--save")
    done = slc("-C", "room-12", "schedule", "fall", "--mark", "Ada", "confirmed", "--mark", "ben", "missed")
    assert done.status == 0, done.err
    assert done.out == "Ada: confirmed.\nBen: missed.\n"
    assert {student: status for student, (_, status) in slots(room).items()} == {
        "ada": "confirmed",
        "ben": "missed",
    }
    assert "did not come on" in slc("-C", "room-12", "schedule", "fall").err


@pytest.mark.parametrize(("status", "told"), [("confirmd", "confirmed"), ("held", "no time yet")])
def test_a_mark_that_is_not_understood_changes_nothing(slc: Run, fall: Path, status: str, told: str) -> None:
    done = slc("-C", "room-12", "schedule", "fall", "--mark", "ada", status)
    assert done.status == 2
    assert told in done.err
    assert fall.read_text("utf-8") == CONFERENCE


def test_who_has_no_time_yet_gets_one_by_moving(slc: Run, fall: Path, room: Path) -> None:
    assert slc("-C", "room-12", "schedule", "fall", "--move", "ben", "2026-11-19 12:00").status == 0
    assert slots(room) == {"ben": ("19 12:00", "booked")}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--move", "zoe", "2026-11-20 08:00"), "zoe"),
        (("--move", "ada", "tomorrow"), "2026-11-19 16:30"),
    ],
)
def test_a_move_that_is_not_understood_changes_nothing(
    slc: Run, fall: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = slc("-C", "room-12", "schedule", "fall", *arguments)
    assert done.status == 2
    assert told in done.err
    assert fall.read_text("utf-8") == CONFERENCE


def test_a_move_out_of_every_window_is_done_and_told(slc: Run, fall: Path) -> None:
    done = slc("-C", "room-12", "schedule", "fall", "--move", "ada", "2026-12-01 08:00")
    assert done.status == 0
    assert "in no window" in done.err


def test_more_children_than_times_end_with_what_would_help(slc: Run, fall: Path) -> None:
    window = "- {from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}"
    text = CONFERENCE.replace(window, "- {from: 2026-11-19 16:30, to: 2026-11-19 17:00}")
    text = "\n".join(line for line in text.splitlines() if "11-20" not in line)
    fall.write_text(text, encoding="utf-8")
    done = slc("-C", "room-12", "schedule", "fall")
    assert done.status == 1
    assert "more children than times: 1 of 2" in done.err
    assert "10 minutes longer" in done.err
    assert "They have it with you, in class" in done.out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("capacity: 0", "nobody can come"),
        ("windows: [{from: 2026-11-19 19:00, to: 2026-11-19 16:30}]", "ends before it begins"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(slc: Run, fall: Path, typed: str, told: str) -> None:
    fall.write_text(f"title: Fall\nschedule:\n  {typed}\n", encoding="utf-8")
    done = slc("-C", "room-12", "schedule", "fall")
    assert done.status == 1
    assert told in done.err
    assert "line 3" in done.err


def test_all_of_it_comes_as_json(slc: Run, fall: Path) -> None:
    sign_up(fall)
    found = values(slc, "fall")
    assert found["not_answered"] == ["ben"]
    assert found["open"] == []
    assert found["wishes"] == {"1st wish": 1}
    (ada,) = [slot for slot in found["slots"] if slot["student"] == "ada"]  # type: ignore[attr-defined]  # plain values
    assert (ada["start"], ada["end"], ada["wish"]) == ("2026-11-19 17:00", "2026-11-19 17:45", 1)


@pytest.fixture
def picture(slc: Run, fall: Path, room: Path) -> str:
    sign_up(fall)
    assert slc("-C", "room-12", "schedule", "fall").status == 0
    return (room / "print" / "fall-schedule.html").read_text("utf-8")


def test_the_picture_says_in_words_what_it_draws(picture: str) -> None:
    assert picture.count("<tr>") == picture.count("</tr>")
    for words in (
        "Who is in the room when",
        "Ada",
        "Ben",
        "with you alone",
        "interpreter",
        "Families at once",
    ):
        assert words in picture
    assert re.search(r"5:00\sPM – 5:45\sPM", picture)
    assert "A proposal" in picture
    assert picture.count("<svg") == picture.count('aria-hidden="true">') == 2 + 2
    assert not re.search(r"https?://(?!www\.w3\.org)", picture)


def test_what_families_wished_for_is_on_no_page_that_is_built(slc: Run, fall: Path, room: Path) -> None:
    sign_up(fall, f"{SIGN_UPS}2,x@home.example,Ben,the canary hour,,\n")
    assert slc("-C", "room-12", "build").status == 0
    built = [file.read_bytes() for file in (room / "output").rglob("*") if file.is_file()]
    assert built
    assert [content for content in built if b"canary" in content] == []


def test_the_pack_has_the_picture_once_the_times_are_kept(slc: Run, fall: Path, room: Path) -> None:
    slc("-C", "room-12", "schedule", "fall", "--save")
    done = slc("-C", "room-12", "print", "evening", "fall", "--html")
    assert done.status == 0, done.err
    page = (room / "print" / "fall-evening.html").read_text("utf-8")
    assert "A proposal" not in page
    assert "Ben" in page


def test_the_plan_does_not_hang_on_chance(program: Callable[..., Ended], fall: Path, room: Path) -> None:
    names = ["Cleo", "Dina", "Eli", "Fay", "Gus", "Hana", "Ines", "Jo"]
    for name in names:
        (room / "content" / "students" / name.lower()).mkdir()
        file = room / "content" / "students" / name.lower() / "student.yml"
        file.write_text(f"name: {name}\nhome_language: {'es' if name < 'F' else 'en'}\n", encoding="utf-8")
    rows = [
        f"{n},x@home.example,{name},{16 + n % 3}:00,evening,{'yes' if n < 4 else ''}\n"
        for n, name in enumerate(names)
    ]
    sign_up(fall, SIGN_UPS + "".join(rows))
    said = [
        program("-C", "room-12", "schedule", "fall", *quick, env={"PYTHONHASHSEED": seed}).out
        for quick in ((), ("--quick",))
        for seed in ("1", "2")
    ]
    assert b"Cleo" in said[0]
    assert said[0] == said[1]
    assert said[2] == said[3]


def test_each_pace_is_told_with_its_lesson(slc: Run) -> None:
    done = slc("schedule", "--presets")
    assert done.status == 0
    assert [word for word in ("5/15", "10/20", "10/30", "30/30") if f"preset: {word}" not in done.out] == []
    assert "proved too short" in done.out
