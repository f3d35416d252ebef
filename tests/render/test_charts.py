"""A child's line: what is drawn is what was measured, and what is said is what is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.classroom import Better, MeasureSpec, Term
from slc_site.model.measure import Reading
from slc_site.render.charts import Growth, draw
from slc_site.render.charts.labels import NARROW, WIDE, Spot
from slc_site.render.charts.scales import firsts, value_scale
from slc_site.render.translations import words_for
from slc_site.render.views import ChartLabel, ChartPoint, ChartView

ENGLISH, ARABIC = words_for("en"), words_for("ar")
WORDS = MeasureSpec("fluency", "Words I read in a minute", "fluency.csv", "words")
REMINDERS = MeasureSpec("reminders", "Reminders", "reminders.csv", better=Better.LOWER)
FALL = Term("fall", "Fall", date(2025, 9, 2), date(2025, 12, 19))
SPRING = Term("spring", "Spring", date(2026, 1, 5), date(2026, 6, 26))

numbers = st.decimals(-1_000, 100_000, places=2) | st.integers(0, 120).map(Decimal)


@st.composite
def reading_lists(draw_one: st.DrawFn) -> list[Reading]:
    """Draw readings of one child as they come out of reading: by date, each day once."""
    days = draw_one(st.sets(st.dates(date(2019, 1, 1), date(2027, 1, 1)), min_size=1, max_size=30))
    readings = []
    for day in sorted(days):
        ahead = draw_one(st.none() | st.integers(0, 500))
        due = None if ahead is None else day + timedelta(ahead)
        readings.append(Reading("ada", day, draw_one(numbers), draw_one(st.none() | numbers), due))
    return readings


def chart(readings: Sequence[Reading], spec: MeasureSpec = WORDS, language: str = "en") -> ChartView:
    return draw(Growth.of(spec, readings, [FALL, SPRING]), "one", spec.title, words_for(language))


def places(line: str) -> list[tuple[float, float]]:
    return [tuple(map(float, place.split(","))) for place in line.split()]  # type: ignore[misc]  # always two


def every_point(view: ChartView) -> list[tuple[float, float]]:
    marks = [view.start, *view.points, *([view.goal] if view.goal else [])]
    lines = [view.way, view.baseline, *view.targets]
    return [*((mark.x, mark.y) for mark in marks), *(place for line in lines for place in places(line))]


def simple(*values: float, target: float | None = None, start: date = date(2025, 9, 17)) -> list[Reading]:
    aim = None if target is None else Decimal(str(target))
    return [
        Reading("ada", start + timedelta(50 * number), Decimal(str(value)), aim)
        for number, value in enumerate(values)
    ]


# -- the picture -------------------------------------------------------------------------------------------


@given(reading_lists(), st.sampled_from(["en", "ar", "uk", "zh"]))
def test_every_place_is_inside_the_picture(readings: list[Reading], language: str) -> None:
    for x, y in every_point(chart(readings, language=language)):
        assert 0 <= x <= 100
        assert 0 <= y <= 100


@given(reading_lists())
def test_the_line_goes_on_with_time_and_up_with_the_value(readings: list[Reading]) -> None:
    way = places(chart(readings).way)
    assert len(way) == len(readings)
    assert all(before[0] <= after[0] for before, after in pairwise(way))
    for (one, at_one), (other, at_other) in combinations(zip(readings, way, strict=True), 2):
        if one.value > other.value:
            assert at_one[1] <= at_other[1]


@given(reading_lists())
def test_days_stand_as_far_apart_as_in_the_calendar(readings: list[Reading]) -> None:
    way = places(chart(readings).way)
    whole_time = (readings[-1].date - readings[0].date).days
    whole_way = way[-1][0] - way[0][0]
    for reading, (x, _) in zip(readings, way, strict=True):
        if whole_time:
            expected = whole_way * (reading.date - readings[0].date).days / whole_time
            assert x - way[0][0] == pytest.approx(expected, abs=0.02)


@given(reading_lists())
def test_in_arabic_the_picture_is_the_same_from_the_other_side(readings: list[Reading]) -> None:
    from_the_left, from_the_right = chart(readings), chart(readings, language="ar")
    for (x, y), (mirrored, level) in zip(places(from_the_left.way), places(from_the_right.way), strict=True):
        assert level == y
        assert mirrored == pytest.approx(100 - x, abs=5)  # other letters beside it take other room
    assert places(from_the_right.way)[0][0] >= places(from_the_right.way)[-1][0]


@given(
    reading_lists(),
    st.sampled_from([(NARROW, False), (WIDE, True)]),
    st.sampled_from(["en", "es", "fr", "uk", "zh"]),
)
def test_no_words_cover_others(readings: list[Reading], screen: tuple[float, bool], language: str) -> None:
    picture, is_wide = screen
    view = chart(readings, language=language)
    shown = [
        label
        for label in (*(line.label for line in view.grid), *view.labels)
        if is_wide or not label.wide_only
    ]
    boxes = [(label, spot_of(label).box(label.text, picture)) for label in shown]
    for (one, box), (other, beside) in combinations(boxes, 2):
        if one.kind or other.kind:  # numbers beside the lines across stand below each other
            assert not box.meets(beside), (one, other)


def spot_of(label: ChartLabel) -> Spot:
    return Spot(label.x, label.y, {"start": "left", "end": "right"}.get(label.anchor, "middle"))


@given(reading_lists())
def test_the_same_readings_make_the_same_picture(readings: list[Reading]) -> None:
    assert chart(readings) == chart(list(readings))


@given(st.lists(numbers, min_size=1, max_size=20))
def test_lines_across_are_few_round_and_around_all_values(values: list[Decimal]) -> None:
    scale = value_scale(values)
    assert 2 <= len(scale.ticks) <= 7
    assert scale.low <= min(values) <= max(values) <= scale.high
    steps = {after - before for before, after in pairwise(scale.ticks)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}


def test_whole_numbers_have_no_halves_beside_them() -> None:
    assert value_scale([Decimal(0), Decimal(2)]).ticks == tuple(map(Decimal, (0, 1, 2)))


def test_a_scale_begins_at_nothing_unless_the_values_are_far_from_it() -> None:
    assert value_scale([Decimal(14), Decimal(60)]).low == 0
    assert value_scale([Decimal(95), Decimal(99)]).low >= 90


def test_days_are_named_by_what_tells_them_apart() -> None:
    def named(days: int) -> set[str]:
        return {kind for _, kind in firsts(date(2025, 9, 17), date(2025, 9, 17) + timedelta(days))}

    assert named(0) == named(10) == {"day"}
    assert named(270) == {"month"}
    assert named(600) == {"month-and-year"}
    assert named(2000) == {"year"}


def test_very_many_readings_are_a_line_without_a_mark_for_each() -> None:
    view = chart(simple(*range(300)))
    assert len(places(view.way)) == 300
    assert len(view.points) == 1


# -- picture and words agree -------------------------------------------------------------------------------


@given(reading_lists())
def test_the_words_in_the_picture_are_those_of_the_sentence(readings: list[Reading]) -> None:
    growth = Growth.of(WORDS, readings, [FALL, SPRING])
    view, sentence = chart(readings), growth.sentence(ENGLISH)
    assert view.sentence == sentence
    by_kind = {label.kind: label.text for label in view.labels}
    numbers_said = re.findall(r"-?\d[\d,.]*\d|-?\d", sentence)
    assert ENGLISH.number(readings[0].value) in numbers_said
    assert ENGLISH.number(readings[-1].value) in numbers_said
    assert by_kind.get("start", f"Start {ENGLISH.number(readings[0].value)}") == (
        f"Start {ENGLISH.number(readings[0].value)}"
    )
    assert by_kind.get("now", ENGLISH.number(readings[-1].value)) == ENGLISH.number(readings[-1].value)
    if growth.aim is None:
        assert "target" not in by_kind
        assert "target" not in sentence
        assert view.targets == ()
        assert view.goal is None
    else:
        assert ENGLISH.number(growth.aim.target) in numbers_said


@given(reading_lists(), st.sampled_from(list(Better)))
def test_what_is_reached_and_gained_is_told_by_the_childs_own_numbers(
    readings: list[Reading], better: Better
) -> None:
    growth = Growth.of(MeasureSpec("m", "M", "m.csv", better=better), readings, [])
    first, last = readings[0].value, readings[-1].value
    targets = [reading.target for reading in readings if reading.target is not None]
    way = 1 if better is Better.HIGHER else -1
    assert growth.gain == (last - first) * way
    assert growth.is_reached == (bool(targets) and (last - targets[-1]) * way >= 0)
    assert ("is reached" in growth.sentence(ENGLISH)) == growth.is_reached


def test_a_line_is_told_from_its_beginning_to_now_with_what_comes_next() -> None:
    readings = [
        Reading("ada", date(2025, 10, 3), Decimal(41), Decimal(80), date(2026, 6, 26)),
        Reading("ada", date(2026, 5, 8), Decimal(62), Decimal(80), date(2026, 6, 26)),
    ]
    growth = Growth.of(WORDS, readings, [])
    assert growth.sentence(ENGLISH) == (
        "From 41 words in October 2025 to 62 in May 2026. The target is 80 by June 26, 2026."
    )
    assert growth.headline(ENGLISH) == "21 more than at the start"


def test_fewer_can_be_the_goal() -> None:
    growth = Growth.of(REMINDERS, simple(7, 4, 2, target=2), [])
    assert growth.headline(ENGLISH) == "5 fewer than at the start"
    assert growth.is_reached


@pytest.mark.parametrize(
    ("values", "headline"),
    [((9,), "This is where I start"), ((9, 9), "The same as at the start"), ((9, 7), "")],
)
def test_less_than_before_is_never_a_reproach(values: tuple[int, ...], headline: str) -> None:
    growth = Growth.of(WORDS, simple(*values), [])
    assert growth.headline(ENGLISH) == headline
    told = f"{growth.headline(ENGLISH)} {growth.sentence(ENGLISH)}"
    assert not re.search("less|worse|behind|below|lost|fail|only|missed", told)


def test_two_days_of_one_month_are_told_by_their_days() -> None:
    readings = [Reading("ada", date(2025, 10, day), Decimal(day)) for day in (3, 24)]
    assert Growth.of(WORDS, readings, []).sentence(ENGLISH) == (
        "From 3 words on October 3, 2025 to 24 on October 24, 2025."
    )


def test_the_day_of_a_target_is_the_end_of_its_term_unless_one_is_written() -> None:
    written = date(2026, 6, 1)
    readings = [
        Reading("ada", date(2025, 9, 17), Decimal(14), Decimal(30)),
        Reading("ada", date(2025, 12, 28), Decimal(30), Decimal(40)),
        Reading("ada", date(2026, 4, 8), Decimal(57), Decimal(60), written),
    ]
    growth = Growth.of(WORDS, readings, [FALL, SPRING])
    assert [(int(aim.target), aim.due) for aim in growth.aims] == [(30, FALL.end), (40, None), (60, written)]
    assert isinstance(chart(readings).goal, ChartPoint)


def test_a_target_stays_until_there_is_another() -> None:
    readings = [
        Reading("ada", date(2025, 9, 17), Decimal(14), Decimal(30)),
        Reading("ada", date(2025, 10, 17), Decimal(31)),
    ]
    assert Growth.of(WORDS, readings, [FALL]).is_reached
