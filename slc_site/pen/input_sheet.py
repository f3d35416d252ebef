"""A sheet of answers as a form tool exports it, or as somebody has typed it from paper: rows below headings.

Comma, semicolon or tab, with or without a byte-order mark, a title above the headings, names that stand only
in the first of several rows because cells were merged. E-mail addresses are taken out of every cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from slc_site.problems import Reporter
from slc_site.read.decoding import decode
from slc_site.read.unreadable import UnreadableError

LARGEST = 5_000_000
"""Bytes."""
NO_EMAIL = "(e-mail)"
"""Stands where an address was."""
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ANNOUNCED = re.compile(r"\s*\"?sep=([,;\t|])\"?\s*\n", re.IGNORECASE)
_DELIMITERS = ",;\t|"
_ZIP = b"PK\x03\x04"
"""How the files of spreadsheet programs begin."""


class SheetError(Exception):
    """It cannot be taken; the text says why, for a teacher, and `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings."""

    line: int
    """Of the file, in which it ends."""
    cells: tuple[str, ...]
    """As many as there are headings."""


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet with its headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, place: int) -> tuple[str, ...]:
        """Return what stands in a column, without what is empty."""
        return tuple(row.cells[place] for row in self.rows if row.cells[place])


def read_sheet(data: bytes, file: str, reporter: Reporter) -> InputSheet:
    """Return what stands in a file; `file` is its label for messages.

    Raises:
        SheetError: it is no sheet.
    """
    if len(data) > LARGEST:
        raise SheetError("This file is larger than 5 MB.", "Is it the right one?")
    if data.startswith(_ZIP):
        hint = "Open it, and save it as CSV (comma-separated values)."
        raise SheetError("This is a workbook of a spreadsheet program, and I read CSV.", hint)
    try:
        text = decode(data, file, reporter)
    except UnreadableError as error:
        raise SheetError(error.problem.message, error.problem.hint or "") from None
    announced = _ANNOUNCED.match(text)
    kinds = announced[1] if announced else _DELIMITERS
    text = "\n" + text[announced.end() :] if announced else text  # lines keep their numbers
    rows = max((_parsed(text, kind) for kind in kinds), key=_regular)
    if not rows:
        raise SheetError("There is no table in this file.", "The first row names the columns.")
    return _below_headings(rows)


def _parsed(text: str, delimiter: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows = []
    try:
        for cells in reader:
            tidy = tuple(_EMAIL.sub(NO_EMAIL, cell.replace("\xa0", " ")).strip() for cell in cells)
            if any(tidy):
                rows.append(Row(reader.line_num, tidy))
    except csv.Error:
        return []
    start = next((n for n, row in enumerate(rows) if sum(map(bool, row.cells)) > 1), None)
    return [] if start is None else rows[start:]


def _regular(rows: list[Row]) -> tuple[int, int]:
    """Tell how much like a table these rows are: how many lines fit below the first, then how wide it is."""
    if not rows:
        return 0, 0
    width = _width(rows[0])
    fitting = sum(_width(row) <= width and len(row.cells) > 1 for row in rows)
    return fitting, width


def _width(row: Row) -> int:
    return max((place for place, cell in enumerate(row.cells, 1) if cell), default=0)


def _below_headings(rows: list[Row]) -> InputSheet:
    head, *below = rows
    width = max(map(_width, rows))
    return InputSheet(_filled(head, width).cells, tuple(_filled(row, width) for row in below))


def _filled(row: Row, width: int) -> Row:
    return Row(row.line, (*row.cells, *[""] * width)[:width])


def continued(rows: tuple[Row, ...], name: int, own: frozenset[int]) -> Iterator[tuple[Row, str]]:
    """Yield each row with the name it belongs to; empty for one that belongs to nobody.

    Args:
        rows: All rows.
        name: The column with names.
        own: Columns that tell that a row is an answer of its own, such as the time at which it was given.
            A row without a name goes on with the one above, unless it has something there.
    """
    above = ""
    for row in rows:
        if row.cells[name]:
            above = row.cells[name]
            yield row, above
        elif any(row.cells[place] for place in own):
            above = ""
            yield row, ""
        else:
            yield row, above
