"""In which order files are sent and taken away, so that no page ever points at what is not there.

What guards a folder (`.htaccess`) comes before all that it guards and goes after it. Pictures, and whatever
else is no page, come before pages; new pages, which nothing points at yet, before those that are there
already and may point at them; then the home page, and feeds. What is taken away goes the other way round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

_HOME = "index.html"
_GUARDS = (".htpasswd", ".htaccess")
"""The first is named in the second."""


def sending(names: Iterable[str], there: Collection[str]) -> list[list[str]]:
    """Return files in groups, each to be sent when all before it have arrived; some stand `there` already."""

    def rank(name: str) -> int:
        base = name.rpartition("/")[2]
        if base in _GUARDS:
            return _GUARDS.index(base)
        if name.endswith(".xml"):
            return 6
        if not name.endswith(".html"):
            return 2
        if name == _HOME:
            return 5
        return 4 if name in there else 3

    ordered = sorted(names, key=lambda name: (rank(name), -name.count("/"), name))
    return [list(group) for _, group in groupby(ordered, key=rank)]


def removing(names: Iterable[str]) -> list[list[str]]:
    """Return files in groups, each to be taken away when all before it are gone."""
    return [group[::-1] for group in reversed(sending(names, ()))]
