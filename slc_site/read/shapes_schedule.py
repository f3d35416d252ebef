"""What the schedule of a conference may say."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from slc_site.model.schedule import Attend, Preset, SlotStatus
from slc_site.read.shapes import Shape
from slc_site.read.shapes_party import read_clock
from slc_site.read.values import (
    Count,
    Line,
    Lines,
    Listed,
    Minutes,
    Moment,
    Several,
    YesNo,
    by_value,
    choice,
    fail,
    read_moment,
    read_number,
    shown,
    whole,
)

_BACKWARDS = "This ends before it begins."
_LATER = "Let `to` be later than `from`."
TEACHER_ONLY = "teacher-only"
"""What stands in `attend` of a window in which no family comes."""


def _moment_or_clock(value: object) -> datetime | time:
    """Return a day with a time, or a time of every day."""
    if isinstance(value, str) and len(value.strip()) <= len("16:30"):
        return read_clock(value)
    return read_moment(value)


def _read_capacity(value: object) -> int:
    if isinstance(value, str) and value.strip() == "0":
        fail(
            "capacity", "With a capacity of 0 nobody can come.", "Write how many families fit into the room."
        )
    return whole(1, 100)(value)


def _read_factor(value: object) -> Decimal:
    """Return a factor from 1 to 3, written like 1.5 or ×1.5."""
    text = value.strip().lstrip("×x*").strip() if isinstance(value, str) else value
    try:
        factor = read_number(text)
    except PydanticCustomError:
        factor = Decimal(0)
    if not 1 <= factor <= 3:
        fail("factor", f"I cannot use {shown(value)} here.", "Write a number from 1 to 3, like 1.5.")
    return factor


_WAYS = by_value(Attend)
_Way = Annotated[Attend, PlainValidator(choice(_WAYS, "a way to be there"))]
_UpTo2Hours = Annotated[int, PlainValidator(whole(0, 120))]


def _read_window_way(value: object) -> Attend | None:
    """Return a way to be there; None stands for children whose family does not come."""
    if isinstance(value, str) and "-".join(value.casefold().split()) == TEACHER_ONLY:
        return None
    return choice(_WAYS, f"a way to be there (or `{TEACHER_ONLY}`)")(value)


class WindowShape(Shape):
    """A stretch of time in which families come."""

    start: Moment = Field(alias="from", examples=["2026-11-19 16:30"])
    end: Moment = Field(alias="to", examples=["2026-11-19 19:00"])
    place: Line = ""
    attend: Listed[Annotated[Attend | None, PlainValidator(_read_window_way)]] = ()

    @model_validator(mode="after")
    def _goes_forward(self) -> WindowShape:
        if self.end <= self.start:
            fail("window", _BACKWARDS, _LATER)
        return self


class BreakShape(Shape):
    """A stretch in which nobody comes: on one day, or at this time of every day."""

    start: Annotated[datetime | time, PlainValidator(_moment_or_clock)] = Field(
        alias="from", examples=["12:00"]
    )
    end: Annotated[datetime | time, PlainValidator(_moment_or_clock)] = Field(alias="to", examples=["12:30"])

    @model_validator(mode="after")
    def _goes_forward(self) -> BreakShape:
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            fail("break", "One of the two has a day, the other has not.", "Write a day at both, or at none.")
        if str(self.end) <= str(self.start):  # both of one kind: as texts they are in the same order
            fail("break", _BACKWARDS, _LATER)
        return self


class TeacherMinutesShape(Shape):
    """Which minutes of a stay are the teacher's."""

    start: Annotated[int, PlainValidator(whole(0, 600))] = Field(alias="from", examples=["15"])
    end: Annotated[int, PlainValidator(whole(1, 600))] = Field(alias="to", examples=["30"])

    @model_validator(mode="after")
    def _goes_forward(self) -> TeacherMinutesShape:
        if self.end <= self.start:
            fail("minutes", _BACKWARDS, _LATER)
        return self


class SlotShape(Shape):
    """A booked time."""

    INSTEAD: ClassVar = {"time": "start", "how": "attend", "length": "minutes"}

    student: Line = Field(examples=["ada"])
    start: Moment = Field(examples=["2026-11-19 16:30"])
    minutes: Minutes | None = None
    status: Annotated[SlotStatus, PlainValidator(choice(by_value(SlotStatus), "how far a slot is"))] = (
        SlotStatus.BOOKED
    )
    attend: _Way = Attend.IN_PERSON
    was: Several[Moment] = ()
    interpreter: YesNo = False
    host: Line = ""


class ScheduleShape(Shape):
    """Who comes when."""

    INSTEAD: ClassVar = {"tablets": "devices", "lunch": "breaks", "pause": "buffer"}

    preset: Annotated[Preset, PlainValidator(choice(by_value(Preset), "a pace"))] | None = None
    every: Minutes | None = None
    stay: Minutes | None = None
    capacity: Annotated[int, PlainValidator(_read_capacity)] | None = None
    arrivals: Count = 1
    devices: Count | None = None
    teacher_minutes: TeacherMinutesShape | None = None
    buffer: _UpTo2Hours = 0
    breaks: Several[BreakShape] = ()
    private_minutes: _UpTo2Hours = 0
    interpreter_factor: Annotated[Decimal, PlainValidator(_read_factor)] = Decimal("1.5")
    interpreters: Count = 1
    walk: _UpTo2Hours = 5
    also: Lines = ()
    windows: Several[WindowShape] = ()
    slots: Several[SlotShape] = ()
