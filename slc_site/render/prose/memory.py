"""What texts became, kept from one build to the next, by the fingerprint of all that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from slc_site import kept
from slc_site.render.manuscript import Prose
from slc_site.render.markup.task import Remark

Outcome = tuple[Prose, tuple[Remark, ...]]
"""A text's prose, and what is wrong with it."""

CLASS_TEXTS = ""
"""Under which name the texts are kept that are no child's."""

_SPARE = 3
"""How often as much is kept as one edition of a child's texts needs: editions differ in what is linked."""
_decode = kept.decoder(dict[str, Outcome])


class TextMemory:
    """One file for each child, and one for the class."""

    def __init__(self, folder: Path) -> None:
        """`folder` is for this alone; need not exist."""
        self._folder = folder

    def recall(self, whose: str) -> Mapping[str, Outcome]:
        """Return what is known, by fingerprint; those asked for last stand last."""
        return kept.loaded(self._file(whose), _decode) or {}

    def keep(self, whose: str, known: Mapping[str, Outcome], used: Mapping[str, Outcome]) -> None:
        """Keep what was just used, and of what was `known` before as much as there is room for."""
        if known.keys() >= used.keys():
            return
        both = {**{mark: one for mark, one in known.items() if mark not in used}, **used}
        newest = list(both.items())[-_SPARE * len(used) :]
        kept.save(self._file(whose), dict(newest))

    def keep_only(self, these: Iterable[str]) -> None:
        """Forget everybody else: who left the class is not kept in a corner."""
        names = {self._file(whose).name for whose in these}
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in names:
                    file.unlink(missing_ok=True)

    def _file(self, whose: str) -> Path:
        return self._folder / kept.fingerprint(whose)
