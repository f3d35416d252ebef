"""Cards that welcome each family by name, to stand on the table (practice S3-13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from slc_site.paper.covers import name_size, place_of
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.cards import color_of


class Welcome(Struct, frozen=True):
    """`welcome.html`; drawn in the family's language."""

    name: str
    emoji: str
    """Or the first letter of the name."""
    face: str
    """A picture as a `data:` address; empty: the emoji."""
    color: str
    """One of `model.classroom.COLORS`."""
    size: str
    """Of the name in type: `big`, `middle` or `small`."""
    guests: tuple[str, ...]
    """Who comes; none: they are welcomed as what `company` says."""
    company: str
    """Who sits with the child: `family`, `teacher` or `guests`."""
    start: datetime | None
    place: str


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the card that welcomes the child's family; two of them stand on a page."""
    slot = job.slot
    guests = job.guests
    longest = max(guests, key=len, default=job.child.name)
    view = Welcome(
        name=job.child.name,
        emoji=job.child.emoji or job.child.name[:1].upper(),
        face=job.face(job.child),
        color=color_of(job.child),
        size="small" if len(guests) > 3 else name_size(longest),
        guests=guests,
        company=job.brought.company.value if job.brought else "family",
        start=slot.start if slot else None,
        place=place_of(job),
    )
    yield Sheet("welcome.html", view, job.home_language, begins="same")
