"""Behind locks a prompt is the class's: a family's own pages lead to it, and its code opens it."""

from __future__ import annotations

import re

import pytest

from slc_site.share.keyring import KeyRing
from tests.support.classes import ClassFolder
from tests.support.exhibition import picture
from tests.support.locks import code_of, opened, with_codes

WRITTEN = "students/ada/posts/2026-10-05-bow.md"
POST = "students/ada/posts/2026-10-05-bow/index.html"
PROMPT = "prompts/teach-us/index.html"
FILES: dict[str, str | bytes] = {
    "class.yml": "title: Room 12\naccess: {posts: family}\nconsent: {publish: yes, photos: yes}\n",
    "students/ada/student.yml": "name: Ada\n",
    WRITTEN: "---\ntitle: Bow\ntags: [writing]\nprompt: teach-us\n---\nPull.\n",
    "prompts/teach-us.md": "---\ntitle: Teach us\ntags: [writing]\n---\nYou know how.\n",
    "prompts/teach-us/examples/plant/index.md": (
        "---\ntitle: Plant\nby: teacher\n---\n![A plant](plant.jpg)\n"
    ),
    "prompts/teach-us/examples/plant/plant.jpg": picture((640, 480), 1),
}


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClassFolder, KeyRing]:
    """A class with codes, built once: what is made of a code takes its time."""
    made = ClassFolder(tmp_path_factory.mktemp("prompts") / "class").write(FILES)
    ring = with_codes(made)
    return made.build(), ring


def test_a_familys_page_leads_to_the_prompt_that_its_code_opens(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    assert not (made.output / "prompts").exists()
    found = opened(made.output, code_of(ring, "ada"))
    by_name = {one.path: (place, one.content) for place, one in found.items()}
    place, _ = by_name[PROMPT]
    _, post = by_name[POST]
    links = re.findall(r'href="([^"]+)"[^>]*>Teach us<', post.decode())
    assert [link.rpartition("/")[2] for link in links] == [place.rpartition("/")[2]]


def test_its_answers_stay_with_their_families_and_its_pictures_are_sealed(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    for_the_class = {one.path: one.content for one in opened(made.output, code_of(ring, "class")).values()}
    assert b"You know how." in for_the_class[PROMPT]
    assert b"Bow" not in for_the_class[PROMPT]
    assert POST not in for_the_class
    assert [path for path in for_the_class if path.endswith(".webp")]
    assert list(made.output.rglob("*.webp")) == []
