"""`slc retire`: take a child off the web who leaves the class, or whose family no longer wants it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from slc_site.cli.asking import can_ask
from slc_site.cli.code_desk import CodeDesk
from slc_site.cli.conference_day import students_meant
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.writing import is_written

if TYPE_CHECKING:
    from slc_site.model.classroom import Student
    from slc_site.share.keyring import KeyRing

_THEN = (
    "With the next publish nothing of {names} is on the web any more: slc publish. What will disappear there "
    "is shown before. Then slc verify looks from outside whether it is gone. What others have seen or kept, "
    "nobody can take back."
)
_CODES = (
    "The code of {names} opens nothing any more once that is published. The class has a new code, because it "
    "was known there; the codes of the other families stay. Cards to print: slc codes --cards"
)
_STAYS = "The work stays here, in {places}. To take home: slc keepsake {first}, before or after."


@click.command()
@click.argument("students", metavar="STUDENT", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do it without asking whether to.")
@common_options
@current_session
@click.pass_context
def retire(context: click.Context, session: Session, students: tuple[str, ...], yes: bool) -> None:
    """Take a child off the web, with the next publish.

    Writes into the child's student.yml that nothing may be published, and throws away the family's code.
    The child's work stays in content; a copy of the file as it was is kept in .slc/before. To undo it, write
    the line consent as it was, and make new codes with slc codes.

    \b
    Example:
      slc retire ada
    """
    desk = CodeDesk(context, session)
    slugs = students_meant(desk.library, students)
    leaving = [desk.library.student[slug] for slug in slugs]
    names = _named(leaving)
    if not yes and not _agreed(names):
        context.exit(session.end("Nothing was changed.", {"retired": []}))
    retired = [student for student in leaving if _withdrawn(session, desk, student)]
    lines = []
    if retired:
        lines.append(_THEN.format(names=_named(retired)))
        if _codes_dropped(desk, retired):
            lines.append(_CODES.format(names=_named(retired)))
        places = ", ".join(student.origin.file.rpartition("/")[0] for student in retired)
        lines.append(_STAYS.format(places=places, first=retired[0].slug))
    result = {"retired": [student.slug for student in retired]}
    context.exit(session.end("\n\n".join(lines) or "Nothing was changed.", result))


def _agreed(names: str) -> bool:
    if not can_ask():
        raise MisuseError(f"Nobody is here to be asked whether to. If {names} is meant, add --yes.")
    return click.confirm(f"Take {names} off the web?", default=False, err=True)


def _withdrawn(session: Session, desk: CodeDesk, student: Student) -> bool:
    """Write that nothing of a student may be published; False: it could not be, which is reported."""
    from slc_site.pen.consent import withdraw

    file = student.origin.file
    return is_written(
        session,
        file,
        lambda: withdraw(desk.site.root, file, date.today()),
        by_hand="Write `consent: {publish: no}` into it yourself.",
        code="retire",
    )


def _codes_dropped(desk: CodeDesk, retired: list[Student]) -> bool:
    """Throw away the codes of whoever has one; say if there were any."""
    if not desk.site.ring.is_file():
        return False
    dropped = False

    def without(ring: KeyRing) -> KeyRing:
        nonlocal dropped
        known = [student.slug for student in retired if ring.knows(student.slug)]
        dropped = bool(known)
        return ring.without(known) if known else ring

    desk.change(without)
    return dropped


def _named(students: list[Student]) -> str:
    return " and ".join(student.name for student in students)
