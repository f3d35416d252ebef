"""What ticks and grades say to each other: a few words, never a number, never a hindrance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.report_card import DEFAULT_SCALE, CanDo, Subject, SubjectReport
from slc_site.model.self_assessment import Agreement, agreement, told_by_ticks

LEVELS = list(DEFAULT_SCALE)


def subject(count: int, *levels: str | None) -> Subject:
    """Return a subject with so many statements `0`, `1`, …, the first of them with levels."""
    beside = (*levels, *[None] * (count - len(levels)))
    return Subject("reading", "Reading", tuple(CanDo(str(n), f"I can {n}", beside[n]) for n in range(count)))


@pytest.mark.parametrize(
    ("own", "teacher", "expected"),
    [
        ("3", "3", Agreement.SAME),
        ("2", "3", Agreement.HARDER),
        ("4", "3", Agreement.FURTHER),
        ("N", "3", Agreement.TWO_WAYS),
        ("3", "X", Agreement.TWO_WAYS),
        ("X", "X", Agreement.SAME),
        (None, "3", None),
        ("3", None, None),
    ],
)
def test_two_grades_are_compared_in_words(own: str | None, teacher: str | None, expected: Agreement) -> None:
    said = SubjectReport("reading", self_grade=own, teacher_grade=teacher)
    assert agreement(said, DEFAULT_SCALE) is expected


@pytest.mark.parametrize(
    ("levels", "ticked", "own", "told"),
    [
        (("4", "3", "3", "2"), "012", "3", None),
        (("4", "3", "3", "2"), "012", "4", "3"),
        (("4", "3", "2"), "012", "2", None),  # of a tie, the nearest: no note
        (("4", "3", "2"), "01", "1", "3"),
        (("3",), "012", "1", "3"),  # one with a level, two without
    ],
)
def test_the_level_of_most_ticked_statements_speaks(
    levels: tuple[str, ...], ticked: str, own: str, told: str | None
) -> None:
    said = SubjectReport("reading", can_do=tuple(ticked), self_grade=own)
    assert told_by_ticks(subject(4, *levels), said, DEFAULT_SCALE) == told


def test_how_the_child_did_it_counts_before_what_the_class_wrote() -> None:
    said = SubjectReport("reading", can_do=("0", "1"), self_grade="3", how={"0": "2", "1": "2"})
    assert told_by_ticks(subject(4, "3", "3"), said, DEFAULT_SCALE) == "2"


@pytest.mark.parametrize(
    ("ticked", "own", "told"),
    [
        (4, "4", None), (4, "3", None), (4, "2", "4"), (4, "1", "4"),
        (3, "4", None), (3, "3", None), (3, "2", "3"),
        (2, "4", "3"), (2, "3", None), (2, "2", None), (2, "1", "2"),
        (1, "3", "2"), (1, "2", None), (1, "1", None),
        (0, "3", "1"), (0, "2", None), (0, "1", None),
    ],
)  # fmt: skip
def test_without_levels_the_share_of_ticks_speaks_when_it_is_far_off(
    ticked: int, own: str, told: str | None
) -> None:
    said = SubjectReport("reading", can_do=tuple("0123"[:ticked]), self_grade=own)
    assert told_by_ticks(subject(4), said, DEFAULT_SCALE) == told


@pytest.mark.parametrize("own", [None, "N", "X"])
def test_what_is_no_level_is_not_held_against_ticks(own: str | None) -> None:
    said = SubjectReport("reading", can_do=("0", "1"), self_grade=own)
    assert told_by_ticks(subject(2, "4"), said, DEFAULT_SCALE) is None
    assert told_by_ticks(subject(0), SubjectReport("reading", self_grade="1"), DEFAULT_SCALE) is None


@given(st.data())
def test_whatever_is_ticked_the_note_names_another_level_of_the_scale_or_none(data: st.DataObject) -> None:
    scale = {str(n): f"level {n}" for n in range(data.draw(st.integers(1, 6)), 0, -1)}
    count = data.draw(st.integers(0, 7))
    level = st.one_of(st.none(), st.sampled_from(list(scale)))
    asked = subject(count, *(data.draw(level) for _ in range(count)))
    ids = [can.id for can in asked.can_do]
    ticked = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    own = data.draw(st.sampled_from([*scale, "N", "X"]))
    told = told_by_ticks(asked, SubjectReport("reading", tuple(ticked), own), scale)
    assert told is None or (told in scale and told != own)
