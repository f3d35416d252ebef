"""Lines that YAML stumbles over but a person understands: `title: My trip: the zoo`.

The lines of a block are kept, one for one, so that line numbers stay true; the ones that are at fault are
put in quotes, get the space after their colon, or lose the spaces they slipped by.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

_KEY_LINE = re.compile(
    r"(?P<indent>[ \t\u00a0\u3000]*)(?P<item>(?:-[ \t]+)*)"
    r"(?P<key>[^\W\d_][\w -]{0,40}?|\d{1,2})[ \t\u00a0]*[:：]"
    r"(?P<space>[ \t\u00a0\u3000]*)(?P<value>.*)$"
)
_ITEM_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<item>(?:-[ \t]+)+)(?P<value>.*\S)")
_TIGHT_ITEM_LINE = re.compile(r"(?P<indent>[ \t]*)-(?P<value>[^\s\d-].*)$")
_BLOCK_TEXT = re.compile(r"[|>][+-]?\d?[+-]?[ \t]*$")
_NOT_TEXT = re.compile(r"[&*!].*[\[\]{}]|\{\s*[\w-]+\s*:")
"""An anchor on a list, or keys in braces: for the reader to refuse, not for us to disguise."""


class Repair(Struct, frozen=True):
    """One line that was read otherwise than YAML would have."""

    line: int
    """In the block, counted from 0."""
    message: str
    hint: str


def repair(block: str, reads: Callable[[str], bool]) -> tuple[str, tuple[Repair, ...]]:
    """Return a block that has a better chance, with what was changed; the same block if nothing helps.

    `reads(text)` says whether a piece is keys and values as it stands; only pieces that are not are touched.
    """
    lines = block.split("\n")
    changed: list[Repair] = []
    for start, end in _chunks(lines, changed):
        if reads("\n".join(lines[start:end])):
            continue
        for number in range(start, end):
            better = _better(lines[number], reads)
            if better is not None and better != lines[number]:
                changed.append(_told(number, lines[number], better))
                lines[number] = better
    return "\n".join(lines), tuple(changed)


def _told(number: int, line: str, better: str) -> Repair:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Repair(number, "This line begins with a tab.", "Use spaces instead.")
    found = _KEY_LINE.match(line)
    value = found["value"].strip() if found else ""
    closing = {"[": "]", "{": "}"}.get(value[:1])
    if closing and closing not in value:
        hint = f"Is the closing `{closing}` missing?"
    elif closing and value.endswith(closing):
        hint = "Is a comma, a quote or a bracket too much in it?"
    elif len(better) > 100:
        hint = "Put the text in quotes."
    else:
        hint = f"Write it like this: `{better.strip()}`."
    return Repair(number, "I had to guess what this line means.", hint)


def _chunks(lines: list[str], changed: list[Repair]) -> list[tuple[int, int]]:
    """Return first and after-last line of every key at the margin, with all that belongs to it.

    A key that slipped to the right below one that has its value already is moved back to the margin.
    """
    starts: list[int] = []
    complete = True  # has the key above its value, so that nothing can belong below it?
    for number, line in enumerate(lines):
        found = _KEY_LINE.match(line)
        if not found or found["item"]:
            continue
        if found["indent"] and complete:
            lines[number] = line = line[len(found["indent"]) :]
            hint = "Begin it at the very left, like the other keys."
            changed.append(Repair(number, "This line begins with spaces.", hint))
        if not line[0].isspace():
            starts.append(number)
            value = found["value"].strip()
            complete = bool(value) and not _BLOCK_TEXT.match(value) and value[0] not in "\"'[{#"
    return list(zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True))


def _better(line: str, reads: Callable[[str], bool]) -> str | None:
    """Return the line as YAML would have it, or None when there is nothing to mend."""
    if found := _KEY_LINE.match(line):
        if not found["space"] and found["value"].startswith("//"):
            return None  # an address
        value = found["value"].rstrip()
        head = f"{_spaces(found['indent'])}{found['item']}{found['key']}:"
        return f"{head} {_quoted(value, reads)}" if value else head
    if found := _ITEM_LINE.match(line):
        return _spaces(found["indent"]) + found["item"] + _quoted(found["value"], reads)
    if found := _TIGHT_ITEM_LINE.match(line):
        return f"{_spaces(found['indent'])}- {_quoted(found['value'].rstrip(), reads)}"
    return line.expandtabs(2) if line[:1] == "\t" else None


def _spaces(indent: str) -> str:
    return indent.expandtabs(2).replace("\u00a0", " ").replace("\u3000", " ")


def _quoted(value: str, reads: Callable[[str], bool]) -> str:
    if _BLOCK_TEXT.match(value) or reads(f"key: {value}"):
        return value
    if _NOT_TEXT.match(value):
        return value
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
