"""Words that were typed where no server was: one small file from a tablet, a stick or a family's own device.

Nothing in it is trusted. It can only say what stands in which box, and `bring_in` writes that as anybody
would who sees the boxes for the first time: words that stand there already are never written over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from slc_site.model.goal import Voice
from slc_site.model.library import Library
from slc_site.pen.boxes import NEW_GOALS, Box, Kind, boxes
from slc_site.pen.outcome import Clash, Outcome, Refused, Written
from slc_site.pen.writer import Pen

LARGEST = 256 * 1024
"""Bytes. What fits in all boxes of a conference is less."""
_VERSION = 1


class LetterError(Exception):
    """It cannot be taken; the text says why, for a teacher."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What such a file says."""

    student: str
    conference: str
    boxes: Mapping[str, str]
    id: str
    """Tells it from any other."""


class Came(Enum):
    """What became of one box."""

    IN = "in"
    THERE = "there"
    """It stood there already."""
    BOTH = "both"
    """There were other words, and now there are both."""
    KEPT_OUT = "kept out"
    """There are other words, and only one answer can stand there."""
    NOT_THEIRS = "not theirs"
    """It is not the family's box."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One box of a letter."""

    box: str
    value: str
    came: Came
    theirs: str = ""
    """What stood there."""
    refused: Refused | None = None


def read_letter(data: bytes) -> Letter:
    """Return what a file says.

    Raises:
        LetterError: it is none of ours, or not whole.
    """
    if len(data) > LARGEST:
        raise LetterError("This file is too large to be one of ours.")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise LetterError("This is no file of words from a conference, or it is not whole.") from None
    if not isinstance(found, dict) or "slc" not in found:
        raise LetterError("This is no file of words from a conference.")
    if found["slc"] != _VERSION:
        raise LetterError("This file is from another version of slc. Please use the same one.")
    student, conference, typed = (found.get(key) for key in ("student", "conference", "boxes"))
    if not isinstance(student, str) or not isinstance(conference, str) or not isinstance(typed, dict):
        raise LetterError("This file does not say whose words it has.")
    if not all(isinstance(value, str) for value in typed.values()):
        raise LetterError("This file has something else in it than words.")
    return Letter(student, conference, typed, hashlib.sha256(data).hexdigest()[:24])


def bring_in(letter: Letter, library: Library, pen: Pen, *, all_voices: bool) -> Iterator[Line]:
    """Write what a letter says, box by box, and yield what became of each.

    Args:
        letter: Of a student and a conference that are in the class.
        library: The class.
        pen: Of that conference.
        all_voices: The file is from the room's own tablets; from anywhere else only the family's boxes go in.
    """
    goals = (goal.slug for goal in library.goals_of(letter.student))
    known = {box.name: box for box in boxes(library.conference[letter.conference], goals, NEW_GOALS)}
    places = {name: place for place, name in enumerate(known)}
    for name, value in sorted(letter.boxes.items(), key=lambda item: places.get(item[0], len(places))):
        box = known.get(name)
        if not value.strip():
            continue
        if box is None:
            yield Line(name, value, Came.REFUSED, refused=Refused("no-such-box"))
        elif not all_voices and box.voice is not Voice.PARENT:
            yield Line(name, value, Came.NOT_THEIRS)
        else:
            yield arrived(letter.student, box, value, pen, letter.id)


def arrived(student: str, box: Box, value: str, pen: Pen, who: str) -> Line:
    """Write a value from elsewhere, and say what became of it; `who` tells that source from others."""
    before = pen.read(student)
    there = "" if isinstance(before, Refused) else before.get(box.name, "")
    outcome = pen.write(student, box.name, value, "", who)
    if not isinstance(outcome, Clash):
        return _line(box, value, outcome, Came.THERE if there else Came.IN)
    yours, theirs = outcome.yours, outcome.theirs
    came = beside(box, yours, theirs)
    if came is not Came.BOTH:
        return Line(box.name, value, came, theirs)
    outcome = pen.write(student, box.name, f"{theirs}{_joint(box)}{yours}", theirs, who)
    return _line(box, value, outcome, Came.BOTH, theirs)


def beside(box: Box, yours: str, theirs: str) -> Came:
    """Say what would become of a value where another one stands already."""
    joint = _joint(box)
    if yours == theirs or (joint and f"{joint}{yours}{joint}" in f"{joint}{theirs}{joint}"):
        return Came.THERE
    return Came.BOTH if joint else Came.KEPT_OUT


def _line(box: Box, value: str, outcome: Outcome, came: Came, theirs: str = "") -> Line:
    if isinstance(outcome, Written):
        return Line(box.name, value, came, theirs)
    refused = outcome if isinstance(outcome, Refused) else Refused("busy")
    return Line(box.name, value, Came.REFUSED, theirs, refused)


def _joint(box: Box) -> str:
    """Return what stands between the words of two in one box; nothing where only one answer fits."""
    if box.one_goal or box.kind not in (Kind.TEXT, Kind.LINE):
        return ""
    return "\n" if box.kind is Kind.TEXT else " · "
