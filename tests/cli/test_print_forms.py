"""`slc print forms`: which forms, for which conference, in which language."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done, Run
from tests.read.conftest import write

FILES = {
    "class.yml": "title: Room 12\nlanguage: en-GB\ngrade: 1\n",
    "students/ada/student.yml": "name: Ada\n",
    "conferences/fall/conference.yml": "title: Fall conferences\n"
    "schedule: {windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00}]}\n",
    "conferences/spring/conference.yml": "title: Spring conferences\n",
}


@pytest.fixture(autouse=True)
def _a_class(tmp_path: Path) -> None:
    write(tmp_path, FILES)


def made(slc: Run, *arguments: str) -> tuple[dict[str, Any], str]:
    """Return what the command says it came to, and the page that it made for the browser."""
    done = slc("print", "forms", "--html", "--json", *arguments)
    assert done.status == 0, done
    said: dict[str, Any] = json.loads(done.out)["result"]
    return said, Path(said["file"]).read_text("utf-8")


def sheets(page: str) -> list[str]:
    """Return the names of the forms on a page."""
    return re.findall(r'<section class="sheet forms ([\w-]+) ', page)


def test_all_forms_are_made_with_a_page_before_them(slc: Run) -> None:
    said, page = made(slc)
    assert sheets(page) == ["pack", *said["forms"]]
    assert len(said["forms"]) >= 19
    assert Path(said["file"]).name == "forms.html"
    assert "size: 210mm 297mm" in page
    assert "Ada" not in re.sub(r"data:[^)\"]+", "", page)


def test_only_those_that_are_named_are_made_once_each(slc: Run) -> None:
    said, page = made(slc, "debrief", "Feedback", "debrief")
    assert said["forms"] == ["debrief", "feedback"]
    assert sorted(sheets(page)) == ["debrief", "feedback"]


def test_with_a_conference_the_days_stand_on_them(slc: Run) -> None:
    _, page = made(slc, "parent-input", "--conference", "fall")
    assert "12 Nov 2026" in page
    _, without = made(slc, "parent-input")
    assert "2026" not in re.sub(r"data:[^)\"]+", "", without)


def test_they_speak_another_language_on_other_paper(slc: Run) -> None:
    said, page = made(slc, "debrief", "--language", "ar", "--paper", "letter")
    assert 'lang="ar" dir="rtl"' in page
    assert "size: 215.9mm 279.4mm" in page
    assert Path(said["file"]).name == "forms-debrief-ar.html"


def test_on_both_sides_each_begins_on_paper_of_its_own(slc: Run) -> None:
    _, page = made(slc, "debrief", "feedback")
    assert page.count('begins-right" lang') == page.count('<section class="sheet')
    _, one = made(slc, "debrief", "feedback", "--one-sided")
    assert 'begins-right"' not in one


def test_a_pdf_is_made_that_only_the_teacher_can_read(slc: Run, tmp_path: Path) -> None:
    done = slc("print", "forms", "debrief", "--json")
    assert done.status == 0, done
    file = Path(json.loads(done.out)["result"]["file"])
    assert file.parent == tmp_path / "print"
    assert file.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("debrif",), "There is no form debrif. Did you mean debrief?"),
        (("--language", "../x"), "There is no language ../x."),
        (("--conference", "fal"), "There is no conference fal. Did you mean fall?"),
    ],
)
def test_what_is_not_there_is_said(slc: Run, arguments: tuple[str, ...], said: str) -> None:
    done: Done = slc("print", "forms", *arguments)
    assert done.status == 2
    assert said in done.err


def test_a_language_without_words_of_ours_is_printed_in_english_and_said(slc: Run) -> None:
    done = slc("print", "forms", "debrief", "--language", "fi", "--html", "--json")
    assert done.status == 0
    told = json.loads(done.out)
    assert [problem["code"] for problem in told["problems"]] == ["no-catalogue"]
    assert "After my conference" in Path(told["result"]["file"]).read_text("utf-8")


def test_without_a_class_it_says_so(slc: Run, tmp_path: Path) -> None:
    (tmp_path / "content" / "class.yml").unlink()
    done = slc("print", "forms")
    assert done.status == 1
    assert "There are no forms" in done.out
