"""All ways into a locked page, and what each of them leaves behind."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from slc_site.share.codes import link_text, words
from slc_site.share.keyring import KeyRing
from tests.conftest import OpenPage
from tests.locks.conftest import BEN, GALLERY, HOME, LETTER, PORTFOLIO, WORDS, Locked, type_code
from tests.support.classes import ClassFolder
from tests.support.locks import keep
from tests.support.visits import until

pytestmark = pytest.mark.browser

WRONG = "This code does not open anything here."
_KEYS = """async () => {
    const opening = indexedDB.open("slc");
    await new Promise((done) => (opening.onsuccess = done));
    const asked = opening.result.transaction("rings").objectStore("rings").getAll();
    await new Promise((done) => (asked.onsuccess = done));
    opening.result.close();
    const doors = asked.result.flatMap((ring) => ring.doors);
    const keys = doors.flatMap(({ key, scopes }) => [key, ...scopes.map((scope) => scope.key)]);
    return keys.map((one) => [one.algorithm.name, one.extractable, ...one.usages]);
}"""


def title(page: Page) -> str:
    """Return the heading, once there is a page with the bar that only open ones have."""
    expect(page.get_by_text("Only people with a code")).to_be_visible()
    return page.locator("h1").first.inner_text()


def is_asked(page: Page) -> None:
    """Make sure that the page asks for a code and shows nothing."""
    expect(page.get_by_label("Your code")).to_be_visible()
    expect(page).to_have_title("Locked page")


def test_a_familys_code_leads_to_its_own_start(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.door)
    type_code(visit.page, locked.code("ada"))
    assert title(visit.page) == "Ada"
    expect(visit.page).to_have_url(locked.page(PORTFOLIO, "ada"))
    expect(visit.page).to_have_title("Ada · Room 12")
    assert visit.complaints == []


@pytest.mark.parametrize("who", ["class", "teacher", "ben"])
def test_who_has_not_one_family_starts_with_the_class(who: str, locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.door)
    type_code(visit.page, locked.code(who))
    assert title(visit.page)
    expect(visit.page).to_have_url(locked.page(HOME))
    assert visit.complaints == []


def test_a_code_typed_on_a_page_opens_that_page(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.page(GALLERY))
    type_code(visit.page, locked.code("class"))
    assert title(visit.page) == "Gallery"
    expect(visit.page).to_have_url(locked.page(GALLERY))
    assert visit.page.evaluate("document.documentElement.lang") == "en"
    assert visit.complaints == []


def test_a_link_opens_with_one_tap_and_its_key_goes_nowhere(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    visit.goto(locked.link("ada"))
    assert title(visit.page) == "Ada"
    key = link_text(locked.ring.of("ada")[0].link)
    assert "#" not in visit.page.url
    assert asked
    assert [one for one in asked if key in one.replace(locked.link("ada"), "")] == []
    assert locked.host is not None
    assert [path for _, path in locked.host.answers if key in path] == []
    visit.page.go_back()
    assert key not in visit.page.url
    assert visit.complaints == []


def test_a_link_on_a_page_that_is_open_already_is_taken_too(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.door).page
    is_asked(page)
    page.evaluate("address => { location.href = address; }", locked.link("ada"))
    assert title(page) == "Ada"
    assert "#" not in page.url


def test_of_its_own_child_a_family_is_led_to_the_page_that_shows_more(
    locked: Locked, open_page: OpenPage
) -> None:
    page = open_page(locked.page(PORTFOLIO)).page
    type_code(page, locked.code("ada"))
    assert title(page) == "Ada"
    expect(page).to_have_url(locked.page(PORTFOLIO, "ada"))
    expect(page.get_by_role("link", name="My letter").first).to_be_visible()


def test_siblings_open_with_one_code(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(BEN, "ben")).page
    type_code(page, locked.code("ben"))
    assert title(page) == "Ben"
    page.goto(locked.page(BEN.replace("ben", "cleo"), "cleo"))
    assert title(page) == "Cleo"


@pytest.mark.parametrize("who", ["class", "ben"])
def test_what_is_another_familys_stays_closed(who: str, locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.page(LETTER, "ada"))
    type_code(visit.page, locked.code(who))
    expect(visit.page.get_by_text("This page is for another family.")).to_be_visible()
    assert "Dear mum" not in visit.page.content()
    visit.page.get_by_role("link", name="Go to your own start page").click()
    assert title(visit.page)
    assert visit.complaints == []


def test_a_second_code_is_taken_beside_the_first(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(BEN, "ben")).page
    type_code(page, locked.code("ben"))
    title(page)
    page.goto(locked.page(LETTER, "ada"))
    expect(page.get_by_text("This page is for another family.")).to_be_visible()
    type_code(page, locked.code("ada"))
    assert title(page) == "My letter"
    page.goto(locked.page(BEN, "ben"))
    assert title(page) == "Ben"


# -- what is kept ---------------------------------------------------------------------------------------


def test_without_being_told_nothing_is_remembered_but_for_the_visit(
    locked: Locked, open_page: OpenPage
) -> None:
    page = open_page(locked.door).page
    type_code(page, locked.code("ada"))
    title(page)
    page.goto(locked.page(GALLERY, "ada"))
    assert title(page) == "Gallery"
    later = page.context.new_page()
    later.goto(locked.page(GALLERY, "ada"))
    is_asked(later)
    type_code(later, locked.code("ada"))
    assert title(later) == "Gallery"
    page.reload()
    assert title(page) == "Gallery", "another tab took its key away"


@pytest.mark.parametrize(("days", "opens"), [(89, True), (91, False)])
def test_a_device_that_is_told_to_remembers_for_ninety_days(
    days: int, opens: bool, locked: Locked, open_page: OpenPage
) -> None:
    page = open_page(locked.page(GALLERY, "ada")).page
    type_code(page, locked.code("ada"), remember=True)
    title(page)
    kept = page.evaluate(_KEYS)
    assert kept == [["HKDF", False, "deriveKey"]] * 3, (
        "of the door, the class and the child; none can be read out"
    )
    later = page.context.new_page()
    later.clock.set_fixed_time(datetime.now() + timedelta(days=days))
    later.goto(locked.page(GALLERY, "ada"))
    if opens:
        assert title(later) == "Gallery"
    else:
        is_asked(later)


def test_a_visit_ends_after_half_a_day(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(GALLERY, "ada")).page
    type_code(page, locked.code("ada"))
    title(page)
    page.clock.set_fixed_time(datetime.now() + timedelta(hours=13))
    page.reload()
    is_asked(page)


def test_who_came_by_a_link_can_have_it_remembered_and_forgotten(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.link("ada"))
    page = visit.page
    title(page)
    page.get_by_role("button", name="Remember on this device").click()
    expect(page.get_by_role("button", name="Forget on this device")).to_be_visible()
    expect(page.get_by_role("button", name="Lock again")).to_be_hidden()
    later = page.context.new_page()
    later.goto(locked.door)
    assert title(later) == "Ada"
    later.get_by_role("button", name="Forget on this device").click()
    is_asked(later)
    expect(later).to_have_url(locked.door)
    for _ in range(2):
        later.go_back()
        is_asked(later)
        later.goto(locked.page(GALLERY, "ada"))
        is_asked(later)
    assert later.evaluate(_KEYS) == []
    assert visit.complaints == []


def test_a_browser_that_keeps_nothing_still_opens_a_page(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.add_init_script(
        """for (const name of ["indexedDB", "sessionStorage"]) {
            Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
        }"""
    )
    visit.goto(locked.page(GALLERY))
    type_code(visit.page, locked.code("class"))
    assert title(visit.page) == "Gallery"
    assert visit.complaints == []


# -- codes that were taken back -------------------------------------------------------------------------


def rotated(locked: Locked, student: str) -> KeyRing:
    """Take a student's codes back, and publish."""
    made = ClassFolder(locked.site.parent)
    ring = keep(locked.ring.rotated(student).with_stretched_codes(), made)
    made.build()
    return ring


def test_an_old_key_link_and_code_open_nothing_any_more(own_copy: Locked, open_page: OpenPage) -> None:
    visit = open_page(own_copy.door)
    page = visit.page
    type_code(page, own_copy.code("ada"), remember=True)
    title(page)
    new = Locked(own_copy.site, rotated(own_copy, "ada"), own_copy.url)
    page.goto(new.page(GALLERY, "ada"))
    expect(page.get_by_text("The lock has changed.")).to_be_visible()
    type_code(page, own_copy.code("ada"))
    expect(page.get_by_role("alert")).to_contain_text(WRONG)
    page.goto("about:blank")
    page.goto(own_copy.link("ada"))
    expect(page.get_by_text("This link does not work any more.")).to_be_visible()
    type_code(page, new.code("ada"))
    assert title(page) == "Ada"
    assert visit.complaints == []


def test_when_another_code_is_taken_back_nobody_else_types_again(
    own_copy: Locked, open_page: OpenPage
) -> None:
    visit = open_page(own_copy.page(BEN, "ben"))
    type_code(visit.page, own_copy.code("ben"), remember=True)
    title(visit.page)
    new = Locked(own_copy.site, rotated(own_copy, "ada"), own_copy.url)
    assert new.page(HOME) != own_copy.page(HOME)
    for path, scope in ((HOME, "/"), (BEN, "ben")):
        visit.page.goto(new.page(path, scope))
        assert title(visit.page)
    later = visit.page.context.new_page()
    later.goto(new.page(WORDS))
    assert title(later) == "Words"
    assert visit.complaints == []


# -- wrong codes ----------------------------------------------------------------------------------------


def wrong_codes(locked: Locked) -> dict[str, str]:
    """Codes that open nothing, each for another reason."""
    other = KeyRing.new().with_students(["ada"])
    number, right = locked.code("ada").split(" ", 1)
    return {
        "wrong words": f"{number} {' '.join(words()[:7])}",
        "of another class": str(other.of("ada")[0].code),
        "of no door": f"999999 {right}",
        "of another door": f"{locked.code('ben').split()[0]} {right}",
    }


def test_all_wrong_codes_look_alike_and_cost_the_same(locked: Locked, open_page: OpenPage) -> None:
    seen = {}
    for name, code in wrong_codes(locked).items():
        visit = open_page()
        visit.page.add_init_script(
            """if (window.crypto.subtle) {
                window.calls = [];
                for (const name of ["importKey", "deriveKey", "decrypt"]) {
                    const real = crypto.subtle[name].bind(crypto.subtle);
                    crypto.subtle[name] = (...all) => {
                        calls.push(name, all[0].name || all[2], all[0].iterations || 0);
                        return real(...all);
                    };
                }
            }"""
        )
        visit.goto(locked.page(GALLERY))
        type_code(visit.page, code)
        expect(visit.page.get_by_role("alert")).to_contain_text(WRONG)
        seen[name] = (visit.page.evaluate("calls"), visit.page.get_by_role("alert").inner_text())
        assert visit.complaints == []
    calls, _ = seen["wrong words"]
    assert 600_000 in calls
    assert all(one == seen["wrong words"] for one in seen.values()), seen


def test_a_slip_is_put_right_or_told_with_its_word(locked: Locked, open_page: OpenPage) -> None:
    number, *seven = locked.code("ada").split()
    page = open_page(locked.door).page
    error = page.get_by_role("alert")
    type_code(page, " ".join([number, "xyzzyx", *seven[1:]]))
    expect(error).to_contain_text("xyzzyx")
    type_code(page, " ".join([number, *seven[1:]]))
    expect(error).to_contain_text("You typed 6")
    type_code(page, " ".join(seven))
    expect(error).to_contain_text("begins with a number")
    # No word of the list is near another one with a q behind it; "realx" could be "relax".
    typed = f" {number}\n" + ".\n".join([seven[0] + "q", *(word.upper() for word in seven[1:])])
    type_code(page, typed)
    assert title(page) == "Ada"


# -- where it cannot work -------------------------------------------------------------------------------


def test_without_javascript_the_page_says_so(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(GALLERY), scripts=False).page
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("JavaScript must be turned on")
    expect(page.get_by_text("Opening")).to_be_hidden()
    expect(page.locator("form")).to_be_hidden()


def test_without_the_list_of_doors_the_page_says_that_something_is_missing(
    own_copy: Locked, open_page: OpenPage
) -> None:
    (own_copy.site / "locks/doors.js").unlink()
    page = open_page(own_copy.page(GALLERY)).page
    type_code(page, own_copy.code("class"))
    expect(page.get_by_role("alert")).to_contain_text("A part of this site is missing.")


@pytest.mark.parametrize("with_key", [True, False])
def test_at_an_unsafe_address_a_sentence_names_the_safe_one(
    with_key: bool, unsafe: tuple[object, Locked], open_unsafe: OpenPage
) -> None:
    _, locked = unsafe
    address = locked.link("ada") if with_key else locked.page(GALLERY)
    visit = open_unsafe(address)
    expect(visit.page.get_by_text("A lock can only be opened at a safe address.")).to_be_visible()
    expect(visit.page.get_by_label("Your code")).to_be_hidden()
    safe = visit.page.get_by_role("link", name="Open this page at its safe address")
    expect(safe).to_have_attribute("href", re.sub("^http:", "https:", address))
    assert "#" not in visit.page.url
    assert [one for one in visit.complaints if not one.startswith("foreign")] == []


def test_from_a_folder_pages_open_and_the_copies_with_pictures_are_named(
    in_folder: Locked, open_page: OpenPage
) -> None:
    visit = open_page(in_folder.link("ada"))
    page = visit.page
    assert title(page) == "Ada"
    page.goto(in_folder.page(GALLERY, "ada"))
    assert title(page) == "Gallery"
    expect(page.get_by_text("Ask the teacher for the USB copy or the home copy")).to_be_visible()
    expect(page.locator(".lock-lost")).to_have_count(5)
    page.goto(in_folder.page(WORDS, "ada"))
    assert title(page) == "Words"
    expect(page.get_by_text("Ask the teacher for the USB copy")).to_be_hidden()
    assert visit.complaints == []


# -- as if there were no lock ---------------------------------------------------------------------------


def test_links_and_the_back_button_work(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page(locked.link("ada"))
    page = visit.page
    title(page)
    page.get_by_role("link", name="Gallery").first.click()
    expect(page).to_have_title(re.compile("Gallery"))
    page.locator('.neighbours a[rel="next"], .neighbours a[rel="prev"]').first.click()
    expect(page).not_to_have_title(re.compile("Gallery|Locked"))
    page.go_back()
    assert title(page) == "Gallery"
    page.go_back()
    assert title(page) == "Ada"
    page.go_forward()
    assert title(page) == "Gallery"
    assert visit.complaints == []


def test_a_place_on_a_page_is_gone_to(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(PORTFOLIO, "ada"), height=300).page
    type_code(page, locked.code("ada"))
    title(page)
    page.goto("about:blank")
    page.goto(locked.page(PORTFOLIO, "ada") + "#main")
    title(page)
    until(page, "() => document.querySelector(':target')?.id === 'main'")


def test_the_pages_own_scripts_run_once(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.page
    page.add_init_script(
        """const listen = document.addEventListener;
        document.addEventListener = (kind, ...how) => {
            listen.call(document, kind, ...how);
            window.hears ||= kind === "keydown";
        };"""
    )
    visit.goto(locked.page(GALLERY, "ada"))
    type_code(page, locked.code("ada"))
    title(page)
    until(page, "() => window.hears")  # the scripts come after the words
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_title(re.compile("Gallery|Locked"))
    page.go_back()
    assert title(page) == "Gallery", "one key went more than one page"
