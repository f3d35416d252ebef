"""What a goal may say: all of it is read, a slip costs only itself, the personal stays in the family."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from slc_site.model.audience import Audience
from slc_site.model.goal import (
    Decision,
    Goal,
    GoalMeasure,
    GoalStep,
    Kept,
    PaperProof,
    Parts,
    Progress,
    Promise,
    Review,
    Voice,
)  # fmt: skip
from slc_site.model.post import PaperItem
from slc_site.model.student_conference import FollowUp, GoalSince, Helper
from tests.read.conftest import AClass, Reading

POST = "students/ada/posts/2026-10-05-frog.md"
GOAL = "students/ada/goals/read.md"
A_POST = "---\ntitle: Frog\ntags: [writing]\n---\n"
CLASS = (
    "title: x\naccess: {goals: public}\nconsent: {publish: yes}\n"
    "terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]\n"
    "targets: [{id: tries, text: I try, kind: skill}]\n"
)


def one_goal(a_class: AClass, keys: str, **files: str) -> Reading:
    """Read a class whose goals are public, with one post and one goal."""
    goal = f"---\ntitle: Read\n{keys}\n---\nWhy.\n"
    return a_class({"class.yml": CLASS, POST: A_POST, GOAL: goal, **files})


def the(reading: Reading) -> Goal:
    """Return the goal of `one_goal`."""
    return reading.library.goal["ada", "read"]


# -- all keys -------------------------------------------------------------------------------------------


def test_all_that_a_goal_may_say(a_class: AClass) -> None:
    reading = one_goal(
        a_class,
        """by: together
area: reading
skill: Tries
helps_in: math
set: 2026-09-10
measure: {unit: pages, start: 1, target: 8, how: "We count on Friday, together."}
steps: [I begin, {text: I go on, date: 2026-10-01}]
strategies: {school: A quiet corner, home: [No television, "A lamp, lit"]}
progress:
  - {date: 2026-11-01, value: 4, helped: The lamp., in_the_way: My brother., proud_of: I did not stop.}
commitments: {student: I read., parent: We listen.}
kept: {student: kept, parent: {answer: partly, note: We were away.}}
helped: [The lamp., The corner.]
in_the_way: Noise.
review:
  - {date: 2026-11-20, term: Fall, next: keep-going, note: Half., proud_of: It., used: I read to Mum.}
  - {date: 2026-10-20, decision: change}
evidence:
  - 2026-10-05-frog
  - {paper: {where: "binder, Reading", pages: 2-5}, shows: My list.}
  - {paper: shelf}""".replace("decision: change", "next: change"),
    )
    assert reading.said == []
    goal = the(reading)
    assert (goal.by, goal.area, goal.is_personal) == (None, "reading", False)
    assert (goal.skill, goal.helps_in) == ("tries", "math")
    assert goal.measure == GoalMeasure(Decimal(8), "pages", Decimal(1))
    assert goal.how == "We count on Friday, together."
    assert goal.steps == (GoalStep("I begin"), GoalStep("I go on", date(2026, 10, 1)))
    assert (goal.at_school, goal.at_home) == (("A quiet corner",), ("No television", "A lamp, lit"))
    assert goal.progress == (
        Progress(
            date(2026, 11, 1),
            Decimal(4),
            helped="The lamp.",
            in_the_way="My brother.",
            proud_of="I did not stop.",
        ),
    )
    assert goal.promises == (
        Promise(Voice.STUDENT, "I read.", Kept.KEPT),
        Promise(Voice.PARENT, "We listen.", Kept.PARTLY, "We were away."),
    )
    assert (goal.helped, goal.in_the_way) == (("The lamp.", "The corner."), ("Noise.",))
    assert goal.reviews == (
        Review(date(2026, 10, 20), Decision.CHANGE),
        Review(date(2026, 11, 20), Decision.KEEP_GOING, "fall", "Half.", "It.", "I read to Mum."),
    )
    assert goal.evidence == ("2026-10-05-frog",)
    assert goal.papers == (
        PaperProof(PaperItem("binder, Reading", "2-5"), "My list."),
        PaperProof(PaperItem("shelf")),
    )


@pytest.mark.parametrize(
    ("typed", "measure", "how"),
    [
        ("3", GoalMeasure(Decimal(3)), ""),
        ('"2,5"', GoalMeasure(Decimal("2.5")), ""),
        ("3 sentences", None, "3 sentences"),
        ("{how: We look.}", None, "We look."),
        ("{unit: reminders, start: 5, target: 1}", GoalMeasure(Decimal(1), "reminders", Decimal(5)), ""),
    ],
)
def test_a_measure_is_numbers_or_words(
    a_class: AClass, typed: str, measure: GoalMeasure | None, how: str
) -> None:
    reading = one_goal(a_class, f"measure: {typed}")
    assert reading.said == []
    assert (the(reading).measure, the(reading).how) == (measure, how)


@pytest.mark.parametrize(
    ("typed", "slugs", "shows"),
    [
        ("read", ("read",), {}),
        ("[read]", ("read",), {}),
        ('"read, read"', ("read",), {}),
        ("{Read: It is long.}", ("read",), {"read": "It is long."}),
        ("[{read: It is long.}]", ("read",), {"read": "It is long."}),
        ("[{goal: read, shows: It is long.}]", ("read",), {"read": "It is long."}),
        ("{read: }", ("read",), {}),
    ],
)
def test_a_post_names_its_goals_and_may_say_what_it_shows(
    a_class: AClass, typed: str, slugs: tuple[str, ...], shows: dict[str, str]
) -> None:
    reading = one_goal(a_class, "", **{POST: A_POST.replace("tags", f"goals: {typed}\ntags")})
    assert reading.said == []
    assert (reading.post.goals, reading.post.goal_words) == (slugs, shows)


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("2026-10-05-frog", {}),
        ('"2026-10-05-frog, 2026-10-05-frog"', {}),
        ("[{post: 2026-10-05-frog, shows: A rhyme.}, 2026-10-05-frog]", {"2026-10-05-frog": "A rhyme."}),
    ],
)
def test_a_goal_names_its_evidence_and_may_say_what_it_shows(
    a_class: AClass, typed: str, shows: dict[str, str]
) -> None:
    reading = one_goal(a_class, f"evidence: {typed}")
    assert reading.said == []
    assert (the(reading).evidence, the(reading).shows) == (("2026-10-05-frog",), shows)


# -- what is personal -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [
        "area: personal",
        "area: Personal",
        "area: home",
        "area: at home",
        "area: personel",
        "area: [personal]",
        "areas: personal",
        "personal: yes",
        "area: personal\naccess: public",
        "area: personal\naccess: class",
    ],
)
def test_a_personal_goal_is_never_for_more_people_than_the_family(a_class: AClass, keys: str) -> None:
    assert the(one_goal(a_class, keys)).audience is Audience.FAMILY


@pytest.mark.parametrize(("word", "audience"), [("conference", Audience.CONFERENCE), ("x", Audience.TEACHER)])
def test_a_personal_goal_can_be_for_fewer(a_class: AClass, word: str, audience: Audience) -> None:
    assert the(one_goal(a_class, f"area: personal\naccess: {word}")).audience is audience


def test_a_teacher_hears_why_a_personal_goal_is_not_public(a_class: AClass) -> None:
    reading = one_goal(a_class, "area: personal\naccess: public")
    assert [(problem.line, problem.key, problem.code) for problem in reading.problems] == [
        (4, "access", "wider-access")
    ]
    assert one_goal(a_class, "area: personal").said == []


@pytest.mark.parametrize("keys", ["area: reading", "area: social studies", "area:", ""])
def test_any_other_goal_is_for_whom_the_class_says(a_class: AClass, keys: str) -> None:
    reading = one_goal(a_class, keys)
    assert (the(reading).audience, reading.said) == (Audience.PUBLIC, [])


# -- slips ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "line", "key"),
    [
        ("set: 2026-10-01\nprogress: [{date: 2026-09-01, fraction: 1/4}]", 4, "progress.0.date"),
        ("progress: [{date: 2026-12-01, fraction: 1/4}]", 3, "progress.0.date"),
        ("measure: 3\nprogress: [{date: 2026-11-01, value: -1}]", 4, "progress.0.value"),
        ("progress: [{date: 2026-11-01, value: 1}]", 3, "progress.0.value"),
        ("set: 2026-10-01\ndue: 2026-09-01", 4, "due"),
        ("set: 2026-10-01\nreview: [{date: 2026-09-01}]", 4, "review.0.date"),
        ("review: [{date: 2026-11-01, term: autumn}]", 3, "review.0.term"),
        ("evidence: [{post: toad, shows: x}]", 3, "evidence.0"),
    ],
)
def test_a_slip_is_told_with_its_place_and_all_is_shown(
    a_class: AClass, keys: str, line: int, key: str
) -> None:
    reading = one_goal(a_class, keys)
    (problem,) = reading.problems
    assert (problem.file, problem.line, problem.key) == (f"content/{GOAL}", line, key)
    assert problem.hint
    assert len(the(reading).progress) == keys.count("progress")
    assert reading.errors == []


def test_a_goal_may_go_down_even_below_nothing(a_class: AClass) -> None:
    assert one_goal(a_class, "measure: {start: 4, target: 0}").said == []
    cold = "measure: {start: 0, target: -10}\nprogress: [{date: 2026-11-01, value: -3}]"
    assert one_goal(a_class, cold).said == []


def test_the_places_of_slips_count_what_was_taken_out_before(a_class: AClass) -> None:
    entries = ("{date: 2026-11-01, fraction: 5/4}", "{date: 2026-11-02}", "{date: 2026-11-03, value: 1}")
    keys = "\n  - ".join(("progress:", *entries))
    found = [(problem.line, problem.key) for problem in one_goal(a_class, keys).problems]
    assert (6, "progress.2.value") in found


def goals_of_a_circle(*follows: str) -> dict[str, str]:
    return {
        f"students/ada/goals/g{number}.md": (
            f"---\ntitle: G {number}\nset: 2026-10-0{number}\nfollows: {slug}\n---\n"
        )
        for number, slug in enumerate(follows, 1)
        if slug
    }


@pytest.mark.parametrize(
    ("follows", "kept", "told"),
    [
        (("g1",), [None], ["g1"]),
        (("g2", "g1"), [None, "g1"], ["g1"]),
        (("g3", "g1", "g2"), [None, "g1", "g2"], ["g1"]),
        (("g3", "g3", "g2"), ["g3", None, "g2"], ["g2"]),
        (("g2", "g1", "g4", "g3"), [None, "g1", None, "g3"], ["g1", "g3"]),
    ],
)
def test_a_circle_of_goals_is_cut_where_it_began(
    a_class: AClass, follows: tuple[str, ...], kept: list[str | None], told: list[str]
) -> None:
    reading = a_class(goals_of_a_circle(*follows))
    assert [goal.follows for goal in reading.library.goals] == kept
    assert [(problem.file, problem.line, problem.key) for problem in reading.problems] == [
        (f"content/students/ada/goals/{slug}.md", 4, "follows") for slug in told
    ]


def test_two_goals_of_one_name_are_told_unless_one_goes_on_with_the_other(a_class: AClass) -> None:
    twin = "students/ada/goals/twin.md"
    reading = one_goal(a_class, "", **{twin: "---\ntitle: READ\n---\n"})
    assert [(problem.file, problem.key) for problem in reading.problems] == [(f"content/{twin}", "title")]
    assert len(reading.library.goals) == 2
    assert one_goal(a_class, "", **{twin: "---\ntitle: Read\nfollows: read\n---\n"}).said == []


# -- some weeks later -----------------------------------------------------------------------------------


def test_all_that_can_be_told_some_weeks_later(a_class: AClass) -> None:
    told = """---
follow_up:
  - date: 2026-11-20
    goals:
      READ:
        {did: Every day., fraction: 3/4, evidence: 2026-10-05-frog, hard: Names., help: Say them.,
         help_from: "family, friend", next: A long book.}
    family_input: We listen.
    used: I read louder.
    ask: Which book?
    note_back: The bear.
  - {date: 2026-11-06, goals: {read: Most days.}}
---
"""
    files = {"conferences/fall/conference.yml": "title: Fall\n", "students/ada/conferences/fall.md": told}
    reading = one_goal(a_class, "", **files)
    assert reading.said == []
    first, second = reading.library.student_conferences[0].follow_up
    assert first == FollowUp(date(2026, 11, 6), {"read": GoalSince("Most days.")})
    since = GoalSince(
        "Every day.",
        Parts(3, 4),
        ("2026-10-05-frog",),
        "Names.",
        "Say them.",
        (Helper.FAMILY, Helper.FRIEND),
        "A long book.",
    )
    assert second == FollowUp(
        date(2026, 11, 20), {"read": since}, "We listen.", "I read louder.", "Which book?", "The bear."
    )
