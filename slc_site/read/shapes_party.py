"""What the party of a class may say."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator

from slc_site.read.shapes import Shape
from slc_site.read.shapes_classroom import ACCESS_ELSEWHERE, AudienceWord
from slc_site.read.values import Line, Minutes, Several, Text, Word, Words, YesNo, fail, shown

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def read_clock(value: object) -> time:
    """Return a time of day."""
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is not None and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    return fail("clock", f"I cannot read {shown(value)} as a time of day.", "Write it like 16:30.")


Clock = Annotated[time, PlainValidator(read_clock)]


class SpeakerShape(Shape):
    """A child who speaks, or only who."""

    SHORTHAND = "student"

    student: Word = Field(examples=["ada"])
    topic: Line = ""


class ProgrammeShape(Shape):
    """Something that happens, or only what."""

    SHORTHAND = "title"
    INSTEAD: ClassVar = {**dict.fromkeys(("from", "start", "at", "begins"), "time"), "what": "title"}

    title: Line = Field(examples=["Welcome"])
    time: Clock | None = None
    minutes: Minutes | None = None
    who: Words = ()


class SpotShape(Shape):
    """Where a child can be found."""

    INSTEAD: ClassVar = {"spot": "place", "where": "place"}

    student: Word = Field(examples=["ada"])
    place: Line = Field(examples=["table 3"])


class AdoptShape(Shape):
    """A grown-up for a child that has no guest."""

    INSTEAD: ClassVar = {"guest": "host", "child": "student"}

    host: Line = Field(examples=["Ben's mother"])
    student: Word = Field(examples=["ada"])


class PartyShape(Shape):
    """`party` in `conferences/<conference>/conference.yml`."""

    SENSITIVE = frozenset({"access"})
    INSTEAD: ClassVar = {
        **ACCESS_ELSEWHERE,
        "program": "programme",
        **dict.fromkeys(("guests", "invite"), "invited"),
        **dict.fromkeys(("adopted", "hosts"), "adopt"),
    }

    invited: Words = ()
    siblings: YesNo | None = None
    speakers: Several[SpeakerShape] = ()
    programme: Several[ProgrammeShape] = ()
    spots: Several[SpotShape] = ()
    adopt: Several[AdoptShape] = ()
    devices: Text = ""
    photos: Text = ""
    take_home: Text = ""
    thanks: Text = ""
    access: AudienceWord | None = None
