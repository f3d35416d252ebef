"""Codes as a teacher sees them: a table on the screen, and plain values for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from slc_site.share.codes import Code, link_text
from slc_site.share.keyring import Door, KeyRing, Whose, known_as

if TYPE_CHECKING:
    from slc_site.model.library import Library

_LINE_UP = 20
"""Names longer than this do not push all codes to the right."""


class Way(Struct, frozen=True):
    """One code, and whose it is."""

    whose: Whose
    students: tuple[str, ...]
    """Slugs of the children whose family it is for; of one who is not in the class, as the ring knows it."""
    names: tuple[str, ...]
    """Their first names."""
    label: str
    """Whose it is, so that no two families are mixed up."""
    language: str
    code: Code
    link: str
    """Empty when nobody knows where the site will stand."""

    def as_dict(self) -> dict[str, object]:
        """The same as plain values, for `--json`."""
        return {
            "whose": self.whose.value,
            "students": self.students,
            "names": self.names,
            "code": str(self.code),
            "link": self.link or None,
        }


def ways(ring: KeyRing, library: Library) -> tuple[Way, ...]:
    """Return all codes of a class: the class's, those of the families by name, the teacher's."""
    students = {known_as(student.slug): student for student in library.students}
    often = Counter(student.name for student in library.students)
    url = library.classroom.url

    def way(door: Door) -> Way:
        here = [students[one] for one in door.students if one in students]
        gone = [one for one in door.students if one not in students]
        labels = [f"{one.name} ({one.slug})" if often[one.name] > 1 else one.name for one in here]
        labels += [f"{one} (not in the class)" for one in gone]
        return Way(
            door.whose,
            (*(one.slug for one in here), *gone),
            (*(one.name for one in here), *gone),
            " and ".join(labels) or ("The class" if door.whose is Whose.CLASS else "You, the teacher"),
            next((one.home_language for one in here if one.home_language), library.classroom.language),
            door.code,
            f"{url}open/index.html#k={link_text(door.link)}" if url else "",
        )

    order = [Whose.CLASS, Whose.FAMILY, Whose.TEACHER]
    return tuple(sorted(map(way, ring.doors), key=lambda one: (order.index(one.whose), one.label.casefold())))


def table(some: Sequence[Way]) -> str:
    """Return a line for each code, and one below it for its link."""
    width = max((len(way.label) for way in some if len(way.label) <= _LINE_UP), default=0)
    lines = []
    for way in some:
        apart = len(way.label) > width
        lines += [way.label] if apart else []
        lines.append(f"{'' if apart else way.label:<{width}}  {way.code}")
        lines += [f"{'':<{width}}  {way.link}"] if way.link else []
    return "\n".join(lines)
