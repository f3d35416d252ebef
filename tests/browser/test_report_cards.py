"""Self-report cards in a real browser, as they are at the conference: on any screen, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from slc_site.model.audience import Audience
from slc_site.share.access import Viewer
from tests.conftest import OpenPage
from tests.support.barriers import barriers
from tests.support.sample import build_sample
from tests.support.server import Hosted
from tests.support.visits import Scheme

pytestmark = pytest.mark.browser

CARD = "students/kofi/report-cards/fall/index.html"
YOUNGEST = "students/mika/report-cards/spring/index.html"
HALF_EMPTY = "students/ines/report-cards/winter/index.html"
ALL = "students/kofi/report-cards/index.html"
pages = pytest.mark.parametrize("path", [CARD, YOUNGEST, HALF_EMPTY, ALL])


@pytest.fixture
def room(shared_tmp: Path, hosted: Callable[..., Hosted]) -> Hosted:
    """The sample class as it is shown in the room."""
    return hosted(build_sample(shared_tmp, Viewer(Audience.CONFERENCE)))


@pages
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(path: str, scheme: Scheme, width: int, room: Hosted, open_page: OpenPage) -> None:
    visit = open_page(room.page(path), width=width, scheme=scheme)
    for details in visit.page.locator("main details").all():
        details.evaluate("element => element.open = true")
    assert barriers(visit.page) == []
    assert visit.complaints == []


@pages
def test_it_fits_a_narrow_screen_and_a_finger(path: str, room: Hosted, open_page: OpenPage) -> None:
    visit = open_page(room.page(path), width=320, height=640, has_touch=True, is_mobile=True)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    small = """() => [...document.querySelectorAll("main :is(button, summary, nav a, .terms h3 a)")]
        .filter(element => element.checkVisibility())
        .map(element => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 80)])
        .filter(([height]) => height < 43.9)"""
    assert visit.page.evaluate(small) == []


def test_what_each_level_looks_like_opens_by_keyboard_and_without_scripts(
    room: Hosted, open_page: OpenPage
) -> None:
    page = open_page(room.page(CARD), width=390, scripts=False).page
    criteria = page.locator("details.criteria").first
    criteria.locator("summary").focus()
    expect(criteria.locator("dd").first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(criteria.locator("dd").first).to_be_visible()


def test_on_paper_the_levels_are_open_and_there_is_room_for_a_pencil(
    room: Hosted, open_page: OpenPage
) -> None:
    page = open_page(room.page(HALF_EMPTY)).page
    expect(page.locator(".only-paper").first).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for shown in (".criteria dd", ".choices .ring", ".signatures .lines", ".facts .only-paper"):
        expect(page.locator(shown).first).to_be_visible()
    empty = page.locator(".unticked .box").first
    assert empty.bounding_box()
    assert empty.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"
    grounds = page.locator("article.subject, body").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert page.pdf(format="Letter").startswith(b"%PDF-")
