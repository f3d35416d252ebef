"""Which page was made from what: so that none is drawn twice, nor planned when its section has not changed.

A page is a function of what its template is handed, of the theme and of the program. The ledger keeps, of
each page that was written, a fingerprint of all that and the digest of its bytes; of each section, a
fingerprint of all that its pages may look at, and theirs. It says nothing about what stands in the folder,
which is the manifest's business. So it can be old, or of another folder, and is never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, field

from slc_site import kept
from slc_site.build.manifest import Entry


class Outline(Struct, frozen=True):
    """What is kept of a section."""

    made_from: str
    """A fingerprint of all that its pages may look at."""
    in_lists: str
    """A fingerprint of what the class's pages may look at of it."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """By path, what each page is made from."""
    feed: str = ""
    """What its feed is made from; empty when it has none."""


class Later(Struct, frozen=True):
    """A page that is only drawn if it does not stand there already."""

    sha256: str
    """Of its bytes; empty when nobody knows."""
    draw: Callable[[], bytes]


class _Kept(Struct, frozen=True):
    pages: dict[str, tuple[str, str]]
    """By path: what it was made from, and the digest of its bytes."""
    sections: dict[str, Outline]
    """By name."""


_decode = kept.decoder(_Kept)


class Ledger:
    """The ledger of one edition: what the last build wrote down, and what this one does."""

    def __init__(self, file: Path, *, fresh: bool = False) -> None:
        """`fresh`: believe nothing of what is kept."""
        self._file = file
        self._before = (None if fresh else kept.loaded(file, _decode)) or _Kept({}, {})
        self._now = _Kept({}, {})
        self._made_from: dict[str, str] = {}

    def outline(self, section: str, made_from: str) -> Outline | None:
        """Return the outline of a section if it was made from the very same, else None."""
        known = self._now.sections.get(section) or self._before.sections.get(section)
        if known is None or known.made_from != made_from:
            return None
        self._now.sections[section] = known
        return known

    def note(self, section: str, outline: Outline) -> None:
        """Take down the outline of a section, for the next time."""
        self._now.sections[section] = outline

    def page(self, path: str, made_from: str, draw: Callable[[], bytes]) -> Later:
        """Return the page for `path`, made from what has this fingerprint."""
        self._made_from[path] = made_from
        before, sha256 = self._before.pages.get(path, ("", ""))
        return Later(sha256 if before == made_from else "", draw)

    def keep(self, written: Mapping[str, Entry]) -> None:
        """Keep all this for the next build, now that it has been written."""
        self._now.pages.update(
            (path, (made_from, written[path].sha256)) for path, made_from in self._made_from.items()
        )
        if self._now != self._before:
            kept.save(self._file, self._now)
        self._before, self._now, self._made_from = self._now, _Kept({}, {}), {}
