"""What a child says further of its work is on the post and the note card; why it is kept, in lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import pytest

from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder

POST = "students/ada/posts/2026-10-06-bridge"
FILES = {
    "class.yml": """
        title: Room 12
        consent: {publish: yes, photos: yes}
        access: {posts: public, goals: family, conferences: public}
        targets: [{id: tries, text: I keep trying when it is hard, kind: skill}]
        """,
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/goals/secret.md": "---\ntitle: Sleep alone\narea: personal\n---\n",
    "students/ada/posts/2026-10-01-first.md": "---\ntitle: First\ntags: [writing]\n---\nFirst.\n",
    f"{POST}.md": """
        ---
        title: My bridge
        tags: [projects]
        shows: [skill, improvement, celebration, goal]
        goals: [secret]
        steps: [I folded it, I tested it]
        learned: Folds are strong.
        connections: [tries, I share <b>glue</b>]
        questions: Would a big one hold?
        ---
        Paper.
        """,
    "conferences/fall/conference.yml": "title: Fall\n",
    "students/ada/conferences/fall.md": "---\npicks: {projects: {post: 2026-10-06-bridge}}\n---\n",
}


@pytest.fixture
def seen(a_class: AClass) -> Callable[..., ClassFolder]:
    @cache
    def build(viewer: Viewer = PUBLIC) -> ClassFolder:
        made = a_class(FILES, bare=True).build(viewer, live=viewer == TEACHER)
        assert made.messages == []
        return made

    return build


def tree(made: ClassFolder, path: str) -> Element:
    found: Element = html5lib.parse(made.page(path), namespaceHTMLElements=False)
    return found


def words(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def marks(element: Element) -> list[str]:
    found = [item for item in element.iter("li") if "mark-shows" in (item.get("class") or "")]
    signs = [[part for part in item if part.tag.endswith("svg")] for item in found]
    assert all(signs), "a sign and words, never a color alone"
    return [words(item) for item in found]


def test_all_of_it_is_on_the_post(seen: Callable[..., ClassFolder]) -> None:
    page = tree(seen(), f"{POST}/index.html")
    steps = page.find(".//section[@class='slip-steps']")
    assert words(steps) == "How I made it I folded it I tested it"
    assert steps is not None
    assert len(steps.findall("ol/li")) == 2, "steps have an order"
    assert words(page.find(".//section[@class='slip-learned']")) == "What I learned Folds are strong."
    assert words(page.find(".//section[@class='slip-questions']")).endswith("Would a big one hold?")


def test_a_connection_that_is_a_target_leads_to_its_page_where_the_post_is_evidence(
    seen: Callable[..., ClassFolder],
) -> None:
    made = seen()
    section = tree(made, f"{POST}/index.html").find(".//section[@class='slip-connections']")
    assert section is not None
    [link] = section.iter("a")
    assert (words(link), link.get("href")) == (
        "I keep trying when it is hard",
        "../../targets/tries/index.html",
    )
    assert "I share <b>glue</b>" in words(section), "what a child types is words"
    assert "My bridge" in made.page("students/ada/targets/tries/index.html")
    assert "My bridge" in made.page("students/ada/targets/index.html")


def test_it_is_on_the_note_card_of_the_pick(seen: Callable[..., ClassFolder]) -> None:
    page = tree(seen(), "students/ada/conferences/fall/index.html")
    card = next(found for found in page.iter("div") if found.get("class") == "note-card")
    asked = {
        words(row.find("dt")): [words(said) for said in row.findall("dd")]
        for row in card.iter("div")
        if row.find("dt") is not None
    }
    assert asked["How I made it"] == ["I folded it", "I tested it"]
    assert asked["What I learned"] == ["Folds are strong."]
    assert asked["What it has to do with how I learn"][0] == "I keep trying when it is hard"
    assert asked["I still want to know"] == ["Would a big one hold?"]


def test_it_is_among_what_was_said_over_the_year(seen: Callable[..., ClassFolder]) -> None:
    said = seen().page("students/ada/growth/index.html")
    assert re.search(r"said-over-time.*Would a big one hold\?", said, re.DOTALL)


def test_lists_say_why_a_piece_is_kept(seen: Callable[..., ClassFolder]) -> None:
    blog = tree(seen(TEACHER), "students/ada/blog/index.html")
    assert marks(blog) == [
        "Shows a skill",
        "Shows how I got better",
        "Something to celebrate",
        "Shows my goal",
    ]


def test_that_it_is_for_a_goal_is_not_told_to_those_who_may_not_see_the_goal(
    seen: Callable[..., ClassFolder],
) -> None:
    blog = tree(seen(), "students/ada/blog/index.html")
    assert marks(blog) == ["Shows a skill", "Shows how I got better", "Something to celebrate"]


def test_a_post_that_says_nothing_has_no_empty_places(seen: Callable[..., ClassFolder]) -> None:
    html = seen().page("students/ada/posts/2026-10-01-first/index.html")
    assert 'class="reflection"' not in html
    assert "mark-shows" not in html
