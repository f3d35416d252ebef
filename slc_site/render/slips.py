"""Slips to reflect on with a pencil: sentences to finish, the chart to tick, words that help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slc_site.render.paper import drawn
from slc_site.render.translations import has_catalogue, words_for

TEMPLATE = Path(__file__).with_name("slips.html")


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on the slip of one strand."""

    strand: str
    """Its title."""
    well: tuple[str, ...]
    """Beginnings of sentences on what went well."""
    chart: tuple[str, ...]
    """The class's anchor chart; may be empty."""
    better: tuple[str, ...]
    """Beginnings of sentences on what could be better."""
    words: tuple[str, ...]
    steps: tuple[str, ...] = ()
    """Beginnings of sentences on how it was made; below, on what was learned, what it shows of how one learns
    and what is still open. None of them: the slip has no second page."""
    learned: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """The class's own skills, to tick."""
    questions: tuple[str, ...] = ()


def slips_page(slips: Sequence[Slip], title: str, language: str) -> str:
    """Return an HTML page to be printed on A4 or Letter, a slip on each sheet, complete in itself.

    Args:
        slips: One for each strand.
        title: Of the class.
        language: Of the class, BCP 47; where there are no words of ours in it, they are English.
    """
    words = words_for(language if has_catalogue(language) else "en")
    _ = words.gettext
    return drawn(
        TEMPLATE,
        language=words.code,
        direction=words.direction,
        title=title,
        heading=_("Slips to reflect on"),
        advice=_("Print this page. Each child takes the slip that fits the piece."),
        name=_("My name"),
        piece=_("My piece"),
        day=_("The day"),
        well=_("What went well?"),
        chart=_("Tick what is true for this piece."),
        better=_("What could be better?"),
        bank=_("Words that help"),
        steps=_("How I made it"),
        learned=_("What I learned"),
        connections=_("What it has to do with how I learn"),
        questions=_("I still want to know"),
        more=_("If you like, go on here."),
        keep=_("Why I keep this piece"),
        reasons=(
            _("Shows a skill"),
            _("Shows how I got better"),
            _("Something to celebrate"),
            _("Shows my goal"),
        ),
        slips=slips,
    )
