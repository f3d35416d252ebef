"""A good plan without a solver: whoever has the fewest possibilities first, then exchanges until none helps.

An exchange gives one family another time; whoever is in the way there moves on, to a free time or to that
of somebody else, who moves on in turn. Then, over and over, some families that have to do with each other are
taken out and put back in another order; what came of it is kept unless it is worse. Chance has a fixed seed:
the same class gets the same plan. docs/planning.md tells how near this comes to the best one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from slc_site.plan.puzzle import FINE, Option, Puzzle

_DEEPEST = 3
"""So many families move in one exchange."""
_WIDEST, _WIDEST_FIRST = 12, 60
"""Options of one family that are tried in the depth of an exchange, and at its beginning."""
_QUICKER = 20
"""So many options without room are passed over in the time in which one is looked at."""
_LOOKS = 400_000
"""How many costs are looked at in all: enough for a class, and a whole school comes to an end."""
_ROUNDS = 60
_TRIES, _WORK = 8_000, 240_000
"""How often families are put back in another order: so often, and in a large class less."""


def good_plan(puzzle: Puzzle, *, thorough: bool = True) -> list[Option]:
    """Return a plan: one option of each family, no resource taken more often than there is of it.

    `thorough` is for who has nothing better to come; else the plan is only a place to begin from.
    """
    plan = _Plan(puzzle)
    for i in _order(puzzle):
        plan.put(plan.best(i))
    for _ in range(_ROUNDS):
        if not plan.improve():
            break
    _try_anew(plan, _TRIES if thorough else _TRIES // 20)
    return plan.options


def _try_anew(plan: _Plan, tries: int) -> None:
    """Take some families out and put them back, again and again; keep what is no worse."""
    puzzle = plan.puzzle
    movable = [i for i, options in enumerate(puzzle.options) if len(options) > 1]
    if len(movable) < 2:
        return
    chance = Random(0)  # noqa: S311 - nothing secret: the plan only has to be the same each time
    cost = best = puzzle.cost(plan.options)
    best_options = list(plan.options)
    rounds = min(tries, _WORK // len(movable))
    for number in range(rounds):
        if plan.is_tired:
            break
        chosen = plan.related(chance.choice(movable), chance)
        before = [plan.options[i] for i in chosen]
        for i in chosen:
            plan.lift(i)
        for i in chance.sample(chosen, len(chosen)):
            plan.put(plan.best(i))
        now = puzzle.cost(plan.options)
        allowed = FINE * 8 * (rounds - number) // rounds  # in the beginning a detour is welcome
        if now <= cost + chance.randrange(allowed + 1):
            cost = now
            if now < best:
                best, best_options = now, list(plan.options)
            continue
        for i in chosen:
            plan.lift(i)
        for option in before:
            plan.put(option)
    plan.take_over(best_options)


def _order(puzzle: Puzzle) -> list[int]:
    """Return the families, those with the fewest good times first; siblings and languages together."""
    kin = {i for group in puzzle.kin for i in group}
    speaks = {i: n for n, group in enumerate(puzzle.languages) for i in group.members}

    def rank(i: int) -> tuple[int, int, int, int]:
        options = puzzle.options[i]
        cheapest = min(option.cost for option in options)
        good = sum(option.cost <= cheapest + FINE for option in options)
        alone = not puzzle.families[i].comes
        return alone, i not in kin, speaks.get(i, len(puzzle.languages)), good

    return sorted(range(len(puzzle.options)), key=lambda i: (*rank(i), i))


class _Plan:
    """A plan that is being made."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.options = [options[-1] for options in puzzle.options]
        self._left = list(puzzle.limits)
        self._looks = _LOOKS
        self._holders: defaultdict[int, set[int]] = defaultdict(set)
        self._kin: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._languages: defaultdict[int, list[int]] = defaultdict(list)
        for group in puzzle.kin:
            for i in group:
                self._kin[i].append(group)
        for number, language in enumerate(puzzle.languages):
            for i in language.members:
                self._languages[i].append(number)
        self._by_cost = [
            sorted(options, key=lambda option: (option.cost, option.minute)) for options in puzzle.options
        ]

    @property
    def is_tired(self) -> bool:
        """Has been looked at as much as is looked at in all?"""
        return self._looks <= 0

    # -- one family ---------------------------------------------------------------------------------------

    def put(self, option: Option) -> None:
        """Give a family another option; there is room for it."""
        old = self.options[option.family]
        for number in old.takes:
            self._left[number] += option.family in self._holders[number]
            self._holders[number].discard(option.family)
        for number in option.takes:
            self._left[number] -= 1
            self._holders[number].add(option.family)
        self.options[option.family] = option

    def lift(self, i: int) -> Option:
        """Take a family out of the plan; return where it was."""
        old = self.options[i]
        self.put(self.puzzle.options[i][-1] if len(self.puzzle.options[i]) > 1 else old)
        return old

    def fits(self, option: Option) -> bool:
        """Is everything left that an option takes?"""
        return all(self._left[number] > 0 for number in option.takes)

    def cost_of(self, families: Iterable[int]) -> int:
        """Return what these families cost, and all groups that they are in."""
        puzzle, chosen = self.puzzle, self.options
        own = set(families)
        self._looks -= 1
        groups = {group for i in own for group in self._kin[i]}
        languages = {number for i in own for number in self._languages[i]}
        cost = sum(chosen[i].cost for i in own)
        cost += sum(puzzle.kin_cost([chosen[i] for i in group]) for group in groups)
        for number in languages:
            group = puzzle.languages[number]
            self._looks -= len(group.members) // 8
            cost += puzzle.language_cost(group, [chosen[i] for i in group.members])
        return cost

    def best(self, i: int) -> Option:
        """Return the cheapest option that fits, with what it costs the groups."""
        best, least = self.options[i], None
        left, looked = self._left, 0
        for option in self._by_cost[i]:
            if least is not None and option.cost >= least:
                break
            looked += 1
            if (option.takes and left[option.takes[0]] < 1) or not self.fits(option):
                continue
            before = self.options[i]
            self.put(option)
            cost = self.cost_of([i])
            self.put(before)
            if least is None or cost < least:
                best, least = option, cost
        self._looks -= looked // _QUICKER
        return best

    def take_over(self, options: Sequence[Option]) -> None:
        """Let the plan be this one."""
        for i in range(len(options)):
            self.lift(i)
        for option in options:
            self.put(option)

    def related(self, i: int, chance: Random) -> list[int]:
        """Return a family and some that have to do with it: its groups, and who comes at about that time."""
        found = {i, *(k for group in self._kin[i] for k in group)}
        for number in self._languages[i]:
            members = self.puzzle.languages[number].members
            found |= set(chance.sample(members, min(len(members), chance.randint(0, 5))))
        wanted = chance.choice(self._by_cost[i][:8])
        around = sorted(
            (abs(option.minute - wanted.minute), k) for k, option in enumerate(self.options) if k not in found
        )
        found |= {k for _, k in around[: chance.randint(1, 6)]}
        return [k for k in sorted(found) if len(self.puzzle.options[k]) > 1]

    # -- exchanges ----------------------------------------------------------------------------------------

    def improve(self) -> bool:
        """Look once for an exchange for each family; return whether anything became better."""
        better = False
        # Whoever costs most has most to win.
        for i in sorted(range(len(self.options)), key=lambda i: (-self.options[i].cost, i)):
            if self._looks > 0 and len(self.puzzle.options[i]) > 1 and self._improve(i):
                better = True
        return better

    def _improve(self, i: int) -> bool:
        floor = self._by_cost[i][0].cost
        if self.options[i].cost == floor and not self._kin[i] and not self._languages[i]:
            return False
        for option in self._by_cost[i][:_WIDEST_FIRST]:
            if option.cost > self.options[i].cost and not self._kin[i] and not self._languages[i]:
                return False
            if option != self.options[i] and self._exchange(option, {i}, 0, _DEEPEST):
                return True
        return False

    def _exchange(self, option: Option, moved: set[int], gain: int, depth: int) -> bool:
        """Try an option and let whoever is in the way move on; return whether the whole is cheaper.

        `gain` is what has been won so far; where the whole is not cheaper, everything is as it was.
        """
        in_the_way = self._in_the_way(option)
        if in_the_way is None or in_the_way & moved or len(in_the_way) > 1 or len(in_the_way) >= depth:
            return False
        touched = {option.family, *in_the_way}
        before = self.cost_of(touched)
        old = self.options[option.family]
        others = [self.lift(other) for other in sorted(in_the_way)]
        self.put(option)
        if not others:
            if gain + before - self.cost_of(touched) > 0:
                return True
            self.put(old)
            return False
        (other,) = others
        i = other.family
        best = self.best(i)
        self.put(best)
        if gain + before - self.cost_of(touched) > 0:
            return True
        self.lift(i)
        # No place is free that is good enough: somebody has to move on for this one.
        so_far = gain + before - self.cost_of(touched)
        for number, further in enumerate(self._by_cost[i]):
            if number >= _WIDEST or so_far + self.options[i].cost - further.cost <= 0:
                break
            if further.minute != other.minute and self._exchange(further, moved | touched, so_far, depth - 1):
                return True
        self.put(old)
        self.put(other)
        return False

    def _in_the_way(self, option: Option) -> set[int] | None:
        """Return who has what an option takes; None when nobody could give it."""
        own = self.options[option.family].takes
        found: set[int] = set()
        for number in option.takes:
            if self._left[number] > 0 or number in own:
                continue
            holders = self._holders[number] - {option.family}
            if not holders:
                return None
            if len(holders) == 1:
                found |= holders
        for number in option.takes:
            # Of several who share a full place any may go: who is in the way already, else the first.
            if self._left[number] <= 0 and number not in own and not self._holders[number] & found:
                found.add(min(self._holders[number] - {option.family}))
        return found
