"""`slc report`: what waits, child by child, and nothing that compares them."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slc_site.build.report import today_in
from tests.cli.conftest import Run
from tests.read.conftest import write

TODAY = date(2025, 10, 20)
CLASS = """
    title: Room 12
    timezone: America/Regina
    consent: {publish: yes}
    strands: [writing, projects]
    targets:
      - {id: spaces, text: I can put spaces}
      - {id: build, text: I can build}
"""
GOAL = "---\ntitle: {title}\nset: {day}\n{more}\n---\n"


def _post(title: str, strand: str = "writing", more: str = "did_well: I tried.") -> str:
    return f"---\ntitle: {title}\ntags: [{strand}]\n{more}\n---\nText\n"


FRESH = {
    "students/kofi/student.yml": "name: Kofi\n",
    "students/kofi/posts/2025-10-02-frog.md": _post("Frog", more="did_well: Spots.\ntargets: [spaces]"),
    "students/kofi/posts/2025-09-30-pond.md": _post("Pond", "projects", "make_better: More frogs."),
    "students/kofi/goals/read.md": GOAL.format(
        title="Read", day="2025-09-30", more="evidence: [2025-10-02-frog]"
    ),
}


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slc_site.build.report.today_in", lambda timezone: TODAY)


def _room(root: Path, files: dict[str, str], of_class: str = CLASS) -> None:
    write(root, {"class.yml": of_class, **files})


def _told(slc: Run, *arguments: str) -> dict[str, Any]:
    done = slc("report", "--json", *arguments)
    assert done.status == 0, done
    result: dict[str, Any] = json.loads(done.out)["result"]
    return result


def _block(text: str, name: str) -> list[str]:
    """What is said of one child, each thing on one line."""
    [block] = [one for one in text.split("\n\n") if one.splitlines()[0] == name]
    return re.sub(r"\n    ", " ", block).replace("  - ", "").splitlines()[1:]


def test_who_has_nothing_to_catch_up_on_is_named_at_the_end(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {**FRESH, "students/ada/student.yml": "name: Ada\n"})
    done = slc("report")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Room 12 on 2025-10-20: good to look at together, one child at a time.\n")
    assert "Targets that nobody shows yet: I can build\n" in done.out
    assert _block(done.out, "Ada") == ["No post yet.", "No goal yet."]
    assert done.out.endswith("\n\nAll is fresh: Kofi\n")


def test_posts_of_the_month_count_and_those_since_a_day(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, FRESH)
    (tmp_path / "content/students/kofi/posts/2025-10-02-frog.md").unlink()
    assert "No post this month. The last one: Pond (2025-09-30)" in _block(slc("report").out, "Kofi")
    assert not any("No post" in line for line in _block(slc("report", "--since", "2025-09-30").out, "Kofi"))
    assert any(
        "No post since 2025-10-02." in line
        for line in _block(slc("report", "--since", "2025-10-02").out, "Kofi")
    )


def test_a_draft_is_no_post_yet_and_waits(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {**FRESH, "students/kofi/posts/2025-10-03-toad.md": _post("Toad", more="status: draft")})
    assert _block(slc("report").out, "Kofi") == ["1 draft to finish: Toad"]


def test_posts_without_words_are_counted_and_some_are_named(slc: Run, tmp_path: Path) -> None:
    bare = {f"students/kofi/posts/2025-10-0{day}-p.md": _post(f"Piece {day}", more="") for day in range(3, 8)}
    _room(tmp_path, {**FRESH, **bare})
    assert _block(slc("report").out, "Kofi") == [
        "5 posts without the child's words: Piece 7; Piece 6; Piece 5; and 2 more"
    ]
    [kofi] = _told(slc)["students"]
    assert [post["title"] for post in kofi["no_reflection"]] == [f"Piece {day}" for day in (7, 6, 5, 4, 3)]


def test_a_strand_with_nothing_in_it_is_named(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, FRESH)
    (tmp_path / "content/students/kofi/posts/2025-09-30-pond.md").unlink()
    assert _block(slc("report").out, "Kofi") == ["Nothing yet in: Projects"]


@pytest.mark.parametrize(
    ("day", "more", "is_due"),
    [
        ("2025-09-08", "", False),
        ("2025-09-07", "", True),
        ("2025-06-01", "progress: [{date: 2025-10-01, fraction: 1/4}]", False),
        ("2025-06-01", "progress: [{date: 2025-07-01, fraction: 1/4}]", True),
        ("2025-06-01", "review: [{date: 2025-10-01, next: keep-going}]", False),
        ("2025-06-01", "status: met", False),
        ("2025-06-01", "status: set-aside", False),
    ],
)
def test_a_goal_that_nobody_looked_at_for_six_weeks_is_named(
    slc: Run, tmp_path: Path, day: str, more: str, is_due: bool
) -> None:
    shown = f"evidence: [2025-10-02-frog]\n{more}"
    _room(
        tmp_path, {**FRESH, "students/kofi/goals/write.md": GOAL.format(title="Write", day=day, more=shown)}
    )
    said = slc("report").out
    assert ("Goals not looked at for six weeks or more: Write" in said) is is_due
    assert ("All is fresh: Kofi" in said) is not is_due


def test_telling_of_a_goal_in_a_follow_up_is_a_look_and_its_work_is_evidence(
    slc: Run, tmp_path: Path
) -> None:
    goal = GOAL.format(title="Write", day="2025-06-01", more="")
    follow = "follow_up: [{date: 2025-10-10, goals: {write: {did: I wrote., evidence: [2025-10-02-frog]}}}]"
    files = {
        **FRESH,
        "students/kofi/goals/write.md": goal,
        "conferences/fall/conference.yml": "title: Fall\n",
        "students/kofi/conferences/fall.md": f"---\n{follow}\n---\n",
    }
    _room(tmp_path, files)
    assert "All is fresh: Kofi" in slc("report").out


def test_a_goal_without_work_and_one_whose_day_has_come_are_named_once_each(slc: Run, tmp_path: Path) -> None:
    goal = GOAL.format(title="Write", day="2025-06-01", more="due: 2025-10-19")
    _room(tmp_path, {**FRESH, "students/kofi/goals/write.md": goal})
    assert _block(slc("report").out, "Kofi") == [
        "Goals whose day has come; how did it go? Write",
        "Goals that no work shows yet: Write",
    ]
    [kofi] = _told(slc)["students"]
    assert [goal["slug"] for goal in kofi["goals_not_looked_at"]] == ["write"]


def test_consent_is_said_of_one_child_or_of_the_class(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {**FRESH, "students/ada/student.yml": "name: Ada\nconsent: no\n"})
    assert "No consent: nothing goes on the web." in _block(slc("report").out, "Ada")
    _room(tmp_path, {}, CLASS.replace("yes", "no"))
    said = slc("report").out
    assert "No family's consent is written down yet, so nothing of anybody goes on the web." in said
    assert "No consent:" not in said


def test_the_order_is_that_of_the_roster_whoever_has_much_to_do(slc: Run, tmp_path: Path) -> None:
    names = {f"students/{name.lower()}/student.yml": f"name: {name}\n" for name in ("Zoe", "Ada", "Mia")}
    busy = {"students/mia/posts/2025-10-03-x.md": _post("X", more="")}
    _room(tmp_path, {**names, **busy, **FRESH})
    assert [student["name"] for student in _told(slc)["students"]] == ["Ada", "Kofi", "Mia", "Zoe"]
    said = slc("report").out
    assert said.index("\nAda\n") < said.index("\nMia\n") < said.index("\nZoe\n")
    assert not re.search(r"%|\d+ of \d+|score|rank|average|best", said)


def test_two_children_of_one_name_are_told_apart(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {f"students/{slug}/student.yml": "name: Ada\n" for slug in ("ada", "ada-2")})
    said = slc("report").out
    assert "\nAda (ada)\n" in said
    assert "\nAda (ada-2)\n" in said


def test_no_line_is_wider_than_80_columns(slc: Run, tmp_path: Path) -> None:
    titles = ["漢字" * 60, "A" * 200, "One word after the other " * 9, "🦉" * 90]
    posts = {f"students/kofi/posts/2025-10-0{n}-p.md": _post(t, more="") for n, t in enumerate(titles, 3)}
    _room(tmp_path, {**FRESH, **posts}, CLASS.replace("I can build", "I can build " * 20))
    lines = slc("report").out.splitlines()
    columns = [sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in lines]
    assert max(columns) <= 80
    assert any("漢" in line for line in lines) or any("🦉" in line for line in lines)


def test_the_same_is_said_as_plain_values(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, FRESH)
    assert _told(slc) == {
        "date": "2025-10-20",
        "since": "2025-10-01",
        "goals_since": "2025-09-08",
        "students": [
            {
                "slug": "kofi",
                "name": "Kofi",
                "fresh": True,
                "consent": True,
                "new_post": True,
                "last_post": "2025-10-02",
                "drafts": [],
                "no_reflection": [],
                "empty_strands": [],
                "goal": True,
                "goals_not_looked_at": [],
                "goals_whose_day_has_come": [],
                "goals_without_evidence": [],
            }
        ],
        "untouched_targets": ["I can build"],
        "forms": [],
        "unread": 0,
    }


_FORMS = {
    "report-cards/fall.yml": "title: Fall card\nterm: fall\n",
    "report-cards/winter.yml": "title: Winter card\nterm: winter\n",
    "conferences/fall/conference.yml": "title: Conferences\nterm: fall\nagenda: [welcome]\n",
    "conferences/party/conference.yml": "title: Our party\nagenda: [welcome]\n",
    **{f"students/{slug}/student.yml": f"name: {slug.capitalize()}\n" for slug in ("zoe", "mika", "ada")},
    "students/zoe/report-cards/fall.yml": "state: handed-in\n",
    "students/zoe/conferences/fall.md": "---\nstate: handed-in\n---\n",
    "students/mika/report-cards/fall.yml": "state: draft\n",
    "students/mika/conferences/fall.md": "---\nstate: teacher-done\n---\n",
    "students/ada/report-cards/fall.yml": "state: handed-in\n",
    "students/ada/report-cards/winter.yml": "{}\n",
    "students/ada/conferences/party.md": "---\nstate: draft\n---\n",
}


def test_forms_that_wait_are_named_by_term_in_the_order_of_the_roster(slc: Run, tmp_path: Path) -> None:
    terms = (
        "\nterms:\n  - {id: fall, title: Fall, start: 2025-09-01, end: 2025-10-01}\n"
        "  - {id: winter, title: Winter, start: 2026-01-05, end: 2026-03-01}\n"
    )
    _room(tmp_path, _FORMS, f"title: Room 12\n{terms}")
    assert _block(slc("report").out, "Report cards and conferences") == [
        "Fall: handed in, waiting for you: Ada (card), Zoe (card, conference)",
        "Fall: still being written: Mika (card)",
        "Our party: still being written: Ada (conference)",
    ]
    assert _told(slc)["forms"] == [
        {
            "term": "fall",
            "title": "Fall",
            "handed_in": [
                {"student": "ada", "kind": "report-card", "slug": "fall"},
                {"student": "zoe", "kind": "report-card", "slug": "fall"},
                {"student": "zoe", "kind": "conference", "slug": "fall"},
            ],
            "drafts": [{"student": "mika", "kind": "report-card", "slug": "fall"}],
        },
        {
            "term": "party",
            "title": "Our party",
            "handed_in": [],
            "drafts": [{"student": "ada", "kind": "conference", "slug": "party"}],
        },
    ]


def test_forms_that_say_nothing_of_themselves_or_are_done_wait_for_nobody(slc: Run, tmp_path: Path) -> None:
    states = {"handed-in": "final", "draft": "teacher-done", "state: teacher-done": ""}
    files = dict(_FORMS)
    for before, after in states.items():
        files = {file: text.replace(before, after) for file, text in files.items()}
    _room(tmp_path, files)
    assert _told(slc)["forms"] == []
    assert "Report cards and conferences" not in slc("report").out


def test_what_could_not_be_read_is_owned_up_to(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {**FRESH, "students/kofi/posts/2025-10-04-x.md": "---\ntitle: [\n---\n"})
    done = slc("report")
    assert done.status == 0
    assert "in content could not be read, so this may not be all: slc check" in done.out


def test_a_class_that_begins_is_told_how(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, {})
    assert "There is no student yet. Begin with: slc new student" in slc("report").out


def test_a_class_that_cannot_be_read_is_a_failure(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = slc("report")
    assert done.status == 1
    assert "There is no class.yml here." in done.err


def test_a_day_to_come_is_refused(slc: Run, tmp_path: Path) -> None:
    _room(tmp_path, FRESH)
    done = slc("report", "--since", "2025-10-21")
    assert done.status == 2
    assert "2025-10-21 is still to come." in done.err


def test_the_day_is_that_of_the_class() -> None:
    # 26 hours lie between these two: it is never one day in both.
    assert today_in("Pacific/Kiritimati") > today_in("Etc/GMT+12")
    assert today_in("Nowhere/At-All") == today_in("UTC")
