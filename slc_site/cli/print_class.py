"""`slc print slips`, `desk-cards`, `party` and `codes`: parts that are asked for in their own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site.cli.printing import document, paper_meant, print_options, printed
from slc_site.cli.session import Session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.model.conference import Conference
    from slc_site.model.library import Library
    from slc_site.paper.pack import Pack
    from slc_site.paper.sheet import Sheet


@click.command()
@print_options
def slips(context: click.Context, session: Session, size: str | None, as_html: bool, open_it: bool) -> None:
    """Make slips on which a child reflects with a pencil.

    One for each strand: sentences to finish, your anchor chart to tick, words that help. What you write into
    class.yml as good, stems and words of a strand stands on them. On the back a child may go on.

    \b
    Example:
      slc print slips --open
    """
    library = session.library("There are no slips: the class cannot be read.")
    made = _pack(session, library, size)
    sheets = _sheets(made, "slips")
    if not sheets:
        context.exit(session.end("There are no slips: write strands into class.yml first.", None))
    file = _printed(context, session, made, sheets, "slips", open_it, as_html)
    said = f"The slips are in {file}\nPrint as many as you need, on both sides."
    context.exit(session.end(said, {"file": str(file), "slips": len(sheets)}))


@click.command("desk-cards")
@click.argument("students", metavar="[STUDENT]...", nargs=-1)
@click.option(
    "--per-sheet",
    type=click.Choice(["4", "6"]),
    default="4",
    show_default=True,
    help="How many cards stand on a sheet of paper.",
)
@click.option("--blank", is_flag=True, help="With empty bars, to color in from the beginning.")
@click.option("--personal", is_flag=True, help="Personal goals, too, which are for the family otherwise.")
@print_options
def desk_cards(
    context: click.Context,
    session: Session,
    students: tuple[str, ...],
    per_sheet: str,
    blank: bool,
    personal: bool,
    size: str | None,
    as_html: bool,
    open_it: bool,
) -> None:
    """Make a card for each goal, to stand on the child's desk.

    Of every child, or only of each STUDENT you name: the goals being worked on, in big type, with who helps
    and a bar to color in. Everybody sees a desk: personal goals are left out, and those for you alone.

    \b
    Example:
      slc print desk-cards
      slc print desk-cards Ada Ben --per-sheet 6 --blank
    """
    library = session.library("There are no cards: the class cannot be read.")
    from slc_site.cli.conference_day import students_meant
    from slc_site.paper.narrowed import goals_on_desks

    chosen = students_meant(library, students)
    whose = [one for one in library.students if not chosen or one.slug in chosen]
    goals, left_out = goals_on_desks(library, whose, personal=personal)
    if not goals:
        context.exit(session.end(f"There is no goal to print. {_left_out(left_out)}".strip(), None))
    choices = {
        "per-sheet": per_sheet,
        "blank": "yes" if blank else "no",
        "personal": "yes" if personal else "no",
    }
    made = _pack(session, library, size, choices=choices, students=chosen)
    sheets = _sheets(made, "desk-cards")
    file = _printed(context, session, made, sheets, "desk-cards", open_it, as_html)
    number = counted(len(goals), "card is", "cards are")
    said = f"{number} in {file}\nPrint at 100 %, and cut along the dashed lines."
    said = "\n".join(filter(None, (said, _left_out(left_out))))
    context.exit(session.end(said, {"file": str(file), "cards": len(goals), "left_out": left_out}))


@click.command()
@click.argument("conference", required=False)
@print_options
def party(
    context: click.Context,
    session: Session,
    conference: str | None,
    size: str | None,
    as_html: bool,
    open_it: bool,
) -> None:
    """Make all that a portfolio party needs on paper.

    What happens when, a slip for each speaker, a card for each spot, cards on which guests write what they
    noticed, and notes of thanks. In a file of its own, for you alone, is who listens to whom.

    \b
    Example:
      slc print party --open
    """
    library = session.library("There is no paper: the class cannot be read.")
    from slc_site.cli.conference_day import party_meant

    held, _ = party_meant(library, conference)
    made = _pack(session, library, size, held)
    file, alone = (
        _printed(context, session, made, _sheets(made, name), f"{held.slug}-{name}", opens, as_html)
        for name, opens in (("party", open_it), ("adopt", False))
    )
    said = f"All for the party is in {file}\nWho listens to whom, for you alone, is in {alone}"
    context.exit(session.end(said, {"file": str(file), "adopt": str(alone)}))


@click.command()
@print_options
def codes(context: click.Context, session: Session, size: str | None, as_html: bool, open_it: bool) -> None:
    """Make a card with each family's code, to send home.

    Each is to be cut out, and in the language that the family reads. The codes must be there already:
    slc codes makes them. slc codes --cards does the same, and makes those that are missing.

    \b
    Example:
      slc print codes --open
    """
    from slc_site.cli.code_desk import HERE, NO_ADDRESS, CodeDesk

    desk = CodeDesk(context, session)
    ring = desk.change(lambda kept: kept)
    desk.report_mismatches(ring)
    file = desk.print_cards(desk.ways(ring), HERE, open_it=open_it, size=size, as_html=as_html)
    said = f"The cards are in {file}\nPrint them; each family gets its own."
    if not desk.library.classroom.url:
        said += f"\n{NO_ADDRESS}"
    context.exit(session.end(said, {"file": str(file)}))


def _pack(
    session: Session,
    library: Library,
    size: str | None,
    conference: Conference | None = None,
    *,
    choices: Mapping[str, str] | None = None,
    students: tuple[str, ...] = (),
) -> Pack:
    from slc_site.paper.job import no_conference
    from slc_site.paper.pack import Pack

    return Pack(
        session.site(),
        library,
        conference or no_conference(library.classroom),
        paper_meant(library, size),
        session.reporter,
        choices or {},
        students,
    )


def _sheets(made: Pack, name: str) -> list[Sheet]:
    from slc_site.paper.parts import PARTS

    return [sheet for part in PARTS if part.name == name for sheet in made.sheets(part)]


def _printed(
    context: click.Context,
    session: Session,
    made: Pack,
    sheets: Sequence[Sheet],
    name: str,
    open_it: bool,
    as_html: bool,
) -> Path:
    classroom = made.library.classroom
    title = " · ".join(filter(None, (made.conference.title, classroom.title)))
    html = document(session, classroom, made.size, sheets, title, classroom.language)
    return printed(context, session, html, name, open_it, as_html)


def _left_out(counts: Mapping[str, int]) -> str:
    personal, teacher = counts["personal"], counts["teacher"]
    said = []
    if personal:
        said.append(
            f"{counted(personal, 'personal goal', 'personal goals')} (with --personal they come, too)"
        )
    if teacher:
        said.append(f"{counted(teacher, 'goal', 'goals')} for you alone")
    return f"Left out: {', '.join(said)}." if said else ""
