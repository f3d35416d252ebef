"""How much text a piece of paper holds: which size of type it fits in, and where it goes on to the next.

Nothing is ever cut off. It is an estimate, a careful one, because type is set long after this is asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import ceil


def width(text: str) -> int:
    """Return how wide a text is, in letters; a Chinese one takes the room of two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def lines(text: str, per_line: int) -> int:
    """Return how many lines a text takes, of so many letters each."""
    return sum(max(1, ceil(width(line) / per_line)) for line in text.splitlines()) or 1


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces of at most `most` letters, broken between words where there are any."""
    piece = ""
    for word in text.split(" "):
        if piece and width(piece) + 1 + width(word) > most:
            yield piece
            piece = ""
        while width(word) > most:
            yield word[: most // 2]
            word = word[most // 2 :]
        piece = f"{piece} {word}" if piece else word
    if piece:
        yield piece
