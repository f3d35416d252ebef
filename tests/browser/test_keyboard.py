"""Somebody without a mouse gets everywhere and always sees where they are."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Place
from tests.browser.test_every_kind import examples, kinds
from tests.conftest import OpenPage

pytestmark = pytest.mark.browser

_REACHABLE = """() => {
    const all = [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0'], audio[controls], video[controls]"
    )];
    window.reachable = all.filter(element => !element.disabled && element.tabIndex >= 0
        && element.checkVisibility({visibilityProperty: true}));
    return window.reachable.map(element => element.outerHTML.slice(0, 160));
}"""

_FOCUSED = """() => {
    const focused = document.activeElement;
    let ring = false;
    for (let element = focused; element && element !== document.body; element = element.parentElement) {
        // A link that is as large as its card shows the ring on what it spreads over the card.
        for (const part of [null, "::after", "::before"]) {
            const style = getComputedStyle(element, part);
            ring ||= style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        }
    }
    const own = /^(AUDIO|VIDEO)$/.test(focused.tagName);
    return [window.reachable.indexOf(focused), ring || own];
}"""


@kinds
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    kind: str, sample: Place, open_page: OpenPage
) -> None:
    visit = open_page(examples(sample, kind)[0])
    wanted = visit.page.evaluate(_REACHABLE)
    order: list[int] = []
    unseen: list[str] = []
    # A player has several stops of its own, on which the page sees only the player.
    for _ in range(len(wanted) + 12 * visit.page.locator("audio, video").count() + 1):
        visit.page.keyboard.press("Tab")
        index, ring = visit.page.evaluate(_FOCUSED)
        if index < 0:
            break
        if not ring:
            unseen.append(wanted[index])
        if not order or order[-1] != index:
            order.append(index)
    assert [wanted[index] for index in range(len(wanted)) if index not in order] == []
    assert order == sorted(order)
    assert unseen == []


@kinds
def test_the_first_tab_leads_past_the_navigation(kind: str, sample: Place, open_page: OpenPage) -> None:
    visit = open_page(examples(sample, kind)[0])
    page = visit.page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert (skip.get_attribute("href") or "").startswith("#")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    past = """() => document.querySelector("main").contains(document.activeElement)
        || !document.querySelector("main a[href], main button, main summary, main audio, main video")"""
    assert page.evaluate(past)
