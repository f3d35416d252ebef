"""The cover of a child's folder: whose it is, when and where the child leads, who comes, what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.paper.squares import Square, square
from slc_site.render.cards import color_of


class Cover(Struct, frozen=True):
    """`cover.html`."""

    name: str
    size: str
    """Of the name in type: `big`, `middle` or `small`."""
    emoji: str
    """Or the first letter of the name."""
    face: str
    """A picture as a `data:` address; empty: the emoji."""
    color: str
    """One of `model.classroom.COLORS`."""
    title: str
    """Of the conference."""
    classroom: str
    school: str
    start: datetime | None
    """None: there is no time yet, and a line to write it on."""
    end: datetime | None
    place: str
    attend: str
    """How the family is there: `in-person`, `phone` or `video`."""
    guests: tuple[str, ...]
    """Who comes; none: there is a line to write it on."""
    contents: tuple[str, ...]
    """Names of the parts in the folder."""
    square: Square | None
    """The way to the portfolio."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the cover of the child's folder."""
    child, slot, classroom = job.child, job.slot, job.library.classroom
    minutes = (slot.minutes if slot else None) or job.conference.schedule.stay or job.conference.minutes
    view = Cover(
        name=child.name,
        size=name_size(child.name),
        emoji=child.emoji or child.name[:1].upper(),
        face=job.face(child),
        color=color_of(child),
        title=job.conference.title,
        classroom=classroom.title,
        school=classroom.school,
        start=slot.start if slot else None,
        end=slot.start + timedelta(minutes=minutes) if slot else None,
        place=place_of(job),
        attend=slot.attend.value if slot else "in-person",
        guests=job.guests,
        contents=job.contents,
        square=square(job.address),
    )
    yield Sheet("cover.html", view, job.language)


def place_of(job: Job) -> str:
    """Return where the child's time takes place; empty when that is not known."""
    slot = job.slot
    if slot is None:
        return ""
    windows = job.conference.schedule.windows
    return next((w.place for w in windows if w.start <= slot.start < w.end), "")


def name_size(name: str) -> str:
    """Return how large a name can be set on a card: a name is never cut off, it wraps or shrinks."""
    longest = max(map(len, name.split()), default=0)
    return (
        "big"
        if longest <= 7 and len(name) <= 12
        else "middle"
        if longest <= 12 and len(name) <= 26
        else "small"
    )
