"""Texts as YAML, each in the plainest way in which they are read again as what was typed."""

from __future__ import annotations

import json
import re

Data = str | list["Data"] | dict[str, "Data"]
"""What can be written at a place."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .!()/'’&…-]*[\w.!)…])?")
"""Begins with a letter; nothing in it that any reader of YAML takes for more than text, even in brackets."""
_PLAIN_ALONE = re.compile(r"[^\W\d_](?:[\w .,;!?()/'’&…-]*[\w.!?)…])?")
"""The same where nothing but a line end can follow: there a comma ends nothing."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[\w-]*\w)?")
"""A date, or a slug that begins with one."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
_NUMBER = re.compile(r"\d{1,3}")
_FEW = 3
"""So many items with keys of their own still fit on one line."""
_SPACES = re.compile("[\x85\u2028\u2029]")
"""Read as a space unless they are spelt out."""


def quoted(text: str, style: str = "") -> str:
    """Return a text in quotes on one line: in single ones if that is the style or easier to read."""
    is_easier = "'" not in text and ('"' in text or "\\" in text)
    if (style == "'" or (is_easier and not style)) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    # What JSON puts into quotes means the same in YAML.
    return _SPACES.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def scalar(text: str, *, in_brackets: bool, style: str = "", plainly: bool = True) -> str:
    """Return a text on one line: plain where that is safe and no other style is kept, else in quotes."""
    plain = _PLAIN if in_brackets else _PLAIN_ALONE
    is_safe = any(pattern.fullmatch(text) for pattern in (plain, _DAY, _MOMENT, _NUMBER))
    if plainly and is_safe and style not in ("'", '"'):
        return text
    return quoted(text, style)


def lines_of(text: str, indent: int) -> str | None:
    """Return a text of several lines as YAML's `|-`, as people like to read it; None when it cannot be so."""
    lines = text.split("\n")
    is_tidy = all(lines[place].strip() for place in (0, -1)) and not lines[0][0].isspace()
    if len(lines) < 2 or not is_tidy or _SPACES.search(text):
        return None
    return "|-" + "".join(f"\n{' ' * indent}{line}" if line else "\n" for line in lines)


def in_brackets(data: Data, *, plainly: bool = True) -> str:
    """Return anything on one line: `{a: b, c: [d, e]}`."""
    if isinstance(data, str):
        return scalar(data, in_brackets=True, plainly=plainly)
    if isinstance(data, list):
        return f"[{', '.join(in_brackets(item, plainly=plainly) for item in data)}]"
    inner = (f"{key_of(key)}: {in_brackets(value, plainly=plainly)}" for key, value in data.items())
    return f"{{{', '.join(inner)}}}"


def in_lines(data: dict[str, Data], indent: int, *, plainly: bool = True) -> str:
    """Return keys and values as lines that begin with so many spaces; a list stays on one line.

    Only one of many items that have keys of their own has a line for each.
    """
    written = []
    for key, value in data.items():
        head = f"{' ' * indent}{key_of(key)}:"
        if isinstance(value, dict):
            written.append(f"{head}\n{in_lines(value, indent + 2, plainly=plainly)}")
        elif isinstance(value, list) and len(value) > _FEW and all(isinstance(item, dict) for item in value):
            items = (f"{' ' * (indent + 2)}- {in_brackets(item, plainly=plainly)}\n" for item in value)
            written.append(f"{head}\n{''.join(items)}")
        elif isinstance(value, list):
            written.append(f"{head} {in_brackets(value, plainly=plainly)}\n")
        else:
            written.append(f"{head} {alone(value, indent + 2, plainly=plainly)}\n")
    return "".join(written)


def alone(text: str, indent: int, *, style: str = "", plainly: bool = True) -> str:
    """Return a text that ends its line; its own further lines begin with so many spaces."""
    several = lines_of(text, indent) if plainly else None
    return several or scalar(text, in_brackets=False, style=style, plainly=plainly)


def key_of(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    return scalar(key, in_brackets=True) if not re.fullmatch(r"[A-Za-z]\w*", key) else key
