"""Goals to stand on a desk: the goal in big type, three voices, and a bar to colour in."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slc_site.model.classroom import Student
from slc_site.model.goal import Goal, Voice
from slc_site.render import bars, strips
from slc_site.render.paper import drawn
from slc_site.render.translations import Words, has_catalogue, words_for
from slc_site.render.views import Bar

TEMPLATE = Path(__file__).with_name("desk_cards.html")
SIZES = {4: "four", 6: "six"}
"""How many cards may stand on a sheet."""
_BIG, _MIDDLE = 32, 64
"""So many letters a goal may have for each size of type; longer ones are set small."""
_ROOMY = 54
"""So many letters a promise may have; with a longer one, the three of a card are set smaller."""


@dataclass(frozen=True, slots=True)
class _Voice:
    kind: str
    name: str
    promise: str
    """Empty: there is room to write one."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A bar as lines: between the parts, and a scribble for each that is coloured in."""

    words: str
    folds: tuple[float, ...]
    scribbles: tuple[str, ...]
    start: str
    end: str
    """What stands at the two ends; both empty where nothing is measured."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card as the template sees it."""

    name: str
    emoji: str
    face: str
    """A picture as a `data:` address; empty: the emoji or the first letter of the name."""
    goal: str
    size: str
    strip: _Strip
    seen_by: tuple[str, ...]
    voices: tuple[_Voice, ...]
    is_tight: bool


def desk_cards(
    goals: Sequence[tuple[Student, Goal]],
    faces: Mapping[str, bytes],
    title: str,
    language: str,
    *,
    per_sheet: int,
    blank: bool,
) -> str:
    """Return an HTML page to be printed on A4 or Letter, complete in itself.

    Args:
        goals: One card for each, in this order.
        faces: Avatars that are pictures, as WebP, by the slug of the student.
        title: Of the class.
        language: Of the class, BCP 47; where there are no words of ours in it, they are English.
        per_sheet: One of `SIZES`. A card with many words takes more room; none are cut off.
        blank: The bars are empty, to be coloured in from the beginning.
    """
    words = words_for(language if has_catalogue(language) else "en")
    _ = words.gettext
    return drawn(
        TEMPLATE,
        language=words.code,
        direction=words.direction,
        title=title,
        heading=_("My goals, for my desk"),
        advice=_("Print this page, cut along the dashed lines, and put each card on its desk."),
        my_goal=_("My goal"),
        how=_("How we will see it"),
        size=SIZES[per_sheet],
        width=strips.WIDTH,
        height=strips.HEIGHT,
        cards=[_shown(student, goal, faces.get(student.slug), words, blank) for student, goal in goals],
    )


def _shown(student: Student, goal: Goal, face: bytes | None, words: Words, blank: bool) -> _Shown:
    letters = len(goal.title)
    return _Shown(
        name=student.name,
        emoji=student.emoji or student.name[:1].upper(),
        face=f"data:image/webp;base64,{base64.b64encode(face).decode()}" if face else "",
        goal=goal.title,
        size="big" if letters <= _BIG else "middle" if letters <= _MIDDLE else "small",
        strip=_strip(goal, words, blank),
        seen_by=tuple(_seen_by(goal, words)),
        voices=tuple(_voices(student, goal, words)),
        is_tight=any(len(promise.text) > _ROOMY for promise in goal.promises),
    )


def _voices(student: Student, goal: Goal, words: Words) -> Iterator[_Voice]:
    _ = words.gettext
    promises = {promise.voice: promise.text for promise in goal.promises}
    names = {
        Voice.STUDENT: _("Me, %(name)s") % {"name": student.name},
        Voice.PARENT: _("For %(name)s's family") % {"name": student.name},
        Voice.TEACHER: _("My teacher"),
    }
    for voice, name in names.items():
        yield _Voice(voice.value, name, promises.get(voice, ""))


def _seen_by(goal: Goal, words: Words) -> Iterator[str]:
    if goal.measure is not None:
        values = {
            "start": words.number(goal.measure.start),
            "target": words.number(goal.measure.target),
            "unit": goal.measure.unit,
        }
        way = "From %(start)s to %(target)s %(unit)s" if goal.measure.unit else "From %(start)s to %(target)s"
        yield words.gettext(way) % values
    if goal.how:
        yield goal.how


def _strip(goal: Goal, words: Words, blank: bool) -> _Strip:
    bar, meter = bars.drawn(goal)
    now = meter.bar if meter else bar
    if now is None or blank:
        now = bars.to_colour(goal) or Bar(0, now.of if now else 1)
    values = {"coloured": words.number(now.coloured), "of": words.number(now.of)}
    drawn = strips.strip(now)
    return _Strip(
        words=words.gettext("%(coloured)s of %(of)s parts") % values,
        folds=drawn.folds,
        scribbles=drawn.scribbles,
        start=words.number(meter.start) if meter else "",
        end=words.number(meter.target) if meter else "",
    )
