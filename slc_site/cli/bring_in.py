"""`slc import`: words that were typed on a tablet, a stick or at home, put into the children's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slc_site.cli.conference_day import UNREADABLE
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.model.library import Library
    from slc_site.pen.letter import Letter, Line
    from slc_site.pen.writer import Pen

Pens = Callable[[str], "Pen"]
SHEETS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xls", ".ods")
"""Files that are taken for a table; of a workbook it is said how to save it."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--room", is_flag=True, help="The files are from your own tablets: take every voice's words.")
@click.option("--conference", metavar="NAME", help="Of a sheet: which conference it is about.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["before", "after"]),
    help="Of a sheet: from before the conference, or feedback. Without it: as its headings say.",
)
@click.option(
    "--column",
    "columns",
    metavar="HEADING=QUESTION",
    multiple=True,
    help='Of a sheet: what a column answers, as in "On your mind=topics"; - leaves it out. Can be repeated.',
)
@click.option("--dry-run", is_flag=True, help="Of a sheet: only show what would come in.")
@common_options
@current_session
@click.pass_context
def bring_in(
    context: click.Context,
    session: Session,
    files: tuple[Path, ...],
    room: bool,
    conference: str | None,
    form: str | None,
    columns: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Take in what was typed on tablets, at home or in a form.

    A page that has no server behind it keeps what is typed and gives it out as one small file, such as
    ada-fall.slc.json. Words that stand in a box already are never written over: both are kept, and I say so.
    The same file twice changes nothing.

    From a family's file only the family's own boxes are taken. If the file is from a tablet of yours, on
    which child and teacher typed as well, say --room.

    A sheet (CSV) has a row for each family: what a form tool exports, or what you typed from paper. It goes
    into the children's files; what is private is for you alone.

    \b
    Example:
      slc import ada-fall.slc.json
      slc import --room E:/*.slc.json
      slc import inputs.csv --conference fall --dry-run
    """
    sheets = [file for file in files if file.suffix.casefold() in SHEETS]
    if sheets:
        from slc_site.cli.bring_in_sheets import bring_in_sheets

        if len(sheets) < len(files) or room:
            raise MisuseError("Sheets and files of a conference page come in one after the other.")
        bring_in_sheets(context, session, sheets, conference, form, columns, dry_run=dry_run)
    if conference or form or columns or dry_run:
        raise MisuseError(
            "--conference, --as, --column and --dry-run are for sheets: a file such as inputs.csv"
        )
    site = session.site()
    library = session.library(UNREADABLE)
    from slc_site.pen.turns import in_turn
    from slc_site.pen.writer import Pen

    pens: dict[str, Pen] = {}

    def pen(conference: str) -> Pen:
        if conference not in pens:
            pens[conference] = Pen(
                site.root,
                conference,
                lambda: library,
                clock=clock(library),
                may_write=in_turn(lambda: library, conference),
            )
        return pens[conference]

    told = [one for file in files if (one := _taken(session, library, pen, file, room)) is not None]
    said = "\n".join(str(one.pop("said")) for one in told) or "Nothing came in."
    context.exit(session.end(said, {"letters": told} if told else None))


def clock(library: Library) -> Callable[[], datetime]:
    """Return what tells the local time of a class."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(library.classroom.timezone)
    return lambda: datetime.now(zone)


def _taken(session: Session, library: Library, pen: Pens, file: Path, room: bool) -> dict[str, Any] | None:
    """Take one file in; return what to say of it, None when there was nothing to take."""
    from slc_site.pen.letter import LARGEST, LetterError, bring_in, read_letter

    try:
        with file.open("rb") as opened:
            letter = read_letter(opened.read(LARGEST + 1))
        _check(letter, library)
    except LetterError as error:
        _report(session, file, str(error), "no-letter")
        return None
    except OSError as error:
        _report(session, file, f"This file cannot be read ({error.strerror or error}).", "unreadable")
        return None
    lines = list(bring_in(letter, library, pen(letter.conference), all_voices=room))
    name = library.student[letter.student].name
    for line in lines:
        _report_line(session, file, line)
    return {
        "file": str(file),
        "student": letter.student,
        "conference": letter.conference,
        "boxes": {line.box: line.came.value for line in lines},
        "said": f"{name}, {library.conference[letter.conference].title}: {_counted(lines)}",
    }


def _check(letter: Letter, library: Library) -> None:
    from slc_site.pen.letter import LetterError

    if letter.student not in library.student:
        raise LetterError(f"There is no student {letter.student[:60]} in this class.")
    if letter.conference not in library.conference:
        raise LetterError(f"There is no conference {letter.conference[:60]} in this class.")


def _counted(lines: list[Line]) -> str:
    from slc_site.pen.letter import Came

    number = {came: sum(line.came is came for line in lines) for came in Came}
    parts = [f"{counted(number[Came.IN], 'box', 'boxes')} came in"]
    if number[Came.BOTH]:
        parts.append(f"in {number[Came.BOTH]} both words are kept")
    if number[Came.THERE]:
        parts.append(f"{number[Came.THERE]} had these words already")
    if left := number[Came.KEPT_OUT] + number[Came.NOT_THEIRS] + number[Came.REFUSED]:
        parts.append(f"{left} not taken, see above")
    return ", ".join(parts) + "."


def _report_line(session: Session, file: Path, line: Line) -> None:
    from slc_site.pen.letter import Came

    typed = f"`{line.box}`: {_short(line.value)}"
    match line.came:
        case Came.BOTH:
            hint = "Both are in the file now. Take out what you do not want."
            _report(session, file, f"There were other words: {_short(line.theirs)}. {typed}", "both", hint)
        case Came.KEPT_OUT:
            hint = "Only one answer fits there. Write the one that counts into the child's file."
            _report(
                session, file, f"There is another answer: {_short(line.theirs)}. {typed}", "kept-out", hint
            )
        case Came.NOT_THEIRS:
            hint = "If this file is from one of your own tablets, use `slc import --room`."
            _report(session, file, f"This box is not the family's. {typed}", "not-theirs", hint)
        case Came.REFUSED:
            _report(session, file, f"{line.refused} {typed}", "refused")
        case _:
            pass


def _report(session: Session, file: Path, message: str, code: str, hint: str | None = None) -> None:
    from slc_site.problems import Problem, Severity

    severity = Severity.WARNING if code == "both" else Severity.ERROR
    session.reporter.report(Problem(message, file.name, hint=hint, severity=severity, code=code))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
