"""`slc print folder`: what each child keeps until its conference, on paper or as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site.cli.printing import (
    NOTHING,
    document,
    file_name,
    pack_document,
    pack_meant,
    pack_options,
    printed,
)
from slc_site.cli.session import MisuseError, Session
from slc_site.cli.summary import counted
from slc_site.paper.parts import PARTS

if TYPE_CHECKING:
    from slc_site.paper.folder_zip import Zipped
    from slc_site.paper.job import Job
    from slc_site.paper.pack import Pack
    from slc_site.paper.sheet import Sheet

NAME = "folder"
PART = next(part for part in PARTS if part.name == NAME)


@click.command(NAME)
@click.option("--apart", is_flag=True, help="A PDF for each child.")
@click.option(
    "--zip", "as_zip", is_flag=True, help="A zip: for each child a PDF, and its chosen work as files."
)
@pack_options
def folder(
    context: click.Context,
    session: Session,
    conference: str | None,
    students: tuple[str, ...],
    cards: str,
    one_sided: bool,
    size: str | None,
    as_html: bool,
    open_it: bool,
    apart: bool,
    as_zip: bool,
) -> None:
    """Make each child's folder for its conference.

    What it has chosen, its own forms and its note cards, in the order of your schedule, in one PDF; the child
    keeps it until its conference. With --zip each child
    has a folder in it: the same as a PDF, and each piece of work that it has chosen as a file of its own,
    with pictures and recordings, to open anywhere. Unpack it where only that child looks.

    \b
    Example:
      slc print folder fall
      slc print folder fall --for Ada --zip
    """
    if as_zip and (apart or as_html):
        raise MisuseError("A zip has a PDF for each child already: leave --apart and --html away.")
    made = pack_meant(session, conference, students, cards, one_sided, size)
    folders = list(made.apart(PART))
    if not folders:
        context.exit(session.end("There is nothing to print: there are no children in the class yet.", None))
    if as_zip:
        zipped = _zipped(context, session, made, [job for job, _ in folders])
        said, result = _said(zipped), {"file": str(zipped.file), "students": list(zipped.students)}
        context.exit(session.end(said, result if zipped.students else None))
    if apart:
        files = [
            _printed(
                context, session, made, sheets, f"{made.conference.slug}-{NAME}-{job.child.slug}", as_html
            )
            for job, sheets in folders
        ]
        said = f"{counted(len(files), 'folder is', 'folders are')} in {files[0].parent}"
        context.exit(session.end(said, {"files": [str(file) for file in files]}))
    sheets = [sheet for _, some in folders for sheet in some]
    file = _printed(context, session, made, sheets, f"{file_name(made)}-{NAME}", as_html, open_it=open_it)
    said = f"{counted(len(folders), 'folder is', 'folders are')} in {file}"
    context.exit(session.end(said, {"file": str(file), "sheets": len(sheets)}))


def _printed(
    context: click.Context,
    session: Session,
    made: Pack,
    sheets: list[Sheet],
    name: str,
    as_html: bool,
    *,
    open_it: bool = False,
) -> Path:
    return printed(context, session, pack_document(session, made, sheets), name, open_it, as_html)


def _zipped(context: click.Context, session: Session, made: Pack, jobs: list[Job]) -> Zipped:
    from slc_site.build.trouble import OutputError
    from slc_site.paper.folder_zip import FolderZip
    from slc_site.paper.pdf import NoPdfError

    classroom = made.library.classroom

    def drawn(sheets: list[Sheet], title: str) -> str:
        return document(session, classroom, made.size, sheets, title, classroom.language)

    maker = FolderZip(made.site, made.library, drawn, session.reporter)
    try:
        return maker.make(f"{file_name(made)}-{NAME}", PART, jobs)
    except (OutputError, NoPdfError) as error:
        session.reporter.report(error.problem)
        context.exit(session.end(NOTHING, None))


def _said(made: Zipped) -> str:
    if not made.students:
        return NOTHING
    folders = counted(len(made.students), "folder", "folders")
    lines = [f"{folders} with {counted(made.works, 'piece', 'pieces')} of work in {made.file}"]
    if made.stay_here:
        lines.append(
            f"Not in it: {counted(made.stay_here, 'chosen piece', 'chosen pieces')} that the child's family "
            "may not see."
        )
    lines.append("Hand each folder to its own child. Never upload it.")
    return "\n".join(lines)
