"""`slc keepsake`: a child's portfolio to take home for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from slc_site.cli.conference_day import UNREADABLE, students_meant
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted
from slc_site.problems import RecordingReporter, Severity

if TYPE_CHECKING:
    from slc_site.build.keepsake import Keepsake
    from slc_site.build.site import Site
    from slc_site.model.library import Library


@click.command()
@click.argument("students", metavar="[STUDENT]...", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Of every child of the class.")
@click.option(
    "--to",
    "target",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the zips go. Without it: the folder keepsakes, beside content.",
)
@common_options
@current_session
@click.pass_context
def keepsake(
    context: click.Context,
    session: Session,
    students: tuple[str, ...],
    everybody: bool,
    target: Path | None,
) -> None:
    """Make a zip of a child's portfolio, to take home for good.

    All that the family may see, and nothing of other children: every page, open, the pictures as large as
    they are, one long page for printing, and the child's texts as they were typed. A double-click on
    index.html opens it, without any network.

    A child who may not be published has one, too: nothing is published by handing it to the child's
    own family. Give it to nobody else, and never upload it.

    \b
    Example:
      slc keepsake ada
      slc keepsake --all --to E:/keepsakes
    """
    if everybody == bool(students):
        raise MisuseError(
            "Whose? Name a child, as in: slc keepsake ada. For every child: slc keepsake --all."
        )
    site = session.site()
    library, unread = _read(context, session, site)
    wanted = students_meant(library, students) or tuple(student.slug for student in library.students)
    for problem in unread.problems:
        if any((problem.file or "").startswith(f"content/students/{slug}/") for slug in wanted):
            session.reporter.report(problem)
    from slc_site.build.keepsake import Keepsakes
    from slc_site.build.trouble import OutputError
    from slc_site.render.theme_folders import ThemeError

    made: list[Keepsake] = []
    try:
        with session.progress() as progress:

            def waiting() -> None:
                progress.step("A build is running here; waiting for it", None)

            with Keepsakes(site, library, session.reporter, folder=target, waiting=waiting) as keepsakes:
                progress.step("Keepsakes", len(wanted))
                for slug in wanted:
                    if (one := keepsakes.make(slug)) is not None:
                        made.append(one)
                    progress.advance()
    except (OutputError, ThemeError) as error:
        session.reporter.report(error.problem)
    missing = [library.student[slug].name for slug in wanted if slug not in {one.student for one in made}]
    result = {
        "keepsakes": [{**asdict(one), "file": str(one.file)} for one in made],
        "not_made": missing,
    }
    is_incomplete = session.reporter.count(Severity.ERROR) > 0
    said = _said(made, missing, is_incomplete=is_incomplete)
    context.exit(session.end(said, result if made else None))


def _read(context: click.Context, session: Session, site: Site) -> tuple[Library, RecordingReporter]:
    """Return the class, and what of it could not be read; ends the command where there is none."""
    from slc_site.read.loader import load

    heard = RecordingReporter()
    library = load(site.root, heard)
    if library is None:
        for problem in heard.problems:
            session.reporter.report(problem)
        context.exit(session.end(UNREADABLE, None))
    return library, heard


def _said(made: Sequence[Keepsake], missing: Sequence[str], *, is_incomplete: bool) -> str:
    lines = [
        f"{one.file}: {counted(one.pages, 'page', 'pages')}, {counted(one.pictures, 'picture', 'pictures')}, "
        f"{_megabytes(one.size)}."
        for one in made
    ]
    if missing:
        lines.append(f"Not made, for the reasons above: {', '.join(missing)}.")
    elif is_incomplete:
        lines.append("What is wrong above is not in it: put it right, and type the same again.")
    if not made:
        return "\n".join((*lines, "Nothing was written."))
    if apart := [one.name for one in made if not one.may_publish]:
        lines.append(
            f"{', '.join(apart)}: without consent to publish. A keepsake is for the child's own family alone."
        )
    lines.append("Hand each to its own family. To look at one: unpack it, open index.html. Never upload it.")
    return "\n".join(lines)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size / 1000:,.0f} kB"
