"""From what somebody typed to what they meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from slc_site.desk.refusal import RefusalError
from slc_site.problems import nearest


def find(kind: str, typed: str, known: Mapping[str, str]) -> str:
    """Return the slug that is meant by a slug or a name; `known` maps slugs to names.

    Raises:
        RefusalError: nothing is called so, or several things are.
    """
    wanted = _same(typed)
    for slug in known:
        if _same(slug) == wanted:
            return slug
    named = [slug for slug, name in known.items() if _same(name) == wanted]
    if len(named) == 1:
        return named[0]
    if named:
        raise RefusalError(f"There are several called {typed}: say which of {_listed(named)}.")
    if not known:
        raise RefusalError(f"There is no {kind} {typed}; there is no {kind} at all yet.")
    near = _near(typed, known)
    if near:
        raise RefusalError(f"There is no {kind} {typed}. Did you mean {near}?")
    raise RefusalError(f"There is no {kind} {typed}. Known are {_listed(list(known))}.")


def _near(typed: str, known: Mapping[str, str]) -> str | None:
    """Return the slug or name that is most like what was typed: one that begins so, or the nearest."""
    wanted = _same(typed)
    beginning = [
        slug for slug, name in known.items() if slug.startswith(wanted) or _same(name).startswith(wanted)
    ]
    return beginning[0] if len(beginning) == 1 else nearest(typed, [*known, *known.values()])


def _listed(names: list[str], most: int = 12) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
