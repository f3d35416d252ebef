"""`slc codes`: the codes that open what is not for everybody, from the first letters to the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slc_site.cli.code_desk import HERE, NO_ADDRESS, CodeDesk
from slc_site.cli.session import InOrder, MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from slc_site.share.keyring import KeyRing

_FROM_NOW = (
    "Upload the site again (slc build first): from then on the old code and its link open nothing. "
    "What somebody has seen before, nobody can take back."
)


@click.group(cls=InOrder, invoke_without_command=True)
@click.option(
    "--cards",
    "cards_file",
    metavar="[FILE]",
    is_flag=False,
    flag_value=HERE,
    help="Make a PDF with a card for each family. Without FILE: codes.pdf in the folder print.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--new", "anew", is_flag=True, help="The codes are lost for good: make new ones for everybody.")
@common_options
@current_session
@click.pass_context
def codes(
    context: click.Context, session: Session, cards_file: str | None, open_browser: bool, anew: bool
) -> None:
    """Show the codes of the class, and make those that are missing.

    A code opens what is not for everybody: the class's what is for all families, a family's that and what
    is for its own child, yours everything. With the first codes, slc build begins to lock the site.

    They are kept in the folder .slc/keys, for nobody else to read. Keep a copy of it in a safe place: if it
    is lost, all links and letters stop working.

    \b
    Example:
      slc codes
      slc codes --cards --open
      slc codes rotate Ada
    """
    if context.invoked_subcommand is not None:
        if cards_file or open_browser or anew:
            raise MisuseError(f"Type slc codes {context.invoked_subcommand} first, then slc codes --cards.")
        return
    if open_browser and cards_file is None:
        cards_file = HERE
    desk = CodeDesk(context, session)
    slugs = [student.slug for student in desk.library.students]
    new: list[str] = []

    def complete(ring: KeyRing) -> KeyRing:
        new.extend(slug for slug in slugs if not ring.knows(slug))
        return ring.with_students(slugs)

    ring = desk.change(complete, may_begin=True, anew=anew)
    desk.report_mismatches(ring)
    shown = desk.ways(ring)
    lines = [] if cards_file else [desk.table(shown)]
    if desk.has_begun:
        lines.append(
            "These codes are new. Keep a copy of the folder .slc/keys in a safe place: if it is lost, all "
            "links and letters stop working. From now on slc build locks the site."
        )
    elif new:
        lines.append(f"New: {', '.join(new)}. All other codes stay as they were.")
    if not desk.library.classroom.url:
        lines.append(NO_ADDRESS)
    cards = desk.print_cards(shown, cards_file, open_it=open_browser) if cards_file else None
    if cards:
        lines.append(f"The cards are in {cards}\nPrint them; each family gets its own.")
    else:
        lines.append("Cards to print: slc codes --cards")
    desk.end(lines, shown, cards=cards and str(cards))


@codes.command()
@click.argument("whose", metavar="STUDENT|class|teacher|all", nargs=-1, required=True)
@common_options
@current_session
@click.pass_context
def rotate(context: click.Context, session: Session, whose: tuple[str, ...]) -> None:
    """Make new codes where the old ones fell into wrong hands.

    The old code and its link open nothing any more as soon as the site is uploaded again.

    \b
    Example:
      slc codes rotate Ada
      slc codes rotate class
      slc codes rotate all
    """
    desk = CodeDesk(context, session)

    def rotated(ring: KeyRing) -> KeyRing:
        from slc_site.share.keyring import Whose

        for one in whose:
            if one == "all":
                ring = ring.rotated_wholly()
            elif one in (Whose.CLASS.value, Whose.TEACHER.value):
                ring = ring.rotated_for_all(Whose(one))
            else:
                ring = ring.rotated(desk.student(one, ring))
        return ring

    desk.end_with_new_codes(rotated, _FROM_NOW)


@codes.command()
@click.argument("students", metavar="STUDENT", nargs=-1, required=True)
@common_options
@current_session
@click.pass_context
def add(context: click.Context, session: Session, students: tuple[str, ...]) -> None:
    """Make one more code for a student, for a second family.

    Name several students who are at home there together.

    \b
    Example:
      slc codes add Ada
    """
    desk = CodeDesk(context, session)

    def added(ring: KeyRing) -> KeyRing:
        return ring.with_another_family(*(desk.student(one, ring) for one in students))

    desk.end_with_new_codes(
        added, "The other codes stay as they are. Upload the site again: slc build first."
    )


@codes.command()
@click.argument("students", metavar="STUDENT STUDENT", nargs=-1, required=True)
@common_options
@current_session
@click.pass_context
def join(context: click.Context, session: Session, students: tuple[str, ...]) -> None:
    """Make one code for brothers and sisters, in place of their own.

    \b
    Example:
      slc codes join Ada Ben
    """
    if len(set(students)) < 2:
        raise MisuseError("Say at least two students: slc codes join Ada Ben")
    desk = CodeDesk(context, session)

    def joined(ring: KeyRing) -> KeyRing:
        return ring.joined([desk.student(one, ring) for one in students])

    desk.end_with_new_codes(joined, f"It stands in place of all codes that they had. {_FROM_NOW}")


@codes.command()
@click.argument("old")
@click.argument("new")
@click.option("--replace", is_flag=True, help="Throw away the code that NEW has got already.")
@common_options
@current_session
@click.pass_context
def move(context: click.Context, session: Session, old: str, new: str, replace: bool) -> None:
    """Hand a code over to a folder that was renamed.

    OLD and NEW are names of folders in content/students. Letters and links go on working.

    \b
    Example:
      slc codes move kim kim-lee
    """
    desk = CodeDesk(context, session)

    def moved(ring: KeyRing) -> KeyRing:
        was, is_now = desk.gone(old, ring), desk.student(new)
        if ring.knows(is_now) and not replace:
            raise MisuseError(
                f"{is_now} has a code already. If no letter with it was handed out yet, throw it away: "
                f"slc codes move {was} {is_now} --replace"
            )
        return ring.moved(was, is_now)

    ring = desk.change(moved, of_any_class=True)
    slug = desk.student(new)
    desk.report_mismatches(ring)
    shown = desk.ways(ring, lambda way: slug in way.students)
    desk.end([desk.table(shown), "The code and its link stay as they were. Upload the site again."], shown)


@codes.command()
@click.argument("whose", metavar="STUDENT|NUMBER", nargs=-1, required=True)
@common_options
@current_session
@click.pass_context
def drop(context: click.Context, session: Session, whose: tuple[str, ...]) -> None:
    """Throw away the code of a student who has left.

    STUDENT is the name of the folder that was in content/students. The class gets a new code, because the
    family knew the old one; the codes of the other families stay. A NUMBER is that of one of several
    codes that a student has.

    \b
    Example:
      slc codes drop kim
    """
    desk = CodeDesk(context, session)

    def dropped(ring: KeyRing) -> KeyRing:
        numbers = [one for one in whose if one.isdecimal() and not ring.knows(one)]
        for number in numbers:
            try:
                ring = ring.without_door(int(number))
            except KeyError as error:
                raise MisuseError(
                    f"{number} is no number of a second code. A new code in place of the only one: "
                    "slc codes rotate STUDENT"
                ) from error
        gone = [desk.gone(one, ring) for one in whose if one not in numbers]
        return ring.without(gone) if gone else ring

    desk.end_with_new_codes(
        dropped, f"What was dropped opens nothing any more. {_FROM_NOW}", of_any_class=True
    )
