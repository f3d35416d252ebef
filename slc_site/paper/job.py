"""What a part is given when it is asked for its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from slc_site.model.classroom import Classroom, Student
from slc_site.model.conference import Conference
from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post
from slc_site.model.schedule import Slot
from slc_site.model.student_conference import Company, StudentConference
from slc_site.paper.sheet import picture
from slc_site.paper.sizes import PaperSize
from slc_site.render.translations import Words, has_catalogue, words_for


@dataclass(frozen=True, slots=True, repr=False)  # so that no message shows a code by accident
class FamilyCode:
    """The code of one family."""

    names: tuple[str, ...]
    """First names of the children it is for."""
    language: str
    """BCP 47, what the family reads."""
    number: int
    words: tuple[str, ...]
    link: str = ""
    """Opens with one tap; empty when nobody knows where the site will stand."""


def no_conference(classroom: Classroom) -> Conference:
    """Return what stands in a conference's place where something is printed that is of none."""
    return Conference("", "", classroom.origin)


class Job(Struct, frozen=True, dict=True):
    """One run of a part: for one child, or for the class."""

    library: Library
    """Narrowed to whom the part is for."""
    conference: Conference
    """As it stands in the library."""
    size: PaperSize
    student: Student | None = None
    """The child; None where the part is not about one."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What was chosen at the command line, such as `{"cards": "3x5"}`."""
    pictures: Mapping[Path, bytes] = field(default_factory=dict)
    """Small pictures, JPEG, by the path of the attachment: avatars, and what the picks show. One that could
    not be made safe is absent."""
    guests: tuple[str, ...] = ()
    """Who comes with the child, as the family wrote it: of all its answers the one that is told at the door.
    Empty: not known."""
    address: str = ""
    """Where the child's portfolio stands on the web, or the door to it; empty: nowhere, or nobody knows."""
    returns: Mapping[str, date] = field(default_factory=dict)
    """By a step of the conference's plan (`model.planner.PlanStep`), the last day on which it is in time."""
    contents: tuple[str, ...] = ()
    """The names of the parts that lie in the child's bundle, where there is one."""
    order: tuple[Student, ...] = ()
    """Of what is made once: the children in the order in which they come."""
    codes: tuple[FamilyCode, ...] = ()
    """Of the part that prints codes; no other is ever given one."""

    @property
    def language(self) -> str:
        """The class's, BCP 47."""
        return self.library.classroom.language

    @property
    def home_language(self) -> str:
        """The one that the child's family reads, BCP 47."""
        return (self.student.home_language if self.student else "") or self.language

    @property
    def words(self) -> Words:
        """The words of the class's language, or English ones."""
        return words_for(self.language if has_catalogue(self.language) else "en")

    @property
    def child(self) -> Student:
        """The child that the part is about.

        Raises:
            ValueError: the part is about no child.
        """
        if self.student is None:
            raise ValueError("this part is made for one child at a time")
        return self.student

    @cached_property
    def brought(self) -> StudentConference | None:
        """What the child brings to the conference; None when there is nothing, or it may not be seen."""
        own = self.library.conferences_of(self.child.slug)
        return next((one for one in own if one.conference == self.conference.slug), None)

    @property
    def is_with_guests(self) -> bool:
        """Do people come who are of no family?"""
        return self.brought is not None and self.brought.company is Company.GUESTS

    @property
    def slot(self) -> Slot | None:
        """The child's time."""
        return self.conference.schedule.slot_of(self.child.slug)

    def face(self, student: Student) -> str:
        """Return a child's avatar as a `data:` address; empty when it is none that is a picture."""
        return picture(self.pictures.get(student.avatar.path)) if student.avatar else ""

    def picture_of(self, post: Post) -> str:
        """Return the first picture of a piece of work as a `data:` address; empty when there is none."""
        made = (self.pictures.get(attachment.path) for attachment in mentioned(post))
        return picture(next(filter(None, made), None))
