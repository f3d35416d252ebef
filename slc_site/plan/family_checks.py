"""What families will not like about a plan: brothers and sisters, wishes, languages; and what would help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from slc_site.plan.slot_problems import AT, Say, line_of, names_of
from slc_site.plan.slots import Placed, Plan
from slc_site.problems import Problem, Severity


def family_checks(plan: Plan) -> Iterator[Problem]:
    """Yield what is to be said of a plan for the sake of single families."""
    yield from _siblings(plan)
    yield from _wishes(plan)
    yield from _languages(plan)


def _siblings(plan: Plan) -> Iterator[Problem]:
    say = Say(plan)
    for group in plan.groups:
        there = [placed for student in group if (placed := plan.of(student)) and not placed.is_alone]
        there.sort(key=lambda placed: placed.begin_minute)
        for one, other in combinations(there, 2):
            if other.begin_minute < one.end_minute:
                message = f"{one.family.name} and {other.family.name} are siblings, and their times overlap."
                hint = "Let one come when the other has ended, with --move."
                yield say(message, hint, "schedule.slots", "siblings", line=other.slot.line or one.slot.line)
        for one, other in pairwise(there):
            if other.begin_minute - one.end_minute >= plan.pace.every:
                message = (
                    f"{one.family.name} and {other.family.name} are siblings, but not one right after the "
                    f"other: {one.slot.start:{AT}} and {other.slot.start:{AT}}."
                )
                yield say(message, "Move one of them with --move.", "schedule.slots", "siblings")
    for placed in plan.placed:
        family = placed.family
        for sibling in family.elsewhere:
            if sibling.start is None:
                message = f"{family.name}'s sibling {sibling.name} in {sibling.room} has no time yet."
                hint = "Plan this class again once the other has its times."
                yield say(message, hint, "schedule.also", "sibling-without-time", Severity.NOTE)
                continue
            if placed.is_alone:
                continue
            begin = plan.minutes.minute(sibling.start)
            end = begin + sibling.minutes
            gap = max(placed.begin_minute - end, begin - placed.end_minute)
            when = (
                f"{family.name} at {placed.slot.start:{AT}}, "
                f"{sibling.name} in {sibling.room} at {sibling.start:{AT}}"
            )
            if gap < plan.pace.walk:
                message = f"One family would have to be in two places: {when}."
                hint = f"Leave {plan.pace.walk} minutes to walk between them."
                yield say(message, hint, "schedule.slots", "siblings", line=placed.slot.line)
            elif gap - plan.pace.walk >= plan.pace.every:
                message = f"Siblings do not come one right after the other: {when}."
                hint = "Ask the other teacher, or move one of them with --move."
                yield say(message, hint, "schedule.slots", "siblings", line=placed.slot.line)


def _wishes(plan: Plan) -> Iterator[Problem]:
    for placed in plan.placed:
        family = placed.family
        if placed.is_alone or not placed.is_new or not family.wishes or placed.rank is not None:
            continue
        wanted = " / ".join(times.words for wish in family.wishes for times in wish)
        possible = [
            start
            for start in plan.starts
            if not start.window.teacher_only
            and family.may_come(start.at, plan.pace.every)
            and family.rank(start.at, plan.pace.every) is not None
        ]
        if not possible:
            message = f"No window holds what {family.name}'s family would like: {wanted}."
            hint = "Add a window then, or ask them for other times."
        else:
            at = {start.minute for start in possible}
            holders = [p.family for p in plan.placed if p.begin_minute in at and p.family is not family]
            message = f"None of {family.name}'s wishes could be met: {wanted}."
            hint = f"These times went to {names_of(holders)}; somebody could change." if holders else ""
            hint = hint or "The family stays longer than these times leave; a longer window would do."
        severity = Severity.WARNING
        yield Problem(
            message, plan.sign_ups.file, line_of(plan, family), None, hint, severity, "wish-not-met"
        )


def _languages(plan: Plan) -> Iterator[Problem]:
    say = Say(plan)
    by_language: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in plan.placed:
        if placed.family.language and placed.family.interpreter and not placed.is_alone:
            by_language[placed.family.language.partition("-")[0]].append(placed)
    for language, own in sorted(by_language.items()):
        runs = 1 + sum(
            later.begin_minute - before.end_minute >= plan.pace.every for before, later in pairwise(own)
        )
        if runs > 1:
            message = f"The interpreter for `{language}` is needed {runs} times, with gaps in between."
            hint = f"These families could come one after the other: {names_of([p.family for p in own])}."
            yield say(message, hint, "schedule.slots", "language", Severity.NOTE)
