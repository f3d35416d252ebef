"""`slc planner`: what is next, what is late, and the page of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.cli.conftest import Run
from tests.read.conftest import write

FILES = {
    "class.yml": "title: Room 12\ntimezone: America/Regina\n"
    "terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]\n",
    "conferences/fall/conference.yml": "title: Fall conferences\nterm: fall\n"
    "planner: {steps: [{step: cake, day: -3, title: We <bake>, teacher: Buy flour.}]}\n"
    "schedule:\n  windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]\n"
    "  slots: [{student: ada, start: 2026-11-19 16:30}]\n",
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/conferences/fall.md": "---\ncards: {welcome: Hello}\n"
    "parent_input: {private: Xprivate}\n---\n",
    "students/ben/student.yml": "name: Ben\n",
}
PAGE = "print/fall-planner.html"


@pytest.fixture(autouse=True)
def _a_class(tmp_path: Path) -> None:
    write(tmp_path, FILES)


def result(slc: Run, *arguments: str) -> dict[str, Any]:
    done = slc("planner", "fall", "--json", *arguments)
    assert done.status == 0, done
    said: dict[str, Any] = json.loads(done.out)["result"]
    return said


def test_it_is_said_what_is_late_and_what_is_next(slc: Run, tmp_path: Path) -> None:
    done = slc("planner", "fall", "--on", "2026-11-11")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Fall conferences: Thu Nov 19, 2026. It is Wed Nov 11: 8 days before.",
        "",
        "Late:",
        "  Tue Sep 1 to Thu Oct 1  First piece, and consent (first-piece): 0 of 2, nobody yet",
        "  Thu Oct 22  The letter goes home (letter)",
        "  Fri Oct 30 to Mon Nov 9  Sign-up opens (sign-up): 1 of 2, missing: Ben",
        "  Thu Nov 5  Invitations, and the form for families (invitation)",
        "  Mon Nov 9  Best work is chosen (picks): 0 of 2, nobody yet",
        "  Mon Nov 9  Note cards are written (cards): 1 of 2, missing: Ben",
        "",
        "Now:",
        "  Thu Oct 29 to Thu Nov 12  Self-report cards begin (student-form)",
        "",
        "Next:",
        "  Thu Nov 12  Role-play (role-play)",
        "  Thu Nov 12  Families' forms are back (family-forms): 1 of 2, missing: Ben",
        "  Fri Nov 13  Your own part is written (teacher-part): 0 of 2, nobody yet",
        "  Mon Nov 16  We <bake> (cake)",
        "",
        "Done: 0. Still to come after that: 8.",
        f"The whole plan, to print: {tmp_path / PAGE}",
    ]


def test_after_the_conference_what_was_before_is_not_late_any_more(slc: Run) -> None:
    out = slc("planner", "--on", "2026-11-24").out
    assert "Late:\n  Fri Nov 20 to Mon Nov 23  How did it go? (debrief): 0 of 2, nobody yet\n" in out
    assert "Left over from before the conference: first-piece, letter, " in out


def test_for_other_programs_everything_is_a_plain_value(slc: Run, tmp_path: Path) -> None:
    said = result(slc, "--on", "2026-11-11")
    assert (said["conference"], said["days"], said["today"]) == ("fall", ["2026-11-19"], "2026-11-11")
    by_name = {step["step"]: step for step in said["steps"]}
    assert by_name["cards"] == {
        "step": "cards",
        "day": "2026-11-09",
        "until": "2026-11-09",
        "offset": -10,
        "moved_from": None,
        "title": "Note cards are written",
        "teacher": "Help to find words: a sentence to begin with is enough.",
        "student": "Write a note card for each part, in their own words.",
        "result": "Each child knows what to say.",
        "standing": "late",
        "is_done": False,
        "is_ticked": False,
        "done": ["Ada"],
        "missing": ["Ben"],
    }
    assert by_name["teacher-part"]["moved_from"] == "2026-11-14"
    assert Path(said["file"]) == tmp_path / PAGE


def test_letters_that_were_printed_are_seen(slc: Run, tmp_path: Path) -> None:
    def made(*arguments: str) -> dict[str, bool]:
        if arguments:
            assert slc("print", "letters", "fall", "--as", "page", *arguments).status == 0
        steps = result(slc, "--on", "2026-11-11")["steps"]
        return {step["step"]: step["is_done"] for step in steps if step["step"] in ("letter", "invitation")}

    assert made() == {"letter": False, "invitation": False}
    assert made("--kind", "first") == {"letter": True, "invitation": False}
    assert made("--kind", "invitation") == {"letter": True, "invitation": True}


def test_the_page_has_three_columns_and_every_step(slc: Run, tmp_path: Path) -> None:
    result(slc, "--on", "2026-11-11")
    file = tmp_path / PAGE
    page = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    assert [head.text for head in page.iter("th") if head.get("scope") == "col"] == [
        "You",
        "The children",
        "What comes of it",
    ]
    rows = [[cell.text or "" for cell in row.iter("td")] for row in page.iter("tr")]
    assert len([row for row in rows if row]) == 19
    assert ["Buy flour.", "", ""] in rows
    heads = ["".join(head.itertext()).split() for head in page.iter("th") if head.get("scope") == "rowgroup"]
    words = [" ".join(head) for head in heads]
    assert "Mon, Nov 9 Note cards are written Late 10 days before · 1 of 2 · missing: Ben" in words
    assert "Fri, Nov 13 Your own part is written 5 days before · no school on Sat, Nov 14" in words
    assert "Mon, Nov 16 We <bake> 3 days before" in words
    assert "Xprivate" not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_page_speaks_the_language_of_the_class(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"class.yml": FILES["class.yml"] + "language: ar\n"})
    result(slc)
    page = html5lib.parse((tmp_path / PAGE).read_text("utf-8"), namespaceHTMLElements=False)
    section = next(page.iter("section"))
    assert (section.get("lang"), section.get("dir")) == ("ar", "rtl")


def test_a_sign_up_before_the_letter_is_refused(slc: Run, tmp_path: Path) -> None:
    file = "conferences/fall/conference.yml"
    write(tmp_path, {file: FILES[file].replace("{step: cake", "{step: sign-up, day: -40}, {step: cake")})
    for command in (("planner", "fall"), ("calendar", "fall"), ("check",)):
        done = slc(*command)
        assert done.status == 1
        assert "before they have the letter on 2026-10-22" in done.err


def test_a_conference_without_a_day_is_asked_for_it(slc: Run, tmp_path: Path) -> None:
    write(tmp_path, {"conferences/fall/conference.yml": "title: Fall conferences\n"})
    done = slc("planner")
    assert done.status == 2
    assert "I do not know when Fall conferences is. Write its windows into " in done.err
    assert not (tmp_path / "print").exists()


def test_a_day_that_is_none_is_misuse(slc: Run) -> None:
    assert slc("planner", "fall", "--on", "soon").status == 2


def test_a_broken_template_of_the_class_is_said(slc: Run, tmp_path: Path) -> None:
    theme = tmp_path / "themes/ours"
    (theme / "paper").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "default"\n')
    (theme / "paper/planner.html").write_text("{{ sheet.nothing }}")
    write(tmp_path, {"class.yml": FILES["class.yml"] + "theme: ours\n"})
    done = slc("planner", "fall")
    assert done.status == 1
    assert "themes/ours/paper/planner.html" in done.err
    assert "The plan was not made." in done.out
