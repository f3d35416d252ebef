"""Writes calendars as files: iCalendar (RFC 5545), as calendar programs, phones and mail programs open it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from slc_site.plan.calendar_entries import TEACHER, Entry
from slc_site.plan.calendar_history import Issued
from slc_site.plan.calendar_zone import vtimezone
from slc_site.plan.local_time import LocalTime, Oddity

if TYPE_CHECKING:
    from icalendar import Component, Event, vCalAddress

PRODUCT = "-//slc_site//student-led conferences//EN"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no text of a calendar may hold."""
_EMAIL = re.compile(r"[^@\s,;:<>\"]+@[^@\s,;:<>\"]+\.[^@\s,;:<>\"]+")


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who calls to the conference. What is published and taken back has to name somebody (RFC 5546, 3.2)."""

    uid: str
    """Stands for the class where it has no e-mail address."""
    name: str = ""
    contact: str = ""
    """As class.yml says it; an e-mail address is used, anything else is not."""


def calendar_file(issued: Iterable[Issued], clock: LocalTime, organizer: Organizer) -> bytes:
    """Return entries as one calendar; where all is cancelled, it takes them out of the reader's calendar."""
    from icalendar import Calendar

    entries = sorted(issued, key=lambda one: (one.entry.start.isoformat(), one.entry.what))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if all(one.is_cancelled for one in entries) else "PUBLISH")
    if clock.zone is not None and any(one.entry.minutes is not None for one in entries):
        calendar.add_component(vtimezone(clock.zone, *_years(entries)))
    for one in entries:
        calendar.add_component(_event(one, clock, organizer))
    made: bytes = calendar.to_ical()
    return made


def _event(issued: Issued, clock: LocalTime, organizer: Organizer) -> Event:
    from icalendar import Event

    from slc_site.plan.calendar_text import Text

    entry = issued.entry
    event = Event()
    event.add("uid", issued.uid)
    event.add("dtstamp", issued.stamp.astimezone(UTC))
    event.add("sequence", issued.sequence)
    start, end = _from_to(entry, clock)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", Text(_text(entry.title)))
    if entry.text:
        event.add("description", Text(_text(entry.text)))
    if entry.place:
        event.add("location", Text(_text(entry.place)))
    if entry.url:
        event.add("url", _text(entry.url))
    event.add("organizer", _organizer(organizer))
    event.add("status", _status(issued))
    event.add("class", "PRIVATE" if entry.whose == TEACHER else "PUBLIC")
    # A day on which something is to be done is not a day on which the teacher is away.
    event.add("transp", "TRANSPARENT" if entry.minutes is None or issued.is_cancelled else "OPAQUE")
    if not issued.is_cancelled:
        for alarm in entry.alarms:
            event.add_component(_alarm(alarm.before, alarm.words))
    return event


def _alarm(before: timedelta, words: str) -> Component:
    from icalendar import Alarm

    from slc_site.plan.calendar_text import Text

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Text(_text(words)))
    alarm.add("trigger", before)
    return alarm


def _organizer(organizer: Organizer) -> vCalAddress:
    from icalendar import vCalAddress

    is_email = _EMAIL.fullmatch(organizer.contact)
    address = vCalAddress(f"mailto:{organizer.contact}" if is_email else f"urn:uuid:{organizer.uid}")
    name = _text(organizer.name).replace('"', "'").replace("\n", " ")
    if name:
        address.params["CN"] = name
    return address


def _status(issued: Issued) -> str:
    if issued.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if issued.entry.is_tentative else "CONFIRMED"


def _from_to(entry: Entry, clock: LocalTime) -> tuple[datetime | date, datetime | date]:
    """Return beginning and end; near the change of a clock in UTC, where no hour comes twice."""
    if entry.minutes is None or not isinstance(entry.start, datetime):
        return entry.start, entry.start + timedelta(days=1)
    start = clock.instant(entry.start)
    end = clock.later(start, entry.minutes)
    if any(clock.oddity(at.replace(tzinfo=None, fold=0)) is Oddity.TWICE for at in (start, end)):
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _years(entries: Sequence[Issued]) -> tuple[date, date]:
    """Return the whole years that the entries are in: all that is told of the time zone."""
    years = [one.entry.start.year for one in entries] or [1970]
    return date(min(years), 1, 1), date(max(years) + 1, 12, 31)


def _text(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
