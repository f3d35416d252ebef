"""Every hostile text in a real browser, with nothing but the cleaning between it and the visitor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.hostile import HOST, RUN, VECTORS
from tests.render.prose.making import made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

pytestmark = pytest.mark.browser

ORIGIN = "http://slc.test"
AT_ONCE = 100
"""Texts on one page."""

TRAPS = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = () => { (window.top || window).ran.push(name); };
}
"""
"""In every frame, before anything else: whatever runs says so."""

PROVOKE = """
() => {
    const handlers = Object.keys(HTMLElement.prototype).concat(Object.keys(window))
        .filter((key) => key.startsWith("on"));
    for (const element of document.querySelectorAll("*")) {
        for (const handler of handlers) {
            element.dispatchEvent(new Event(handler.slice(2), {bubbles: false, cancelable: true}));
        }
        if (element.matches("a, area, button, summary") && !/^(https?|mailto):/.test(element.href || "")) {
            try { element.click(); } catch (error) { }
        }
    }
}
"""
"""Whatever waits for an event gets it, and links that no browser should follow are followed."""

SHAPE = """
() => ({
    footers: document.querySelectorAll("body > footer#ours").length,
    outside: [...document.body.children].map((child) => child.localName).join(" "),
    foreign: document.querySelectorAll(
        "script, style, link, meta[http-equiv], base, iframe, frame, object, embed, form, input, button, " +
        "textarea, select, svg, math, template, dialog, [style], [name], [autofocus], main h1, main h2"
    ).length,
    covering: [...document.querySelectorAll("main *")]
        .filter((element) => getComputedStyle(element).position !== "static").length,
    clobbered: typeof window.location.reload !== "function" || document.cookie !== "",
    ids: [...document.querySelectorAll("main [id]")].filter((element) => !element.id.startsWith("u-")).length,
})
"""
TRIES = 20
"""How often something is shown that is to be noticed: on a busy machine it may happen after the look."""
SOUND = {
    "footers": 1,
    "outside": "main footer",
    "foreign": 0,
    "covering": 0,
    "clobbered": False,
    "ids": 0,
}


@dataclass
class Seen:
    """What happened on a page."""

    ran: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    shape: dict[str, object] = field(default_factory=dict)

    @property
    def is_harmless(self) -> bool:
        """Whether nothing ran, nothing was asked for, and the page is as it was made."""
        return not (self.ran or self.requests or self.dialogs) and self.shape == SOUND


class Detector:
    """Shows texts on a page of its own and tells what happened."""

    def __init__(self, page: Page, traps: str = TRAPS) -> None:
        self._page = page
        self._body = ""
        self._seen = Seen()
        page.add_init_script(traps)
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.route("**/*", self._answer)

    def show(self, *texts: str) -> Seen:
        """Show some HTML."""
        self._body = "\n".join(f"<div>{text}</div>" for text in texts)
        self._seen = Seen()
        self._page.goto(f"{ORIGIN}/page.html", wait_until="load")
        try:
            self._seen.shape = self._page.evaluate(SHAPE)
            self._page.evaluate(PROVOKE)
            self._page.wait_for_timeout(50)
            self._seen.ran += self._page.evaluate("() => window.ran") or []
        except Error:
            self._seen.shape = {"gone": True}  # the browser was led away from the page
        return self._seen

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if url == f"{ORIGIN}/page.html":
            body = f"<main>{self._body}</main><footer id=ours>ours</footer>"
            route.fulfill(
                body=f"<!doctype html><html lang=en><meta charset=utf-8><title>x</title><body>{body}",
                content_type="text/html; charset=utf-8",
            )
        elif url.startswith(ORIGIN):
            route.fulfill(status=204)
        else:
            route.abort()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((ORIGIN, "data:", "about:")):
            self._seen.requests.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self._seen.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def detecting(browser: Browser, traps: str = TRAPS) -> Iterator[Detector]:
    context = browser.new_context(service_workers="block")
    try:
        yield Detector(context.new_page(), traps)
    finally:
        context.close()


@pytest.mark.parametrize("first", range(0, len(VECTORS), AT_ONCE))
def test_no_hostile_text_runs_loads_or_breaks_anything(browser: Browser, first: int) -> None:
    some = VECTORS[first : first + AT_ONCE]
    texts = {name: made(text, key=name).html for name, text in some}
    with detecting(browser) as detector:
        if detector.show(*texts.values()).is_harmless:
            return
        # Some of them are to blame: which?
        seen = {name: detector.show(text) for name, text in texts.items()}
    assert {name: what for name, what in seen.items() if not what.is_harmless} == {}, "all of them together"


@pytest.mark.parametrize(
    "planted",
    [
        f"<script>{RUN}</script>",
        f"<img src=x onerror={RUN}>",
        f"<p onclick={RUN}>x</p>",
        f"<p onwheel={RUN}>x</p>",
        f"<svg onload={RUN}></svg>",
        f"<a href='javascript:{RUN}'>x</a>",
        f"<iframe srcdoc='<script>top.{RUN}</script>'></iframe>",
    ],
)
def test_the_detector_notices_what_runs(browser: Browser, planted: str) -> None:
    with detecting(browser) as detector:
        assert any(detector.show("x", planted).ran for _ in range(TRIES))


@pytest.mark.parametrize(
    "planted",
    [
        f"<img src=https://{HOST}/x.png>",
        f"<img srcset='https://{HOST}/x.png 1x'>",
        f"<video poster=https://{HOST}/x.png></video>",
        f"<video src=//{HOST}/x.mp4></video>",
        f"<p style='background: url(https://{HOST}/x.png)'>x</p>",
        f"<link rel=stylesheet href=https://{HOST}/x.css>",
        f"<iframe src=https://{HOST}/></iframe>",
        f"<meta http-equiv=refresh content='0;url=https://{HOST}/'>",
    ],
)
def test_the_detector_notices_what_is_loaded(browser: Browser, planted: str) -> None:
    with detecting(browser) as detector:
        assert any(HOST in url for _ in range(TRIES) for url in detector.show("x", planted).requests)


def test_the_detector_notices_a_dialog(browser: Browser) -> None:
    with detecting(browser, traps="") as detector:
        assert any(detector.show("x", f"<img src=x onerror={RUN}>").dialogs for _ in range(TRIES))


@pytest.mark.parametrize(
    ("planted", "noticed"),
    [
        ("<textarea>", "footers"),
        ("<!--", "footers"),
        ("</div></main><nav>x</nav>", "outside"),
        ("<form></form>", "foreign"),
        ("<p style='color: red'>x</p>", "foreign"),
        ("<h1>x</h1>", "foreign"),
        ("<p id=x>x</p>", "ids"),
        ("<dialog open>x</dialog>", "covering"),
    ],
)
def test_the_detector_notices_what_breaks_the_page(browser: Browser, planted: str, noticed: str) -> None:
    with detecting(browser) as detector:
        assert detector.show("x", planted).shape[noticed] != SOUND[noticed]


def test_the_detector_says_nothing_of_an_ordinary_text(browser: Browser) -> None:
    with detecting(browser) as detector:
        assert detector.show(made("# Frogs\n\n![A frog](frog.jpg) [x](https://example.org)").html).is_harmless


def test_the_hostile_texts_are_hostile(browser: Browser) -> None:
    # Without cleaning, many of them do what they are there for.
    ran = loaded = broke = 0
    for _, text in VECTORS[::70]:
        with detecting(browser) as detector:
            seen = detector.show(text)
        ran += bool(seen.ran)
        loaded += any(HOST in url for url in seen.requests)
        broke += seen.shape != SOUND
    assert ran > 3
    assert loaded > 1
    assert broke > 5
