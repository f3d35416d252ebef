"""Where something was written, so that later stages can say so."""

from __future__ import annotations

from msgspec import Struct


class Origin(Struct, frozen=True):
    """The file and line a thing comes from: a label for messages, never opened."""

    file: str
    """As seen from the folder that holds `content/`, with forward slashes."""
    line: int = 1
    """Counted from 1."""
