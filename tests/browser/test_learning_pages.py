"""Numbers and targets in a real browser, as the teacher sees them: heard, on any screen, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import OpenPage
from tests.support.barriers import barriers
from tests.support.server import Hosted
from tests.support.visits import Scheme

pytestmark = pytest.mark.browser

CHILDREN = ("arjun", "mika")
"""One with a target that is reached and one with numbers that go down to nothing."""
PATHS = [
    *(f"students/{child}/data/index.html" for child in CHILDREN),
    "students/kofi/targets/index.html",
    "students/kofi/targets/problem-solving/index.html",
    "students/kofi/conferences/fall/follow-up/index.html",
]


@pytest.fixture
def url(teacher_site: Path, hosted: Callable[..., Hosted]) -> str:
    return hosted(teacher_site).url


def heard(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is told of each picture of numbers."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        {key: node[key]["value"] for key in ("name", "description") if key in node}
        for node in tree["nodes"]
        if not node.get("ignored") and node["role"]["value"] in {"img", "image"} and "description" in node
    ]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_everybody_can_use_it(url: str, path: str, width: int, scheme: Scheme, open_page: OpenPage) -> None:
    visit = open_page(url + path, width=width, scheme=scheme)
    live = "/_slc/events"  # where a teacher's page asks whether it changed; nobody serves that here
    assert [said for said in visit.complaints if live not in said] == []
    assert barriers(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_the_table_of_targets_is_heard_as_one_when_it_is_stacked_too(
    url: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(url + "students/kofi/targets/index.html", width=width).page
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = [node["role"]["value"] for node in tree["nodes"] if not node.get("ignored")]
    assert roles.count("table") == 1
    assert roles.count("row") > 5
    assert roles.count("rowheader") > 5


def test_each_line_is_heard_with_its_name_and_as_a_sentence(url: str, open_page: OpenPage) -> None:
    page = open_page(url + "students/mika/data/index.html").page
    assert heard(page) == [
        {
            "name": "Times in a week that somebody had to remind me",
            "description": "From 2 times in September 2025 to 0 in April 2026. The target of 0 is reached.",
        },
        {
            "name": "Words I read in a minute",
            "description": (
                "From 9 words in September 2025 to 46 in April 2026. The target is 60 by June 26, 2026."
            ),
        },
        {
            "name": "Number facts I know in two minutes",
            "description": (
                "From 4 facts in September 2025 to 16 in April 2026. The target is 18 by June 26, 2026."
            ),
        },
    ]


def test_the_table_behind_a_line_opens_by_keyboard(url: str, open_page: OpenPage) -> None:
    page = open_page(url + "students/mika/data/index.html").page
    summary = page.locator(".numbers summary").first
    table = page.locator(".numbers table").first
    expect(table).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    assert summary.bounding_box()["height"] >= 44  # type: ignore[index]  # it is on the screen


def test_on_paper_the_numbers_stand_below_the_line(url: str, open_page: OpenPage) -> None:
    page = open_page(url + "students/mika/data/index.html").page
    page.emulate_media(media="print")
    tables = page.locator(".numbers table").all()
    assert tables
    for table in tables:
        expect(table).to_be_visible()


@pytest.mark.parametrize("child", ["kofi", "signe", "leilani", "arjun", "mika", "ines", "layla", "bram"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_words_of_a_line_cover_others(url: str, child: str, width: int, open_page: OpenPage) -> None:
    page = open_page(f"{url}students/{child}/data/index.html", width=width).page
    covered = page.evaluate(
        """() => [...document.querySelectorAll('.graph')].flatMap(graph => {
            const words = [...graph.querySelectorAll('text')]
                .map(text => [text.textContent, text.getBoundingClientRect()])
                .filter(([, box]) => box.width);
            const pairs = words.flatMap((one, at) => words.slice(at + 1).map(other => [one, other]));
            return pairs.filter(([[, a], [, b]]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top + 4 < b.bottom && b.top + 4 < a.bottom
            ).map(([[a], [b]]) => `${a} / ${b}`);
        })"""
    )
    assert covered == []


def test_targets_are_a_table_on_a_wide_screen_and_cards_on_a_phone_and_the_same_to_who_hears_them(
    url: str, open_page: OpenPage
) -> None:
    def told(width: int) -> tuple[float, list[tuple[str, str]]]:
        page = open_page(url + "students/kofi/targets/index.html", width=width).page
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        kinds = ("table", "rowheader", "columnheader")
        named = [
            (node["role"]["value"], node["name"]["value"])
            for node in tree
            if not node.get("ignored") and node["role"]["value"] in kinds
        ]
        return page.locator(".matrix tbody tr").nth(1).bounding_box()["width"], named  # type: ignore[index]

    wide, on_a_wide_screen = told(1280)
    narrow, on_a_phone = told(390)
    assert narrow < wide
    assert on_a_phone == on_a_wide_screen
    assert ("rowheader", "I can put spaces between my words") in on_a_phone
