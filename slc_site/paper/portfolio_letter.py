"""The child's own letter: an introduction to the portfolio, in the child's words (practice F12)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.paper import letter_texts as ours
from slc_site.paper.households import Household
from slc_site.paper.letter_forms import CodeBox, code_box
from slc_site.paper.letter_text import Block, blocks
from slc_site.paper.sheet import Sheet
from slc_site.render.translations import Words
from slc_site.share.access import Viewer, narrow


class Chosen(Struct, frozen=True):
    """A piece that the child chose to show."""

    title: str
    because: str


class PortfolioLetter(Struct, frozen=True):
    """`letter-portfolio.html`."""

    title: str
    name: str
    day: date | None
    blocks: tuple[Block, ...]
    """What the child wrote; none: there are lines to write on, and beginnings of sentences."""
    stems: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    code: CodeBox | None


def portfolio_letter(library: Library, conference: Conference, household: Household, words: Words) -> Sheet:
    """Return a child's letter to one family: what the family may see of what the child wrote."""
    student, _ = household.student, words.gettext
    viewer = Viewer(Audience.FAMILY, student.slug, is_here=True)
    seen = narrow(library.of(student.slug), viewer).library
    own = seen.conferences_of(student.slug)
    one = next((each for each in own if each.conference == conference.slug), None)
    posts = {post.slug: post for post in seen.posts_of(student.slug)}
    picks = one.picks if one is not None else ()
    view = PortfolioLetter(
        _(ours.PORTFOLIO_TITLE).replace("{child}", student.name),
        student.name,
        None,
        blocks(one.body, {}, has_code=False) if one is not None and one.body.strip() else (),
        tuple(map(_, ours.PORTFOLIO_STEMS)),
        tuple(Chosen(posts[pick.post].title, pick.because) for pick in picks if pick.post in posts),
        code_box(household),
    )
    return Sheet("letter-portfolio.html", view, words.code)
