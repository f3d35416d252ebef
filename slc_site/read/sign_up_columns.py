"""Which column of a sign-up is which, whoever's tool has made it: a question counts by its words.

What a form tool adds by itself (a time stamp, e-mail addresses) is passed over quietly and never kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from slc_site.problems import Severity, did_you_mean
from slc_site.read.disk import same
from slc_site.read.row_problems import RowError, RowProblems
from slc_site.read.values import shown

STUDENT = "student"
WISHES = ("1st choice", "2nd choice", "3rd choice")
ALL_WISHES = "choices"
"""One column for several choices, the first one first."""
CANNOT, SIBLINGS, LANGUAGE, INTERPRETER = "cannot", "siblings", "language", "interpreter"
ATTEND, COMES, MINUTES, PRIVATE_TIME = "how", "comes", "minutes", "private time"
COLUMNS = (
    STUDENT, *WISHES, ALL_WISHES, CANNOT, SIBLINGS, LANGUAGE, INTERPRETER, ATTEND, COMES, MINUTES,
    PRIVATE_TIME,
)  # fmt: skip
FIRST_LINE = "Let the file begin with a line `student,1st choice,2nd choice,3rd choice`."
IGNORED = ""
"""The name of a column that is not looked at."""

_CHOICE = r"(?:choice|wish|preference|option|pick|time|slot|opci[oó]n|choix|wahl|wunsch|вибір|اختيار)"
_ORDINALS = (
    r"(?:1|1st|first|primer[ao]?|1er|premier|première|erste[rs]?)",
    r"(?:2|2nd|second|segund[ao]|2e|deuxième|second|zweite[rs]?)",
    r"(?:3|3rd|third|tercer[ao]?|3e|troisième|dritte[rs]?)",
)
_WISH = tuple(
    re.compile(
        rf"\b{ordinal}\b[.ªº]?\W*\b{_CHOICE}|\b{_CHOICE}\w*\W*#?\s*\b{ordinal}\b|^{ordinal}\b\.?$|\({ordinal}\)"
    )
    for ordinal in _ORDINALS
)
_KNOWN: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        SIBLINGS: r"sibling|brother|sister|other child|hermano|fr[eè]re|s[oœ]eur|geschwister",
        CANNOT: r"cannot|can ?not|can[’']?t\b|not (?:be )?(?:able|available)|unavailable|impossible|no pued",
        INTERPRETER: r"interpret|translat|intérprete|dolmetsch",
        LANGUAGE: r"language|idioma|langue|sprache",
        PRIVATE_TIME: r"private|alone|without (?:your|the|my) child|adults only",
        MINUTES: r"minute|longer|more time|extra time|how long",
        ATTEND: r"^how$|^attend$|how (?:will|would|do) you (?:come|attend|join|take part|meet)"
        r"|in[ -]person|format",
        COMES: r"will you (?:come|attend|be)|can you come|coming|rsvp|attending|^comes$",
    }.items()
}
_STUDENT = re.compile(r"\b(?:student|child|kid|pupil|alumn[oa]|estudiante|hij[oa]|enfant|élève|kind|schüler)")
_NOT_THE_NAME = re.compile(r"teacher|grade|class\b|room|birthday|id\b")
_TOOLS = re.compile(
    r"time ?stamp|e-?mail|submi(?:tted|ssion)|response|respondent|(?:start|completion|end) (?:time|date)"
    r"|created|^(?:id|#|no\.?)$|ip address|phone(?: number)?$|telephone|mobile"
    r"|parent|guardian|your name|signature|note|comment|marca temporal"
    r"|horodateur|zeitstempel|correo|courriel|(?:first|last) name|surname"
)
_TIMES = re.compile(r"\b(?:times?|slots?|when|choices?|preferences?|preferred|availab\w+|wish(?:es)?|hora)\b")


class Columns:
    """Finds out what the columns are, from the first line that has more than a title in it."""

    def __init__(self) -> None:
        self._above = 0

    def __call__(self, cells: list[str], line: int, problems: RowProblems) -> tuple[tuple[str, ...], bool]:
        """Return the name of each column; none for a line above the heading. See `rows.Columns`."""
        typed = [" ".join(same(cell).split()) for cell in cells]
        if sum(map(bool, typed)) == 1 and len(typed) > 1 and self._above < 3:
            self._above += 1  # a title over merged cells
            return (), False
        names = [_name(each) for each in typed]
        names = _only_one_of_each(names)
        if STUDENT not in names:
            for word in ("name", "nombre", "nom"):
                if word in typed:
                    names[typed.index(word)] = STUDENT
                    break
        if STUDENT not in names:
            message = "I cannot tell which column names the students, so this file is left out."
            near = next((hint for cell in typed if cell and (hint := did_you_mean(cell, [STUDENT]))), "")
            raise RowError(message, near or FIRST_LINE, code="missing")
        for cell, name in zip(typed, names, strict=True):
            if cell and name is None and not _TOOLS.search(cell):
                hint = did_you_mean(cell, COLUMNS) or "It is not used."
                message = f"I do not know what the column {shown(cell)} is for."
                warning = RowError(message, hint, severity=Severity.WARNING, code="unknown-key", same=cell)
                problems.add(warning, line)
        if not {*WISHES, ALL_WISHES} & set(names):
            message = "There is no column with the times that families would like."
            hint = "Call it `1st choice`, or `choices` if the times stand in one column, the best first."
            problems.add(RowError(message, hint, severity=Severity.WARNING, code="missing"), line)
        return tuple(name or IGNORED for name in names), True


def _name(typed: str) -> str | None:
    """Return what a heading means, or None."""
    if typed in COLUMNS:
        return typed
    for name, pattern in zip(WISHES, _WISH, strict=True):
        if pattern.search(typed):
            return name
    for name, pattern in _KNOWN.items():
        if pattern.search(typed):
            return name
    if _STUDENT.search(typed) and not _NOT_THE_NAME.search(typed):
        return STUDENT
    if not _TOOLS.search(typed) and _TIMES.search(typed):
        return ALL_WISHES
    return None


def _only_one_of_each(names: list[str | None]) -> list[str | None]:
    """Return the names with the second of each taken away."""
    seen: set[str] = set()
    once: list[str | None] = []
    for name in names:
        once.append(name if name not in seen else None)
        if name:
            seen.add(name)
    return once
