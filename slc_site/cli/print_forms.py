"""`slc print forms`: every form once, empty, for the copier."""

from __future__ import annotations

from collections.abc import Sequence

import click
from msgspec.structs import replace

from slc_site.cli.printing import document, paper_meant, print_options, printed
from slc_site.cli.session import MisuseError, Session
from slc_site.cli.summary import counted

NAME = "forms"


@click.command()
@click.argument("names", metavar="[FORM]...", nargs=-1)
@click.option(
    "--conference",
    help="For which conference they are; its term, and by when each comes back, stand on them. "
    "Without it: the only one there is.",
)
@click.option("--language", metavar="CODE", help="Such as es or ar. Without it: the class's.")
@click.option("--one-sided", is_flag=True, help="The copier prints on one side: no empty pages.")
@print_options
def forms(
    context: click.Context,
    session: Session,
    names: tuple[str, ...],
    conference: str | None,
    language: str | None,
    one_sided: bool,
    size: str | None,
    as_html: bool,
    open_it: bool,
) -> None:
    """Make all forms, empty, to copy: for children, for families, for you.

    Or only each FORM that you name. The first page says who fills in what, and when. The lines are as high as
    the grade in class.yml needs; what children can do is from your report card. No child is on them.

    \b
    Example:
      slc print forms
      slc print forms --language es --conference fall
      slc print forms feedback debrief --paper letter
    """
    library = session.library("There are no forms: the class cannot be read.")
    from slc_site.cli.conference_day import conference_meant
    from slc_site.paper.forms import FORMS, blank_job, sheets

    chosen = tuple(dict.fromkeys(_meant(name, [form.name for form in FORMS]) for name in names))
    slug = conference_meant(library, conference) if conference else _only(tuple(library.conference))
    paper = paper_meant(library, size)
    spoken = _language(language, library.classroom.language)
    choices = {"language": spoken} if language else {}
    job = blank_job(library, library.conference[slug] if slug else None, paper, choices)
    made = list(sheets(job, chosen))
    if not one_sided:
        made = [replace(sheet, begins="right") for sheet in made]
    title = f"{library.classroom.title} · {', '.join(chosen) or NAME}"
    html = document(session, library.classroom, paper, made, title, spoken)
    file_name = "-".join(
        filter(None, (NAME, slug, *chosen[:3], *(["more"] if chosen[3:] else ()), choices.get("language")))
    )
    file = printed(context, session, html, file_name, open_it, as_html)
    number = counted(len(chosen or FORMS), "form is", "forms are")
    sides = "" if one_sided else "\nPrint them on both sides, turned at the long edge."
    said = f"{number} in {file}{sides}"
    context.exit(session.end(said, {"file": str(file), "forms": list(chosen or [f.name for f in FORMS])}))


def _meant(typed: str, known: Sequence[str]) -> str:
    """Return the name of a form, as it was typed."""
    from slc_site.problems import nearest

    name = typed.strip().casefold()
    if name in known:
        return name
    near = nearest(name, known)
    hint = f"Did you mean {near}? " if near else ""
    raise MisuseError(f"There is no form {typed}. {hint}There are: {', '.join(known)}.")


def _language(typed: str | None, otherwise: str) -> str:
    """Return the language that was typed, as a BCP 47 tag."""
    from slc_site.render.translations import catalogues, is_known, words_for

    if typed is None:
        return otherwise
    if not is_known(typed):
        there = ", ".join(catalogues())
        raise MisuseError(f"There is no language {typed}. Type its code; there are words in: {there}.")
    return words_for(typed).code


def _only(slugs: Sequence[str]) -> str:
    return slugs[0] if len(slugs) == 1 else ""
