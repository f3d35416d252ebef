"""Which steps a conference has, in which order, and with whom."""

from __future__ import annotations

import pytest

from slc_site.model.conference import AGENDAS, STEP_LEADS, AgendaStep, Conference, ConferenceKind, Mode, Step
from slc_site.model.origin import Origin
from slc_site.model.student_conference import Company, StudentConference, Topic
from slc_site.render.agenda import agenda

EVERYTHING = dict.fromkeys(Step, True)


def a_conference(*steps: Step, mode: Mode = Mode.TOGETHER) -> Conference:
    planned = tuple(AgendaStep(step, STEP_LEADS[step]) for step in steps)
    return Conference("fall", "Fall", Origin("x"), agenda=planned, mode=mode)


def brought(company: Company = Company.FAMILY) -> StudentConference:
    return StudentConference("ada", "fall", Origin("x"), company=company)


def names(conference: Conference, company: Company = Company.FAMILY, **has: bool) -> list[str]:
    given = {step: has.get(step.name.lower(), True) for step in Step}
    return [step.step for step in agenda(conference, brought(company), given, {})]


def test_a_step_with_nothing_to_show_is_left_out_and_the_others_are_counted_anew() -> None:
    views = agenda(
        a_conference(Step.WELCOME, Step.BEST_WORK, Step.THANKS), brought(), {Step.BEST_WORK: False}, {}
    )
    assert [(view.number, view.step) for view in views] == [(1, "welcome"), (2, "thanks")]


@pytest.mark.parametrize("kind", ConferenceKind)
def test_every_step_of_every_kind_has_its_place(kind: ConferenceKind) -> None:
    conference = Conference("fall", "Fall", Origin("x"), kind=kind, agenda=AGENDAS[kind])
    assert names(conference) == [step.step.value for step in AGENDAS[kind]]


def test_with_the_teacher_alone_there_is_no_time_for_the_family() -> None:
    conference = a_conference(Step.WELCOME, Step.PARENT_SHARE, Step.GOALS, Step.PRIVATE_TIME)
    assert names(conference, Company.TEACHER) == ["welcome", "goals"]


def test_guests_are_shown_no_numbers_no_card_and_no_promises_of_the_family() -> None:
    conference = a_conference(
        Step.WELCOME, Step.LAST_TIME, Step.BEST_WORK, Step.SELF_REPORT_CARD, Step.MEASURES,
        Step.PARENT_SHARE, Step.THANKS, Step.PRIVATE_TIME,
    )  # fmt: skip
    assert names(conference, Company.GUESTS) == ["welcome", "best-work", "thanks"]


@pytest.mark.parametrize("mode", [Mode.SPLIT, Mode.DUAL])
def test_split_in_two_what_needs_the_teacher_comes_second_and_thanks_stay_last(mode: Mode) -> None:
    conference = a_conference(
        Step.WELCOME, Step.GOALS, Step.BEST_WORK, Step.MEASURES, Step.GROWTH, Step.THANKS, mode=mode
    )
    views = agenda(conference, brought(), EVERYTHING, {})
    assert [(view.step, view.half) for view in views] == [
        ("welcome", "alone"), ("best-work", "alone"), ("growth", "alone"),
        ("goals", "teacher"), ("measures", "teacher"), ("thanks", "teacher"),
    ]  # fmt: skip


def test_a_step_of_the_classs_own_takes_no_note_card_from_another() -> None:
    conference = Conference(
        "fall", "Fall", Origin("x"), agenda=(AgendaStep(Step.OWN, STEP_LEADS[Step.OWN], "My song"),)
    )
    (view,) = agenda(conference, brought(), EVERYTHING, {})
    assert (view.step, view.title, view.card) == ("own", "My song", "")


def asked(conference: Conference, *topics: Topic) -> dict[str, list[tuple[str, str]]]:
    one = StudentConference("ada", "fall", Origin("x"), topics=topics)
    views = agenda(conference, one, EVERYTHING, {"reading": "Reading"})
    return {view.step: [(topic.about, topic.text) for topic in view.topics] for view in views}


def test_what_the_family_asks_stands_in_the_step_it_is_about() -> None:
    conference = a_conference(Step.GOALS, Step.SELF_REPORT_CARD, Step.PARENT_SHARE)
    found = asked(
        conference, Topic("Why this one?", "goals"), Topic("How can we help?", "reading"), Topic("Lunch")
    )
    assert found == {
        "goals": [("", "Why this one?")],
        "self-report-card": [("Reading", "How can we help?")],
        "parent-share": [("", "Lunch")],
    }


def test_what_has_no_place_of_its_own_gets_time_even_where_none_was_planned() -> None:
    found = asked(a_conference(Step.WELCOME, Step.THANKS, Step.PRIVATE_TIME), Topic("Lunch", "growth"))
    assert list(found) == ["welcome", "parent-share", "thanks", "private-time"]
    assert found["parent-share"] == [("", "Lunch")]
