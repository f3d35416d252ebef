"""Who can see what, counted: each student's things by kind and by the widest circle that still sees them.

Nothing is judged here a second time. The library is narrowed for each of the five circles, by the one rule,
and a thing belongs to the widest in which it is still there: consent, drafts and `access` have then had their
say. A family's circle stands for every child's own family at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.share.access import Viewer, narrow

KINDS = ("posts", "goals", "conferences", "report cards", "measures", "earlier work", "pictures")
"""What a student has. Pictures are all files that posts show, recordings too, and an avatar."""
CLASS_KINDS = ("pages", "prompts", "pictures")
"""What is the class's own."""

Counts = Mapping[str, int]
"""How many things each circle sees that no wider one does, by the circle's word, the most open first."""


class Row(Struct, frozen=True):
    """What of one student can be seen by whom."""

    student: str
    """The slug."""
    name: str
    may_publish: bool
    """Without consent nothing leaves the teacher's machine: all is counted as the teacher's."""
    kinds: Mapping[str, Counts]
    """All of `KINDS`."""


class Table(Struct, frozen=True):
    """Who can see what of a class."""

    students: tuple[Row, ...]
    """In the library's order."""
    own: Mapping[str, Counts]
    """Of the class's own things: all of `CLASS_KINDS`."""
    whole: Mapping[str, Counts]
    """Of all students together: all of `KINDS`."""

    def for_codes(self) -> int:
        """How many things nobody sees without a code, of the class or of a family."""
        counts = [self.own["pages"], *(of for kind, of in self.whole.items() if kind != "pictures")]
        return sum(one.get(circle.word, 0) for one in counts for circle in (Audience.CLASS, Audience.FAMILY))


Thing = tuple[str | None, str, Hashable]
"""Whose it is (None: the class's), of what kind, and what tells it from others."""


def access_table(library: Library) -> Table:
    """Return who can see what of all that was read."""
    widest: dict[Thing, Audience] = {}
    for circle in Audience:
        for thing in set(things(narrow(library, Viewer(circle)).library)):
            widest.setdefault(thing, circle)
    found: defaultdict[tuple[str | None, str], Counter[Audience]] = defaultdict(Counter)
    for (owner, kind, _), circle in widest.items():
        found[owner, kind][circle] += 1
    students = tuple(
        Row(
            student.slug,
            student.name,
            student.consent.publish,
            {kind: _in_order(found[student.slug, kind]) for kind in KINDS},
        )
        for student in library.students
    )
    slugs = [student.slug for student in library.students]
    return Table(
        students,
        {kind: _in_order(found[None, kind]) for kind in CLASS_KINDS},
        {kind: _in_order(sum((found[slug, kind] for slug in slugs), Counter())) for kind in KINDS},
    )


def things(library: Library) -> Iterator[Thing]:
    """Yield all that a library holds which the table counts; something may come more than once."""
    for post in library.posts:
        yield post.student, "posts", post.slug
        yield from ((post.student, "pictures", shown.path) for shown in mentioned(post))
    for goal in library.goals:
        yield goal.student, "goals", goal.slug
    for one in (each for each in library.student_conferences if not each.is_blank):
        yield one.student, "conferences", one.conference
    for report in library.self_reports:
        yield report.student, "report cards", report.slug
    for measure in library.measures:
        yield from ((reading.student, "measures", measure.spec.id) for reading in measure.readings)
    for year in library.earlier:
        for post in year.posts:
            yield year.student, "earlier work", (year.name, "posts", post.slug)
            yield from ((year.student, "pictures", shown.path) for shown in mentioned(post))
        for goal in year.goals:
            yield year.student, "earlier work", (year.name, "goals", goal.slug)
    for student in library.students:
        if student.avatar is not None:
            yield student.slug, "pictures", student.avatar.path
    for page in library.pages:
        yield None, "pages", page.slug
        yield from ((None, "pictures", shown.path) for shown in mentioned(page))
    for prompt in library.prompts:
        yield None, "prompts", prompt.slug
        yield from ((None, "pictures", shown.path) for shown in mentioned(prompt))
        for example in prompt.examples:
            yield from ((None, "pictures", shown.path) for shown in mentioned(example))


def _in_order(counts: Mapping[Audience, int]) -> Counts:
    return {circle.word: counts[circle] for circle in Audience if counts.get(circle)}
