"""Everybody can type a code: by keyboard, on a small screen, in their own language, in light and dark."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from slc_site.render.lock_pages import said_script
from slc_site.render.translations import catalogues
from tests.conftest import OpenPage
from tests.locks.conftest import FILM, GALLERY, LETTER, Locked, type_code
from tests.support.barriers import barriers
from tests.support.visits import Scheme

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_behind_the_lock(
    scheme: Scheme, locked: Locked, open_page: OpenPage
) -> None:
    page = open_page(locked.page(LETTER, "ada"), scheme=scheme).page
    expect(page.get_by_label("Your code")).to_be_visible()
    assert barriers(page) == []
    type_code(page, "17 frog")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert barriers(page) == []
    type_code(page, locked.code("class"))
    expect(page.get_by_text("This page is for another family.")).to_be_visible()
    assert barriers(page) == []
    page.goto(locked.page(FILM))
    expect(page.get_by_role("button", name="Play: We play")).to_be_visible()
    assert barriers(page) == []


def test_the_keyboard_alone_is_enough(locked: Locked, open_page: OpenPage) -> None:
    page = open_page(locked.page(GALLERY)).page
    field = page.get_by_label("Your code")
    expect(field).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.type("17 frog")
    page.keyboard.press("Enter")
    error = page.get_by_role("alert")
    expect(error).to_contain_text("You typed 1.")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert error.get_attribute("id") in (field.get_attribute("aria-describedby") or "").split()
    for name in ("Remember on this device", "Open"):
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none", name
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Remember on this device")).to_be_checked()
    field.fill("")
    page.keyboard.type(locked.code("class"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Gallery")
    expect(page.get_by_role("button", name="Forget on this device")).to_be_visible()


@pytest.mark.parametrize("language", ["en-CA", "es-MX", "ar", "fr-CA", "uk-UA", "zh-CN"])
def test_a_small_screen_shows_all_of_it_in_any_language(
    language: str, locked: Locked, open_page: OpenPage
) -> None:
    page = open_page(locked.page(LETTER, "ada"), width=320, locale=language).page
    expect(page.locator("textarea")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for one in page.locator("button:visible, textarea, input, label[for=lock-keep]").all():
        box = one.bounding_box()
        assert box is not None
        if one.get_attribute("type") == "checkbox":
            continue  # its label is the larger target
        assert box["height"] >= 44, one.evaluate("one => one.outerHTML")
    page.locator("textarea").fill(locked.code("ada"))
    page.locator("form button").click()
    expect(page.locator("h1")).to_have_text("My letter")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_it_speaks_arabic_with_whoever_does_and_the_page_stays_as_it_is(
    locked: Locked, open_page: OpenPage
) -> None:
    visit = open_page(locked.page(GALLERY), locale="ar-EG")
    page = visit.page
    expect(page.get_by_role("heading", name="اكتب رمزك من فضلك")).to_be_visible()
    html = page.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    box, label = (
        page.locator("#lock-keep").bounding_box(),
        page.locator("label[for=lock-keep]").bounding_box(),
    )
    assert box is not None
    assert label is not None
    assert box["x"] > label["x"], "the box stands on the wrong side"
    page.locator("textarea").fill(locked.code("class"))
    page.locator("form button").click()
    expect(page.locator("h1")).to_have_text("Gallery")
    expect(html).to_have_attribute("dir", "ltr")
    expect(html).to_have_attribute("lang", "en")
    bar = page.locator(".lock-bar")
    expect(bar).to_have_attribute("dir", "rtl")
    expect(bar).to_contain_text("لا يرى هذه الصفحة إلا من لديه رمز")
    assert visit.complaints == []


def test_an_unknown_language_hears_the_next_one_it_asks_for(locked: Locked, open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.add_init_script(
        'Object.defineProperty(navigator, "languages", { get: () => ["ti", "es-MX", "en"] });'
    )
    visit.goto(locked.door)
    expect(visit.page.get_by_role("heading", name="Escriba su código, por favor")).to_be_visible()


def test_everything_it_says_is_there_in_every_language(locked: Locked) -> None:
    script = said_script().decode()
    told = json.loads(script.removeprefix("slcSaid(").rstrip().removesuffix(")"))
    assert told.keys() == set(catalogues())
    assert told["ar"]["dir"] == "rtl"
    js = "".join(file.read_text() for file in sorted(locked.site.glob("assets/*/js/*.js")))
    shell = (locked.site / "open/index.html").read_text()
    used = set(re.findall(r'data-say="(\w+)"', shell)) | set(
        re.findall(r'\b(?:say|lose)\((?:\w+, )?"(\w+)"', js)
    )
    used |= set(re.findall(r'name: "(number|count|word)"', js)) | {"trouble", "OperationError", "dir"}
    for language, texts in told.items():
        assert used == texts.keys(), language
        assert all(texts.values())
        holes = {name: found for name, text in texts.items() if (found := re.findall(r"{\w+}", text))}
        what = ["{what}"]
        assert holes == {"count": ["{count}"], "word": ["{word}"], "picture": what, "recording": what}
