"""Days without school: the weekend, and what a class.yml says of holidays."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, PlainValidator, model_validator

from slc_site.problems import did_you_mean
from slc_site.read.shapes import Shape
from slc_site.read.values import Day, Line, Listed, fail, one_of, read_line, shown

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
"""`Fri` is enough."""


def _read_weekday(value: object) -> int:
    word = read_line(value).casefold().rstrip(".s")
    for number, name in enumerate(_DAYS):
        if len(word) >= _SHORTEST and name.startswith(word):
            return number
    near = did_you_mean(word, _DAYS)
    hint = near or f"Write {one_of(_DAYS)}."
    return fail("weekday", f"I know no day of the week {shown(value)}.", hint)


Weekdays = Listed[Annotated[int, PlainValidator(_read_weekday)]]
"""Days of the week; Monday is 0."""


class HolidayShape(Shape):
    """Days without school, or only one day."""

    SHORTHAND = "from"

    start: Day = Field(alias="from", examples=["2026-11-26"])
    end: Day | None = Field(None, alias="to")
    title: Line = ""

    @property
    def last(self) -> date:
        """The last day without school."""
        return self.end or self.start

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, value: Any) -> Any:
        """`{date: 2026-11-11}` is a day, too."""
        if isinstance(value, dict) and "date" in value and "from" not in value:
            return {"from" if key == "date" else key: inner for key, inner in value.items()}
        return value

    @model_validator(mode="after")
    def _goes_forward(self) -> HolidayShape:
        if self.last < self.start:
            fail("holiday", "These days end before they begin.", "Let `to` be later than `from`.")
        return self
