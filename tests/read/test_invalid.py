"""Every folder of tests/invalid is a class with one mistake; what is said of it is in its expected.txt.

`pytest tests/read --refresh-golden` writes what is said now; read the difference before keeping it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from slc_site.problems import Problem
from tests.read import mistakes
from tests.read.conftest import SMALLEST, Reading, read, write

INVALID = Path(__file__).parent.parent / "invalid"
TREES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())
POST = "students/ada/posts/2026-10-05-frog.md"
STUDENT = "students/ada/student.yml"


def lines(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as a line of an expectation."""
    return [f"{problem.severity.name.lower()} {problem}" for problem in problems]


# -- whole classes --------------------------------------------------------------------------------------


def test_there_are_mistakes_to_read() -> None:
    assert len(TREES) >= 20
    assert len(mistakes.FRONT_MATTER) >= 100
    assert len(mistakes.STUDENTS) >= 20


@pytest.mark.parametrize("mistake", TREES)
def test_a_class_with_a_mistake_is_told_exactly_this(mistake: str, refresh_golden: bool) -> None:
    expected = INVALID / mistake / "expected.txt"
    said = "".join(f"{line}\n" for line in lines(read(INVALID / mistake).problems))
    if refresh_golden:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert said


# -- one file -------------------------------------------------------------------------------------------


def told_post(reading: Reading) -> list[str]:
    """Return what became of the only post."""
    posts = [
        f"post {post.title!r}, strands {list(post.strands)}, tags {list(post.tags)}, "
        f"body {post.body!r} from line {post.body_line}"
        for post in reading.library.posts
    ]
    return posts or ["no post"]


def told_student(reading: Reading) -> list[str]:
    """Return what became of the only student."""
    students = [
        f"student {student.name!r}, consent {student.consent.publish}/{student.consent.photos}"
        for student in reading.library.students
    ]
    return students or ["no student"]


def expectations(name: str) -> dict[str, list[str]]:
    """Return what is expected, by mistake."""
    found: dict[str, list[str]] = {}
    for line in (INVALID / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            said = found.setdefault(line.removeprefix("# "), [])
        elif line:
            said.append(line)
    return found


@pytest.fixture(scope="module")
def refreshed(
    refresh_golden: bool, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, list[str]]]:
    """What is expected of one-file mistakes; written anew first when asked to."""
    kinds = {
        "front-matter.txt": (mistakes.FRONT_MATTER, POST, told_post),
        "students.txt": (mistakes.STUDENTS, STUDENT, told_student),
    }
    if refresh_golden:
        for name, (cases, path, told) in kinds.items():
            text = ""
            for case, given in cases.items():
                reading = read_one(tmp_path_factory.mktemp("one"), path, given)
                text += "\n".join([f"# {case}", *told(reading), *lines(reading.problems)]) + "\n\n"
            (INVALID / name).write_text(text, encoding="utf-8")
    return {name: expectations(name) for name in kinds}


def read_one(root: Path, path: str, given: str | bytes) -> Reading:
    """Read the smallest class with one file as it was given, to the byte."""
    write(root, {**SMALLEST, path: given.encode() if isinstance(given, str) else given})
    return read(root)


@pytest.mark.parametrize("mistake", mistakes.FRONT_MATTER)
def test_a_malformed_post_is_read_or_named(
    mistake: str, tmp_path: Path, refreshed: dict[str, dict[str, list[str]]]
) -> None:
    reading = read_one(tmp_path, POST, mistakes.FRONT_MATTER[mistake])
    assert told_post(reading) + lines(reading.problems) == refreshed["front-matter.txt"][mistake]
    assert reading.library.posts or reading.errors
    for post in reading.library.posts:
        assert "tags:" not in post.body
        assert "title:" not in post.body


@pytest.mark.parametrize("mistake", mistakes.STUDENTS)
def test_a_malformed_student_is_read_or_named(
    mistake: str, tmp_path: Path, refreshed: dict[str, dict[str, list[str]]]
) -> None:
    reading = read_one(tmp_path, STUDENT, mistakes.STUDENTS[mistake])
    assert told_student(reading) + lines(reading.problems) == refreshed["students.txt"][mistake]
    assert reading.library.students or reading.errors
