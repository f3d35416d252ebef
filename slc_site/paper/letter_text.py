"""A letter as somebody writes it without code: a little Markdown, with names in braces for what differs.

    ## When                          a heading
    {child} leads on **{when}**.     a paragraph; **strong**
    - {agenda}                       an item for each step

What stands for nothing takes its paragraph or item along: where no time is known, `Your time: {when}` is left
out, and a heading with nothing below it. Names are filled in after the text was taken apart, so nothing that
a child or a family is called can become a heading or a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from msgspec import Struct

Value = str | tuple[str, ...]
"""What a name in braces stands for; several: an item for each."""


class BlockKind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    CODE = "code"
    """The family's code, with its link and the square to scan."""


class Span(Struct, frozen=True):
    """A run of text."""

    text: str
    strong: bool = False
    is_value: bool = False
    """It was filled in: its direction is its own."""

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as its first letter has it, for not every PDF engine looks; empty: it has none."""
        kinds = (unicodedata.bidirectional(char) for char in self.text)
        return next((_DIRECTIONS[kind] for kind in kinds if kind in _DIRECTIONS), "")


Line = tuple[Span, ...]


class Block(Struct, frozen=True):
    """A piece of a letter."""

    kind: BlockKind
    lines: tuple[Line, ...] = ()
    """The items of a list; else one."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its lines as plain text."""
        return tuple("".join(span.text for span in line) for line in self.lines)


_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
CODE = "code"
"""Alone in a paragraph: the family's code."""
_NAME = re.compile(r"\{([a-z_]+)\}")
_ALONE = re.compile(r"\{([a-z_]+)\}")
_ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+")
_HEADING = re.compile(r"#{1,6}\s+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in braces, each once."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def blocks(text: str, values: Mapping[str, Value], *, has_code: bool) -> tuple[Block, ...]:
    """Return a letter's text as blocks, with the values filled in.

    Args:
        text: As it was written; a name that `values` does not know stays as it is.
        values: By name; empty ones take what they stand in along.
        has_code: Is there a code to be shown?
    """
    return tuple(_with_something_below(list(_blocks(text, values, has_code))))


def _blocks(text: str, values: Mapping[str, Value], has_code: bool) -> Iterator[Block]:
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        yield from _chunk([line.strip() for line in chunk.split("\n")], values, has_code)


def _chunk(lines: Sequence[str], values: Mapping[str, Value], has_code: bool) -> Iterator[Block]:
    """Yield what stands between two empty lines."""
    paragraph: list[str] = []
    items: list[Line] = []

    def ended() -> Iterator[Block]:
        if paragraph:
            yield from _paragraph(" ".join(paragraph), values, has_code)
            paragraph.clear()
        if items:
            yield Block(BlockKind.LIST, tuple(items))
            items.clear()

    for line in filter(None, lines):
        if marked := _HEADING.match(line):
            yield from ended()
            yield from (Block(BlockKind.HEADING, (one,)) for one in _filled(line[marked.end() :], values))
        elif marked := _ITEM.match(line):
            if paragraph:
                yield from ended()
            items += _filled(line[marked.end() :], values)
        else:
            if items:
                yield from ended()
            paragraph.append(line)
    yield from ended()


def _paragraph(text: str, values: Mapping[str, Value], has_code: bool) -> Iterator[Block]:
    alone = _ALONE.fullmatch(text)
    if alone and alone[1] == CODE:
        if has_code:
            yield Block(BlockKind.CODE)
        return
    lines = tuple(_filled(text, values))
    if alone and isinstance(values.get(alone[1]), tuple):
        if lines:
            yield Block(BlockKind.LIST, lines)
        return
    yield from (Block(BlockKind.PARAGRAPH, (line,)) for line in lines)


def _filled(text: str, values: Mapping[str, Value]) -> Iterator[Line]:
    """Yield the line, or one for each of several values; none where a name stands for nothing."""
    known = [name for name in names_in(text) if name in values]
    if any(not values[name] for name in known):
        return
    several = [name for name in known if isinstance(values[name], tuple)]
    if not several:
        yield _spans(text, values)
        return
    for one in values[several[0]]:
        yield _spans(text, {**values, **dict.fromkeys(several, one)})


def _spans(text: str, values: Mapping[str, Value]) -> Line:
    found = []
    place = 0
    for match in _STRONG.finditer(text):
        found += _with_values(text[place : match.start()], values, strong=False)
        found += _with_values(match[2], values, strong=True)
        place = match.end()
    found += _with_values(text[place:], values, strong=False)
    return tuple(found)


def _with_values(text: str, values: Mapping[str, Value], *, strong: bool) -> list[Span]:
    found = []
    for place, piece in enumerate(_NAME.split(text)):
        if place % 2 and isinstance(value := values.get(piece), str):
            found.append(Span(value, strong, is_value=True))
        elif place % 2:
            found.append(Span(f"{{{piece}}}", strong))
        elif piece:
            found.append(Span(piece, strong))
    return found


def _with_something_below(found: list[Block]) -> Iterator[Block]:
    for place, block in enumerate(found):
        below = found[place + 1] if place + 1 < len(found) else None
        if block.kind is not BlockKind.HEADING or (below and below.kind is not BlockKind.HEADING):
            yield block
