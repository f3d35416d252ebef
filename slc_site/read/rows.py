"""The rows of a table, as a spreadsheet or a form tool saves it anywhere in the world.

Comma, semicolon or tab, with or without a line that announces it; lines without anything are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping

from slc_site.read.row_problems import RowError, RowProblems

_ANNOUNCED_DELIMITER = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
"""What some spreadsheets write above the table."""
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2069")) | {0x66B: "."}
"""Marks of direction, which spreadsheets put around days and numbers; the Arabic decimal sign is a point."""

Columns = Callable[[list[str], int, RowProblems], tuple[tuple[str, ...], bool]]
"""From the cells of the first line, and its number, to the name of each column, and whether the line is a
heading; else it is data. No columns: the line stands above the heading. May raise RowError: the table cannot
be used."""


def rows_of(
    text: str, columns_of: Columns, first_line: str, problems: RowProblems
) -> Iterator[tuple[int, Mapping[str, str], str]]:
    """Give each row below the names of the columns: its line, its cells by column, the delimiter.

    Args:
        text: The file, decoded.
        columns_of: Names the columns.
        first_line: What to do about an empty file, as a sentence.
        problems: Hears of rows that cannot be used.
    """
    lines = text.translate(_UNSEEN).split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    announced = _ANNOUNCED_DELIMITER.fullmatch(lines[first].strip(" \r\"'"))
    delimiter = announced[1] if announced else max(",;\t", key=lines[first].count)
    if announced:
        lines[first] = ""
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    columns: tuple[str, ...] = ()
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns, is_heading = columns_of(cells, rows.line_num, problems)
                if is_heading or not columns:
                    continue
            if any(cells[len(columns) :]):
                hint = 'Write a number like 3.5, or in quotes: "3,5".'
                problems.add(RowError("This row has more cells than the first.", hint), rows.line_num)
                continue
            yield rows.line_num, dict(zip(columns, cells, strict=False)), delimiter
        if not columns:
            raise RowError("This file is empty.", first_line, code="empty")
    except csv.Error:
        hint = "Open it in a spreadsheet and save it as CSV again."
        problems.add(RowError("I cannot read the table from this line on.", hint), rows.line_num)
    except RowError as error:
        problems.add(error, max(rows.line_num, 1))
