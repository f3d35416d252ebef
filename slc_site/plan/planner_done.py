"""How far a plan is: what is done can be seen from what children, families and the teacher wrote.

Where nothing that is written tells, as of a role-play, only the teacher knows: `planner: {done: [role-
play]}`. Whose part is missing is for the teacher alone, and stands in the order of the roster.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from slc_site.model.conference import Conference, ConferenceKind
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.plan.planner import Dated, Plan
from slc_site.plan.planner_checks import Check, Child, checks_of

_BY_FILES = frozenset({PlanStep.LETTER.value, PlanStep.INVITATION.value})
"""Done when something was made on this computer, and not before; but a party's invitation is its page."""


class Standing(Enum):
    """Where a step is, on one day."""

    DONE = "done"
    LATE = "late"
    """Its last day is over, and it can be seen that something is missing."""
    NOW = "now"
    """Its time has come."""
    ASK = "ask"
    """Its day is over, and nothing that is written tells if it is done."""
    OVER = "over"
    """It was for the conference, which is over; whether it is done helps nobody any more."""
    TO_COME = "to-come"


class Counted(Struct, frozen=True):
    """For whom a step is done, by first names in the order of the roster."""

    done: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many it is asked of."""
        return len(self.done) + len(self.missing)


class Progress(Struct, frozen=True):
    """A step, and how far it is."""

    step: Dated
    standing: Standing
    is_done: bool | None
    """None: nobody can tell."""
    counted: Counted | None = None
    """None: it is not counted child by child."""
    is_ticked: bool = False
    """The teacher has said that it is done."""


def progress_of(
    library: Library,
    conference: Conference,
    plan: Plan,
    today: date,
    made: Collection[str] = (),
    posts_called: Collection[str] = (),
) -> tuple[Progress, ...]:
    """Return all steps of a plan with how far they are.

    Args:
        library: The class, with everything in it.
        conference: Whose plan it is.
        plan: As `plan_of` made it.
        today: Where the class is.
        made: Names of steps of which it can be seen from files that they are done, such as letters.
        posts_called: Titles of posts in which a child tells how a conference went.
    """
    brought = {one.student: one for one in library.student_conferences if one.conference == conference.slug}
    children = [Child(library, conference, one, brought.get(one.slug), plan) for one in library.students]
    checks = checks_of(posts_called)
    return tuple(_progress(step, children, checks, conference, plan, today, made) for step in plan.steps)


def _progress(
    step: Dated,
    children: list[Child],
    checks: Mapping[str, Check],
    conference: Conference,
    plan: Plan,
    today: date,
    made: Collection[str],
) -> Progress:
    check = checks.get(step.name)
    counted = _counted(check, children) if check else None
    if counted is not None and not counted.of:
        counted = None
    is_ticked = step.name in conference.planner.done
    is_done: bool | None = None if counted is None else not counted.missing
    if step.name in made:
        is_done = True
    elif step.name in _BY_FILES and conference.kind is not ConferenceKind.PARTY:
        is_done = False
    elif step.name == PlanStep.CONFERENCE.value:
        is_done = today > step.until
    is_done = True if is_ticked else is_done
    return Progress(step, _standing(step, is_done, plan, today), is_done, counted, is_ticked)


def _standing(step: Dated, is_done: bool | None, plan: Plan, today: date) -> Standing:
    if is_done:
        return Standing.DONE
    if today < step.day:
        return Standing.TO_COME
    if today <= step.until:
        return Standing.NOW
    if step.until <= plan.days[-1] < today:
        return Standing.OVER
    return Standing.ASK if is_done is None else Standing.LATE


def _counted(check: Check, children: list[Child]) -> Counted:
    answers = [(child.student.name, check(child)) for child in children]
    return Counted(
        tuple(name for name, is_done in answers if is_done),
        tuple(name for name, is_done in answers if is_done is False),
    )
