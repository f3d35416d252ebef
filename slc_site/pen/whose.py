"""Which child of the class is meant by a name in somebody else's sheet; never by a guess.

A wrong child would be told another family's words. So a surname that is known has to fit, and a slip in a
name finds nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from slc_site.model.classroom import Student


class Class:
    """The children, to be found by name."""

    def __init__(self, students: Iterable[Student]) -> None:
        self._students = tuple(students)

    def find(self, typed: str, surname: str = "") -> tuple[Student, ...]:
        """Return whom a text can mean: nobody, one, or several.

        Args:
            typed: A slug, a first name, a first name with a surname, or "Surname, First name".
            surname: What stands in a column of its own.
        """
        if by_slug := [one for one in self._students if one.slug == typed.strip() != one.name]:
            return tuple(one for one in by_slug if _fits(one, _plain(surname)))
        last, comma, first = typed.partition(",")
        if comma and not surname:
            typed, surname = first, last
        words = _plain(typed).split()
        found = []
        for one in self._students:
            name = _plain(one.name).split()
            for own, rest in (
                (words[: len(name)], words[len(name) :]),
                (words[-len(name) :], words[: -len(name)]),
            ):
                if own == name and _fits(one, " ".join(rest)) and _fits(one, _plain(surname)):
                    found.append(one)
                    break
        return tuple(found)


def _fits(student: Student, surname: str) -> bool:
    """May the student be called so? An initial is enough; of a student whose surname is not known, any is."""
    own = _plain(student.surname)
    if not own or not surname:
        return True
    return (
        own == surname
        or (len(surname) == 1 and own.startswith(surname))
        or set(own.split()) <= set(surname.split())
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char if char.isalnum() else " " for char in folded if not unicodedata.combining(char))
    return " ".join(letters.split())
