"""`slc report`: whose portfolio waits for what, in the order of the roster."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from slc_site.cli.options import day_option
from slc_site.cli.session import MisuseError, Session, common_options, current_session

if TYPE_CHECKING:
    from slc_site.build.forms import Form, FormsOfTerm
    from slc_site.build.report import Freshness, Report
    from slc_site.model.goal import Goal
    from slc_site.model.post import Post

_WIDTH = 80
_NAMED = 3
"""So many titles are said, and of the others how many there are; `--json` has all."""
_LONGEST = 40
"""In characters, of a title before it is cut."""
_FILLER = "\ue000"
"""Stands for the second column of a wide sign while lines are broken; in no text of people."""


@click.command()
@day_option("--since", "Posts from this day on count as new. Without it: the first of this month.")
@common_options
@current_session
@click.pass_context
def report(context: click.Context, session: Session, day: datetime | None) -> None:
    """Say what each child's portfolio waits for.

    A new post, words about a piece, a look at a goal, work that shows it, a family's consent. It is for you
    alone, it counts no points, and the children stand as on your list.

    \b
    Example:
      slc report
      slc report --since 2026-09-01
    """
    from slc_site.build.report import report as made
    from slc_site.build.report import today_in

    library = session.library("There is nothing to report on.")
    today = today_in(library.classroom.timezone)
    since = day.date() if day else None
    if since and since > today:
        raise MisuseError(f"{since} is still to come. Name a day that has been: --since {today}")
    found = made(library, today, since)
    unread = session.unread
    context.exit(session.end(_text(found, unread), {**_as_dict(found), "unread": unread}))


# -- in words -------------------------------------------------------------------------------------------


def _text(found: Report, unread: int) -> str:
    greeting = f"{found.title} on {found.today}: good to look at together, one child at a time."
    blocks = [_wrapped([greeting, *_of_class(found, unread)])]
    if forms := list(_forms(found)):
        blocks.append("\n".join(["Report cards and conferences", *map(_item, forms)]))
    fresh = []
    for student in found.students:
        due = list(_due(student, found))
        if due:
            blocks.append("\n".join([_label(student, found), *(_item(line) for line in due)]))
        else:
            fresh.append(_label(student, found))
    if fresh:
        blocks.append(_wrapped([f"All is fresh: {', '.join(fresh)}"]))
    return "\n\n".join(blocks)


def _of_class(found: Report, unread: int) -> Iterator[str]:
    if unread:
        yield f"{_several(unread, 'thing')} in content could not be read, so this may not be all: slc check"
    if not found.students:
        yield "There is no student yet. Begin with: slc new student"
    elif found.nobody_has_consent:
        yield "No family's consent is written down yet, so nothing of anybody goes on the web."
    if found.untouched_targets:
        yield f"Targets that nobody shows yet: {_some(found.untouched_targets)}"


def _forms(found: Report) -> Iterator[str]:
    names = {student.slug: _label(student, found) for student in found.students}
    for term in found.forms:
        if term.handed_in:
            yield f"{term.title}: handed in, waiting for you: {_whose(term.handed_in, names)}"
        if term.drafts:
            yield f"{term.title}: still being written: {_whose(term.drafts, names)}"


def _whose(forms: Sequence[Form], names: Mapping[str, str]) -> str:
    """Return "Kofi (card), Mika (card, conference)"."""
    kinds: dict[str, list[str]] = {}
    for form in forms:
        kinds.setdefault(form.student, []).append("card" if form.kind == "report-card" else form.kind)
    return ", ".join(
        f"{names[student]} ({', '.join(dict.fromkeys(which))})" for student, which in kinds.items()
    )


def _due(student: Freshness, found: Report) -> Iterator[str]:
    last = student.last_post
    if last is None:
        yield "No post yet."
    elif student.is_quiet:
        when = "this month" if found.since == found.today.replace(day=1) else f"since {found.since}"
        yield f"No post {when}. The last one: {_short(last.title)} ({last.date})"
    if student.drafts:
        yield f"{_several(len(student.drafts), 'draft')} to finish: {_titles(student.drafts)}"
    if student.unreflected:
        count = _several(len(student.unreflected), "post")
        yield f"{count} without the child's words: {_titles(student.unreflected)}"
    if last is not None and student.empty_strands:
        yield f"Nothing yet in: {', '.join(student.empty_strands)}"
    if not student.has_goal:
        yield "No goal yet."
    if unseen := [goal for goal in student.unseen if goal not in student.overdue]:
        yield f"Goals not looked at for six weeks or more: {_titles(unseen)}"
    if student.overdue:
        yield f"Goals whose day has come; how did it go? {_titles(student.overdue)}"
    if student.unproven:
        yield f"Goals that no work shows yet: {_titles(student.unproven)}"
    if not student.has_consent and not found.nobody_has_consent:
        yield "No consent: nothing goes on the web."


def _label(student: Freshness, found: Report) -> str:
    twice = sum(other.name == student.name for other in found.students) > 1
    return f"{student.name} ({student.slug})" if twice else student.name


def _titles(things: Sequence[Post] | Sequence[Goal]) -> str:
    return _some([thing.title for thing in things])


def _some(titles: Sequence[str]) -> str:
    shown = "; ".join(_short(title) for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{shown}; and {more} more" if more > 0 else shown


def _short(title: str) -> str:
    return textwrap.shorten(title, _LONGEST, placeholder=" …") if " " in title else title[:_LONGEST]


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _item(line: str) -> str:
    return _filled(line, "  - ", "    ")


def _wrapped(lines: Sequence[str]) -> str:
    return "\n".join(map(_filled, lines))


def _filled(line: str, first: str = "", others: str = "") -> str:
    """Return a text in lines of so many columns; a wide sign (漢, 🦉) takes two of them."""
    wide = "".join(f"{sign}{_FILLER}" if east_asian_width(sign) in "WF" else sign for sign in line)
    # Where a line is broken between a wide sign and its filler, it is one column wider than counted.
    width = _WIDTH - (_FILLER in wide)
    filled = textwrap.fill(
        wide, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )
    return filled.replace(_FILLER, "")


# -- for other programs ---------------------------------------------------------------------------------


def _as_dict(found: Report) -> dict[str, Any]:
    from slc_site.build.report import LOOK_AGAIN

    return {
        "date": _day(found.today),
        "since": _day(found.since),
        "goals_since": _day(found.today - LOOK_AGAIN),
        "students": [_student(student, found) for student in found.students],
        "untouched_targets": found.untouched_targets,
        "forms": [_term(term) for term in found.forms],
    }


def _term(term: FormsOfTerm) -> dict[str, Any]:
    def listed(forms: Sequence[Form]) -> list[dict[str, str]]:
        return [{"student": form.student, "kind": form.kind, "slug": form.slug} for form in forms]

    return {
        "term": term.term,
        "title": term.title,
        "handed_in": listed(term.handed_in),
        "drafts": listed(term.drafts),
    }


def _student(student: Freshness, found: Report) -> dict[str, Any]:
    return {
        "slug": student.slug,
        "name": student.name,
        "fresh": not any(_due(student, found)),
        "consent": student.has_consent,
        "new_post": not student.is_quiet,
        "last_post": _day(student.last_post.date) if student.last_post else None,
        "drafts": _things(student.drafts),
        "no_reflection": _things(student.unreflected),
        "empty_strands": student.empty_strands,
        "goal": student.has_goal,
        "goals_not_looked_at": _things(student.unseen),
        "goals_whose_day_has_come": _things(student.overdue),
        "goals_without_evidence": _things(student.unproven),
    }


def _things(things: Sequence[Post] | Sequence[Goal]) -> list[dict[str, str]]:
    return [{"slug": thing.slug, "title": thing.title} for thing in things]


def _day(day: date) -> str:
    return day.isoformat()
