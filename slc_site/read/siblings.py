"""Brothers and sisters, as families write them: "Ben", "Ben (Room 7)", "Ben and Cleo in Room 7"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from slc_site.model.library import Library
from slc_site.model.sign_up import Sibling
from slc_site.problems import Severity
from slc_site.read.disk import same
from slc_site.read.names import Names
from slc_site.read.other_classes import OtherClass, bare
from slc_site.read.row_problems import RowError, RowProblems
from slc_site.read.values import one_of, shown

COLUMN = "siblings"
_APART = re.compile(r"(?:[,;\n&+،؛]|\band\b|\by\b|\bet\b|\bund\b)(?![^(]*\))", re.IGNORECASE)
_WITH_ROOM = re.compile(r"(.+?)\s*(?:\(([^)]*)\)?|\b(?:in|from|of)\s+(.+)|[-–:/]\s*(.+))", re.IGNORECASE)
_NOBODY = frozenset({"", "no", "none", "nobody", "-", "–", "n/a", "na", "0", "non", "nein", "ninguno"})


class Kin:
    """Finds brothers and sisters in this class and in others."""

    def __init__(self, library: Library, others: Sequence[OtherClass], problems: RowProblems) -> None:
        """`problems` hears who cannot be found."""
        students = library.students
        given = Counter(same(student.name) for student in students)
        also = [(student.name, student.slug) for student in students if given[same(student.name)] == 1]
        self._own = Names("student", [student.slug for student in students], also=also)
        self._names = {student.slug: student.name for student in students}
        self._rooms = {bare(library.classroom.title), bare(library.classroom.teacher)} - {""}
        self._others = others
        self._problems = problems

    def find(self, cell: str, student: str, line: int) -> list[Sibling]:
        """Return the brothers and sisters that a cell names; who cannot be found is told, with this line."""
        found: dict[tuple[str, str], Sibling] = {}
        room = ""
        for piece in reversed(_APART.split(cell)):  # "Ben and Cleo (Room 7)": the room is said once
            name, own_room = _name_and_room(" ".join(piece.split()))
            if same(name) in _NOBODY:
                continue
            try:
                sibling = self._one(name, own_room or (room if self._own.find(name) is None else ""))
            except RowError as error:
                self._problems.add(error, line)
                continue
            room = own_room or room
            if sibling.student != student:
                found[sibling.name, sibling.room] = sibling
        return sorted(found.values(), key=lambda each: (each.room, each.name))

    def _one(self, name: str, room: str) -> Sibling:
        own = self._own.find(name)
        if room and bare(room) not in self._rooms:
            return self._elsewhere(name, room)
        if own is not None:
            return Sibling(self._names[own], own)
        there = [(other, slug) for other in self._others if (slug := other.names.find(name))]
        if len(there) == 1:
            return _sibling(*there[0])
        hint = f"Write the class, too: `{name} (Room 7)`."
        if not self._others:
            hint += " Name its folder in conference.yml: `schedule: {also: [../room-7]}`."
        message = f"There is no {shown(name)} in this class" + (
            ", and more than one in the others." if there else "."
        )
        raise RowError(message, hint, COLUMN, severity=Severity.WARNING, code="no-such-sibling")

    def _elsewhere(self, name: str, room: str) -> Sibling:
        classes = [other for other in self._others if other.is_called(room)]
        if not classes:
            message = f"I do not know the class {shown(room)}."
            known = [each.classroom.title for each in self._others]
            hint = "Name its folder in conference.yml: `schedule: {also: [../room-7]}`."
            if known:
                hint += f" I know {one_of(known)}."
            raise RowError(message, hint, COLUMN, severity=Severity.WARNING, code="no-such-class")
        for other in classes:
            slug = other.names.find(name)
            if slug is not None:
                return _sibling(other, slug)
        message = f"There is no student {shown(name)} in {shown(classes[0].classroom.title)}."
        hint = classes[0].names.hint(name)
        raise RowError(message, hint, COLUMN, severity=Severity.WARNING, code="no-such-sibling")


def _name_and_room(piece: str) -> tuple[str, str]:
    found = _WITH_ROOM.fullmatch(piece)
    if found is None:
        return piece, ""
    return found[1].strip(), next((part.strip() for part in found.groups()[1:] if part), "")


def _sibling(other: OtherClass, slug: str) -> Sibling:
    """Return a child of another class, with the time it has there."""
    name, room = other.students[slug].name, other.classroom.title
    conference = other.conference
    slot = conference.schedule.slot_of(slug) if conference is not None else None
    if conference is None or slot is None:
        return Sibling(name, None, room)
    schedule = conference.schedule
    stay = schedule.stay or conference.minutes
    windows = [window for window in schedule.windows if window.start <= slot.start < window.end]
    place = next((window.place for window in windows if window.place), room)
    return Sibling(name, None, room, slot.start, slot.minutes or stay, place)


def named(siblings: Iterable[Sibling]) -> str:
    """Return "Ben (Room 7), Cleo"."""
    return ", ".join(f"{each.name} ({each.room})" if each.room else each.name for each in siblings)
