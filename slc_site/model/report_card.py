"""The self-report card: what the class asks (the rubric) and what a student says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from slc_site.model.audience import Audience
from slc_site.model.origin import Origin

NOT_ENOUGH_WORK = "N"
NOT_TAUGHT = "X"
DEFAULT_SCALE: Mapping[str, str] = {
    "4": "Advanced", "3": "Proficient", "2": "Partly proficient", "1": "Not yet"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CanDo:
    """A statement a student can tick."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject of the card."""

    id: str
    title: str
    can_do: tuple[CanDo, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    """For each level of the scale, its criteria."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """`report-cards/<slug>.yml` of the class."""

    slug: str
    title: str
    origin: Origin
    term: str | None = None
    scale: Mapping[str, str] = field(default_factory=lambda: DEFAULT_SCALE)
    """Level to word, best first. N and X are always allowed besides."""
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """What one student says of one subject; the teacher's part is never wider than `conference`."""

    subject: str
    can_do: tuple[str, ...] = ()
    """Ids of the ticked statements."""
    self_grade: str | None = None
    """A level of the scale, N or X."""
    because: str = ""
    next_step: str = ""
    teacher_grade: str | None = None
    teacher_note: str = ""


@dataclass(frozen=True, slots=True)
class SelfReport:
    """`students/<student>/report-cards/<slug>.yml`."""

    student: str
    slug: str
    """The rubric it answers."""
    origin: Origin
    subjects: tuple[SubjectReport, ...] = ()
    """In the rubric's order."""
    behaviour_student: str = ""
    """Never wider than `conference`, like the teacher's."""
    behaviour_teacher: str = ""
    audience: Audience = Audience.CONFERENCE
