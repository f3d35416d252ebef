"""The questions a family can ask, on a card for the door, in the language that it reads at home."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.translations import words_for


class Questions(Struct, frozen=True):
    """`questions.html`; drawn in the family's language."""

    name: str
    own: tuple[str, ...]
    """The class's own, in its own language; none: only the program's."""
    own_language: str
    own_direction: str
    is_home: bool
    """The family reads the class's language: then the class's own stand in place of the program's."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the card with questions for the child's family."""
    home, here = words_for(job.home_language), words_for(job.language)
    view = Questions(
        name=job.child.name,
        own=job.conference.questions,
        own_language=here.code,
        own_direction=here.direction,
        is_home=home.locale.language == here.locale.language,
    )
    yield Sheet("questions.html", view, job.home_language)
