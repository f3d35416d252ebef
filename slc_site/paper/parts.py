"""The table of all that can be printed: a name, for whom it is, and who makes its sheets.

A new part is a function that takes a `Job` and yields `Sheet`s, in a module of its own in this room; a
template for each sheet in the theme's `paper/`; its looks in `paper.css`; and a row here. Then
`slc print <name> fall` knows it, and where `place` says so, `slc print fall` prints it in the pack, in the
order of this table. What a part may show is narrowed before it is asked (`Whose`); it never looks up what it
was not given.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from slc_site.paper.job import Job
    from slc_site.paper.sheet import Sheet


class Whose(Enum):
    """For whom a part is: what it may show is narrowed to that."""

    CHILD = "child"
    """One child and who sits with it, one after the other: what the child's conference may see."""
    CLASS = "class"
    """Everybody, once: of the children there is nothing in the library but who they are."""
    ROOM = "room"
    """Whoever comes into the room, once: who the children are, what a party tells, and goals for desks."""
    TEACHER = "teacher"
    """The teacher alone, once: all there is. It never lies in one document with the others."""


class Place(Enum):
    """Where a part stands in what `slc print fall` makes."""

    BUNDLE = "bundle"
    """Among the sheets of each child."""
    END = "end"
    """Behind all children: once more in the order of their times."""
    TEACHER = "teacher"
    """In the teacher's own document."""
    APART = "apart"
    """Nowhere: only by its own name."""


class Part(Struct, frozen=True):
    """Something that can be printed."""

    name: str
    """As it is typed: `slc print cards fall`."""
    whose: Whose
    made_by: str
    """The function, as `module.function` of this room; its module is only loaded when it is asked."""
    about: str
    """One line for the teacher, in the list of commands."""
    place: Place = Place.APART
    for_guests: bool = True
    """Is it made, too, where guests come who are of no family?"""
    has_faces: bool = False
    """Of what is made once: does it show the children's avatars?"""
    is_asked_otherwise: bool = False
    """The command line has a command of its own for it, because it is of no conference, or wants to know
    more than the others."""

    def sheets(self, job: Job) -> Iterator[Sheet]:
        """Yield the sheets of one run; none: there is nothing to print."""
        module, _, function = self.made_by.partition(".")
        made: Iterator[Sheet] = getattr(import_module(f"slc_site.paper.{module}"), function)(job)
        return made

    def sheets_of_child(self, job: Job) -> Iterator[Sheet]:
        """Yield a child's sheets; where guests come, none of what is between child and family."""
        return self.sheets(job) if self.for_guests or not job.is_with_guests else iter(())


PARTS: tuple[Part, ...] = (
    Part("covers", Whose.CHILD, "covers.sheets", "A cover for each child's folder.", Place.BUNDLE),
    Part("agenda", Whose.CHILD, "agendas.sheets", "What comes when, and who leads it.", Place.BUNDLE),
    Part("cards", Whose.CHILD, "cards.sheets", "Note cards to hold while leading.", Place.BUNDLE),
    Part("report-cards", Whose.CHILD, "report_cards.sheets", "Each child's own card.", Place.BUNDLE, False),
    Part("three-pluses", Whose.CHILD, "three_pluses.sheets", "Three pluses, a goal.", Place.BUNDLE, False),
    Part("goals", Whose.CHILD, "goal_sheets.sheets", "Each child's goals, with their bars.", Place.BUNDLE),
    Part("questions", Whose.CHILD, "questions.sheets", "Questions for the family.", Place.BUNDLE),
    Part("follow-up", Whose.CHILD, "follow_ups.sheets", "The page for the fridge.", Place.BUNDLE, False),
    Part("welcome", Whose.CHILD, "welcome.sheets", "Cards that welcome each family by name.", Place.END),
    Part(
        "folder", Whose.CHILD, "folders.sheets", "Picks, forms and cards together.", is_asked_otherwise=True
    ),
    Part("binder", Whose.CHILD, "binder.sheets", "What lies in each child's binder, and where."),
    Part("self-evaluation", Whose.CHILD, "self_evaluations.sheets", "How far the child sees each goal."),
    Part("reminders", Whose.CHILD, "reminders.sheets", "Strips that remind each family of its time."),
    Part("handout", Whose.CLASS, "handout.sheets", "What a student-led conference is, on one page."),
    Part("slides", Whose.CLASS, "handout.slides", "The same as slides, for the first evening."),
    Part("slips", Whose.CLASS, "slips.sheets", "Slips to reflect on.", is_asked_otherwise=True),
    Part(
        "desk-cards",
        Whose.ROOM,
        "desk_cards.sheets",
        "Goals for desks.",
        has_faces=True,
        is_asked_otherwise=True,
    ),
    Part("party", Whose.ROOM, "party.sheets", "All for a party.", has_faces=True, is_asked_otherwise=True),
    Part("adopt", Whose.TEACHER, "party.adopt_sheets", "At a party: who listens to whom."),
    Part("codes", Whose.CLASS, "code_cards.sheets", "The families' codes.", is_asked_otherwise=True),
    Part("evening", Whose.TEACHER, "evening.sheets", "Who is in the room when.", Place.TEACHER),
    Part("day-sheet", Whose.TEACHER, "day_sheet.sheets", "Your own sheet for the day.", Place.TEACHER),
    Part("answers", Whose.TEACHER, "family_answers.sheets", "What families wrote before.", Place.TEACHER),
)
"""In the order in which they lie in a child's bundle."""


def part(name: str) -> Part | None:
    """Return the part of a name; None when there is none."""
    return next((one for one in PARTS if one.name == name), None)
