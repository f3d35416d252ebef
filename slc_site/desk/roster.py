"""A list of children, however it comes: names on a line, a pasted spreadsheet, a school's export.

Only first names are ever published, so what might be a last name is never taken for a first one: when a name
is one text of two words, the second counts as the surname, and that is told.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from slc_site.desk.quoting import tidy
from slc_site.desk.refusal import RefusalError
from slc_site.problems import Problem, Reporter, Severity, did_you_mean


@dataclass(frozen=True, slots=True)
class Child:
    """One row of the list."""

    name: str
    """The first name, or what the child is called: it is published."""
    surname: str = ""
    """Never published."""
    language: str = ""
    """What is spoken at home, as a BCP 47 tag; empty: the class's language."""


_NAME = ("first name", "firstname", "first", "given name", "preferred name", "vorname", "nombre", "prenom")
_WHOLE = ("name", "full name", "student", "student name", "child", "pupil", "nome", "schuler", "alumno")
_SURNAME = (
    "last name",
    "lastname",
    "last",
    "surname",
    "family name",
    "nachname",
    "apellido",
    "apellidos",
    "nom",
)
_LANGUAGE = ("language", "home language", "lang", "sprache", "idioma", "langue", "lingua")
_MARK = re.compile(r"\s*(?:\d{1,3}[.)]\s+|[-*•·–]\s+)")
"""What a list in a text begins its lines with."""
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def decode_roster(data: bytes) -> str:
    """Return the text of a roster file as a spreadsheet program may have saved it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_names(text: str, reporter: Reporter) -> list[Child]:
    """Return the children of a list such as "Ada, Ben, Cleo"."""
    names = [tidy(_MARK.sub("", part)) for part in re.split(r"[,;،、，；\n\t]", text)]
    return [_whole(name, reporter) for name in names if name]


def read_roster(text: str, file: str, reporter: Reporter) -> list[Child]:
    """Return the children of a table: with a line of headings or without, separated by whatever it is.

    `file` names it in messages. What could not be used is reported.

    Raises:
        RefusalError: it is no table at all.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = [line for line in text.split("\n") if line.strip(" \t,;")]
    if not lines:
        return []
    rows = list(_rows(lines, _delimiter(lines)))
    columns = _columns(rows[0][1])
    if columns is None:
        if len(rows) == 1 and _is_row_of_names(rows[0][1]):
            return read_names(text, reporter)
        columns = _Columns(whole=0) if max(len(cells) for _, cells in rows) == 1 else _Columns(0, 1, 2)
    else:
        rows = rows[1:]
    return [child for number, cells in rows if (child := columns.child(number, cells, file, reporter))]


@dataclass(frozen=True, slots=True)
class _Columns:
    """In which column what stands."""

    name: int | None = None
    surname: int | None = None
    language: int | None = None
    whole: int | None = None
    """First and last name in one."""

    def child(self, number: int, cells: list[str], file: str, reporter: Reporter) -> Child | None:
        """Return the child of a row, or None when the row names none, which is reported."""

        def cell(column: int | None) -> str:
            return tidy(cells[column]) if column is not None and column < len(cells) else ""

        name, surname = tidy(_MARK.sub("", cell(self.name))), cell(self.surname)
        if not name and (whole := tidy(_MARK.sub("", cell(self.whole)))):
            # With surnames in a column of their own, the other column is the first name, however long.
            child = Child(whole) if surname else _whole(whole, reporter, file, number)
            name, surname = child.name, surname or child.surname
        if not name:
            message = "There is no first name in this row, so I left it out."
            reporter.report(_warning(message, file, number, "Add the child with: slc new student"))
            return None
        language = cell(self.language)
        return Child(name, surname, _language(language, file, number, reporter) if language else "")


def _whole(text: str, reporter: Reporter, file: str | None = None, line: int | None = None) -> Child:
    if "," in text:  # as schools write it: Lovelace, Ada
        surname, _, name = (part.strip() for part in text.partition(","))
        return Child(name, surname) if name else Child(surname)
    name, _, surname = text.partition(" ")
    if surname:
        message = (
            f"I took `{name}` for the first name and `{surname}` for the last, which is never published."
        )
        hint = "If both belong to the first name, put that right in the child's student.yml."
        reporter.report(_warning(message, file, line, hint))
    return Child(name, surname)


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise RefusalError(
            f"I cannot read this list of students near line {reader.line_num}: {error}. "
            "Write one child a line: first name, last name, language."
        ) from error


def _delimiter(lines: list[str]) -> str:
    if any("\t" in line for line in lines):
        return "\t"
    with_semicolon = sum(";" in line for line in lines)
    return ";" if with_semicolon * 2 > len(lines) else ","


def _columns(first: list[str]) -> _Columns | None:
    """Return where what stands if the first row is one of headings, else None."""
    headings = [_heading(cell) for cell in first]

    def of(words: Iterable[str]) -> int | None:
        return next((place for place, heading in enumerate(headings) if heading in words), None)

    found = _Columns(of(_NAME), of(_SURNAME), of(_LANGUAGE), of(_WHOLE))
    return found if (found.name, found.surname, found.whole) != (None, None, None) else None


def _heading(cell: str) -> str:
    letters = unicodedata.normalize("NFKD", cell.strip().casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).replace("_", " ").split())


def _is_row_of_names(cells: list[str]) -> bool:
    """Is this one line "Ada, Ben, Cleo", and not one child's first name, last name and language?"""
    return len(cells) > 3 or (len(cells) == 3 and not language_code(tidy(cells[2])))


def _language(text: str, file: str, line: int, reporter: Reporter) -> str:
    code = language_code(text)
    if code is None:
        hint = did_you_mean(text, _languages()) or "Write its short name: `es` for Spanish, `ar` for Arabic."
        message = f"I do not know the language `{text}`, so I left it out."
        reporter.report(_warning(message, file, line, hint))
    return code or ""


def language_code(text: str) -> str | None:
    """Return the BCP 47 tag for a tag or for the name of a language, or None."""
    if named := _languages().get(text.casefold()):
        return named
    first, *rest = text.replace("_", "-").split("-")
    tag = "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return tag if _TAG.fullmatch(tag) and first.lower() in _languages().values() else None


@cache
def _languages() -> dict[str, str]:
    """Return the tags of languages by their English names and, of the large ones, by their own."""
    from babel import Locale  # only a list with languages needs it

    names = {str(name).casefold(): code for code, name in Locale("en").languages.items()}
    for code in ("ar", "de", "es", "fr", "hi", "it", "pl", "pt", "ru", "so", "tr", "uk", "vi", "zh"):
        own = Locale(code).get_display_name(code)
        if own:
            names[own.casefold()] = code
    return {name: code.replace("_", "-") for name, code in names.items()}


def _warning(message: str, file: str | None, line: int | None, hint: str) -> Problem:
    return Problem(message, file, line, hint=hint, severity=Severity.WARNING, code="roster")
