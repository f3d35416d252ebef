"""Who is in the room when, as a picture: on a phone, on a computer, and read from right to left."""

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
    """The picture of a class's conference, in a language."""
    folder = a_class(
        {
            "class.yml": f"title: Room 12\nlanguage: {request.param}\ntimezone: America/Regina\n",
            "conferences/fall/conference.yml": """
                title: Fall conferences
                schedule:
                  preset: 10/30
                  windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
                  slots:
                    - {student: ada, start: 2026-11-19 16:30, interpreter: yes, minutes: 45, attend: phone}
                    - {student: max, start: 2026-11-19 18:00, status: teacher-only}
                """,
            "students/ada/student.yml": "name: Ada\nhome_language: es\n",
            "students/max/student.yml": f"name: {LONG}\n",
            "students/zoe/student.yml": "name: Zoe\n",
        },
        bare=True,
    )
    assert main(["-C", str(folder.root), "schedule", "fall", "-q"]) == 0
    return folder.root / "print" / "fall-schedule.html"


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Path, open_page: OpenPage, width: int) -> None:
    visit = open_page(page.as_uri(), width=width)
    assert barriers(visit.page) == []
    assert visit.complaints == []


def test_it_fits_a_narrow_screen(page: Path, open_page: OpenPage) -> None:
    visit = open_page(page.as_uri(), width=320, height=640)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320


def test_time_runs_as_the_words_do_and_a_longer_stay_is_a_longer_bar(page: Path, open_page: OpenPage) -> None:
    visit = open_page(page.as_uri(), width=1280).page
    bars = visit.locator("tbody rect").evaluate_all(
        "bars => bars.map(bar => { const box = bar.getBoundingClientRect(); return [box.left, box.width]; })"
    )
    is_mirrored = visit.locator("html").get_attribute("dir") == "rtl"
    begins = [left + (width if is_mirrored else 0) for left, width in bars]
    assert begins == sorted(begins, reverse=is_mirrored)
    assert bars[0][1] == pytest.approx(1.5 * bars[1][1], rel=0.05)


def test_a_bar_of_a_child_alone_is_told_without_colour(page: Path, open_page: OpenPage) -> None:
    visit = open_page(page.as_uri(), width=1280).page
    dashed = visit.locator("tbody rect").evaluate_all(
        "bars => bars.map(bar => bar.hasAttribute('stroke-dasharray'))"
    )
    assert sorted(dashed) == [False, False, True]
    # Each row says in words what its bar shows; the drawing is passed over.
    assert visit.locator("tbody tr").count() == visit.locator("tbody svg[aria-hidden=true]").count() == 3
