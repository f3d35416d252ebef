"""What was handed out: the same entry stays the same, and what has changed is known by its sequence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.plan.calendar_entries import FAMILY, TEACHER, Entry
from slc_site.plan.calendar_history import Change, History, HistoryError, Issued

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
EVENING = datetime(2026, 11, 19, 16, 30)


def ada(start: datetime = EVENING, **more: object) -> Entry:
    given = {"minutes": 30, "title": "Ada", "student": "ada", **more}
    return Entry(FAMILY, "ada", start, **given)


def then(history: History, *entries: Entry, now: datetime = LATER) -> tuple[History, list[Issued]]:
    """Return the next history, by way of its file, and what is handed out."""
    after, issued = history.following("fall", entries, now)
    return History.decoded(after.encoded()), list(issued)


@pytest.fixture
def handed_out() -> History:
    history, (one,) = then(History.new(), ada(), now=NOW)
    assert (one.change, one.sequence, one.stamp) == (Change.NEW, 0, NOW)
    return history


def test_what_has_not_changed_stays_as_it_was(handed_out: History) -> None:
    after, (one,) = then(handed_out, ada())
    assert (one.change, one.sequence, one.stamp) == (Change.SAME, 0, NOW)
    assert after == handed_out
    assert after.encoded() == handed_out.encoded()


@pytest.mark.parametrize(
    "moved",
    [ada(EVENING + timedelta(minutes=10)), ada(minutes=45), ada(place="Library"), ada(is_tentative=True)],
)
def test_what_moved_has_the_next_sequence_each_time(handed_out: History, moved: Entry) -> None:
    after, (one,) = then(handed_out, moved)
    assert (one.change, one.sequence, one.stamp, one.before) == (Change.MOVED, 1, LATER, EVENING)
    _, (back,) = then(after, ada())
    assert (back.change, back.sequence, back.uid) == (Change.MOVED, 2, one.uid)


def test_other_words_have_another_stamp_alone(handed_out: History) -> None:
    _, (one,) = then(handed_out, ada(text="Bring a friend."))
    assert (one.change, one.sequence, one.stamp) == (Change.CHANGED, 0, LATER)


def test_what_is_gone_is_cancelled_and_stays_so(handed_out: History) -> None:
    after, (one,) = then(handed_out)
    assert (one.change, one.sequence, one.stamp, one.is_cancelled) == (Change.CANCELLED, 1, LATER, True)
    assert (one.entry.start, one.entry.minutes, one.entry.title) == (EVENING, 30, "Ada")
    again, (same,) = then(after, now=LATER + timedelta(days=1))
    assert (same.sequence, same.stamp, again.encoded()) == (1, LATER, after.encoded())
    _, (anew,) = then(after, ada())
    assert (anew.change, anew.sequence, anew.uid) == (Change.NEW, 2, one.uid)


def test_a_day_is_cancelled_too() -> None:
    step = Entry(TEACHER, "step/letter", date(2026, 10, 22), None, "The letter goes home")
    history, _ = then(History.new(), step)
    _, (one,) = then(history)
    assert (one.is_cancelled, one.entry.start, one.entry.minutes) == (True, date(2026, 10, 22), None)


def test_another_conference_is_left_alone(handed_out: History) -> None:
    after, issued = handed_out.following("spring", [ada()], LATER)
    assert [one.change for one in issued] == [Change.NEW]
    assert len(after.entries) == 2
    _, (one,) = then(after, ada())
    assert one.change is Change.SAME


def test_a_lost_history_begins_where_the_moves_of_the_slot_are() -> None:
    _, (one,) = then(History.new(), ada(moves=3))
    assert one.sequence == 3


def test_a_name_cannot_be_guessed_from_an_entry() -> None:
    one, other = History.new(), History.new()
    assert one.uid(FAMILY, "fall", "ada") == one.uid(FAMILY, "fall", "ada")
    names = {
        one.uid(FAMILY, "fall", "ada"),
        one.uid(FAMILY, "fall", "ben"),
        one.uid(FAMILY, "spring", "ada"),
        one.uid(TEACHER, "fall", "ada"),
        other.uid(FAMILY, "fall", "ada"),
    }
    assert len(names) == 5
    assert "ada" not in repr(one)
    assert str(one.key) not in repr(one)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 1, "key": "AAAA", "entries": {}}', b"\xff", b"null"],
)
def test_a_damaged_history_is_said(damaged: bytes) -> None:
    with pytest.raises(HistoryError, match="damaged"):
        History.decoded(damaged)


def test_a_history_of_another_version_is_said() -> None:
    data = History.new().encoded().replace(b'"format": 1', b'"format": 2')
    with pytest.raises(HistoryError, match="another version"):
        History.decoded(data)


def test_a_history_that_was_cut_off_is_never_believed(handed_out: History) -> None:
    data = handed_out.encoded()
    for end in range(len(data)):
        with pytest.raises(HistoryError):
            History.decoded(data[:end])


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=12))
def test_a_sequence_only_rises_and_never_stands_for_two_times(evenings: list[int | None]) -> None:
    history = History.new()
    seen: dict[int, tuple[object, bool]] = {}
    last = -1
    for place, hours in enumerate(evenings):
        entries = [] if hours is None else [ada(EVENING + timedelta(hours=hours))]
        history, issued = then(history, *entries, now=NOW + timedelta(hours=place))
        for one in issued:
            assert one.sequence >= last
            last = one.sequence
            stands = (one.entry.start, one.is_cancelled)
            assert seen.setdefault(one.sequence, stands) == stands
