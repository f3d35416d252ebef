"""Takes out of a text the characters that no reader sees, and that can do harm."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 8
"""So many accents may stand on one letter; Vietnamese needs two, vowelled Hebrew four. Hundreds of them
freeze some telephones and paint over the lines around."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; tab and line ends stay
    r"\u202a-\u202e\u2066-\u2069"  # turn the direction of the text around; plain marks (200e, 200f) stay
    r"\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
"""Those of them that are ASCII."""
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of a character, which no file can hold."""
_NO_LETTERS = re.compile(rf"(?:[^\w\s\x00-\u02ff]|</?[a-z][^<>]*>){{{MOST_MARKS + 1},}}")
"""A run that may hold too many accents: characters that are no letters, beyond the Latin alphabets, and tags,
which do not end the letter that stands before them."""
_MAYBE_MARKS = re.compile(r"[^\x00-\u02ff\u2000-\u206f\w\s]")
"""All accents, and some more; quotation marks and dashes are none."""
_PART = re.compile(r"<[^>]*>|.", re.DOTALL)


def scrub(text: str) -> str:
    """Return a text, or some HTML, without what cannot be seen, and at most `MOST_MARKS` accents on a letter.

    In linear time, and doing it twice changes nothing more.
    """
    if text.isascii():  # most English is, and this takes a fortieth of the time
        return text.encode("ascii").translate(None, _CONTROLS).decode("ascii")
    text = _HALVES.sub("\ufffd", _UNSEEN.sub("", text))
    if len(_MAYBE_MARKS.findall(text)) <= MOST_MARKS:
        return text
    return _NO_LETTERS.sub(_with_fewer_marks, text)


def _with_fewer_marks(run: re.Match[str]) -> str:
    kept = []
    marks = 0
    for part in _PART.findall(run[0]):
        kind = unicodedata.category(part) if len(part) == 1 else "tag"
        if kind[0] == "M":
            marks += 1
        elif kind not in {"tag", "Cf"}:  # such as a joiner, which joins what follows to the same letter
            marks = 0
        if kind[0] != "M" or marks <= MOST_MARKS:
            kept.append(part)
    return "".join(kept)
