"""Whatever the disk refuses, at any moment: a plain sentence, whole files, and what was told is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from slc_site.pen.layouts import CONFERENCE as CONFERENCE_PAGE
from slc_site.pen.layouts import GOAL
from slc_site.pen.outcome import Refused, Written
from slc_site.problems import RecordingReporter
from slc_site.read.document import read
from tests.pen.conftest import CONFERENCE, FALL, Day
from tests.support.classes import ClassFolder

CALLS = (
    *("open", "write", "read", "close", "lseek", "fsync", "ftruncate"),
    *("replace", "unlink", "mkdir", "stat", "lstat", "scandir", "chmod"),
)


class Faults:
    """Lets the n-th call to the disk fail; counts them all."""

    def __init__(self, fails_at: int, number: int) -> None:
        self.calls = 0
        self.log: list[str] = []
        self._fails_at = fails_at
        self._number = number

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            self.log.append(name)
            if self.calls == self._fails_at:
                if name == "close":
                    real(*args, **kwargs)
                raise OSError(self._number, os.strerror(self._number))
            return real(*args, **kwargs)

        return call


def parses(file: Path) -> bool:
    layout = GOAL if file.parent.name == "goals" else CONFERENCE_PAGE
    return read(file.read_bytes(), file.name, layout.form, layout.keys, RecordingReporter()) is not None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("box", ["feedback/learned", "new-goal/title"])
def test_any_one_call_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, box: str
) -> None:
    said = set()
    fails_at = 0
    ClassFolder(tmp_path / "first").write(FALL)
    library = Day(tmp_path / "first").library()  # read once: the others are the same
    while True:
        fails_at += 1
        root = tmp_path / str(fails_at)
        ClassFolder(root).write(FALL)
        day = Day(root, {"library": library})
        monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # nobody pulls the plug here
        faults = Faults(fails_at, number)
        with pytest.MonkeyPatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, faults.wrap(name, getattr(os, name)))
            outcome = day.write(box, "Much")
        assert all(parses(file) for file in day.path("ada").rglob("*.md")), f"call {fails_at}"
        there = day.value(box)
        if isinstance(outcome, Written):
            assert there == "Much", f"call {fails_at}, {faults.log[fails_at - 1]}"
        else:
            assert isinstance(outcome, Refused)
            said.add(str(outcome))
            assert there in ("", "Much")
            if there == "" and box == "feedback/learned":
                assert day.text() == CONFERENCE
        # The page tries again, and that is written.
        assert day.write(box, "Much") == Written("Much"), f"after call {fails_at}"
        assert day.value(box) == "Much"
        assert len(list(day.path("ada/goals").glob("*.md"))) == (2 if box == "new-goal/title" else 1)
        assert day.pen.recover() == ()
        assert [file.name for file in day.path("ada").rglob(".*")] == []
        if faults.calls < fails_at:  # every call there is has failed once
            break
    assert fails_at > 30
    assert said


def test_a_full_disk_is_said_in_plain_words_and_the_journal_tells(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: Any, *args: Any, **kwargs: Any) -> int:
        if str(path).endswith(".fall.md.new"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", full)
    outcome = day.write("feedback/learned", "Much")
    assert outcome == Refused("disk-full")
    assert str(outcome) == ("The disk of the computer is full. Leave this page open and tell the teacher.")
    assert day.text() == CONFERENCE
    assert '"value":"Much"' in day.journal
    assert '"told":"disk-full"' in day.journal
