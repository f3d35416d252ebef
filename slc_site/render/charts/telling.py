"""What the readings of one child say: from where to where, what comes next, and is it reached?

Growth is only ever told against the child's own beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from slc_site.model.classroom import Better, MeasureSpec, Term
from slc_site.model.measure import Reading
from slc_site.render.translations import Words


class Aim(Struct, frozen=True):
    """A target, from the day it was set."""

    target: Decimal
    since: date
    due: date | None
    """By when; None: nobody has said, and the day is in no term."""


class Growth(Struct, frozen=True):
    """One child's readings of one measure."""

    spec: MeasureSpec
    readings: Sequence[Reading]
    """By date, at least one."""
    aims: tuple[Aim, ...]
    """In the order in which they were set; the last is the one that counts."""

    @classmethod
    def of(cls, spec: MeasureSpec, readings: Sequence[Reading], terms: Sequence[Term]) -> Growth:
        """Take a child's readings; a target stays until there is another one.

        Its day is the one beside it, else the last one of the term in which it was set.
        """
        aims: list[Aim] = []
        for reading in readings:
            if reading.target is None:
                continue
            due = reading.due or _end_of_term(reading.date, terms)
            if not aims or (aims[-1].target, aims[-1].due) != (reading.target, due):
                aims.append(Aim(reading.target, reading.date, due))
        return cls(spec, readings, tuple(aims))

    @property
    def first(self) -> Reading:
        """Where it began."""
        return self.readings[0]

    @property
    def last(self) -> Reading:
        """Where it is now."""
        return self.readings[-1]

    @property
    def aim(self) -> Aim | None:
        """What comes next, or None."""
        return self.aims[-1] if self.aims else None

    @property
    def gain(self) -> Decimal:
        """How far it is from the beginning, in the direction that is better; below nothing: the other way."""
        change = self.last.value - self.first.value
        return change if self.spec.better is Better.HIGHER else -change

    @property
    def is_reached(self) -> bool:
        """Is the newest value as good as its target?"""
        if self.aim is None:
            return False
        if self.spec.better is Better.HIGHER:
            return self.last.value >= self.aim.target
        return self.last.value <= self.aim.target

    def headline(self, words: Words) -> str:
        """Return the gain in few words; empty when there is none to tell of."""
        _ = words.gettext
        if len(self.readings) == 1:
            return _("This is where I start")
        number = words.number(abs(self.gain))
        if self.gain < 0:
            return ""
        if self.gain == 0:
            return _("The same as at the start")
        if self.spec.better is Better.LOWER:
            return _("%(number)s fewer than at the start") % {"number": number}
        return _("%(number)s more than at the start") % {"number": number}

    def sentence(self, words: Words) -> str:
        """Return the line as a sentence or two, for who hears it and for who wonders what it says."""
        told = [self._way(words)]
        if self.aim is not None:
            told.append(self._next(self.aim, words))
        return " ".join(told)

    def _way(self, words: Words) -> str:
        _ = words.gettext
        first, last = self.first, self.last
        said = {
            "first": self.with_unit(first.value, words),
            "then": words.day(first.date),
            "last": words.number(last.value),
            "now": words.day(last.date),
        }
        if len(self.readings) == 1:
            return _("The first number is %(first)s, on %(then)s.") % said
        if (first.date.year, first.date.month) == (last.date.year, last.date.month):
            return _("From %(first)s on %(then)s to %(last)s on %(now)s.") % said
        said |= {"then": words.month(first.date), "now": words.month(last.date)}
        return _("From %(first)s in %(then)s to %(last)s in %(now)s.") % said

    def _next(self, aim: Aim, words: Words) -> str:
        _ = words.gettext
        said = {"target": words.number(aim.target), "day": words.day(aim.due) if aim.due else ""}
        if self.is_reached:
            return _("The target of %(target)s is reached.") % said
        if aim.due:
            return _("The target is %(target)s by %(day)s.") % said
        return _("The target is %(target)s.") % said

    def with_unit(self, value: Decimal, words: Words) -> str:
        """Return a number with the measure's unit behind it, if it has one."""
        return f"{words.number(value)} {self.spec.unit}".strip()


def _end_of_term(day: date, terms: Sequence[Term]) -> date | None:
    return next((term.end for term in terms if term.start <= day <= term.end), None)
