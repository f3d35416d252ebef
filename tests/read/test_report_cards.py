"""Self-report cards: what the class asks, what a child answers, and every slip told where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from slc_site.model.audience import Audience
from slc_site.model.report_card import FOR_THE_YOUNGEST, CanDo, SubjectReport
from slc_site.problems import Severity
from tests.read.conftest import AClass, Reading

LEVELS = "levels: {4: I do it alone, 3: I do it, 2: I need help, 1: Not yet}"
CARD = f"""
    title: Fall card
    subjects:
      - id: reading
        title: Reading
        can_do:
          - {{id: retell, text: I can retell, level: 3, standard: RL.1.2}}
          - {{id: fluent, text: I am fast}}
        {LEVELS}
      - {{id: math, can_do: [{{id: add, text: I can add}}], {LEVELS}}}
    habits: [{{id: share, text: I share}}]
    """
OWN = "students/ada/report-cards/fall.yml"
POST = "students/ada/posts/2026-10-05-frog.md"


def a_card(a_class: AClass, text: str, rubric: str = CARD, **files: str) -> Reading:
    """Read a class with one card and what Ada answers."""
    return a_class({"report-cards/fall.yml": rubric, OWN: text, **files})


def told(reading: Reading) -> list[tuple[str, int | None, str | None, str, str]]:
    """Return file, line, key, code and severity of each problem."""
    return [
        ((it.file or "").rpartition("/")[2], it.line, it.key, it.code, it.severity.name.lower())
        for it in reading.problems
    ]


def test_everything_a_card_can_say_is_read(a_class: AClass) -> None:
    answer = """
        date: 2026-11-10
        reading:
          {can_do: [retell], how: {fluent: partly proficient}, self: 3, because: I retell.,
          evidence: [2026-10-05-frog]}
        behaviour: {habits: [share], student: I share., teacher: Kind.}
        """
    reading = a_class(
        {"report-cards/fall.yml": CARD, OWN: answer, POST: "---\ntitle: Frog\ntags: [writing]\n---\nx\n"}
    )
    assert reading.said == []
    (card,) = reading.library.self_reports
    assert (card.filled_in, card.habits) == (date(2026, 11, 10), ("share",))
    assert card.subjects == (
        SubjectReport(
            "reading",
            can_do=("retell", "fluent"),
            self_grade="3",
            because="I retell.",
            how={"fluent": "2"},
            evidence=("2026-10-05-frog",),
        ),
    )
    (rubric,) = reading.library.rubrics
    assert rubric.subjects[0].can_do[0] == CanDo("retell", "I can retell", "3", "RL.1.2")
    assert rubric.habits == (CanDo("share", "I share"),)


def test_a_scale_may_be_named(a_class: AClass) -> None:
    reading = a_class({"report-cards/fall.yml": "title: x\nscale: K-2\n"})
    assert (reading.said, reading.library.rubrics[0].scale) == ([], FOR_THE_YOUNGEST)
    (said,) = a_class({"report-cards/fall.yml": "title: x\nscale: stars\n"}).said
    assert said.startswith("content/report-cards/fall.yml:2: scale: I know no scale `stars`. Write `k-2`")


# -- what a child's card may get wrong --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "problem", "remedy"),
    [
        (
            "reading: {self: 5, because: x}",
            ("self", "grade", "error"),
            "Write `4`, `3`, `2`, `1`, `N` or `X`",
        ),
        ("reading: {teacher: A}", ("teacher", "grade", "error"), "N is for not enough work yet"),
        ("reading: {how: {retell: N}}", ("how.retell", "grade", "error"), "Write `4`, `3`, `2` or `1`."),
        ("reading: {self: 3}", ("self", "no-reason", "note"), "write `because: I …`"),
        ("reading: {because: I try.}", ("because", "no-grade", "note"), "Write `self: …`"),
        ("reading: {can_do: [add]}", ("can_do.0", "moved", "warning"), "It is in `math`: tick it there."),
        ("reading: {can_do: [retel]}", ("can_do.0", "no-such-thing", "warning"), "Did you mean `retell`?"),
        ("reading: {how: {I can add: 3}}", ("how.I can add", "moved", "warning"), "It is in `math`"),
        ("reading: {evidence: [2026-frog]}", ("evidence.0", "no-such-thing", "warning"), "no post yet"),
    ],
)
def test_a_slip_is_told_with_its_place_and_what_to_write_and_the_rest_is_kept(
    a_class: AClass, answer: str, problem: tuple[str, str, str], remedy: str
) -> None:
    reading = a_card(a_class, f"math: {{can_do: [add]}}\n{answer}\n")
    key, code, severity = problem
    assert told(reading) == [("fall.yml", 2, f"reading.{key}", code, severity)]
    assert remedy in reading.said[0]
    (card,) = reading.library.self_reports
    assert {said.subject: said.can_do for said in card.subjects}["math"] == ("add",)


@pytest.mark.parametrize("answer", ["self: X", "self: x", "self: N, because: I began."])
def test_what_was_not_taught_needs_no_reason(a_class: AClass, answer: str) -> None:
    assert a_card(a_class, f"reading: {{{answer}}}\n").said == []


def test_a_statement_that_is_on_another_card_of_the_class_is_found_there(a_class: AClass) -> None:
    winter = "title: W\nsubjects: [{id: writing, can_do: [{id: plan, text: I plan}]}]\n"
    reading = a_card(a_class, "reading: {can_do: [plan]}\n", **{"report-cards/winter.yml": winter})
    (said,) = [problem for problem in reading.problems if problem.code == "moved"]
    assert "It is in the card `winter`, in `writing`." in str(said)


@pytest.mark.parametrize(
    ("start", "end", "severity", "words"),
    [
        ("2026-09-01", "2026-12-18", Severity.NOTE, "is not over before 2026-12-18"),
        ("2027-01-05", "2027-03-20", Severity.WARNING, "only begins on 2027-01-05"),
        ("2026-09-01", "2026-11-21", None, ""),
    ],
)
def test_cards_of_a_term_that_is_not_over_are_told_of_once_for_the_class(
    a_class: AClass, start: str, end: str, severity: Severity | None, words: str
) -> None:
    files = {
        "class.yml": f"title: R\nterms: [{{id: fall, start: {start}, end: {end}}}]\n",
        "report-cards/fall.yml": "title: Fall\nterm: fall\n",
        **{f"students/{slug}/student.yml": f"name: {slug}\n" for slug in ("ada", "ben")},
    }
    share = "behaviour: {student: I share.}\n"
    cards = {f"students/{slug}/report-cards/fall.yml": share for slug in ("ada", "ben")}
    assert a_class(files).said == [], "nobody has filled it in"
    reading = a_class({**files, **cards})
    if severity is None:
        assert reading.said == []
    else:
        assert told(reading) == [("fall.yml", 2, "term", "early-card", severity.name.lower())]
        assert words in reading.said[0]
    assert len(reading.library.self_reports) == 2


# -- what the class's card may get wrong -----------------------------------------------------------------


def test_a_level_that_nobody_described_is_told(a_class: AClass) -> None:
    slip = CARD.replace("2: I need help, 1: Not yet", "1: ", 1)
    reading = a_card(a_class, "reading: {can_do: [retell]}\n", slip)
    (warning,) = reading.problems
    assert (warning.line, warning.key, warning.code) == (8, "subjects.0.levels", "no-criteria")
    assert warning.severity is Severity.WARNING
    assert warning.message == "Nothing says what `2` and `1` look like in `reading`."
    assert "`levels: {2: I …}`" in str(warning.hint)
    assert reading.library.self_reports[0].subjects[0].can_do == ("retell",)


def test_a_statement_describes_its_level(a_class: AClass) -> None:
    subject = "{id: a, levels: {1: I try}, can_do: [{text: b, level: got it}]}"
    text = f"title: x\nscale: {{2: Got it, 1: Not yet}}\nsubjects: [{subject}]\n"
    assert a_class({"report-cards/fall.yml": text}).said == []


def test_a_class_that_wants_no_criteria_hears_of_it_quietly(a_class: AClass) -> None:
    reading = a_class({"report-cards/fall.yml": "title: x\nsubjects: [{id: a}]\n"})
    assert [(problem.code, problem.severity) for problem in reading.problems] == [
        ("no-criteria", Severity.NOTE)
    ]


@pytest.mark.parametrize("where", ["class.yml", "students/ada/student.yml"])
@pytest.mark.parametrize("word", ["public", "class"])
def test_cards_are_never_for_more_people_than_the_family(a_class: AClass, where: str, word: str) -> None:
    start = "title: R\n" if where == "class.yml" else "name: Ada\n"
    reading = a_card(
        a_class, "reading: {can_do: [retell]}\n", **{where: f"{start}access: {{report-cards: {word}}}\n"}
    )
    assert [(problem.key, problem.code) for problem in reading.problems] == [
        ("access.report-cards", "wide-cards")
    ]
    assert "Write `family`" in reading.said[0]
    assert reading.library.self_reports[0].audience is Audience.FAMILY
