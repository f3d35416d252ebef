"""What a build came to, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slc_site.share.access import HeldBack


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files of the output folder."""

    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    pages: int
    students: int
    pictures: int
    recordings: int
    written: Written
    held_back: tuple[HeldBack, ...]

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Built:
        """Return the result that `dataclasses.asdict` was given, as one of a build that changed nothing.

        Raises:
            KeyError, TypeError: it is not such a thing.
        """
        files = sum(count for key, count in said["written"].items() if key != "removed")
        held_back = tuple(HeldBack(**one) for one in said["held_back"])
        return cls(**{**said, "written": Written(0, 0, 0, files), "held_back": held_back})
