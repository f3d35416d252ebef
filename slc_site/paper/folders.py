"""My conference folder (practice S1-12): what the child has chosen, its own forms and its note cards.

The child keeps it until the week of the conference. Its first page says what is in it; on it the child sees
what it has chosen, and why, and what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from slc_site.model.post import Post
from slc_site.model.student_conference import Pick
from slc_site.paper.cards import slot_title
from slc_site.paper.job import Job
from slc_site.paper.parts import part
from slc_site.paper.sheet import Sheet

_HELD = ("report-cards", "self-evaluation", "goals", "cards")
"""The parts in it, in their order."""


class Piece(Struct, frozen=True):
    """A place for a piece of work, and what the child has put there."""

    section: str
    """What it is the best of; empty: nobody asked for it."""
    title: str = ""
    """Empty: nothing is chosen yet, and there is a line to write it on."""
    day: date | None = None
    picture: str = ""
    """A `data:` address."""
    because: str = ""
    """Why the child chose it; empty: there are lines to write on."""
    where: str = ""
    """Of a piece on paper: where it is, with its pages."""


class Folder(Struct, frozen=True):
    """`folder.html`: the first page."""

    name: str
    title: str
    """Of the conference."""
    classroom: str
    start: datetime | None
    pieces: tuple[Piece, ...]
    contents: tuple[str, ...]
    """Names of the parts in the folder."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the child's folder: the page with what was chosen, then its forms, then its cards."""
    held = [(name, list(found.sheets_of_child(job))) for name in _HELD if (found := part(name)) is not None]
    slot = job.slot
    view = Folder(
        name=job.child.name,
        title=job.conference.title,
        classroom=job.library.classroom.title,
        start=slot.start if slot else None,
        pieces=tuple(_pieces(job)),
        contents=tuple(name for name, made in held if made),
    )
    yield Sheet("folder.html", view, job.language)
    for _, made in held:
        yield from made


def picked(job: Job) -> list[tuple[Pick, Post]]:
    """Return what the child has chosen, in the order in which the conference asks for it."""
    order = {rule.name: place for place, rule in enumerate(job.conference.picks)}
    picks = job.brought.picks if job.brought is not None else ()
    chosen = ((pick, job.library.post.get((job.child.slug, pick.post))) for pick in picks)
    found = [(pick, post) for pick, post in chosen if post is not None]
    return sorted(found, key=lambda one: order.get(one[0].slot, len(order)))


def _pieces(job: Job) -> Iterator[Piece]:
    rules = {rule.name: rule for rule in job.conference.picks}
    chosen = picked(job)
    for pick, post in chosen:
        rule = rules.get(pick.slot)
        yield Piece(
            section=slot_title(job, rule) if rule else "",
            title=post.title,
            day=post.date,
            picture=job.picture_of(post),
            because=pick.because,
            where=" · ".join(filter(None, (post.paper.where, post.paper.pages))) if post.paper else "",
        )
    filled = {pick.slot for pick, _ in chosen}
    for name, rule in rules.items():
        if name not in filled:
            yield Piece(slot_title(job, rule))
