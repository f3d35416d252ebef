"""How far from the best are the times that `slc schedule` finds without a solver, and how long does it take?

    python -m benchmarks.schedules [--classes 200] [--families 30] [--school]

Each class is drawn by chance: two evenings and a morning, a family every ten minutes for thirty, three wishes
each, every tenth family silent, siblings, languages and interpreters. The best plan is CP-SAT's; where it
could not prove in time that there is no better one, the class does not count for the distance.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from slc_site.model.conference import Conference
from slc_site.model.origin import Origin
from slc_site.model.schedule import Schedule, Window
from slc_site.model.sign_up import Times
from slc_site.plan import solver
from slc_site.plan.families import Family
from slc_site.plan.greedy import good_plan
from slc_site.plan.local_time import LocalTime
from slc_site.plan.pace import Pace, pace_of
from slc_site.plan.possibilities import puzzle_of
from slc_site.plan.puzzle import FINE, Option, Puzzle
from slc_site.plan.starts import Minutes, Start, starts

DAY = datetime(2026, 11, 19)


def a_class(seed: int, families: int, evenings: int = 2, every: int = 10, stay: int = 30) -> Puzzle:
    """Return a class that the seed says all about."""
    chance = Random(seed)
    windows = [
        *(
            Window(DAY + timedelta(days=n, hours=16.5), DAY + timedelta(days=n, hours=19))
            for n in range(evenings)
        ),
        Window(DAY + timedelta(days=1, hours=8), DAY + timedelta(days=1, hours=10)),
    ]
    schedule = Schedule(every=every, stay=stay, windows=tuple(windows))
    pace = pace_of(Conference("fall", "Fall", Origin(""), schedule=schedule))
    minutes = Minutes(LocalTime.of("America/Regina"))
    times = starts(schedule, pace.every, minutes)
    kin = _kin(families, chance)
    own = [_family(number, kin.get(number), times, pace, chance) for number in range(families)]
    return puzzle_of(own, times, pace, minutes)


def _kin(families: int, chance: Random) -> dict[int, int]:
    pairs = chance.sample(range(families), families // 10 * 2)
    return {
        **dict(zip(pairs[::2], pairs[1::2], strict=True)),
        **dict(zip(pairs[1::2], pairs[::2], strict=True)),
    }


def _family(number: int, sibling: int | None, times: Sequence[Start], pace: Pace, chance: Random) -> Family:
    answered = chance.random() < 0.9
    language = chance.choice(["", "", "", "", "es", "ar"])
    interpreter = bool(language) and chance.random() < 0.5
    return Family(
        student=f"s{number}",
        name=f"S{number}",
        minutes=pace.minutes(interpreter=interpreter and answered, private=False, asked=None, longer=False),
        answered=answered,
        comes=answered,
        wishes=tuple((_wish(times, chance),) for _ in range(3)) if answered else (),
        language=language,
        interpreter=interpreter,
        siblings=() if sibling is None else (f"s{sibling}",),
    )


def _wish(times: Sequence[Start], chance: Random) -> Times:
    at, kind = chance.choice(times).at, chance.random()
    if kind < 0.5:
        hour = at.replace(minute=0)
        return Times("hour", day=at.date(), begin=hour.time(), end=(hour + timedelta(hours=1)).time())
    if kind < 0.7:
        return Times("start", day=at.date(), begin=at.time(), is_start=True)
    if kind < 0.85:
        return Times("evening", begin=datetime(2026, 1, 1, 17).time())
    return Times("day", day=at.date())


@dataclass
class Found:
    """What came of one class."""

    quick: list[Option]
    best: list[Option]
    is_best: bool
    quick_seconds: float
    """Of the processor."""
    best_seconds: float
    cost: tuple[float, float]

    @property
    def distance(self) -> float:
        return self.cost[0] - self.cost[1]


def solved(puzzle: Puzzle) -> Found:
    """Return both plans of a class."""
    begun = time.process_time()
    quick = good_plan(puzzle)
    middle = time.process_time()
    best, is_best = solver.best_plan(puzzle, good_plan(puzzle, thorough=False))
    end = time.process_time()
    cost = puzzle.cost(quick) / FINE, puzzle.cost(best) / FINE
    return Found(quick, best, is_best, middle - begun, end - middle, cost)


def distances(classes: int, families: int) -> None:
    """Print how far from the best the plans without a solver are."""
    all_found = [solved(a_class(seed, families)) for seed in range(classes)]
    found = [each for each in all_found if each.is_best]
    gaps = sorted(each.distance for each in found)
    print(f"{classes} classes of {families} families; proven best: {len(found)}")
    print(f"as good as the best: {sum(gap < 1 for gap in gaps)} of {len(found)}")
    mean, median = statistics.mean(gaps), statistics.median(gaps)
    print(f"distance: mean {mean:.1f}, median {median:.1f}, most {gaps[-1]:.1f}")
    print(f"cost of the best: mean {statistics.mean(each.cost[1] for each in found):.1f}")
    for name, plans in (("without", [f.quick for f in found]), ("with", [f.best for f in found])):
        ranks = [option.rank for plan in plans for option in plan if option.is_with_family]
        shares = [sum(rank == n for rank in ranks) / len(ranks) for n in (0, 1, 2, None)]
        print(
            f"{name} the solver: "
            + ", ".join(f"{share:.1%}" for share in shares)
            + " first, second, third, none"
        )
    for name, seconds in (
        ("without", [each.quick_seconds for each in all_found]),
        ("with", [each.best_seconds for each in all_found]),
    ):
        print(
            f"{name} the solver: {statistics.mean(seconds):.2f} s of the processor, most {max(seconds):.2f} s"
        )


def school() -> None:
    """Print how long a school of 500 takes: twenty classes, and all of them at once."""
    classes = [a_class(seed, 25) for seed in range(1_000, 1_020)]
    for name, way in (("without", good_plan), ("with", _with_solver)):
        begun = time.process_time()
        for puzzle in classes:
            way(puzzle)
        print(f"20 classes of 25 {name} the solver: {time.process_time() - begun:.1f} s of the processor")
    begun = time.process_time()
    whole = a_class(7, 500, evenings=20, every=5, stay=20)
    plan = good_plan(whole)
    print(f"500 families at once: {time.process_time() - begun:.1f} s, without a time: "
          f"{sum(option.at is None for option in plan)}")  # fmt: skip


def _with_solver(puzzle: Puzzle) -> list[Option]:
    return solver.best_plan(puzzle, good_plan(puzzle, thorough=False))[0]


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--classes", type=int, default=200)
    asked.add_argument("--families", type=int, default=30)
    asked.add_argument("--school", action="store_true", help="only a school of 500")
    options = asked.parse_args()
    if options.school:
        school()
    else:
        distances(options.classes, options.families)
