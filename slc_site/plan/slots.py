"""A time for every child of the class: those in the file, and the program's proposal for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.schedule import Slot, SlotStatus
from slc_site.model.sign_up import SignUps
from slc_site.plan import solver
from slc_site.plan.families import Family, families_of
from slc_site.plan.greedy import good_plan
from slc_site.plan.local_time import LocalTime
from slc_site.plan.pace import Pace, pace_of
from slc_site.plan.possibilities import puzzle_of
from slc_site.plan.puzzle import Option, Puzzle
from slc_site.plan.starts import Minutes, Start, starts
from slc_site.plan.stations import station_orders, stations_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A child and its time."""

    family: Family
    slot: Slot
    end: datetime
    """When it ends, by the clock on the wall."""
    place: str
    """Of the window; empty where it has none, or the time is in no window."""
    is_new: bool
    """Is it a proposal? Else it stands in the file."""
    rank: int | None
    """Which wish it meets; 0 is the first. None: none of them, or nobody comes."""
    begin_minute: int
    end_minute: int
    """As minutes that pass evenly, see `starts.Minutes`."""

    @property
    def is_alone(self) -> bool:
        """Have child and teacher it alone?"""
        return self.slot.status is SlotStatus.TEACHER_ONLY


@dataclass(frozen=True, slots=True)
class Plan:
    """Who comes when."""

    conference: Conference
    pace: Pace
    placed: tuple[Placed, ...]
    """By time."""
    open: tuple[Family, ...]
    """Children for whom no time is left: with the teacher, at a time in class that the teacher picks."""
    starts: tuple[Start, ...]
    sign_ups: SignUps
    minutes: Minutes
    is_best: bool = False
    """Is it proven that no plan is better?"""
    used_solver: bool = False
    """Was it looked for the best one?"""
    groups: tuple[tuple[str, ...], ...] = ()
    """Brothers and sisters in this class."""

    @property
    def families(self) -> list[Family]:
        """Return all children with their families, by name."""
        every = [*(placed.family for placed in self.placed), *self.open]
        return sorted(every, key=lambda family: (family.name, family.student))

    @property
    def silent(self) -> list[Family]:
        """Return the families that were asked and have not answered; none where nobody was asked.

        Who has taken a time has answered, whatever the sign-ups say.
        """
        return [family for family in self.families if not family.answered and self._waits(family.fixed)]

    def _waits(self, slot: Slot | None) -> bool:
        if slot is None or slot.status is SlotStatus.TEACHER_ONLY:
            return self.sign_ups.is_there
        return slot.status is SlotStatus.INVITED

    @property
    def stations(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each child who goes from place to place in which order it does."""
        return station_orders(self.conference, [placed.slot for placed in self.placed])

    @property
    def first_stations(self) -> Mapping[str, str]:
        """Return where those begin who do not begin where the agenda does."""
        usual = stations_of(self.conference)[:1]
        return {student: order[0] for student, order in self.stations.items() if order[:1] != usual}

    def of(self, student: str) -> Placed | None:
        """Return the time of a child, or None."""
        return next((placed for placed in self.placed if placed.family.student == student), None)


def make_plan(
    library: Library, conference: Conference, sign_ups: SignUps, *, with_solver: bool | None = None
) -> Plan:
    """Return a time for every child.

    Times that stand in the file stay as they are, whatever they cost. The same class, wishes and way of
    looking give the same plan.

    Args:
        library: The whole class.
        conference: One of its conferences.
        sign_ups: What families answered.
        with_solver: Whether to look for the best plan with the solver; None: if it is installed.
    """
    pace = pace_of(conference)
    minutes = Minutes(LocalTime.of(library.classroom.timezone))
    times = starts(conference.schedule, pace.every, minutes)
    families = families_of(library, conference, sign_ups, pace)
    puzzle = puzzle_of(families, times, pace, minutes)
    used = (solver.is_there() if with_solver is None else with_solver) and solver.suits(puzzle)
    chosen = good_plan(puzzle, thorough=not used)
    is_best = False
    if used:
        chosen, is_best = solver.best_plan(puzzle, chosen)
    return _plan(conference, sign_ups, puzzle, chosen, pace, times, minutes, is_best, used)


def as_written(library: Library, conference: Conference) -> Plan:
    """Return the times that stand in the file; of a child without one, that it has none."""
    pace = pace_of(conference)
    minutes = Minutes(LocalTime.of(library.classroom.timezone))
    families = families_of(library, conference, SignUps(""), pace)
    puzzle = puzzle_of(families, (), pace, minutes)
    chosen = [options[-1] for options in puzzle.options]
    return _plan(conference, SignUps(""), puzzle, chosen, pace, (), minutes, False, False)


def _plan(
    conference: Conference,
    sign_ups: SignUps,
    puzzle: Puzzle,
    chosen: Sequence[Option],
    pace: Pace,
    times: Sequence[Start],
    minutes: Minutes,
    is_best: bool,
    used_solver: bool,
) -> Plan:
    placed = []
    for family, option in zip(puzzle.families, chosen, strict=True):
        if option.at is None:
            continue
        slot = family.fixed or _proposed(family, option, option.at, sign_ups, pace)
        window = next((w for w in conference.schedule.windows if w.start <= slot.start < w.end), None)
        placed.append(
            Placed(
                family=family,
                slot=slot,
                end=minutes.local(option.end),
                place=window.place if window else "",
                is_new=family.fixed is None,
                rank=option.rank if not option.alone else None,
                begin_minute=option.minute,
                end_minute=option.end,
            )
        )
    placed.sort(key=lambda one: (one.begin_minute, one.family.name, one.family.student))
    return Plan(
        conference=conference,
        pace=pace,
        placed=tuple(placed),
        open=tuple(
            family for family, option in zip(puzzle.families, chosen, strict=True) if option.at is None
        ),
        starts=tuple(times),
        sign_ups=sign_ups,
        minutes=minutes,
        is_best=is_best,
        used_solver=used_solver,
        groups=tuple(tuple(puzzle.families[i].student for i in group) for group in puzzle.kin),
    )


def _proposed(family: Family, option: Option, start: datetime, sign_ups: SignUps, pace: Pace) -> Slot:
    length = option.end - option.minute
    if option.alone:
        status = SlotStatus.TEACHER_ONLY
    else:
        status = SlotStatus.BOOKED if sign_ups.is_there else SlotStatus.INVITED
    return Slot(
        student=family.student,
        start=start,
        minutes=length if length != pace.stay else None,
        status=status,
        attend=family.attend,
        interpreter=family.interpreter and not option.alone,
    )
