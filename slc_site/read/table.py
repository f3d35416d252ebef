"""A table of measurements, as a spreadsheet saves it anywhere in the world.

Comma, semicolon or tab, decimal point or comma, with or without a byte-order mark. A row that cannot be used
is reported with its line; all others are kept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic_core import PydanticCustomError

from slc_site.model.measure import Reading
from slc_site.problems import Problem, Severity, did_you_mean
from slc_site.read.disk import same
from slc_site.read.names import Names
from slc_site.read.told import FileReporter
from slc_site.read.values import is_recent, read_day, read_number, shown

COLUMNS = ("student", "date", "value", "target")
_DATE = re.compile(r"\d{4}-\d")
_FIRST_LINE = "Let the file begin with a line `student,date,value`."

T = TypeVar("T")


class _RowError(Exception):
    """A row that is left out."""

    def __init__(
        self,
        message: str,
        hint: str,
        column: str | None = None,
        *,
        severity: Severity = Severity.ERROR,
        code: str = "table",
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.column = message, hint, column
        self.severity, self.code = severity, code


@dataclass(frozen=True, slots=True)
class Table:
    """One file."""

    file: str
    """Its label, for messages."""
    students: Names
    today: date
    reporter: FileReporter

    def readings(self, text: str) -> Iterator[Reading]:
        """Give the measurements of all rows that can be used."""
        seen: dict[tuple[str, date], int] = {}
        for line, cells in self._rows(text):
            try:
                reading = self._reading(cells)
                first = seen.setdefault((reading.student, reading.date), line)
                if first != line:
                    message = f"Line {first} has a value of `{reading.student}` for {reading.date} already."
                    raise _RowError(message, "Keep one of the two; I use the first.", "date", code="same-day")
            except _RowError as error:
                if error.message:
                    self._report(error, line)
            else:
                yield reading

    def _rows(self, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Give each row below the names of the columns, with its line and its cells by column."""
        lines = text.split("\n")
        first = next((line for line in lines if line.strip()), "")
        rows = csv.reader(lines, delimiter=max(",;\t", key=first.count))
        columns: tuple[str, ...] = ()
        try:
            for row in rows:
                cells = [cell.strip() for cell in row]
                if not any(cells):
                    continue
                if not columns:
                    columns = self._columns(cells, rows.line_num)
                    if same(cells[0]) in columns:
                        continue
                if any(cells[len(columns) :]):
                    hint = 'Write a number like 3.5, or in quotes: "3,5".'
                    self._report(_RowError("This row has more cells than the first.", hint), rows.line_num)
                    continue
                yield rows.line_num, dict(zip(columns, cells, strict=False))
            if not columns:
                raise _RowError("This file is empty.", _FIRST_LINE, code="empty")
        except csv.Error:
            hint = "Open it in a spreadsheet and save it as CSV again."
            self._report(_RowError("I cannot read the table from this line on.", hint), rows.line_num)
        except _RowError as error:
            self._report(error, max(rows.line_num, 1))

    def _columns(self, cells: list[str], line: int) -> tuple[str, ...]:
        """Return the name of each column; a file that begins with data has them in the usual order."""
        names = tuple(same(cell) for cell in cells)
        if not set(names) & set(COLUMNS) and len(cells) >= 3 and _DATE.match(cells[1]):
            warning = _RowError(
                "The first line does not name the columns.", _FIRST_LINE, severity=Severity.WARNING
            )
            self._report(warning, line)
            return COLUMNS
        for name in filter(None, names):
            if name not in COLUMNS:
                hint = did_you_mean(name, COLUMNS) or "It is not used."
                message = f"I know no column {shown(name)}."
                self._report(_RowError(message, hint, severity=Severity.WARNING, code="unknown-key"), line)
        missing = next((name for name in COLUMNS[:3] if name not in names), None)
        if missing:
            message = f"The column `{missing}` is missing, so this file is left out."
            raise _RowError(message, _FIRST_LINE, code="missing")
        return names

    def _reading(self, cells: Mapping[str, str]) -> Reading:
        typed = cells.get("student", "")
        student = self.students.find(typed)
        if student is None:
            if self.students.is_left_out(typed):
                raise _RowError("", "")  # why the student is missing was said
            message = f"There is no student {shown(typed)}." if typed else "There is no student in this row."
            hint = "" if self.reporter.is_full else self.students.hint(typed)
            raise _RowError(message, hint, "student", severity=Severity.WARNING, code="no-such-thing")
        if not cells.get("value"):
            hint = "Fill it in, or delete the row."
            message = "There is no value in this row."
            raise _RowError(message, hint, "value", severity=Severity.WARNING, code="missing")
        day = _cell(cells, "date", read_day)
        if not is_recent(day, self.today):
            raise _RowError(f"The day {day} is more than a year ahead.", "Is the year right?", "date")
        target = _cell(cells, "target", read_number) if cells.get("target") else None
        return Reading(student, day, _cell(cells, "value", read_number), target)

    def _report(self, error: _RowError, line: int) -> None:
        self.reporter.report(
            Problem(error.message, self.file, line, error.column, error.hint, error.severity, error.code)
        )


def _cell(cells: Mapping[str, str], column: str, read: Callable[[object], T]) -> T:
    try:
        return read(cells.get(column, ""))
    except PydanticCustomError as error:
        context = error.context or {}
        raise _RowError(context["message"], context["hint"], column, code=error.type) from None
