"""`slc after`: what came of a conference, and the first words of what children write about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from slc_site.cli.conference_day import UNREADABLE, conference_meant
from slc_site.cli.options import day_option
from slc_site.cli.session import MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from slc_site.build.afterwards import Afterwards, Said
    from slc_site.model.library import Library


@click.command()
@click.argument("conference", required=False)
@click.option(
    "--posts", is_flag=True, help="Begin a post for each child, dated the day after: how did it go?"
)
@day_option("--date", "Of these posts. Without it: the day after each child's own time.")
@common_options
@current_session
@click.pass_context
def after(
    context: click.Context,
    session: Session,
    conference: str | None,
    posts: bool,
    day: datetime | None,
) -> None:
    """Say what came of a conference.

    Which families wrote back and what they wish for, what the children thought, who has no new goal. It is
    for you alone: what families write in their feedback is on no page, but for the words to their child.

    \b
    Example:
      slc after fall
      slc after fall --posts
    """
    library = session.library(UNREADABLE)
    held = conference_meant(library, conference)
    from slc_site.build.afterwards import afterwards

    found = afterwards(library, held)
    result = to_builtins(found)
    said = "\n".join(_lines(found))
    if posts:
        written = _write_posts(context, session, library, held, day)
        result["posts"] = [str(path) for path in written]
        said += f"\n\nPosts begun: {len(written)}. They are drafts until their line `status: draft` is gone."
    context.exit(session.end(said, result))


def _write_posts(
    context: click.Context, session: Session, library: Library, held: str, day: datetime | None
) -> list[Path]:
    """Begin the posts; return the files.

    Raises:
        MisuseError: nobody knows which day it was.
    """
    from slc_site.build.trouble import OutputError, telling
    from slc_site.desk.debrief import day_after, new_debrief

    conference = library.conference[held]
    site = session.site()
    days = {s.slug: day.date() if day else day_after(conference, s.slug) for s in library.students}
    if None in days.values():
        raise MisuseError(
            f"I do not know when {conference.title} was. Name the day, as in: --date 2026-11-20"
        )
    written = []
    try:
        with telling("content"):
            for student, when in days.items():
                path = when and new_debrief(site.content, student, conference, library, when)
                if path:
                    written.append(path)
    except OutputError as error:
        session.reporter.report(error.problem)
        context.exit(session.end(f"Posts begun: {len(written)}, and then the disk said no.", None))
    return written


def _lines(found: Afterwards) -> Iterator[str]:
    yield f"{found.title}: what came of it. For you alone."
    yield ""
    if not found.is_party:
        yield from _from_families(found)
        yield ""
    if found.looked_back:
        yield f"Said how it went: {', '.join(found.looked_back)}"
    if found.not_looked_back:
        yield f"Have not said yet how it went: {', '.join(found.not_looked_back)}"
    yield from _list("Ideas for the class", found.class_ideas)
    if found.without_new_goal and not found.is_party:
        yield f"No new goal was written down there: {', '.join(found.without_new_goal)}"


def _from_families(found: Afterwards) -> Iterator[str]:
    yield f"Wrote back: {', '.join(found.came_back) or 'nobody yet'}"
    if found.not_back:
        yield f"Not yet: {', '.join(found.not_back)}"
    if any(count for _, count in found.faces):
        chosen = ", ".join(f"{count} × {face}" for face, count in found.faces if count)
        yield f"How it went, from 4 (very well) to 1: {chosen}"
    yield from _list("Would like to meet once more", found.meet_again)
    yield from _list("What could be better", found.better)
    yield from _list("Want to help with", found.support)
    if found.hard_to_use:
        yield f"The site was not easy, or not in their language: {', '.join(found.hard_to_use)}"


def _list(title: str, said: Iterable[Said]) -> Iterator[str]:
    entries = list(said)
    if entries:
        yield f"{title}:"
        yield from (f"  {one.student}: {one.words}" if one.words else f"  {one.student}" for one in entries)
