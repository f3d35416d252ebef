"""What lies in a child's binder, and where (practice S1-19, S4-3): an index to open at, and a spine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from slc_site.model.goal import GoalStatus
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.paper.squares import Square, square


class PaperPiece(Struct, frozen=True):
    """A piece of work on paper."""

    title: str
    """Of a goal's proof that has none: what it shows."""
    pages: str
    day: date | None
    is_pick: bool = False
    """The child has chosen it for the conference."""
    for_goal: str = ""
    """The goal that it is proof of."""


class PlaceOfPaper(Struct, frozen=True):
    """A place, and what lies there."""

    where: str
    pieces: tuple[PaperPiece, ...]


class BinderIndex(Struct, frozen=True):
    """`binder.html`."""

    name: str
    classroom: str
    year: str
    places: tuple[PlaceOfPaper, ...]
    square: Square | None
    """The way to the part that is on the web."""

    @property
    def has_picks(self) -> bool:
        """Is any piece one that the child has chosen?"""
        return any(piece.is_pick for place in self.places for piece in place.pieces)


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the index of the child's binder; nothing for a child of whom nothing is on paper."""
    found = sorted(_found(job), key=lambda one: (one[0].casefold(), one[1].day or date.min, one[1].title))
    places = tuple(
        PlaceOfPaper(where, tuple(piece for _, piece in some))
        for where, some in groupby(found, key=lambda one: one[0])
    )
    if not places:
        return
    classroom = job.library.classroom
    view = BinderIndex(job.child.name, classroom.title, classroom.year, places, square(job.address))
    yield Sheet("binder.html", view, job.language)


def _found(job: Job) -> Iterator[tuple[str, PaperPiece]]:
    picks = {pick.post for pick in job.brought.picks} if job.brought else set()
    for post in job.library.posts_of(job.child.slug):
        if post.paper is not None:
            yield post.paper.where, PaperPiece(post.title, post.paper.pages, post.date, post.slug in picks)
    for goal in job.library.goals_of(job.child.slug):
        if goal.status is GoalStatus.SET_ASIDE:
            continue
        for proof in goal.papers:
            piece = PaperPiece(proof.shows, proof.paper.pages, None, for_goal=goal.title)
            yield proof.paper.where, piece
