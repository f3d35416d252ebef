"""A party on a tablet that a stick was put into: from the first page to everybody's then and now."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from tests.conftest import AClass, OpenPage
from tests.support.barriers import barriers
from tests.support.visits import Scheme, until

pytestmark = pytest.mark.browser

POST = "---\ntitle: {}\ntags: [writing]\n---\nWords of mine.\n"
LONG = "Maximilianasophieluise"


@pytest.fixture
def stick(a_class: AClass) -> Path:
    """A party of two, as it is carried into the room."""
    folder = a_class(
        {
            "class.yml": "title: Room 12\nconsent: {publish: yes, photos: yes}\n",
            "conferences/party/conference.yml": (
                "title: Our party\nkind: party\n"
                "schedule: {windows: [{from: 2026-06-11 16:00, to: 2026-06-11 17:30, place: Room 12}]}\n"
                "party:\n  programme: [{title: Song, minutes: 10, who: [ada, Ms. Okafor]}]\n"
                "  speakers: [{student: ada, topic: goals}]\n"
                "  spots: [{student: ada, place: table 3}, {student: max, place: Under the tree}]\n"
            ),
            "students/ada/student.yml": "name: Ada\n",
            "students/ada/posts/2025-10-01-frog.md": POST.format("My first frog"),
            "students/ada/posts/2026-05-01-pond.md": POST.format("My pond"),
            "students/max/student.yml": f"name: {LONG}\n",
            "students/max/posts/2025-10-02-toad.md": POST.format("My toad"),
        },
        bare=True,
    )
    target = folder.root / "stick"
    with Builder(Site(folder.root), folder=target, room=Room("party")) as builder:
        assert builder.build(RecordingReporter()) is not None
    return target


@pytest.mark.parametrize("scripts", [True, False])
def test_one_tap_leads_to_a_childs_then_and_now_and_one_back(
    stick: Path, open_page: OpenPage, scripts: bool
) -> None:
    visit = open_page((stick / "index.html").as_uri(), width=820, scripts=scripts)
    page = visit.page
    page.get_by_role("link", name="Then and now Ada").click()
    page.wait_for_url("**/students/ada/growth/index.html")
    expect(page.locator("h1")).to_have_text("How I have grown")
    expect(page.locator("main")).to_contain_text("My first frog")
    page.locator(".mark-home").click()
    page.wait_for_url("**/stick/index.html")
    page.get_by_role("link", name=f"What I show {LONG}").click()
    page.wait_for_url("**/students/max/conferences/party/index.html")
    expect(page.get_by_text("My toad").first).to_be_visible()
    assert visit.complaints == []


def test_the_way_to_the_children_is_on_the_first_screen(stick: Path, open_page: OpenPage) -> None:
    visit = open_page((stick / "index.html").as_uri(), width=390, height=800)
    way = visit.page.get_by_role("link", name="Find a child")
    box = way.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800
    way.click()
    until(visit.page, "() => document.querySelector('#children').getBoundingClientRect().top < 200")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing(stick: Path, open_page: OpenPage, width: int, scheme: Scheme) -> None:
    visit = open_page((stick / "index.html").as_uri(), width=width, scheme=scheme)
    assert barriers(visit.page) == []


def test_it_fits_a_narrow_screen_and_a_finger(stick: Path, open_page: OpenPage) -> None:
    page = open_page((stick / "index.html").as_uri(), width=320, height=640).page
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = "[...document.querySelectorAll('main a')].filter(a => a.getBoundingClientRect().height < 43.9)"
    assert page.evaluate(f"{small}.map(a => a.outerHTML)") == []
    assert page.evaluate("document.querySelectorAll('main a').length") >= 4
