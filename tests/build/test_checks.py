"""What `slc check` looks at besides the problems that a build finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.build import checks, pipeline
from slc_site.build.checks import Checked, check
from slc_site.build.site import Site
from slc_site.model.library import Library
from slc_site.problems import Reporter, Severity
from slc_site.read import loader
from slc_site.read.memory import ReadingMemory
from tests.conftest import AClass
from tests.support.classes import ClassFolder

GOAL = "students/ada/goals/read.md"


def checked(folder: ClassFolder) -> Checked:
    found = check(Site(folder.root), folder.heard)
    assert found is not None, folder.messages
    return found


def test_it_counts_who_can_see_what(a_class: AClass) -> None:
    folder = a_class({GOAL: "---\ntitle: Read\naccess: family\n---\n"})
    access = checked(folder).access
    [ada] = access.students
    assert (ada.kinds["posts"], ada.kinds["goals"]) == ({"public": 1}, {"family": 1})


def test_what_only_a_code_would_show_is_told_until_there_are_codes(a_class: AClass) -> None:
    folder = a_class({GOAL: "---\ntitle: Read\naccess: family\n---\n"})
    checked(folder)
    [told] = [problem for problem in folder.problems if problem.code == "no-codes"]
    assert told.severity is Severity.NOTE
    assert told.message.startswith("1 thing is for the class or a family only")
    assert "slc codes" in (told.hint or "")


def test_of_a_class_that_shows_all_to_everybody_no_code_is_asked(a_class: AClass) -> None:
    folder = a_class({GOAL: "---\ntitle: Read\naccess: conference\n---\n"})
    checked(folder)
    assert [problem for problem in folder.problems if problem.code == "no-codes"] == []


def test_the_class_is_read_once_for_all_its_editions(
    a_class: AClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Library | None] = []

    def load(root: Path, reporter: Reporter, memory: ReadingMemory) -> Library | None:
        read.append(loader.load(root, reporter, memory=memory))
        return read[-1]

    monkeypatch.setattr(pipeline, "load", load)
    checked(a_class())
    assert len(read) == 1


def test_the_dead_links_of_every_edition_are_told(a_class: AClass, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[bool] = []

    def dead_links(files: dict[str, object]) -> list[object]:
        looked_at.append(any(path.endswith("js/live.js") for path in files))
        return []

    monkeypatch.setattr(checks, "dead_links", dead_links)
    checked(a_class())
    assert looked_at == [True, False], "the teacher's own, and what is uploaded"
