"""The best plan, found by CP-SAT, the solver of OR-Tools; the only importer of ortools.

One variable for each option, yes or no. Each family has one option; a resource is taken as often as its limit
says. Besides, for each pair of siblings whether one comes right after the other, and for each day whether
anybody of them comes on it; for each family of a language whether a run begins with it. One thread, a fixed
seed and a limit of work instead of seconds: the same class gets the same plan.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from slc_site.plan.puzzle import FINE, KIN_ANOTHER_DAY, KIN_APART, LanguageGroup, Option, Puzzle

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

_WORK = 4.0
"""How long is looked at most, in the solver's own measure: about as many seconds."""
_LARGEST = 60_000
"""Options; a larger puzzle is left to `greedy`."""


def is_there() -> bool:
    """Is the solver installed?"""
    return importlib.util.find_spec("ortools") is not None


def suits(puzzle: Puzzle) -> bool:
    """Is a puzzle small enough to find the best plan?"""
    return sum(map(len, puzzle.options)) <= _LARGEST


def best_plan(puzzle: Puzzle, known: Sequence[Option]) -> tuple[list[Option], bool]:
    """Return the best plan that is found, and whether it is proven that there is no better one.

    Args:
        puzzle: All possibilities.
        known: A plan to begin from; it comes back where nothing better is found.
    """
    from ortools.sat.python import cp_model  # only who has the extra has it, and it takes half a second

    model = cp_model.CpModel()
    chosen = [[model.new_bool_var("") for _ in options] for options in puzzle.options]
    costs: list[tuple[IntVar, int]] = []
    takers: defaultdict[int, list[IntVar]] = defaultdict(list)
    for options, variables in zip(puzzle.options, chosen, strict=True):
        model.add_exactly_one(variables)
        for option, variable in zip(options, variables, strict=True):
            costs.append((variable, option.cost))
            model.add_hint(variable, option is known[option.family])
            for resource in option.takes:
                takers[resource].append(variable)
    for resource, variables in sorted(takers.items()):
        if puzzle.limits[resource] == 1:
            model.add_at_most_one(variables)
        elif len(variables) > puzzle.limits[resource]:
            model.add(sum(variables) <= puzzle.limits[resource])
    for group in puzzle.kin:
        costs += _siblings(puzzle, group, chosen, model)
    for language in puzzle.languages:
        costs += _language(puzzle, language, chosen, model)
    model.minimize(sum(cost * variable for variable, cost in costs if cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = _WORK
    solver.parameters.absolute_gap_limit = FINE - 1  # what is below decides between equal plans only
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return list(known), False
    found = [
        next(option for option, variable in zip(options, variables, strict=True) if solver.value(variable))
        for options, variables in zip(puzzle.options, chosen, strict=True)
    ]
    if puzzle.cost(found) > puzzle.cost(known):
        found = list(known)
    return found, status == cp_model.OPTIMAL


def _with_family(puzzle: Puzzle, i: int, chosen: list[list[IntVar]]) -> list[tuple[Option, IntVar]]:
    return [
        (option, variable)
        for option, variable in zip(puzzle.options[i], chosen[i], strict=True)
        if option.is_with_family
    ]


def _siblings(
    puzzle: Puzzle, group: Sequence[int], chosen: list[list[IntVar]], model: CpModel
) -> list[tuple[IntVar, int]]:
    """Say that siblings never overlap; return what it costs that they are apart."""
    there = {i: _with_family(puzzle, i, chosen) for i in group}
    nexts: list[IntVar] = []
    for first, second in combinations(group, 2):
        is_fixed = len(puzzle.options[first]) == len(puzzle.options[second]) == 1
        for one, ours in there[first]:
            clash = [
                theirs for other, theirs in there[second] if one.minute < other.end and other.minute < one.end
            ]
            if clash and not is_fixed:
                model.add_at_most_one(ours, *clash)
            for other, theirs in there[second]:
                if puzzle.follows(one, other) or puzzle.follows(other, one):
                    pair = model.new_bool_var("")
                    model.add_implication(pair, ours)
                    model.add_implication(pair, theirs)
                    nexts.append(pair)
    by_day: defaultdict[date, list[IntVar]] = defaultdict(list)
    for own in there.values():
        for option, variable in own:
            if option.at is not None:
                by_day[option.at.date()].append(variable)
    days = []
    for own_day in (by_day[day] for day in sorted(by_day)):
        day = model.new_bool_var("")
        model.add_max_equality(day, own_day)
        days.append(day)
    most = len(group) - 1
    apart, other_days = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
    model.add(apart >= sum(variable for own in there.values() for _, variable in own) - 1 - sum(nexts))
    model.add(other_days >= sum(days) - 1)
    return [(apart, KIN_APART * FINE), (other_days, KIN_ANOTHER_DAY * FINE)]


def _language(
    puzzle: Puzzle, group: LanguageGroup, chosen: list[list[IntVar]], model: CpModel
) -> list[tuple[IntVar, int]]:
    """Return what it costs that a language has more than one run."""
    there = {i: _with_family(puzzle, i, chosen) for i in group.members}
    begins = []
    for i, own in there.items():
        begin = model.new_bool_var("")
        begins.append(begin)
        for option, variable in own:
            leading = [
                other
                for k, theirs in there.items()
                if k != i
                for before, other in theirs
                if puzzle.leads_to(before, option.minute)
            ]
            model.add_bool_or(begin, variable.negated(), *leading)
    more = model.new_int_var(0, len(group.members) - 1, "")
    model.add(more >= sum(begins) - 1)
    return [(more, group.weight * FINE)]
