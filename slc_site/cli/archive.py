"""`slc archive`: the year as files, to be kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from msgspec.structs import asdict

from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted
from slc_site.problems import Problem

ARCHIVES = "archives"


@click.command()
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The zip. Without it: one named after the class and the year, in the folder archives.",
)
@common_options
@current_session
@click.pass_context
def archive(context: click.Context, session: Session, target: Path | None) -> None:
    """Put all of the class into one zip, to be kept.

    What was written, the pages as they were built, and the codes. Whoever opens it in twenty years needs no
    program for it. Keep it as safe as report cards, and never upload it. For families there is slc keepsake.

    \b
    Example:
      slc archive
      slc archive --to E:/room-12-2026.zip
    """
    site = session.site()
    library = session.library("There is nothing to archive: the class cannot be read.")
    from slc_site.build.archive import DamagedError, write_archive
    from slc_site.build.trouble import OutputError
    from slc_site.desk.slugs import slug_of

    classroom = library.classroom
    named = f"{slug_of(classroom.title, 'class')}-{slug_of(classroom.year, str(date.today().year))}.zip"
    file = target or site.root / ARCHIVES / named
    if any(file.resolve().is_relative_to(place) for place in (site.output, site.content, site.themes)):
        raise MisuseError(f"{file} would be uploaded, or read with the class. Name another place.")
    if file.is_dir():
        raise MisuseError(f"{file} is a folder. Name a file, such as {file / named}")
    title = " · ".join(filter(None, (classroom.title, classroom.school, classroom.year)))
    try:
        done = write_archive(site, title, file)
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("Nothing was archived.", None))
    except DamagedError:
        message = "What was written is not what can be read back."
        hint = "The disk may be damaged: write it to another one, with --to."
        session.reporter.report(Problem(message, str(file), hint=hint, code="archive"))
        context.exit(session.end("Do not rely on this archive.", None))
    said = (
        f"{done.file}: {counted(done.files, 'file', 'files')}, {done.size / 1e6:.1f} MB, read back and whole."
        "\nIt is for the school alone: keep it as safe as report cards."
    )
    if not (site.output / "index.html").is_file():
        said += "\nThere are no pages in it: slc build, then archive again."
    context.exit(session.end(said, {**asdict(done), "file": str(done.file)}))
