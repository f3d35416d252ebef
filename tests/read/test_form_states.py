"""A form that says how far it is: what is missing is told in one piece, and only to whose turn it is."""

from __future__ import annotations

import pytest

from slc_site.model.form_state import FormState, hides_the_teacher, may_write
from slc_site.model.goal import Voice
from slc_site.problems import Severity
from tests.read.conftest import AClass, Reading

LEVELS = "levels: {4: a, 3: b, 2: c, 1: d}"


def a_rubric(*subjects: str) -> str:
    listed = ", ".join(f"{{id: {subject}, {LEVELS}}}" for subject in subjects)
    return f"title: Fall\nsubjects: [{listed}]\nhabits: [{{id: share, text: I share}}]\n"


CARD_FILE, CONFERENCE_FILE = "students/ada/report-cards/fall.yml", "students/ada/conferences/fall.md"
POST = {"students/ada/posts/2026-10-05-frog.md": "---\ntitle: Frog\ntags: [writing]\n---\nx\n"}
PLAN = {"conferences/fall/conference.yml": "title: Fall\npick: [{strand: writing}, {any: 2}]\n"}

FULL = "reading: {self: 3, because: I read., teacher: 3}\nmath: {self: X, teacher_note: Next year.}\n"


def of_card(a_class: AClass, text: str) -> Reading:
    return a_class({"report-cards/fall.yml": a_rubric("reading", "math"), CARD_FILE: text})


def of_conference(a_class: AClass, fields: str) -> Reading:
    return a_class({**POST, **PLAN, CONFERENCE_FILE: f"---\n{fields}---\n"})


def told(reading: Reading) -> list[tuple[int | None, str | None, str, Severity, str]]:
    return [(it.line, it.key, it.code, it.severity, it.message) for it in reading.problems]


# -- cards ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [None, *FormState])
def test_a_card_in_which_everything_is_said_is_as_it_should_be(
    a_class: AClass, state: FormState | None
) -> None:
    said = f"state: {state.word}\n" if state is not None else ""
    text = FULL if state is not FormState.DRAFT else "reading: {self: 3, because: I read.}\n"
    reading = of_card(a_class, said + text)
    assert (reading.said, reading.library.self_reports[0].state) == ([], state)


def test_who_is_still_writing_is_told_of_no_gap(a_class: AClass) -> None:
    assert of_card(a_class, "state: draft\nreading: {self: 3}\nmath: {because: I add.}\n").said == []


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("reading: {teacher: 3}", "reading.teacher"),
        ("math: {teacher_note: Good.}", "math.teacher_note"),
        ("behaviour: {teacher: Kind.}", "behaviour.teacher"),
    ],
)
def test_words_of_the_teachers_in_a_draft_are_told_where_they_stand(
    a_class: AClass, words: str, key: str
) -> None:
    (problem,) = of_card(a_class, f"state: draft\n{words}\n").problems
    assert (problem.line, problem.key, problem.code) == (2, key, "still-writing")
    assert "the child is still writing" in problem.message
    assert "`state: handed-in`" in (problem.hint or "")


def test_what_is_missing_in_a_card_that_was_handed_in_is_one_message(a_class: AClass) -> None:
    rubric = a_rubric("reading", "math", "art", "music")
    answer = "art: {self: 2}\nstate: handed-in\nmath: {because: I add.}\n"
    reading = a_class({"report-cards/fall.yml": rubric, CARD_FILE: answer})
    assert told(reading) == [
        (
            2,
            "state",
            "gaps",
            Severity.WARNING,
            "This is handed in, but the child's part has gaps: nothing on `reading` and `music`; "
            "no grade in `math`; no reason in `art`.",
        )
    ]


def test_a_teacher_who_is_done_is_told_what_is_not(a_class: AClass) -> None:
    reading = of_card(
        a_class, "state: teacher-done\nreading: {self: 3, because: x}\nbehaviour: {habits: [share]}\n"
    )
    (problem,) = reading.problems
    assert problem.message == (
        "This says that you are done, but your part has gaps: no grade in `reading`; no word on `behaviour`."
    )
    assert problem.hint == "Fill them in, or write `state: handed-in` until they are."


def test_final_means_that_there_is_no_gap_at_all(a_class: AClass) -> None:
    (problem,) = of_card(
        a_class, "state: final\nreading: {self: 3, because: x}\nmath: {teacher: 3}\n"
    ).problems
    assert problem.message == (
        "This is final, but there are gaps. In the child's part: no grade in `math`; no reason in `math`. "
        "In yours: no grade in `reading`."
    )


def test_what_was_typed_wrongly_is_told_once(a_class: AClass) -> None:
    reading = of_card(
        a_class, "state: final\nreading: {self: 9, because: x, teacher: 3}\nmath: {self: X, teacher: A}\n"
    )
    assert [(it.code, it.key) for it in reading.problems] == [
        ("grade", "reading.self"),
        ("grade", "math.teacher"),
    ]


def test_a_state_that_cannot_be_read_is_a_draft(a_class: AClass) -> None:
    reading = of_card(a_class, f"state: finished\n{FULL}")
    (problem,) = reading.problems
    assert (problem.line, problem.key, problem.severity) == (1, "state", Severity.ERROR)
    assert "`draft`, `handed-in`, `teacher-done` or `final`" in (problem.hint or "")
    assert reading.library.self_reports[0].state is FormState.DRAFT


def test_without_a_state_a_half_answer_is_told_as_ever(a_class: AClass) -> None:
    assert [it.code for it in of_card(a_class, "reading: {self: 3}\n").problems] == ["no-reason"]


# -- conferences ------------------------------------------------------------------------------------------

PICKS = "picks: {writing: {post: 2026-10-05-frog, because: x}, any: [{post: 2026-10-05-frog, because: y}]}\n"
PLUSES = "three_pluses: {student: {pluses: [a, b, c], goal: g}, teacher: {pluses: [d, e, f], goal: g}}\n"


def test_gaps_of_a_conference_that_was_handed_in_are_one_message(a_class: AClass) -> None:
    picks, pluses = "{any: {post: 2026-10-05-frog}}", "{student: {pluses: [a, b]}}"
    reading = of_conference(a_class, f"state: handed in\npicks: {picks}\nthree_pluses: {pluses}\n")
    (problem,) = reading.problems
    assert (problem.line, problem.key) == (2, "state")
    assert problem.message == (
        "This is handed in, but the child's part has gaps: no pick for `writing`; 1 of 2 picks for `any`; "
        "no reason for the pick in `any`; 2 pluses instead of 3; no goal beside the pluses."
    )


def test_gaps_of_the_teachers_part_are_the_teachers(a_class: AClass) -> None:
    targets = {"class.yml": "title: R\ntargets: [{id: tries, text: I try}]\n"}
    said = "state: teacher-done\nskills: [{target: tries, student: I try.}]\n"
    reading = a_class({**PLAN, **targets, CONFERENCE_FILE: f"---\n{said}---\n"})
    (problem,) = reading.problems
    assert "your part has gaps: no three pluses and a goal; no word on `tries`." in problem.message


def test_a_step_that_is_not_on_the_agenda_leaves_no_gap(a_class: AClass) -> None:
    plan = {"conferences/fall/conference.yml": "title: Fall\nagenda: [welcome, thanks]\n"}
    assert a_class({**plan, CONFERENCE_FILE: "---\nstate: final\n---\n"}).said == []


def test_pluses_of_the_teachers_in_a_draft_are_told_and_no_gap_is(a_class: AClass) -> None:
    (problem,) = of_conference(a_class, f"state: draft\n{PLUSES}").problems
    assert (problem.line, problem.key, problem.code) == (3, "three_pluses.teacher", "still-writing")


def test_a_familys_pluses_are_counted_in_any_state(a_class: AClass) -> None:
    said = f"state: draft\n{PICKS}three_pluses: {{student: {{pluses: [a]}}, parent: {{pluses: [a]}}}}\n"
    assert [(it.key, it.code) for it in of_conference(a_class, said).problems] == [
        ("three_pluses.parent.pluses", "three-pluses")
    ]


# -- the states themselves --------------------------------------------------------------------------------


def test_a_form_goes_one_way() -> None:
    assert [state.word for state in sorted(FormState)] == ["draft", "handed-in", "teacher-done", "final"]


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (None, {Voice.STUDENT, Voice.TEACHER, Voice.PARENT}),
        (FormState.DRAFT, {Voice.STUDENT, Voice.PARENT}),
        (FormState.HANDED_IN, {Voice.TEACHER, Voice.PARENT}),
        (FormState.TEACHER_DONE, {Voice.TEACHER, Voice.PARENT}),
        (FormState.FINAL, set()),
    ],
)
def test_whose_turn_it_is_may_write(state: FormState | None, may: set[Voice]) -> None:
    assert {voice for voice in Voice if may_write(state, voice)} == may


def test_the_teachers_part_is_shown_once_the_teacher_is_done() -> None:
    assert [hides_the_teacher(state) for state in (None, *FormState)] == [False, True, True, False, False]
