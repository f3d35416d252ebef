"""What a child wrote in Markdown, as it is read: without the signs for bold, links, headings and lists."""

from __future__ import annotations

import re

_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_BOLD = re.compile(r"(\*\*|\*|(?<!\w)__|(?<!\w)_)(?=\S)([^\n]*?\S)\1(?!\w)")
_LINE_START = re.compile(r"^(?:#{1,6}|[-*+>])[ \t]+", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n\s*")


def plain(markdown: str) -> str:
    """Return the text without its signs; pictures are left out."""
    text = _PICTURE.sub("", markdown)
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\2", text)
    return _LINE_START.sub("", text).strip()


def paragraphs(markdown: str) -> tuple[str, ...]:
    """Return the text by its paragraphs, each without signs; lines within one stay lines."""
    return tuple(filter(None, (part.strip() for part in _GAP.split(plain(markdown)))))
