"""Texts as values of a YAML file, so that they are read as what was typed."""

from __future__ import annotations

import json
import re
import unicodedata

_PLAIN = re.compile(r"[^\W\d_](?:[\w .!?()/'’&-]*[\w.!?)])?")
"""Begins with a letter; nothing in it that YAML reads as anything but text."""
_PLAIN_ITEM = re.compile(r"[^\W\d_](?:[\w .,;!?()/'’&…，、。！？-]*[\w.!?)…。！？])?")
"""The same for a text that stands alone on its line, where a comma ends nothing; signs of Chinese mean
nothing in YAML."""


def tidy(text: str) -> str:
    """Return a text as one line without invisible control characters, its accents put together."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    text = "".join(
        char for char in text if unicodedata.category(char) != "Cs" and char not in "\ufeff\ufffe\uffff"
    )
    return " ".join(text.split())


def scalar(text: str) -> str:
    """Return a text as YAML writes it: as it is where that is safe, else in double quotes."""
    text = tidy(text)
    # What JSON puts into quotes means the same in YAML.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def item(text: str) -> str:
    """Return a text as an item of a list in a block: as it is where that is safe, to be gone on with."""
    text = tidy(text)
    return text if _PLAIN_ITEM.fullmatch(text) else scalar(text)


def line(key: str, value: str, example: str = "", about: str = "") -> str:
    """Return `key: value`; without a value, the same as a note with an example, to be filled in later."""
    written = f"{key}: {scalar(value)}" if tidy(value) else f"# {key}: {example}"
    return f"{written:<28}  # {about}" if about else written
