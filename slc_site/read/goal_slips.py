"""What can be wrong with a goal although each of its keys can be read. It is told, and shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from msgspec.structs import replace

from slc_site.model.goal import Goal
from slc_site.problems import Severity
from slc_site.read.disk import same
from slc_site.read.fields import Loc
from slc_site.read.shapes_goal import GoalShape
from slc_site.read.sheet import Sheet
from slc_site.read.values import all_of

_Sheet: TypeAlias = Sheet[GoalShape]
_A_DAY_AHEAD = 1
"""Somewhere it is tomorrow already."""


def check_days(sheet: _Sheet, today: date) -> None:
    """Report days that cannot be: coloured in before the goal was set, or in days to come."""
    begun = sheet.shape.set
    if begun and sheet.shape.due and sheet.shape.due < begun:
        message = f"The goal is due on {sheet.shape.due}, before it was set on {begun}."
        _tell(sheet, message, "due", hint="Is one of the two days a slip?", code="before-it-was-set")
    for place, day in _days(sheet):
        if begun and day < begun:
            message = f"{day} is before the goal was set, on {begun}."
            _tell(sheet, message, *place, hint="Is one of the two days a slip?", code="before-it-was-set")
        elif (day - today).days > _A_DAY_AHEAD:
            hint = "Write the day on which it was done."
            _tell(sheet, f"{day} has not been yet.", *place, hint=hint, code="to-come")


def _days(sheet: _Sheet) -> Iterator[tuple[Loc, date]]:
    for place, step in enumerate(sheet.shape.progress):
        yield ("progress", place, "date"), step.date
    for place, review in enumerate(sheet.shape.review):
        yield ("review", place, "date"), review.date


def check_values(sheet: _Sheet) -> None:
    """Report values that nothing measures, and those below nothing where nothing is the least."""
    measure = sheet.shape.measure
    target = measure.target if measure else None
    start = measure.start or 0 if measure else 0
    for place, step in enumerate(sheet.shape.progress):
        if step.value is None:
            continue
        if target is None:
            if not sheet.is_lost("measure"):
                hint = "Write `measure: {unit: sentences, start: 1, target: 3}`, or a `fraction` here."
                message = "`value` needs a `measure` to be drawn."
                _tell(sheet, message, "progress", place, "value", hint=hint, code="no-measure")
        elif step.value < 0 <= min(start, target):
            message, hint = f"{step.value} is less than nothing.", "Write the number without the minus."
            _tell(sheet, message, "progress", place, "value", hint=hint, code="negative")


def check_names(goals: Sequence[Goal], sheets: Mapping[str, _Sheet]) -> None:
    """Report a second goal of the same name, unless it is the next one of a chain."""
    named: defaultdict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        named[same(goal.title)].append(goal)
    for first, *others in named.values():
        of_one_name = {first.slug, *(goal.slug for goal in others)}
        followed = {goal.follows for goal in (first, *others)}
        for goal in others:
            if goal.follows not in of_one_name and goal.slug not in followed:
                message = f"The goal `{first.slug}` has the same name."
                hint = f"Give one of the two another name, or write `follows: {first.slug}` if it goes on."
                _tell(sheets[goal.slug], message, "title", hint=hint, code="same-name")


def without_circles(goals: Sequence[Goal], sheets: Mapping[str, _Sheet]) -> list[Goal]:
    """Return the goals; of a circle the one set first follows none, which is told."""
    by_slug = {goal.slug: goal for goal in goals}
    for circle in _circles(by_slug):
        first = min(circle, key=lambda goal: (goal.set_on or date.max, goal.slug))
        message, hint = (
            "A goal cannot follow itself.",
            "Name the goal that came before it, or take the line out.",
        )
        if len(circle) > 1:
            names = all_of(sorted(goal.slug for goal in circle))
            message = f"The goals {names} follow each other in a circle."
            hint = "This one was set first: take the line out here."
        sheets[first.slug].report(message, "follows", hint=hint, code="follows-itself")
        by_slug[first.slug] = replace(first, follows=None)
    return list(by_slug.values())


def _circles(goals: Mapping[str, Goal]) -> Iterator[list[Goal]]:
    done: set[str] = set()
    for goal in goals.values():
        way: dict[str, Goal] = {}
        here: Goal | None = goal
        while here is not None and here.slug not in done and here.slug not in way:
            way[here.slug] = here
            here = goals.get(here.follows or "")
        if here is not None and here.slug in way:
            slugs = list(way)
            yield [way[slug] for slug in slugs[slugs.index(here.slug) :]]
        done |= way.keys()


def _tell(sheet: _Sheet, message: str, *place: str | int, hint: str, code: str) -> None:
    sheet.report(message, *place, hint=hint, severity=Severity.WARNING, code=code)
