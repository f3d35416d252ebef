"""Goals become bars that never overflow and say what they show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.goal import GoalMeasure, Parts, Progress
from slc_site.model.library import Library
from slc_site.render.cards import Cards
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import goal_key, post_key
from slc_site.render.page import Materials
from slc_site.render.translations import words_for
from slc_site.render.views import Bar, Meter
from tests.support.things import a_goal, a_library, a_post, a_student

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=1)
DAY = date(2025, 11, 1)


def cards(library: Library, language: str = "en") -> Cards:
    prose = {post_key(post): Prose("<p>words</p>", "words") for post in library.posts}
    prose |= {goal_key(goal): Prose("") for goal in library.goals}
    return Cards(library, Materials(prose), words_for(language), "students/ada/index.html")


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_measured_goal_is_a_bar_that_never_overflows(start: Decimal, now: Decimal, target: Decimal) -> None:
    goal = a_goal(measure=GoalMeasure(target, "words", start), progress=(Progress(DAY, now),))
    meter = cards(a_library(goal)).goal(goal).meter
    assert meter is not None
    assert 0 <= meter.bar.coloured <= meter.bar.of <= 10
    if target != start:
        gone = Fraction(now - start) / Fraction(target - start)
        assert (meter.bar.coloured == meter.bar.of) == (gone >= 1)


def test_whole_steps_are_parts_of_their_own() -> None:
    goal = a_goal(
        measure=GoalMeasure(Decimal(3), "sentences", Decimal(1)), progress=(Progress(DAY, Decimal(2)),)
    )
    assert cards(a_library(goal)).goal(goal).meter == Meter(
        Decimal(1), Decimal(2), Decimal(3), "sentences", Bar(1, 2)
    )


def test_a_goal_may_go_down() -> None:
    goal = a_goal(
        measure=GoalMeasure(Decimal(0), "reminders", Decimal(4)), progress=(Progress(DAY, Decimal(1)),)
    )
    meter = cards(a_library(goal)).goal(goal).meter
    assert meter is not None
    assert meter.bar == Bar(3, 4)


def test_a_bar_shows_the_parts_last_coloured_in() -> None:
    history = (
        Progress(DAY, parts=Parts(1, 4)),
        Progress(DAY.replace(day=20), parts=Parts(3, 4), note="Almost."),
    )
    goal = a_goal(progress=history)
    view = cards(a_library(goal)).whole_goal(goal)
    assert view.card.bar == Bar(3, 4)
    assert [step.note for step in view.history] == ["Almost.", ""]


def test_a_goal_not_measured_and_never_coloured_in_has_no_bar() -> None:
    card = cards(a_library(a_goal())).goal(a_goal())
    assert (card.bar, card.meter) == (None, None)


def test_the_evidence_of_a_goal_goes_both_ways() -> None:
    goal = a_goal(evidence=("2025-10-05-frog",))
    library = a_library(goal, a_post(), a_post("other", goals=("read-daily",)), a_post("third"))
    titles = [card.href for card in cards(library).whole_goal(goal).evidence]
    assert titles == ["posts/2025-10-05-frog/index.html", "posts/other/index.html"]
    assert library.shown_goals(library.post["ada", "other"]) == (goal,)


def test_a_student_keeps_a_colour_of_their_own_whoever_else_is_there() -> None:
    ada = a_student()
    alone = cards(a_library(ada)).badge(ada).color
    assert cards(a_library(a_student("ben"), ada)).badge(ada).color == alone
    assert cards(a_library(ada)).badge(replace(ada, color="teal")).color == "teal"


def test_the_default_strands_speak_the_language_of_the_class() -> None:
    library = a_library()
    assert cards(library).strand_title(library.strand["writing"]) == "Writing"
    assert cards(library).strand(library.strand["writing"], None, ()).about.startswith("Telling stories")
