"""Strips that remind a family of its time (practice S0-5): each child's own, or empty ones to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from slc_site.paper.covers import place_of
from slc_site.paper.form_head import FormHead, family_language, head_of
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet

_PER_PAGE = 6


class Reminders(Struct, frozen=True):
    """`forms/reminders.html`; drawn in the family's language."""

    head: FormHead
    count: int
    """So many strips, all the same."""
    start: datetime | None
    """None: it is written by hand."""
    attend: str
    """How the family is there: `in-person`, `phone` or `video`."""
    place: str
    contact: str
    """How families reach the teacher."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the strip of the child's family; without a child, a page of empty ones."""
    slot = job.slot if job.student else None
    view = Reminders(
        head=head_of(job),
        count=1 if job.student else _PER_PAGE,
        start=slot.start if slot else None,
        attend=slot.attend.value if slot else "in-person",
        place=place_of(job) if job.student else "",
        contact=job.library.classroom.contact,
    )
    begins = "same" if job.student else "page"
    yield Sheet("forms/reminders.html", view, family_language(job), begins)
