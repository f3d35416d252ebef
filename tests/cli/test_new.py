"""`slc new …`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from slc_site.cli import asking
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load
from tests.cli.conftest import Run

IN = ("-C", "room-12", "new")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["student", "Cleo"], "students/cleo/student.yml"),
        (["student", "Zoë", "--surname", "Li", "--language", "Spanish"], "students/zoe/student.yml"),
        (
            ["post", "ada", "My frog", "--strand", "writing", "--date", "2026-10-05"],
            "students/ada/posts/2026-10-05-my-frog.md",
        ),
        (
            ["post", "Ben", "Bridge", "--strand", "projects", "--date", "2026-10-05", "--folder"],
            "students/ben/posts/2026-10-05-bridge/index.md",
        ),
        (
            ["goal", "ADA", "Three sentences", "--by", "teacher", "--strand", "writing"],
            "students/ada/goals/three-sentences.md",
        ),
        (["conference", "winter"], "conferences/winter/conference.yml"),
    ],
)
def test_a_new_thing_is_written_and_loads(slc: Run, room: Path, arguments: list[str], file: str) -> None:
    done = slc(*IN, *arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Wrote {Path('room-12/content') / file}\n")
    assert (room / "content" / file).is_file()
    reporter = RecordingReporter()
    assert load(room, reporter) is not None
    assert [str(problem) for problem in reporter.problems] == []


def test_a_post_begins_from_a_prompt_of_the_class(slc: Run, room: Path) -> None:
    prompt = room / "content/prompts/teach-us.md"
    prompt.parent.mkdir()
    prompt.write_text("---\ntitle: Teach us\ntags: [projects, how-to]\nasks: What first?\n---\n", "utf-8")
    done = slc(*IN, "post", "Ada", "--prompt", "Teach us", "--date", "2026-10-05", "--no-input")
    assert (done.status, done.err) == (0, "")
    library = load(room, RecordingReporter())
    assert library is not None
    [post] = library.posts
    assert (post.title, post.prompt, post.strands, post.tags) == (
        "Teach us",
        "teach-us",
        ("projects",),
        ("how-to",),
    )
    named = slc(*IN, "post", "Ada", "My bow", "--prompt", "teach-us", "--strand", "writing", "--no-input")
    assert named.status == 0
    assert any(file.stem.endswith("my-bow") for file in (room / "content").rglob("*.md"))


def test_a_student_gets_a_file_for_a_conference_of_the_class(slc: Run, room: Path) -> None:
    assert slc(*IN, "conference", "spring party").status == 0
    done = slc(*IN, "conference", "Ada", "spring-party")
    assert done.status == 0
    assert (room / "content/students/ada/conferences/spring-party.md").is_file()


def test_today_is_the_day_when_none_is_said(slc: Run, room: Path) -> None:
    before = date.today()
    path = json.loads(slc(*IN, "post", "ada", "Frogs", "--strand", "writing", "--json").out)["result"]["path"]
    assert Path(path).name in {f"{day.isoformat()}-frogs.md" for day in (before, date.today())}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["post", "adda", "X", "--strand", "writing"], "There is no student adda. Did you mean Ada?"),
        (["post", "ada", "X", "--strand", "writting"], "There is no strand writting. Did you mean Writing?"),
        (["post", "ada", "--prompt", "taech"], "There is no prompt taech; there is no prompt at all yet."),
        (["goal", "ada", "X", "--by", "mum"], "There is no such person to set a goal: mum."),
        (["conference", "ada", "autum"], "There is no conference autum."),
        (["conference", "a", "b", "c"], "Say one or two things"),
        (["student", "Cleo", "--language", "klingon?"], "I do not know the language klingon?."),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(
    slc: Run, room: Path, arguments: list[str], words: str
) -> None:
    before = sorted(room.rglob("*"))
    done = slc(*IN, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(words)
    assert sorted(room.rglob("*")) == before


@pytest.mark.parametrize("how", [["--no-input"], []], ids=["--no-input", "no terminal"])
def test_all_that_is_missing_is_told_at_once(slc: Run, room: Path, how: list[str]) -> None:
    done = slc(*IN, "post", *how)
    assert done.status == 2
    assert done.err == (
        "Please say also:\n"
        "  STUDENT  whose is it (ada, ben)\n"
        "  TITLE  what is it called\n"
        "  --strand  which strand is it for (writing, representing, projects)\n"
    )


def test_no_input_asks_nothing_even_on_a_terminal(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    assert slc(*IN, "student", "--no-input", typed="Cleo\n").status == 2
    assert slc(*IN, "student", "--json", typed="Cleo\n").status == 2
    assert not (room / "content/students/cleo").exists()


def test_on_a_terminal_what_is_missing_is_asked(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    done = slc(*IN, "post", "--date", "2026-10-05", typed="bne\nben\nMy: frog\nProjects\n")
    assert done.status == 0
    assert "Did you mean Ben?" in done.err  # and it was asked again
    assert "Whose is it" in done.err
    assert "writing" in done.err
    text = (room / "content/students/ben/posts/2026-10-05-my-frog.md").read_text(encoding="utf-8")
    assert 'title: "My: frog"\ntags: [projects]\n' in text


def test_asking_whose_it_is_in_a_class_without_students_ends(
    slc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    slc("init", "empty")
    done = slc("-C", "empty", "new", "goal")
    assert (done.status, done.err) == (2, "There is no student yet.\n")


def test_ctrl_d_at_a_question_writes_nothing(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    done = slc(*IN, "student", typed="")
    assert done.status == 130
    assert done.err.endswith("Stopped. Nothing was left half-done.\n")


def test_a_class_that_cannot_be_read_is_told(slc: Run, room: Path) -> None:
    (room / "content/class.yml").unlink()
    done = slc(*IN, "student", "Cleo")
    assert done.status == 1
    assert "content/class.yml" in done.err
    assert done.out == "Nothing was written.\n"


def test_a_disk_that_says_no_is_told(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from slc_site.desk import new

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new, "write_new", full)
    done = slc(*IN, "student", "Cleo")
    assert done.status == 1
    assert "The disk is full." in done.err
