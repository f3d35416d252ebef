"""A block of YAML as a tree that knows where in the text each piece stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from slc_site.read.document import HASH_WORD, LOADER
from slc_site.read.fields import Value, normal


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or keys with values. Places are characters of the block, counted from 0."""

    start: int
    end: int
    """After its last character; of what is written in lines, after the last line that says something."""
    in_brackets: bool
    """Is it, or does it lie in, something written in brackets or braces?"""


@dataclass(frozen=True, slots=True)
class Text(Node):
    """One text."""

    value: str
    style: str = ""
    """`'`, `"`, `|` or `>`; empty when it stands there plainly."""
    whole: int = 0
    """Where a new line may be added below it: after the empty lines that are part of a block text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Text
    value: Node


@dataclass(frozen=True, slots=True)
class Keys(Node):
    """Keys with values."""

    entries: tuple[Entry, ...]

    def at(self, key: str) -> int | None:
        """Return the place of the entry that people would call so; None when there is none."""
        exact = (place for place, entry in enumerate(self.entries) if entry.key.value == key)
        alike = (place for place, entry in enumerate(self.entries) if normal(entry.key.value) == normal(key))
        return next(exact, next(alike, None))


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list."""

    items: tuple[Node, ...]


class Outline:
    """A block, read once."""

    def __init__(self, block: str) -> None:
        """`block` is one that our reader can read as it stands.

        Raises:
            yaml.YAMLError: it is no YAML.
        """
        self.block = block
        self._lines = [0, *(found.end() for found in re.finditer("\n", block))]
        found = yaml.compose(block, Loader=LOADER)
        self.root = None if found is None else self._node(found, in_brackets=False)

    def column(self, place: int) -> int:
        """Return how many characters stand before a place in its line."""
        return place - (self.block.rfind("\n", 0, place) + 1)

    def line_end(self, place: int) -> int:
        """Return where the line of a place ends: at its `\\n`, or at the end of the block."""
        found = self.block.find("\n", place)
        return len(self.block) if found < 0 else found

    def rest(self, place: int) -> str:
        """Return what follows a place in its line."""
        return self.block[place : self.line_end(place)]

    def begins_line(self, place: int) -> bool:
        """Does nothing stand before a place in its line?"""
        return not self.block[place - self.column(place) : place].strip()

    def _place(self, mark: yaml.Mark) -> int:
        if mark.line >= len(self._lines):  # so the end is called where no line end is
            return len(self.block)
        return self._lines[mark.line] + mark.column

    def _node(self, found: yaml.Node, *, in_brackets: bool) -> Node:
        start, end = self._place(found.start_mark), self._place(found.end_mark)
        if isinstance(found, yaml.ScalarNode):
            return self._text(found, in_brackets=in_brackets)
        inside = in_brackets or bool(getattr(found, "flow_style", False))
        if isinstance(found, yaml.MappingNode):
            entries = tuple(self._entries(found, in_brackets=inside))
            return Keys(start, end if inside else entries[-1].value.end, inside, entries)
        items = tuple(self._node(item, in_brackets=inside) for item in found.value)
        return Items(start, end if inside else items[-1].end, inside, items)

    def _entries(self, found: yaml.MappingNode, *, in_brackets: bool) -> Iterator[Entry]:
        for key, value in found.value:
            start, end = self._place(key.start_mark), self._place(key.end_mark)
            name = Text(start, end, in_brackets, key.value, key.style or "")
            yield Entry(name, self._node(value, in_brackets=in_brackets))

    def _text(self, found: yaml.ScalarNode, *, in_brackets: bool) -> Text:
        start, end = self._place(found.start_mark), self._place(found.end_mark)
        value, style = found.value, found.style or ""
        whole = end
        if style in ("|", ">"):
            written = self.block[start:end]
            end = start + len(written.rstrip())
            keeps_empty_lines = "+" in written[: written.find("\n")]
            whole = start + len(written.removesuffix("\n")) if keeps_empty_lines else end
        elif not style and not in_brackets:
            word = HASH_WORD.match(self.rest(end))  # text for our reader, a comment for others
            if word:
                value, whole = (value + word[0].rstrip()).lstrip(), end + len(word[0].rstrip())
                end = whole
        return Text(start, end, in_brackets, value, style, whole)


def value_at(fields: Value, path: tuple[str | int, ...]) -> Value | None:
    """Return what stands at a path in the fields that our reader gave, or None; keys as people see them."""
    here: Value = fields
    for part in path:
        if isinstance(here, dict) and isinstance(part, str):
            name = part if part in here else next((key for key in here if normal(key) == normal(part)), None)
            if name is None:
                return None
            here = here[name]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            return None
    return here


def leaves(value: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text that says something, with its path; capitals and hyphens of keys taken away."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, normal(key)))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    elif value.strip():
        yield path, value


HAS_COMMENT = re.compile(r"(?:^|\s)#")
"""Perhaps a comment, perhaps not: enough to leave a piece of text as it is."""
