"""The class's own plan for a conference: other days, other words, what is ticked off."""

from __future__ import annotations

from typing import Any

from slc_site.model.planner import PlanChange, Planner, PlanStep
from slc_site.read.names import Names, several, unique
from slc_site.read.shapes_planner import PlannerShape, PlanStepShape
from slc_site.read.sheet import Sheet


def planner_of(sheet: Sheet[Any], shape: PlannerShape) -> Planner:
    """Return what a conference.yml says of the plan; what leads nowhere is reported."""
    changes = unique(sheet, map(_change, shape.steps), lambda change: change.name, "planner", "steps")
    names = Names("step", [*(step.value for step in PlanStep), *(change.name for change in changes)])
    done = several(sheet, names, shape.done, "planner", "done")
    return Planner(shape.date, changes, frozenset(done))


def _change(shape: PlanStepShape) -> PlanChange:
    return PlanChange(
        shape.step,
        shape.day,
        shape.until,
        shape.date,
        shape.title,
        shape.teacher,
        shape.student,
        shape.result,
        shape.skip,
    )
