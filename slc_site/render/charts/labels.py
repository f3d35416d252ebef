"""Room for words in a picture: each stands where it covers nothing, or it is left out.

How wide words are is known only in the browser. So every letter counts as a wide one, on a narrow phone; what
fits there is always shown, what fits only on a wide screen is marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from msgspec import Struct

NARROW, WIDE = 256.0, 560.0
"""How wide a picture is at the least, and where it counts as wide, in px at the usual size of letters."""
_LETTER, _BESIDE = 8.6, 4.0
LINE = 8.0
"""How high a line of words is, in percent of the picture's height."""


def width(text: str, picture: float) -> float:
    """Return how much of a picture's width a text takes, with a little room at both ends, in percent."""
    letters = sum(2 if east_asian_width(letter) in "FW" else 1 for letter in text)
    return (letters * _LETTER + 2 * _BESIDE) / picture * 100


class Box(Struct, frozen=True):
    """A rectangle that something covers, in percent."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Do the two have a place in common?"""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Spot(Struct, frozen=True):
    """A place where a text could stand."""

    x: float
    y: float
    """The line that its letters stand on."""
    anchor: str
    """`left`, `middle` or `right`: which part of the text is at `x`."""

    def box(self, text: str, picture: float) -> Box:
        """Return what the text covers there."""
        wide, beside = width(text, picture), _BESIDE / picture * 100
        left = self.x - {"left": beside, "middle": wide / 2, "right": wide - beside}[self.anchor]
        return Box(left, self.y - LINE * 0.8, left + wide, self.y + LINE * 0.25)


class Room:
    """What is taken in one picture of some width."""

    def __init__(self, picture: float) -> None:
        self.picture = picture
        self._taken: list[Box] = []

    def take(self, boxes: Iterable[Box]) -> None:
        """Let nothing stand there any more."""
        self._taken += boxes

    def has_room(self, text: str, spot: Spot) -> bool:
        """Would the text cover nothing there, and stay inside?"""
        box = spot.box(text, self.picture)
        inside = box.left >= 0 and box.right <= 100 and box.top >= 0 and box.bottom <= 100
        return inside and not any(box.meets(taken) for taken in self._taken)

    def put(self, text: str, spot: Spot) -> None:
        """Take the room of a text."""
        self._taken.append(spot.box(text, self.picture))
