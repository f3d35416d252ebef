"""Data over time: what was measured, of whom, when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from slc_site.model.audience import Audience
from slc_site.model.classroom import MeasureSpec
from slc_site.model.origin import Origin

Day: TypeAlias = date
WIDEST_OF_MEASURES = Audience.FAMILY
"""A child's numbers are for the child's own people, whatever a class allows."""


class Reading(Struct, frozen=True):
    """One measurement of one student."""

    student: str
    date: date
    value: Decimal
    target: Decimal | None = None
    """What to reach next, as it was on that day."""
    due: Day | None = None
    """By when; None: by the end of the term that the day is in."""


class Measure(Struct, frozen=True):
    """One measure with its readings."""

    spec: MeasureSpec
    origin: Origin
    readings: tuple[Reading, ...] = ()
    """By student and date."""
    audience: Audience = Audience.CONFERENCE
