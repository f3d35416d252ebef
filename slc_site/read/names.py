"""References: from what was typed to the thing that is meant, or to a warning that lists what there is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

from slc_site.problems import Severity, did_you_mean
from slc_site.read.disk import same
from slc_site.read.sheet import Sheet
from slc_site.read.values import shown

LISTED = 8
"""How many names a message lists."""


class Names:
    """The names of all things of one kind. Capitals and composed letters make no difference."""

    def __init__(
        self,
        noun: str,
        names: Iterable[str],
        *,
        also: Iterable[tuple[str, str]] = (),
        left_out: Iterable[str] = (),
    ) -> None:
        """Take the names; `also` pairs other spellings with names, `left_out` are known to be missing.

        A reference to what was left out is not reported again: why it is missing was said.
        """
        self.noun = noun
        self.names = tuple(names)
        self._found: dict[str, str] = {}
        for name in self.names:
            self._found.setdefault(same(name), name)
        for spelling, name in also:
            self._found.setdefault(same(spelling), name)
        self._left_out = {same(name) for name in left_out}

    @property
    def made_from(self) -> object:
        """All that this knows, as plain values."""
        return self.noun, self.names, self._found, sorted(self._left_out)

    def find(self, typed: str) -> str | None:
        """Return the name that is meant, or None."""
        typed = same(typed.strip())
        return self._found.get(typed) or self._found.get(typed.removesuffix(".md"))

    def is_left_out(self, typed: str) -> bool:
        """Was there such a thing, but it could not be used?"""
        return same(typed.strip()).removesuffix(".md") in self._left_out

    def hint(self, typed: str) -> str:
        """Return a sentence or two about what there is instead, the nearest first."""
        if not self.names:
            return f"There is no {self.noun} yet."
        near = difflib.get_close_matches(same(typed), list(self._found), n=LISTED * 2, cutoff=0.0)
        listed = list(dict.fromkeys(self._found[name] for name in near))[:LISTED]
        more = len(self.names) - len(listed)
        there_are = ", ".join(f"`{name}`" for name in listed) + (f" and {more} more" if more > 0 else "")
        verb = "is" if len(self.names) == 1 else "are"
        return " ".join(filter(None, (did_you_mean(typed, self.names), f"There {verb} {there_are}.")))


def one(
    sheet: Sheet[Any], names: Names, typed: str, *loc: str | int, severity: Severity = Severity.WARNING
) -> str | None:
    """Return the name that a reference means; None when it is empty or leads nowhere, which is reported."""
    if not typed:
        return None
    found = names.find(typed)
    if found is None and (severity > Severity.WARNING or not names.is_left_out(typed)):
        message = f"There is no {names.noun} {shown(typed)}."
        hint = None if sheet.reporter.is_full else names.hint(typed)
        sheet.report(message, *loc, hint=hint, severity=severity, code="no-such-thing")
    return found


def several(sheet: Sheet[Any], names: Names, typed: Iterable[str], *loc: str | int) -> tuple[str, ...]:
    """Return the names that references mean, each once; those that lead nowhere are reported."""
    found = (one(sheet, names, name, *loc, place) for place, name in enumerate(typed))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def unique(
    sheet: Sheet[Any], things: Iterable[Any], key: Callable[[Any], str], *loc: str | int
) -> tuple[Any, ...]:
    """Return things whose names differ; a second one of a name is reported and left out."""
    kept: dict[str, Any] = {}
    for place, thing in enumerate(things):
        name = key(thing)
        if same(name) in kept:
            message = f"{shown(name)} is here twice; I keep the first."
            sheet.report(
                message, *loc, place, hint="Give the second another name, or delete it.", code="same-name"
            )
            continue
        kept[same(name)] = thing
    return tuple(kept.values())
