"""What a student-led conference is: one page, and slides for the first evening with families (S0-2).

There is no name of a child in it. The page comes in the class's language and in each that is read at home.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.paper.squares import Square, square
from slc_site.plan.planner import days_of
from slc_site.render import urls


class Handout(Struct, frozen=True):
    """`handout.html` and `slides.html`."""

    title: str
    """Of the conference."""
    days: tuple[date, ...]
    classroom: str
    school: str
    contact: str
    square: Square | None
    """The same on the web."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the page, once for each language that is read at home; the class's first."""
    languages = [job.language, *(student.home_language for student in job.library.students)]
    for language in dict.fromkeys(filter(None, languages)):
        yield Sheet("handout.html", _view(job), language)


def slides(job: Job) -> Iterator[Sheet]:
    """Yield the slides, in the class's language."""
    yield Sheet("slides.html", _view(job), job.language)


def _view(job: Job) -> Handout:
    room = job.library.classroom
    return Handout(
        title=job.conference.title,
        days=days_of(job.conference),
        classroom=room.title,
        school=room.school,
        contact=room.contact,
        square=square(room.url + urls.ABOUT.removesuffix("index.html") if room.url else ""),
    )
