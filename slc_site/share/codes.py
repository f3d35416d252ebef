"""What opens a lock: a code, of a number and seven words that children can type, or the key in a link."""

from __future__ import annotations

import base64
import math
import re
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NUMBER_OF_WORDS = 7
_LIST = Path(__file__).with_name("words.txt")
_PIECES = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True, repr=False)  # so that no message shows a code by accident
class Code:
    """What a family types."""

    door: int
    """Which lock to try: a number that is no secret."""
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.door} {' '.join(self.words)}"

    @property
    def secret(self) -> bytes:
        """What the key is made of."""
        return " ".join(self.words).encode("ascii")


class SlipError(Exception):
    """What was typed is no code at all, whatever lock it was meant for.

    Args:
        message: What is the matter with it.
        word: The word that is the matter, if it is one.
    """

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.word = word


@cache
def words() -> tuple[str, ...]:
    """Return all words; more than one slip lies between any two."""
    return tuple(_LIST.read_text("ascii").split())


def bits() -> float:
    """Return how many bits somebody must guess who knows everything but the words."""
    return NUMBER_OF_WORDS * math.log2(len(words()))


def new_code(door: int) -> Code:
    """Return a code that nobody can guess."""
    return Code(door, tuple(secrets.choice(words()) for _ in range(NUMBER_OF_WORDS)))


def read_code(typed: str) -> Code:
    """Return the code that somebody typed, in any case, with anything between the words.

    A word may have one slip: a letter too many, too few, wrong, or two in the wrong order, as long as only
    one word can be meant.

    Raises:
        SlipError: It is no code; a wrong code is one.
    """
    pieces = _PIECES.findall(_plain(typed))
    numbers = [piece for piece in pieces if piece.isdecimal()]
    typed_words = [piece for piece in pieces if not piece.isdecimal()]
    if len(numbers) != 1 or not pieces[0].isdecimal() or len(numbers[0]) > 6:
        raise SlipError("a code begins with a number")
    if len(typed_words) != NUMBER_OF_WORDS:
        raise SlipError(f"a code has {NUMBER_OF_WORDS} words, and these are {len(typed_words)}")
    return Code(int(numbers[0]), tuple(_meant(word) for word in typed_words))


def link_text(link: bytes) -> str:
    """Return a link's key as it stands in an address, behind `#k=`."""
    return base64.urlsafe_b64encode(link).rstrip(b"=").decode("ascii")


def read_link(typed: str) -> bytes:
    """Return the key of a link, of which the whole address was typed or only what stands behind `#k=`.

    Raises:
        SlipError: There is no key in it.
    """
    text = typed.strip().rpartition("#k=")[2]
    if not re.fullmatch(r"[A-Za-z0-9_-]{22}", text):
        raise SlipError("the link is not whole: it ends with #k= and 22 letters and digits")
    return base64.urlsafe_b64decode(text + "==")


def _meant(typed: str) -> str:
    """Return the only word that may have been meant; a wrong guess would look like a wrong code."""
    if typed in words():
        return typed
    near = [word for word in words() if is_one_slip(typed, word)]
    if len(near) != 1:
        raise SlipError("this word is in no code", typed)
    return near[0]


def is_one_slip(one: str, other: str) -> bool:
    """Are they apart by one letter added, left out or changed, or by two neighbours that changed places?"""
    if len(one) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            return one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
        return len(apart) == 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
