"""What stands in a family's entry, and in which language."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from slc_site.model.classroom import Classroom, Student
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.model.schedule import Attend, Schedule, Slot, SlotStatus, Window
from slc_site.plan.calendar_entries import Entry, family_entries, length_of

EVENING = datetime(2026, 11, 19, 16, 30)
SLOT = Slot("ada", EVENING)
ADA = Student("ada", "Ada", Origin("x"))
WINDOWS = (
    Window(EVENING, datetime(2026, 11, 19, 19, 0), "Room 12"),
    Window(datetime(2026, 11, 20, 8, 0), datetime(2026, 11, 20, 9, 0)),
)


class Marked:
    """A language in which every text of ours is in brackets."""

    code = "xx"

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"[{one if count == 1 else many}]"

    def day(self, value: date) -> str:
        return f"<{value}>"

    def clock(self, value: datetime) -> str:
        return f"<{value:%H.%M}>"


def entries(slot: Slot, url: str = "", contact: str = "555 0100", **schedule: object) -> list[Entry]:
    given = {"windows": WINDOWS, "slots": (slot,), **schedule}
    conference = Conference("fall", "Fall", Origin("x"), schedule=Schedule(**given))
    classroom = Classroom("Room 12", Origin("x"), school="Maple", teacher="Ms. Okafor", contact=contact)
    library = Library(classroom, (ADA,), conferences=(conference,))
    return list(family_entries(library, conference, ADA, Marked(), url))


def test_every_word_of_ours_is_in_the_language_of_the_family() -> None:
    slot = replace(SLOT, status=SlotStatus.INVITED, attend=Attend.PHONE, was=(datetime(2026, 11, 18, 17, 0),))
    (one,) = entries(slot, url="https://maple.example/")
    *ours, names = one.text.splitlines()
    assert len(ours) == 7
    assert [line for line in (one.title, *ours) if not (line.startswith("[") and line.endswith("]"))] == []
    assert "[This is a new time. It was <2026-11-18>, <17.00>.]" in ours
    assert names == "Fall, Room 12, Ms. Okafor"
    assert [alarm.words for alarm in one.alarms] == [
        f"[In two days: {one.title}]",
        f"[In two hours: {one.title}]",
    ]


def test_what_nobody_said_is_not_there() -> None:
    (one,) = entries(SLOT, contact="")
    assert one.text.splitlines() == [
        "[Ada leads this conference. Please come together with Ada.]",
        "[It takes about 30 minutes.]",
        "Fall, Room 12, Ms. Okafor",
    ]


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        (SLOT, "Room 12, Maple"),
        (replace(SLOT, start=datetime(2026, 11, 20, 8, 30)), "Maple"),
        (replace(SLOT, start=datetime(2026, 11, 20, 12, 0)), "Maple"),
        (replace(SLOT, attend=Attend.VIDEO), ""),
    ],
)
def test_the_place_is_that_of_the_window(slot: Slot, place: str) -> None:
    (one,) = entries(slot)
    assert one.place == place


@pytest.mark.parametrize("status", [status for status in SlotStatus if status is not SlotStatus.TEACHER_ONLY])
def test_a_family_that_comes_has_an_entry(status: SlotStatus) -> None:
    (one,) = entries(replace(SLOT, status=status))
    assert one.is_tentative == (status is SlotStatus.INVITED)


def test_a_family_that_does_not_come_has_none() -> None:
    assert entries(replace(SLOT, status=SlotStatus.TEACHER_ONLY)) == []
    assert entries(replace(SLOT, student="ben")) == []


@pytest.mark.parametrize(
    ("schedule", "minutes"),
    [
        (Schedule(), 30),
        (Schedule(stay=20), 20),
    ],
)
def test_it_is_as_long_as_the_slot_or_as_all_stay(schedule: Schedule, minutes: int) -> None:
    conference = Conference("fall", "Fall", Origin("x"), minutes=30, schedule=schedule)
    assert length_of(conference, SLOT) == minutes
    assert length_of(conference, replace(SLOT, minutes=45)) == 45
