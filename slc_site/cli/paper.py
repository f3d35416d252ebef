"""`slc print`: the pack of a conference, its parts, and pages that are made for paper alone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from slc_site.cli.session import InOrder, MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.build.trouble import OutputError
    from slc_site.model.classroom import Student
    from slc_site.model.goal import Goal
    from slc_site.model.library import Library

SLIPS, DESK_CARDS = "slips.html", "desk-cards.html"
PARTY, ADOPT = "party.html", "party-adopt.html"


MORE = {"pack": "printing.pack", "letters": "letters.letters", "forms": "print_forms.forms"}
"""Commands that stand in modules of their own, which are only loaded when somebody asks for them."""


class Papers(InOrder):
    """Those of this module, of `MORE`, and one for each part of the pack.

    What is no command is a conference: `slc print fall` is `slc print pack fall`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        from slc_site.paper.parts import PARTS

        return list(dict.fromkeys((*MORE, *(part.name for part in PARTS), *super().list_commands(ctx))))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None when there is none of that name."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name in MORE:
            module, _, name = MORE[cmd_name].partition(".")
            command: click.Command = getattr(import_module(f"slc_site.cli.{module}"), name)
            return command
        from slc_site.paper.parts import part

        if (found := part(cmd_name)) is None:
            return None
        from slc_site.cli.printing import command_of

        return command_of(found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; the pack, where a conference was."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "pack", self.get_command(ctx, "pack"), args
        return super().resolve_command(ctx, args)


@click.group("print", cls=Papers)
@common_options
def paper() -> None:
    """Make what is printed: the pack of a conference, or a part of it.

    slc print fall is the whole pack, to send to the copier; with the name of a part, such as cards, only
    that. All of it goes into the folder print, which is for you
    alone and is never uploaded.

    \b
    Example:
      slc print fall
      slc print cards fall --for Ada
    """


def _sheet(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what all of these have."""
    opens = click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
    return opens(common_options(current_session(click.pass_context(command))))


@paper.command()
@_sheet
def slips(context: click.Context, session: Session, open_browser: bool) -> None:
    """Make slips on which a child reflects with a pencil.

    One for each strand: sentences to finish, your anchor chart to tick, words that help. What you write into
    class.yml as good, stems and words of a strand stands on them.

    \b
    Example:
      slc print slips --open
    """
    library = session.library("There are no slips: the class cannot be read.")
    from slc_site.desk.stems import helpers
    from slc_site.render.slips import Slip, slips_page

    classroom = library.classroom
    shown = []
    for strand in classroom.strands:
        helps = helpers(classroom, strand.tag)
        stems = helps.stems
        shown.append(
            Slip(
                strand=strand.title,
                well=stems.did_well,
                chart=helps.chart,
                better=stems.make_better,
                words=helps.words,
                steps=stems.steps,
                learned=helps.learned,
                connections=stems.connections,
                skills=helps.skills,
                questions=stems.questions,
            )
        )
    page = slips_page(shown, classroom.title, classroom.language)
    file = _written(context, session, SLIPS, page, open_browser)
    said = f"The slips are in {file}\nPrint as many as you need."
    context.exit(session.end(said, {"file": str(file), "slips": len(shown)}))


@paper.command("desk-cards")
@click.argument("students", metavar="[STUDENT]...", nargs=-1)
@click.option(
    "--per-sheet",
    type=click.Choice(["4", "6"]),
    default="4",
    show_default=True,
    help="How many cards stand on a sheet of paper.",
)
@click.option("--blank", is_flag=True, help="With empty bars, to colour in from the beginning.")
@click.option("--personal", is_flag=True, help="Personal goals, too, which are for the family otherwise.")
@_sheet
def desk_cards(
    context: click.Context,
    session: Session,
    students: Sequence[str],
    per_sheet: str,
    blank: bool,
    personal: bool,
    open_browser: bool,
) -> None:
    """Make a card for each goal, to stand on the child's desk.

    Of every child, or only of each STUDENT you name: the goals being worked on, in big type, with who helps
    and a bar to colour in. Everybody sees a desk: personal goals are left out, and those for you alone.

    \b
    Example:
      slc print desk-cards
      slc print desk-cards Ada Ben --per-sheet 6 --blank
    """
    library = session.library("There are no cards: the class cannot be read.")
    site = session.site()
    from slc_site.build.faces import faces
    from slc_site.build.trouble import OutputError, telling
    from slc_site.render.desk_cards import desk_cards as page_of

    chosen = _chosen(library, students)
    goals, left_out = _goals_for_a_desk(library, chosen, personal)
    if not goals:
        context.exit(session.end(f"There is no goal to print. {_left_out(left_out)}".strip(), None))
    with_goals = [student for student in chosen if any(owner == student for owner, _ in goals)]
    try:
        with telling(".slc"):
            site.state.mkdir(mode=0o700, exist_ok=True)
            seen = faces(site, with_goals, library.classroom.media, session.reporter)
    except OutputError as error:
        _stop(context, session, error)
    classroom = library.classroom
    page = page_of(goals, seen, classroom.title, classroom.language, per_sheet=int(per_sheet), blank=blank)
    file = _written(context, session, DESK_CARDS, page, open_browser)
    number = counted(len(goals), "card is", "cards are")
    said = f"{number} in {file}\nPrint on A4 or Letter, and cut along the dashed lines."
    said = "\n".join(filter(None, (said, _left_out(left_out))))
    context.exit(session.end(said, {"file": str(file), "cards": len(goals), "left_out": left_out}))


@paper.command()
@click.argument("conference", required=False)
@_sheet
def party(context: click.Context, session: Session, conference: str | None, open_browser: bool) -> None:
    """Make all that a portfolio party needs on paper.

    What happens when, a slip for each speaker, a card for each spot, cards on which guests write what they
    noticed, and notes of thanks. On a page of its own, for you alone, is who listens to whom: print it apart.

    \b
    Example:
      slc print party --open
    """
    library = session.library("There is no paper: the class cannot be read.")
    site = session.site()
    from slc_site.build.faces import faces
    from slc_site.build.trouble import OutputError, telling
    from slc_site.cli.conference_day import party_meant
    from slc_site.render.party_paper import adopt_paper, party_paper

    held, plan = party_meant(library, conference)
    classroom, students = library.classroom, library.students
    try:
        with telling(".slc"):
            site.state.mkdir(mode=0o700, exist_ok=True)
            seen = faces(site, students, classroom.media, session.reporter)
    except OutputError as error:
        _stop(context, session, error)
    page = party_paper(held, plan, students, seen, classroom)
    file = _written(context, session, PARTY, page, open_browser)
    alone = adopt_paper(plan, students, held.title, classroom)
    kept = _written(context, session, ADOPT, alone, open_browser)
    said = f"All for the party is in {file}\nWho listens to whom, for you alone, is in {kept}"
    context.exit(session.end(said, {"file": str(file), "adopt": str(kept)}))


def _chosen(library: Library, typed: Sequence[str]) -> list[Student]:
    """Return the students who were named, or all; in the order of the class."""
    from slc_site.desk.find import find
    from slc_site.desk.refusal import RefusalError

    names = {student.slug: student.name for student in library.students}
    try:
        wanted = {find("student", one, names) for one in typed} or names.keys()
    except RefusalError as refusal:
        raise MisuseError(str(refusal)) from refusal
    return [student for student in library.students if student.slug in wanted]


def _goals_for_a_desk(
    library: Library, students: Sequence[Student], personal: bool
) -> tuple[list[tuple[Student, Goal]], dict[str, int]]:
    """Return the goals that everybody in the room may read, and how many others there are, by the reason."""
    from slc_site.model.audience import Audience
    from slc_site.model.goal import GoalStatus

    goals = []
    left_out = {"personal": 0, "teacher": 0}
    for student in students:
        for goal in library.goals_of(student.slug):
            if goal.status is not GoalStatus.WORKING:
                continue
            if goal.audience is Audience.TEACHER:
                left_out["teacher"] += 1
            elif goal.is_personal and not personal:
                left_out["personal"] += 1
            else:
                goals.append((student, goal))
    return goals, left_out


def _left_out(counts: dict[str, int]) -> str:
    personal, teacher = counts["personal"], counts["teacher"]
    said = []
    if personal:
        said.append(
            f"{counted(personal, 'personal goal', 'personal goals')} (with --personal they come, too)"
        )
    if teacher:
        said.append(f"{counted(teacher, 'goal', 'goals')} for you alone")
    return f"Left out: {', '.join(said)}." if said else ""


# -- one page -----------------------------------------------------------------------------------------------


def _written(context: click.Context, session: Session, name: str, page: str, open_browser: bool) -> Path:
    """Write a page that only the teacher can read; open it if that was asked for. Return the file."""
    from slc_site.build.trouble import OutputError, telling
    from slc_site.share.keyfile import write_private

    site = session.site()
    try:
        with telling("print"):
            for folder in (site.state, site.paper):
                folder.mkdir(mode=0o700, exist_ok=True)
            with contextlib.suppress(OSError):  # some network folders know no rights
                site.paper.chmod(0o700)
            write_private(site.paper / name, page.encode("utf-8"))
    except OutputError as error:
        _stop(context, session, error)
    if open_browser:
        import webbrowser

        webbrowser.open((site.paper / name).as_uri())
    return site.paper / name


def _stop(context: click.Context, session: Session, error: OutputError) -> NoReturn:
    session.reporter.report(error.problem)
    context.exit(session.end("Nothing was made.", None))
