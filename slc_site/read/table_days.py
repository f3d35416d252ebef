"""The day in a cell of a table, in the order that the class announced for the file.

A day that begins with its year can be read anywhere. `05/10/2026` is October here and May there: without an
announcement it is read only where it cannot be anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from slc_site.model.classroom import DateOrder
from slc_site.read.values import FIRST_YEAR, LAST_YEAR, fail, one_of, read_day, shown

_YEAR_LAST = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})\.?(?:[ T,]+\d{1,2}:\d{2}.*)?")
_UNANNOUNCED = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


def read_table_day(text: str, order: DateOrder) -> date:
    """Return the day that a cell means; fails with a sentence and a hint like the validators of `values`."""
    found = _YEAR_LAST.fullmatch(text.strip())
    if found is None:
        return read_day(text)
    if order is not DateOrder.YEAR_FIRST:
        day = _day(found, order)
        return day if day is not None else _not_in_order(text, found, order)
    meanings = {order: day for order in _UNANNOUNCED if (day := _day(found, order)) is not None}
    if not meanings:
        return fail("date", f"I cannot read {shown(text)} as a date.", "Write it like 2026-10-05.")
    days = sorted(set(meanings.values()), reverse=True)
    if len(days) == 1 and len(found[3]) == 4:  # of two figures, even the year may be any of the three
        return days[0]
    message = f"I cannot tell which part of {shown(text)} is the day and which the month."
    hint = f"Write {one_of(f'dates: {order.value}' for order in _UNANNOUNCED)} to this measure in class.yml."
    return fail("date-order", message, hint)


def proven_order(cells: Iterable[tuple[int, str]]) -> tuple[DateOrder, int] | None:
    """Return the only order in which the days of a file can be, and the line that shows it; else None."""
    proof: dict[DateOrder, int] = {}
    for line, text in cells:
        found = _YEAR_LAST.fullmatch(text.strip())
        orders = [order for order in _UNANNOUNCED if found and _day(found, order) is not None]
        if len(orders) == 1:
            proof.setdefault(orders[0], line)
    return next(iter(proof.items())) if len(proof) == 1 else None


def _day(found: re.Match[str], order: DateOrder) -> date | None:
    first, second, year = (int(part) for part in found.groups())
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    year = year if len(found[3]) == 4 else 2000 + year
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _not_in_order(text: str, found: re.Match[str], order: DateOrder) -> date:
    other = next(other for other in _UNANNOUNCED if other is not order)
    message = f"I cannot read {shown(text)} as a date in the order {order.value}."
    if _day(found, other) is None:
        return fail("date", message, "Write it like 2026-10-05.")
    hint = f"Write it like 2026-10-05; if the whole file is so, write `dates: {other.value}` in class.yml."
    return fail("date", message, hint)
