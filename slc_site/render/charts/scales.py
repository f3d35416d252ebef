"""Where a value and a day stand in the picture, and which of them are written beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from msgspec import Struct

TOP, BOTTOM = 12.0, 84.0
"""In percent of the height: the greatest and the least value; above is room for words, below for months."""
_LEAST_STEP = Decimal("0.001")
"""Of a finer step, numbers as they are written would not tell."""
_MOST_STEPS = 4
_LONG, _VERY_LONG = 420, 900
"""Days: from here on months need their year, and then years alone do."""


class ValueScale(Struct, frozen=True):
    """Values from `low` at the bottom to `high` at the top."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    """Few, round and evenly apart: where a line goes across."""

    def at(self, value: Decimal) -> float:
        """Return how far from the top a value stands, in percent."""
        share = float((value - self.low) / (self.high - self.low))
        return round(BOTTOM - share * (BOTTOM - TOP), 2)


def value_scale(values: Iterable[Decimal]) -> ValueScale:
    """Return a scale with room for all of `values`, of which there is at least one.

    It begins at nothing unless the values lie close together far away from it.
    """
    values = tuple(values)
    low, high = min(values), max(values)
    if low > 0 and (high - low) * 4 >= high:
        low = Decimal(0)
    if low == high:
        around = abs(low) / 4 or Decimal(1)
        low, high = (low - around if low < 0 or low > around * 4 else Decimal(0)), high + around
        low = min(low, high - around)
    step = _round_step((high - low) / _MOST_STEPS)
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1))  # half a word is none
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    return ValueScale(ticks[0], ticks[-1], ticks)


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 5, 10, 20, … and their tenths that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted()) if least else _LEAST_STEP
    steps = (power * factor for factor in (1, 2, 5, 10))
    return max(_LEAST_STEP, next(step for step in steps if step >= least) if least else power)


class TimeScale(Struct, frozen=True):
    """Days from `first` on one side to `last` on the other, each as far apart as in the calendar."""

    first: date
    last: date
    start: float
    """Where the first day stands, in percent from the side on which reading begins."""
    end: float
    is_mirrored: bool = False
    """Time runs from right to left, as reading does."""

    def at(self, day: date) -> float:
        """Return how far from the left a day stands, in percent."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return self.side(self.start + share * (self.end - self.start))

    def side(self, place: float) -> float:
        """Return a place counted from where reading begins as one counted from the left."""
        return round(100 - place if self.is_mirrored else place, 2)


def firsts(first: date, last: date) -> Sequence[tuple[date, str]]:
    """Return the days on which a month begins, or a year where it is many years, and how to name them.

    The name is `month`, `month-and-year` or `year`; fewer than two such days: the first and the last, `day`.
    """
    days = (last - first).days
    months = []
    month = (first - timedelta(days=1)).replace(day=28)  # its next first is the earliest that counts
    while (month := (month + timedelta(days=31)).replace(day=1)) <= last:
        months.append(month)
        month = month.replace(day=28)
    if days > _VERY_LONG:
        return [(month, "year") for month in months if month.month == 1]
    if len(months) < 2:
        return [(first, "day")] if first == last else [(first, "day"), (last, "day")]
    return [(month, "month-and-year" if days > _LONG else "month") for month in months]
