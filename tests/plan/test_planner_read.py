"""What `planner` of a conference.yml, and holidays of a class.yml, may say."""

from __future__ import annotations

from datetime import date

import pytest

from slc_site.model.classroom import Holiday
from slc_site.model.planner import PlanChange, Planner
from tests.conftest import AClass


def read(a_class: AClass, planner: str) -> tuple[Planner, list[str]]:
    folder = a_class({"conferences/fall/conference.yml": f"title: Fall\nplanner: {planner}\n"})
    library = folder.load()
    assert library is not None
    return library.conference["fall"].planner, folder.messages


def test_days_words_and_ticks_are_read(a_class: AClass) -> None:
    planner, problems = read(
        a_class,
        "{date: 2026-11-19, done: [role-play, cake], steps: [{step: letter, day: -35}, "
        "{step: follow-up-3, skip: yes}, {step: sign-up, date: 2026-10-30, until: -8}, "
        "{step: cake, day: -2, title: We bake, teacher: Buy flour., student: Stir., result: Cake.}]}",
    )
    assert problems == []
    assert planner == Planner(
        date(2026, 11, 19),
        (
            PlanChange("letter", -35),
            PlanChange("follow-up-3", skip=True),
            PlanChange("sign-up", until=-8, on=date(2026, 10, 30)),
            PlanChange("cake", -2, None, None, "We bake", "Buy flour.", "Stir.", "Cake."),
        ),
        frozenset({"role-play", "cake"}),
    )


@pytest.mark.parametrize(
    ("planner", "said"),
    [
        ("{steps: [{step: leter, day: -3}]}", "I know no step `leter`. Did you mean `letter`?"),
        ("{steps: [{step: cake, title: We bake}]}", "I do not know when `cake` is to be."),
        ("{steps: [{step: letter, day: -3, date: 2026-11-01}]}", "This step has two days."),
        ("{steps: [{step: letter, day: -3, until: -9}]}", "This step ends before it begins."),
        ("{steps: [{step: letter, day: soon}]}", "Write a whole number from -200 to 200."),
        ("{steps: [{step: letter, day: -3}, {step: letter, day: -4}]}", "`letter` is here twice"),
        ("{done: [roleplay]}", "Did you mean `role-play`?"),
        ("{step: []}", "Did you mean `steps`?"),
    ],
)
def test_what_makes_no_sense_is_told_and_costs_only_itself(a_class: AClass, planner: str, said: str) -> None:
    _, problems = read(a_class, planner)
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith("content/conferences/fall/conference.yml:2")


def test_holidays_and_the_weekend_are_read(a_class: AClass) -> None:
    folder = a_class(
        {
            "class.yml": """
                title: Room 12
                holidays:
                  - 2026-11-11
                  - {from: 2026-11-26, to: 2026-11-27, title: Thanksgiving}
                  - {date: 2026-12-01}
                weekend: [Friday, sat]
                """
        }
    )
    library = folder.load()
    assert library is not None
    assert folder.problems == []
    assert library.classroom.holidays == (
        Holiday(date(2026, 11, 11), date(2026, 11, 11)),
        Holiday(date(2026, 11, 26), date(2026, 11, 27), "Thanksgiving"),
        Holiday(date(2026, 12, 1), date(2026, 12, 1)),
    )
    assert library.classroom.weekend == {4, 5}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("holidays: [{from: 2026-11-27, to: 2026-11-26}]", "These days end before they begin."),
        ("holidays: [soon]", "I cannot read `soon` as a date."),
        ("weekend: [sonday]", "Did you mean `sunday`?"),
    ],
)
def test_a_holiday_that_cannot_be_is_told(a_class: AClass, line: str, said: str) -> None:
    folder = a_class({"class.yml": f"title: Room 12\n{line}\n"})
    assert folder.load() is not None
    assert any(said in message for message in folder.messages)
