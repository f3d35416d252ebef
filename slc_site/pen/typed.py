"""What somebody typed into a box, made clean and held against what fits there."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from slc_site.pen.outcome import RefusalError
from slc_site.read.fields import Value
from slc_site.read.values import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from slc_site.pen.boxes import Box

LETTERS_A_WORD = 12
"""So many letters are let through for each word that fits: some languages have no spaces."""

_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BULLET = re.compile(r"(?:[-*+•‣·–—]|\(?(?:\d{1,2}|[a-e])[.)])\s+")
_COUNTED = re.compile(r"(?:^|\s)\(?(?:1|a)[.)]\s+\S.*\s\(?(?:2|b)[.)]\s+\S", re.IGNORECASE)


def clean(text: str) -> str:
    """Return a text with plain line ends, without control characters and without the space around it."""
    text = _UNSEEN.sub("", _NEW_LINE.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " "))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    """Return a clean text as one line."""
    return " ".join(clean(text).split())


def shown(box: Box, found: Value | None) -> str:
    """Return what stands in a file as the box shows it; empty where there is something else than a text."""
    if isinstance(found, dict) and len(found) == 1:
        ((key, inner),) = found.items()  # YAML takes `- She said: hello` in a list for a key and a value
        found = f"{key}: {inner}" if isinstance(inner, str) and inner else None
    if not isinstance(found, str):
        return ""
    if box.choices:
        word = "-".join(re.split(r"[\s_-]+", found.strip().casefold()))
        word = {"true": "yes", "on": "yes", "false": "no", "off": "no"}.get(word, word)
        return word if word in box.choices else one_line(found)
    return one_line(found) if box.is_line else clean(found)


def parsed(box: Box, typed: str) -> str:
    """Return what is to be written; empty takes away what is there.

    Raises:
        RefusalError: it does not fit, with words for who typed it.
    """
    if box.one_goal:
        typed = _one_goal(clean(typed))
    value = one_line(typed) if box.is_line else clean(typed)
    if not value:
        return ""
    if box.choices:
        value = shown(box, value)
        if value not in box.choices:
            raise RefusalError("choice")
    elif box.is_day:
        value = _day(value)
    words = len(value.split())
    if words > box.longest:
        raise RefusalError("too-long", there=words, fit=box.longest)
    if len(value) > box.longest * LETTERS_A_WORD:
        raise RefusalError("too-many-letters", there=len(value), fit=box.longest * LETTERS_A_WORD)
    return value


def _one_goal(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 or _COUNTED.search(text) or len(re.findall(r"(?:^|\s)[•‣]\s", text)) > 1:
        raise RefusalError("two-goals")
    return _BULLET.sub("", lines[0], count=1) if lines and _BULLET.match(lines[0]) else text


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RefusalError("day") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RefusalError("day")
    return day.isoformat()
