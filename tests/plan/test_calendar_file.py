"""Calendars as other programs read them: icalendar, and ical, which shares no code with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import ical.event
import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from slc_site.plan.calendar_entries import FAMILY, TEACHER, TWO_DAYS, TWO_HOURS, Alarm, Entry
from slc_site.plan.calendar_file import Organizer, calendar_file
from slc_site.plan.calendar_history import Change, Issued
from slc_site.plan.local_time import LocalTime

STAMP = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
UID = "00000000-0000-5000-8000-000000000001"
ORGANIZER = Organizer("00000000-0000-5000-8000-000000000000", "Ms. Okafor, Room 12", "room12@maple.example")
NEW_YORK = LocalTime.of("America/New_York")


def entry(start: datetime | date = datetime(2026, 11, 19, 16, 30), **more: object) -> Entry:
    given = {"minutes": 30, "title": "Ada", **more}
    return Entry(FAMILY, "ada", start, **given)


def issued(one: Entry, sequence: int = 0, change: Change = Change.NEW) -> Issued:
    return Issued(one, UID, sequence, STAMP, change)


def made(ones: Iterable[Issued], clock: LocalTime = NEW_YORK, organizer: Organizer = ORGANIZER) -> bytes:
    return calendar_file(ones, clock, organizer)


def first(data: bytes) -> tuple[icalendar.Event, ical.event.Event]:
    """Return the first event as each of the two libraries reads it."""
    (one, *_) = icalendar.Calendar.from_ical(data).events
    (other, *_) = IcsCalendarStream.calendar_from_ics(data.decode()).events
    return one, other


def instants(data: bytes) -> list[tuple[datetime, datetime]]:
    """Return the beginning and end of the first event, in UTC, as each of the two understands it."""
    one, other = first(data)
    return [
        (one.start.astimezone(UTC), one.end.astimezone(UTC)),
        (other.dtstart.astimezone(UTC), other.dtend.astimezone(UTC)),
    ]


# -- time ---------------------------------------------------------------------------------------------------

MARCH, NOVEMBER = (2026, 3, 8), (2026, 11, 1)
"""The days on which New York changes its clocks."""


@pytest.mark.parametrize(
    ("start", "minutes", "from_", "to"),
    [
        # an ordinary evening before and after a change
        (datetime(2026, 10, 30, 16, 30), 30, "2026-10-30 20:30", "2026-10-30 21:00"),
        (datetime(2026, 11, 2, 16, 30), 30, "2026-11-02 21:30", "2026-11-02 22:00"),
        # over the hour that is left out, and in it
        (datetime(*MARCH, 1, 45), 30, "2026-03-08 06:45", "2026-03-08 07:15"),
        (datetime(*MARCH, 2, 30), 30, "2026-03-08 07:30", "2026-03-08 08:00"),
        # into the hour that comes twice, in it, and over all of it
        (datetime(*NOVEMBER, 0, 45), 30, "2026-11-01 04:45", "2026-11-01 05:15"),
        (datetime(*NOVEMBER, 1, 45), 30, "2026-11-01 05:45", "2026-11-01 06:15"),
        (datetime(*NOVEMBER, 0, 30), 180, "2026-11-01 04:30", "2026-11-01 07:30"),
    ],
)
def test_both_readers_find_the_very_same_moment_around_a_clock_change(
    start: datetime, minutes: int, from_: str, to: str
) -> None:
    wanted = tuple(datetime.fromisoformat(f"{text}+00:00") for text in (from_, to))
    assert instants(made([issued(entry(start, minutes=minutes))])) == [wanted, wanted]


ZONES = [
    "America/New_York",
    "America/Regina",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
]


@pytest.mark.parametrize("zone", ZONES)
def test_zones_with_a_mind_of_their_own_come_out_right(zone: str) -> None:
    for month in (1, 3, 7, 10):
        start = datetime(2026, month, 20, 16, 30)
        wanted = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for from_, to in instants(made([issued(entry(start))], LocalTime.of(zone))):
            assert (from_, to) == (wanted, wanted + timedelta(minutes=30))


@pytest.mark.parametrize("name", ZONES)
def test_the_time_zone_is_told_in_the_file_itself(name: str) -> None:
    calendar = icalendar.Calendar.from_ical(made([issued(entry())], LocalTime.of(name)))
    (zone,) = calendar.timezones
    assert zone["TZID"] == name
    # As the standard has it, and as programs that skip rules and lists read it: each part begins once, at a
    # time that clocks showed before they were changed.
    onsets = []
    for part in zone.subcomponents:
        assert not {"RRULE", "RDATE"} & part.keys()
        onset = (part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
        onsets.append((onset, part["TZOFFSETTO"].td, str(part["TZNAME"])))
    assert onsets == sorted(onsets)
    hours = [datetime(2026, 1, 2, tzinfo=UTC) + timedelta(hours=hour) for hour in range(24 * 700)]
    for hour in hours:
        *_, (_, offset, short) = [one for one in onsets if one[0] <= hour]
        there = hour.astimezone(ZoneInfo(name))
        assert (there.utcoffset(), there.tzname()) == (offset, short), hour


def test_without_a_time_zone_it_is_the_clock_on_the_wall() -> None:
    one, other = first(made([issued(entry())], LocalTime.of("UTC")))
    assert (one.start, one.end) == (datetime(2026, 11, 19, 16, 30), datetime(2026, 11, 19, 17, 0))
    assert (other.dtstart, other.dtend) == (one.start, one.end)


def test_a_day_is_a_day_and_nobody_is_away_then() -> None:
    step = Entry(TEACHER, "step/letter", date(2026, 10, 22), None, "The letter goes home")
    one, other = first(made([issued(step)]))
    assert (one.start, one.end) == (date(2026, 10, 22), date(2026, 10, 23))
    assert (other.dtstart, other.dtend) == (one.start, one.end)
    assert (one["TRANSP"], one["CLASS"]) == ("TRANSPARENT", "PRIVATE")


# -- reminders, updates, cancellations ----------------------------------------------------------------------


def test_alarms_ring_two_days_and_two_hours_before() -> None:
    alarms = (Alarm(TWO_DAYS, "In two days: Ada"), Alarm(TWO_HOURS, "In two hours: Ada"))
    one, other = first(made([issued(entry(alarms=alarms))]))
    rings = [alarm.trigger.astimezone(UTC) for alarm in one.alarms.times]
    start = datetime(2026, 11, 19, 21, 30, tzinfo=UTC)
    assert sorted(rings) == [start - timedelta(days=2), start - timedelta(hours=2)]
    assert [(alarm.action, alarm.trigger) for alarm in other.alarm] == [
        ("DISPLAY", timedelta(days=-2)),
        ("DISPLAY", timedelta(hours=-2)),
    ]
    assert [alarm.description for alarm in other.alarm] == ["In two days: Ada", "In two hours: Ada"]


def test_a_moved_time_is_the_same_entry_with_a_higher_sequence() -> None:
    before = first(made([issued(entry())]))
    after = first(made([issued(entry(datetime(2026, 11, 20, 8, 0)), 1, Change.MOVED)]))
    assert [str(one["UID"]) for one in (before[0], after[0])] == [UID, UID]
    assert [one.uid for one in (before[1], after[1])] == [UID, UID]
    assert [one["SEQUENCE"] for one in (before[0], after[0])] == [0, 1]
    assert [one.sequence for one in (before[1], after[1])] == [0, 1]


def test_a_cancellation_takes_the_entry_out_and_rings_no_more() -> None:
    gone = entry(alarms=(Alarm(TWO_DAYS, "In two days"),))
    data = made([issued(gone, 2, Change.CANCELLED)])
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["METHOD"] == IcsCalendarStream.calendar_from_ics(data.decode()).method == "CANCEL"
    one, other = first(data)
    assert one["STATUS"] == other.status == "CANCELLED"
    assert (one["SEQUENCE"], other.sequence, list(one.alarms.times), other.alarm) == (2, 2, [], [])


def test_what_is_only_partly_cancelled_is_published() -> None:
    others = Entry(TEACHER, "ben", datetime(2026, 11, 19, 17, 0), 30, "Ben")
    data = made([issued(entry(), 1, Change.CANCELLED), Issued(others, "b", 0, STAMP, Change.NEW)])
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["METHOD"] == "PUBLISH"
    assert [event["STATUS"] for event in calendar.events] == ["CANCELLED", "CONFIRMED"]


def test_who_has_not_answered_has_a_tentative_time() -> None:
    one, other = first(made([issued(entry(is_tentative=True))]))
    assert one["STATUS"] == other.status == "TENTATIVE"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("room12@maple.example", "mailto:room12@maple.example"),
        ("555 0100", "urn:uuid:00000000-0000-5000-8000-000000000000"),
        ("", "urn:uuid:00000000-0000-5000-8000-000000000000"),
        ("a@b.example\nATTENDEE:x", "urn:uuid:00000000-0000-5000-8000-000000000000"),
    ],
)
def test_it_is_always_said_who_calls(contact: str, address: str) -> None:
    one, other = first(made([issued(entry())], organizer=Organizer(ORGANIZER.uid, 'The "A" class', contact)))
    assert str(one["ORGANIZER"]) == address
    assert one["ORGANIZER"].params["CN"] == "The 'A' class"
    assert other.organizer is not None
    assert str(other.organizer.uri) == address


# -- texts --------------------------------------------------------------------------------------------------

TEXTS = st.text(
    st.one_of(
        st.sampled_from(",;:\\\"'\n\r\t \u2028\x00\x07\x0b\x85"),
        st.sampled_from("مرحبا بكم في المدرسة"),
        st.sampled_from("🦉👩‍👧‍👦🇨🇦é中文"),
        st.characters(),
    ),
    min_size=1,
    max_size=200,
)


def shown(text: str) -> str:
    """Return a text without what no calendar can hold, as lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in lines if c in "\n\t" or not (ord(c) < 32 or ord(c) == 127 or 0xD800 <= ord(c) < 0xE000)
    )


@given(TEXTS, TEXTS, TEXTS)
@example(r"C:\New\new", r"Either\Nor", r"\N")
def test_any_text_comes_back_as_it_was_written(title: str, text: str, place: str) -> None:
    data = made([issued(entry(title=title, text=text, place=place))])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode("utf-8")  # no letter is cut in two
    one, other = first(data)
    for key, wanted, read in (
        ("SUMMARY", title, other.summary),
        ("DESCRIPTION", text, other.description),
        ("LOCATION", place, other.location),
    ):
        assert str(one.get(key, "")) == shown(wanted)
        assert (read or "") == shown(wanted)


def test_a_text_cannot_become_a_line_of_its_own() -> None:
    (event,) = icalendar.Calendar.from_ical(
        made([issued(entry(title="Ada\r\nATTENDEE:mailto:x@x.example\nEND:VEVENT"))])
    ).events
    assert "ATTENDEE" not in event


def test_the_same_entries_give_the_same_bytes_in_any_order() -> None:
    ones = [
        Issued(
            Entry(TEACHER, f"{n}", datetime(2026, 11, 19, 16 + n, 0), 30, f"{n}"),
            f"{n}",
            0,
            STAMP,
            Change.NEW,
        )
        for n in range(4)
    ]
    assert made(ones) == made(reversed(ones))
