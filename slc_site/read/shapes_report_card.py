"""What self-report cards may say: the class's part and the student's."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from slc_site.model.report_card import NAMED_SCALES
from slc_site.read.fields import normal
from slc_site.read.shapes import Shape
from slc_site.read.shapes_form import STATE_SPELLINGS, StateWord
from slc_site.read.values import Line, Lines, RecentDay, Several, Text, Words, fail, one_of, shown

NO_TITLE = "`title` is missing, so this file is left out."
ADD_TITLE = "Add `title: Fall self-report card`."


class CanDoShape(Shape):
    """A statement, or only its text."""

    SHORTHAND = "text"

    id: Line = ""
    text: Line = Field(examples=["I can retell a story in order"])
    level: Line = ""
    standard: Line = ""


class SubjectShape(Shape):
    """One subject of the card."""

    id: Line = Field(examples=["reading"])
    title: Line = ""
    can_do: Several[CanDoShape] = ()
    levels: dict[str, Line] = Field(default_factory=dict)


def _read_named_scale(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = NAMED_SCALES.get(normal(value))
    if found is None:
        hint = f"Write {one_of(NAMED_SCALES)}, or levels with their words: `{{4: Advanced, 3: …}}`."
        fail("scale", f"I know no scale {shown(value)}.", hint)
    return dict(found)


class SharedRubricShape(Shape):
    """A file that report cards of the class include: it says as much or as little as it likes."""

    title: Line = ""
    term: Line = ""
    scale: Annotated[dict[str, Line], BeforeValidator(_read_named_scale)] = Field(default_factory=dict)
    subjects: Several[SubjectShape] = ()
    habits: Several[CanDoShape] = ()


class RubricShape(SharedRubricShape):
    """`report-cards/<term>.yml` of the class."""

    include: Lines = ()

    @model_validator(mode="after")
    def _has_a_title(self) -> RubricShape:
        if not self.title and not self.include:
            fail("no-title", NO_TITLE, ADD_TITLE, "title")
        return self


class SubjectReportShape(Shape):
    """What a student and the teacher say of one subject."""

    can_do: Words = ()
    how: dict[str, Line] = Field(default_factory=dict)
    self_grade: Line = Field("", alias="self")
    because: Text = ""
    next_step: Text = Field("", alias="next")
    evidence: Words = ()
    teacher: Line = ""
    teacher_note: Text = ""


class BehaviourShape(Shape):
    """How the student behaves: ticked habits, and two voices."""

    student: Text = ""
    teacher: Text = ""
    habits: Words = ()


class SelfReportShape(Shape, extra="allow"):
    """`report-cards/<term>.yml` of a student: every other key is a subject."""

    SENSITIVE = frozenset({"state"})
    SPELLINGS: ClassVar = {"behavior": "behaviour", **STATE_SPELLINGS}

    state: StateWord | None = None
    date: RecentDay | None = None
    behaviour: BehaviourShape = BehaviourShape()
    __pydantic_extra__: dict[str, SubjectReportShape]

    @property
    def subjects(self) -> dict[str, SubjectReportShape]:
        """What is said, by the subject as it was typed."""
        return self.__pydantic_extra__
