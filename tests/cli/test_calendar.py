"""`slc calendar`: who gets which calendar, what is in it, and what comes of a change."""

from __future__ import annotations

import json
import re
import stat
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from slc_site.build import calendars
from tests.cli.conftest import Run
from tests.read.conftest import write

CONFERENCE = """\
title: Fall conferences
term: fall
planner: {{done: [role-play], steps: [{{step: cake, day: -2, title: Xplan cake}}]}}
schedule:
  every: 10
  stay: 30
  windows: [{{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}}]
  slots:
{slots}
"""
ADA = "{student: ada, start: 2026-11-19 16:30}"
BEN = "{student: ben, start: 2026-11-19 17:00, minutes: 45, attend: video, interpreter: yes}"
CAM = "{student: cam, start: 2026-11-19 18:00, status: invited}"
DEE = "{student: dee, start: 2026-11-19 18:30, status: teacher-only, host: Xhost}"
SECRETS = ("Xsurname", "Xprivate", "Xtopic", "Xgrade", "Xnoticed", "Xhost", "Xplan")
"""What no family reads in a calendar."""
FILES = {
    "class.yml": """\
title: Room 12
school: Maple Street School
teacher: Ms. Okafor
contact: room12@maple.example
timezone: America/New_York
url: https://maple.example/room12/
terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]
access: {posts: public, goals: public, conferences: family}
consent: {publish: yes, photos: yes}
""",
    "students/ada/student.yml": "name: Ada\nsurname: Xsurname\n",
    "students/ada/posts/2026-10-05-frog.md": "---\ntitle: Frog\ntags: [writing]\n---\nFrog.\n",
    "students/ada/conferences/fall.md": """\
---
parent_input: {topics: [Xtopic], private: Xprivate}
three_pluses: {teacher: {pluses: [a, b, c], noticed: Xnoticed}}
---
""",
    "students/ben/student.yml": "name: Ben\nhome_language: es\n",
    "students/cam/student.yml": "name: Cam\nhome_language: ar\n",
    "students/dee/student.yml": "name: Dee\nconsent: {publish: no}\n",
    "students/eve/student.yml": "name: Eve\n",
}


def book(folder: Path, *slots: str, **more: str) -> None:
    """Write who has which time."""
    lines = "\n".join(f"    - {slot}" for slot in slots) or "    []"
    files = {"conferences/fall/conference.yml": CONFERENCE.format(slots=lines), **more}
    write(folder, files)


@pytest.fixture(autouse=True)
def _a_class(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    book(tmp_path, ADA, BEN, CAM, DEE)


def result(slc: Run, *arguments: str) -> dict[str, Any]:
    done = slc("calendar", "fall", "--json", *arguments)
    assert done.status == 0, done
    said: dict[str, Any] = json.loads(done.out)["result"]
    return said


def changes(slc: Run) -> dict[str, str]:
    return {family["student"]: family["change"] for family in result(slc)["families"]}


def family(tmp_path: Path, student: str) -> icalendar.Event:
    """Return a family's one event."""
    data = (tmp_path / f"print/calendar/fall/families/{student}.ics").read_bytes()
    (event,) = icalendar.Calendar.from_ical(data).events
    return event


def teacher(tmp_path: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical((tmp_path / "print/calendar/fall/teacher.ics").read_bytes()).events


# -- what is in them ----------------------------------------------------------------------------------------


def test_each_family_has_its_own_time_and_nothing_else(slc: Run, tmp_path: Path) -> None:
    said = result(slc)
    assert [one["student"] for one in said["families"]] == ["ada", "ben", "cam"]
    assert said["without"] == ["dee", "eve"]
    event = family(tmp_path, "ada")
    assert event.start == datetime(2026, 11, 19, 16, 30, tzinfo=event.start.tzinfo)
    assert event.start.astimezone(UTC) == datetime(2026, 11, 19, 21, 30, tzinfo=UTC)
    assert (event.end - event.start).seconds == 30 * 60
    assert event["SUMMARY"] == "Student-led conference with Ada"
    assert event["DESCRIPTION"].startswith("Ada leads this conference. Please come together with Ada.\n")
    assert event["LOCATION"] == "Room 12, Maple Street School"
    assert event["URL"] == "https://maple.example/room12/students/ada/"
    assert len(list(event.alarms.times)) == 2


def test_no_family_reads_of_others_or_what_was_said_in_confidence(slc: Run, tmp_path: Path) -> None:
    result(slc)
    names = {"ada": "Ada", "ben": "Ben", "cam": "Cam", "dee": "Dee", "eve": "Eve"}
    files = sorted((tmp_path / "print/calendar/fall/families").iterdir())
    assert [file.stem for file in files] == ["ada", "ben", "cam"]
    for file in files:
        # Unfolded, so that no word hides behind a line break.
        text = file.read_bytes().replace(b"\r\n ", b"").decode()
        assert [secret for secret in SECRETS if secret in text] == []
        assert [name for slug, name in names.items() if slug != file.stem and name in text] == []
        uids = [line for line in text.splitlines() if line.startswith("UID:")]
        assert len(uids) == 1
        assert re.fullmatch(r"UID:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", uids[0])


def test_a_family_is_told_how_it_takes_part(slc: Run, tmp_path: Path) -> None:
    result(slc)
    ben, cam = family(tmp_path, "ben"), family(tmp_path, "cam")
    assert (ben.end - ben.start).seconds == 45 * 60
    assert "LOCATION" not in ben
    assert "URL" not in ben  # nothing of Ben is on the web, and there are no codes yet
    assert (ben["STATUS"], cam["STATUS"]) == ("CONFIRMED", "TENTATIVE")


def test_each_family_has_it_in_its_own_language(slc: Run, tmp_path: Path) -> None:
    moved = "{{student: {}, start: 2026-11-19 17:30, was: [2026-11-19 16:30]}}"
    book(tmp_path, *(moved.format(child) for child in ("ada", "ben", "cam")))
    result(slc)
    days = {"ada": "November 19, 2026", "ben": "19 de noviembre de 2026", "cam": "19 نوفمبر 2026"}
    for child, day in days.items():
        assert day in family(tmp_path, child)["DESCRIPTION"]


def test_the_teacher_has_all_times_and_the_plan(slc: Run, tmp_path: Path) -> None:
    result(slc)
    events = {str(event["SUMMARY"]): event for event in teacher(tmp_path)}
    times = [title for title in events if title.startswith("Conference: ")]
    assert times == ["Conference: Ada", "Conference: Ben", "Conference: Cam", "Conference: Dee"]
    assert "By video." in events["Conference: Ben"]["DESCRIPTION"]
    assert "With an interpreter." in events["Conference: Ben"]["DESCRIPTION"]
    assert "With you alone." in events["Conference: Dee"]["DESCRIPTION"]
    assert "The family has not answered yet." in events["Conference: Cam"]["DESCRIPTION"]
    assert events["The letter goes home"].start == date(2026, 10, 22)
    assert events["Sign-up opens"]["DESCRIPTION"].startswith("To be done by November 9, 2026\nYou: Offer")
    assert events["Xplan cake"].start == date(2026, 11, 17)
    # The first time of a day reminds; the one ten minutes later is seen then.
    ringing = [title for title in times if list(events[title].alarms.times)]
    assert ringing == ["Conference: Ada"]
    assert {str(event["CLASS"]) for event in events.values()} == {"PRIVATE"}
    text = (tmp_path / "print/calendar/fall/teacher.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert [word for word in ("Xprivate", "Xtopic", "Xsurname", "Xnoticed") if word in text] == []


def test_a_second_program_reads_all_of_them(slc: Run, tmp_path: Path) -> None:
    result(slc)
    files = sorted((tmp_path / "print/calendar").rglob("*.ics"))
    found = [len(IcsCalendarStream.calendar_from_ics(file.read_text("utf-8")).events) for file in files]
    assert found == [1, 1, 1, len(teacher(tmp_path))]


def test_without_an_address_on_the_web_there_is_none(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"class.yml": FILES["class.yml"].replace("url:", "# url:")})
    result(slc)
    event = family(tmp_path, "ada")
    assert "URL" not in event
    assert "maple.example/" not in event["DESCRIPTION"]


def test_a_family_with_a_code_is_led_to_the_door(slc: Run, tmp_path: Path) -> None:
    assert slc("codes").status == 0
    result(slc)
    assert family(tmp_path, "ben")["URL"] == "https://maple.example/room12/open/"


def test_a_party_is_one_day_for_everybody(slc: Run, tmp_path: Path) -> None:
    windows = "windows: [{from: 2026-12-10 16:00, to: 2026-12-10 17:30}]"
    party = f"title: Our party\nkind: party\nschedule: {{{windows}}}\n"
    write(tmp_path, {"conferences/party/conference.yml": party})
    done = slc("calendar", "party", "--json")
    families = json.loads(done.out)["result"]["families"]
    assert [one["student"] for one in families] == ["ada", "ben", "cam", "dee", "eve"]
    assert {one["entries"][0]["minutes"] for one in families} == {90}


def test_only_the_teacher_can_read_them(slc: Run, tmp_path: Path) -> None:
    result(slc)
    for path in [*(tmp_path / "print").rglob("*"), *(tmp_path / ".slc/calendar").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


# -- what comes of a change ---------------------------------------------------------------------------------


def test_the_same_class_gives_the_same_bytes(slc: Run, tmp_path: Path) -> None:
    assert set(changes(slc).values()) == {"new"}
    files = [path for path in sorted(tmp_path.rglob("*")) if path.suffix in (".ics", ".json")]
    before = {path: path.read_bytes() for path in files}
    assert set(changes(slc).values()) == {"same"}
    assert {path: path.read_bytes() for path in files} == before


def test_a_moved_time_updates_the_same_entry(slc: Run, tmp_path: Path) -> None:
    result(slc)
    before = family(tmp_path, "ada")
    book(tmp_path, "{student: ada, start: 2026-11-19 17:30, was: [2026-11-19 16:30]}", BEN, CAM, DEE)
    assert changes(slc) == {"ada": "moved", "ben": "same", "cam": "same"}
    after = family(tmp_path, "ada")
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["UID"] == after["UID"]
    assert "It was November 19, 2026, 4:30" in after["DESCRIPTION"]
    assert changes(slc)["ada"] == "same"
    assert family(tmp_path, "ada")["SEQUENCE"] == 1


def test_a_time_that_is_gone_is_cancelled_and_comes_back(slc: Run, tmp_path: Path) -> None:
    result(slc)
    uid = family(tmp_path, "ada")["UID"]
    book(tmp_path, BEN, CAM, DEE)
    assert changes(slc)["ada"] == "cancelled"
    gone = family(tmp_path, "ada")
    assert (gone["STATUS"], gone["SEQUENCE"], gone["UID"]) == ("CANCELLED", 1, uid)
    file = tmp_path / "print/calendar/fall/families/ada.ics"
    assert b"METHOD:CANCEL" in file.read_bytes()
    cancelled = [event for event in teacher(tmp_path) if event["STATUS"] == "CANCELLED"]
    assert [str(event["SUMMARY"]) for event in cancelled] == ["Conference: Ada"]
    book(tmp_path, ADA, BEN, CAM, DEE)
    assert changes(slc)["ada"] == "new"
    back = family(tmp_path, "ada")
    assert (back["STATUS"], back["SEQUENCE"], back["UID"]) == ("CONFIRMED", 2, uid)


def test_who_left_the_class_gets_a_cancellation(slc: Run, tmp_path: Path) -> None:
    result(slc)
    (tmp_path / "content/students/ben/student.yml").unlink()
    (tmp_path / "content/students/ben").rmdir()
    book(tmp_path, ADA, CAM, DEE)
    assert changes(slc) == {"ada": "same", "cam": "same", "ben": "cancelled"}
    said = slc("calendar", "fall").out
    assert "Cancelled; send these, and the entry goes: ben (not in the class any more)" in said


def test_a_family_that_no_longer_comes_is_cancelled(slc: Run, tmp_path: Path) -> None:
    result(slc)
    book(tmp_path, ADA.replace("}", ", status: teacher-only}"), BEN, CAM, DEE)
    assert changes(slc)["ada"] == "cancelled"


def test_in_words_it_is_said_who_gets_a_new_one(slc: Run, tmp_path: Path) -> None:
    assert "New, to be sent: Ada, Ben, Cam" in slc("calendar", "fall").out
    book(tmp_path, "{student: ada, start: 2026-11-19 17:30}", BEN, DEE)
    lines = slc("calendar").out.splitlines()
    assert lines[2:] == [
        "Changed, to be sent again:",
        "  Ada: 2026-11-19 17:30, Room 12, Maple Street School (was 2026-11-19 16:30)",
        "Cancelled; send these, and the entry goes: Cam",
        "As before: Ben",
        "No calendar, for no family comes at a time of its own: Cam, Dee, Eve",
    ]


@pytest.mark.parametrize("writes", range(5))
def test_who_is_stopped_half_way_hands_out_the_same_sequence_again(
    slc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    result(slc)
    book(tmp_path, "{student: ada, start: 2026-11-19 17:30}", BEN, DEE)
    left, write_private = iter(range(writes)), calendars.write_private

    def stopped(file: Path, data: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        write_private(file, data)

    with monkeypatch.context() as patched:
        patched.setattr(calendars, "write_private", stopped)
        assert slc("calendar", "fall").status == 130
    before = family(tmp_path, "ada")
    assert (before["SEQUENCE"], before.start.hour) in {(0, 16), (1, 17)}
    result(slc)
    after = {student: family(tmp_path, student) for student in ("ada", "ben", "cam")}
    assert {student: event["SEQUENCE"] for student, event in after.items()} == {"ada": 1, "ben": 0, "cam": 1}
    assert (after["ada"].start.hour, after["cam"]["STATUS"]) == (17, "CANCELLED")


def test_a_damaged_history_is_said_and_nothing_is_written_over(slc: Run, tmp_path: Path) -> None:
    result(slc)
    file = tmp_path / ".slc/calendar/handed-out.json"
    file.write_bytes(b"{")
    done = slc("calendar", "fall")
    assert done.status == 1
    assert "What calendars were handed out before cannot be read: it is damaged." in done.err
    assert "The calendars were not made." in done.out + done.err
    assert file.read_bytes() == b"{"


def test_what_is_left_of_an_earlier_time_goes(slc: Run, tmp_path: Path) -> None:
    result(slc)
    folder, state = tmp_path / "print/calendar/fall", tmp_path / ".slc/calendar"
    strays = [folder / "families/zoe.ics", folder / "families/0a.part", folder / "0b.part", state / "0c.part"]
    for stray in strays:
        stray.write_bytes(b"old")
    result(slc)
    assert [stray for stray in strays if stray.exists()] == []


# -- what is said of the class ------------------------------------------------------------------------------


def test_a_class_without_a_time_zone_is_told(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"class.yml": FILES["class.yml"].replace("timezone:", "# timezone:")})
    done = slc("calendar", "fall")
    assert done.status == 0
    assert "timezone: The class has no time zone" in done.err
    assert family(tmp_path, "ada").start == datetime(2026, 11, 19, 16, 30)


def test_an_hour_that_never_comes_is_told_here_and_by_the_check(slc: Run, tmp_path: Path) -> None:
    book(tmp_path, "{student: ada, start: 2026-03-08 02:30}")
    for command in (("calendar", "fall"), ("check",)):
        assert "There is no 02:30 on 2026-03-08" in slc(*command).err
    assert family(tmp_path, "ada").start.strftime("%H:%M") == "03:30"


def test_a_conference_without_days_has_no_calendar_yet(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"conferences/later/conference.yml": "title: Later\n"})
    done = slc("calendar", "later")
    assert done.status == 2
    assert "There is nothing for a calendar yet" in done.err


def test_before_anybody_has_a_time_the_plan_is_there(slc: Run, tmp_path: Path) -> None:
    book(tmp_path)
    assert result(slc)["families"] == []
    assert "The letter goes home" in {str(event["SUMMARY"]) for event in teacher(tmp_path)}
    assert "The conferences" in {str(event["SUMMARY"]) for event in teacher(tmp_path)}


def test_nothing_of_it_is_ever_uploaded(slc: Run, tmp_path: Path) -> None:
    result(slc)
    assert slc("build").status == 0
    assert [path for path in (tmp_path / "output").rglob("*") if path.suffix == ".ics"] == []
