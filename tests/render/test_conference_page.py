"""What the page of a conference shows, by what the class and the child wrote."""

from __future__ import annotations

import pytest

from slc_site.share.access import TEACHER
from tests.conftest import AClass
from tests.support.classes import Files

PAGE = "students/ada/conferences/fall/index.html"
A_CLASS: Files = {
    "class.yml": "title: Room 12\nterms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]\n",
    "conferences/fall/conference.yml": "title: Fall\nterm: fall\n",
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/posts/2026-10-05-frog.md": "---\ntitle: My frog\ntags: [writing]\n---\n",
}


def test_a_pick_that_is_still_a_draft_is_told(a_class: AClass) -> None:
    made = a_class(
        {
            **A_CLASS,
            "students/ada/posts/2026-10-06-toad.md": (
                "---\ntitle: Toad\ntags: [writing]\nstatus: draft\n---\n"
            ),
            "students/ada/conferences/fall.md": "---\npicks: {writing: 2026-10-06-toad}\n---\n",
        },
        bare=True,
    )
    made.load()
    (problem,) = made.problems
    assert (problem.code, problem.line) == ("draft-picked", 2)
    assert "will not be shown" in problem.message
    assert "status: draft" in (problem.hint or "")


@pytest.mark.parametrize("marks", ["compared", "own", "none"])
def test_a_class_can_say_which_marks_are_talked_about(a_class: AClass, marks: str) -> None:
    made = a_class(
        {
            **A_CLASS,
            "report-cards/fall.yml": "title: Card\nterm: fall\nsubjects: [{id: reading, title: Reading, "
            "can_do: [{id: a, text: I can}], levels: {4: a, 3: b, 2: c, 1: d}}]\n",
            "conferences/fall/conference.yml": f"title: Fall\nterm: fall\nmarks: {marks}\n",
            "students/ada/report-cards/fall.yml": (
                "reading: {can_do: [a], self: 3, because: I read., teacher: 2, teacher_note: Nearly.}\n"
            ),
        },
        bare=True,
    ).build(TEACHER)
    page = made.page(PAGE)
    assert "I read." in page
    assert ("Nearly." in page) is (marks == "compared")
    assert ("Proficient" in page) is (marks != "none")


def test_what_was_wished_and_promised_comes_back_at_the_next_conference(a_class: AClass) -> None:
    made = a_class(
        {
            **A_CLASS,
            "conferences/spring/conference.yml": "title: Spring\nkind: second\n",
            "students/ada/goals/three.md": (
                "---\ntitle: Write three sentences\n"
                "commitments: {student: I reread., parent: We read.}\n---\n"
            ),
            "students/ada/conferences/fall.md": (
                "---\nnew_goals: [three]\nthree_pluses: {parent: {pluses: [a, b, c], "
                "goal: Help your brother, i_will: I wait.}}\n---\n"
            ),
        },
        bare=True,
    ).build(TEACHER)
    page = made.page("students/ada/conferences/spring/index.html")
    step = page.partition('class="step step-last-time')[2].partition('</section>\n<section class="step ')[0]
    for words in ("Help your brother", "I wait.", "Write three sentences", "I reread.", "We read."):
        assert words in step
    assert step.count("How did it go?") == 2, "each promise is asked after"
    assert "step-last-time" not in made.page(PAGE), "at the first one there is no last time"


def test_a_family_that_asks_for_time_alone_gets_it_and_nobody_reads_why(a_class: AClass) -> None:
    quiet = a_class({**A_CLASS}, bare=True).build(TEACHER)
    assert "step-private-time" not in quiet.page(PAGE)
    asked = quiet.write({"students/ada/conferences/fall.md": "---\nparent_input: {private: We move.}\n---\n"})
    page = asked.build(TEACHER).page(PAGE)
    assert "step-private-time" in page
    assert "We move." not in page
    asked.write(
        {
            "students/ada/conferences/fall.md": (
                "---\nparent_input: {private: We move., private_time: no}\n---\n"
            )
        }
    )
    assert "step-private-time" not in asked.build(TEACHER).page(PAGE)


def test_the_teacher_is_told_that_nothing_hard_was_named(a_class: AClass) -> None:
    brought = "---\npicks: {writing: 2026-10-05-frog}\n---\n"
    made = a_class({**A_CLASS, "students/ada/conferences/fall.md": brought}, bare=True).build(
        TEACHER, live=True
    )
    told = "Nothing is said yet about what is hard"
    assert told in made.page(PAGE)
    made.write(
        {
            "students/ada/posts/2026-10-05-frog.md": (
                "---\ntitle: My frog\ntags: [writing]\nmake_better: The end.\n---\n"
            )
        }
    )
    assert told not in made.build(TEACHER, live=True).page(PAGE)
