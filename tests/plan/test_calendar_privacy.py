"""A secret word in every private place of a class, then every byte of every family's calendar is searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.build.calendars import make_calendars
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from tests import test_privacy
from tests.conftest import AClass

CHILDREN = ("ada", "ben", "cleo", "dara", "eli", "zoe")


@pytest.fixture
def folder(a_class: AClass) -> Path:
    """The calendars of a class in which everybody has a time."""
    files = test_privacy.a_class_full_of_secrets()
    slots = ", ".join(f"{{student: {child}, start: 2025-11-19 16:30}}" for child in CHILDREN)
    plan = str(files["conferences/fall/conference.yml"])
    title, teacher = (
        test_privacy.secret("teacher", "plantitle"),
        test_privacy.secret("teacher", "planteacher"),
    )
    plan = plan.replace("[{student: ada, start: 2025-11-19 16:30}]", f"[{slots}]")
    plan += f"planner: {{steps: [{{step: cake, day: -3, title: {title}, teacher: {teacher}}}]}}\n"
    made = a_class({**files, "conferences/fall/conference.yml": plan}, bare=True)
    library = made.load()
    assert library is not None
    make_calendars(Site(made.root), library, library.conference["fall"], RecordingReporter())
    folder = made.root / "print/calendar/fall"
    for file in folder.rglob("*.ics"):  # so that no word hides behind the end of a line
        file.write_bytes(file.read_bytes().replace(b"\r\n ", b""))
    return folder


def secrets(folder: Path) -> set[tuple[str, str]]:
    """Return which words stand in which file."""
    return {(name, word) for word, name in test_privacy.found(folder, test_privacy._SECRETS)}


def test_a_familys_calendar_has_its_childs_name_and_place_and_no_other_secret(folder: Path) -> None:
    families = folder / "families"
    assert sorted(file.stem for file in families.iterdir()) == sorted(CHILDREN)
    assert len(test_privacy._SECRETS) > 200
    place, name = test_privacy.secret("family", "adaplace"), test_privacy.secret("teacher", "zoename")
    allowed = {(f"{child}.ics", place) for child in CHILDREN} | {("zoe.ics", name)}
    assert secrets(families) == allowed


def test_the_teachers_own_has_the_plan_but_nothing_that_families_said(folder: Path) -> None:
    shown = {word for name, word in secrets(folder) if name == "teacher.ics"}
    assert {test_privacy.secret("teacher", what) for what in ("plantitle", "planteacher")} <= shown
    told = ("private", "topic", "feedback", "note", "surname", "grade", "behaviour", "felt", "plus")
    assert [word for word in shown if any(part in word for part in told)] == []
