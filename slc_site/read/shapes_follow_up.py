"""What a student may tell some weeks after a conference."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from slc_site.model.student_conference import Helper
from slc_site.read.shapes import Shape
from slc_site.read.shapes_goal import Fraction
from slc_site.read.values import Listed, RecentDay, Text, Words, by_value, choice


class GoalSinceShape(Shape):
    """How one goal went, or only what I did."""

    SHORTHAND = "did"

    did: Text = ""
    fraction: Fraction | None = None
    evidence: Words = ()
    hard: Text = ""
    help: Text = ""
    help_from: Listed[
        Annotated[Helper, PlainValidator(choice(by_value(Helper), "somebody who can help"))]
    ] = ()
    next_step: Text = Field("", alias="next")


class FollowUpShape(Shape):
    """How it went since."""

    date: RecentDay = Field(examples=["2026-12-03"])
    goals: dict[str, GoalSinceShape] = Field(default_factory=dict)
    family_input: Text = ""
    used: Text = ""
    ask: Text = ""
    note_back: Text = ""
