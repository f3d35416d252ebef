"""`slc print fall`, and `slc print cards fall`: the pack of a conference, and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site.cli.session import Session, common_options, current_session
from slc_site.cli.summary import counted
from slc_site.paper.parts import Part, Whose

if TYPE_CHECKING:
    from slc_site.model.classroom import Classroom
    from slc_site.model.library import Library
    from slc_site.paper.pack import Pack
    from slc_site.paper.sheet import Sheet
    from slc_site.paper.sizes import PaperSize

NOTHING = "Nothing was made."
_UNREADABLE = "There is nothing to print: the class cannot be read."


def print_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all have that print: on which paper, and whether it is shown at once."""
    for option in (
        click.option("--open", "open_it", is_flag=True, help="Open it when it is made."),
        click.option("--html", "as_html", is_flag=True, help="Make a page for the browser, no PDF."),
        click.option(
            "--paper",
            "size",
            type=click.Choice(["a4", "letter"]),
            help="The paper in the printer. Without it: what your country uses.",
        ),
    ):
        command = option(command)
    return common_options(current_session(click.pass_context(command)))


def pack_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all have that print for children of a conference."""
    for option in (
        click.option(
            "--one-sided", is_flag=True, help="The copier prints on one side: no empty pages, cards to fold."
        ),
        click.option(
            "--cards",
            type=click.Choice(["a6", "3x5"]),
            default="a6",
            show_default=True,
            help="The size of note cards: a quarter of the paper, or index cards in inches.",
        ),
        click.option(
            "--for", "students", metavar="STUDENT", multiple=True, help="Only this child; can be repeated."
        ),
        click.argument("conference", required=False),
    ):
        command = option(command)
    return print_options(command)


@click.command()
@pack_options
def pack(
    context: click.Context,
    session: Session,
    conference: str | None,
    students: tuple[str, ...],
    cards: str,
    one_sided: bool,
    size: str | None,
    as_html: bool,
    open_it: bool,
) -> None:
    """Make the whole pack of a conference, to send to the copier.

    For each child, in the order of your schedule: a cover, the agenda, note cards, the child's own forms and
    goals, questions for the family; behind them a card that welcomes each family. In a file of its own, for
    you alone: your sheet for the day. slc print fall is short for slc print pack fall.

    Each child begins on paper of its own when it is printed on both sides.

    \\b
    Example:
      slc print fall
      slc print fall --for Ada --paper letter --open
    """
    made = pack_meant(session, conference, students, cards, one_sided, size)
    slug = file_name(made)
    bundles, own = list(made.bundles()), list(made.teachers())
    if not made.in_order:
        context.exit(session.end("There is nothing to print: there are no children in the class yet.", None))
    file = printed(context, session, pack_document(session, made, bundles), slug, open_it, as_html)
    private = printed(
        context, session, pack_document(session, made, own), f"{slug}-teacher", open_it, as_html
    )
    children = counted(len(made.in_order), "child", "children")
    sides = "on one side" if one_sided else "on both sides, turned at the long edge"
    said = f"The pack of {children} is in {file}\nPrint it {sides}, at 100 %.\nFor you alone: {private}"
    result = {"file": str(file), "teacher": str(private), "students": [one.slug for one in made.in_order]}
    context.exit(session.end(said, result))


def command_of(part: Part) -> click.Command:
    """Return the command that prints one part."""

    def run(
        context: click.Context,
        session: Session,
        conference: str | None,
        students: tuple[str, ...],
        cards: str,
        one_sided: bool,
        size: str | None,
        as_html: bool,
        open_it: bool,
    ) -> None:
        made = pack_meant(session, conference, students, cards, one_sided, size)
        sheets = list(made.sheets(part))
        if not sheets:
            context.exit(session.end("There is nothing to print yet.", None))
        name = f"{file_name(made)}-{part.name}"
        file = printed(context, session, pack_document(session, made, sheets), name, open_it, as_html)
        alone = "\nFor you alone." if part.whose is Whose.TEACHER else ""
        context.exit(session.end(f"It is in {file}{alone}", {"file": str(file), "sheets": len(sheets)}))

    run.__doc__ = f"{part.about}\n\n\b\nExample:\n  slc print {part.name} fall\n"
    return click.command(part.name)(pack_options(run))


def printed(
    context: click.Context, session: Session, html: str, name: str, open_it: bool, as_html: bool
) -> Path:
    """Put a document into `print/`, open it if that was asked for, and return the file.

    Ends the command when the disk refuses.
    """
    from slc_site.build.trouble import OutputError
    from slc_site.paper.tray import keep

    try:
        file = keep(session.site(), name, html, session.reporter, as_html=as_html)
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end(NOTHING, None))
    if open_it:
        import webbrowser

        webbrowser.open(file.as_uri())
    return file


def pack_meant(
    session: Session,
    conference: str | None,
    students: tuple[str, ...],
    cards: str,
    one_sided: bool,
    size: str | None,
) -> Pack:
    """Return what can be printed of what was asked for, with `pack_options`.

    Raises:
        MisuseError: it is not clear which conference is meant, or which child.
    """
    library = session.library(_UNREADABLE)
    from slc_site.cli.conference_day import conference_meant, students_meant
    from slc_site.paper.pack import Pack

    return Pack(
        session.site(),
        library,
        library.conference[conference_meant(library, conference)],
        paper_meant(library, size),
        session.reporter,
        {"cards": cards, "sides": "one" if one_sided else "two"},
        students_meant(library, students),
        two_sided=not one_sided,
    )


def file_name(made: Pack) -> str:
    """Return what a file is called: one of a few children is not taken for that of all."""
    return "-".join((made.conference.slug, *made.students[:3], *(["more"] if made.students[3:] else [])))


def paper_meant(library: Library, size: str | None) -> PaperSize:
    """Return the paper that was asked for, else what the class's country uses."""
    from slc_site.paper.sizes import PaperSize, paper_of

    return PaperSize(size) if size else paper_of(library.classroom)


def pack_document(session: Session, made: Pack, sheets: Iterable[Sheet]) -> str:
    """Return sheets of a pack as one document."""
    classroom = made.library.classroom
    title = f"{made.conference.title} · {classroom.title}"
    return document(session, classroom, made.size, sheets, title, classroom.language)


def document(
    session: Session,
    classroom: Classroom,
    size: PaperSize,
    sheets: Iterable[Sheet],
    title: str,
    language: str,
) -> str:
    """Return sheets as one document, in the class's theme; `language` is that of its title.

    Ends the command when the theme cannot be used.
    """
    from slc_site.paper.sheet import Drawing
    from slc_site.render.theme_folders import ThemeError, find_theme

    try:
        chain = find_theme(
            classroom.theme, session.site().themes, session.reporter, file=classroom.origin.file
        )
        return Drawing(chain, size, session.reporter).document(sheets, title, language)
    except ThemeError as error:
        session.reporter.report(error.problem)
        raise click.exceptions.Exit(session.end(NOTHING, None)) from error
