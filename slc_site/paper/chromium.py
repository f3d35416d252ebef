"""Prints a page with a Chromium, Chrome or Edge that is on this computer, in a room of its own.

The browser gets a profile that is thrown away, no network and no scripts; the page's own policy allows it
nothing but what stands in it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from slc_site.paper.leaves import has_right_hand_pages, with_empty_pages

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
_MAC = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
VARIABLE = "SLC_BROWSER"
"""Names the browser that prints; before all others."""
_LONGEST = 180
"""In seconds: a large pack on an old computer."""
_OFFLINE = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


class BrowserError(Exception):
    """The browser did not make the PDF; its one argument says why, in a few words."""


def find() -> Path | None:
    """Return a browser that can print; None where there is none."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is not None:
        return Path(found)
    return next((file for file in _elsewhere() if file.is_file()), None)


def _elsewhere() -> Iterator[Path]:
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / name for name in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if programs := os.environ.get(variable, ""):
            yield from (Path(programs) / name for name in _WINDOWS)


def pdf_of(html: str, program: Path) -> bytes:
    """Return a page as a PDF.

    Raises:
        BrowserError: it did not work.
    """
    if has_right_hand_pages(html):
        html = with_empty_pages(html, lambda marked: _printed(marked, program))
    return _DATE.sub(rb"/\1 (D:20000101000000", _printed(html, program))


def _printed(html: str, program: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="slc-print-", ignore_cleanup_errors=True) as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        called = [
            str(program),
            *_OFFLINE,
            *(["--no-sandbox"] if _is_root() else []),  # it refuses to start otherwise
            f"--user-data-dir={Path(folder) / 'profile'}",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ]
        try:
            # The program is the teacher's own browser, and each argument is ours.
            done = subprocess.run(called, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise BrowserError(f"it took more than {_LONGEST} seconds") from error
        except OSError as error:
            raise BrowserError(error.strerror or type(error).__name__) from error
        if not made.is_file():
            raise BrowserError(f"it ended with status {done.returncode}")
        return made.read_bytes()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
