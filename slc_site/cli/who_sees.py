"""Who can see what, as a table in plain text that fits a window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slc_site.share.table import Counts, Row, Table

WIDTH = 80
"""Characters of a window that nobody has made wider."""
_LETTERS = {"public": "p", "class": "c", "family": "f", "conference": "r", "teacher": "t"}
_LEGEND = "p public, c class, f family, r conference (in the room), t teacher"
_NOBODY = "nobody (no consent to publish)"
_NONE = "-"
_GAP = "  "
_LONGEST_NAME = 18
_OWN = {"pages": "class pages", "prompts": "prompts", "pictures": "their pictures"}


def who_sees(table: Table, width: int = WIDTH) -> str:
    """Return the table as lines: first the whole class, kind by kind, then a row for each student.

    Each number is of the widest circle: what everybody can see, the class can see, too. No line is wider than
    `width` as long as that is enough for one column; where words do not fit, letters stand for them.
    """
    kinds = [kind for kind, counts in table.whole.items() if counts]
    whole = [(kind, table.whole[kind]) for kind in kinds]
    whole += [(_OWN[kind], counts) for kind, counts in table.own.items() if counts]
    if not whole:
        return "There is nothing yet that anybody could see."
    label = max(len(name) for name, _ in whole)
    lines = ["Who can see what, in the whole class:"]
    lines += [f"  {name:<{label}}{_GAP}{_in_words(counts)}" for name, counts in whole]
    if kinds and table.students:
        lines += ["", *_by_student(table, kinds, width)]
    return "\n".join(lines)


def _by_student(table: Table, kinds: Sequence[str], width: int) -> list[str]:
    names = _names(table.students)
    rows = [
        (name, row.may_publish, [_in_words(row.kinds[kind]) for kind in kinds])
        for name, row in zip(names, table.students, strict=True)
    ]
    lines = _lines("Student", kinds, rows)
    if _widest(lines) <= width:
        return lines
    rows = [
        (name, row.may_publish, [_in_letters(row.kinds[kind]) for kind in kinds])
        for name, row in zip(names, table.students, strict=True)
    ]
    return [_LEGEND, *_in_parts(kinds, rows, width)]


_Drawn = tuple[str, bool, list[str]]
"""A student's name, whether anything may be published, and a text for each kind."""


def _in_parts(kinds: Sequence[str], rows: Sequence[_Drawn], width: int) -> list[str]:
    """Return the table in as many parts, one below the other, as it needs to be narrow."""
    lines: list[str] = []
    first = 0
    while first < len(kinds):
        last = len(kinds)
        while True:
            part = [(name, may, cells[first:last]) for name, may, cells in rows]
            found = _lines("Student", kinds[first:last], part)
            if last == first + 1 or _widest(found) <= width:
                break
            last -= 1
        lines += ["", *found] if lines else found
        first = last
    return lines


def _lines(heading: str, kinds: Sequence[str], rows: Sequence[_Drawn]) -> list[str]:
    shown = [cells for _, may_publish, cells in rows if may_publish]
    widths = [max(map(len, (kind, *(cells[place] for cells in shown)))) for place, kind in enumerate(kinds)]
    label = max(map(_cells, (heading, *(name for name, _, _ in rows))))
    lines = [_line(_padded(heading, label), kinds, widths)]
    for name, may_publish, cells in rows:
        lines.append(
            _line(_padded(name, label), cells, widths)
            if may_publish
            else f"{_padded(name, label)}{_GAP}{_NOBODY}"
        )
    return lines


def _line(label: str, cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    return _GAP.join((label, *padded)).rstrip()


def _in_words(counts: Counts) -> str:
    return ", ".join(f"{count:,} {word}" for word, count in counts.items()) or _NONE


def _in_letters(counts: Counts) -> str:
    return " ".join(f"{count}{_LETTERS[word]}" for word, count in counts.items()) or _NONE


def _names(rows: Iterable[Row]) -> list[str]:
    """Return the students' names, short ones, with the name of the folder where two are called the same."""
    rows = list(rows)
    called: Mapping[str, int] = Counter(row.name for row in rows)
    return [_short(row.name if called[row.name] == 1 else f"{row.name} ({row.student})") for row in rows]


def _short(name: str) -> str:
    if _cells(name) <= _LONGEST_NAME:
        return name
    while name and _cells(name) > _LONGEST_NAME - 1:
        name = name[:-1]
    return f"{name}…"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _widest(lines: Iterable[str]) -> int:
    return max(map(_cells, lines))


def _cells(text: str) -> int:
    """Return how many places of a line a text takes: a Chinese sign or an emoji takes two, an accent none."""
    from rich.cells import cell_len  # loads with the first table only

    return cell_len(text)
