"""The clock of a class on the days on which it is changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from slc_site.plan.local_time import LocalTime, Oddity, odd_times
from tests.conftest import AClass

NEW_YORK = LocalTime.of("America/New_York")


@pytest.mark.parametrize(
    ("written", "oddity", "utc"),
    [
        ("2026-03-08 01:59", None, "06:59"),
        ("2026-03-08 02:00", Oddity.NEVER, "07:00"),
        ("2026-03-08 02:59", Oddity.NEVER, "07:59"),
        ("2026-03-08 03:00", None, "07:00"),
        ("2026-11-01 00:59", None, "04:59"),
        ("2026-11-01 01:00", Oddity.TWICE, "05:00"),
        ("2026-11-01 01:59", Oddity.TWICE, "05:59"),
        ("2026-11-01 02:00", None, "07:00"),
    ],
)
def test_a_time_that_never_comes_or_comes_twice_is_known(
    written: str, oddity: Oddity | None, utc: str
) -> None:
    time = datetime.fromisoformat(written)
    assert NEW_YORK.oddity(time) is oddity
    assert NEW_YORK.instant(time).astimezone(UTC).strftime("%H:%M") == utc


@pytest.mark.parametrize("zone", ["UTC", "America/Regina", "No/Such_Zone"])
def test_where_no_clock_is_changed_nothing_is_odd(zone: str) -> None:
    clock = LocalTime.of(zone)
    hours = [datetime(2026, month, 8, hour) for month in range(1, 13) for hour in range(24)]
    assert [hour for hour in hours if clock.oddity(hour)] == []


def said(a_class: AClass, schedule: str, timezone: str = "America/New_York") -> list[str]:
    folder = a_class(
        {
            "class.yml": f"title: Room 12\ntimezone: {timezone}\n",
            "conferences/night/conference.yml": f"title: Night\nschedule: {schedule}\n",
        }
    )
    library = folder.load()
    assert library is not None
    assert folder.problems == []
    clock = LocalTime.of(library.classroom.timezone)
    return [str(problem) for problem in odd_times(library.conference["night"], clock)]


def test_a_window_in_the_hour_that_is_left_out_is_told(a_class: AClass) -> None:
    (one,) = said(a_class, "{windows: [{from: 2026-03-08 02:30, to: 2026-03-08 06:00}]}")
    assert one == (
        "content/conferences/night/conference.yml: schedule.windows.0: There is no 02:30 on 2026-03-08: the "
        "clock is put forward then. Calendars show 03:30. Write a time outside that hour."
    )


def test_a_slot_in_the_hour_that_comes_twice_is_told(a_class: AClass) -> None:
    (one,) = said(a_class, "{slots: [{student: ada, start: 2026-11-01 01:30}]}")
    assert "(ada): 01:30 comes twice on 2026-11-01: the clock is put back then." in one


def test_a_window_over_the_change_is_told(a_class: AClass) -> None:
    (one,) = said(a_class, "{windows: [{from: 2026-11-01 00:30, to: 2026-11-01 06:00}]}")
    assert "an hour longer or shorter than it looks" in one


def test_an_ordinary_evening_is_nothing_to_speak_of(a_class: AClass) -> None:
    schedule = "{windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]}"
    assert said(a_class, schedule) == []
    odd = "{windows: [{from: 2026-03-08 02:30, to: 2026-03-08 06:00}]}"
    assert said(a_class, odd, "America/Regina") == []
