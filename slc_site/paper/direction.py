"""Which way a text of people's runs, written down before it is printed.

A browser finds that out where a template says `dir="auto"`; WeasyPrint does not. So it is said, for both.
"""

from __future__ import annotations

import html
import re
import unicodedata

_AUTO = re.compile(r'(<(\w+)\b[^<>]*?) dir="auto"([^<>]*>)(.*?)(?=</\2>)', re.DOTALL)
"""An element, up to the next end of one of its kind: what people wrote has no elements in it."""
_TAG = re.compile(r"<[^>]*>")


def settled(drawn: str, otherwise: str) -> str:
    """Return drawn HTML with each `dir="auto"` as `ltr` or `rtl`: as the first letter goes that says so.

    `otherwise` is for a text without any letter.
    """

    def said(found: re.Match[str]) -> str:
        return (
            f'{found[1]} dir="{of(html.unescape(_TAG.sub("", found[4]))) or otherwise}"{found[3]}{found[4]}'
        )

    before = ""
    while before != drawn:  # one may stand within another
        before, drawn = drawn, _AUTO.sub(said, drawn)
    return drawn


def of(text: str) -> str:
    """Return `ltr` or `rtl`, as the first letter goes; nothing for a text without letters."""
    kinds = map(unicodedata.bidirectional, text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return {"": "", "L": "ltr"}.get(first, "rtl")
