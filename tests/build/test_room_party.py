"""A party on a stick: who speaks, where each child is, and a then and now of everybody, offline."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.share.access import TEACHER
from tests.conftest import AClass
from tests.support.classes import ClassFolder, Files

POST = "---\ntitle: {}\ntags: [writing]\n---\nWords.\n"
A_CLASS: Files = {
    "class.yml": (
        "title: Room 12\nconsent: {publish: yes, photos: yes}\naccess: {posts: public, measures: family}\n"
        "measures: [{id: words, title: Words, file: words.csv}]\n"
    ),
    "measures/words.csv": "student,date,value\nada,2025-10-01,7391.25\n",
    "conferences/party/conference.yml": (
        "title: Our party\nkind: party\nagenda: [welcome, measures, parent-share, growth, thanks]\n"
        "schedule: {windows: [{from: 2026-06-11 16:00, to: 2026-06-11 17:30, place: The garden}]}\n"
        "party:\n  invited: [Families, The principal]\n  siblings: no\n"
        "  programme: [{title: Song, minutes: 10}, {title: Talks, minutes: 20, who: [ben, ada, Ms. Okafor]}, "
        "{title: Walk}, {title: Tea}, {title: Bye, time: 17:20}]\n"
        "  speakers: [{student: ben, topic: feelings}, {student: ada, topic: My bridge}, {student: zoe}]\n"
        "  spots: [{student: ada, place: table 3}, {student: zoe, place: table 4}]\n"
        "  adopt: [{host: The principal, student: ben}]\n  thanks: Zoe thanks you.\n"
    ),
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/posts/2025-10-01-frog.md": POST.format("My frog"),
    "students/ada/posts/2026-05-01-pond.md": POST.format("My pond"),
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2025-10-02-toad.md": POST.format("My toad"),
    "students/zoe/student.yml": "name: Zoe\nconsent: {publish: no}\n",
    "students/zoe/posts/2025-10-02-bird.md": POST.format("My bird"),
}
INVITATION = "conferences/party/index.html"


@pytest.fixture
def folder(a_class: AClass) -> ClassFolder:
    return a_class(A_CLASS, bare=True)


def carried(folder: ClassFolder, room: Room) -> Path:
    stick = folder.root / "stick"
    with Builder(Site(folder.root), folder=stick, room=room) as builder:
        assert builder.build(RecordingReporter()) is not None
    return stick


def tree(text: str) -> Element:
    found: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return found


def start(stick: Path) -> Element:
    return tree((stick / "index.html").read_text("utf-8"))


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def those(page: Element, kind: str) -> list[str]:
    """The items of the list of one kind, in words."""
    return [words(item) for item in page.findall(f".//*[@class='{kind}']/li")]


def test_it_begins_with_what_happens_when_who_speaks_and_where_each_child_is(folder: ClassFolder) -> None:
    page = start(carried(folder, Room("party")))
    assert words(page.findall(".//h1")[0]) == "Our party"
    programme = [re.sub(r"\s", " ", item) for item in those(page, "party-programme")]
    assert programme == [
        "4:00 PM Song",
        "4:10 PM Talks BBenAAdaMs. Okafor",
        "4:30 PM Walk",
        "Tea",
        "5:20 PM Bye",
    ]
    assert those(page, "party-speakers") == ["B Ben How it felt to lead my own conference", "A Ada My bridge"]
    assert [item.split(" Then and now")[0] for item in those(page, "party-children")] == [
        "A Ada table 3",
        "B Ben What I show Ben",
    ]


def test_from_there_it_goes_to_then_and_now_and_to_what_the_child_shows(folder: ClassFolder) -> None:
    stick = carried(folder, Room("party"))
    hrefs = [link.get("href") or "" for link in start(stick).findall(".//*[@class='party-ways']/a")]
    assert hrefs == [
        "students/ada/growth/index.html",
        "students/ada/conferences/party/index.html",
        "students/ben/conferences/party/index.html",
    ], "Ben has one piece of work, and nothing to put beside it"
    assert all((stick / href).is_file() for href in hrefs)


def test_of_whom_nothing_may_leave_the_computer_nothing_is_carried(folder: ClassFolder) -> None:
    stick = carried(folder, Room("party"))
    assert not [file for file in stick.rglob("*.html") if "Zoe" in file.read_text("utf-8")]
    assert "table 4" not in (stick / "index.html").read_text("utf-8")


def test_at_the_teachers_own_computer_nobody_is_missing(folder: ClassFolder) -> None:
    page = start(carried(folder, Room("party", is_here=True, writes_to="server")))
    assert len(those(page, "party-speakers")) == len(those(page, "party-children")) == 3
    assert "Zoe thanks you." in words(page)


def test_guests_are_told_no_numbers_and_asked_nothing_of_home(folder: ClassFolder) -> None:
    stick = carried(folder, Room("party"))
    assert not [file for file in stick.rglob("*.html") if "7391" in file.read_text("utf-8")]
    assert not list(stick.rglob("data/index.html"))
    page = (stick / "students/ada/conferences/party/index.html").read_text("utf-8")
    steps = set(re.findall(r'class="step step-([\w-]+)', page))
    assert "welcome" in steps
    assert not steps & {"measures", "parent-share"}


def test_for_one_child_there_is_only_that_child(folder: ClassFolder) -> None:
    stick = carried(folder, Room("party", ("ada",)))
    page = start(stick)
    assert [item.split()[1] for item in those(page, "party-children")] == ["Ada"]
    assert not [file for file in stick.rglob("*.html") if "Ben" in file.read_text("utf-8")]


def test_no_address_leads_out_of_what_is_there(folder: ClassFolder) -> None:
    stick = carried(folder, Room("party"))
    for page in stick.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8")):
            if not href.startswith(("mailto:", "tel:", "data:")):
                assert (page.parent / href).is_file(), (page, href)


def test_the_list_of_who_listens_to_whom_is_on_no_page(folder: ClassFolder) -> None:
    folder.build(TEACHER, live=True)
    assert "The principal" in folder.page(INVITATION), "who is invited, as well"
    page = tree(folder.page(INVITATION))
    assert "The principal" not in " ".join(those(page, "party-children"))
    assert words(page).count("The principal") == 1
    assert words(page.findall(".//*[@class='party-paper']")[0]).endswith("slc print party party")


def test_everybody_may_read_an_invitation_without_names(folder: ClassFolder) -> None:
    folder.build()
    text = folder.page(INVITATION)
    page = tree(text)
    assert those(page, "ticked-list") == ["Families", "The principal"]
    assert "The garden" in words(page)
    assert "without brothers and sisters" in words(page)
    assert not {name for name in ("Ada", "Ben", "Zoe", "table", "Talks", "Okafor") if name in text}
    home = tree(folder.page("index.html"))
    links = [link for link in home.iter("a") if link.get("href") == INVITATION]
    assert {words(link) for link in links} == {"Our party"}


def test_a_name_in_an_invitation_is_told_when_it_would_be_uploaded(folder: ClassFolder) -> None:
    text = str(A_CLASS["conferences/party/conference.yml"]).replace("[Families", "[Ben's family")
    folder.write({"conferences/party/conference.yml": text}).build()
    told = [problem for problem in folder.problems if problem.code == "name-in-invitation"]
    assert [(problem.key, "Ben" in problem.message) for problem in told] == [("party.invited", True)]


def test_who_is_not_asked_does_not_read_of_it_anywhere(folder: ClassFolder) -> None:
    text = str(A_CLASS["conferences/party/conference.yml"]).replace("party:\n", "party:\n  access: class\n")
    folder.write({"conferences/party/conference.yml": text}).build()
    assert not (folder.output / INVITATION).exists()
    assert not [file for file in folder.output.rglob("*.html") if "Our party" in file.read_text("utf-8")]
