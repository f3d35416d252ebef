"""Keys, codes and links of a class, and all that can happen to them in a school year.

What opens together is a scope: the class, or what is one child's family's. What somebody opens it with is a
door: a code to type, a link to touch. A family's door leads to the class and to its own child; two families
of one child have two doors, two children of one family may have one. `docs/locks.md` has the format,
`keyfile` keeps a ring on disk.
"""

from __future__ import annotations

import itertools
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from slc_site.share.codes import Code, new_code
from slc_site.share.seal import KEY, SALT, derived, stretched

CLASS = "/"
"""The name of the scope that is for the whole class, which no folder can have; a student's is `known_as`."""
LINK = 16
"""Length of a link's key, in bytes."""
DOORS = 16
"""The site always has a multiple of so many, that nobody can count the families."""
_FEW = 400
_NUMBERS, _MORE_NUMBERS = range(10, 1000), range(1000, 100_000)
"""Of doors: short ones, as long as there are enough of them."""


def known_as(student: str) -> str:
    """Return what a student's folder is called on a ring.

    A disk may keep `Zoë` with one letter less or in small letters: that takes no family's code away.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", student).casefold())


@lru_cache(maxsize=16)
def nobodys_numbers(chaff: bytes) -> tuple[int, ...]:
    """Return the numbers of doors that are nobody's: none of somebody's ever has one of them."""
    drawn = (derived(chaff, f"slc1 chaff number {place}") for place in itertools.count())
    numbers = (_NUMBERS[int.from_bytes(one, "big") % len(_NUMBERS)] for one in drawn)
    found: dict[int, None] = {}
    while len(found) < DOORS - 1:
        found[next(numbers)] = None
    return tuple(found)


class Whose(Enum):
    """Who comes in by a door."""

    CLASS = "class"
    FAMILY = "family"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True, repr=False)  # so that no message shows a key by accident
class Door:
    """One way in."""

    whose: Whose
    key: bytes
    code: Code
    salt: bytes
    """For deriving a key from the code; its own for each door."""
    link: bytes
    """The key that stands in a link."""
    students: tuple[str, ...] = ()
    """The children whose family it is for, as they are `known_as`."""
    stretched: bytes = b""
    """What `seal.ROUNDS` of PBKDF2 make of the code; kept, as it takes a while. Empty: not made yet."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """All keys of a class. Nothing changes a ring: each method returns another one.

    Those that take students raise `KeyError` for one who is not on the ring.
    """

    scopes: Mapping[str, bytes]
    """The key of each scope: of `CLASS`, and of each student."""
    doors: tuple[Door, ...]
    chaff: bytes
    """What doors that are nobody's are made of: they stay the same when other keys change, as others do."""

    @classmethod
    def new(cls) -> KeyRing:
        """Return the ring of a class without children: the class's door and the teacher's."""
        ring = cls({CLASS: _new_key()}, (), _new_key())
        return ring._with_door(Whose.CLASS)._with_door(Whose.TEACHER)

    # -- what is on it --------------------------------------------------------------------------------

    @property
    def students(self) -> tuple[str, ...]:
        """All who are on the ring, as they are `known_as`."""
        return tuple(sorted(name for name in self.scopes if name != CLASS))

    def knows(self, student: str) -> bool:
        """Is the student on the ring?"""
        return known_as(student) in self.scopes

    def scope_key(self, name: str) -> bytes:
        """Return the key of what is for a student's family, or for the `CLASS`."""
        return self.scopes[known_as(name)]

    def of(self, student: str) -> tuple[Door, ...]:
        """Return the doors of a student's families."""
        return tuple(door for door in self.doors if known_as(student) in door.students)

    def for_all(self, whose: Whose) -> Door:
        """Return the class's door, or the teacher's."""
        return next(door for door in self.doors if door.whose is whose)

    def led_to(self, door: Door) -> tuple[str, ...]:
        """Return the names of the scopes that a door leads to, the class first."""
        if door.whose is Whose.TEACHER:
            return (CLASS, *self.students)
        return (CLASS, *door.students)

    # -- children who come, and go, and change their folders ------------------------------------------

    def with_students(self, students: Iterable[str]) -> KeyRing:
        """Return a ring in which each of the students has a door; all that was there stays as it was."""
        ring = self
        for student in dict.fromkeys(map(known_as, students)):
            if student not in ring.scopes:
                ring = replace(ring, scopes={**ring.scopes, student: _new_key()})
            if not ring.of(student):
                ring = ring._with_door(Whose.FAMILY, student)
        return ring

    def without(self, students: Iterable[str]) -> KeyRing:
        """Return a ring without students who have left.

        Their keys are thrown away. The class gets a new key and a new code, as they knew the old ones; the
        codes of all other families stay.
        """
        gone = self._all_known(students)
        doors = (
            replace(door, students=tuple(one for one in door.students if one not in gone))
            for door in self.doors
        )
        ring = replace(
            self,
            scopes={name: key for name, key in self.scopes.items() if name not in gone},
            doors=tuple(door for door in doors if door.students or door.whose is not Whose.FAMILY),
        )
        return ring.rotated_for_all(Whose.CLASS)

    def moved(self, old: str, new: str) -> KeyRing:
        """Return a ring in which all that was for folder `old` is for folder `new`; no letter stops working.

        Codes that `new` may have had are thrown away.
        """
        old, new = *self._all_known([old]), known_as(new)
        if old == new:
            return self
        scopes = {name: key for name, key in self.scopes.items() if name != new}
        doors = (
            replace(door, students=tuple(one for one in door.students if one != new)) for door in self.doors
        )
        return replace(
            self,
            scopes={new if name == old else name: key for name, key in scopes.items()},
            doors=tuple(
                replace(door, students=tuple(new if one == old else one for one in door.students))
                for door in doors
                if door.students or door.whose is not Whose.FAMILY
            ),
        )

    # -- families -------------------------------------------------------------------------------------

    def with_another_family(self, *students: str) -> KeyRing:
        """Return a ring in which one more family of these children has a code of its own."""
        return self._with_door(Whose.FAMILY, *self._all_known(students))

    def joined(self, students: Iterable[str]) -> KeyRing:
        """Return a ring in which these children, of one family, have one new code in place of their own.

        Of a code that was for other children too, these keep it.
        """
        together = self._all_known(students)
        doors = (
            replace(door, students=tuple(one for one in door.students if one not in together))
            for door in self.doors
        )
        ring = replace(
            self, doors=tuple(door for door in doors if door.students or door.whose is not Whose.FAMILY)
        )
        return ring._with_door(Whose.FAMILY, *together)

    # -- codes that fell into wrong hands -------------------------------------------------------------

    def rotated(self, student: str) -> KeyRing:
        """Return a ring in which the old codes and links of a student open nothing any more."""
        return self._rotated(self.of(*self._all_known([student])))

    def rotated_for_all(self, whose: Whose) -> KeyRing:
        """Return a ring with a new door of the class or of the teacher; the old one opens nothing now."""
        return self._rotated(tuple(door for door in self.doors if door.whose is whose))

    def rotated_wholly(self) -> KeyRing:
        """Return a ring for the same families on which everything is new."""
        return replace(self, chaff=_new_key())._rotated(self.doors)

    def without_door(self, number: int) -> KeyRing:
        """Return a ring in which one family's code, known by its number, opens nothing any more.

        Raises:
            KeyError: no family has it, or it is the only one of a student.
        """
        doors = [door for door in self.doors if door.code.door == number and door.whose is Whose.FAMILY]
        if not doors or any(len(self.of(student)) == 1 for student in doors[0].students):
            raise KeyError(number)
        return self._rekeyed(doors, tuple(door for door in self.doors if door not in doors))

    def _rotated(self, old: tuple[Door, ...]) -> KeyRing:
        ring = self._rekeyed(old, tuple(door for door in self.doors if door not in old))
        taken = frozenset(door.code.door for door in self.doors)
        for door in old:
            ring = ring._with_door(door.whose, *door.students, but=taken)
        return ring

    def _rekeyed(self, old: Iterable[Door], doors: tuple[Door, ...]) -> KeyRing:
        """Return a ring with these doors, and new keys for all that the old ones led to."""
        touched = {name for door in old for name in self.led_to(door)}
        scopes = {name: _new_key() if name in touched else key for name, key in self.scopes.items()}
        return replace(self, scopes=scopes, doors=doors)

    # -- its own affairs ------------------------------------------------------------------------------

    def with_stretched_codes(self) -> KeyRing:
        """Return a ring of which no build has to stretch a code; for each new one this takes a moment."""

        def ready(door: Door) -> Door:
            return replace(door, stretched=door.stretched or stretched(door.code.secret, door.salt))

        with ThreadPoolExecutor() as together:
            return replace(self, doors=tuple(together.map(ready, self.doors)))

    def _all_known(self, students: Iterable[str]) -> tuple[str, ...]:
        known = tuple(dict.fromkeys(map(known_as, students)))
        for student in known:
            if student not in self.scopes or student == CLASS:
                raise KeyError(student)
        return known

    def _with_door(self, whose: Whose, *students: str, but: frozenset[int] = frozenset()) -> KeyRing:
        """Return a ring with one more door, under a number that is free and none of `but`."""
        taken = but | {door.code.door for door in self.doors}
        taken |= set(nobodys_numbers(self.chaff))
        numbers = _NUMBERS if len(taken) < _FEW else _MORE_NUMBERS
        free = [number for number in numbers if number not in taken]
        door = Door(
            whose,
            _new_key(),
            new_code(secrets.choice(free)),
            secrets.token_bytes(SALT),
            secrets.token_bytes(LINK),
            students,
        )
        return replace(self, doors=(*self.doors, door))


def _new_key() -> bytes:
    return secrets.token_bytes(KEY)
