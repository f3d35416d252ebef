"""A table of measurements, as a spreadsheet saves it anywhere in the world.

Comma, semicolon or tab, decimal point or comma, with or without a byte-order mark, days in the order that the
class announced. A row that cannot be used is reported with its line; all others are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace
from pydantic_core import PydanticCustomError

from slc_site.model.classroom import DateOrder
from slc_site.model.measure import Reading
from slc_site.problems import Severity, did_you_mean
from slc_site.read.disk import same
from slc_site.read.names import Names
from slc_site.read.row_problems import RowError, RowProblems
from slc_site.read.rows import rows_of
from slc_site.read.table_days import proven_order, read_table_day
from slc_site.read.told import FileReporter
from slc_site.read.values import is_recent, read_number, shown

COLUMNS = ("student", "date", "value", "target", "due")
_DATE = re.compile(r"\d{1,4}[-/.]\d")
_FIRST_LINE = "Let the file begin with a line `student,date,value`."
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """One file."""

    file: str
    """Its label, for messages."""
    students: Names
    today: date
    reporter: FileReporter
    dates: DateOrder = DateOrder.YEAR_FIRST
    _days: list[tuple[int, str]] = field(default_factory=list, init=False)
    """Every line with the day in it as it was typed, to find out what order they are in."""

    def readings(self, text: str) -> list[Reading]:
        """Return the measurements of all rows that can be used, in their order; tell of the others."""
        problems = RowProblems(self.file)
        seen: dict[tuple[str, date], int] = {}
        readings = []
        for line, cells, delimiter in rows_of(text, self._columns, _FIRST_LINE, problems):
            try:
                reading = self._reading(line, cells, delimiter)
                if reading is None:
                    continue
                first = seen.setdefault((reading.student, reading.date), line)
                if first != line:
                    message = f"Line {first} has a value of `{reading.student}` for {reading.date} already."
                    raise RowError(message, "Keep one of the two; I use the first.", "date", code="same-day")
                if reading.due is not None and reading.due < reading.date:
                    message = f"The target was to be reached by {reading.due}, before it was set."
                    problems.add(RowError(message, "Put the day right; I leave it out.", "due"), line)
                    reading = replace(reading, due=None)
            except RowError as error:
                problems.add(error, line)
            else:
                readings.append(reading)
        problems.tell(self.reporter)
        return readings

    def _columns(self, cells: list[str], line: int, problems: RowProblems) -> tuple[tuple[str, ...], bool]:
        """Return the name of each column; a file that begins with data has them in the usual order."""
        names = tuple(same(cell) for cell in cells)
        if not set(names) & set(COLUMNS) and len(cells) >= 3 and _DATE.match(cells[1]):
            message = "The first line does not name the columns."
            problems.add(RowError(message, _FIRST_LINE, severity=Severity.WARNING), line)
            return COLUMNS, False
        for name in filter(None, names):
            if name not in COLUMNS:
                hint = did_you_mean(name, COLUMNS) or "It is not used."
                message = f"I know no column {shown(name)}."
                error = RowError(message, hint, severity=Severity.WARNING, code="unknown-key", same=name)
                problems.add(error, line)
        missing = next((name for name in COLUMNS[:3] if name not in names), None)
        if missing:
            message = f"The column `{missing}` is missing, so this file is left out."
            raise RowError(message, _FIRST_LINE, code="missing")
        return names, True

    def _reading(self, line: int, cells: Mapping[str, str], delimiter: str) -> Reading | None:
        """Return what a row says; None for a student of whom it was said why they are missing."""
        student = self._student(cells.get("student", ""))
        if student is None:
            return None
        for column, what in (("value", "value"), ("date", "day")):
            if not cells.get(column):
                message, hint = f"There is no {what} in this row.", "Fill it in, or delete the row."
                raise RowError(message, hint, column, severity=Severity.WARNING, code="missing")
        self._days.append((line, cells.get("date", "")))
        day = self._day(cells, "date")
        if not is_recent(day, self.today):
            raise RowError(f"The day {day} is more than a year ahead.", "Is the year right?", "date")
        value = _number(cells, "value", delimiter)
        target = _number(cells, "target", delimiter) if cells.get("target") else None
        due = self._day(cells, "due") if cells.get("due") else None
        return Reading(student, day, value, target, due)

    def _student(self, typed: str) -> str | None:
        student = self.students.find(typed)
        if student is not None or self.students.is_left_out(typed):
            return student
        message = f"There is no student {shown(typed)}." if typed else "There is no student in this row."
        raise RowError(
            message,
            lambda: "" if self.reporter.is_full else self.students.hint(typed),
            "student",
            severity=Severity.WARNING,
            code="no-such-thing",
            same=same(typed),
        )

    def _day(self, cells: Mapping[str, str], column: str) -> date:
        try:
            return _cell(cells, column, lambda text: read_table_day(text, self.dates))
        except RowError as error:
            hint = error.hint
            if error.code == "date-order" and isinstance(hint, str):
                error.hint = lambda: hint + self._what_the_others_say()
            raise

    def _what_the_others_say(self) -> str:
        proof = proven_order(self._days)
        return f" Line {proof[1]} shows that it is `{proof[0].value}`." if proof else ""


def _number(cells: Mapping[str, str], column: str, delimiter: str) -> Decimal:
    if delimiter == ";" and _THOUSANDS.fullmatch(cells[column]):
        # Who has semicolons between cells has commas before decimals: there the point may be for thousands.
        plain = cells[column].replace(".", "")
        hint = f"Write `{plain}`, or a comma before decimals."
        raise RowError(f"I cannot tell what {shown(cells[column])} means.", hint, column, code="number")
    return _cell(cells, column, read_number)


def _cell(cells: Mapping[str, str], column: str, read: Callable[[str], T]) -> T:
    try:
        return read(cells.get(column, ""))
    except PydanticCustomError as error:
        context = error.context or {}
        raise RowError(context["message"], context["hint"], column, code=error.type) from None
