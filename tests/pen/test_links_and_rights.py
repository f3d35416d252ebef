"""Links, and who may read a file: what Windows has otherwise or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from slc_site.pen.outcome import Refused
from tests.pen.conftest import CONFERENCE, Day


def test_who_may_read_the_file_stays_and_notes_are_private(day: Day) -> None:
    file = day.path("ada/conferences/fall.md")
    file.chmod(0o640)
    day.wrote("feedback/learned", "Much")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    notes = day.root / ".slc/conference/fall"
    assert stat.S_IMODE(notes.stat().st_mode) == 0o700
    assert stat.S_IMODE((notes / "journal.jsonl").stat().st_mode) == 0o600
    kept = notes / "before/2026-11-19/students/ada/conferences/fall.md"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("where", ["file", "folder", "child", "dangling"])
def test_a_link_is_not_followed(day: Day, tmp_path: Path, where: str) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "fall.md").write_text(CONFERENCE, encoding="utf-8")
    link, to = {
        "file": (day.path("ben/conferences/fall.md"), outside / "fall.md"),
        "dangling": (day.path("ben/conferences/fall.md"), outside / "no.md"),
        "folder": (day.path("ben/conferences"), outside),
        "child": (day.path("ben"), day.path("ada")),
    }[where]
    if where == "child":
        day.path("ben/student.yml").unlink()
        day.path("ben").rmdir()
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(to)
    outcome = day.write("feedback/learned", "Much", student="ben")
    assert isinstance(outcome, Refused)
    assert outcome.code == ("no-such-student" if where == "child" else "unwritable")
    assert [file.name for file in outside.iterdir()] == ["fall.md"]
    assert (outside / "fall.md").read_text(encoding="utf-8") == CONFERENCE == day.text()
    assert link.is_symlink()
