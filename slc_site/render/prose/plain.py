"""Shows a text as it was typed: escaped, in paragraphs and lines. For texts that cannot be converted."""

from __future__ import annotations

import html
import re

from slc_site.render.manuscript import Prose
from slc_site.render.markup.characters import scrub
from slc_site.render.markup.digest import summary_of

MOST_SHOWN = 50_000
"""Characters that are shown of an endless text: more than a child writes, less than chokes a telephone."""

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def as_typed(text: str) -> Prose:
    """Return a text as prose without any markup."""
    text = scrub(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    paragraphs = (html.escape(part.strip(), quote=False) for part in _EMPTY_LINES.split(text) if part.strip())
    body = "\n".join(f"<p>{paragraph}</p>".replace("\n", "<br>\n") for paragraph in paragraphs)
    words = text.split()
    # A summary needs no more words than these, and there may be very many.
    return Prose(body, summary_of(" ".join(words[:200])), len(words), plain=True)


def beginning_of(text: str) -> str:
    """Return the beginning of an endless text, with a sign that it goes on."""
    beginning = text[:MOST_SHOWN]
    return f"{beginning.rpartition(' ')[0] or beginning} …"
