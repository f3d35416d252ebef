"""A real browser beside a real editor: what the teacher sees while a child's words change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slc_site.serve.address import listen
from slc_site.serve.rounds import Rounds
from slc_site.serve.server import answering
from slc_site.serve.status import Board
from tests.serve.sitting import CLASS, POST, POST_PAGE, STYLE, Sitting, sitting, write_class
from tests.support.barriers import barriers
from tests.support.visits import comes_to, until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.support.visits import Visit

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Visit"]
OWL = "content/students/ada/posts/owl/index.md"
OWL_PAGE = "students/ada/posts/owl/index.html"
PANEL = ".slc-live"
LEFT_OUT = """Left out or refused
{file}, line\N{NO-BREAK SPACE}3, tags
The first line is <odd>.
Write tags: []."""
SAID = f"{PANEL} [role=status]"


@contextmanager
def untroubled(visit: Visit) -> Iterator[Page]:
    """Let a page do what it likes, as long as no script fails and no policy is hurt."""
    yield visit.page
    assert visit.page_errors == []
    assert [text for text in visit.console_errors if "Content Security Policy" in text] == []
    assert visit.foreign == []


@pytest.fixture
def frog(served: Sitting, open_page: OpenPage) -> Iterator[Page]:
    """The page of a post, open and listening."""
    with listening(served, open_page, POST_PAGE) as page:
        yield page


@contextmanager
def listening(served: Sitting, open_page: OpenPage, path: str, **how: object) -> Iterator[Page]:
    visit = open_page(**how)
    with untroubled(visit) as page, page.expect_response("**/_slc/events?*"):
        visit.goto(served.url + path)
    with untroubled(visit) as page:
        page.evaluate("window.loadedOnce = true")
        yield page


def says(page: Page, text: str) -> None:
    """Wait until the panel says just this."""
    comes_to(page, lambda: page.locator(SAID).all_inner_texts(), [text])


def lines(items: Locator) -> list[str]:
    """Return the text of each, without empty lines."""
    return ["\n".join(filter(None, text.splitlines())) for text in items.all_inner_texts()]


def tells(page: Page, items: Locator, *wanted: str) -> None:
    """Wait until these are the texts, and no others."""
    comes_to(page, lambda: lines(items), list(wanted))


def has_title_in(page: Page, color: str) -> None:
    """Wait until the title is shown in a colour."""
    until(page, "color => getComputedStyle(document.querySelector('h1')).color === color", color)


def was_loaded_anew(page: Page) -> bool:
    return page.evaluate("window.loadedOnce") is None


def test_a_saved_post_shows_by_itself_and_the_place_is_kept(served: Sitting, frog: Page) -> None:
    frog.evaluate("scrollTo(0, 1234)")
    served.write(POST, "Red frog in a bog.")
    frog.get_by_text("Red frog in a bog.").wait_for()
    assert was_loaded_anew(frog)
    until(frog, "() => scrollY === 1234")
    assert frog.locator(PANEL).count() == 0
    served.write(POST, "And once more.")
    frog.get_by_text("And once more.").wait_for()


def test_a_page_that_did_not_change_is_left_in_peace(served: Sitting, frog: Page) -> None:
    served.write(OWL, "SLIP")
    says(frog, "One problem in the class.")
    assert not was_loaded_anew(frog)


def test_new_styles_are_put_on_without_loading_the_page(served: Sitting, frog: Page) -> None:
    has_title_in(frog, "rgb(1, 2, 3)")
    served.write(STYLE, "h1 { color: rgb(4, 5, 6) }")
    has_title_in(frog, "rgb(4, 5, 6)")
    served.write(STYLE, "h1 { color: rgb(7, 8, 9) }")
    has_title_in(frog, "rgb(7, 8, 9)")
    until(frog, "() => document.styleSheets.length === 2")
    assert not was_loaded_anew(frog)
    served.write(POST, "Red frog.")
    frog.get_by_text("Red frog.").wait_for()
    assert was_loaded_anew(frog)


def test_the_panel_tells_of_the_pages_own_problems_first(served: Sitting, frog: Page) -> None:
    served.write(OWL, "BROKEN")
    says(frog, "One problem in the class.")
    assert not frog.locator(f"{PANEL} details").evaluate("it => it.open")
    served.write(POST, "SLIP")
    says(frog, "One problem on this page. One in another file.")
    frog.get_by_text("What is the matter").click()
    items = frog.locator(f"{PANEL} li")
    slip = f"Probably a slip\n{POST}, line\N{NO-BREAK SPACE}2, tags\nThere is no strand."
    tells(frog, items, slip, LEFT_OUT.format(file=OWL))
    served.write(POST, "SLIP again")
    frog.get_by_text("SLIP again").wait_for()
    items.first.wait_for()  # whoever opened the list finds it open on the new page
    served.write(POST, "Good.")
    frog.get_by_text("Good.").wait_for()
    says(frog, "One problem in the class.")
    served.write(OWL, "Good.")
    frog.locator(f"{PANEL}.slc-quiet").wait_for(state="attached")
    says(frog, "")
    frog.locator(f"{PANEL} details").wait_for(state="hidden")


def test_a_broken_post_gives_way_to_its_problem_and_comes_back(served: Sitting, frog: Page) -> None:
    served.write(POST, "BROKEN")
    frog.get_by_role("heading", name="This page was left out").wait_for()
    tells(frog, frog.locator(".slc-problem"), LEFT_OUT.format(file=POST))
    until(frog, "() => getComputedStyle(document.querySelector('.slc-problem')).listStyleType === 'none'")
    served.write(POST, "Whole again.")
    frog.get_by_text("Whole again.").wait_for()


def test_a_broken_class_is_told_on_the_old_page(served: Sitting, frog: Page) -> None:
    served.write(CLASS, "BROKEN")
    says(frog, "Nothing could be built. What you see is from before. One problem in the class.")
    assert frog.get_by_text("Green frog").is_visible()
    assert not was_loaded_anew(frog)
    served.write(CLASS, "language: en")
    frog.locator(f"{PANEL}.slc-quiet").wait_for(state="attached")


def test_a_class_that_was_never_whole_turns_into_its_pages(tmp_path: Path, open_page: OpenPage) -> None:
    with (
        sitting(write_class(tmp_path, {CLASS: "BROKEN"})) as served,
        listening(served, open_page, "") as page,
    ):
        page.get_by_role("heading", name="Nothing could be built yet").wait_for()
        page.locator(".slc-problem", has_text="Look for a lost colon.").wait_for()
        served.write(CLASS, "language: en")
        page.get_by_text("Welcome.").wait_for()
        page.wait_for_url(f"{served.url}index.html")


def test_a_long_build_is_spoken_of(served: Sitting, frog: Page) -> None:
    served.builder.may_go_on.clear()
    served.write(POST, "Red frog.")
    says(frog, "Building the pages …")
    served.builder.may_go_on.set()
    frog.get_by_text("Red frog.").wait_for()


def test_a_page_says_when_the_program_has_stopped_and_finds_it_again(
    tmp_path: Path, open_page: OpenPage
) -> None:
    site = write_class(tmp_path)
    with ExitStack() as later:
        with sitting(site) as served, ExitStack() as open_pages:
            page = open_pages.enter_context(listening(served, open_page, POST_PAGE))
            later.push(open_pages.pop_all())
        says(page, "The program has stopped. Pages no longer change by themselves.")
        board, said = Board(), list[str]()
        served.write(POST, "Changed in between.")
        with listen("127.0.0.1", served.port) as listener, answering(listener, site.preview, board):
            Rounds(site.root, served.builder, board, said.append, served.heard).build(frozenset())
            page.get_by_text("Changed in between.").wait_for()
            page.locator(PANEL).wait_for(state="detached")


def test_a_page_that_nobody_looks_at_holds_no_connection(served: Sitting, frog: Page) -> None:
    hide = "Object.defineProperty(document, 'hidden', {{value: {}, configurable: true}});"
    tell = "document.dispatchEvent(new Event('visibilitychange'))"
    frog.evaluate(hide.format("true") + tell)
    with served.news(f"/{POST_PAGE}") as news:
        news.next()
        served.write(POST, "Red frog.")
        news.finished()
    assert not was_loaded_anew(frog)
    frog.evaluate(hide.format("false") + tell)
    frog.get_by_text("Red frog.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_panel_and_the_page_of_a_problem(
    tmp_path: Path, open_page: OpenPage, scheme: str
) -> None:

    with (
        sitting(write_class(tmp_path, {POST: "SLIP", OWL: "BROKEN"})) as served,
        listening(served, open_page, POST_PAGE, width=390, scheme=scheme) as page,
    ):
        says(page, "One problem on this page. One in another file.")
        page.get_by_text("What is the matter").click()
        page.locator(f"{PANEL} li").first.wait_for()
        assert barriers(page, PANEL) == []
        page.goto(served.url + OWL_PAGE)
        page.get_by_role("heading", name="This page was left out").wait_for()
        page.wait_for_load_state()
        assert barriers(page) == []


def test_without_the_program_the_script_does_nothing(served: Sitting, open_page: OpenPage) -> None:
    page = served.site.preview / POST_PAGE
    live = next(served.site.preview.glob("assets/*/js/live.js"))
    page.write_text(page.read_text().replace("/assets/", "../../../../assets/"))
    assert live.is_file()
    visit = open_page(page.as_uri())
    assert visit.complaints == []
    assert visit.page.locator(PANEL).count() == 0
