"""Times are written into a conference.yml however it is typed; everything else stays, byte for byte."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from slc_site.model.schedule import Attend, Slot, SlotStatus
from slc_site.pen.slots import add_slots, move
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load

LABEL = "content/conferences/fall/conference.yml"
TODAY = date(2026, 11, 1)
ADA = Slot("ada", datetime(2026, 11, 19, 16, 30))
BEN = Slot(
    "ben",
    datetime(2026, 11, 19, 17, 0),
    45,
    SlotStatus.CONFIRMED,
    Attend.VIDEO,
    (datetime(2026, 11, 18, 8, 0),),
    interpreter=True,
)
WAYS = {
    "no schedule": "title: Fall\n",
    "no line end": "title: Fall",
    "in lines": "title: Fall\nschedule:\n  every: 10   # minutes\n\n# the end\n",
    "in brackets": "title: Fall\nschedule: {every: 10, breaks: [{from: 12:00, to: 12:30}], buffer: 5}\n",
    "empty": "title: Fall\nschedule:\n  slots:\nquestions: [How?]\n",
    "an empty list": "title: Fall\nschedule:\n  slots: []\n",
    "windows line ends": "title: Fall\r\nschedule:\r\n  every: 10\r\n",
}


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A class of Ada and Ben, with a conference that is typed in some way."""
    return a_class(tmp_path, request.param)


def a_class(root: Path, conference: str) -> Path:
    for name, text in {
        "class.yml": "title: Room 12\n",
        "students/ada/student.yml": "name: Ada\n",
        "students/ben/student.yml": "name: Ben\n",
        "conferences/fall/conference.yml": conference,
    }.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def slots(root: Path) -> tuple[Slot, ...]:
    heard = RecordingReporter()
    library = load(root, heard, today=TODAY)
    assert library is not None
    assert heard.problems == []
    return library.conference["fall"].schedule.slots


def test_times_are_added_and_read_again_as_they_were_meant(root: Path) -> None:
    before = (root / LABEL).read_bytes()
    add_slots(root, LABEL, [ADA, BEN], TODAY)
    assert slots(root) == (ADA, BEN)
    after = (root / LABEL).read_bytes()
    kept = [
        line
        for line in before.splitlines()
        if line.strip() and b"schedule: {" not in line and b"slots" not in line
    ]
    assert [line for line in after.splitlines() if line in kept] == kept
    assert (root / ".slc/before/2026-11-01/conferences/fall/conference.yml").read_bytes() == before


def test_a_child_is_moved_however_its_slot_is_typed(root: Path) -> None:
    add_slots(root, LABEL, [ADA, BEN], TODAY)
    later = datetime(2026, 11, 20, 8, 0)
    moved = Slot("ada", later, status=SlotStatus.RESCHEDULED, was=(ADA.start,))
    move(root, LABEL, moved, lambda name: name == "ada", TODAY)
    assert slots(root) == (BEN, moved)


def test_one_slot_without_a_list_is_moved_too(tmp_path: Path) -> None:
    root = a_class(tmp_path, "title: Fall\nschedule:\n  slots: {student: Ada, start: 2026-11-19 16:30}\n")
    moved = Slot("ada", datetime(2026, 11, 20, 8, 0), status=SlotStatus.RESCHEDULED, was=(ADA.start,))
    move(root, LABEL, moved, lambda name: name.lower() == "ada", TODAY)
    assert slots(root) == (moved,)
