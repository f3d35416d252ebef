"""Pictures can be looked at large: by keyboard, mouse or finger, in any language, wherever a page stands."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Place
from tests.conftest import OpenPage
from tests.support import exhibition
from tests.support.barriers import barriers
from tests.support.visits import Scheme, comes_to, until

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def picture(page: Page, number: int) -> Locator:
    """Return the link around a picture of the page, counted from 1."""
    return page.locator("a.enlarge").nth(number - 1)


def is_shown(page: Page, number: int) -> None:
    """Wait until the strip stands still at a picture, and it is there."""
    expect(page.locator(".lightbox-place")).to_have_text(f"{number} of 5")
    until(
        page,
        """number => {
            const slide = document.querySelectorAll(".lightbox-slide")[number - 1];
            const image = slide.querySelector("img");
            const stands = Math.abs(slide.getBoundingClientRect().left) < 1;
            return stands && image.complete && image.naturalWidth > 0;
        }""",
        number,
    )


def is_closed(page: Page) -> None:
    """Make sure that nothing lies over the page."""
    expect(page.locator("dialog.lightbox")).to_be_hidden()
    until(page, "() => !history.state")


def swipe(page: Page, start: int, end: int) -> None:
    """Draw a finger across the middle of the screen, from one place to another."""
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *places: float) -> None:
        points = [{"x": place, "y": 400} for place in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", start + (end - start) * step / 10)
        page.wait_for_timeout(16)
    touch("touchEnd")


def test_the_keyboard_alone_is_enough(gallery_anywhere: Place, open_page: OpenPage) -> None:
    visit = open_page(gallery_anywhere.page(exhibition.POST))
    page = visit.page
    url = page.url
    picture(page, 2).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Pictures")).to_be_visible()
    is_shown(page, 2)
    for key, number in [
        *(("ArrowRight", 3), ("End", 5), ("ArrowRight", 5), ("ArrowLeft", 4)),
        *(("Home", 1), ("ArrowLeft", 1), ("ArrowRight", 2)),
    ]:
        page.keyboard.press(key)
        is_shown(page, number)
    page.keyboard.press("Escape")
    is_closed(page)
    expect(picture(page, 2)).to_be_focused()
    expect(page).to_have_url(url)
    assert visit.complaints == []


def test_the_focus_stays_in_it_and_is_seen(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST)).page
    picture(page, 1).focus()
    page.keyboard.press("Enter")
    is_shown(page, 1)
    seen = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const ring = getComputedStyle(focused).outlineStyle;
                return [focused.className, !!focused.closest("dialog"), focused === document.body, ring];
            }"""
        )
        # After the last stop the browser's own controls come, before the first begins anew.
        assert where[1] or where[2], where
        assert where[2] or where[3] != "none", where
        seen.add(where[0])
    assert {f"lightbox-button lightbox-{kind}" for kind in ("before", "after", "close")} <= seen


def test_a_picture_says_what_it_shows(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST)).page
    picture(page, 1).click()
    is_shown(page, 1)
    slide = page.locator(".lightbox-slide").first
    expect(slide.locator("figcaption p")).to_have_text(["At the pond", "Picture number 1"])
    expect(slide.get_by_role("img", name="Picture number 1")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("1 of 5")


def test_a_mouse_has_buttons_that_are_large_enough(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST)).page
    picture(page, 4).click()
    is_shown(page, 4)
    page.get_by_role("button", name="The next picture").click()
    is_shown(page, 5)
    expect(page.get_by_role("button", name="The next picture")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="The picture before").click()
    is_shown(page, 4)
    for button in page.locator("dialog button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Close").click()
    is_closed(page)


def test_a_finger_swipes_and_a_telephone_loads_no_more_than_it_shows(
    gallery: Place, open_page: OpenPage
) -> None:
    visit = open_page(gallery.page(exhibition.POST), **PHONE)
    page = visit.page
    picture(page, 1).tap()
    is_shown(page, 1)
    for start, end, number in ((340, 60, 2), (340, 60, 3), (60, 340, 2)):
        swipe(page, start, end)
        is_shown(page, number)
    assert gallery.host is not None
    large = [path for status, path in gallery.host.answers if re.search(r"-(1600|1500|1200)\.webp", path)]
    assert large == []
    assert visit.complaints == []


def test_back_closes_it_and_stays_on_the_page(gallery_anywhere: Place, open_page: OpenPage) -> None:
    page = open_page(gallery_anywhere.page(exhibition.WORDS)).page
    page.goto(gallery_anywhere.page(exhibition.POST))
    for _ in range(2):
        picture(page, 3).click()
        is_shown(page, 3)
        page.go_back()
        is_closed(page)
        expect(page).to_have_url(gallery_anywhere.page(exhibition.POST))
        picture(page, 3).click()
        is_shown(page, 3)
        page.keyboard.press("Escape")
        is_closed(page)
    page.go_back()
    expect(page).to_have_url(gallery_anywhere.page(exhibition.WORDS))


def test_the_page_behind_does_not_move(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST), height=500).page
    picture(page, 3).scroll_into_view_if_needed()
    where = "[scrollX, scrollY, document.querySelector('main').getBoundingClientRect().width]"
    before = page.evaluate(where)
    assert before[1] > 0
    picture(page, 3).click()
    is_shown(page, 3)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 600)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(200)
    assert page.evaluate(where) == before
    page.keyboard.press("Escape")
    is_closed(page)
    comes_to(page, lambda: page.evaluate(where), before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [exhibition.POST, exhibition.MOVING])
def test_axe_finds_nothing_while_it_is_open(
    path: str, scheme: Scheme, gallery: Place, open_page: OpenPage
) -> None:
    page = open_page(gallery.page(path), scheme=scheme).page
    picture(page, 1).click()
    expect(page.locator(".lightbox-slide img").first).to_be_visible()
    assert barriers(page) == []


def test_from_right_to_left_the_next_picture_is_on_the_left(
    arabic_gallery: Place, open_page: OpenPage
) -> None:
    visit = open_page(arabic_gallery.page(exhibition.POST))
    page = visit.page
    picture(page, 1).click()
    left = "number => document.querySelectorAll('.lightbox-slide')[number].getBoundingClientRect().left"
    place = page.locator(".lightbox-place")
    for key, number in (("ArrowLeft", 2), ("ArrowLeft", 3), ("ArrowRight", 2), ("End", 5)):
        page.keyboard.press(key)
        until(page, f"Math.abs(({left})({number - 1})) < 1")
        expect(place).to_contain_text("من")
        until(page, f"() => ({left})({number - 2}) > 0")
    before, after = (page.locator(f".lightbox-{which}").bounding_box() for which in ("before", "after"))
    assert before
    assert after
    assert before["x"] > after["x"]
    assert visit.complaints == []


def test_without_scripts_a_picture_leads_to_the_large_one(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST), scripts=False).page
    with page.expect_navigation() as opened:
        picture(page, 1).click()
    assert opened.value is not None
    assert opened.value.headers["content-type"] == "image/webp"
    assert page.url.endswith("-1600.webp")


def test_nothing_of_it_is_printed(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.POST)).page
    picture(page, 1).click()
    is_shown(page, 1)
    page.emulate_media(media="print")
    expect(page.locator("dialog.lightbox")).to_be_hidden()


def test_pages_without_pictures_do_without_it(gallery: Place) -> None:
    pages = {path: (gallery.site / path).read_text("utf-8") for path in (exhibition.POST, exhibition.WORDS)}
    assert "lightbox" in pages[exhibition.POST]
    assert "lightbox" not in pages[exhibition.WORDS]


# -- galleries ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_the_pictures_of_a_row_are_equally_high_and_none_is_cut(
    width: int, gallery: Place, open_page: OpenPage
) -> None:
    page = open_page(gallery.page(exhibition.POST), width=width).page
    boxes = page.locator(".gallery img").evaluate_all(
        """images => images.map(image => {
            const [box, style] = [image.getBoundingClientRect(), getComputedStyle(image)];
            const pad = 2 * parseFloat(style.paddingTop);
            const shape = image.getAttribute("width") / image.getAttribute("height");
            const shown = (box.width - pad) / (box.height - pad);
            return [Math.round(box.top), box.height, shape / shown, box.right];
        })"""
    )
    assert len(boxes) == 5
    for (top, high, _, _), (next_top, next_high, _, _) in pairwise(boxes):
        assert next_top >= top
        if abs(next_top - top) < 2:
            assert 0.93 < high / next_high < 1.07
    assert all(0.99 < shape < 1.01 for _, _, shape, _ in boxes)
    assert all(right <= width for _, _, _, right in boxes)
    assert len({top for top, *_ in boxes}) < 5, "each stands in a row of its own"


# -- pictures that move ---------------------------------------------------------------------------------

SOURCE = "() => document.querySelector('main img').currentSrc"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_a_picture_moves_unless_somebody_wants_calm(
    wish: str, moves: bool, scripts: bool, gallery: Place, open_page: OpenPage
) -> None:
    page = open_page(gallery.page(exhibition.MOVING), reduced_motion=wish, scripts=scripts).page
    page.locator("main img").scroll_into_view_if_needed()
    assert gallery.host is not None
    host = gallery.host

    def moving() -> list[bool]:
        loaded = [path for _, path in host.answers if path.endswith(".webp")]
        return [path.endswith("m.webp") for path in loaded]

    comes_to(page, moving, [moves])
    page.wait_for_load_state("networkidle")
    assert moving() == [moves], "the other one came as well"


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_a_button_stops_it_and_lets_it_move(wish: str, gallery: Place, open_page: OpenPage) -> None:
    visit = open_page(gallery.page(exhibition.MOVING), reduced_motion=wish)
    page = visit.page
    button = page.locator("main .movement")
    for moves in (True, False, True) if wish == "reduce" else (False, True, False):
        expect(button).to_have_text("Let it move" if moves else "Stop the movement")
        button.focus()
        page.keyboard.press("Enter")
        until(page, f"({SOURCE})().endsWith('m.webp') === {str(moves).lower()}")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert visit.complaints == []


def test_it_can_be_stopped_where_it_is_large_too(gallery: Place, open_page: OpenPage) -> None:
    page = open_page(gallery.page(exhibition.MOVING), reduced_motion="no-preference").page
    picture(page, 1).click()
    page.locator("dialog").get_by_role("button", name="Stop the movement").click()
    until(page, "!document.querySelector('dialog img').currentSrc.endsWith('m.webp')")
