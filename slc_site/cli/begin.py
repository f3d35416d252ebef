"""`slc init`: a class in one minute."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--students", metavar="NAMES", help='First names with commas: "Ada, Ben, Cleo".')
@click.option(
    "--roster",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="A list from a spreadsheet (first name, last name, language), or - to paste it.",
)
@click.option("--title", metavar="TEXT", help="What the class is called. Without it: the folder's name.")
@click.option("--teacher", metavar="TEXT", help="The teacher's name, as children say it.")
@click.option("--school", metavar="TEXT", help="The school's name.")
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, help="Of the pages: en, es, ar, …"
)
@common_options
@current_session
@click.pass_context
def init(
    context: click.Context,
    session: Session,
    directory: Path,
    students: str | None,
    roster: Path | None,
    title: str | None,
    teacher: str | None,
    school: str | None,
    language: str,
) -> None:
    """Begin a class in the folder DIR.

    The folder is made if need be. Last names are kept only to make sure that they are never published.
    Nothing of any child is published before you say so.

    \b
    Example:
      slc init room-12 --students "Ada, Ben, Cleo"
      slc init room-12 --roster class-list.csv --teacher "Ms. Okafor"
      slc init room-12 --roster -        (then paste, and press Ctrl-D; on Windows Ctrl-Z and Enter)
    """
    from slc_site.build.trouble import OutputError, telling
    from slc_site.desk.init import NewClass, begin
    from slc_site.desk.refusal import RefusalError
    from slc_site.desk.roster import Child, read_names, read_roster

    folder = session.base / directory
    children: list[Child] = []
    try:
        if roster is not None:
            children += read_roster(_pasted(roster), _called(roster), session.reporter)
        if students is not None:
            children += read_names(students, session.reporter)
        wanted = NewClass(title or "", school or "", teacher or "", _language(language), tuple(children))
        with telling(str(folder)):
            begun = begin(folder, wanted, date.today())
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("No class was begun.", None))
    said = _closing_words(folder, begun.title, [child.name for child in children])
    context.exit(session.end(said, {"content": str(begun.content), "students": list(begun.students)}))


def _called(roster: Path) -> str:
    return "the pasted list" if str(roster) == "-" else str(roster)


def _pasted(roster: Path) -> str:
    from slc_site.desk.roster import decode_roster

    try:
        data = sys.stdin.buffer.read() if str(roster) == "-" else roster.read_bytes()
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise MisuseError(f"I cannot read {_called(roster)} ({said}). Is its name right?") from error
    return decode_roster(data)


def _language(typed: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", typed):
        raise MisuseError(f"I cannot read {typed} as a language. Write its short name: en, es, ar, …")
    return typed.replace("_", "-")


def _closing_words(folder: Path, title: str, names: list[str]) -> str:
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    who = (
        f" with {counted(len(names), 'student', 'students')}: {shown}."
        if names
        else ", without students yet."
    )
    place = f'"{folder}"' if " " in str(folder) else str(folder)
    first = f'"{names[0]}"' if names and " " in names[0] else names[0] if names else "Ada"
    lines = [f"{title} has begun in {folder}{who}", "", "Next:"]
    if folder != Path():
        lines.append(f"  cd {place}")
    if not names:
        lines.append("  slc new student Ada")
    lines += [
        f'  slc new post {first} "My frog poem" --strand writing',
        "  slc serve",
        "",
        "Nothing of any child is published yet. When families have signed, open content/class.yml and",
        "write `consent: {publish: yes, photos: yes}`; or write it in the student.yml of each child whose",
        "family has. Who may see what is decided there, too: `posts: public` puts posts on the web.",
    ]
    return "\n".join(lines)
