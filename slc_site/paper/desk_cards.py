"""Goals to stand on a desk (practice S0-21): the goal in big type, three voices, and a bar to colour in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.goal import Goal, Voice
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render import bars
from slc_site.render.strips import Strip, strip
from slc_site.render.views import Bar

SIZES = {"4": "four", "6": "six"}
"""How many cards may stand on a page, as it is typed, and what the style sheet calls it."""
_BIG, _MIDDLE = 32, 64
"""So many letters a goal may have for each size of type; longer ones are set small."""
_ROOMY = 54
"""So many letters a promise may have; with a longer one, the three of a card are set smaller."""
_HEIGHT = {"four": 76, "six": 48}
"""Of a bar, in units of the drawing."""


class DeskPromise(Struct, frozen=True):
    """What one of the three will do."""

    voice: str
    text: str
    """Empty: there is room to write it."""


class DeskCard(Struct, frozen=True):
    """The card of one goal."""

    name: str
    emoji: str
    """Or the first letter of the name."""
    face: str
    """A picture as a `data:` address; empty: the emoji."""
    goal: str
    size: str
    """Of the goal in type: `big`, `middle` or `small`."""
    bar: Strip
    start: Decimal | None
    """What stands at the two ends of the bar; None where nothing is measured."""
    target: Decimal | None
    unit: str
    how: str
    """In words, how it will be seen; may be empty."""
    promises: tuple[DeskPromise, ...]
    is_tight: bool
    """The promises are set smaller."""


class DeskCards(Struct, frozen=True):
    """`desk-cards.html`."""

    shape: str
    """One of the values of `SIZES`."""
    cards: tuple[DeskCard, ...]


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the cards of all goals for desks, so many to a page as `choices["per-sheet"]` says.

    With the choice `blank` the bars are empty. A card with many words takes more room; none are cut off.
    """
    shape = SIZES[job.choices.get("per-sheet", "4")]
    is_blank = job.choices.get("blank") == "yes"
    cards = tuple(
        _card(job, student, goal, shape, is_blank)
        for student in job.order
        for goal in job.library.goals_of(student.slug)
    )
    if cards:
        yield Sheet("desk-cards.html", DeskCards(shape, cards), job.language)


def _card(job: Job, student: Student, goal: Goal, shape: str, is_blank: bool) -> DeskCard:
    promises = {promise.voice: promise.text for promise in goal.promises}
    letters = len(goal.title)
    return DeskCard(
        name=student.name,
        emoji=student.emoji or student.name[:1].upper(),
        face=job.face(student),
        goal=goal.title,
        size="big" if letters <= _BIG else "middle" if letters <= _MIDDLE else "small",
        bar=strip(_bar(goal, is_blank), _HEIGHT[shape]),
        start=goal.measure.start if goal.measure else None,
        target=goal.measure.target if goal.measure else None,
        unit=goal.measure.unit if goal.measure else "",
        how=goal.how,
        promises=tuple(DeskPromise(voice.value, promises.get(voice, "")) for voice in Voice),
        is_tight=any(len(promise.text) > _ROOMY for promise in goal.promises),
    )


def _bar(goal: Goal, is_blank: bool) -> Bar:
    """Return the bar as it was coloured in last, or an empty one of as many parts."""
    bar, meter = bars.drawn(goal)
    now = meter.bar if meter else bar
    if now is not None and not is_blank:
        return now
    return bars.to_colour(goal) or Bar(0, now.of if now else 1)
