"""Names in what children wrote and said: told where a family might not want one to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.model.captions import Captions, Cue
from slc_site.model.classroom import Attachment, Consent
from slc_site.problems import Severity
from slc_site.share.names import names_and_faces, names_without_consent
from tests.support.things import a_post, a_student


def test_a_post_that_names_a_student_without_consent_is_told_with_its_line() -> None:
    cleo = a_student("cleo", name="Cleo", consent=Consent())
    post = a_post(body="I built a tower.\nCleo helped me.", body_line=5)
    (problem,) = names_without_consent([cleo], [post, a_post("other", body="Cleopatra")])
    assert (problem.file, problem.line) == (post.origin.file, 6)
    assert "Cleo" in problem.message


def test_no_hidden_students_no_warnings() -> None:
    assert names_without_consent([], [a_post(body="Ada")]) == []


def test_captions_and_transcripts_that_name_a_student_without_consent_are_told() -> None:
    cleo = a_student("cleo", name="Cleo", consent=Consent())
    said = {
        "words.mp3": {"transcript": ("We sing.\nCleo too.",)},
        "cues.mp4": {"captions": (Captions("", (Cue(0, 900, "hello\nCLEO!"),)),)},
        "nobody.mp4": {"captions": (Captions("", (Cue(0, 900, "Cleopatra"),)),), "transcript": ("Hello.",)},
    }
    attachments = {
        name: Attachment(name, Path(name), 1, f"content/{name}", **is_said) for name, is_said in said.items()
    }
    problems = names_without_consent(
        [cleo], [a_post(body=" ".join(f"![x]({name})" for name in said), attachments=attachments)]
    )
    assert [problem.file for problem in problems] == ["content/words.mp3", "content/cues.mp4"]


# -- names or faces -------------------------------------------------------------------------------------

CLASS = {one.slug: one for one in (a_student("ada"), a_student("ben"), a_student("zoe", name="Zoë"))}
SONG = Attachment(
    "us.mp4",
    Path("us.mp4"),
    1,
    "content/us.mp4",
    captions=(Captions("", (Cue(0, 900, "Hi, I am Ben!"),)),),
    transcript=("We sing.",),
)


@pytest.mark.parametrize(
    "said",
    [
        {"body": "Ben and I built it."},
        {"body": "![Ben on the hill](hill.jpg)"},
        {"body": '![A hill](hill.jpg "ben\'s hill")'},
        {"title": "My friend BEN"},
        {"did_well": ("I waited for Ben.",)},
        {"make_better": ("I could ask Ben.",)},
        {"tags": ("ben",)},
        {"body": "![us](us.mp4)", "attachments": {"us.mp4": SONG}},
    ],
)
def test_a_post_that_shows_a_child_and_names_it_is_told(said: dict[str, object]) -> None:
    (problem,) = names_and_faces(CLASS, [a_post(people=("ben",), **said)])
    assert (problem.code, problem.severity) == ("name-and-face", Severity.WARNING)
    assert "Ben" in problem.message
    assert "write “my friend”" in str(problem.hint)
    assert "`access: class`" in str(problem.hint)


def test_a_post_is_told_of_once_with_all_names_and_the_first_place() -> None:
    post = a_post(people=("ben", "zoe"), body="Hello.\nZoe and\nBen", body_line=7)
    (problem,) = names_and_faces(CLASS, [post])
    assert "Zoë and Ben" in problem.message
    assert (problem.file, problem.line) == (post.origin.file, 8)


def test_names_in_posts_without_faces_and_faces_without_names_are_fine() -> None:
    posts = [
        a_post("named", body="Ben helped me."),
        a_post("seen", people=("ben",), body="My friend helped me on the bench."),
        a_post("unknown", people=("somebody",), body="somebody"),
    ]
    assert names_and_faces(CLASS, posts) == []


def test_an_author_whose_face_is_in_many_posts_is_told_of_once() -> None:
    posts = [a_post(f"post-{n}", title=f"Day {n}", people=("ada",), body="I, Ada") for n in range(5)]
    posts.append(a_post("of-ben", student="ben", title="Ben's", people=("ben",)))
    of_ada, of_ben = names_and_faces(CLASS, posts)
    assert of_ada.file == "content/students/ada/student.yml"
    assert "in “Day 0”, “Day 1”, “Day 2” and 2 more." in of_ada.message
    assert of_ada.severity is Severity.WARNING
    assert of_ben.file == "content/students/ben/student.yml"
    assert of_ben.message.endswith("in “Ben's”.")


def test_the_author_and_a_friend_in_one_post_are_told_of_apart() -> None:
    problems = names_and_faces(CLASS, [a_post(people=("ada", "ben"), body="Ben and Ada")])
    assert [problem.file for problem in problems] == [
        "content/students/ada/posts/2025-10-05-frog.md",
        "content/students/ada/student.yml",
    ]
    assert "Ada" not in problems[0].message
