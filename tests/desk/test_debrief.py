"""A post for each child on the day after its conference."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from slc_site.desk.debrief import day_after, new_debrief
from slc_site.model.library import Library
from tests.conftest import AClass
from tests.support.classes import Files

PLAN = (
    "title: Fall\nschedule: {windows: [{from: 2025-11-20 16:00, to: 2025-11-20 18:00}, "
    "{from: 2025-11-21 08:00, to: 2025-11-21 09:00}], slots: [{student: ada, start: 2025-11-20 16:30}]}\n"
)


def a_library(a_class: AClass, more: Files | None = None, language: str = "en") -> tuple[Library, Path]:
    folder = a_class(
        {
            "class.yml": f"title: Room 12\nlanguage: {language}\n",
            "conferences/fall/conference.yml": PLAN,
            "students/ada/student.yml": "name: Ada\n",
            "students/ben/student.yml": "name: Ben\n",
            **(more or {}),
        },
        bare=True,
    )
    library = folder.load()
    assert library is not None, folder.messages
    return library, folder.content


def test_it_is_dated_the_day_after_the_childs_own_time_or_the_last_evening(a_class: AClass) -> None:
    library, _ = a_library(a_class)
    fall = library.conference["fall"]
    assert day_after(fall, "ada") == date(2025, 11, 21)
    assert day_after(fall, "ben") == date(2025, 11, 22)


def test_without_any_date_nobody_knows_the_day(a_class: AClass) -> None:
    library, _ = a_library(a_class, {"conferences/fall/conference.yml": "title: Fall\n"})
    assert day_after(library.conference["fall"], "ada") is None


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "uk", "zh"])
def test_it_is_a_draft_that_reads_well_and_asks_what_one_asks_afterwards(
    a_class: AClass, language: str
) -> None:
    library, content = a_library(a_class, language=language)
    path = new_debrief(content, "ada", library.conference["fall"], library, date(2025, 11, 21))
    assert path is not None
    again = a_class({}, bare=True)
    read = again.load()
    assert read is not None
    (post,) = read.posts
    assert not again.problems, again.messages
    assert (post.status.value, post.date, post.strands) == ("draft", date(2025, 11, 21), ("writing",))
    assert post.body.replace("……", "…").count("…") == 3, "Chinese writes two"
    assert not post.is_reflected, "the sentences to finish are notes, not the child's words"


def test_what_was_begun_is_not_begun_again(a_class: AClass) -> None:
    library, content = a_library(a_class)
    fall, day = library.conference["fall"], date(2025, 11, 21)
    assert new_debrief(content, "ada", fall, library, day)
    again = a_class({}, bare=True).load()
    assert again is not None
    assert new_debrief(content, "ada", fall, again, day) is None
