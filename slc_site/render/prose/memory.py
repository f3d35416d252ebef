"""What texts became, kept from one build to the next, by the fingerprint of all that it was made from.

Each text by itself; and all texts of a child together, so that where none of them has changed, nobody need
put them together with what they may point at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from slc_site import kept
from slc_site.problems import Problem
from slc_site.render.manuscript import Prose
from slc_site.render.markup.task import Remark

T = TypeVar("T")

Outcome = tuple[Prose, tuple[Remark, ...]]
"""A text's prose, and what is wrong with it."""

CLASS_TEXTS = ""
"""Under which name the texts are kept that are no child's."""

_SPARE = 3
"""How often as much is kept as one edition of a child's texts needs: editions differ in what is linked."""


class Together(Struct, frozen=True):
    """What became of all texts of a child."""

    marks: Mapping[str, str]
    """By the text's key, the fingerprint of what it was made from; nothing for one that has no words."""
    problems: tuple[Problem, ...]
    """What is wrong with them."""


class Known(Struct, frozen=True):
    """What is kept of a child's texts."""

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """By fingerprint; those asked for last stand last."""
    together: Mapping[str, Together] = field(default_factory=dict)
    """By the fingerprint of all that they were made from, the last stands last."""

    def all_of(self, made_from: str) -> tuple[Mapping[str, Prose], tuple[Problem, ...]] | None:
        """Return the prose of all texts that were made from this, by their keys, and what is wrong with them.

        None if that is not known, of one of them at least.
        """
        found = self.together.get(made_from)
        if found is None or not all(mark in self.outcomes for mark in found.marks.values() if mark):
            return None
        nothing = Prose("")
        prose = {key: self.outcomes[mark][0] if mark else nothing for key, mark in found.marks.items()}
        return prose, found.problems


_decode = kept.decoder(Known)


class TextMemory:
    """One file for each child, and one for the class."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for this alone; need not exist."""
        self._folder = folder

    def recall(self, whose: str) -> Known:
        """Return what is known."""
        return kept.loaded(self._file(whose), _decode) or Known()

    def keep(
        self, whose: str, known: Known, used: Mapping[str, Outcome], together: Mapping[str, Together]
    ) -> None:
        """Keep what was just used, and of what was `known` before as much as there is room for."""
        if known.outcomes.keys() >= used.keys() and known.together.keys() >= together.keys():
            return
        outcomes = _last(known.outcomes, used, _SPARE * len(used))
        kept.save(self._file(whose), Known(outcomes, _last(known.together, together, _SPARE)))

    def keep_only(self, these: Iterable[str]) -> None:
        """Forget everybody else: who left the class is not kept in a corner."""
        names = {self._file(whose).name for whose in these}
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _file(self, whose: str) -> Path:
        return self._folder / kept.fingerprint(whose)


def _last(before: Mapping[str, T], now: Mapping[str, T], most: int) -> dict[str, T]:
    """Return the newest of both, those of `now` last."""
    both = {**{key: one for key, one in before.items() if key not in now}, **now}
    return dict(list(both.items())[-most:] if most else ())
