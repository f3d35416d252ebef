"""A file, taken apart: its fields, the lines they stand in, and the text below them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

Value = str | list["Value"] | dict[str, "Value"]
Loc = tuple[str | int, ...]
"""Where in the fields something is: keys and places in lists."""


def normal(key: str) -> str:
    """Return a key without what people do not see: capitals, and which of `-`, `_` and space it has."""
    return key.strip().casefold().replace("_", "-").replace(" ", "-")


def _normal(loc: Loc) -> Loc:
    return tuple(normal(part) if isinstance(part, str) else part for part in loc)


class Document(Struct, frozen=True, dict=True):
    """A file that could be read; what its fields mean is not known yet."""

    file: str
    """Its label: as seen from the folder that holds `content/`, with forward slashes."""
    fields: dict[str, Value]
    lines: Mapping[Loc, int]
    """The line of the file that each key or list item stands in."""
    body: str = ""
    """Markdown."""
    body_line: int = 1
    head: str = ""
    """A digest of all but the body; empty where something was to be said of how the two are put together."""

    def line(self, loc: Loc) -> int:
        """Return the line of what is at a place, or of what it would be in."""
        wanted, lines = _normal(loc), self._lines
        return next((lines[wanted[:n]] for n in range(len(wanted), 0, -1) if wanted[:n] in lines), 1)

    @cached_property
    def _lines(self) -> Mapping[Loc, int]:
        return {_normal(loc): line for loc, line in self.lines.items()}
