"""`slc schedule`: a time for every child, from what families would like; kept in `conference.yml`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slc_site.cli.conference_day import UNREADABLE, conference_meant, students_meant
from slc_site.cli.session import MisuseError, Session, common_options, current_session
from slc_site.cli.writing import is_written
from slc_site.problems import SilentReporter

if TYPE_CHECKING:
    from slc_site.model.conference import Conference
    from slc_site.model.library import Library
    from slc_site.model.schedule import Slot
    from slc_site.plan.slots import Plan

_BY_HAND = "Copy the times above into `slots` of the conference's `schedule` yourself."
_SAVED = (
    "They are in {file}, below `slots`; a copy of the file as it was is in .slc/before. What stands there is "
    "yours: change it as you like, slc schedule never moves it."
)
_NOT_SAVED = "Nothing is written yet. To keep these times: slc schedule {slug} --save"
_MOVED = (
    "{name} comes on {when}. {before}Tell the family: slc print letters {slug} --for {student}, and "
    "slc calendar {slug} for a calendar that follows the change."
)
_WAS = "The time before, {when}, stays in `was`. "


@click.command()
@click.argument("conference", required=False)
@click.option("--save", is_flag=True, help="Write the proposed times into conference.yml.")
@click.option(
    "--move",
    metavar="STUDENT TIME",
    nargs=2,
    type=str,
    help='Give one child another time, as in --move ada "2026-11-20 17:00".',
)
@click.option(
    "--mark",
    metavar="STUDENT STATUS",
    nargs=2,
    type=str,
    multiple=True,
    help="Say how far a time is: invited, booked, confirmed, held, missed or teacher-only; can be repeated.",
)
@click.option("--open", "open_it", is_flag=True, help="Open a picture of it: who is in the room when.")
@click.option("--quick", is_flag=True, help="Do not look for the very best plan, only for a good one.")
@click.option("--presets", is_flag=True, help="Say how quickly families can come, and what classes learned.")
@common_options
@current_session
@click.pass_context
def schedule(
    context: click.Context,
    session: Session,
    conference: str | None,
    save: bool,
    move: tuple[str, str] | None,
    mark: tuple[tuple[str, str], ...],
    open_it: bool,
    quick: bool,
    presets: bool,
) -> None:
    """Propose a time for every child, and say what would help.

    Times that stand in the conference.yml stay as they are, and are checked. The others are found from what
    families would like: put what your sign-up tool exports beside the conference.yml, as sign-ups.csv, with a
    column student and columns such as 1st choice, 2nd choice, cannot, siblings, language, interpreter, how.
    Who has not answered has a time with you.

    \b
    Example:
      slc schedule fall
      slc schedule fall --open
      slc schedule fall --save
      slc schedule fall --move ada "2026-11-20 17:00"
      slc schedule fall --mark ada confirmed --mark ben missed
    """
    if presets:
        context.exit(_presets(session))
    from slc_site.model.conference import ConferenceKind

    library = session.library(UNREADABLE)
    held = library.conference[conference_meant(library, conference)]
    if held.kind is ConferenceKind.PARTY:
        raise MisuseError(
            f"{held.title} is a party: all come at the same time, so there are no times to give."
        )
    for problem in session.heard:
        if problem.file == held.origin.file:
            session.reporter.report(problem)
    if move is not None:
        context.exit(_move(session, library, held, *move))
    if mark:
        context.exit(_mark(session, library, held, mark))
    plan = _planned(session, library, held, quick=quick)
    from slc_site.cli.schedule_words import as_values, in_words
    from slc_site.plan import solver

    said = [in_words(plan, has_solver=solver.is_there())]
    new = [placed.slot for placed in plan.placed if placed.is_new]
    kept = False
    if save and new:
        kept = _saved(session, library, held, new)
        said.append(_SAVED.format(file=held.origin.file) if kept else _BY_HAND)
    elif new:
        said.append(_NOT_SAVED.format(slug=held.slug))
    picture = _picture(session, library, plan, open_it=open_it) if plan.placed else None
    if picture:
        said.append(f"Who is in the room when, to look at or to print: {picture}")
    result = {
        **as_values(plan),
        "saved": len(new) if kept else 0,
        "picture": str(picture) if picture else None,
    }
    context.exit(session.end("\n\n".join(said), result, notes=True))


def _planned(session: Session, library: Library, held: Conference, *, quick: bool) -> Plan:
    """Return the plan of a conference; what is to be said of it is reported."""
    from slc_site.build.report import today_in
    from slc_site.plan.slot_checks import check
    from slc_site.plan.slots import make_plan
    from slc_site.read.reading import Reader
    from slc_site.read.sign_ups import read_sign_ups

    reader = Reader(SilentReporter(), today_in(library.classroom.timezone))
    sign_ups = read_sign_ups(session.site().root, library, held, session.reporter, reader)
    plan = make_plan(library, held, sign_ups, with_solver=False if quick else None)
    for problem in check(plan, library):
        session.reporter.report(problem)
    return plan


def _picture(session: Session, library: Library, plan: Plan, *, open_it: bool) -> Path | None:
    """Put a picture of the plan into the folder print; None: it cannot be drawn, which is reported."""
    from slc_site.build.trouble import OutputError
    from slc_site.paper.evening import evening_sheet
    from slc_site.paper.sheet import Drawing
    from slc_site.paper.sizes import paper_of
    from slc_site.paper.tray import keep
    from slc_site.render.theme_folders import ThemeError, find_theme

    site, classroom = session.site(), library.classroom
    try:
        chain = find_theme(classroom.theme, site.themes, session.reporter, file=classroom.origin.file)
        drawing = Drawing(chain, paper_of(classroom), session.reporter)
        words = drawing.words(classroom.language)
        sheet = evening_sheet(plan, classroom.title, words, words.code)
        page = drawing.document([sheet], plan.conference.title, words.code)
        file = keep(site, f"{plan.conference.slug}-schedule", page, session.reporter, as_html=True)
    except (OutputError, ThemeError) as error:
        session.reporter.report(error.problem)
        return None
    if open_it:
        import webbrowser

        webbrowser.open(file.as_uri())
    return file


def _presets(session: Session) -> int:
    from slc_site.model.schedule import Preset
    from slc_site.plan.pace import LESSONS

    said = [
        f"preset: {preset.value}\n  Every {preset.every} minutes a family comes and stays {preset.stay}. "
        f"{LESSONS[preset]}"
        for preset in Preset
    ]
    return session.end("\n".join(said), {"presets": {each.value: LESSONS[each] for each in Preset}})


# -- what is written ----------------------------------------------------------------------------------------


def _saved(session: Session, library: Library, held: Conference, slots: list[Slot]) -> bool:
    from slc_site.pen.slots import add_slots

    return _written(
        session,
        held.origin.file,
        lambda today: add_slots(session.site().root, held.origin.file, slots, today),
        library,
    )


def _move(session: Session, library: Library, held: Conference, typed: str, when: str) -> int:
    """Give one child another time; return the exit status."""
    from slc_site.model.schedule import Slot
    from slc_site.pen.slots import move

    (student,) = students_meant(library, (typed,))
    start = _moment(when)
    old = held.schedule.slot_of(student)
    name = library.student[student].name
    if old is not None and old.start == start:
        return session.end(f"{name} has that time already. Nothing was changed.", {"moved": None})
    slot = Slot(student, start) if old is None else old.moved_to(start)
    names = _names_of(library, student)
    root, file = session.site().root, held.origin.file
    if not _written(session, file, lambda today: move(root, file, slot, names, today), library):
        return session.end("Nothing was changed.", None)
    again = session.library(UNREADABLE)
    _planned(session, again, again.conference[held.slug], quick=True)
    before = _WAS.format(when=f"{old.start:%A, %Y-%m-%d %H:%M}") if old is not None else ""
    said = _MOVED.format(
        name=name, when=f"{start:%A, %Y-%m-%d %H:%M}", before=before, slug=held.slug, student=student
    )
    was = [f"{earlier:%Y-%m-%d %H:%M}" for earlier in slot.was]
    moved = {"student": student, "start": f"{start:%Y-%m-%d %H:%M}", "was": was}
    return session.end(said, {"moved": moved}, notes=True)


def _mark(session: Session, library: Library, held: Conference, typed: tuple[tuple[str, str], ...]) -> int:
    """Write how far the times of some children are; return the exit status."""
    from slc_site.model.schedule import SlotStatus
    from slc_site.pen.slots import mark
    from slc_site.problems import did_you_mean

    known = {status.value: status for status in SlotStatus if status is not SlotStatus.RESCHEDULED}
    asked: dict[str, SlotStatus] = {}
    for who, word in typed:
        (student,) = students_meant(library, (who,))
        status = known.get("-".join(word.casefold().split()))
        if status is None:
            near = did_you_mean(word, known) or f"Possible are {', '.join(known)}."
            raise MisuseError(f"I do not know the status {word}. {near}")
        if held.schedule.slot_of(student) is None:
            raise MisuseError(
                f"{library.student[student].name} has no time yet: slc schedule {held.slug} --save"
            )
        asked[student] = status
    root, file = session.site().root, held.origin.file
    done = {}
    for student, wanted in asked.items():
        write = partial(mark, root, file, wanted, _names_of(library, student))
        if _written(session, file, write, library):
            done[student] = wanted.value
    said = [f"{library.student[student].name}: {word}." for student, word in done.items()]
    return session.end("\n".join(said) or "Nothing was changed.", {"marked": done} if done else None)


def _names_of(library: Library, student: str) -> Callable[[str], bool]:
    """Return what says whether something in a file names a child: its folder, or its first name."""
    name = library.student[student].name
    is_only = sum(other.name == name for other in library.students) == 1
    known = {student.casefold(), *([name.casefold()] if is_only else [])}
    return lambda typed: typed.strip().casefold() in known


def _moment(typed: str) -> datetime:
    from pydantic_core import PydanticCustomError

    from slc_site.read.values import read_moment

    try:
        return read_moment(typed)
    except PydanticCustomError as error:
        context = error.context or {}
        raise MisuseError(f"{context['message']} {context['hint']}") from None


def _written(session: Session, file: str, write: Callable[[date], None], library: Library) -> bool:
    """Let something be written into a file of the class, as of today; False: it could not be."""
    from slc_site.build.report import today_in

    today = today_in(library.classroom.timezone)
    return is_written(session, file, lambda: write(today), by_hand=_BY_HAND, code="schedule")
