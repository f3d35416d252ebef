"""The schedule of a conference: all it can say, and every slip told where it stands."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from slc_site.model.schedule import (
    Attend,
    Break,
    Preset,
    Schedule,
    Slot,
    SlotStatus,
    TeacherMinutes,
    Window,
)
from tests.read.conftest import AClass, Reading

WINDOWS = "windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]"


def at(hour: int, minute: int = 0, day: int = 19) -> datetime:
    return datetime(2026, 11, day, hour, minute)


def a_schedule(a_class: AClass, said: str) -> Reading:
    """Read a class of Ada and Ben with a conference, of whose schedule this is said."""
    lines = "".join(f"  {line.strip()}\n" for line in said.strip().splitlines())
    files = {
        "students/ben/student.yml": "name: Ben\n",
        "conferences/fall/conference.yml": f"title: Fall\nschedule:\n{lines}",
    }
    return a_class(files)


def schedule(reading: Reading) -> Schedule:
    return reading.library.conference["fall"].schedule


def test_everything_a_schedule_can_say_is_read(a_class: AClass) -> None:
    reading = a_schedule(
        a_class,
        """
        every: 15
        stay: 25
        capacity: 4
        arrivals: 2
        devices: 6
        teacher_minutes: {from: 10, to: 25}
        buffer: 5
        breaks: [{from: 12:00, to: 12:30}, {from: 2026-11-20 09:00, to: 2026-11-20 09:10}]
        private_minutes: 5
        interpreter_factor: ×2
        interpreters: 2
        walk: 8
        also: [../room-7]
        windows:
          - {from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}
          - {from: 2026-11-20 08:00, to: 2026-11-20 09:00, attend: [phone, video]}
          - {from: 2026-11-20 12:00, to: 2026-11-20 14:00, attend: teacher-only}
        slots:
          - {student: ben, start: 2026-11-19 17:00, minutes: 45, status: confirmed, attend: phone,
             interpreter: yes}
          - {student: ada, start: 2026-11-19 16:30, was: [2026-11-18 08:00], host: The librarian}
        """,
    )
    assert reading.said == []
    assert schedule(reading) == Schedule(
        every=15,
        stay=25,
        capacity=4,
        arrivals=2,
        devices=6,
        teacher_minutes=TeacherMinutes(10, 25),
        buffer=5,
        breaks=(
            Break(at(12), at(12, 30)),
            Break(at(9, day=20), at(9, 10, day=20)),
            Break(at(12, day=20), at(12, 30, day=20)),
        ),
        private_minutes=5,
        interpreter_factor=Decimal(2),
        interpreters=2,
        walk=8,
        also=("../room-7",),
        windows=(
            Window(at(16, 30), at(19), "Room 12"),
            Window(at(8, day=20), at(9, day=20), attend=(Attend.PHONE, Attend.VIDEO)),
            Window(at(12, day=20), at(14, day=20), teacher_only=True),
        ),
        slots=(
            Slot(
                "ada",
                at(16, 30),
                status=SlotStatus.RESCHEDULED,
                was=(at(8, day=18),),
                host="The librarian",
            ),
            Slot("ben", at(17), 45, SlotStatus.CONFIRMED, Attend.PHONE, interpreter=True),
        ),
    )


def test_a_schedule_knows_in_which_lines_its_parts_stand(a_class: AClass) -> None:
    reading = a_schedule(a_class, f"{WINDOWS}\nslots:\n- {{student: ada, start: 2026-11-19 16:30}}")
    found = schedule(reading)
    assert found.line in (2, 3)
    assert [window.line for window in found.windows] == [3]
    assert [slot.line for slot in found.slots] == [5]


@pytest.mark.parametrize("preset", list(Preset))
def test_a_preset_says_how_quickly_families_come(a_class: AClass, preset: Preset) -> None:
    found = schedule(a_schedule(a_class, f"preset: {preset.value}\n{WINDOWS}"))
    assert (found.every, found.stay, found.preset) == (preset.every, preset.stay, preset)
    found = schedule(a_schedule(a_class, f"preset: {preset.value}\nstay: 40\n{WINDOWS}"))
    assert (found.every, found.stay) == (preset.every, 40)


@pytest.mark.parametrize(
    ("said", "key", "told"),
    [
        ("capacity: 0", "schedule.capacity", "nobody can come"),
        ("every: 0", "schedule.every", "minutes"),
        ("preset: 10/15", "schedule.preset", "a pace"),
        ("interpreter_factor: 7", "schedule.interpreter_factor", "from 1 to 3"),
        ("breaks: [{from: 12:30, to: 12:00}]", "schedule.breaks.0", "ends before it begins"),
        ("breaks: [{from: 12:30, to: 2026-11-19 13:00}]", "schedule.breaks.0", "a day at both"),
        ("teacher_minutes: {from: 30, to: 15}", "schedule.teacher_minutes", "ends before it begins"),
        ("windows: [{from: 2026-11-19 19:00, to: 2026-11-19 16:30}]", "schedule.windows.0", "ends before"),
        (
            "windows: [{from: 2026-11-19 16:00, to: 2026-11-19 16:30, attend: pigeon}]",
            "attend",
            "teacher-only",
        ),
        ("slots: [{student: zoe, start: 2026-11-19 16:30}]", "schedule.slots.0.student", "no student"),
        ("slots: [{student: ada, start: 4 pm}]", "schedule.slots.0.start", "a day and a time"),
        ("slots: [{student: ada, start: 2026-11-19 16:30, status: maybe}]", "status", "booked"),
    ],
)
def test_a_slip_is_told_with_its_line_and_key(a_class: AClass, said: str, key: str, told: str) -> None:
    reading = a_schedule(a_class, said)
    (problem,) = reading.problems
    assert problem.file == "content/conferences/fall/conference.yml"
    assert problem.line == 3
    assert key in (problem.key or "")
    assert told in f"{problem.message} {problem.hint}"


def test_a_child_has_one_slot_and_the_second_is_told(a_class: AClass) -> None:
    reading = a_schedule(
        a_class,
        """
        slots:
          - {student: ada, start: 2026-11-19 16:30}
          - {student: Ada, start: 2026-11-19 17:30}
        """,
    )
    assert [slot.start for slot in schedule(reading).slots] == [at(16, 30)]
    (problem,) = reading.problems
    assert (problem.code, problem.line) == ("two-slots", 5)
    assert "`was`" in (problem.hint or "")


def test_sign_ups_beside_it_are_no_strange_file(a_class: AClass) -> None:
    files = {
        "conferences/fall/conference.yml": "title: Fall\n",
        "conferences/fall/sign-ups.csv": "student,1st choice\nada,17:00\n",
    }
    assert a_class(files).said == []
