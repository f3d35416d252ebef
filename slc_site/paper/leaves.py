"""Right-hand pages where a browser prints: it does not know `break-before: right`, so empty pages are put in.

The document is printed twice. The first time a tiny page stands before each sheet that begins on the right;
the sizes of all pages then tell how many there are in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

_BEGINS = re.compile(r'<section class="sheet [^"]*\bbegins-right"')
"""What people wrote is escaped: no text can look like this."""
_MARK = '<section class="leaf-mark">&#160;</section>'
_STYLE = (
    "<style>@page leaf-mark { size: 30mm 30mm; margin: 0; }"
    ".leaf-mark { page: leaf-mark; break-before: page; break-after: page; font-size: 1pt; }</style></head>"
)
_EMPTY = '<section class="sheet empty begins-page">&#160;</section>'
_SIZE = re.compile(rb"/MediaBox \[0 0 ([\d.]+) [\d.]+\]")
_TINY = 100
"""Points; no paper is so narrow."""


def has_right_hand_pages(html: str) -> bool:
    """Does any sheet of a document, but the first, have to begin on a right-hand page?"""
    return len(_BEGINS.findall(html)) > 1


def with_empty_pages(html: str, printed: Callable[[str], bytes]) -> str:
    """Return a document with an empty page wherever the next sheet would begin on a left-hand one.

    `printed` returns the PDF of a document, as a Chromium makes it.
    """
    marked = _BEGINS.sub(lambda found: _MARK + found[0], html.replace("</head>", _STYLE, 1))
    runs = _runs(printed(marked))
    places = count()
    pages = 0

    def filled(found: re.Match[str]) -> str:
        nonlocal pages
        place = next(places)
        pages += runs[place] if place < len(runs) else 0
        if pages % 2 == 0:
            return found[0]
        pages += 1
        return _EMPTY + found[0]

    return _BEGINS.sub(filled, html)


def _runs(made: bytes) -> list[int]:
    """Return how many pages stand before the first tiny one, and before each that follows."""
    runs = [0]
    for size in _SIZE.findall(made):
        if float(size) < _TINY:
            runs.append(0)
        else:
            runs[-1] += 1
    return runs
