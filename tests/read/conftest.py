"""Small classes, written as texts, and what reading them gives."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.problems import Problem, RecordingReporter, Severity
from slc_site.read import loader

collect_ignore = ["test_links_and_pipes.py"] if sys.platform == "win32" else []

TODAY = date(2026, 11, 22)
SMALLEST: Mapping[str, str | bytes | None] = {
    "class.yml": "title: Room 12\nconsent: {publish: yes, photos: yes}\n",
    "students/ada/student.yml": "name: Ada\n",
}


@dataclass(frozen=True)
class Reading:
    """What came out of reading a class."""

    root: Path
    found: Library | None
    problems: list[Problem]

    @property
    def library(self) -> Library:
        """The class; a test that asks for it means that there is one."""
        assert self.found is not None, self.said
        return self.found

    @property
    def post(self) -> Post:
        """The only post."""
        assert len(self.library.posts) == 1, self.said
        return self.library.posts[0]

    @property
    def said(self) -> list[str]:
        """Every problem as its text."""
        return [str(problem) for problem in self.problems]

    @property
    def errors(self) -> list[str]:
        """The texts of the errors only."""
        return [str(problem) for problem in self.problems if problem.severity is Severity.ERROR]


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files below `root/content`: text loses its common indentation, bytes stay as they are."""
    for path, given in files.items():
        if given is None:
            continue
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(given if isinstance(given, bytes) else textwrap.dedent(given).lstrip("\n").encode())


def read(root: Path) -> Reading:
    """Read the class that is there."""
    reporter = RecordingReporter()
    return Reading(root, loader.load(root, reporter, today=TODAY), reporter.problems)


AClass = Callable[[Mapping[str, str | bytes | None]], Reading]


@pytest.fixture
def a_class(tmp_path: Path) -> AClass:
    """Write the smallest class with these files over it, and read it; None takes one of its files away."""

    def make(files: Mapping[str, str | bytes | None]) -> Reading:
        write(tmp_path, {**SMALLEST, **files})
        return read(tmp_path)

    return make


@pytest.fixture
def a_post(a_class: AClass) -> Callable[[str | bytes], Reading]:
    """Read a class with one post."""
    return lambda text: a_class({"students/ada/posts/2026-10-05-frog.md": text})


APost = Callable[[str | bytes], Reading]
