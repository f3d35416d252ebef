"""One change to a block of YAML: the few characters that have to go, and what comes in their place.

A library that reads and writes YAML "round trip" would be less to read, but it writes the whole block anew:
of fourteen ways in which people type, ruamel.yaml 0.19 changed six that were not concerned (more spaces after
a colon, a comma without one, a text over two lines, a list set in further) and could not read a date that is
none, which is only a text for us. Nothing here is trusted, either: `editing` reads what came of it before
anybody may write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from slc_site.pen.spelling import Data

Path = tuple[str | int, ...]
"""Keys and places in lists, from the margin inwards."""


class NoPlaceError(Exception):
    """There is no place for this in the block as it is written; nothing was changed."""


class Splice(NamedTuple):
    """From here to there, something else."""

    start: int
    end: int
    text: str

    def into(self, block: str) -> str:
        """Return the block with it."""
        return block[: self.start] + self.text + block[self.end :]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to stand at a path: a text, a list, keys with values; an empty one takes the key away."""

    path: Path
    value: Data
    short: Path = ()
    """What is meant where a text stands alone above it: `feedback: …` means `("feedback", "learned")`."""
