"""A child practises: the same screens, PRACTICE on each, a partner's sheet at the end, and nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from slc_site.build.pipeline import Builder
from slc_site.build.room import Room
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from tests.browser.test_presenting_ways import PAGE, files, place
from tests.conftest import AClass, OpenPage
from tests.support.barriers import barriers
from tests.support.visits import until

pytestmark = pytest.mark.browser


@pytest.fixture
def stick(a_class: AClass) -> Path:
    folder = a_class(files(), bare=True)
    stick = folder.root / "stick"
    with Builder(Site(folder.root), folder=stick, room=Room("fall")) as builder:
        assert builder.build(RecordingReporter()) is not None
    return stick


def titles(page: Page, way: str) -> list[str]:
    """Lead the whole conference one way, by its keys; return the heading of each screen."""
    page.goto(f"{page.url.partition('#')[0]}#{way}")
    until(page, "way => location.hash === `#${way}-1` && document.querySelector('.presenting')", way)
    found: list[str] = []
    while True:
        found.append(page.evaluate("document.activeElement.textContent.trim()"))
        before = place(page)
        page.keyboard.press("PageDown")
        if place(page) == before:
            return found


def test_the_screens_are_those_of_the_conference_and_then_the_partners_sheet(
    stick: Path, open_page: OpenPage
) -> None:
    page = open_page((stick / PAGE).as_uri()).page
    real = titles(page, "present")
    assert titles(page, "practise") == [*real, "My partner says"]
    assert len(real) > 5


def test_practice_stands_on_every_screen_and_only_there(stick: Path, open_page: OpenPage) -> None:
    page = open_page((stick / PAGE).as_uri() + "#practise").page
    for _ in range(4):
        expect(page.locator(".stage-practice")).to_be_visible()
        page.keyboard.press("PageDown")
    page = open_page((stick / PAGE).as_uri() + "#present").page
    page.keyboard.press("PageDown")
    expect(page.locator(".stage-lead:visible")).to_be_visible()
    expect(page.locator(".stage-practice")).to_be_hidden()


def test_nothing_that_is_ticked_or_typed_while_practising_is_kept(stick: Path, open_page: OpenPage) -> None:
    page = open_page((stick / PAGE).as_uri() + "#practise").page
    page.keyboard.press("End")
    seen = page.locator(".practice-list input").first
    seen.check()
    page.keyboard.press("Escape")
    expect(page.locator(".practice-list input").first).not_to_be_checked()
    expect(page.locator(".step-practice")).to_be_hidden()
    until(page, "() => location.hash === ''")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_partners_sheet_can_be_ticked_with_the_keyboard_and_passes_axe(
    stick: Path, open_page: OpenPage
) -> None:
    page = open_page((stick / PAGE).as_uri() + "#practise").page
    page.keyboard.press("End")
    box = page.locator(".practice-list input").nth(2)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(page.get_by_role("heading", name="My partner says")).to_be_visible()
    assert barriers(page) == []
    for one in page.locator(".practice-list label").all():
        found = one.bounding_box()
        assert found is not None
        assert found["height"] >= 44


def test_the_sheet_is_on_no_other_page(stick: Path, open_page: OpenPage) -> None:
    page = open_page((stick / PAGE).as_uri()).page
    expect(page.locator(".step-practice")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".step-practice")).to_be_hidden()
