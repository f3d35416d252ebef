"""Cards with a family's code on paper: to be cut apart and handed out, each in the family's own language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from babel.lists import format_list

from slc_site.render.paper import drawn
from slc_site.render.translations import Words, has_catalogue, words_for

TEMPLATE = Path(__file__).with_name("code_cards.html")
MADE_BY = "slc codes"
"""Stands in the page, so that a page of ours is known."""
_MARGIN = 4
"""White around a QR code, in modules: scanners need it."""


@dataclass(frozen=True, slots=True)
class CodeCard:
    """What one family gets."""

    names: tuple[str, ...]
    """First names of the children it is for."""
    language: str
    """BCP 47, what the family reads; the class's if there are no words of ours in it."""
    number: int
    words: tuple[str, ...]
    link: str = ""
    """Opens with one tap; empty when nobody knows where the site will stand."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card as the template sees it."""

    language: str
    direction: str
    names: str
    about: str
    keep: str
    go_to: str
    number: int
    words: tuple[str, ...]
    square: _Square | None


@dataclass(frozen=True, slots=True)
class _Square:
    title: str
    size: int
    path: str


def code_cards(cards: Sequence[CodeCard], title: str, language: str, address: str) -> str:
    """Return an HTML page to be printed on A4 or Letter, complete in itself.

    Args:
        cards: One for each family.
        title: Of the class.
        language: Of the class.
        address: Where the site will stand; empty: the page says how that can be told.
    """
    words = _words(language, "en")
    return drawn(
        TEMPLATE,
        made_by=MADE_BY,
        language=words.code,
        direction=words.direction,
        title=title,
        heading=words.gettext("The families' codes"),
        advice=words.gettext("Print this page, cut the cards apart, and give each family its own."),
        missing=""
        if address
        else words.gettext(
            "These cards have no address, because the class has none yet: write it as url: in "
            "content/class.yml, then make the cards again. They will have a square to scan, too."
        ),
        address=address,
        cards=[_shown(card, _words(card.language, language)) for card in cards],
    )


def _words(language: str, otherwise: str) -> Words:
    return words_for(language if has_catalogue(language) else otherwise)


def _shown(card: CodeCard, words: Words) -> _Shown:
    names = format_list(card.names, locale=words.locale)
    return _Shown(
        words.code,
        words.direction,
        names,
        words.gettext("This code opens what %(names)s made at school and what the class shares.")
        % {"names": names},
        words.gettext("Please keep it in your family: whoever has it can see all of it."),
        words.gettext("Go to this page and type the code, or scan the square:"),
        card.number,
        card.words,
        _square(card.link, words.gettext("Scan this to open the page without typing")) if card.link else None,
    )


def _square(link: str, title: str) -> _Square:
    rows = [bytes(row) for row in segno.make_qr(link, error="m").matrix]
    return _Square(title, len(rows) + 2 * _MARGIN, "".join(_runs(rows)))


def _runs(rows: Sequence[bytes]) -> Iterator[str]:
    """Yield the dark parts of each row as pieces of an SVG path."""
    for y, row in enumerate(rows, _MARGIN):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            width = (end if end >= 0 else len(row)) - x
            yield f"M{x + _MARGIN} {y}h{width}v1h-{width}z"
            x += width
