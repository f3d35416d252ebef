"""Scalars mean what a teacher sees."""

from __future__ import annotations

import pytest

from slc_site.model.classroom import Consent
from tests.read.conftest import AClass, APost


@pytest.mark.parametrize(
    "title",
    [
        *("no", "No", "yes", "on", "off", "true", "1.10", "12:30", "3:30", "0123", "1984", "0x1F", "1e3"),
        *("2026-09-01", "null", "~", ".inf", "=", "...?", "-1", "No.", "C++", "50%", "3/4", "it's", "a - b"),
        *("أَلِف بَاء", "青蛙的诗", "🐸", "👩🏽‍🏫 and me", "Zoë", "a\u200cb"),
    ],
)
def test_a_title_appears_as_it_was_typed(a_post: APost, title: str) -> None:
    reading = a_post(f"---\ntitle: {title}\ntags: [writing]\n---\n".encode())
    assert reading.post.title == title
    assert reading.said == []


@pytest.mark.parametrize(("typed", "meant"), [('"No"', "No"), ("'1984'", "1984"), ('"a: b"', "a: b")])
def test_quotes_around_a_title_are_no_part_of_it(a_post: APost, typed: str, meant: str) -> None:
    reading = a_post(f"---\ntitle: {typed}\ntags: [writing]\n---\n".encode())
    assert (reading.post.title, reading.said) == (meant, [])


def test_every_text_of_a_class_stays_text(a_class: AClass) -> None:
    room = a_class(
        {"class.yml": "title: 12\nschool: No\nteacher: null\nyear: 2026\nstrands: [{tag: 1, title: 2.50}]\n"}
    ).library.classroom
    assert (room.title, room.school, room.teacher, room.year) == ("12", "No", "null", "2026")
    assert (room.strands[0].tag, room.strands[0].title) == ("1", "2.50")


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "true", "True", "on", "ON"])
def test_yes_may_be_written_in_many_ways(a_class: AClass, word: str) -> None:
    reading = a_class({"class.yml": f"title: x\nconsent: {{publish: {word}, photos: {word}}}\n"})
    assert reading.library.classroom.consent == Consent(publish=True, photos=True)
    assert reading.said == []


@pytest.mark.parametrize("word", ["no", "No", "NO", "false", "False", "off"])
def test_no_may_be_written_in_many_ways(a_class: AClass, word: str) -> None:
    reading = a_class({"class.yml": f"title: x\nconsent: {{publish: {word}, photos: {word}}}\n"})
    assert reading.library.classroom.consent == Consent()
    assert reading.said == []
