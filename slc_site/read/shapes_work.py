"""What a post and a goal may say."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Self

from pydantic import Field, PlainValidator, model_validator

from slc_site.model.goal import GoalKind, GoalStatus, Kept, Parts, Voice
from slc_site.model.post import PostKind, PostStatus
from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.values import (
    Day,
    Line,
    Number,
    RecentDay,
    Several,
    Text,
    Texts,
    Words,
    YesNo,
    by_value,
    choice,
    fail,
    shown,
)  # fmt: skip

_FRACTION = re.compile(r"([-+]?\d{1,6})\s*(?:/|⁄|∕|\s+of\s+)\s*([-+]?\d{1,6})")
_HOW_TO_WRITE_A_FRACTION = "Write it like 3/4: how many parts are coloured in, and of how many."


class PaperShape(Shape):
    """Where a piece of paper is, or only the place."""

    SHORTHAND = "where"

    where: Line = Field(examples=["binder, Math"])
    pages: Line = ""


class PostShape(Shape):
    """A post."""

    SENSITIVE = frozenset({"access", "status", "people", "kind"})
    INSTEAD: ClassVar = {
        **ACCESS_ELSEWHERE,
        **dict.fromkeys(("draft", "published", "publish", "state"), "status"),
        **dict.fromkeys(("person", "who", "faces", "photo", "photos"), "people"),
    }

    title: Line = Field(examples=["My frog poem"])
    tags: Words = Field(examples=["[writing]"])
    date: RecentDay | None = None
    status: Annotated[PostStatus, PlainValidator(choice(by_value(PostStatus), "a status"))] = (
        PostStatus.PUBLISHED
    )
    did_well: Texts = ()
    make_better: Texts = ()
    targets: Words = ()
    goals: Words = ()
    people: Words = ()
    kind: Annotated[PostKind, PlainValidator(choice(by_value(PostKind), "a kind of post"))] | None = None
    paper: PaperShape | None = None
    pin: YesNo = False
    access: AudienceWord | None = None


def _read_parts(value: object) -> Parts:
    found = _FRACTION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return fail("fraction", f"I cannot read {shown(value)} as a fraction.", _HOW_TO_WRITE_A_FRACTION)
    coloured, of = int(found[1]), int(found[2])
    if not 1 <= of <= 100:
        hint = "Write it like 3/4, with 1 to 100 parts."
        return fail("fraction", f"A bar cannot have {of} parts.", hint)
    if not 0 <= coloured <= of:
        return fail("fraction", f"Of {of} parts, {coloured} cannot be coloured in.", _HOW_TO_WRITE_A_FRACTION)
    return Parts(coloured, of)


VoiceWord = Annotated[Voice, PlainValidator(choice(by_value(Voice), "one of the three who work on a goal"))]


class GoalMeasureShape(Shape):
    """What makes a goal measurable."""

    SHORTHAND = "target"

    unit: Line = ""
    start: Number | None = None
    target: Number = Field(examples=["3"])

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.target == (self.start or 0):
            fail("measure", "The goal begins where it ends.", "Let `target` be another number than `start`.")
        return self


class ProgressShape(Shape):
    """The bar on one day."""

    SHORTHAND = "fraction"

    date: RecentDay = Field(examples=["2026-11-20"])
    value: Number | None = None
    fraction: Annotated[Parts, PlainValidator(_read_parts)] | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _says_how_far(self) -> Self:
        if (self.value is None) == (self.fraction is None):
            hint = "Write `value: 2` or `fraction: 3/4`, one of the two."
            fail("progress", "I cannot tell how far the goal has come.", hint)
        return self


class CommitmentsShape(Shape):
    """What each of the three will do."""

    student: Text = ""
    parent: Text = ""
    teacher: Text = ""


_KeptWord = Annotated[Kept, PlainValidator(choice(by_value(Kept), "an answer"))]


class KeptShape(Shape):
    """Whether they did it."""

    student: _KeptWord | None = None
    parent: _KeptWord | None = None
    teacher: _KeptWord | None = None


class GoalShape(Shape):
    """A goal."""

    SENSITIVE = frozenset({"access"})
    INSTEAD = ACCESS_ELSEWHERE

    title: Line = Field(examples=["Write three sentences"])
    by: VoiceWord = Voice.STUDENT
    kind: Annotated[GoalKind, PlainValidator(choice(by_value(GoalKind), "a kind of goal"))] = (
        GoalKind.SHORT_TERM
    )
    strand: Line = ""
    set: Day | None = None
    due: Day | None = None
    measure: GoalMeasureShape | None = None
    progress: Several[ProgressShape] = ()
    commitments: CommitmentsShape = CommitmentsShape()
    kept: KeptShape = KeptShape()
    follows: Line = ""
    evidence: Words = ()
    status: Annotated[GoalStatus, PlainValidator(choice(by_value(GoalStatus), "a status"))] = (
        GoalStatus.WORKING
    )
    access: AudienceWord | None = None
