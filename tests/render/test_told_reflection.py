"""A child who says what it thinks of its work is heard: on the post and at the conference, and counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder, Files

_SOUND = (
    Path(__file__).parents[2] / "content/students/kofi/posts/2025-10-06-my-frog-poem/poem.mp3"
).read_bytes()
FOLDER = "students/ada/posts/2026-10-06-frog"
CLASS: Files = {
    "class.yml": (
        "title: R\naccess: {posts: public, conferences: public}\nconsent: {publish: yes, photos: yes}\n"
    ),
    "students/ada/student.yml": "name: Ada\n",
    "students/ben/student.yml": "name: Ben\nconsent: {publish: yes, photos: no}\n",
    "conferences/fall/conference.yml": "title: Fall\n",
    "students/ada/conferences/fall.md": "---\npicks: {writing: {post: 2026-10-06-frog}}\n---\n",
    f"{FOLDER}/My thoughts.mp3": _SOUND,
    f"{FOLDER}/My thoughts.txt": "I like the green one.\n",
}


def post(keys: str = "reflection: my thoughts.MP3") -> Files:
    return {f"{FOLDER}/index.md": f"---\ntitle: Frog\ntags: [writing]\n{keys}\n---\nGreen frog.\n"}


def built(a_class: AClass, *files: Files, viewer: Viewer = PUBLIC) -> ClassFolder:
    every = {path: text for some in (CLASS, *files) for path, text in some.items()}
    return a_class(every, bare=True).build(viewer)


def test_it_counts_as_a_reflection_without_any_word(a_class: AClass) -> None:
    library = a_class({**CLASS, **post()}, bare=True).load()
    assert library is not None
    [frog] = library.posts
    assert frog.told_in == "My thoughts.mp3"
    assert frog.is_reflected


def test_it_is_heard_on_the_post_with_what_is_said(a_class: AClass) -> None:
    made = built(a_class, post())
    assert made.messages == []
    html = made.page(f"{FOLDER}/index.html")
    told = re.search(r'<section class="slip-told">(.*?)</section>', html, re.DOTALL)
    assert told is not None
    source = re.search(r'<audio [^>]*aria-label="What I say about it"[^>]*src="([^"]+)"', told[1])
    assert source is not None
    assert (made.output / FOLDER / source[1]).resolve().is_file()
    assert "I like the green one." in told[1]
    assert "My thoughts" not in html, "nobody learns what a file was called"


def test_it_is_heard_at_the_conference_and_lists_say_that_there_is_a_sound(a_class: AClass) -> None:
    made = built(a_class, post())
    folder = "students/ada/conferences/fall"
    source = re.search(r'<audio [^>]*src="([^"]+)"', made.page(f"{folder}/index.html"))
    assert source is not None
    assert (made.output / folder / source[1]).resolve().is_file()
    assert re.search(r'<li class="mark">.*?Sound</li>', made.page("students/ada/blog/index.html"))


def test_words_and_voice_stand_beside_each_other(a_class: AClass) -> None:
    html = built(a_class, post("reflection: My thoughts.mp3\ndid_well: It jumps.")).page(
        f"{FOLDER}/index.html"
    )
    assert [found for found in re.findall(r'class="(slip-\w+)"', html) if found != "slip-better"] == [
        "slip-well",
        "slip-told",
    ]


def test_a_recording_that_no_post_names_stays_at_home(a_class: AClass) -> None:
    made = built(a_class, post(""))
    assert "<audio" not in made.page(f"{FOLDER}/index.html")
    assert [file.name for file in (made.output / FOLDER).iterdir()] == ["index.html"]


@pytest.mark.parametrize("viewer", [PUBLIC, TEACHER], ids=["everybody", "the teacher"])
def test_it_is_held_back_as_pictures_are(a_class: AClass, viewer: Viewer) -> None:
    made = built(a_class, post("reflection: My thoughts.mp3\npeople: [ben]"), viewer=viewer)
    html = made.page(f"{FOLDER}/index.html")
    assert ("<audio" in html) is (viewer is TEACHER)
    assert ("I like the green one." in html) is (viewer is TEACHER)


@pytest.mark.parametrize("typed", ["thoughts.mp3", "frog.jpg", "../../ben/x.mp3", "I like it."])
def test_a_name_of_no_recording_is_told_and_the_post_stays(a_class: AClass, typed: str) -> None:
    made = built(a_class, post(f"reflection: {typed}\ndid_well: It jumps."))
    [problem] = made.problems
    assert (problem.key, problem.line) == ("reflection", 4)
    assert problem.message == f"There is no recording `{typed}` beside this post."
    html = made.page(f"{FOLDER}/index.html")
    assert "It jumps." in html
    assert "<audio" not in html
