"""What a prompt and an example of an answer may say."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator

from slc_site.model.prompt import ExampleBy
from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.values import Line, Lines, Texts, Words, YesNo, by_value, choice


class PromptShape(Shape):
    """`prompts/<slug>.md`."""

    SENSITIVE = frozenset({"access"})
    INSTEAD: ClassVar = {
        **ACCESS_ELSEWHERE,
        **dict.fromkeys(("questions", "question", "ask"), "asks"),
        **dict.fromkeys(("strand", "strands"), "tags"),
    }

    title: Line = Field(examples=["Something that changed"])
    tags: Words = ()
    asks: Lines = ()
    targets: Words = ()
    access: AudienceWord | None = None


class ExampleShape(Shape):
    """`prompts/<slug>/examples/<name>.md`."""

    SENSITIVE = frozenset({"by", "consent"})
    INSTEAD: ClassVar = {
        **dict.fromkeys(("author", "who", "made-by"), "by"),
        **dict.fromkeys(("agreed", "permission", "publish"), "consent"),
        **dict.fromkeys(("good", "because", "why"), "good_because"),
    }

    title: Line = Field(examples=["My shadow"])
    by: Annotated[ExampleBy, PlainValidator(choice(by_value(ExampleBy), "who made an example"))] = (
        ExampleBy.FORMER_STUDENT
    )
    name: Line = ""
    consent: YesNo = False
    did_well: Texts = ()
    make_better: Texts = ()
    steps: Texts = ()
    good_because: Texts = ()
