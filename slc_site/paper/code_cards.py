"""Cards with a family's code (practice S0-6): to be cut out and handed out, each in its language."""

from __future__ import annotations

from collections.abc import Iterator

from babel.lists import format_list
from msgspec import Struct

from slc_site.paper.job import FamilyCode, Job
from slc_site.paper.letter_forms import CodeBox
from slc_site.paper.sheet import Sheet
from slc_site.paper.squares import square
from slc_site.render import urls
from slc_site.render.translations import has_catalogue, words_for


class CodeCard(Struct, frozen=True):
    """`code-card.html`."""

    names: str
    """First names of the children it is for, as a list in the family's language."""
    classroom: str
    code: CodeBox


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield a card for each family whose code the job was given; several of them stand on a page."""
    classroom = job.library.classroom
    page = f"{classroom.url}{urls.DOOR.removesuffix('index.html')}" if classroom.url else ""
    shown = page.removeprefix("https://").removeprefix("http://")
    for one in job.codes:
        code = CodeBox(str(one.number), one.words, one.link, shown, square(one.link))
        view = CodeCard(_list(one), classroom.title, code)
        yield Sheet("code-card.html", view, one.language, begins="same")


def _list(one: FamilyCode) -> str:
    words = words_for(one.language if has_catalogue(one.language) else "en")
    return format_list(one.names, locale=words.locale)
