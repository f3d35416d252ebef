"""Who could come when, and what each possibility costs: the same numbers for every way of finding the best.

A plan gives each family one `Option`. It costs what its options cost, and what brothers and sisters and
languages that are torn apart cost besides; what may not be taken twice (a place in the room, the teacher's
minutes, an interpreter) is a resource with a limit. All costs are whole numbers, so that every way of looking
agrees on which plan is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slc_site.plan.families import Family

WISH_COSTS = (0, 4, 7)
"""The first, second and third wish."""
LATER_WISH, NO_WISH = 12, 20
KIN_APART, KIN_ANOTHER_DAY = 45, 45
"""Siblings who are not one right after the other, and those who come on two days besides."""
RUN_WITH_INTERPRETER, RUN = 12, 3
"""Each time that an interpreter has to come again; the same without one."""
ALONE, UNPLACED_ALONE, UNPLACED, OVERLAP = 5_000, 8_000, 10_000, 20_000
"""A child whose family would come has it with the teacher alone; a child without a family has no time, which
can be found in class; one with a family has none; a family would have to be in two places."""
FINE = 1_000
"""Costs are multiplied by this; what is below it decides between equal plans."""


@dataclass(frozen=True, slots=True)
class Option:
    """One family at one time, or without a time."""

    family: int
    at: datetime | None
    """None: it has no time."""
    cost: int
    takes: tuple[int, ...] = ()
    """The resources that it takes one of."""
    minute: int = -1
    end: int = -1
    alone: bool = False
    """Child and teacher only."""
    rank: int | None = None
    """Which wish it meets."""

    @property
    def is_with_family(self) -> bool:
        """Does somebody come?"""
        return self.minute >= 0 and not self.alone


@dataclass(frozen=True, slots=True)
class LanguageGroup:
    """Families that speak one language."""

    members: tuple[int, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Puzzle:
    """All possibilities."""

    families: tuple[Family, ...]
    options: tuple[tuple[Option, ...], ...]
    """By family; the last one of each that has no time in the file is to have none."""
    limits: tuple[int, ...]
    """How often each resource can be taken."""
    kin: tuple[tuple[int, ...], ...]
    """Brothers and sisters in this class."""
    languages: tuple[LanguageGroup, ...]
    step: int
    """Minutes between arrivals."""

    def cost(self, plan: Sequence[Option]) -> int:
        """Return what a plan costs; `plan` has one option of each family."""
        return (
            sum(option.cost for option in plan)
            + sum(self.kin_cost([plan[i] for i in group]) for group in self.kin)
            + sum(self.language_cost(group, [plan[i] for i in group.members]) for group in self.languages)
        )

    def kin_cost(self, options: Iterable[Option]) -> int:
        """Return what brothers and sisters cost who are torn apart."""
        there = [option for option in options if option.is_with_family]
        apart, overlaps = max(len(there) - 1, 0), 0
        for place, one in enumerate(there):
            for other in there[place + 1 :]:
                overlaps += one.minute < other.end and other.minute < one.end
                apart -= self.follows(one, other) or self.follows(other, one)
        days = {option.at.date() for option in there if option.at}
        cost = OVERLAP * overlaps + KIN_APART * max(apart, 0) + KIN_ANOTHER_DAY * max(len(days) - 1, 0)
        return cost * FINE

    def follows(self, first: Option, second: Option) -> bool:
        """Does the second come right after the first has ended?"""
        return 0 <= second.minute - first.end < self.step

    def leads_to(self, first: Option, minute: int) -> bool:
        """Is somebody who comes at `minute` in one run with the first?"""
        return first.minute < minute <= self._leads_until(first)

    def _leads_until(self, first: Option) -> int:
        return first.minute - (first.minute - first.end) // self.step * self.step

    def language_cost(self, group: LanguageGroup, options: Sequence[Option]) -> int:
        """Return what it costs that a language has more than one run."""
        there = sorted(
            (option.minute, self._leads_until(option)) for option in options if option.is_with_family
        )
        runs, until, waiting, before = 0, -1, -1, -1
        for minute, leads_until in there:
            if minute != before:  # those who come at the same minute do not lead to each other
                until, before = max(until, waiting), minute
            runs += minute > until
            waiting = max(waiting, leads_until)
        return group.weight * max(runs - 1, 0) * FINE
