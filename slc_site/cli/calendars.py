"""`slc calendar`: a calendar for each family and one for the teacher, that phones and computers can open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from slc_site.cli.conference_day import UNREADABLE, conference_meant
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.summary import counted

if TYPE_CHECKING:
    from slc_site.build.calendars import Calendars, FamilyCalendar
    from slc_site.model.classroom import Student
    from slc_site.model.library import Library
    from slc_site.plan.calendar_history import Issued


@click.command()
@click.argument("conference", required=False)
@common_options
@current_session
@click.pass_context
def calendar(context: click.Context, session: Session, conference: str | None) -> None:
    """Make a calendar for each family, and one for you.

    A family's has its own time alone, in its language, with reminders two days and two hours before. Yours
    has all times and the days of slc planner. They are files for any calendar, in print/calendar: send each
    family its own.

    When a time has changed, make them again and send the new ones to those who are named: the entry moves,
    or goes, in the calendar where it is already.

    \b
    Example:
      slc calendar fall
    """
    library = session.library(UNREADABLE)
    held = library.conference[conference_meant(library, conference)]
    from slc_site.build.calendars import make_calendars
    from slc_site.build.trouble import OutputError

    try:
        made = make_calendars(session.site(), library, held, session.reporter)
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end("The calendars were not made.", None))
    if made.teacher is None and not made.families:
        raise MisuseError(
            f"There is nothing for a calendar yet: nobody has a time, and {held.origin.file} does not "
            "say when the conferences are. Write its windows there, and begin with: slc schedule"
        )
    said = "\n".join(_lines(made, library))
    context.exit(session.end(said, _as_dict(made, library)))


# -- in words -------------------------------------------------------------------------------------------


def _lines(made: Calendars, library: Library) -> Iterator[str]:
    from slc_site.plan.calendar_history import Change

    by: dict[Change, list[FamilyCalendar]] = {change: [] for change in Change}
    for family in made.families:
        by[family.change].append(family)
    count = counted(len(made.families), "calendar for a family is", "calendars for families are")
    if made.families:
        yield f"{count} in {made.folder / 'families'}"
    if made.teacher is not None:
        yield f"Yours, with all times and the days of the plan: {made.teacher}"
    if by[Change.NEW]:
        yield f"New, to be sent: {_names(by[Change.NEW], library)}"
    if by[Change.MOVED]:
        yield "Changed, to be sent again:"
        for family in by[Change.MOVED]:
            yield f"  {_name(family, library)}: {_moved(family)}"
    if by[Change.CHANGED]:
        yield f"The same time in other words; send them or not: {_names(by[Change.CHANGED], library)}"
    if by[Change.CANCELLED]:
        yield f"Cancelled; send these, and the entry goes: {_names(by[Change.CANCELLED], library)}"
    if by[Change.SAME]:
        yield f"As before: {_names(by[Change.SAME], library)}"
    if made.without:
        yield f"No calendar, for no family comes at a time of its own: {_listed(made.without)}"


def _moved(family: FamilyCalendar) -> str:
    one = next((one for one in family.issued if one.before is not None), family.issued[0])
    now = f"{one.entry.start:%Y-%m-%d %H:%M}"
    before = "" if one.before is None else f"{one.before:%Y-%m-%d %H:%M}"
    place = f", {one.entry.place}" if one.entry.place else ""
    return f"{now}{place} (was {before})" if before not in ("", now) else f"{now}{place}"


def _names(families: Iterable[FamilyCalendar], library: Library) -> str:
    return ", ".join(_name(family, library) for family in families)


def _name(family: FamilyCalendar, library: Library) -> str:
    student = library.student.get(family.student)
    return student.name if student else f"{family.student} (not in the class any more)"


def _listed(students: Iterable[Student]) -> str:
    return ", ".join(student.name for student in students)


# -- for other programs ---------------------------------------------------------------------------------


def _as_dict(made: Calendars, library: Library) -> dict[str, Any]:
    return {
        "teacher": str(made.teacher) if made.teacher else None,
        "families": [
            {
                "student": family.student,
                "name": library.student[family.student].name if family.student in library.student else None,
                "file": str(family.file),
                "change": family.change.value,
                "entries": [_entry(one) for one in family.issued],
            }
            for family in made.families
        ],
        "without": [student.slug for student in made.without],
    }


def _entry(one: Issued) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "sequence": one.sequence,
        "change": one.change.value,
        "start": one.entry.start.isoformat(),
        "minutes": one.entry.minutes,
        "place": one.entry.place,
        "before": one.before.isoformat() if one.before else None,
    }
