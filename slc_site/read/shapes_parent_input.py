"""What the form from before a conference may say, as it is kept in the child's file (practice F5)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from slc_site.model.schedule import Attend
from slc_site.read.shapes import Shape
from slc_site.read.values import Line, Lines, Several, Text, YesNo, by_value, choice


class TopicShape(Shape):
    """Something a family wants to talk about, or only its text."""

    SHORTHAND = "text"

    about: Line = ""
    text: Text = Field(examples=["How can we help at home?"])


class ParentInputShape(Shape):
    """From the form sent home."""

    topics: Several[TopicShape] = ()
    private: Text = ""
    private_time: YesNo | None = None
    feels: Text = ""
    likes: Text = ""
    strengths: Lines = ()
    proud_moment: Text = ""
    hopes: Text = ""
    ask_child: Text = ""
    ask_teacher: Text = ""
    concern_learning: Text = ""
    concern_friends: Text = ""
    helps_at_home: Text = ""
    interests: Text = ""
    goal: Text = ""
    changed_at_home: Text = ""
    languages: Text = ""
    interpreter: YesNo | None = None
    who_comes: Lines = ()
    attend: Annotated[Attend, PlainValidator(choice(by_value(Attend), "a way to take part"))] | None = None
    siblings: Lines = ()
    times: Lines = ()
    access_needs: Text = ""
    contact: Text = ""
