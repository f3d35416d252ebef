"""Letters home: which there are, what only the class can say, and its own words (practice F12)."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from slc_site.model.origin import Origin


class LetterKind(Enum):
    """When a letter goes home, and what for."""

    FIRST = "first"
    """Before anybody signs up: what it is, and that the child leads (practice S0-3)."""
    INVITATION = "invitation"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    """Your time is booked, or it has changed."""
    THANK_YOU = "thank-you"
    PORTFOLIO = "portfolio"
    """The child's own letter: an introduction to the portfolio, in the child's words."""

    @property
    def day(self) -> int | None:
        """Days from the conference; before it they are negative. None: whenever it is needed."""
        return _DAYS.get(self)

    @property
    def is_of_the_child(self) -> bool:
        """Does the child write it?"""
        return self is LetterKind.PORTFOLIO


_DAYS = {
    LetterKind.FIRST: -28,
    LetterKind.INVITATION: -14,
    LetterKind.REMINDER: -2,
    LetterKind.THANK_YOU: 3,
}


class FamilyLetters(Struct, frozen=True):
    """`letters` of `conference.yml`."""

    sign_up: str = ""
    """How families choose a time, in the teacher's words; empty: ours."""
    cannot_come: tuple[str, ...] = ()
    """What a family can do that cannot come; none: ours."""


class OwnLetter(Struct, frozen=True):
    """`content/letters/<kind>.md`, or `<kind>.<language>.md`: the teacher's words in place of ours."""

    kind: LetterKind
    language: str
    """BCP 47."""
    subject: str
    """Of the e-mail; empty: ours."""
    text: str
    """With names in braces for what differs from family to family."""
    origin: Origin
