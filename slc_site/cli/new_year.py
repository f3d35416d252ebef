"""`slc new-year`: the next school year, with the children who move up and what they have made."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site.cli.conference_day import students_meant
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted
from slc_site.problems import Problem

if TYPE_CHECKING:
    from slc_site.model.library import Library
    from slc_site.pen.new_year import NewYear

_BEFORE = (
    "Nothing of {old} was changed. To keep the year whole, with its cards, numbers and conferences: "
    "slc archive. For the families: slc keepsake --all."
)
_SIGN = (
    "Nothing of any child is published in the new year before it is signed for again: write "
    "`consent: {publish: yes, photos: yes}` into class.yml, or into student.yml of each child. "
    "What a child made in earlier years is for its family; `access: {earlier: class}` in class.yml opens it "
    "to the class."
)
_LOOK = (
    "Look at these in {folder}/content: class.yml (its terms, and the grade where it has one, went on by a "
    "year), pages, report-cards and prompts (as they were){conferences}."
)
_CODES = "The families get new codes: slc codes. The old ones stop with the first publish of the new year."


@click.command("new-year")
@click.argument("students", metavar="[STUDENT]...", nargs=-1)
@click.option(
    "--to",
    "place",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Of the new year; if a class is there already, the children join it. Without it: beside this one.",
)
@click.option("--class-only", is_flag=True, help="Begin without children: they are all new.")
@common_options
@current_session
@click.pass_context
def new_year(
    context: click.Context, session: Session, students: tuple[str, ...], place: Path | None, class_only: bool
) -> None:
    """Begin the next school year in a folder of its own.

    All children move up, or only each STUDENT you name. What they posted and their goals come along as an
    earlier year of their portfolio. Consent, report cards, numbers and conferences do not: they stay in the
    folder of this year, in which nothing is changed.

    \b
    Example:
      slc new-year
      slc new-year ada ben --to ../room-14
    """
    if class_only and students:
        raise MisuseError("Name the children who move up, or add --class-only: not both.")
    site = session.site()
    library = session.library("There is no new year: the class cannot be read.")
    from slc_site.build.trouble import OutputError
    from slc_site.pen.editing import UnwritableError
    from slc_site.pen.new_year import start

    target = place or _beside(site.root, library)
    _refuse(site.root, target, has_class=(target / "content").exists(), class_only=class_only)
    slugs = () if class_only else students_meant(library, students) if students else tuple(library.student)
    if not students and not class_only:
        _say_who_stays(session, site.content, library)
    chosen = [library.student[slug] for slug in slugs]
    try:
        begun = start(site.root, library, target, chosen, session.reporter)
    except UnwritableError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("There is no new year.", None))
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("The new year is not whole.", None))
    result = {**asdict(begun), "folder": str(begun.folder)}
    context.exit(session.end(_said(site.root, begun), result))


def _beside(root: Path, library: Library) -> Path:
    """Return a folder beside the class's, named after it and the year that comes."""
    from slc_site.pen.new_year import year_after, year_of

    here = root.resolve()
    old, new = year_of(library), year_after(year_of(library))
    return here.with_name(here.name.replace(old, new) if old in here.name else f"{here.name}-{new}")


def _refuse(root: Path, target: Path, *, has_class: bool, class_only: bool) -> None:
    here, there = root.resolve(), target.resolve()
    if here == there or there.is_relative_to(here):
        raise MisuseError(f"{target} is this year's own folder. Name another one after --to.")
    if target.is_file():
        raise MisuseError(f"{target} is a file. Name a folder after --to.")
    if has_class and class_only:
        raise MisuseError(f"There is a class in {target} already. Name another folder after --to.")


def _say_who_stays(session: Session, content: Path, library: Library) -> None:
    """Report whose file cannot be read: nobody stays behind unnoticed."""
    for folder in sorted((content / "students").glob("[!._~]*")):
        if folder.is_dir() and not folder.is_symlink() and folder.name not in library.student:
            message = "Who this is cannot be read, so this child stays behind."
            hint = "slc check says why. Then let the child join: slc new-year, with its name and --to."
            file = f"content/students/{folder.name}/student.yml"
            session.reporter.report(Problem(message, file, hint=hint, code="stays-behind"))


def _said(root: Path, begun: NewYear) -> str:
    moved = begun.moved
    names = ", ".join(one.name for one in moved[:8]) + (
        f" and {len(moved) - 8} more" if len(moved) > 8 else ""
    )
    who = f" with {counted(len(moved), 'child', 'children')}: {names}" if moved else ", without children yet"
    lines = [f"The year {begun.year} begins in {begun.folder}{who}." if begun.year else _joined(begun, names)]
    lines += [_BEFORE.format(old=root.resolve().name)]
    if begun.year:
        with_plans = f", and the conferences ({', '.join(begun.conferences)}), which wait for their new days"
        lines.append(_LOOK.format(folder=begun.folder, conferences=with_plans if begun.conferences else ""))
    lines += [_SIGN, _CODES]
    return "\n\n".join(lines)


def _joined(begun: NewYear, names: str) -> str:
    return f"{names or 'Nobody'} came into the class in {begun.folder}."
