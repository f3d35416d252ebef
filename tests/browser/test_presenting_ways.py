"""What may happen while a child presents: a card is wanted, a piece is looked at large, the tablet sleeps.

It is long because each is a visit of its own to one small class, which has every kind of screen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from slc_site.render import urls
from slc_site.share.access import TEACHER
from tests.conftest import AClass, OpenPage
from tests.locks.conftest import type_code
from tests.support.barriers import barriers
from tests.support.exhibition import picture
from tests.support.locks import code_of, with_codes
from tests.support.server import Hosted
from tests.support.visits import comes_to, until

pytestmark = pytest.mark.browser

PAGE = "students/ada/conferences/fall/index.html"
_LONG = "\n\n".join(f"On day {day} I looked at the pond and it was still there." for day in range(1, 30))


def files(language: str = "en") -> dict[str, str | bytes]:
    """A class of one child, whose conference has every kind of screen."""
    posts = "students/ada/posts"
    return {
        "class.yml": f"title: Room 12\nlanguage: {language}\nconsent: {{publish: yes, photos: yes}}\n"
        "terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-31}]\n",
        "students/ada/student.yml": "name: Ada\n",
        f"{posts}/2026-10-05-poem.md": "---\ntitle: My poem\ntags: [writing]\n---\nThe pond is mine.\n",
        f"{posts}/2026-10-06-long.md": f"---\ntitle: My long text\ntags: [projects]\n---\n{_LONG}\n",
        f"{posts}/2026-10-07-picture/index.md": "---\ntitle: My picture\ntags: [representing]\n---\n"
        "![The pond](pond.jpg)\n",
        f"{posts}/2026-10-07-picture/pond.jpg": picture((2000, 1500), 1),
        "students/ada/goals/letters.md": "---\ntitle: Secret goal\nset: 2026-10-01\n---\n",
        "conferences/fall/conference.yml": "title: Fall\nterm: fall\nprivate_time: offer\nagenda:\n"
        "  - {step: welcome, minutes: 1}\n  - {step: best-work, minutes: 4, prompt: Begin with the poem.}\n"
        "  - goals\n  - thanks\n  - {step: private-time, prompt: Talk about the secret plan.}\n"
        "pick: [{strand: writing}, {strand: representing}, {strand: projects}]\n",
        "students/ada/conferences/fall.md": "---\npicks:\n"
        "  writing: {post: 2026-10-05-poem, because: It rhymes., notes: [Look up]}\n"
        "  representing: {post: 2026-10-07-picture}\n"
        "  projects: {post: 2026-10-06-long, because: It took long.}\n"
        "cards: {welcome: Say hello loudly., private-time: A hidden card.}\n---\nI like ponds.\n",
    }


@pytest.fixture
def page_of(a_class: AClass) -> Callable[..., str]:
    """Build that class as its teacher sees it; return the address of the conference."""

    def build(language: str = "en") -> str:
        made = a_class(files(language)).build(TEACHER)
        assert (made.output / PAGE).is_file(), made.messages
        return (made.output / PAGE).as_uri()

    return build


def place(page: Page) -> str:
    """Return the part of the address that keeps the place."""
    where: str = page.evaluate("location.hash")
    return where


def is_at(page: Page, where: str) -> None:
    """Wait until the address keeps this place."""
    until(page, "where => location.hash === where", where)


def go_to(page: Page, title: str) -> None:
    """Go on from the first screen until a heading has the focus."""
    expect(page.locator(".stage-top")).to_be_visible()
    page.keyboard.press("Home")
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent.trim()") == title:
            return
        page.keyboard.press("PageDown")
    raise AssertionError(f"there is no screen {title}")


def test_escape_and_the_button_lead_to_the_same_step_of_the_long_page(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    visit = open_page(page_of() + "#present")
    page = visit.page
    leaves: tuple[Callable[[], object], ...] = (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="End").click(),
    )
    for leave in leaves:
        go_to(page, "My picture")
        leave()
        expect(page.locator(".stage")).to_have_count(0)
        is_at(page, "#step-2")
        expect(page.get_by_role("heading", name="My best work")).to_be_focused()
        expect(page.get_by_role("heading", name="My best work")).to_be_in_viewport()
        expect(page.get_by_role("heading", name="Secret goal")).to_be_visible()
        assert page.get_by_text("Do you have any questions?").locator("visible=true").count() == 0
        page.evaluate("location.hash = 'present'")
        expect(page.locator(".stage-top")).to_be_visible()
    assert visit.complaints == []


def test_a_reload_a_visit_elsewhere_and_back_come_to_the_same_screen(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    page = open_page(page_of()).page
    page.get_by_role("button", name="Start the conference").click()
    go_to(page, "My picture")
    here = place(page)
    page.reload()
    expect(page.get_by_role("heading", name="My picture")).to_be_focused()
    is_at(page, here)
    page.get_by_role("link", name="My picture").first.click()
    expect(page.locator(".presenting")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", name="My picture")).to_be_visible()
    is_at(page, here)
    page.go_back()
    expect(page.locator(".presenting")).to_have_count(0)
    expect(page.get_by_role("heading", name="Secret goal")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name="My picture")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("wrong", ["#present-0", "#present-99", "#present-x", "#cards-99"])
def test_a_place_that_is_not_there_harms_nothing(
    wrong: str, page_of: Callable[..., str], open_page: OpenPage
) -> None:
    visit = open_page(page_of() + wrong)
    expect(visit.page.locator("h1, h2").first).to_be_attached()
    assert visit.page.evaluate("document.querySelector('main').innerText.trim().length") > 10
    assert visit.complaints == []


def test_the_card_is_shown_when_it_is_asked_for_and_for_as_long(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    page = open_page(page_of() + "#present").page
    mine = page.locator(".stage-mine")
    ask = page.get_by_role("button", name="My card")
    go_to(page, "Welcome")
    expect(page.get_by_text("Say hello loudly.").locator("visible=true")).to_have_count(0)
    expect(ask).to_have_attribute("aria-expanded", "false")
    ask.click()
    expect(mine).to_contain_text("Say hello loudly.")
    card = mine.bounding_box()
    assert card is not None
    assert card["width"] * card["height"] < page.evaluate("innerWidth * innerHeight") / 4
    go_to(page, "My poem")
    expect(mine).to_contain_text("It rhymes.")
    expect(mine).to_contain_text("Begin with the poem.")
    assert "Begin with the poem." not in page.locator(".agenda").inner_text()
    page.keyboard.press("PageDown")
    expect(mine).to_be_hidden()
    go_to(page, "My long text")
    expect(mine).to_contain_text("It took long.")
    ask.click()
    expect(mine).to_be_hidden()


def test_the_cards_alone_are_on_a_second_device(page_of: Callable[..., str], open_page: OpenPage) -> None:
    visit = open_page(page_of(), width=390, height=844, has_touch=True, is_mobile=True)
    page = visit.page
    page.get_by_role("button", name="Only my cards").tap()
    told = []
    for number in range(1, 4):
        is_at(page, f"#cards-{number}")
        expect(page.locator(".note-card").locator("visible=true")).to_have_count(1)
        expect(page.locator(".agenda")).to_be_hidden()
        told.append(page.locator(".stage-card").inner_text())
        page.keyboard.press("PageDown")
    assert "Say hello loudly." in told[0]
    assert "My poem" in told[1]
    assert "It rhymes." in told[1]
    assert "It took long." in told[2]
    assert visit.complaints == []
    assert barriers(page) == []
    page.keyboard.press("Escape")
    is_at(page, "#step-2")


def test_the_adults_are_alone_with_two_sentences(page_of: Callable[..., str], open_page: OpenPage) -> None:
    page = open_page(page_of() + "#present").page
    page.keyboard.press("End")
    text = page.locator("main").inner_text()
    assert "Now the grown-ups talk for a few minutes." in text
    assert "You led your conference." in text
    for hidden in ("Secret goal", "My poem", "hidden card", "secret plan", "My card", "question"):
        assert hidden not in text
    assert page.locator("main img, main svg.strip, .avatar").locator("visible=true").count() == 0
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", name="Thank you", exact=True)).to_be_visible()


@pytest.mark.parametrize("key", ["b", "."])
def test_a_clicker_gives_a_little_break(key: str, page_of: Callable[..., str], open_page: OpenPage) -> None:
    page = open_page(page_of() + "#present").page
    go_to(page, "My picture")
    here = place(page)
    page.keyboard.press(key)
    expect(page.get_by_text("We are taking a little break.")).to_be_visible()
    assert page.locator("main h3, main img, .stage-top").locator("visible=true").count() == 0
    assert barriers(page) == []
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="My picture")).to_be_focused()
    assert place(page) == here
    page.keyboard.press(key)
    page.mouse.click(400, 400)
    expect(page.get_by_role("heading", name="My picture")).to_be_visible()
    page.keyboard.press("PageDown")
    until(page, "here => location.hash !== here", here)


def test_what_is_looked_at_large_leads_back_to_the_step(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    visit = open_page(page_of() + "#present")
    page = visit.page
    openings: tuple[tuple[str, Callable[[], object]], ...] = (
        ("My poem", lambda: page.get_by_role("button", name="Read it large").click()),
        ("My poem", lambda: page.locator(".stage-part.is-now .words-only").click()),
        ("My picture", lambda: page.locator(".stage-part.is-now a.enlarge").click()),
    )
    for title, open_it in openings:
        go_to(page, title)
        here = place(page)
        leaves: tuple[Callable[[], object], ...] = (
            lambda: page.keyboard.press("Escape"),
            lambda: page.get_by_role("button", name="Close").click(),
        )
        for leave in leaves:
            open_it()
            expect(page.get_by_role("dialog")).to_be_visible()
            page.keyboard.press("PageDown")
            page.keyboard.press("ArrowRight")
            leave()
            expect(page.get_by_role("dialog")).to_have_count(0)
            until(page, "() => !history.state")  # a picture has an entry of its own while it is open
            assert place(page) == here
            expect(page.get_by_role("heading", name=title)).to_be_visible()
    go_to(page, "My long text")
    page.locator(".stage-part.is-now .words-only").click()
    sheet = page.locator("dialog .stage-sheet")
    expect(sheet).to_contain_text("On day 29")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    small = page.locator(".stage-part.is-now .words-only p").first.evaluate(size)
    assert sheet.locator("p").first.evaluate(size) > small
    sheet.click(position={"x": 200, "y": 200})
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert visit.complaints == []
    page.locator(".stage-part.is-now .words-only").click()
    assert barriers(page) == []


def test_who_reads_from_the_right_swipes_and_presses_the_other_way(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    from tests.browser.test_presenting import swiped

    page = open_page(page_of("ar") + "#present", width=820, height=1180, has_touch=True).page
    ways: tuple[tuple[Callable[[], object], Callable[[], object]], ...] = (
        (lambda: page.keyboard.press("ArrowLeft"), lambda: page.keyboard.press("ArrowRight")),
        (lambda: swiped(page, 200, 600), lambda: swiped(page, 600, 200)),
        (lambda: page.keyboard.press("PageDown"), lambda: page.keyboard.press("PageUp")),
    )
    for onward, back in ways:
        onward()
        is_at(page, "#present-2")
        back()
        is_at(page, "#present-1")
    box = page.locator(".stage-next").bounding_box()
    assert box is not None
    assert box["x"] < 200


def test_keys_and_fingers_leave_alone_what_has_uses_of_its_own(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    from tests.browser.test_presenting import swiped

    page = open_page(page_of() + "#present-3", width=820, height=1180, has_touch=True).page
    page.evaluate(
        """() => {
            const inside = document.querySelector(".is-now .pick-head");
            inside.insertAdjacentHTML("beforeend", "<textarea></textarea><div id=wide><p>wide</p></div>");
            const style = inside.lastChild.style;
            Object.assign(style, { overflowX: "auto", width: "600px", height: "300px" });
            inside.lastChild.firstChild.style.width = "2000px";
        }"""
    )
    page.locator("textarea").focus()
    page.keyboard.type("b. and home")
    for key in ("ArrowRight", "PageDown", "Home", "End", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("textarea")).to_have_value("b. and home")
    assert place(page) == "#present-3"
    box = page.locator("#wide").bounding_box()
    assert box is not None
    swiped(page, 600, 200, height=int(box["y"]) + 100)
    assert place(page) == "#present-3"
    page.locator("h3:focus, .is-now h3").first.focus()
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Alt+PageDown")
    assert place(page) == "#present-3"


def test_the_clock_fills_and_then_is_full(page_of: Callable[..., str], open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.page
    # It stands still unless it is told to go on, however long that takes.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    visit.goto(page_of() + "#present-2")
    clock = page.locator(".stage-clock")
    full = "Number(getComputedStyle(document.querySelector('.stage-clock span')).getPropertyValue('--gone'))"
    expect(clock).to_be_visible()
    expect(clock).to_have_attribute("aria-hidden", "true")
    expect(clock).to_have_attribute("title", "About 1 minute")
    expect(clock).to_have_text("")
    assert page.evaluate(full) == 0
    page.clock.run_for(30_000)
    assert page.evaluate(full) == 0.5
    page.clock.run_for(120_000)
    assert page.evaluate(full) == 1
    page.get_by_role("button", name="Quiet clock").click()
    expect(clock).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(clock).to_be_hidden()
    page.get_by_role("button", name="Quiet clock").click()
    expect(clock).to_be_visible()
    go_to(page, "Thank you")
    expect(clock).to_be_hidden()
    expect(page.get_by_role("button", name="Quiet clock")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (640, 400), (844, 390)])
def test_small_and_enlarged_screens_hide_nothing(
    width: int, height: int, page_of: Callable[..., str], open_page: OpenPage
) -> None:
    page = open_page(page_of() + "#present", width=width, height=height).page
    for _ in range(14):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate("scrollTo(0, 1e6)")
        last = page.evaluate(
            """() => {
                const bar = document.querySelector(".stage-bottom .stage-bar").getBoundingClientRect();
                const shown = [...document.querySelectorAll("main > .meeting :not(.step-private-time *)")];
                const lowest = Math.max(...shown.filter((one) => one.checkVisibility())
                    .map((one) => one.getBoundingClientRect().bottom));
                return [lowest, bar.top, bar.bottom, innerHeight];
            }"""
        )
        assert last[0] <= last[1] + 1
        assert last[2] <= last[3] + 1
        page.keyboard.press("PageDown")


def test_full_screen_is_asked_for_and_leaving_it_ends(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    page = open_page(page_of()).page
    page.get_by_role("button", name="Start the conference").click()
    expect(page.locator(".stage-top")).to_be_visible()
    until(page, "() => document.fullscreenElement === document.documentElement")
    page.keyboard.press("PageDown")
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".presenting")).to_have_count(0)
    is_at(page, "#step-1")


def test_it_prints_as_the_long_page_whatever_is_on_the_screen(
    page_of: Callable[..., str], open_page: OpenPage
) -> None:
    url = page_of()
    plain, presenting = open_page(url).page, open_page(url + "#present-4").page
    texts = []
    for page in (plain, presenting):
        page.emulate_media(media="print")
        texts.append(" ".join(page.locator("main").inner_text().split()))
    assert texts[0] == texts[1]
    assert "Say hello loudly." in texts[0]
    for only_there in ("Do you have any questions?", "Start the conference", "Next", "Read it large"):
        assert only_there not in texts[0]


def test_without_scripts_it_is_the_long_page(page_of: Callable[..., str], open_page: OpenPage) -> None:
    page = open_page(page_of() + "#present-3", scripts=False).page
    text = page.locator("main").inner_text()
    for there in ("What will happen", "My poem", "Secret goal", "It rhymes.", "Begin with the poem."):
        assert there in text
    for only_there in ("Start the conference", "Only my cards", "Do you have any questions?", "Next"):
        assert only_there not in text


def test_a_hundred_steps_leave_nothing_behind(page_of: Callable[..., str], open_page: OpenPage) -> None:
    page = open_page(page_of() + "#present").page
    inspector = page.context.new_cdp_session(page)

    def used() -> tuple[float, int]:
        inspector.send("HeapProfiler.enable")
        inspector.send("HeapProfiler.collectGarbage")
        nodes = inspector.send("Memory.getDOMCounters")
        return inspector.send("Runtime.getHeapUsage")["usedSize"], nodes["nodes"]

    def round_trip() -> None:
        page.get_by_role("button", name="My card").or_(page.locator(".stage-next")).first.focus()
        for key in [*["PageDown"] * 9, *["PageUp"] * 9, "b", "b"]:
            page.keyboard.press(key)
        page.keyboard.press("Escape")
        page.evaluate("location.hash = 'present'")
        expect(page.locator(".stage-top")).to_be_visible()

    for _ in range(2):
        round_trip()
    heap, nodes = used()
    for _ in range(6):
        round_trip()

    def has_grown() -> list[bool]:
        heap_after, nodes_after = used()
        return [heap_after >= heap + 500_000, nodes_after >= nodes + 200]

    comes_to(page, has_grown, [False, False], of="what a collector has not come to yet goes with the next")


def test_it_presents_behind_a_lock(
    a_class: AClass, hosted: Callable[..., Hosted], open_page: OpenPage
) -> None:
    made = a_class(files())
    ring = with_codes(made)
    made.build()
    visit = open_page(hosted(Path(made.output)).url + urls.DOOR)
    page = visit.page
    type_code(page, str(code_of(ring, "ada")))
    page.get_by_role("link", name="Fall").first.click()
    page.get_by_role("button", name="Start the conference").click()
    go_to(page, "My picture")
    expect(page.locator(".stage-part.is-now img").first).to_be_visible()
    until(page, "() => document.querySelector('.stage-part.is-now img').naturalWidth > 400")
    expect(page.get_by_text("Only people with a code")).to_be_hidden()
    here = place(page)
    page.reload()
    expect(page.get_by_role("heading", name="My picture")).to_be_focused()
    is_at(page, here)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Secret goal")).to_be_visible()
    expect(page.get_by_text("Only people with a code")).to_be_visible()
    assert visit.complaints == []
