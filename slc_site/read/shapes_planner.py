"""What `planner` of a conference.yml may say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from slc_site.model.planner import PlanStep
from slc_site.problems import did_you_mean
from slc_site.read.shapes import Shape
from slc_site.read.values import (
    Day,
    Line,
    Several,
    Text,
    Word,
    Words,
    YesNo,
    by_value,
    fail,
    one_of,
    shown,
    whole,
)  # fmt: skip

_KNOWN = by_value(PlanStep)
_FARTHEST = 200
"""In days: a school year is not longer."""
Days = Annotated[int, PlainValidator(whole(-_FARTHEST, _FARTHEST))]


class PlanStepShape(Shape):
    """Another day or other words for a step, or a step of the class's own."""

    step: Word = Field(examples=["letter"])
    title: Line = ""
    day: Days | None = None
    until: Days | None = None
    date: Day | None = None
    teacher: Text = ""
    student: Text = ""
    result: Text = ""
    skip: YesNo = False

    @model_validator(mode="after")
    def _makes_sense(self) -> PlanStepShape:
        if self.step not in _KNOWN:
            self._is_our_own()
        if self.date is not None and self.day is not None:
            fail("day", "This step has two days.", "Keep `day` or `date`.", "date")
        if self.until is not None and self.day is not None and self.until < self.day:
            fail("day", "This step ends before it begins.", "Let `until` be later than `day`.", "until")
        return self

    def _is_our_own(self) -> None:
        if not self.title:
            near = did_you_mean(self.step, _KNOWN)
            hint = f"{near or ''} Possible are {one_of(_KNOWN)}; one of your own needs a `title`."
            fail("step", f"I know no step {shown(self.step)}.", hint.strip(), "step")
        if self.day is None and self.date is None:
            hint = "Write `day: -3` for three days before the conference, or `date: 2026-11-16`."
            fail("step", f"I do not know when {shown(self.step)} is to be.", hint, "step")


class PlannerShape(Shape):
    """The class's own plan."""

    date: Day | None = None
    steps: Several[PlanStepShape] = ()
    done: Words = ()
