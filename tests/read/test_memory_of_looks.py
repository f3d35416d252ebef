"""Whether a child's files are as they were is asked of a look that somebody had, or of the disk."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from slc_site import stamps
from slc_site.problems import SilentReporter
from slc_site.read import memory as memory_room
from slc_site.read.disk import Folder, scan
from slc_site.read.memory import ReadingMemory

SECOND = 1_000_000_000


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("ada", "ben"):
        file = tmp_path / "content/students" / name / "posts/frog.md"
        file.parent.mkdir(parents=True)
        file.write_text(name)
        os.utime(file, ns=(SECOND, SECOND))
    return tmp_path / "content"


def folder_of(content: Path, name: str) -> Folder:
    """Return a student's folder as reading finds it."""
    students = scan(str(content), "content", SilentReporter()).enter("students", SilentReporter())
    return students.enter(name, SilentReporter())


def looking(content: Path, look: stamps.Look | None = None) -> ReadingMemory:
    memory = ReadingMemory(content.parent / "read")
    memory.only(None, look)
    return memory


def seen_of(memory: ReadingMemory, child: Folder) -> memory_room._Seen:
    return replace(memory._seen_in(child.path, child.label), began=0)


def test_it_is_the_same_with_a_look_and_without(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = folder_of(content, "ada")
    alone = seen_of(looking(content), ada)
    assert alone.is_settled, "its times tell"
    look = stamps.look_at([str(content)])
    with monkeypatch.context() as patched:
        patched.setattr(stamps, "look_at", lambda *_: pytest.fail("a second look"))
        assert seen_of(looking(content, look), ada) == alone


def test_what_the_look_was_not_at_is_looked_at(content: Path) -> None:
    ada, ben = folder_of(content, "ada"), folder_of(content, "ben")
    look = stamps.look_at([ben.path])
    assert seen_of(looking(content, look), ada) == seen_of(looking(content), ada)


def test_who_was_changed_after_the_look_is_another_one_the_next_time(content: Path) -> None:
    ada = folder_of(content, "ada")
    look = stamps.look_at([str(content)])
    before = seen_of(looking(content, look), ada)
    (content / "students/ada/posts/frog.md").write_text("changed before it was read")
    assert seen_of(looking(content, look), ada) == before, "it is kept as what was there before"
    assert seen_of(looking(content, stamps.look_at([str(content)])), ada).listed != before.listed


@pytest.mark.parametrize(("seconds", "is_settled"), [(3, True), (1, False), (-60, False)])
def test_who_was_changed_just_before_the_look_is_not_trusted_however_late_it_is(
    content: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, is_settled: bool
) -> None:
    ada = folder_of(content, "ada")
    now = time.time_ns()
    changed = now - seconds * SECOND
    os.utime(content / "students/ada/posts/frog.md", ns=(changed, changed))
    with monkeypatch.context() as patched:
        patched.setattr(time, "time_ns", lambda: now)
        look = stamps.look_at([str(content)])
        assert seen_of(looking(content), ada).is_settled is is_settled
    monkeypatch.setattr(time, "time_ns", lambda: now + 60 * SECOND)
    assert seen_of(looking(content, look), ada).is_settled is is_settled
    assert seen_of(looking(content, look), folder_of(content, "ben")).is_settled


def test_of_a_child_that_is_called_themes_no_link_is_followed_in_vain(content: Path) -> None:
    (content / "students/ada").rename(content / "students/themes")
    child = folder_of(content, "themes")
    look = stamps.look_at([str(content)])
    assert seen_of(looking(content, look), child) == seen_of(looking(content), child)
