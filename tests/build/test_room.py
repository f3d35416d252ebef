"""What the day of the conferences needs: everything for the children, offline, and nothing besides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room, absent
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from tests.conftest import AClass
from tests.support.classes import ClassFolder, Files

A_CLASS: Files = {
    "class.yml": (
        "title: Room 12\nconsent: {publish: yes, photos: yes}\n"
        "terms: [{id: fall, title: Fall, start: 2025-09-01, end: 2025-12-18}]\n"
    ),
    "conferences/fall/conference.yml": (
        "title: Our fall conferences\nterm: fall\nschedule: {windows: [{from: 2025-11-20 16:00, "
        "to: 2025-11-20 18:00, place: Room 12}], slots: [{student: ben, start: 2025-11-20 16:00}, "
        "{student: ada, start: 2025-11-20 16:30}]}\n"
    ),
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/posts/2025-10-01-frog.md": "---\ntitle: My frog\ntags: [writing]\n---\nA frog.\n",
    "students/ada/conferences/fall.md": "---\npicks: {writing: 2025-10-01-frog}\n---\nHello!\n",
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2025-10-02-toad.md": "---\ntitle: My toad\ntags: [writing]\n---\nA toad.\n",
    "students/zoe/student.yml": "name: Zoe\nconsent: {publish: no}\n",
    "students/zoe/posts/2025-10-02-bird.md": "---\ntitle: My bird\ntags: [writing]\n---\nA bird.\n",
}


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(A_CLASS, bare=True)


def carried(folder: ClassFolder, room: Room) -> Path:
    stick = folder.root / "stick"
    with Builder(Site(folder.root), folder=stick, room=room) as builder:
        assert builder.build(RecordingReporter()) is not None
    return stick


def start(stick: Path) -> str:
    return (stick / "index.html").read_text("utf-8")


def test_it_begins_with_the_children_in_the_order_in_which_they_come(folder: ClassFolder) -> None:
    html = start(carried(folder, Room("fall")))
    assert re.findall(r'href="students/(\w+)/conferences/fall/index.html#present"', html) == ["ben", "ada"]
    assert "Our fall conferences" in html


def test_who_has_not_begun_to_get_ready_has_a_conference_too(folder: ClassFolder) -> None:
    stick = carried(folder, Room("fall"))
    page = (stick / "students/ben/conferences/fall/index.html").read_text("utf-8")
    assert "Ben leads the way" in page
    assert re.findall(r'class="step step-([\w-]+)', page)[0] == "welcome"


def test_of_whom_nothing_may_leave_the_computer_nothing_is_carried(folder: ClassFolder) -> None:
    stick = carried(folder, Room("fall"))
    texts = [file.read_bytes() for file in stick.rglob("*.html")]
    assert not [text for text in texts if b"Zoe" in text or b"bird" in text]
    library = folder.load()
    assert library is not None
    assert absent(library, Room("fall")) == ("Zoe",)


def test_at_the_teachers_own_computer_nobody_is_missing(folder: ClassFolder) -> None:
    room = Room("fall", is_here=True, writes_to="server")
    stick = carried(folder, room)
    assert "Zoe leads the way" in (stick / "students/zoe/conferences/fall/index.html").read_text("utf-8")
    library = folder.load()
    assert library is not None
    assert absent(library, room) == ()


def test_for_one_child_there_is_only_that_child(folder: ClassFolder) -> None:
    stick = carried(folder, Room("fall", ("ada",)))
    assert [file.name for file in (stick / "students").iterdir()] == ["ada"]
    assert not [file for file in stick.rglob("*.html") if "toad" in file.read_text("utf-8")]


def test_what_was_there_for_more_children_is_taken_away_again(folder: ClassFolder) -> None:
    carried(folder, Room("fall"))
    stick = carried(folder, Room("fall", ("ada",)))
    assert [file.name for file in (stick / "students").iterdir()] == ["ada"]


def test_no_address_leads_out_of_what_is_there(folder: ClassFolder) -> None:
    stick = carried(folder, Room("fall"))
    for page in stick.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8")):
            if not href.startswith(("mailto:", "tel:", "data:")):
                assert (page.parent / href).is_file(), (page, href)


def test_pages_for_choosing_are_only_in_the_room(folder: ClassFolder) -> None:
    stick = carried(folder, Room("fall"))
    page = (stick / "students/ada/conferences/fall/picks/index.html").read_text("utf-8")
    assert re.search(r'value="2025-10-01-frog"[^>]* checked', page)
    folder.build()
    assert not list(folder.output.rglob("picks"))
