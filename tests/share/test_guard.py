"""A surname never gets out, in whatever shape it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from slc_site.model.classroom import Student
from slc_site.problems import Problem
from slc_site.share.guard import SurnameGuard
from tests.support.things import a_student

ADA = a_student(surname="Lovelace")
ROSE = a_student("rose", surname="Green", surname_is_a_word=True)


def surname_problems(students: Iterable[Student], files: Mapping[str, bytes]) -> list[Problem]:
    """Return what the guard says of some files of a site."""
    guard = SurnameGuard(students)
    for path, content in files.items():
        guard.look(path, content)
    return guard.problems


@pytest.mark.parametrize(
    "page",
    [
        b"<p>Ada Lovelace wrote this.</p>",
        b"<p>LOVELACE</p>",
        b'<img alt="lovelace">',
        b"<p>Love<b>lace</b></p>",
        b"<p>&#76;ovelace</p>",
        "<p>Lovelác\u0301e</p>".replace("á", "a").encode(),
        "<p>ℒovelace</p>".encode(),
    ],
)
def test_a_surname_on_a_page_is_found(page: bytes) -> None:
    (problem,) = surname_problems([ADA], {"students/ada/index.html": page})
    assert problem.file == "content/students/ada/student.yml"
    assert "students/ada/index.html" in problem.message
    assert "Lovelace" not in str(problem)


@pytest.mark.parametrize("name", ["by-ada-lovelace", "by_ada_lovelace", "lovelace"])
def test_a_surname_in_the_name_of_a_file_is_found(name: str) -> None:
    assert surname_problems([ADA], {f"students/ada/posts/{name}/x.webp": b"\0"})


@pytest.mark.parametrize("page", [b"<p>Loveliness and lace</p>", b"<p>Ada</p>", b"<p>Lovelaces</p>"])
def test_other_words_are_left_alone(page: bytes) -> None:
    assert surname_problems([ADA], {"index.html": page}) == []


def test_the_themes_own_files_and_pictures_are_not_read() -> None:
    assert surname_problems([ADA], {"assets/x/a.css": b"lovelace", "students/ada/x.webp": b"lovelace"}) == []


@pytest.mark.parametrize("surname", ["Li", "Main", "Head", "Small", "B", "Piece", "Href"])
def test_a_surname_that_is_the_name_of_a_tag_or_class_is_looked_for_in_words_only(surname: str) -> None:
    page = b'<head></head><main class="piece"><li><a href="x"><small><b>Frog</b></small></a></li></main>'
    student = a_student(surname=surname)
    assert surname_problems([student], {"index.html": page}) == []
    assert surname_problems([student], {"index.html": page.replace(b"Frog", f"By {surname}".encode())})
    assert surname_problems([student], {"index.html": page.replace(b'"x"', f'"by-{surname}"'.encode())})


def test_a_surname_that_is_a_word_counts_beside_the_first_name_only() -> None:
    assert surname_problems([ROSE], {"index.html": b"A green frog."}) == []
    assert surname_problems([ROSE], {"index.html": b"By Rose Green."})
    assert surname_problems([ROSE], {"index.html": b"Green, Rose"})


def test_a_double_name_is_found_however_it_is_joined() -> None:
    student = a_student(surname="García Márquez")
    for page in ("Garcia-Marquez", "garcía\u00a0márquez", "GARCÍA  MÁRQUEZ"):
        assert surname_problems([student], {"index.html": page.encode()}), page


def test_a_student_without_a_surname_is_no_work() -> None:
    assert surname_problems([a_student()], {"index.html": b"anything"}) == []


def test_a_surname_in_captions_is_found() -> None:
    captions = b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nby Ada Lovelace &amp; me\n"
    assert len(surname_problems([ADA], {"students/ada/posts/x/0f.vtt": captions})) == 1
