"""To whom letters go: each family of each child, as the codes tell families apart.

A child with a code for each of two homes gets two letters; two children who share a code get one each, in
which the other is named. Where there are no codes, a child has one family.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.share.codes import link_text
from slc_site.share.keyring import Door, KeyRing, known_as


@dataclass(frozen=True, slots=True, repr=False)  # so that no message shows a code by accident
class Household:
    """One family of one child."""

    student: Student
    number: int = 1
    """Of several of one child, counted from 1."""
    of: int = 1
    """How many the child has."""
    siblings: tuple[Student, ...] = ()
    """Other children of the class who are at home there."""
    door: int | None = None
    """The number that the code begins with; None: there is no code."""
    code: tuple[str, ...] = ()
    """Its words."""
    link: str = ""
    """Opens the portfolio with one tap; or the page that anybody may see. Empty: there is none."""

    @property
    def address(self) -> str:
        """The page that the link leads to, as it is read and typed: without the key, and without `https://`."""
        page = self.link.partition("#")[0].removesuffix("index.html")
        return page.removeprefix("https://").removeprefix("http://")

    @property
    def slug(self) -> str:
        """The name of this family's files: `ada`, or `ada-2` for the second."""
        return self.student.slug if self.of == 1 else f"{self.student.slug}-{self.number}"


def households(
    library: Library, students: Sequence[Student], ring: KeyRing | None, public: frozenset[str]
) -> Iterator[Household]:
    """Yield the families of some children, in their order.

    Args:
        library: The class.
        students: Whose families.
        ring: The keys of the class; None: it has none.
        public: Slugs of those of whom anybody finds something on the web.
    """
    url = library.classroom.url
    by_key = {known_as(student.slug): student for student in library.students}
    for student in students:
        doors = ring.of(student.slug) if ring is not None and ring.knows(student.slug) else ()
        page = url + urls.student_folder(student.slug) if url and student.slug in public else ""
        if not doors:
            yield Household(student, link=page)
        for number, door in enumerate(doors, 1):
            others = tuple(by_key[key] for key in door.students if key in by_key)
            yield Household(
                student,
                number,
                len(doors),
                tuple(one for one in others if one.slug != student.slug),
                door.code.door,
                door.code.words,
                _link(url, door),
            )


def _link(url: str, door: Door) -> str:
    return f"{url}{urls.DOOR}#k={link_text(door.link)}" if url else ""
