"""The plan of a conference: its days, and how far it is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.audience import Audience
from slc_site.model.classroom import Classroom, Holiday, Term
from slc_site.model.conference import Conference, ConferenceKind
from slc_site.model.library import Library
from slc_site.model.origin import Origin
from slc_site.model.planner import Planner
from slc_site.plan.planner import Dated, Plan, plan_of, problems_of
from slc_site.plan.planner_done import Progress, Standing, progress_of
from slc_site.plan.planner_steps import DEFAULTS
from slc_site.plan.school_days import SchoolDays
from slc_site.plan.speech import ENGLISH
from slc_site.problems import Severity
from slc_site.share.access import Viewer, narrow
from tests.conftest import AClass

THURSDAY = date(2026, 11, 19)
WINDOWS = (
    "windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}, "
    "{from: 2026-11-20 08:00, to: 2026-11-20 09:00}]"
)
TERMS = (
    "terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}, "
    "{id: winter, title: Winter, start: 2027-01-05, end: 2027-03-26}]\n"
)
STUDENTS = {
    "students/ben/student.yml": "name: Ben\n",
    "students/cam/student.yml": "name: Cam\n",
}


def read(
    a_class: AClass, *, planner: str = "{}", kind: str = "first", classroom: str = TERMS, **more: str
) -> Library:
    files = {
        "class.yml": f"title: Room 12\nconsent: {{publish: yes}}\n{classroom}",
        "conferences/fall/conference.yml": (
            f"title: Fall\n{'term: fall' if classroom else ''}\nkind: {kind}\nplanner: {planner}\n"
            f"schedule:\n  {WINDOWS}\n" + more.pop("slots", "")
        ),
        **STUDENTS,
        **more,
    }
    folder = a_class(files)
    library = folder.load()
    assert library is not None
    assert [str(problem) for problem in folder.problems if problem.severity > Severity.NOTE] == []
    return library


def plan(library: Library) -> Plan:
    made, problems = plan_of(library, library.conference["fall"], ENGLISH)
    assert made is not None
    assert problems == []
    return made


def days(library: Library) -> dict[str, date]:
    return {step.name: step.day for step in plan(library).steps}


# -- days ---------------------------------------------------------------------------------------------------


def test_all_days_of_the_practice_come_from_the_day_of_the_conference(a_class: AClass) -> None:
    found = plan(read(a_class))
    assert found.days == (THURSDAY, date(2026, 11, 20))
    assert {step.name: step.offset for step in found.steps} == {
        "first-piece": None,
        "letter": -28,
        "student-form": -21,
        "sign-up": -18,
        "invitation": -14,
        "picks": -10,
        "cards": -10,
        "role-play": -7,
        "family-forms": -7,
        "teacher-part": -5,
        "reminder": -2,
        "ready": -1,
        "conference": 0,
        "debrief": 1,
        "feedback": 3,
        "follow-up-1": 14,
        "follow-up-2": 28,
        "follow-up-3": 42,
        "goal-review": None,
    }
    by_name = {step.name: step for step in found.steps}
    assert by_name["letter"].day == date(2026, 10, 22)
    assert by_name["ready"].day == date(2026, 11, 18)
    # What comes after is counted from the last evening.
    assert by_name["follow-up-1"].day == date(2026, 12, 4)
    assert (by_name["conference"].day, by_name["conference"].until) == found.days
    assert [step.day for step in found.steps] == sorted(step.day for step in found.steps)
    assert all(step.teacher and step.student and step.result and step.title for step in found.steps)


def test_a_day_without_school_moves_before_and_afterwards_after(a_class: AClass) -> None:
    by_name = {step.name: step for step in plan(read(a_class)).steps}
    moved = {step.name: (step.moved_from, step.day) for step in by_name.values() if step.moved_from}
    assert moved == {
        "sign-up": (date(2026, 11, 1), date(2026, 10, 30)),  # a Sunday
        "teacher-part": (date(2026, 11, 14), date(2026, 11, 13)),  # a Saturday
        "debrief": (date(2026, 11, 21), date(2026, 11, 23)),  # a Saturday, and afterwards
        "follow-up-3": (date(2027, 1, 1), date(2027, 1, 5)),  # between two terms
    }
    assert by_name["goal-review"].day == date(2027, 1, 5)
    assert by_name["first-piece"].day == date(2026, 9, 1)


def test_holidays_and_another_weekend_count(a_class: AClass) -> None:
    holidays = "holidays: [2026-10-22, {from: 2026-11-05, to: 2026-11-06}]\nweekend: [friday, saturday]\n"
    found = days(read(a_class, classroom=TERMS + holidays))
    assert found["letter"] == date(2026, 10, 21)
    assert found["invitation"] == date(2026, 11, 4)
    assert found["sign-up"] == date(2026, 11, 1)  # a Sunday is a day of school there


def test_without_terms_there_is_no_first_day_and_no_next_term(a_class: AClass) -> None:
    found = days(read(a_class, classroom=""))
    assert {"first-piece", "goal-review"} & found.keys() == set()
    assert found["follow-up-3"] == date(2027, 1, 1)


def test_a_class_has_its_own_days_words_and_steps(a_class: AClass) -> None:
    planner = (
        "{steps: [{step: letter, day: -35, teacher: I phone.}, {step: sign-up, date: 2026-10-31}, "
        "{step: follow-up-3, skip: yes}, {step: student-form, day: -28}, "
        "{step: cake, day: -2, title: We bake, student: Stir.}]}"
    )
    by_name = {step.name: step for step in plan(read(a_class, planner=planner)).steps}
    assert (by_name["letter"].day, by_name["letter"].teacher) == (date(2026, 10, 15), "I phone.")
    assert by_name["letter"].student == "Take the letter home and tell about it."
    # A day that was named stays, Saturday or not.
    assert by_name["sign-up"].day == date(2026, 10, 31)
    assert "follow-up-3" not in by_name
    # The end of a step goes along with its beginning.
    assert (by_name["student-form"].day, by_name["student-form"].until) == (
        date(2026, 10, 22),
        date(2026, 11, 5),
    )
    assert (by_name["cake"].day, by_name["cake"].title) == (date(2026, 11, 17), "We bake")


def test_a_sign_up_before_the_letter_is_refused(a_class: AClass) -> None:
    library = read(a_class, planner="{steps: [{step: sign-up, day: -30}]}")
    made, problems = plan_of(library, library.conference["fall"], ENGLISH)
    assert made is not None
    by_name = {step.name: step for step in made.steps}
    assert by_name["sign-up"].day == by_name["letter"].day == date(2026, 10, 22)
    assert [problem.code for problem in problems] == ["sign-up-before-letter"]
    assert "sign up on 2026-10-20, before they have the letter on 2026-10-22" in problems[0].message
    assert list(problems_of(library)) == problems


def test_a_party_has_a_plan_of_its_own(a_class: AClass) -> None:
    found = days(read(a_class, kind="party"))
    assert list(found) == [
        "invitation",
        "then-and-now",
        "speakers",
        "hosts",
        "ready",
        "conference",
        "debrief",
        "feedback",
    ]


def test_without_windows_the_planner_says_the_day_or_nobody_does(a_class: AClass) -> None:
    files = {"conferences/fall/conference.yml": "title: Fall\nplanner: {date: 2026-11-19}\n"}
    library = a_class(files).load()
    assert library is not None
    assert plan(library).days == (THURSDAY,)
    library = a_class({"conferences/fall/conference.yml": "title: Fall\n"}).load()
    assert library is not None
    assert plan_of(library, library.conference["fall"], ENGLISH) == (None, [])


DAYS = st.dates(date(2026, 8, 1), date(2027, 7, 31))


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=4),
    st.lists(st.tuples(DAYS, st.integers(10, 120)), max_size=4),
    st.frozensets(st.integers(0, 6), max_size=6),
    DAYS,
)
def test_a_day_moves_to_a_school_day_or_stays(
    holidays: list[tuple[date, int]], terms: list[tuple[date, int]], weekend: frozenset[int], day: date
) -> None:
    school = SchoolDays(
        Classroom(
            "Room 12",
            Origin("class.yml"),
            holidays=tuple(Holiday(start, start + timedelta(days=length)) for start, length in holidays),
            terms=tuple(
                Term(str(n), "", start, start + timedelta(days=length))
                for n, (start, length) in enumerate(terms)
            ),
            weekend=weekend,
        )
    )
    before, after = school.on_or_before(day), school.on_or_after(day)
    assert before == day or school.has_school(before)
    assert after == day or (school.has_school(after) and after > day)
    if school.has_school(day):
        assert before == after == day
    if before < day:
        between = (before + timedelta(days=n) for n in range(1, (day - before).days + 1))
        assert not any(map(school.has_school, between))


# -- how far it is ------------------------------------------------------------------------------------------

ADA = "students/ada/conferences/fall.md"
ALL_OF_ADA = """
    ---
    picks:
      writing: 2026-10-05-my-frog-poem
      representing: 2026-10-05-my-frog-poem
      projects: 2026-10-05-my-frog-poem
    cards: {welcome: Hello}
    parent_input: {topics: [Lunch]}
    three_pluses: {teacher: {pluses: [a, b, c]}}
    debrief: {felt: Good}
    feedback: {learned: Much}
    follow_up: [{date: 2026-12-03}]
    ---
    """


def standings(library: Library, today: date, made: tuple[str, ...] = ()) -> dict[str, Progress]:
    found = progress_of(
        library, library.conference["fall"], plan(library), today, made, ["How my conference went"]
    )
    return {one.step.name: one for one in found}


@pytest.mark.parametrize(
    "step",
    [
        "picks",
        "cards",
        "family-forms",
        "teacher-part",
        "debrief",
        "feedback",
        "follow-up-1",
        "sign-up",
        "first-piece",
    ],
)
def test_what_is_done_is_seen_from_what_was_written(a_class: AClass, step: str) -> None:
    slots = "  slots: [{student: ada, start: 2026-11-19 16:30}]\n"
    first = "---\ntitle: First\ntags: [writing]\nkind: first-piece\n---\n"
    library = read(a_class, slots=slots, **{ADA: ALL_OF_ADA, "students/ada/posts/2026-09-03-a.md": first})
    one = standings(library, THURSDAY)[step]
    assert one.counted is not None
    assert (one.counted.done, one.counted.missing, one.counted.of) == (("Ada",), ("Ben", "Cam"), 3)
    assert one.is_done is False


def test_a_card_counts_when_it_is_handed_in_and_the_teachers_when_all_grades_are_there(
    a_class: AClass,
) -> None:
    rubric = "title: Card\nterm: fall\nsubjects: [{id: reading}, {id: math}]\n"
    more = {
        "report-cards/fall.yml": rubric,
        "students/ada/report-cards/fall.yml": "date: 2026-11-10\nreading: {self: 3, because: x, teacher: 3}\n"
        "math: {self: 3, because: x}\n",
        "students/ben/report-cards/fall.yml": "state: draft\ndate: 2026-11-10\n"
        "reading: {self: 3, because: x}\n",
        "students/cam/report-cards/fall.yml": "date: 2026-11-10\nreading: {self: 3, because: x, teacher: 2}\n"
        "math: {self: 3, because: x, teacher: 2}\n",
        "students/cam/conferences/fall.md": "---\nthree_pluses: {teacher: {pluses: [a, b, c]}}\n---\n",
    }
    found = standings(read(a_class, **more), THURSDAY)
    cards, teachers = found["student-form"].counted, found["teacher-part"].counted
    assert cards is not None
    assert teachers is not None
    assert (cards.done, teachers.done) == (("Ada", "Cam"), ("Cam",))


def test_whose_family_does_not_come_is_not_asked_for_its_form(a_class: AClass) -> None:
    slots = (
        "  slots: [{student: ada, start: 2026-11-19 16:30, status: teacher-only}, "
        "{student: ben, start: 2026-11-19 17:30, status: confirmed}]\n"
    )
    found = standings(read(a_class, slots=slots), THURSDAY)
    asked = {name: one.counted.missing for name, one in found.items() if one.counted}
    assert asked["family-forms"] == asked["feedback"] == ("Ben", "Cam")
    assert asked["reminder"] == ("Cam",)
    assert asked["sign-up"] == ("Cam",)


def test_a_post_tells_how_it_went_too(a_class: AClass) -> None:
    post = "---\ntitle: How my conference went\ntags: [writing]\n{more}---\n"
    library = read(
        a_class,
        **{
            "students/ada/posts/2026-11-21-how.md": post.format(more=""),
            "students/ben/posts/2026-11-21-how.md": post.format(more="status: draft\n"),
            "students/cam/posts/2026-10-21-how.md": post.format(more=""),
        },
    )
    counted = standings(library, THURSDAY)["debrief"].counted
    assert counted is not None
    assert counted.done == ("Ada",)


@pytest.mark.parametrize(
    ("step", "today", "standing"),
    [
        ("role-play", "2026-11-11", Standing.TO_COME),
        ("role-play", "2026-11-12", Standing.NOW),
        ("role-play", "2026-11-13", Standing.ASK),
        ("role-play", "2026-11-21", Standing.OVER),
        ("picks", "2026-11-09", Standing.NOW),
        ("picks", "2026-11-10", Standing.LATE),
        ("picks", "2026-11-20", Standing.LATE),
        ("picks", "2026-11-21", Standing.OVER),
        ("student-form", "2026-11-05", Standing.NOW),
        ("letter", "2026-10-23", Standing.LATE),
        ("conference", "2026-11-20", Standing.NOW),
        ("conference", "2026-11-21", Standing.DONE),
        ("feedback", "2026-11-30", Standing.LATE),
    ],
)
def test_where_a_step_stands_on_a_day(a_class: AClass, step: str, today: str, standing: Standing) -> None:
    rubric = {"report-cards/fall.yml": "title: Card\nterm: fall\nsubjects: [{id: reading}]\n"}
    assert standings(read(a_class, **rubric), date.fromisoformat(today))[step].standing is standing


def test_the_teacher_ticks_off_what_nobody_can_see(a_class: AClass) -> None:
    library = read(a_class, planner="{done: [role-play, picks]}")
    found = standings(library, THURSDAY, ("letter",))
    assert {name for name, one in found.items() if one.standing is Standing.DONE} == {
        "role-play",
        "picks",
        "letter",
    }
    assert found["picks"].is_ticked


@pytest.mark.parametrize("audience", Audience)
def test_the_plan_is_the_teachers_alone(a_class: AClass, audience: Audience) -> None:
    library = read(a_class, planner="{steps: [{step: cake, day: -2, title: We bake}], done: [picks]}")
    seen = narrow(library, Viewer(audience, "ada", is_here=True)).library.conference["fall"].planner
    own = library.conference["fall"].planner
    assert seen == (own if audience is Audience.TEACHER else Planner())
    assert own != Planner()


def test_a_class_without_children_has_a_plan_all_the_same() -> None:
    conference = Conference("fall", "Fall", Origin("x"), planner=Planner(THURSDAY))
    library = Library(Classroom("Room 12", Origin("class.yml")), conferences=(conference,))
    assert all(one.counted is None for one in standings(library, THURSDAY).values())
    assert isinstance(plan(library).steps[0], Dated)


def test_the_documentation_has_every_step_with_its_words() -> None:
    text = (Path(__file__).parents[2] / "docs/planning.md").read_text("utf-8")
    for kind, steps in DEFAULTS.items():
        for one in steps:
            words = () if kind is ConferenceKind.PARTY else (one.teacher, one.student, one.result)
            assert [said for said in (f"`{one.step.value}`", *words) if said not in text] == []
