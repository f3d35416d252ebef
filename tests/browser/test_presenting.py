"""Whole conferences are led from the first screen to the last: by keyboard, by finger and by clicker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.support.barriers import barriers
from tests.support.sample import ROOT
from tests.support.visits import Scheme, until

pytestmark = pytest.mark.browser

PAGES = sorted(
    f"students/{file.parent.parent.name}/conferences/{file.stem}/index.html"
    for file in (ROOT / "content/students").glob("*/conferences/*.md")
)
"""Every conference that a child of the sample class has written something for: the keyboard leads all."""
MOST_DIFFERENT = [
    "students/kofi/conferences/fall/index.html",
    "students/layla/conferences/fall/index.html",
    "students/mika/conferences/spring/index.html",
    "students/mika/conferences/party/index.html",
]
"""Of both kinds and a party, with films and tables, with a family that reads from right to left."""

_SEEN = """() => {
    const shown = (what) => [...document.querySelectorAll(what)].filter((one) =>
        one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2);
    const texts = (what) => shown(what).map((one) => one.textContent.trim());
    return {
        hash: location.hash,
        steps: texts(".agenda .step > .step-head h2, .agenda .step > h2"),
        titles: texts(".agenda h3"),
        heading: document.activeElement.textContent.trim(),
        heading_is: document.activeElement.tagName,
        focus_is_seen: document.activeElement.checkVisibility(),
        told: document.querySelector("[role=status]").textContent,
        lead: texts(".stage-lead"),
        lead_at: shown(".stage-lead").map((one) => Math.round(one.getBoundingClientRect().left)),
        cards: shown(".note-card").length,
        counted: shown(".counted").length,
        others: shown("body > :not(main)").length,
        text: document.querySelector("main").innerText,
        too_wide: document.documentElement.scrollWidth > innerWidth,
        next: shown("[data-do=next]:not(:disabled)").length,
        small: shown("main button, main > .stage a").filter((one) => {
            const { width, height } = one.getBoundingClientRect();
            return Math.min(width, height) < 44;
        }).map((one) => one.textContent),
    };
}"""


@dataclass(frozen=True)
class Screen:
    """What is seen of a conference at one moment."""

    hash: str
    steps: list[str]
    titles: list[str]
    heading: str
    heading_is: str
    focus_is_seen: bool
    told: str
    lead: list[str]
    lead_at: list[int]
    cards: int
    counted: int
    others: int
    text: str
    too_wide: bool
    next: int
    small: list[str]


def seen(page: Page, number: int) -> Screen:
    """Return what is on the screen of this number, once it is there: a tap is a click a little later."""
    is_there = "hash => location.hash === hash && !!document.querySelector('.presenting')"
    until(page, is_there, f"#present-{number}")
    return Screen(**page.evaluate(_SEEN))


def led(page: Page, onward: Callable[[], None]) -> Iterator[Screen]:
    """Yield each screen, going on after each as the one who leads does."""
    for number in range(1, 100):
        screen = seen(page, number)
        yield screen
        if not screen.next:
            return
        onward()
    raise AssertionError("it never ends")


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def planned(site: Path, path: str) -> list[str]:
    """Return the titles of the sections in the order in which they are presented, from the built page."""
    tree = html5lib.parse((site / path).read_text(encoding="utf-8"), namespaceHTMLElements=False)
    sections = [one for one in tree.iter("section") if "step" in (one.get("class") or "").split()]
    told = [
        (one.get("data-step"), words(next(one.iter("h2"))))
        for one in sections
        if one.get("data-step") not in (None, "practice")
    ]
    if told[-1][0] == "more":
        thanks = [step for step, _ in told].index("thanks")
        told.insert(thanks, told.pop())
    return [title for _, title in told]


def questions(site: Path, path: str) -> int:
    """Return how often everybody is asked for questions: after a step, or after each piece in it."""
    tree = html5lib.parse((site / path).read_text(encoding="utf-8"), namespaceHTMLElements=False)
    found = 0
    for section in tree.iter("section"):
        kinds = [one.get("data-stop") for one in section.iter("div") if one.get("data-stop")]
        pieces = [one for one in section.iter("article") if "pick" in (one.get("class") or "").split()]
        found += sum(len(pieces) if kind == "each" else 1 for kind in kinds)
    assert found, "nobody is ever asked"
    return found


def in_order(screens: list[Screen]) -> list[str]:
    """Return the titles of the steps as they came, each once for as long as it stayed."""
    titles = [one.steps[0] for one in screens if one.steps]
    return [title for number, title in enumerate(titles) if not number or titles[number - 1] != title]


def swiped(page: Page, start: int, end: int, height: int = 420) -> None:
    """Draw a finger across the screen; return when the page knows that it was lifted."""
    finger = page.context.new_cdp_session(page)
    # Nothing on the page can stop a touch, so the browser does not wait until the page has heard of it.
    page.evaluate(
        """() => {
            window.lifted = new Promise((heard) => {
                for (const kind of ["touchend", "touchcancel"]) addEventListener(kind, heard, { once: true });
            });
        }"""
    )
    for kind, places in (
        ("touchStart", [start]),
        ("touchMove", [(start + end) // 2]),
        ("touchMove", [end]),
        ("touchEnd", []),
    ):
        points = [{"x": place, "y": height} for place in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.evaluate("() => window.lifted.then(() => true)")
    finger.detach()


@pytest.fixture
def url(teacher_site: Path) -> str:
    """Where the sample class is as the teacher shows it, without any server: opened by a double-click."""
    return f"{teacher_site.as_uri()}/"


def sound(screens: list[Screen], site: Path, path: str) -> None:
    """Check what is true of every conference, however it is led."""
    assert in_order(screens) == planned(site, path)
    first, *rest = screens
    assert first.heading_is == "H1"
    assert first.steps == []
    for title in planned(site, path):
        assert title in first.text or title == "More I can show you"
    for screen in screens:
        assert not screen.too_wide, screen.hash
        assert screen.others == 0, screen.hash
        assert screen.cards == 0, screen.hash
        assert screen.small == [], screen.hash
        assert screen.focus_is_seen, screen.hash
        assert screen.heading_is in {"H1", "H2", "H3"}, screen.hash
        assert len(screen.steps) <= 1
        assert bool(screen.counted) == (screen.steps == ["What we counted"]), screen.hash
        assert "Only you see" not in screen.text
    assert len({place for screen in rest for place in screen.lead_at}) == 1
    stops = [
        number
        for number, screen in enumerate(screens)
        if screen.heading.startswith("Do you have any questions?")
    ]
    assert len(stops) == questions(site, path)
    assert all(screens[stop].steps == screens[stop - 1].steps for stop in stops)


@pytest.mark.parametrize("path", PAGES)
def test_it_is_led_by_keyboard_alone(path: str, url: str, teacher_site: Path, open_page: OpenPage) -> None:
    visit = open_page(url + path)
    page = visit.page
    start = page.get_by_role("button", name="Start the conference")
    for _ in range(60):
        page.keyboard.press("Tab")
        if start.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.locator(".presenting .stage-top").wait_for()
    keys = iter(["ArrowRight", " ", "ArrowRight"] * 40)
    screens = list(led(page, lambda: page.keyboard.press(next(keys))))
    sound(screens, teacher_site, path)
    page.keyboard.press("Home")
    assert seen(page, 1).heading_is == "H1"
    page.keyboard.press("End")
    assert seen(page, len(screens)).heading == screens[-1].heading
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+Space")
    assert seen(page, len(screens) - 2).heading == screens[-3].heading
    assert visit.complaints == []


@pytest.mark.parametrize("path", MOST_DIFFERENT)
def test_it_is_led_by_tapping_on_a_phone(
    path: str, url: str, teacher_site: Path, open_page: OpenPage
) -> None:
    visit = open_page(url + path, width=390, height=844, has_touch=True, is_mobile=True)
    page = visit.page
    page.get_by_role("button", name="Start the conference").tap()
    forward = page.get_by_role("button", name="Next")
    screens = list(led(page, forward.tap))
    sound(screens, teacher_site, path)
    page.get_by_role("button", name="Back").tap()
    assert seen(page, len(screens) - 1).heading == screens[-2].heading
    page.get_by_role("button", name="End").tap()
    expect(page.locator(".presenting")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize("path", MOST_DIFFERENT)
def test_it_is_led_by_swiping_on_a_tablet(
    path: str, url: str, teacher_site: Path, open_page: OpenPage
) -> None:
    visit = open_page(url + path + "#present", width=820, height=1180, has_touch=True, scheme="dark")
    page = visit.page
    # By the edge, where no player and no wide table lies.
    screens = list(led(page, lambda: swiped(page, 700, 300, height=150)))
    sound(screens, teacher_site, path)
    swiped(page, 300, 700, height=150)
    assert seen(page, len(screens) - 1).heading == screens[-2].heading
    assert visit.complaints == []


@pytest.mark.parametrize("path", MOST_DIFFERENT)
def test_it_is_led_by_a_clicker_before_a_projector(
    path: str, url: str, teacher_site: Path, open_page: OpenPage
) -> None:
    visit = open_page(url + path + "#present", width=1920, height=1080)
    page = visit.page
    screens = list(led(page, lambda: page.keyboard.press("PageDown")))
    sound(screens, teacher_site, path)
    page.keyboard.press("PageUp")
    assert seen(page, len(screens) - 1).heading == screens[-2].heading
    assert visit.complaints == []


def test_every_piece_goal_and_subject_has_a_screen_of_its_own(
    url: str, teacher_site: Path, open_page: OpenPage
) -> None:
    path = next(path for path in PAGES if "kofi/conferences/fall" in path)
    page = open_page(url + path + "#present").page
    screens = list(led(page, lambda: page.keyboard.press("PageDown")))
    text = (teacher_site / path).read_text(encoding="utf-8")
    for kind, at_least in (("pick", 3), ("meet-goal", 2), ("subject", 4), ("counted", 2)):
        assert len(re.findall(rf'<(?:article|section) class="{kind}[ "]', text)) >= at_least
    for part in ("My best work", "My goals", "My self-report card", "What we counted", "How I learn"):
        told = [
            screen
            for screen in screens
            if screen.steps == [part] and not screen.heading.startswith("Do you have")
        ]
        headings = [screen.heading for screen in told]
        assert len(set(headings)) == len(headings) > 1, part
        assert told[0].told.endswith(part)
        assert f"1 of {len(told)}" in told[0].told
    picks = [screen.heading for screen in screens if screen.steps == ["My best work"]]
    assert picks[1::2] == ["Do you have any questions?"] * (len(picks) // 2)


def test_on_the_long_page_the_numbers_wait_until_somebody_asks_and_paper_shows_them(
    url: str, open_page: OpenPage
) -> None:
    path = next(path for path in PAGES if "kofi/conferences/fall" in path)
    page = open_page(url + path).page
    numbers = page.locator(".step-measures .counted-list")
    assert not numbers.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    page.emulate_media(media="print")
    assert numbers.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    assert numbers.evaluate("one => one.getBoundingClientRect().height") > 200
    expect(page.get_by_text("Show the numbers")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_text("Show the numbers").click()
    expect(numbers).to_be_visible()


@pytest.mark.parametrize(("path", "width", "scheme"), [(PAGES[0], 390, "dark"), (PAGES[-1], 1280, "light")])
def test_axe_finds_nothing_on_any_screen(
    path: str, width: int, scheme: Scheme, url: str, open_page: OpenPage
) -> None:
    page = open_page(url + path + "#present", width=width, scheme=scheme).page
    found: list[str] = []
    for screen in led(page, lambda: page.keyboard.press("PageDown")):
        if (
            page.get_by_role("button", name="My card").is_visible()
            and not page.locator(".stage-mine").is_visible()
        ):
            page.get_by_role("button", name="My card").click()
            expect(page.locator(".stage-mine")).to_be_visible()
        found += [f"{screen.hash}: {barrier}" for barrier in barriers(page)]
    assert found == []
