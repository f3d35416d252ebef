"""The teacher's planner as a page: on a phone, on a computer, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.cli import main
from tests.conftest import AClass, OpenPage
from tests.support.barriers import barriers

pytestmark = pytest.mark.browser

LONG = "Maximilianasophieluisentraud"


@pytest.fixture(params=["en", "ar"])
def page(a_class: AClass, request: pytest.FixtureRequest) -> Path:
    """The planner of a class, in a language."""
    folder = a_class(
        {
            "class.yml": f"title: Room 12\nlanguage: {request.param}\ntimezone: America/Regina\n",
            "conferences/fall/conference.yml": """
                title: Fall conferences
                planner: {steps: [{step: cake, day: -3, title: We bake, teacher: Buy flour.}], done: [letter]}
                schedule: {windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]}
                """,
            "students/ada/student.yml": "name: Ada\n",
            "students/ada/conferences/fall.md": "---\ncards: {welcome: Hello}\n---\n",
            "students/max/student.yml": f"name: {LONG}\n",
        },
        bare=True,
    )
    assert main(["-C", str(folder.root), "planner", "fall", "--on", "2026-11-11", "-q"]) == 0
    return folder.root / "print" / "fall-planner.html"


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Path, open_page: OpenPage, width: int) -> None:
    visit = open_page(page.as_uri(), width=width)
    assert barriers(visit.page) == []
    assert visit.complaints == []


def test_it_fits_a_narrow_screen_and_says_whose_column_it_is(page: Path, open_page: OpenPage) -> None:
    visit = open_page(page.as_uri(), width=320, height=640)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
    label = "getComputedStyle(document.querySelector('.plan-step td'), '::before').content"
    assert visit.page.evaluate(label).strip('"') == visit.page.locator("thead th").first.inner_text() + ": "


def test_on_paper_it_has_three_columns_and_no_step_is_torn(page: Path, open_page: OpenPage) -> None:
    visit = open_page(page.as_uri(), width=700).page
    visit.emulate_media(media="print")
    cells = visit.locator(".plan-step td").evaluate_all(
        "cells => cells.slice(0, 3).map(cell => Math.round(cell.getBoundingClientRect().width))"
    )
    assert max(cells) - min(cells) <= 1
    assert visit.locator(".plan-step").first.evaluate("step => getComputedStyle(step).breakInside") == "avoid"
