"""Consent in pictures, from what a teacher writes to what is uploaded and what is said about it."""

from __future__ import annotations

import pytest

from slc_site.build.checks import check
from slc_site.build.pipeline import Builder
from slc_site.build.result import Built
from slc_site.build.site import Site
from slc_site.problems import Problem, Severity
from slc_site.share.access import TEACHER, HeldBack
from tests.conftest import AClass
from tests.render.media.samples import DATA, corners, saved, sound
from tests.support.classes import ClassFolder

US = "students/ada/posts/2026-10-06-us"
BEN = {"students/ben/student.yml": "name: Ben\n"}


def a_post(front: str = "", body: str = "![The two of us](us.jpg)") -> str:
    return f"---\ntitle: On the hill\ntags: [writing]\n{front}---\n{body}\n"


def a_class_of_two(a_class: AClass, front: str, body: str = "![The two of us](us.jpg)") -> ClassFolder:
    return a_class(
        {
            **BEN,
            f"{US}/index.md": a_post(front, body),
            f"{US}/us.jpg": saved(corners(640, 480), "JPEG"),
            f"{US}/us.mp4": (DATA / "place.mp4").read_bytes(),
            f"{US}/us.wav": sound(),
            f"{US}/us.txt": b"Hello, I am Ben.\n",
        }
    )


def build(made: ClassFolder) -> Built | None:
    with Builder(Site(made.root)) as builder:
        return builder.build(made.heard)


def pictures(made: ClassFolder) -> list[str]:
    return [path.name for path in (made.output / US).glob("*.webp")]


def faces(made: ClassFolder) -> list[Problem]:
    check(Site(made.root), made.heard)
    return [problem for problem in made.problems if problem.code == "name-and-face"]


# -- left out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "people",
    [
        "people: [bem]\n",
        "people: [ada, beni]\n",
        "people: Ben and Ada\n",
        "poeple: [ben]\n",
        "people: [left-out]\n",
    ],
)
def test_a_name_that_is_misspelt_publishes_no_picture(a_class: AClass, people: str) -> None:
    made = a_class_of_two(a_class, people)
    made.write({"students/left-out/posts/2026-10-01-x.md": a_post(body="Nobody has enrolled me.")})
    assert build(made) is not None
    assert pictures(made) == []
    assert '<p class="withheld">' in made.page(f"{US}/index.html")
    assert any("so the pictures of this post are left out" in message for message in made.messages)


@pytest.mark.parametrize(
    ("consent", "published"),
    [("", True), ("consent: {photos: no}\n", False), ("consent: {publish: no}\n", False)],
)
def test_what_a_family_signed_decides(a_class: AClass, consent: str, published: bool) -> None:
    made = a_class_of_two(a_class, "people: [ben]\n")
    made.write({"students/ben/student.yml": f"name: Ben\n{consent}"})
    built = build(made)
    assert built is not None
    assert bool(pictures(made)) is published
    assert (HeldBack("pictures", "photos", 1) in built.held_back) is not published
    assert built.pictures == int(published)


def test_the_teacher_sees_the_picture_and_is_told_that_the_web_does_not(a_class: AClass) -> None:
    made = a_class_of_two(a_class, "people: [ben]\n")
    made.write({"students/ben/student.yml": "name: Ben\nconsent: {photos: no}\n"})
    with Builder(Site(made.root), viewer=TEACHER, folder=made.output, live=True) as builder:
        built = builder.build(made.heard)
    assert pictures(made) != []
    assert built is not None
    assert built.held_back == (HeldBack("pictures", "photos", 1),)


# -- names or faces -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "body", "named"),
    [
        ("people: [ben]\n", "![Ben](us.jpg)", ["Ben"]),
        ("people: [ben]\n", "Ben!\n\n![us](us.mp4)", ["Ben"]),
        ("people: [ben]\n", "![us](us.mp4)", ["Ben"]),  # in what is said in the film
        ("people: [ben]\n", "![My friend](us.jpg)", []),
        ("people: [ben]\n", "Ben! ![us](us.wav)", []),  # a sound shows no face
        ("people: [ben]\n", "Ben helped me, but here is no picture.", []),
        ("", "Ben ![A hill](us.jpg)", []),
        ("people: [ben]\naccess: class\n", "![Ben](us.jpg)", []),
        ("people: [ben]\nstatus: draft\n", "![Ben](us.jpg)", []),
        ("people: [ada]\n", "![me](us.jpg)", ["Ada"]),
        ("people: [ada, ben]\n", "![Ben and me](us.jpg)", ["Ben", "Ada"]),
    ],
)
def test_a_check_warns_where_the_web_shows_both(
    a_class: AClass, front: str, body: str, named: list[str]
) -> None:
    told = faces(a_class_of_two(a_class, front, body))
    assert [name for name in ("Ben", "Ada") if any(name in problem.message for problem in told)] == named
    assert len(told) == len(named)
    assert all(problem.severity is Severity.WARNING for problem in told)


def test_a_picture_that_is_left_out_puts_no_name_to_a_face(a_class: AClass) -> None:
    made = a_class_of_two(a_class, "people: [ben]\n", "![Ben](us.jpg)")
    made.write({"students/ben/student.yml": "name: Ben\nconsent: {photos: no}\n"})
    assert faces(made) == []


def test_a_build_does_not_warn_of_it(a_class: AClass) -> None:
    made = a_class_of_two(a_class, "people: [ben]\n", "![Ben](us.jpg)")
    assert build(made) is not None
    assert [problem for problem in made.problems if problem.code == "name-and-face"] == []


def test_words_of_a_recording_that_name_a_child_without_consent_are_told(a_class: AClass) -> None:
    made = a_class_of_two(a_class, "", "![us](us.wav)")
    made.write({"students/ben/student.yml": "name: Ben\nconsent: {publish: no}\n"})
    assert build(made) is not None
    (problem,) = (problem for problem in made.problems if problem.code == "name-without-consent")
    assert problem.file == f"content/{US}/us.wav"
    assert problem.message.startswith("What is said in this recording names Ben")
