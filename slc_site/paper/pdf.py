"""Turns a document into a PDF: with WeasyPrint, else with a browser that is on this computer.

WeasyPrint comes with `pip install "slc-site[pdf]"` and wants the system's Pango. Where either is missing, a
Chromium, Chrome or Edge prints the same page (`chromium`), and a pack of many sheets anyway. What comes out
is tagged for screen readers, has its title and language, holds the letters that it uses, and is the same each
time, to the byte. WeasyPrint's is declared PDF/UA-1, which makes it some 400 bytes larger.

Nothing is fetched. What children and families wrote stands in the page, so both engines read what is inside
it (`data:`) and nothing else: no network, no file of this computer.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from slc_site.paper import chromium
from slc_site.problems import Problem, Reporter, Severity

MANY = 100
"""So many sheets are printed by a browser, if there is one: it needs half the time of WeasyPrint."""
_SHEET = '<section class="sheet '
_LOGGER = "weasyprint"
_VARIANT = "pdf/ua-1"
_NO_LETTER = ".notdef"
_DAY = "SOURCE_DATE_EPOCH"
"""What many programs ask for in place of the clock; seconds since 1970."""


class NoPdfError(Exception):
    """There is nothing here that makes a PDF, or it failed; its one argument is the `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def pdf_of(html: str, reporter: Reporter, *, engine: str = "") -> bytes:
    """Return an HTML document, as `sheet.Drawing` makes it, as a PDF.

    Args:
        html: Whole in itself.
        reporter: Hears of letters for which no font of this computer has a shape.
        engine: One of `ENGINES`; empty: the first that is here.

    Raises:
        NoPdfError: there is none, or it could not do it; the hint says what to install.
    """
    names = [engine] if engine else list(ENGINES)
    if not engine and html.count(_SHEET) > MANY:
        names.reverse()
    failed: list[NoPdfError] = []
    for name in names:
        try:
            made = ENGINES[name](html, reporter)
        except NoPdfError as error:
            failed.append(error)
            continue
        if made is not None:
            return made
    raise failed[0] if failed else NoPdfError(_nothing_here())


def _with_weasyprint(html: str, reporter: Reporter) -> bytes | None:
    """Return the PDF; None where WeasyPrint or a library of the system that it needs is missing."""
    if find_spec("weasyprint") is None:
        return None
    try:
        # Seconds to load, and it opens the libraries of the system at once.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        return None
    with _Letters() as letters, _the_same_day(), _no_garbage():
        inside = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
        made: bytes = HTML(string=html, url_fetcher=inside).write_pdf(pdf_variant=_VARIANT, pdf_tags=True)
    if letters.missing:
        reporter.report(_no_letters("".join(sorted(letters.missing))))
    return made


def _with_browser(html: str, reporter: Reporter) -> bytes | None:
    program = chromium.find()
    if program is None:
        return None
    try:
        return chromium.pdf_of(html, program)
    except chromium.BrowserError as error:
        message = f"{program.name} could not make the PDF: {error}."
        raise NoPdfError(Problem(message, hint=_HINT, code="no-pdf")) from error


ENGINES: Mapping[str, Callable[[str, Reporter], bytes | None]] = {
    "weasyprint": _with_weasyprint,
    "browser": _with_browser,
}
"""What can make a PDF, in the order in which it is tried."""


@contextmanager
def _the_same_day() -> Iterator[None]:
    """Keep the day out of the fonts that are cut to the letters in use: fontTools writes it into them."""
    before = os.environ.get(_DAY)
    os.environ[_DAY] = before or "946684800"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DAY]


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage meanwhile: there is little among millions of things, and it takes a quarter."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


class _Letters(logging.Handler):
    """Hears from WeasyPrint which letters have no shape, and keeps its other words to itself."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if _NO_LETTER in str(record.msg) and isinstance(record.args, tuple) and record.args:
            self.missing.add(str(record.args[0]))

    def __enter__(self) -> _Letters:
        logger = logging.getLogger(_LOGGER)
        self._before: list[Any] = list(logger.handlers)
        self._passed_on = logger.propagate
        logger.handlers, logger.propagate = [self], False
        return self

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger(_LOGGER)
        logger.handlers, logger.propagate = self._before, self._passed_on


_HINT = (
    'To make PDFs: pip install "slc-site[pdf]", and the library Pango (Debian and Ubuntu: apt install '
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; a Mac: brew install pango); or install Chromium, "
    "Chrome or Edge. Without any of them, open the page in your browser and print it from there."
)


def _nothing_here() -> Problem:
    return Problem(
        "Nothing on this computer can make a PDF; the page to print is there all the same.",
        hint=_HINT,
        severity=Severity.WARNING,
        code="no-pdf",
    )


def _no_letters(letters: str) -> Problem:
    shown = letters if len(letters) <= 20 else f"{letters[:20]}…"
    return Problem(
        f"No font of this computer has the letters {shown}: empty boxes stand in their place.",
        hint="Install a font for that language, such as Noto: fonts-noto-cjk for Chinese, "
        "fonts-noto-core for others.",
        severity=Severity.WARNING,
        code="no-letters",
    )
