"""A browser's visit to one page, with a record of all that a page of ours must never do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, Response

PATIENCE = 20_000
"""How long something may take to be there, in ms: machines that test are busy."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--autoplay-policy=no-user-gesture-required",
    # Whatever asks for another host fails here and at once, not somewhere on the way.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
"""What Chromium is started with: it talks to nobody, and plays when it is told to."""

Scheme = Literal["light", "dark"]


@dataclass
class Visit:
    """A page that is open, and what happened on it."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Requests for anything that is neither on loopback nor in a file nor in the page itself."""
    failed: list[str] = field(default_factory=list)
    """Requests that were answered with an error, or not at all."""

    @property
    def complaints(self) -> list[str]:
        """All that happened and should not have, one line each."""
        return [
            *(f"console: {text}" for text in self.console_errors),
            *(f"script: {text}" for text in self.page_errors),
            *(f"dialog: {text}" for text in self.dialogs),
            *(f"foreign: {text}" for text in self.foreign),
            *(f"failed: {text}" for text in self.failed),
        ]

    def goto(self, url: str) -> Visit:
        """Open an address and wait until all of it is there."""
        self.page.goto(url, wait_until="load")
        return self

    def on_console(self, message: ConsoleMessage) -> None:
        """Keep what is said in red, and every word about the content security policy.

        What could not be loaded is known from its request, and with its address.
        """
        red = message.type == "error" and not message.text.startswith("Failed to load resource")
        if red or "Content Security Policy" in message.text:
            self.console_errors.append(message.text)

    def on_dialog(self, dialog: Dialog) -> None:
        """Keep and close a dialog."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def on_request(self, request: Request) -> None:
        """Keep a request that leaves this machine."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"file", "data", "blob"} and parts.hostname not in {"127.0.0.1", "localhost"}:
            self.foreign.append(request.url)

    def on_failed(self, request: Request) -> None:
        """Keep a request without an answer.

        That the browser itself gives one up is no fault of the page: a player stops loading half-way,
        and whoever goes on to another page needs nothing more of this one.
        """
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url} ({request.failure})")

    def on_response(self, response: Response) -> None:
        """Keep an answer that is an error, except for the page that was asked for itself."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.failed.append(f"{response.url} ({response.status})")


@contextmanager
def visiting(
    browser: Browser,
    url: str | None = None,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: Scheme = "light",
    scripts: bool = True,
    **context: Any,
) -> Iterator[Visit]:
    """Open a page in a context of its own; without an address, an empty one to `goto` from.

    Args:
        browser: A running browser.
        url: Where to go.
        width: Of the window, in CSS pixels, as is the height.
        height: Of the window.
        scheme: What the visitor prefers.
        scripts: Whether JavaScript may run.
        context: Anything else that playwright's `new_context` takes.
    """
    own = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=scripts,
        **{"reduced_motion": "reduce", "locale": "en-CA", **context},
    )
    try:
        page = own.new_page()
        page.set_default_timeout(PATIENCE)
        visit = Visit(page)
        page.on("console", visit.on_console)
        page.on("pageerror", lambda error: visit.page_errors.append(str(error)))
        page.on("dialog", visit.on_dialog)
        page.on("request", visit.on_request)
        page.on("requestfailed", visit.on_failed)
        page.on("response", visit.on_response)
        yield visit.goto(url) if url else visit
    finally:
        own.close()


def until(page: Page, script: str, argument: object = None) -> None:
    """Wait for a function of JavaScript to hold; playwright's own way needs what our pages forbid.

    While it stumbles over what is not there yet, it does not hold.
    """
    comes_to(page, lambda: bool(page.evaluate(script, argument)), True, of=script)


def comes_to(page: Page, read: Callable[[], object], wanted: object, *, of: str = "") -> None:
    """Wait until what is read from a page is as wanted; of a page that is being loaded anew, nothing is.

    Args:
        page: What the reading is from.
        read: Looks at the page, and returns what is there now.
        wanted: What is to be there.
        of: What is read, in words, for whoever has to find out why it never came.
    """
    found: object = None
    trouble: Error | None = None
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            found, trouble = read(), None
        except Error as error:
            trouble = error
        if trouble is None and found == wanted:
            return
        if time.monotonic() > deadline:
            break
        page.wait_for_timeout(50)
    if trouble is not None:
        raise AssertionError(f"never came to it: {of}") from trouble
    assert found == wanted, f"never came to it: {of}"
