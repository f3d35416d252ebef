"""The self-report card: what the class asks (the rubric) and what a student says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.form_state import FormState
from slc_site.model.origin import Origin

NOT_ENOUGH_WORK = "N"
NOT_TAUGHT = "X"
DEFAULT_SCALE: Mapping[str, str] = {
    "4": "Advanced", "3": "Proficient", "2": "Partly proficient", "1": "Not yet"
}  # fmt: skip
FOR_THE_YOUNGEST: Mapping[str, str] = {
    "4": "Easily", "3": "By myself", "2": "With a little help", "1": "With my teacher's help"
}  # fmt: skip
NAMED_SCALES: Mapping[str, Mapping[str, str]] = {"k-2": FOR_THE_YOUNGEST, "default": DEFAULT_SCALE}
"""Scales that a class may name instead of writing them out."""


class CanDo(Struct, frozen=True):
    """A statement a student can tick."""

    id: str
    text: str
    level: str | None = None
    """The level of the scale that it describes, where the class says so."""
    standard: str = ""
    """The standard it comes from, such as `RL.2.2`."""
    target: str | None = None
    """The id of the class's target that `standard` names; None: it is other words."""


class Subject(Struct, frozen=True):
    """One subject of the card."""

    id: str
    title: str
    can_do: tuple[CanDo, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    """For each level of the scale, its criteria."""


class Rubric(Struct, frozen=True):
    """`report-cards/<slug>.yml` of the class, with what it includes worked in."""

    slug: str
    title: str
    origin: Origin
    term: str | None = None
    scale: Mapping[str, str] = field(default_factory=lambda: DEFAULT_SCALE)
    """Level to word, best first. N and X are always allowed besides."""
    subjects: tuple[Subject, ...] = ()
    habits: tuple[CanDo, ...] = ()
    """How I am with others: to be ticked, never graded."""


class SubjectReport(Struct, frozen=True):
    """What one student says of one subject; grades and the teacher's part: never wider than `conference`."""

    subject: str
    can_do: tuple[str, ...] = ()
    """Ids of the ticked statements."""
    self_grade: str | None = None
    """A level of the scale, N or X."""
    because: str = ""
    next_step: str = ""
    teacher_grade: str | None = None
    teacher_note: str = ""
    how: Mapping[str, str] = field(default_factory=dict)
    """For a ticked statement, the level that says how ("with a little help"), where the student said so."""
    evidence: tuple[str, ...] = ()
    """Slugs of the student's posts, paper among them."""


class SelfReport(Struct, frozen=True):
    """`students/<student>/report-cards/<slug>.yml`."""

    student: str
    slug: str
    """The rubric it answers."""
    origin: Origin
    subjects: tuple[SubjectReport, ...] = ()
    """In the rubric's order."""
    behaviour_student: str = ""
    """Never wider than `conference`, like the teacher's and the habits."""
    behaviour_teacher: str = ""
    habits: tuple[str, ...] = ()
    """Ids of the ticked habits."""
    filled_in: date | None = None
    audience: Audience = Audience.CONFERENCE
    grades_withheld: bool = False
    """Set when narrowing took the grades away, so that nobody takes them for not given."""
    state: FormState | None = None
    """How far it is; None: nobody says so, and nothing is checked."""

    @property
    def without_teacher(self) -> SelfReport:
        """The same without the teacher's part."""
        subjects = tuple(replace(said, teacher_grade=None, teacher_note="") for said in self.subjects)
        return replace(self, subjects=subjects, behaviour_teacher="")

    @property
    def without_marks(self) -> SelfReport:
        """The same without grades, behaviour and anything of the teacher's."""
        # How something was done ("with a little help") is a level of the scale: a mark by another name.
        subjects = tuple(
            replace(said, self_grade=None, teacher_grade=None, teacher_note="", how={})
            for said in self.subjects
        )
        return replace(
            self,
            subjects=subjects,
            behaviour_student="",
            behaviour_teacher="",
            habits=(),
            grades_withheld=True,
        )
