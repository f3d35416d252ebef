"""What was published once and taken away: kept here, so that `verify` can see to it that it is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from slc_site.publish.state import keep_json, kept_json

_FILE = "gone.json"
_MOST = 2000
"""So many paths are remembered, the last ones."""


def gone(folder: Path) -> tuple[str, ...]:
    """Return the paths that were taken away, as kept in the state folder of publishing."""
    return tuple(kept_json(folder / _FILE))


def remember(folder: Path, removed: Iterable[str], there: Collection[str]) -> None:
    """Keep what was taken away; what is `there` again is forgotten."""
    known = kept_json(folder / _FILE)
    now = {name: 1 for name in (*known, *removed) if name not in there}
    if now != known:
        keep_json(folder / _FILE, dict(list(now.items())[-_MOST:]))
