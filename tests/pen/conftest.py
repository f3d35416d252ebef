"""A class on the day of its conference, and somebody with a pen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from slc_site.model.library import Library
from slc_site.pen.outcome import Outcome, Written
from slc_site.pen.writer import Pen
from slc_site.problems import RecordingReporter
from slc_site.read import loader
from tests.support.classes import SMALLEST, ClassFolder, Files

collect_ignore = ["test_links_and_rights.py"] if sys.platform == "win32" else []

NOW = datetime(2026, 11, 19, 17, 5, tzinfo=UTC)
CONFERENCE = """---
# Kofi's page
picks:
  writing: {post: 2026-10-05-my-frog-poem, because: It croaks.}
cards: {welcome: "Hello: all"}
three_pluses:
  student: {pluses: [I share, I read, I add fast], goal: three-sentences}   # his own
---
I want you to know.
"""
GOAL = """---
title: Write three sentences
by: student
set: 2026-10-15
commitments: {student: I reread., parent: We write.}
kept: {student: partly}
---
Why not?
"""
FALL: Files = {
    **SMALLEST,
    "conferences/fall/conference.yml": "title: Fall conferences\npick: [{strand: writing}, {any: 3}]\n",
    "students/ben/student.yml": "name: Ben\n",
    "students/ada/posts/2026-10-06-draft.md": "---\ntitle: x\ntags: [writing]\nstatus: draft\n---\n",
    "students/ada/goals/three-sentences.md": GOAL,
    "students/ada/conferences/fall.md": CONFERENCE,
}


def pen_of(root: Path, library: Library | None = None, **how: Any) -> Pen:
    """A pen for the fall conference of the class in a folder."""
    library = library or loader.load(root, RecordingReporter())
    assert library is not None
    return Pen(root, "fall", lambda: library, clock=lambda: NOW, **how)


@dataclass
class Day:
    """A class with a pen."""

    root: Path
    how: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pen = pen_of(self.root, **self.how)

    def path(self, name: str) -> Path:
        return self.root / "content" / "students" / name

    def text(self, name: str = "ada/conferences/fall.md") -> str:
        return self.path(name).read_bytes().decode()

    def library(self) -> Library:
        """The class as it can be read now, with nothing left out."""
        heard = RecordingReporter()
        found = loader.load(self.root, heard)
        assert found is not None
        assert [str(problem) for problem in heard.problems if "pluses" not in problem.message] == []
        return found

    def write(
        self, box: str, value: str, base: str = "", student: str = "ada", who: str = "tablet-1"
    ) -> Outcome:
        return self.pen.write(student, box, value, base, who)

    def wrote(self, box: str, value: str, base: str = "", student: str = "ada") -> None:
        """Write something that has to work, and can be read again."""
        outcome = self.write(box, value, base, student)
        assert isinstance(outcome, Written), outcome
        assert self.value(box, student) == outcome.value

    def value(self, box: str, student: str = "ada") -> str:
        found = self.pen.read(student)
        assert isinstance(found, dict), found
        return str(found[box])

    @property
    def journal(self) -> str:
        return (self.root / ".slc" / "conference" / "fall" / "journal.jsonl").read_text(encoding="utf-8")


MakeDay = Callable[..., Day]


@pytest.fixture
def make_day(tmp_path: Path) -> MakeDay:
    """Make the class, with other files over it."""

    def make(files: Files | None = None, **how: Any) -> Day:
        ClassFolder(tmp_path).write({**FALL, **(files or {})})
        return Day(tmp_path, how)

    return make


@pytest.fixture
def day(make_day: MakeDay) -> Day:
    return make_day()
