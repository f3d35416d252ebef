"""A class in one minute."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from slc_site.desk import init
from slc_site.desk.init import NewClass, begin
from slc_site.desk.refusal import RefusalError
from slc_site.desk.roster import Child
from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load

TODAY = date(2026, 9, 14)
CHILDREN = (
    Child("Ada", "Lovelace", "es"),
    Child("Ben"),
    Child("Ada", "Byron"),
    Child("ليلى", "حداد", "ar"),
    Child("李小龙", "李"),
    Child("🦉"),
    Child("No"),
    Child('Con: "the" #1'),
)


def loaded(folder: Path, today: date = TODAY) -> Library:
    """Read a class; nothing at all may be reported."""
    reporter = RecordingReporter()
    library = load(folder, reporter, today=today)
    assert [str(problem) for problem in reporter.problems] == []
    assert library is not None
    return library


def test_a_class_loads_without_a_word(tmp_path: Path) -> None:
    begun = begin(tmp_path / "room-12", NewClass(children=CHILDREN), TODAY)
    library = loaded(tmp_path / "room-12")
    assert library.classroom.title == begun.title == "Room 12"
    assert library.classroom.year == "2026-2027"
    assert begun.students == ("ada", "ben", "ada-2", "lyla", "lixiaolong", "owl", "no", "con-the-1")
    assert {(s.slug, s.name, s.surname, s.home_language) for s in library.students} == {
        (slug, child.name, child.surname, child.language)
        for slug, child in zip(begun.students, CHILDREN, strict=True)
    }
    assert [strand.tag for strand in library.classroom.strands] == ["writing", "representing", "projects"]
    assert [term.id for term in library.classroom.terms] == ["fall", "winter", "spring"]
    assert [page.title for page in library.pages] == ["Welcome, families"]
    assert [conference.term for conference in library.conferences] == ["fall"]


def test_what_was_said_is_in_the_file_as_it_was_said(tmp_path: Path) -> None:
    said = NewClass('Room 12: "Owls" #1', "Maple & Oak", "Ms. O'Kafor", "pt-BR")
    begin(tmp_path / "x", said, TODAY)
    room = loaded(tmp_path / "x").classroom
    assert (room.title, room.school, room.teacher, room.language) == (
        'Room 12: "Owls" #1',
        "Maple & Oak",
        "Ms. O'Kafor",
        "pt-BR",
    )


def test_nothing_of_a_child_is_public_in_a_new_class(tmp_path: Path) -> None:
    begin(tmp_path / "x", NewClass(children=CHILDREN), TODAY)
    library = loaded(tmp_path / "x")
    assert not any(student.consent.publish or student.consent.photos for student in library.students)
    access = library.classroom.access
    assert min(access.posts, access.goals, access.conferences, access.report_cards) > Audience.PUBLIC


def test_a_surname_that_is_also_a_first_name_does_not_stop_the_class(tmp_path: Path) -> None:
    children = (Child("James", "James"), Child("Ada", "Okafor"), Child("Ben", "Green"))
    begin(tmp_path / "x", NewClass(teacher="Ms. Okafor", children=children), TODAY)
    words = {student.name: student.surname_is_a_word for student in loaded(tmp_path / "x").students}
    assert words == {"James": True, "Ada": True, "Ben": False}


def test_a_class_there_already_is_never_touched(tmp_path: Path) -> None:
    begin(tmp_path, NewClass(title="First"), TODAY)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(RefusalError, match="There is a class in "):
        begin(tmp_path, NewClass(title="Second"), TODAY)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_with_other_things_in_it_keeps_them(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "notes.txt").write_text("mine")
    begin(tmp_path, NewClass(), TODAY)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_what_is_private_is_kept_out_of_version_control(tmp_path: Path) -> None:
    begin(tmp_path / "x", NewClass(), TODAY)
    ignored = (tmp_path / "x/.gitignore").read_text().splitlines()
    assert {"/output/", "/print/", "/.slc/"} <= set(ignored)


@pytest.mark.parametrize("there", ["content", "x/content"])
def test_something_called_content_is_in_the_way(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).symlink_to(tmp_path / "nowhere")
    with pytest.raises(RefusalError):
        begin((tmp_path / there).parent, NewClass(), TODAY)


def test_a_file_with_the_name_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(RefusalError, match="is a file"):
        begin(tmp_path / "x", NewClass(), TODAY)


def test_a_disk_that_fills_up_leaves_no_half_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = init.write_new, []

    def full(path: Path, text: str) -> None:
        count.append(path)
        if len(count) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, text)

    monkeypatch.setattr(init, "write_new", full)
    with pytest.raises(OSError, match="No space left"):
        begin(tmp_path / "x", NewClass(children=CHILDREN), TODAY)
    assert list((tmp_path / "x").iterdir()) == []


@pytest.mark.parametrize(
    ("today", "year", "conference"),
    [
        (date(2026, 7, 1), "2026-2027", "fall"),
        (date(2026, 12, 31), "2026-2027", "fall"),
        (date(2027, 1, 1), "2026-2027", "spring"),
        (date(2027, 6, 30), "2026-2027", "spring"),
    ],
)
def test_the_school_year_and_the_next_conference_are_guessed(
    tmp_path: Path, today: date, year: str, conference: str
) -> None:
    begin(tmp_path / "x", NewClass(), today)
    library = loaded(tmp_path / "x", today)
    assert library.classroom.year == year
    assert [one.slug for one in library.conferences] == [conference]


@pytest.mark.parametrize(
    ("folder", "title"),
    [("room_12", "Room 12"), ("our class", "Our class"), ("3b", "3b"), ("--", "Our class")],
)
def test_the_folder_gives_the_class_its_name(tmp_path: Path, folder: str, title: str) -> None:
    assert begin(tmp_path / folder, NewClass(), TODAY).title == title


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("America/Regina", "America/Regina"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_the_time_zone_of_the_computer_is_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, zone: str | None
) -> None:
    monkeypatch.setenv("TZ", said)
    monkeypatch.setattr(init, "_zone_files", lambda: iter(()))
    begin(tmp_path / "x", NewClass(), TODAY)
    assert loaded(tmp_path / "x").classroom.timezone == (zone or "UTC")
