"""`slc planner`: what is to be done around a conference, what is next, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slc_site.cli.conference_day import UNREADABLE, conference_meant
from slc_site.cli.options import day_option
from slc_site.cli.session import MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from slc_site.build.site import Site
    from slc_site.model.conference import Conference
    from slc_site.model.library import Library
    from slc_site.plan.planner import Plan
    from slc_site.plan.planner_done import Progress

_NEXT = 3
"""So many days that are still to come are said; the page has all."""


@click.command()
@click.argument("conference", required=False)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--pdf", is_flag=True, help="Make a PDF of the page.")
@day_option("--on", "As it is on this day. Without it: today.")
@common_options
@current_session
@click.pass_context
def planner(
    context: click.Context,
    session: Session,
    conference: str | None,
    open_browser: bool,
    pdf: bool,
    day: datetime | None,
) -> None:
    """Say what is to be done around a conference, and what is late.

    From the day of the conference come all days before and after it: the letter, the sign-up, role-play,
    follow-ups. What is done is seen from what children, families and you have written. All of it stands on a
    page to print, for you alone; slc calendar puts the days into your calendar.

    Other days and steps of your own go into the conference.yml, below planner.

    \b
    Example:
      slc planner fall
      slc planner fall --open
    """
    library = session.library(UNREADABLE)
    held = library.conference[conference_meant(library, conference)]
    from slc_site.build.report import today_in
    from slc_site.plan.planner import plan_of
    from slc_site.plan.speech import ENGLISH

    today = day.date() if day else today_in(library.classroom.timezone)
    plan, problems = plan_of(library, held, ENGLISH)
    for problem in problems:
        session.reporter.report(problem)
    if plan is None:
        raise MisuseError(
            f"I do not know when {held.title} is. Write its windows into {held.origin.file}, or for now: "
            "planner: {date: 2026-11-19}"
        )
    progress = _progress(session.site(), library, held, plan, today)
    file = _page(context, session, library, held, today, pdf)
    if open_browser:
        import webbrowser

        webbrowser.open(file.as_uri())
    said = [*_lines(held.title, plan, progress, today), f"The whole plan, to print: {file}"]
    context.exit(session.end("\n".join(said), _as_dict(plan, progress, today, file)))


def _progress(
    site: Site, library: Library, held: Conference, plan: Plan, today: date
) -> tuple[Progress, ...]:
    from slc_site.desk.debrief import title_of
    from slc_site.plan.planner_done import progress_of

    return progress_of(
        library, held, plan, today, _letters(site, held), [title_of(library.classroom.language)]
    )


def _letters(site: Site, held: Conference) -> list[str]:
    """Return the names of the steps whose letters have been made."""
    from slc_site.model.family_letters import LetterKind
    from slc_site.model.planner import PlanStep
    from slc_site.paper.letter_tray import FOLDER

    folder = site.paper / FOLDER / held.slug
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    steps = {LetterKind.FIRST: PlanStep.LETTER, LetterKind.INVITATION: PlanStep.INVITATION}
    return [step.value for kind, step in steps.items() if any(name.startswith(kind.value) for name in names)]


def _page(
    context: click.Context, session: Session, library: Library, held: Conference, today: date, pdf: bool
) -> Path:
    """Write the page, in the language of the class, and return where it is."""
    from slc_site.build.trouble import OutputError
    from slc_site.paper.planner_page import planner_sheet
    from slc_site.paper.sheet import Drawing
    from slc_site.paper.sizes import paper_of
    from slc_site.paper.tray import keep
    from slc_site.plan.planner import plan_of
    from slc_site.render.theme_folders import ThemeError, find_theme

    site, classroom = session.site(), library.classroom
    try:
        chain = find_theme(classroom.theme, site.themes, session.reporter, file=classroom.origin.file)
        drawing = Drawing(chain, paper_of(classroom), session.reporter)
        words = drawing.words(classroom.language)
        plan, _ = plan_of(library, held, words)
        progress = _progress(site, library, held, plan, today) if plan else ()
        sheets = [planner_sheet(plan, progress, held.title, classroom, words, today)] if plan else []
        page = drawing.document(sheets, held.title, words.code)
        return keep(site, f"{held.slug}-planner", page, session.reporter, as_html=not pdf)
    except (OutputError, ThemeError) as error:
        session.reporter.report(error.problem)
        context.exit(session.end("The plan was not made.", None))


# -- in words -------------------------------------------------------------------------------------------


def _lines(title: str, plan: Plan, progress: Iterable[Progress], today: date) -> Iterator[str]:
    from slc_site.plan.planner_done import Standing

    by: dict[Standing, list[Progress]] = {standing: [] for standing in Standing}
    for one in progress:
        by[one.standing].append(one)
    yield f"{title}: {_days(plan.days)}. {_distance(plan.days, today)}"
    to_come = by[Standing.TO_COME]
    days = sorted({one.step.day for one in to_come})[:_NEXT]
    blocks = (
        ("Late", by[Standing.LATE]),
        ("Now", by[Standing.NOW]),
        ("Is this done? Then write its name into planner: {done: […]}", by[Standing.ASK]),
        ("Next", [one for one in to_come if one.step.day in days]),
    )
    for heading, some in blocks:
        if some:
            yield ""
            yield f"{heading}:"
            yield from (f"  {_line(one)}" for one in some)
    yield ""
    done, later = len(by[Standing.DONE]), sum(one.step.day not in days for one in to_come)
    over = [one.step.name for one in by[Standing.OVER]]
    yield f"Done: {done}. Still to come after that: {later}."
    if over:
        yield f"Left over from before the conference: {', '.join(over)}"


def _line(one: Progress) -> str:
    step = one.step
    when = _day(step.day) if step.until == step.day else f"{_day(step.day)} to {_day(step.until)}"
    said = f"{when}  {step.title} ({step.name})"
    if one.counted:
        said += f": {len(one.counted.done)} of {one.counted.of}"
        if not one.counted.done:
            said += ", nobody yet"
        elif one.counted.missing:
            said += f", missing: {', '.join(one.counted.missing)}"
    return said


def _days(days: tuple[date, ...]) -> str:
    return f"{' and '.join(_day(day) for day in days)}, {days[-1].year}"


def _day(day: date) -> str:
    return f"{day:%a} {day:%b} {day.day}"


def _distance(days: tuple[date, ...], today: date) -> str:
    from slc_site.cli.summary import counted

    if today < days[0]:
        return f"It is {_day(today)}: {counted((days[0] - today).days, 'day', 'days')} before."
    if today > days[-1]:
        return f"It is {_day(today)}: {counted((today - days[-1]).days, 'day', 'days')} after."
    return f"It is {_day(today)}: the day has come."


# -- for other programs ---------------------------------------------------------------------------------


def _as_dict(plan: Plan, progress: Iterable[Progress], today: date, file: Path) -> dict[str, Any]:
    return {
        "conference": plan.conference,
        "days": [day.isoformat() for day in plan.days],
        "today": today.isoformat(),
        "file": str(file),
        "steps": [_step(one) for one in progress],
    }


def _step(one: Progress) -> dict[str, Any]:
    step, counted = one.step, one.counted
    return {
        "step": step.name,
        "day": step.day.isoformat(),
        "until": step.until.isoformat(),
        "offset": step.offset,
        "moved_from": step.moved_from.isoformat() if step.moved_from else None,
        "title": step.title,
        "teacher": step.teacher,
        "student": step.student,
        "result": step.result,
        "standing": one.standing.value,
        "is_done": one.is_done,
        "is_ticked": one.is_ticked,
        "done": list(counted.done) if counted else None,
        "missing": list(counted.missing) if counted else None,
    }
