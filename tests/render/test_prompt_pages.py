"""A prompt stands in words for a child, with examples and what the class made of it; posts lead there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder
from tests.support.exhibition import picture

PAGE = "prompts/teach-us/index.html"
FILES: dict[str, str | bytes] = {
    "class.yml": """
        title: Room 12
        url: https://maple.example/
        consent: {publish: yes, photos: yes}
        access: {posts: public}
        strands: [{tag: writing, title: Writing, good: [Good writers begin with a verb]}]
        targets: [{id: steps, text: I can write steps}]
        """,
    "students/ada/student.yml": "name: Ada\n",
    "students/ben/student.yml": "name: Ben\n",
    "prompts/teach-us/index.md": """
        ---
        title: Teach us
        tags: [writing, how-to]
        access: public
        asks: [What comes <first>?, And then?]
        targets: [steps]
        ---
        You know how. See [Ada](../../students/ada/posts/2026-10-05-bow.md).

        ![A hand](hand.jpg)
        """,
    "prompts/teach-us/hand.jpg": picture((640, 480), 1),
    "prompts/teach-us/unused.jpg": picture((640, 480), 2),
    "prompts/teach-us/examples/plant/index.md": """
        ---
        title: Wake a plant
        by: teacher
        name: Ms. Okafor
        steps: [I looked, I wrote]
        good_because: One step a line.
        ---
        ![A plant](plant.jpg)
        """,
    "prompts/teach-us/examples/plant/plant.jpg": picture((640, 480), 3),
    "prompts/teach-us/examples/whistle.md": """
        ---
        title: Whistle on grass
        by: former-student
        name: Tomek
        consent: yes
        did_well: I said which finger.
        ---
        Blow.
        """,
    "prompts/teach-us/examples/unasked.md": """
        ---
        title: Nobody was asked
        by: former-student
        name: Zofia
        ---
        Secret.
        """,
    "prompts/for-us.md": "---\ntitle: Only for the class\ntags: [writing]\n---\nHello.\n",
    "students/ada/posts/2026-10-05-bow.md": (
        "---\ntitle: My bow\ntags: [writing, how-to]\nprompt: teach-us\n---\nPull.\n"
    ),
    "students/ben/posts/2026-10-06-test.md": (
        "---\ntitle: Not for all\ntags: [writing]\nprompt: teach-us\naccess: family\n---\nPull.\n"
    ),
    "students/ben/posts/2026-10-07-fish.md": (
        "---\ntitle: My fish\ntags: [writing]\nprompt: for-us\n---\nFeed.\n"
    ),
}


@pytest.fixture
def seen(a_class: AClass) -> Callable[..., ClassFolder]:
    @cache
    def build(viewer: Viewer = PUBLIC) -> ClassFolder:
        return a_class(FILES, bare=True).build(viewer, live=viewer == TEACHER)

    return build


def tree(made: ClassFolder, path: str = PAGE) -> Element:
    found: Element = html5lib.parse(made.page(path), namespaceHTMLElements=False)
    return found


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def of_class(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if name in (one.get("class") or "").split()]


def test_the_prompt_its_questions_and_the_chart_of_its_strand_are_on_one_page(
    seen: Callable[..., ClassFolder],
) -> None:
    page = tree(seen())
    assert "You know how." in words(of_class(page, "prompt-words")[0])
    [asks] = of_class(page, "prompt-asks")
    assert [words(line) for line in asks.iter("li")] == ["What comes <first>?", "And then?"]
    assert words(of_class(page, "chart")[0]).endswith("Good writers begin with a verb")
    assert words(of_class(page, "prompt-targets")[0]).endswith("I can write steps")


def test_examples_say_who_made_them_and_why_they_are_good(seen: Callable[..., ClassFolder]) -> None:
    plant, whistle = of_class(tree(seen()), "example")
    assert words(of_class(plant, "example-by")[0]) == "Made by Ms. Okafor, a teacher"
    assert words(of_class(plant, "good-because")[0]) == "Why this is a good example One step a line."
    assert words(of_class(plant, "slip-steps")[0]) == "How I made it I looked I wrote"
    assert words(of_class(whistle, "example-by")[0]) == "Made by Tomek, who was in a class here before"
    assert words(of_class(whistle, "slip-well")[0]) == "I did well I said which finger."


def test_pictures_go_through_the_studio_and_only_those_that_are_shown(
    seen: Callable[..., ClassFolder],
) -> None:
    made = seen()
    shown = re.findall(r'<img[^>]* src="([^"]+)"', made.page(PAGE))
    assert len(shown) == 2
    for address in shown:
        assert (made.output / "prompts/teach-us" / address).resolve().is_file()
    folders = {file.parent.relative_to(made.output).as_posix() for file in made.output.rglob("*.webp")}
    assert folders == {"prompts/teach-us", "prompts/teach-us/examples/plant"}
    assert not re.search(r"hand\.|plant\.jpg|unused", made.page(PAGE)), "nobody learns what a file was called"


def test_an_example_without_a_yes_is_on_the_teachers_screen_alone_and_says_so(
    seen: Callable[..., ClassFolder],
) -> None:
    html = seen().page(PAGE)
    assert "Nobody was asked" not in html
    assert "Zofia" not in html
    mine = [one for one in of_class(tree(seen(TEACHER)), "example") if "Zofia" in words(one)]
    assert "Only you see this example" in words(mine[0])
    assert "prompts/teach-us/examples/unasked.md" in "\n".join(seen().messages)


def test_the_answers_that_may_be_seen_are_there(seen: Callable[..., ClassFolder]) -> None:
    assert [words(card) for card in of_class(tree(seen()), "work-title")] == ["My bow"]
    assert [words(card) for card in of_class(tree(seen(TEACHER)), "work-title")] == ["Not for all", "My bow"]


def test_a_post_leads_to_what_it_answers_and_a_text_to_a_post(seen: Callable[..., ClassFolder]) -> None:
    made = seen()
    [answer] = of_class(tree(made, "students/ada/posts/2026-10-05-bow/index.html"), "answers")
    [link] = answer.iter("a")
    assert (words(link), link.get("href")) == ("Teach us", "../../../../prompts/teach-us/index.html")
    assert 'href="../../students/ada/posts/2026-10-05-bow/index.html"' in made.page(PAGE)


def test_a_prompt_that_may_not_be_seen_is_nowhere(seen: Callable[..., ClassFolder]) -> None:
    made = seen()
    assert not (made.output / "prompts/for-us").exists()
    assert of_class(tree(made, "students/ben/posts/2026-10-07-fish/index.html"), "answers") == []
    assert "Only for the class" not in made.page("prompts/index.html")
    of_the_class = seen(Viewer(Audience.CLASS))
    assert (of_the_class.output / "prompts/for-us/index.html").is_file()


def test_all_prompts_stand_in_a_list_that_every_page_leads_to(seen: Callable[..., ClassFolder]) -> None:
    made = seen()
    doors = of_class(tree(made, "prompts/index.html"), "door")
    assert [words(one).split("You")[0].strip() for one in doors] == ["Teach us"]
    assert 'href="prompts/index.html"' in made.page("index.html")
    assert words(of_class(doors[0], "count")[0]) == "Writing · with an example"


def test_only_the_teacher_is_told_what_to_type(seen: Callable[..., ClassFolder]) -> None:
    assert "slc new post --prompt teach-us" in seen(TEACHER).page(PAGE)
    assert "slc new post" not in seen().page(PAGE)


def test_feeds_do_not_tell_of_prompts(seen: Callable[..., ClassFolder]) -> None:
    assert "Teach us" not in (seen().output / "feed.xml").read_text("utf-8")


def test_a_class_without_prompts_has_no_such_page(a_class: AClass) -> None:
    made = a_class().build()
    assert not (made.output / "prompts").exists()
    assert "What could I post?" not in made.page("index.html")
