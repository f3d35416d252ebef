"""What a goal may say, and how a post names one."""

from __future__ import annotations

import re
from enum import Enum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from slc_site.model.goal import Decision, GoalKind, GoalStatus, Kept, Parts, Voice
from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.values import (
    Day,
    Line,
    Listed,
    Number,
    RecentDay,
    Several,
    Text,
    Texts,
    Word,
    by_value,
    choice,
    fail,
    read_line,
    shown,
)  # fmt: skip

_FRACTION = re.compile(r"([-+]?\d{1,6})\s*(?:/|⁄|∕|\s+of\s+)\s*([-+]?\d{1,6})")
_HOW_TO_WRITE_A_FRACTION = "Write it like 3/4: how many parts are coloured in, and of how many."
_STARTS_LIKE_A_NUMBER = re.compile(r"[-+]?[\d.,\s]+")


class PaperShape(Shape):
    """Where a piece of paper is, or only the place."""

    SHORTHAND = "where"

    where: Line = Field(examples=["binder, Math"])
    pages: Line = ""


# -- a goal as a post names it --------------------------------------------------------------------------


class NamedGoalShape(Shape):
    """A goal that a post is evidence for, or only its name."""

    SHORTHAND = "goal"

    goal: Word = Field(examples=["three-sentences"])
    shows: Text = ""


def _by_name(value: object) -> object:
    """Take `{three-sentences: It has three of them.}`, alone or in a list, for a goal and what is shown."""
    if isinstance(value, list):
        return [named for item in value for named in _named(item)]
    return _named(value) if isinstance(value, dict) else value


def _named(item: object) -> list[object]:
    if not isinstance(item, dict) or "goal" in item:
        return [item]
    return [{"goal": goal, "shows": shows} for goal, shows in item.items()]


NamedGoals = Annotated[Listed[NamedGoalShape], BeforeValidator(_by_name)]

# -- how far it has come --------------------------------------------------------------------------------


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


Fraction = Annotated[Parts, PlainValidator(_read_parts)]
VoiceWord = Annotated[Voice, PlainValidator(choice(by_value(Voice), "one of the three who work on a goal"))]


class _By(Enum):
    STUDENT = "student"
    PARENT = "parent"
    TEACHER = "teacher"
    TOGETHER = "together"


_read_who = choice(by_value(_By), "who set the goal")


def _read_by(value: object) -> Voice | None:
    """Return who set a goal; None for the three together."""
    by = _read_who(value)
    return None if by is _By.TOGETHER else Voice(by.value)


class GoalMeasureShape(Shape):
    """What makes a goal measurable, or only the target, or only words."""

    unit: Line = ""
    start: Number | None = None
    target: Number | None = Field(None, examples=["3"])
    how: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return {"target" if _STARTS_LIKE_A_NUMBER.fullmatch(value.strip()) else "how": value}

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.target is None:
            if not self.how or self.start is not None or self.unit:
                hint = "Write `{unit: sentences, start: 1, target: 3}`, or in words how we will see it."
                fail("measure", "`target` is missing, so this is left out.", hint)
        elif self.target == (self.start or 0):
            fail("measure", "The goal begins where it ends.", "Let `target` be another number than `start`.")
        return self


class ProgressShape(Shape):
    """The bar on one day."""

    SHORTHAND = "fraction"

    date: RecentDay = Field(examples=["2026-11-20"])
    value: Number | None = None
    fraction: Fraction | None = None
    note: Text = ""
    helped: Text = ""
    in_the_way: Text = ""
    proud_of: Text = ""

    @model_validator(mode="after")
    def _says_how_far(self) -> Self:
        if (self.value is None) == (self.fraction is None):
            hint = "Write `value: 2` or `fraction: 3/4`, one of the two."
            fail("progress", "I cannot tell how far the goal has come.", hint)
        return self


class ReviewShape(Shape):
    """A day on which the goal was looked at again."""

    INSTEAD: ClassVar = {"status": "next", "decision": "next"}

    date: RecentDay = Field(examples=["2026-12-18"])
    term: Line = ""
    decision: Annotated[Decision, PlainValidator(choice(by_value(Decision), "what is next"))] | None = Field(
        None, alias="next"
    )
    note: Text = ""
    proud_of: Text = ""
    used: Text = ""


# -- who does what --------------------------------------------------------------------------------------


class CommitmentsShape(Shape):
    """What each of the three will do."""

    student: Text = ""
    parent: Text = ""
    teacher: Text = ""


class AnswerShape(Shape):
    """Whether a promise was kept, or only the word for it."""

    SHORTHAND = "answer"

    answer: Annotated[Kept, PlainValidator(choice(by_value(Kept), "an answer"))] = Field(examples=["partly"])
    note: Text = ""


class KeptShape(Shape):
    """Whether they did it."""

    student: AnswerShape | None = None
    parent: AnswerShape | None = None
    teacher: AnswerShape | None = None


class GoalStepShape(Shape):
    """One step of the way, or only its words."""

    SHORTHAND = "text"

    text: Text = Field(examples=["I make a list of words"])
    date: Day | None = None


class StrategiesShape(Shape):
    """What helps, and where."""

    school: Texts = ()
    home: Texts = ()


class EvidenceShape(Shape):
    """A post or a piece of paper that shows something, or only the name of a post."""

    SHORTHAND = "post"

    post: Word = ""
    paper: PaperShape | None = None
    shows: Text = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.post) == (self.paper is not None):
            hint = "Write `{post: 2026-10-05-my-frog-poem, shows: …}` or `{paper: {where: …}, shows: …}`."
            fail("evidence", "I cannot tell which piece is meant here.", hint)
        return self


# -- the whole ------------------------------------------------------------------------------------------


class GoalShape(Shape):
    """A goal."""

    # What is personal is kept to the family: nobody may lose that without noticing.
    SENSITIVE = frozenset({"access", "area"})
    INSTEAD: ClassVar = {**ACCESS_ELSEWHERE, "personal": "area"}

    title: Line = Field(examples=["Write three sentences"])
    by: Annotated[Voice | None, PlainValidator(_read_by)] = Voice.STUDENT
    kind: Annotated[GoalKind, PlainValidator(choice(by_value(GoalKind), "a kind of goal"))] = (
        GoalKind.SHORT_TERM
    )
    strand: Line = ""
    area: Annotated[str, PlainValidator(read_line)] = ""
    skill: Line = ""
    helps_in: Line = ""
    set: Day | None = None
    due: Day | None = None
    measure: GoalMeasureShape | None = None
    steps: Several[GoalStepShape] = ()
    strategies: StrategiesShape = StrategiesShape()
    progress: Several[ProgressShape] = ()
    commitments: CommitmentsShape = CommitmentsShape()
    kept: KeptShape = KeptShape()
    helped: Texts = ()
    in_the_way: Texts = ()
    review: Several[ReviewShape] = ()
    follows: Line = ""
    evidence: Listed[EvidenceShape] = ()
    status: Annotated[GoalStatus, PlainValidator(choice(by_value(GoalStatus), "a status"))] = (
        GoalStatus.WORKING
    )
    access: AudienceWord | None = None
