"""What a build came to, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from slc_site.share.access import HeldBack


class Written(Struct, frozen=True):
    """What became of the files of the output folder."""

    added: int
    changed: int
    removed: int
    unchanged: int


class Told(Struct, frozen=True):
    """How many originals told something besides what one sees and hears, by what it was."""

    position: int = 0
    """Where it was made."""
    camera: int = 0
    """With what: maker, model, number of the device."""
    time: int = 0
    """When it was made."""
    words: int = 0
    """Names, titles, comments."""
    preview: int = 0
    """A smaller picture inside of it."""


class Built(Struct, frozen=True):
    """What a build came to."""

    pages: int
    students: int
    pictures: int
    recordings: int
    written: Written
    held_back: tuple[HeldBack, ...]
    """What the viewer does not get; for a viewer who gets everything, the pictures that the web does not."""
    pictures_told: Told = Told()
    """What the originals of the pictures told."""
    recordings_told: Told = Told()
    in_output: int = 0
    """Finished files that were found still to tell anything; if it is not 0, nothing is written."""
    locked_pages: int = 0
    """Pages that only open with a code, besides the others."""
    families: int = 0
    """How many children have some for their families."""

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Built:
        """Return the result that `msgspec.to_builtins` made plain, as one of a build that changed nothing.

        Raises:
            KeyError, TypeError: it is not such a thing.
        """
        files = sum(count for key, count in said["written"].items() if key != "removed")
        held_back = tuple(HeldBack(**one) for one in said["held_back"])
        told = {key: Told(**said[key]) for key in ("pictures_told", "recordings_told")}
        return cls(**{**said, **told, "written": Written(0, 0, 0, files), "held_back": held_back})
