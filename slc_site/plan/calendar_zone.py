"""Tells a calendar when a time zone changes its clocks (`VTIMEZONE`), so that any program understands it.

Each change stands alone: with its beginning in the time that was shown until then (RFC 5545, 3.6.5), and
without rules or lists, of which calendar programs read the first day in different ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in which a zone keeps the same time."""

    begins: datetime
    """As clocks showed it that had not been changed yet."""
    before: timedelta
    """East of UTC, until then."""
    offset: timedelta
    """East of UTC, from then on."""
    name: str
    """Such as `CST`."""
    is_summer: bool


def periods(zone: ZoneInfo, first: date, last: date) -> Iterator[Period]:
    """Yield all periods from one day up to another; the first of them begins with that day."""
    at = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(last, time(), zone).astimezone(UTC)
    yield _period(zone, at, at)
    while at < end:
        later = min(at + _DAY, end)
        if _kept(zone, at) != _kept(zone, later):
            yield _period(zone, *_change(zone, at, later))
        at = later


def vtimezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return what a calendar says of a zone."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    told = Timezone()
    told.add("tzid", zone.key)
    for period in periods(zone, first, last):
        part = TimezoneDaylight() if period.is_summer else TimezoneStandard()
        part.add("dtstart", period.begins)
        part.add("tzoffsetfrom", period.before)
        part.add("tzoffsetto", period.offset)
        part.add("tzname", period.name)
        told.add_component(part)
    return told


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """Return the last second of the old time and the first of the new, of which one lies on each side."""
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _kept(zone, middle) == _kept(zone, before):
            before = middle
        else:
            after = middle
    return before, after


def _kept(zone: ZoneInfo, at: datetime) -> tuple[timedelta, str, bool]:
    here = at.astimezone(zone)
    return here.utcoffset() or _NONE, here.tzname() or zone.key, (here.dst() or _NONE) > _NONE


def _period(zone: ZoneInfo, before: datetime, after: datetime) -> Period:
    was, (offset, name, is_summer) = _kept(zone, before)[0], _kept(zone, after)
    return Period(after.replace(tzinfo=None) + was, was, offset, name, is_summer)
