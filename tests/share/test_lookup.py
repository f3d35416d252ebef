"""What is said when the ring of a class is not there, or cannot be the right one; and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.problems import RecordingReporter, Severity
from slc_site.share.keyfile import save
from slc_site.share.keyring import KeyRing
from slc_site.share.lookup import ring_for

RING = KeyRing.new().with_students(["ada", "ben"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".slc/keys/ring.json"


def test_a_class_without_codes_and_without_locks_is_no_problem(file: Path, tmp_path: Path) -> None:
    heard = RecordingReporter()
    assert ring_for(file, ["ada"], False, heard) is None
    assert heard.problems == []
    assert list(tmp_path.iterdir()) == []


def test_the_ring_of_the_class_is_found_without_a_word(file: Path) -> None:
    save(RING, file)
    heard = RecordingReporter()
    assert ring_for(file, ["ben", "Ada"], True, heard) == RING
    assert heard.problems == []


def test_a_lost_ring_is_an_error_that_says_what_it_means(file: Path) -> None:
    heard = RecordingReporter()
    assert ring_for(file, ["ada"], True, heard) is None
    [problem] = heard.problems
    assert (problem.code, problem.severity, problem.file) == (
        "codes-lost", Severity.ERROR, ".slc/keys/ring.json"
    )  # fmt: skip
    assert "Look for a copy first" in str(problem)
    assert "slc codes --new" in str(problem)
    assert "all links and letters that were handed out stop working" in str(problem)


def test_an_older_copy_is_pointed_at(file: Path) -> None:
    save(RING, file)
    save(RING, file)
    file.unlink()
    heard = RecordingReporter()
    assert ring_for(file, ["ada"], True, heard) is None
    assert "rename ring.before.json to ring.json" in str(heard.problems[0])


@pytest.mark.parametrize(
    ("given", "words"), [(b"{", "it is damaged"), (b'{"format": 9}', "another version of slc")]
)
def test_a_ring_that_cannot_be_used_is_an_error_and_stays(file: Path, given: bytes, words: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(given)
    heard = RecordingReporter()
    assert ring_for(file, ["ada"], False, heard) is None
    [problem] = heard.problems
    assert (problem.code, problem.severity) == ("codes-unreadable", Severity.ERROR)
    assert words in problem.message
    assert "Put a copy of the file in its place" in str(problem)
    assert file.read_bytes() == given
    assert [path.name for path in file.parent.iterdir()] == ["ring.json"]


@pytest.mark.parametrize("students", [[], ["zoe", "kim"]])
def test_the_ring_of_another_class_is_an_error(file: Path, students: list[str]) -> None:
    save(RING, file)
    heard = RecordingReporter()
    assert ring_for(file, students, False, heard) is None
    assert [problem.code for problem in heard.problems] == ["codes-of-another-class"]
    assert heard.problems[0].severity is Severity.ERROR


def test_the_ring_of_a_class_that_had_no_children_yet_is_its_own(file: Path) -> None:
    save(KeyRing.new(), file)
    heard = RecordingReporter()
    assert ring_for(file, ["ada"], False, heard) is not None
    assert [problem.code for problem in heard.problems] == ["no-code"]


def test_children_without_a_code_and_codes_without_a_child_are_warnings(file: Path) -> None:
    save(RING.with_students(["kim"]), file)
    heard = RecordingReporter()
    assert ring_for(file, ["ada", "dan", "lee"], False, heard) is not None
    said = {problem.code: problem for problem in heard.problems}
    assert said.keys() == {"no-code", "code-without-student"}
    assert {problem.severity for problem in said.values()} == {Severity.WARNING}
    assert "the families of dan, lee" in said["no-code"].message
    assert said["code-without-student"].message.endswith(": ben, kim.")
    assert "slc codes move ben" in str(said["code-without-student"])
    assert "slc codes drop ben" in str(said["code-without-student"])


def test_no_problem_tells_a_code_or_a_key(file: Path) -> None:
    save(RING.with_students(["kim"]), file)
    heard = RecordingReporter()
    ring_for(file, ["dan", "ada"], True, heard)
    ring_for(file, ["dan"], True, heard)
    told = " ".join(map(str, heard.problems))
    assert not any(" ".join(door.code.words[:2]) in told for door in RING.doors)
