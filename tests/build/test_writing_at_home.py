"""Which pages have boxes to type in: the room's of its conference, a family's own, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.sealing import Seals
from slc_site.build.site import Site
from slc_site.cli.entry import main
from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder

CLASS = {
    "class.yml": """
        title: Room 12
        consent: {publish: yes, photos: yes}
        access: {conferences: public, goals: public, posts: public}
        """,
    "conferences/fall/conference.yml": "title: Fall\n",
    "conferences/spring/conference.yml": "title: Spring\nkind: second\n",
    "students/ada/conferences/fall.md": """
        ---
        three_pluses: {parent: {pluses: [You ask why]}}
        new_goals: [read-more]
        ---
        Welcome.
        """,
    "students/ada/conferences/spring.md": "---\ncards: {welcome: Hello}\n---\nWelcome again.\n",
    "students/ada/goals/read-more.md": """
        ---
        title: Read more
        commitments: {student: I read., parent: We listen., teacher: I choose books.}
        ---
        """,
}


def boxes(folder: Path, conference: str) -> set[str]:
    """Return the boxes of Ada's page; empty when there is no page."""
    page = folder / f"students/ada/conferences/{conference}/index.html"
    return set(re.findall(r'data-box="([^"]+)"', page.read_text("utf-8"))) if page.exists() else set()


def voices(found: set[str]) -> set[str]:
    return {
        voice for voice in ("student", "parent", "teacher") if any(voice in box.split("/") for box in found)
    }


def as_room(folder: ClassFolder, target: Path, writes_to: str) -> Path:
    with Builder(Site(folder.root), folder=target, room=Room("spring", writes_to=writes_to)) as builder:
        assert builder.build(folder.heard) is not None, folder.messages
    return target


def test_the_room_writes_at_its_own_conference_and_only_there(a_class: AClass, tmp_path: Path) -> None:
    for writes_to in ("server", "device"):
        there = as_room(a_class(CLASS), tmp_path / writes_to, writes_to)
        found = boxes(there, "spring")
        assert voices(found) == {"student", "parent", "teacher"}
        assert {
            "new-goal/title",
            "goal/read-more/kept/parent",
            "goal/read-more/next",
            "feedback/learned",
        } <= found
        assert boxes(there, "fall") == set()
        page = (there / "students/ada/conferences/spring/index.html").read_text("utf-8")
        assert f'data-to="{writes_to}"' in page
        assert ("data-write-device" in page) is (writes_to == "device")


def test_the_familys_page_has_the_familys_boxes_only(a_class: AClass) -> None:
    folder = a_class(CLASS).build(Viewer(Audience.FAMILY, "ada"), live=True)
    found = boxes(folder.output, "spring")
    assert voices(found) == {"parent"}
    assert not [
        box for box in found if box.startswith(("new-goal", "card", "debrief")) or box.endswith("/next")
    ]
    assert 'data-to="device"' in folder.page("students/ada/conferences/spring/index.html")


def test_what_is_behind_a_familys_lock_has_the_same_boxes(
    a_class: AClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: dict[tuple[str | None, str], set[str]] = {}

    def looked_at(self: Seals, student: str | None, path: str, html: bytes) -> bytes:
        pages[student, path] = set(re.findall(r'data-box="([^"]+)"', html.decode()))
        return html

    monkeypatch.setattr(Seals, "page", looked_at)
    folder = a_class(CLASS)
    assert main(["-C", str(folder.root), "codes"]) == 0
    folder.build()
    path = "students/ada/conferences/spring/index.html"
    assert voices(pages["ada", path]) == {"parent"}
    assert pages.get((None, path), set()) == set()


def test_nobody_else_gets_a_box(a_class: AClass) -> None:
    for viewer in (PUBLIC, TEACHER):
        folder = a_class(CLASS).build(viewer, live=viewer == TEACHER)
        page = folder.page("students/ada/conferences/spring/index.html")
        assert "data-box" not in page
        assert "write.js" not in page


def test_at_home_a_conference_that_is_over_takes_no_more_words(a_class: AClass) -> None:
    over = {**CLASS, "students/ada/conferences/spring.md": "---\ndebrief: {felt: Proud}\n---\n"}
    folder = a_class(over).build(Viewer(Audience.FAMILY, "ada"), live=True)
    assert boxes(folder.output, "spring") == set()
    assert boxes(folder.output, "fall") != set()


def test_guests_and_a_missing_family_have_no_boxes(a_class: AClass, tmp_path: Path) -> None:
    for company, who in (("guests", {"student"}), ("teacher", {"student", "teacher"})):
        folder = a_class({**CLASS, "students/ada/conferences/spring.md": f"---\nwith: {company}\n---\n"})
        found = boxes(as_room(folder, tmp_path / company, "device"), "spring")
        assert voices(found) == who
        assert not [box for box in found if box.startswith("feedback")]
