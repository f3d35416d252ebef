"""`slc room`: what the day of the conferences needs, on a USB stick."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins
from msgspec.structs import replace

from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.model.conference import Conference
    from slc_site.model.library import Library
    from slc_site.model.party import Party


UNREADABLE = "The class cannot be read."


@click.command()
@click.argument("conference", required=False)
@click.option(
    "--to",
    "target",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where it goes: an empty folder, as on a USB stick.",
)
@click.option("--for", "students", metavar="STUDENT", multiple=True, help="Only this child; can be repeated.")
@common_options
@current_session
@click.pass_context
def room(
    context: click.Context,
    session: Session,
    conference: str | None,
    target: Path,
    students: tuple[str, ...],
) -> None:
    """Write what the day of the conferences needs into a folder.

    A page to begin at, with the children in the order of your schedule, and each child's conference, open
    and without any network: a double-click on index.html begins. Carry it on a USB stick, and keep it as
    safe as your report cards: never upload it.

    Children who may not be published are not on it; their conferences open here, with slc conference.

    \b
    Example:
      slc room fall --to E:/conferences
      slc room fall --to /media/stick/ada --for ada
    """
    site = session.site()
    from slc_site.build.pipeline import Builder
    from slc_site.build.room import Room, absent

    library = session.library(UNREADABLE)
    held = conference_meant(library, conference)
    wanted = students_meant(library, students)
    plan = Room(held, wanted)
    begun = time.monotonic()
    with (
        session.progress() as progress,
        Builder(site, folder=target, room=plan, progress=progress) as builder,
    ):
        built = builder.build(session.reporter)
    if built is None:
        context.exit(session.end("Nothing was written.", None))
    said = [f"{counted(built.pages, 'page', 'pages')} in {target}, in {time.monotonic() - begun:.1f} s."]
    if missing := absent(library, plan):
        said.append(
            f"Not on it: {', '.join(missing)}. Nothing of them may leave this computer; "
            f"their conferences open here: slc conference {held}."
        )
    said.append(f"To begin: open {target / 'index.html'}. Never upload this folder.")
    context.exit(session.end("\n".join(said), {**to_builtins(built), "absent": list(missing)}))


def conference_meant(library: Library, typed: str | None) -> str:
    """Return the slug of the conference; without a word for it, the only one there is.

    Raises:
        MisuseError: there is none of that name, or it is not clear which.
    """
    from slc_site.problems import nearest

    slugs = list(library.conference)
    there = f"There is {', '.join(slugs)}." if slugs else "Begin one with slc new conference."
    if typed is None:
        if len(slugs) == 1:
            return slugs[0]
        raise MisuseError(f"Which conference? {there}")
    known = {slug.casefold(): slug for slug in slugs}
    if (found := known.get(typed.strip().casefold())) is not None:
        return found
    near = nearest(typed.casefold(), known)
    raise MisuseError(f"There is no conference {typed}. {f'Did you mean {near}? ' if near else ''}{there}")


def party_meant(library: Library, typed: str | None) -> tuple[Conference, Party]:
    """Return the party that is meant; without a word for it, the only one there is.

    Raises:
        MisuseError: there is none of that name, or it is not clear which.
    """
    parties = {one.slug: one.party for one in library.conferences if one.party is not None}
    if not parties:
        raise MisuseError("There is no party yet. Write the line kind: party into a conference.yml.")
    only = replace(library, conferences=tuple(library.conference[slug] for slug in parties))
    slug = conference_meant(only, typed)
    return library.conference[slug], parties[slug]


def students_meant(library: Library, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the slugs of children who were named by slug or first name.

    Raises:
        MisuseError: nobody is called so, or several are.
    """
    from slc_site.desk.find import find
    from slc_site.desk.refusal import RefusalError

    names = {student.slug: student.name for student in library.students}
    try:
        return tuple(dict.fromkeys(find("student", one, names) for one in typed))
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal
