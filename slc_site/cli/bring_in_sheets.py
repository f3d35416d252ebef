"""`slc import inputs.csv`: what families answered on paper or in a form, put into the children's files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from slc_site.cli.session import MisuseError, Session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.model.library import Library
    from slc_site.pen.inputs import CameIn, Inputs, Intake
    from slc_site.pen.letter import Line

_PRIVATE = "input/private"
"""What stands there is not repeated on a screen that others may see."""
_WHAT = {"before": "what families wrote before", "after": "feedback of families"}


def bring_in_sheets(
    context: click.Context,
    session: Session,
    files: Sequence[Path],
    conference: str | None,
    form: str | None,
    columns: Sequence[str],
    *,
    dry_run: bool,
) -> NoReturn:
    """Take sheets in, say what became of each row, and end the command."""
    from slc_site.cli.bring_in import clock
    from slc_site.cli.conference_day import UNREADABLE, conference_meant
    from slc_site.pen.inputs import Intake
    from slc_site.render.translations import in_all_languages

    site = session.site()
    library = session.library(UNREADABLE)
    try:
        held = conference_meant(library, conference)
    except MisuseError as error:
        how = "" if conference else " Say it with --conference."
        raise MisuseError(error.message + how) from error
    told = dict(_told(column) for column in columns)
    intake = Intake(site.root, held, library, in_all_languages, clock=clock(library), only_look=dry_run)
    lines: list[str] = []
    results: list[dict[str, Any]] = []
    for file in files:
        inputs = _read(session, file, library, form, told)
        if inputs is None:
            continue
        rows = _taken(session, file, inputs, intake)
        title = library.conference[held].title
        lines += [f"{file.name}: {_WHAT[inputs.columns.form.value]}, for {title}", *_columns(inputs)]
        lines += [f"  {_row(library, row)}" for row in rows if len(row.students) == 1]
        results.append(_result(file, held, inputs, rows))
    if results and dry_run:
        lines.append("Nothing was written: this is only what would come in.")
    said = "\n".join(lines) or "Nothing came in."
    context.exit(session.end(said, {"dry_run": dry_run, "sheets": results} if results else None))
    raise AssertionError  # exit never returns


def _told(typed: str) -> tuple[str, str]:
    heading, equals, key = typed.rpartition("=")
    if not equals or not heading.strip() or not key.strip():
        raise MisuseError(f'Write it like --column "On your mind=topics", not {typed}')
    return heading.strip(), key.strip()


def _read(
    session: Session, file: Path, library: Library, form: str | None, told: dict[str, str]
) -> Inputs | None:
    from slc_site.pen.input_columns import Form
    from slc_site.pen.input_sheet import LARGEST, SheetError
    from slc_site.pen.inputs import read_inputs
    from slc_site.render.translations import in_all_languages

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        wanted = Form(form) if form else None
        return read_inputs(
            data, file.name, library, in_all_languages, session.reporter, form=wanted, told=told
        )
    except SheetError as error:
        _report(session, file, None, str(error), "sheet", error.hint)
    except OSError as error:
        _report(session, file, None, f"This file cannot be read ({error.strerror or error}).", "unreadable")
    return None


def _taken(session: Session, file: Path, inputs: Inputs, intake: Intake) -> list[CameIn]:
    rows = []
    for row in intake.bring_in(inputs):
        rows.append(row)
        _report_whose(session, file, row)
        for line in row.lines:
            _report_line(session, file, row, line)
        for key, typed in row.unclear:
            message = f"`{key}`: I cannot take all of this for an answer: {_short(typed)}"
            hint = "What I could read is in. Write the rest into the child's file, if it matters."
            _report(session, file, row.line, message, "unclear", hint, warning=True)
    return rows


def _report_whose(session: Session, file: Path, row: CameIn) -> None:
    if not row.typed:
        message = "This row does not say whose family it is, so it is left out."
        _report(session, file, row.line, message, "no-name", "Add the child's name.")
    elif not row.students:
        message = f"There is no {row.typed} in this class, so this row is left out."
        hint = "Write the name of the child's folder. A last name has to be the one in student.yml."
        _report(session, file, row.line, message, "no-such-student", hint)
    elif len(row.students) > 1:
        message = f"Several children can be {row.typed}: {', '.join(row.students)}. This row is left out."
        hint = "Write the name of the child's folder in its place."
        _report(session, file, row.line, message, "several-students", hint)


def _report_line(session: Session, file: Path, row: CameIn, line: Line) -> None:
    from slc_site.pen.letter import Came

    hides = line.box == _PRIVATE
    typed = f"`{line.box}`" if hides else f"`{line.box}`: {_short(line.value)}"
    theirs = "" if hides else f" {_short(line.theirs)}"
    if line.came is Came.BOTH:
        hint = "Both are in the file now. Take out what you do not want."
        _report(
            session, file, row.line, f"There were other words:{theirs} {typed}", "both", hint, warning=True
        )
    elif line.came is Came.KEPT_OUT:
        hint = "Only one answer fits there. Write the one that counts into the child's file."
        _report(session, file, row.line, f"There is another answer:{theirs} {typed}", "kept-out", hint)
    elif line.came is Came.REFUSED:
        _report(session, file, row.line, f"{line.refused} {typed}", "refused")


def _columns(inputs: Inputs) -> Iterator[str]:
    columns, headings = inputs.columns, inputs.sheet.headings
    yield f"  {_short(headings[columns.student])} → student"
    for place, key in sorted(columns.taken.items()):
        yield f"  {_short(headings[place])} → {key}"
    if columns.left:
        left = ", ".join(_short(headings[place]) or f"column {place + 1}" for place in columns.left)
        yield f'  Not taken: {left}. To take one: --column "{headings[columns.left[0]][:40]}=topics"'


def _row(library: Library, row: CameIn) -> str:
    from slc_site.pen.letter import Came

    number = {came: sum(line.came is came for line in row.lines) for came in Came}
    parts = [f"{counted(number[Came.IN], 'answer', 'answers')} came in"]
    if number[Came.BOTH]:
        parts.append(f"in {number[Came.BOTH]} both words are kept")
    if number[Came.THERE]:
        parts.append(f"{number[Came.THERE]} stood there already")
    if left := number[Came.KEPT_OUT] + number[Came.REFUSED]:
        parts.append(f"{left} not taken, see above")
    return f"{library.student[row.students[0]].name} (line {row.line}): {', '.join(parts)}."


def _result(file: Path, held: str, inputs: Inputs, rows: Sequence[CameIn]) -> dict[str, Any]:
    columns, headings = inputs.columns, inputs.sheet.headings
    return {
        "file": str(file),
        "conference": held,
        "form": columns.form.value,
        "student": headings[columns.student],
        "taken": {headings[place]: key for place, key in columns.taken.items()},
        "left": [headings[place] for place in columns.left],
        "rows": [
            {
                "line": row.line,
                "typed": row.typed,
                "students": list(row.students),
                "boxes": {line.box: line.came.value for line in row.lines},
            }
            for row in rows
        ],
    }


def _report(
    session: Session,
    file: Path,
    line: int | None,
    message: str,
    code: str,
    hint: str = "",
    *,
    warning: bool = False,
) -> None:
    from slc_site.problems import Problem, Severity

    severity = Severity.WARNING if warning else Severity.ERROR
    session.reporter.report(
        Problem(message, file.name, line, hint=hint or None, severity=severity, code=code)
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
