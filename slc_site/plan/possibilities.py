"""Who could come when: a class and its windows as a puzzle, each possibility with what it costs and takes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from slc_site.model.schedule import Slot
from slc_site.plan.families import Family
from slc_site.plan.pace import Pace
from slc_site.plan.puzzle import (
    ALONE,
    FINE,
    KIN_ANOTHER_DAY,
    KIN_APART,
    LATER_WISH,
    NO_WISH,
    RUN,
    RUN_WITH_INTERPRETER,
    UNPLACED,
    UNPLACED_ALONE,
    WISH_COSTS,
    LanguageGroup,
    Option,
    Puzzle,
)
from slc_site.plan.starts import Minutes, Start


class _Resources:
    """What may not be taken twice: numbers for places at moments."""

    def __init__(self) -> None:
        self.limits: list[int] = []
        self._points: dict[str, list[int]] = {}
        self._first: dict[str, int] = {}

    def add(self, name: str, points: Iterable[int], limit: int) -> None:
        """Add a resource that is looked at at some moments: where something begins, most is taken."""
        own = sorted(set(points))
        self._points[name], self._first[name] = own, len(self.limits)
        self.limits += [limit] * len(own)

    def taken(self, name: str, start: int, end: int) -> range:
        """Return what is taken by who has the resource from `start` and up to `end`."""
        points, first = self._points[name], self._first[name]
        return range(first + bisect_left(points, start), first + bisect_left(points, end))

    def take(self, numbers: Iterable[int]) -> None:
        """Take what is taken for good."""
        for number in numbers:
            self.limits[number] = max(self.limits[number] - 1, 0)


def puzzle_of(families: Sequence[Family], starts: Sequence[Start], pace: Pace, minutes: Minutes) -> Puzzle:
    """Return all possibilities of a class.

    Args:
        families: Of the whole class.
        starts: When somebody can come.
        pace: Of the conference.
        minutes: The class's clock.
    """
    fixed = {i: minutes.minute(family.fixed.start) for i, family in enumerate(families) if family.fixed}
    resources = _resources(families, starts, fixed, pace)
    for i, minute in fixed.items():
        resources.take(_takes(families[i], minute, families[i].minutes, pace, resources))
    demand = Counter(
        start.minute
        for start in starts
        for family in families
        if family.comes and family.wishes and not family.fixed and family.rank(start.at, pace.every) == 0
    )
    has_own_windows = any(start.window.teacher_only for start in starts)
    options: list[tuple[Option, ...]] = []
    for i, family in enumerate(families):
        if family.fixed is not None:
            options.append((_fixed(i, family.fixed, fixed[i], family, pace),))
            continue
        own = [
            _option(i, family, place, start, pace, minutes, resources, len(families), len(starts))
            for place, start in enumerate(starts)
        ]
        if not family.comes:
            order = sorted(range(len(starts)), key=lambda place: (demand[starts[place].minute], place))
            own = _for_the_teacher(own, order, starts, len(families), has_own_windows=has_own_windows)
        without = UNPLACED if family.comes else UNPLACED_ALONE
        options.append((*(option for option in own if option), Option(i, None, without * FINE)))
    return Puzzle(
        families=tuple(families),
        options=tuple(options),
        limits=tuple(resources.limits),
        kin=_kin(families),
        languages=_languages(families),
        step=pace.every,
    )


def _resources(
    families: Sequence[Family], starts: Sequence[Start], fixed: Mapping[int, int], pace: Pace
) -> _Resources:
    found = _Resources()
    at = [*(start.minute for start in starts), *fixed.values()]
    found.add("door", (start.minute for start in starts), pace.arrivals)
    found.add("room", at, pace.capacity)
    if pace.teacher is not None:
        found.add("teacher", (minute + pace.teacher.start for minute in at), 1)
    for language in sorted({family.language for family in families if family.interpreter}):
        found.add(_interpreter(language), at, pace.interpreters)
    return found


def _interpreter(language: str) -> str:
    return f"interpreter {language}"


def _takes(
    family: Family, minute: int, length: int, pace: Pace, resources: _Resources, *, alone: bool = False
) -> tuple[int, ...]:
    takes = [
        *resources.taken("door", minute, minute + 1),
        *resources.taken("room", minute, minute + length + pace.buffer),
    ]
    teacher = pace.with_teacher(length)
    if teacher is not None:
        takes += resources.taken("teacher", minute + teacher[0], minute + teacher[1])
    if family.interpreter and family.comes and not alone:
        takes += resources.taken(_interpreter(family.language), minute, minute + length)
    return tuple(takes)


def _fixed(i: int, slot: Slot, minute: int, family: Family, pace: Pace) -> Option:
    rank = family.rank(slot.start, pace.every)
    return Option(i, slot.start, 0, (), minute, minute + family.minutes, not family.comes, rank)


def _option(
    i: int,
    family: Family,
    place: int,
    start: Start,
    pace: Pace,
    minutes: Minutes,
    resources: _Resources,
    many: int,
    times: int,
) -> Option | None:
    """Return one family at one time; None when it does not fit there."""
    window = start.window
    rank = family.rank(start.at, pace.every)
    kin = _kin_elsewhere(family, start, pace, minutes)
    suits = (
        family.comes
        and not window.teacher_only
        and (not window.attend or family.attend in window.attend)
        and family.may_come(start.at, pace.every)
        and kin is not None
        and start.minute + family.minutes <= start.until
    )
    length = family.minutes if suits else pace.stay
    if start.minute + length > start.until:
        return None
    takes = _takes(family, start.minute, length, pace, resources, alone=not suits)
    if any(resources.limits[number] < 1 for number in takes):
        return None
    cost = ALONE if not suits else (kin or 0) + _wish_cost(rank)
    fine = place * (FINE // max(many, 1)) // max(times, 1)  # of two equal times the earlier one
    return Option(
        family=i,
        at=start.at,
        cost=cost * FINE + fine,
        takes=takes,
        minute=start.minute,
        end=start.minute + length,
        alone=not suits,
        rank=rank if suits else None,
    )


def _wish_cost(rank: int | None) -> int:
    if rank is None:
        return NO_WISH
    return WISH_COSTS[rank] if rank < len(WISH_COSTS) else LATER_WISH


def _kin_elsewhere(family: Family, start: Start, pace: Pace, minutes: Minutes) -> int | None:
    """Return what a time costs for siblings in other classes; None when it cannot be reached from there."""
    cost = 0
    for sibling in family.elsewhere:
        if sibling.start is None:
            continue
        begin = minutes.minute(sibling.start)
        end = begin + sibling.minutes
        gap = max(start.minute - end, begin - (start.minute + family.minutes)) - pace.walk
        if gap < 0:
            return None
        if sibling.start.date() != start.at.date():
            cost += KIN_APART + KIN_ANOTHER_DAY
        elif gap >= pace.every:
            cost += KIN_APART
    return cost


def _for_the_teacher(
    options: Sequence[Option | None],
    order: Sequence[int],
    starts: Sequence[Start],
    many: int,
    *,
    has_own_windows: bool,
) -> list[Option | None]:
    """Return the options of a child whose family does not come: times that nobody wants are the best."""
    found: list[Option | None] = [None] * len(options)
    for rank, place in enumerate(order):
        option = options[place]
        if option is None:
            continue
        is_own = starts[place].window.teacher_only
        fine = rank * (FINE // max(many, 1)) // max(len(order), 1)
        cost = (0 if is_own or not has_own_windows else 1) * FINE + fine
        found[place] = replace(option, cost=cost)
    return found


def _kin(families: Sequence[Family]) -> tuple[tuple[int, ...], ...]:
    number = {family.student: i for i, family in enumerate(families)}
    groups = {
        tuple(sorted((i, *(number[other] for other in family.siblings))))
        for i, family in enumerate(families)
        if family.siblings
    }
    return tuple(sorted(groups))


def _languages(families: Sequence[Family]) -> tuple[LanguageGroup, ...]:
    members: defaultdict[str, list[int]] = defaultdict(list)
    for i, family in enumerate(families):
        if family.language and family.comes:
            members[family.language.partition("-")[0]].append(i)
    return tuple(
        LanguageGroup(tuple(own), RUN_WITH_INTERPRETER if any(families[i].interpreter for i in own) else RUN)
        for _, own in sorted(members.items())
        if len(own) > 1
    )
