"""The plan of a conference: all steps with their days, worked out from the day of the conference.

A day without school moves to the school day before, so that all is ready in time; after the conference, to
the next one. A day that the class has named itself stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.classroom import Term
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.planner import PlanChange, PlanStep
from slc_site.plan.planner_steps import DEFAULTS, Anchor, DefaultStep
from slc_site.plan.school_days import SchoolDays
from slc_site.plan.speech import ENGLISH, Speech
from slc_site.problems import Problem


class Dated(Struct, frozen=True):
    """A step with its day."""

    name: str
    day: date
    until: date
    """The last day on which it is in time; often the same."""
    offset: int | None
    """Days from the conference, as planned; None: its day has nothing to do with that."""
    title: str
    teacher: str
    student: str
    result: str
    moved_from: date | None = None
    """The day that it would have been if there were school."""


class Plan(Struct, frozen=True):
    """All that is to be done around one conference."""

    conference: str
    """The slug."""
    days: tuple[date, ...]
    """Of the conference itself."""
    steps: tuple[Dated, ...]
    """By day."""


def days_of(conference: Conference) -> tuple[date, ...]:
    """Return the days of a conference, from its windows, slots, or the planner's own; empty: nobody knows."""
    schedule = conference.schedule
    days = {window.start.date() for window in schedule.windows} or {
        slot.start.date() for slot in schedule.slots
    }
    days = days or ({conference.planner.day} if conference.planner.day else set())
    return tuple(sorted(days))


def plan_of(library: Library, conference: Conference, speech: Speech) -> tuple[Plan | None, list[Problem]]:
    """Return the plan of a conference, and what is wrong with it; no plan while nobody knows the day.

    `speech` is the language of the program's own words; the class's own stay as they are.
    """
    days = days_of(conference)
    if not days:
        return None, []
    calendar = _Calendar(library, conference, days)
    changes = {change.name: change for change in conference.planner.changes}
    steps = [
        dated
        for default in DEFAULTS[conference.kind]
        if (dated := calendar.dated(_changed(default, changes, speech), default.anchor)) is not None
    ]
    known = {default.step.value for default in DEFAULTS[conference.kind]}
    for name, change in changes.items():
        if name not in known and not change.skip and (change.day is not None or change.on is not None):
            dated = calendar.dated(replace(change, title=change.title or name), Anchor.CONFERENCE)
            steps += [dated] if dated else []
    steps, problems = _in_order(steps, conference)
    return Plan(
        conference.slug, days, tuple(sorted(steps, key=lambda step: (step.day, step.until)))
    ), problems


def _changed(default: DefaultStep, changes: dict[str, PlanChange], speech: Speech) -> PlanChange:
    """Return a step as the class wants it, in words."""
    own = changes.get(default.step.value, PlanChange(default.step.value))
    # Whoever moves a step moves its end with it, unless they say when it ends.
    until = own.until
    if until is None and default.until is not None:
        until = default.until if own.day is None else own.day + default.until - default.day
    return replace(
        own,
        day=default.day if own.day is None else own.day,
        until=until,
        title=own.title or speech.gettext(default.title),
        teacher=own.teacher or speech.gettext(default.teacher),
        student=own.student or speech.gettext(default.student),
        result=own.result or speech.gettext(default.result),
    )


class _Calendar:
    """Where the steps of one conference fall."""

    def __init__(self, library: Library, conference: Conference, days: tuple[date, ...]) -> None:
        self._school = SchoolDays(library.classroom)
        self._first, self._last = days[0], days[-1]
        terms = sorted(library.classroom.terms, key=lambda term: (term.start, term.end))
        self._year = next((term.start for term in terms), None)
        self._next_term = next(
            (term.start for term in terms if term.start > self._last and not self._is_own(term, conference)),
            None,
        )

    def dated(self, step: PlanChange, anchor: Anchor) -> Dated | None:
        """Return a step with its days; None where it is left out, or its anchor is not known."""
        if step.skip:
            return None
        offset = step.day if anchor is Anchor.CONFERENCE and step.on is None else None
        planned = step.on or self._planned(step.day or 0, anchor)
        if planned is None:
            return None
        day = planned if step.on or offset == 0 else self._school_day(planned)
        until = None if step.until is None else self._planned(step.until, anchor)
        return Dated(
            step.name,
            day,
            max(day, self._school_day(until) if until else self._end(step, day)),
            offset,
            step.title,
            step.teacher,
            step.student,
            step.result,
            moved_from=planned if planned != day else None,
        )

    def _planned(self, offset: int, anchor: Anchor) -> date | None:
        if anchor is Anchor.CONFERENCE:
            return (self._first if offset <= 0 else self._last) + timedelta(days=offset)
        start = self._year if anchor is Anchor.YEAR else self._next_term
        return None if start is None else start + timedelta(days=offset)

    def _school_day(self, day: date) -> date:
        return self._school.on_or_after(day) if day > self._last else self._school.on_or_before(day)

    def _end(self, step: PlanChange, day: date) -> date:
        return max(day, self._last) if step.name == PlanStep.CONFERENCE.value else day

    def _is_own(self, term: Term, conference: Conference) -> bool:
        return term.id == conference.term


def _in_order(steps: Iterable[Dated], conference: Conference) -> tuple[list[Dated], list[Problem]]:
    """Return the steps, the sign-up not before the letter (practice S0-3); say so if it was to be."""
    steps = list(steps)
    by_name = {step.name: step for step in steps}
    letter, sign_up = by_name.get(PlanStep.LETTER.value), by_name.get(PlanStep.SIGN_UP.value)
    if letter is None or sign_up is None or sign_up.day >= letter.day:
        return steps, []
    problem = Problem(
        f"Families could sign up on {sign_up.day}, before they have the letter on {letter.day}. "
        "The plan opens the sign-up on the day of the letter.",
        conference.origin.file,
        key="planner.steps",
        hint="Let `sign-up` be on the day of `letter` or later.",
        code="sign-up-before-letter",
    )
    later = replace(sign_up, day=letter.day, until=max(letter.day, sign_up.until), moved_from=sign_up.day)
    return [later if step is sign_up else step for step in steps], [problem]


def problems_of(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the plans of a class."""
    for conference in library.conferences:
        _, problems = plan_of(library, conference, ENGLISH)
        yield from problems
