"""What a post may say."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator

from slc_site.model.post import PostKind, PostStatus, Showing
from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.shapes_goal import NamedGoals, PaperShape
from slc_site.read.values import (
    Line,
    Listed,
    RecentDay,
    Texts,
    Words,
    YesNo,
    by_value,
    choice,
)  # fmt: skip

ShowingWord = Annotated[Showing, PlainValidator(choice(by_value(Showing), "a reason to keep a piece"))]


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
    shows: Listed[ShowingWord] = ()
    did_well: Texts = ()
    make_better: Texts = ()
    steps: Texts = ()
    learned: Texts = ()
    connections: Texts = ()
    questions: Texts = ()
    reflection: Line = ""
    targets: Words = ()
    goals: NamedGoals = ()
    prompt: Line = ""
    people: Words = ()
    kind: Annotated[PostKind, PlainValidator(choice(by_value(PostKind), "a kind of post"))] | None = None
    paper: PaperShape | None = None
    pin: YesNo = False
    access: AudienceWord | None = None
