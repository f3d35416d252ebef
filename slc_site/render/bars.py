"""How far a goal has come, as a bar of equal parts."""

from __future__ import annotations

from decimal import Decimal

from slc_site.model.goal import Goal, GoalMeasure, GoalStatus, Progress
from slc_site.render.views import Bar, Meter, ProgressView

_MOST_PARTS = 10
"""A measured goal is drawn in at most so many parts (practice F4)."""
_USUAL_PARTS = 4
"""Of a bar that nobody has coloured in yet."""


def drawn(goal: Goal) -> tuple[Bar | None, Meter | None]:
    """Return the goal as it is now: a bar as coloured in, or a meter, or neither for nothing yet."""
    latest = goal.latest
    if latest is not None and latest.parts is not None:
        return Bar(latest.parts.coloured, latest.parts.of), None
    if goal.measure is None:
        return None, None
    return None, _meter(goal.measure, latest)


def on_that_day(step: Progress, measure: GoalMeasure | None) -> ProgressView:
    """Return the bar as it was on one day, with what was said of it."""
    bar = None
    if step.parts is not None:
        bar = Bar(step.parts.coloured, step.parts.of)
    elif measure is not None and step.value is not None:
        bar = Bar(*_parts(measure, step.value))
    return ProgressView(step.date, step.note, bar, step.value, step.helped, step.in_the_way, step.proud_of)


def to_colour(goal: Goal) -> Bar | None:
    """Return an empty bar for crayons, in the parts of the last one; None for a goal nobody works on."""
    if goal.status is not GoalStatus.WORKING:
        return None
    bar, meter = drawn(goal)
    now = meter.bar if meter else bar
    return Bar(0, now.of if now else _USUAL_PARTS)


def asks_what_is_hard(goal: Goal) -> bool:
    """Return whether a quarter of the bar or less is coloured in, and nobody has said why."""
    latest = goal.latest
    if latest is None or goal.status is not GoalStatus.WORKING:
        return False
    bar, meter = drawn(goal)
    now = meter.bar if meter else bar
    is_little = now is not None and now.coloured * 4 <= now.of
    return is_little and not (latest.is_explained or goal.helped or goal.in_the_way)


def _meter(measure: GoalMeasure, latest: Progress | None) -> Meter:
    now = latest.value if latest is not None and latest.value is not None else measure.start
    bar = Bar(*_parts(measure, now))
    return Meter(measure.start, now, measure.target, measure.unit, bar)


def _parts(measure: GoalMeasure, now: Decimal) -> tuple[int, int]:
    """Return (coloured, of): the way from start to target in equal parts, 0 <= coloured <= of."""
    way = measure.target - measure.start
    whole = abs(way) == abs(way).to_integral_value() and 1 <= abs(way) <= _MOST_PARTS
    of = int(abs(way)) if whole else _MOST_PARTS
    if way == 0:
        return of, of
    gone = (now - measure.start) / way
    return min(of, max(0, int(gone * of))), of
