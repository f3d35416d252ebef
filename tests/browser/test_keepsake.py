"""What a child took home, on a computer without a network: opened by a double-click, and printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import OpenPage
from tests.support.barriers import barriers
from tests.support.classes import ClassFolder
from tests.support.keepsakes import CLASS, taken_home
from tests.support.visits import Scheme, until

pytestmark = pytest.mark.browser

TITLES = ("My first words", "My frog", "The swing", "Me")
LONG = "Supercalifragilisticexpialidociousfrogsandtoads"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Ada takes home, unpacked."""
    folder = ClassFolder(tmp_path_factory.mktemp("home") / "class").write(CLASS)
    long = f"---\ntitle: {LONG}\ntags: [writing]\n---\n{LONG * 3}\n"
    return taken_home(folder.write({"students/ada/posts/2025-12-01-long.md": long}), "ada")


def test_no_page_asks_for_anything_that_is_not_there(home: Path, open_page: OpenPage) -> None:
    visit = open_page(offline=True)
    pages = sorted(home.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        visit.goto(page.as_uri())
        empty = """async () => {
            for (const image of document.images) image.loading = "eager";
            await Promise.all([...document.images].map(image => image.decode()));
            return [...document.images].filter(image => !image.naturalWidth).map(image => image.currentSrc);
        }"""
        assert visit.page.evaluate(empty) == []
    assert visit.complaints == []


def test_from_the_first_page_one_comes_to_everything_and_back(home: Path, open_page: OpenPage) -> None:
    visit = open_page((home / "index.html").as_uri(), offline=True)
    page = visit.page
    page.get_by_role("link", name="All on one page").first.click()
    page.wait_for_url("**/all-on-one-page.html")
    page.get_by_role("navigation", name="What is here").get_by_role("link", name="My frog").click()
    until(page, "() => Math.abs(document.querySelector('#work-2').getBoundingClientRect().top) < 40")
    page.locator("#work-2").get_by_role("link", name="My frog").click()
    page.wait_for_url("**/posts/2025-09-08-frog/index.html")
    page.locator(".mark-home").click()
    page.wait_for_url("**/ada/index.html")
    assert visit.complaints == []


def test_it_opens_and_is_read_without_scripts(home: Path, open_page: OpenPage) -> None:
    visit = open_page((home / "all-on-one-page.html").as_uri(), offline=True, scripts=False)
    words = visit.page.locator("main").inner_text()
    assert all(title in words for title in TITLES)


@pytest.mark.parametrize("page", ["index.html", "all-on-one-page.html"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(home: Path, open_page: OpenPage, page: str, width: int, scheme: Scheme) -> None:
    visit = open_page((home / page).as_uri(), width=width, scheme=scheme, offline=True)
    assert barriers(visit.page) == []


def test_all_on_one_page_fits_a_narrow_screen(home: Path, open_page: OpenPage) -> None:
    visit = open_page((home / "all-on-one-page.html").as_uri(), width=320, offline=True)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_is_every_piece_with_its_pictures(home: Path, open_page: OpenPage, paper: str) -> None:
    visit = open_page((home / "all-on-one-page.html").as_uri(), offline=True)
    printed = visit.page.pdf(format=paper, outline=True, tagged=True)
    headings = [found.decode("latin-1") for found in re.findall(rb"/Title \(((?:[^()\\]|\\.)*)\)", printed)]
    assert [heading for heading in headings if heading in TITLES] == list(TITLES)
    assert printed.count(b"/Subtype /Image") >= 3  # her owl, the frog, herself


def test_no_picture_is_cut_in_two_on_paper(home: Path, open_page: OpenPage) -> None:
    visit = open_page((home / "all-on-one-page.html").as_uri(), offline=True)
    visit.page.emulate_media(media="print")
    cut = """() => [...document.querySelectorAll("main figure, main .prose img")]
        .filter(one => getComputedStyle(one).breakInside !== "avoid").length"""
    assert visit.page.evaluate(cut) == 0
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.topbar')).display") == "none"
