"""What this room needs of a language, without knowing where words come from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Speech(Protocol):
    """One language, as `render.translations.Words` has it."""

    @property
    def code(self) -> str:
        """The BCP 47 tag."""
        ...

    def gettext(self, message: str) -> str:
        """Return a text of ours in this language."""
        ...

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form that goes with `count`."""
        ...

    def day(self, value: date) -> str:
        """Return "October 5, 2025"."""
        ...

    def clock(self, value: datetime) -> str:
        """Return "4:30 PM"."""
        ...


def _(message: str) -> str:
    """Mark a text that is translated later, when the language is known."""
    return message


class _English:
    code = "en"

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many

    def day(self, value: date) -> str:
        return f"{value:%B} {value.day}, {value.year}"

    def clock(self, value: datetime) -> str:
        return f"{value:%H:%M}"


ENGLISH: Speech = _English()
"""The words as they stand in the program: for the command line, which is in English."""
