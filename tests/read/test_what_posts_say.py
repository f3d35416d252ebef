"""Why a piece is kept, how it was made, what it has to do with how one learns, what is still open."""

from __future__ import annotations

import pytest

from slc_site.model.post import Showing
from slc_site.problems import Severity
from tests.read.conftest import SMALLEST, AClass, Reading

CLASS = SMALLEST["class.yml"].decode() if isinstance(SMALLEST["class.yml"], bytes) else SMALLEST["class.yml"]
TARGETS = """
targets:
  - {id: tries, text: I keep trying when it is hard., kind: skill}
  - {id: listen, text: I listen to others, kind: skill}
  - {id: dots, text: I put dots, strand: writing}
"""


def one_post(a_class: AClass, keys: str) -> Reading:
    return a_class(
        {
            "class.yml": f"{CLASS}{TARGETS}",
            "students/ada/posts/2026-10-05-frog.md": f"---\ntitle: Frog\ntags: [writing]\n{keys}\n---\n",
            "students/ada/goals/read-daily.md": "---\ntitle: Read\n---\n",
        }
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("improvement", (Showing.IMPROVEMENT,)),
        ("[skill, Celebration, skill]", (Showing.SKILL, Showing.CELEBRATION)),
        ("skill, improvement", (Showing.SKILL, Showing.IMPROVEMENT)),
        ("", ()),
    ],
)
def test_a_post_says_why_it_is_kept(a_class: AClass, typed: str, meant: tuple[Showing, ...]) -> None:
    reading = one_post(a_class, f"shows: {typed}")
    assert reading.said == []
    assert reading.post.shows == meant


def test_a_reason_that_is_none_is_told_and_the_others_are_kept(a_class: AClass) -> None:
    reading = one_post(a_class, "shows: [skil, celebration]")
    [problem] = reading.problems
    assert "`skil`" in problem.message
    assert "`skill`" in str(problem.hint)
    assert reading.post.shows == (Showing.CELEBRATION,)


def test_who_keeps_it_for_a_goal_is_asked_which(a_class: AClass) -> None:
    [problem] = one_post(a_class, "shows: goal").problems
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.key) == (4, "shows")
    assert "`goals: [read-daily]`" in str(problem.hint)


@pytest.mark.parametrize("goals", ["[read-daily]", "{read-daily: I read it at home.}"])
def test_who_names_the_goal_is_not_asked(a_class: AClass, goals: str) -> None:
    reading = one_post(a_class, f"shows: goal\ngoals: {goals}")
    assert reading.said == []


def test_a_goal_that_is_not_there_is_told_once(a_class: AClass) -> None:
    reading = one_post(a_class, "shows: goal\ngoals: [raed-daily]")
    assert [problem.code for problem in reading.problems] == ["no-such-thing"]


@pytest.mark.parametrize("key", ["steps", "learned", "connections", "questions"])
def test_each_further_answer_counts_as_a_reflection(a_class: AClass, key: str) -> None:
    reading = one_post(a_class, f"{key}: I wonder why.")
    assert reading.said == []
    assert getattr(reading.post, key) == ("I wonder why.",)
    assert reading.post.is_reflected


def test_three_things_learned_stay_in_their_order(a_class: AClass) -> None:
    post = one_post(a_class, "learned:\n  - Folds are strong.\n  - One thing: only one.\n  - Twice.").post
    assert post.learned == ("Folds are strong.", "One thing: only one.", "Twice.")


@pytest.mark.parametrize(
    "typed", ["tries", "Tries", "I keep trying when it is hard", "I KEEP trying when it is hard."]
)
def test_a_connection_is_an_id_or_the_words_of_a_target(a_class: AClass, typed: str) -> None:
    reading = one_post(a_class, f"connections: {typed}")
    assert reading.said == []
    assert reading.post.connections == ("tries",)
    assert reading.library.targets_of(reading.post) == ("tries",)
    assert reading.library.posts_for_target("ada", "tries") == (reading.post,)
    assert "tries" in reading.library.known_targets("ada")
    assert "tries" not in reading.library.not_yet("ada")


def test_words_that_are_no_target_stay_words(a_class: AClass) -> None:
    reading = one_post(a_class, "connections: [I helped my friend, tries]\ntargets: [dots, tries]")
    assert reading.said == []
    assert reading.post.connections == ("I helped my friend", "tries")
    assert reading.library.targets_of(reading.post) == ("dots", "tries")


def test_a_slip_in_an_id_is_told_and_shown_as_words(a_class: AClass) -> None:
    reading = one_post(a_class, "connections: [lisen]")
    [problem] = reading.problems
    assert (problem.severity, problem.key) == (Severity.WARNING, "connections.0")
    assert problem.hint == "Did you mean `listen`?"
    assert reading.post.connections == ("lisen",)
