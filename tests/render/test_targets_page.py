"""A child's learning targets: what shows them, what was said of them, and what is not there yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.render.theme.test_theme_pages import texts, tree
from tests.support.classes import SMALLEST, ClassFolder

FILES = {
    "class.yml": """
        title: Room 12
        consent: {publish: yes, photos: yes}
        access: {posts: public, goals: public, conferences: public}
        targets:
          - {id: periods, text: I can end a sentence with a period, strand: writing}
          - {id: sound-out, text: I can sound out a hard word, strand: writing}
          - {id: tidy, text: I can put my things away}
          - {id: problem-solving, text: I keep trying when a problem is hard, kind: skill}
          - {id: speak-up, text: I speak so that everybody can hear me, kind: skill}
          - {id: balanced, text: "I take care of my body, my head and my heart", kind: skill}
        """,
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/posts/2026-10-01-bridge.md": (
        "---\ntitle: Bridge\ntags: [projects]\ntargets: [sound-out]\n---\nA bridge.\n"
    ),
    "students/ada/posts/2026-10-05-my-frog-poem.md": """
        ---
        title: My frog poem
        tags: [writing]
        targets: [periods]
        did_well: Each line has its dot.
        ---
        Frog.
        """,
    "students/ada/posts/2026-11-02-moon.md": """
        ---
        title: The moon
        tags: [writing]
        targets: [periods, tidy]
        ---
        Moon.
        """,
    "students/ada/posts/2026-11-09-secret-test.md": """
        ---
        title: Spelling test
        tags: [writing]
        kind: assessment
        targets: [sound-out]
        ---
        Test.
        """,
    "students/ada/posts/2026-11-10-sun.md": "---\ntitle: Sun\ntags: [writing]\n---\nSun.\n",
    "students/ada/goals/ask-later.md": (
        "---\ntitle: Try three ways first\nskill: problem-solving\nhelps_in: math\n---\nBecause.\n"
    ),
    "conferences/fall/conference.yml": "title: Fall conference\n",
    "conferences/spring/conference.yml": "title: Spring conference\nkind: second\n",
    "students/ada/conferences/fall.md": """
        ---
        skills:
          - {target: problem-solving, student: I ask too soon., teacher: Four times!, helps_in: spelling}
          - {target: speak-up, teacher: A strong voice.}
        ---
        Hello.
        """,
    "students/ada/conferences/spring.md": """
        ---
        skills: [{target: problem-solving, student: I wait now.}]
        ---
        Hello.
        """,
}
ALL, PAGES = "students/ada/targets/index.html", "students/ada/targets"
FAMILY = Viewer(Audience.FAMILY, "ada")


Built = Callable[..., ClassFolder]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the class as one viewer sees it; the same one each time, so nothing may be written into it."""

    @cache
    def build(viewer: Viewer = TEACHER) -> ClassFolder:
        made = ClassFolder(tmp_path_factory.mktemp("class")).write({**SMALLEST, **FILES})
        made.build(viewer, live=viewer is TEACHER)
        assert (made.output / "index.html").is_file(), made.messages
        return made

    return build


def rows(page: Any) -> dict[str, list[str]]:
    """Each target of the table with what stands in its cells."""
    (table,) = page.iter("table")
    return {
        texts(row.find("th")): [texts(cell) for cell in row.iter("td")]
        for row in table.iter("tr")
        if row.find("th").get("scope") == "row"
    }


def later(page: Any) -> list[str]:
    lists = [each for each in page.iter("div") if each.get("class") == "later"]
    return [texts(item) for each in lists for item in each.iter("li")]


def test_the_table_has_the_childs_own_targets_by_the_childs_own_pieces(built: Built) -> None:
    page = tree(built().page(ALL))
    (table,) = page.iter("table")
    heads = [texts(head.find("a")) for head in table.iter("th") if head.find("a") is not None][:3]
    assert heads == ["My frog poem", "The moon", "Spelling test"], (
        "oldest first; who shows no target is not there"
    )
    assert rows(page) == {
        "I can end a sentence with a period": ["My frog poem", "The moon", ""],
        "I can sound out a hard word": ["", "", "Spelling test"],
        "I can put my things away": ["", "The moon", ""],
        "I keep trying when a problem is hard": ["", "", ""],
        "I speak so that everybody can hear me": ["", "", ""],
    }
    assert "Ben" not in texts(page.find(".//main"))
    assert "Bridge" not in texts(page.find(".//main"))


def test_the_table_says_what_its_heads_are_for(built: Built) -> None:
    page = tree(built().page(ALL))
    (table,) = page.iter("table")
    heads = [element for element in table.iter() if element.tag == "th"]
    assert {head.get("scope") for head in heads} == {"col", "row", "colgroup"}


def test_what_nothing_shows_is_not_yet_without_a_page_or_a_reproach(built: Built) -> None:
    made = built()
    page = tree(made.page(ALL))
    assert later(page) == ["I take care of my body, my head and my heart"]
    assert not (made.output / PAGES / "balanced").exists()
    told = texts(page.find(".//main")).lower()
    assert not any(word in told for word in ("missing", "failed", "behind", "only", "no evidence", "must"))


def test_a_target_has_a_page_with_what_shows_it_newest_first(built: Built) -> None:
    page = tree(built().page(f"{PAGES}/periods/index.html"))
    main = page.find(".//main")
    assert texts(main.find(".//h1")) == "I can end a sentence with a period"
    works = [item for item in main.iter("li") if item.find("article") is not None]
    assert [texts(work.find(".//h3")) for work in works] == ["The moon", "My frog poem"]
    assert "Each line has its dot." in texts(works[1])
    assert "I did well" not in texts(works[0])


def test_a_skill_tells_both_words_over_time_and_what_it_helps_in(built: Built) -> None:
    main = tree(built().page(f"{PAGES}/problem-solving/index.html")).find(".//main")
    said = [item for item in main.iter("li") if item.find("h3") is not None]
    assert [texts(item.find("h3")) for item in said[:2]] == ["Fall conference", "Spring conference"]
    assert [[texts(line) for line in item.iter("p")] for item in said[:2]] == [
        ["I say I ask too soon.", "My teacher says Four times!", "This will help me in spelling"],
        ["I say I wait now."],
    ]
    assert "Try three ways first" in texts(main)
    assert "This will help me in math" in texts(main)


def test_a_piece_of_work_leads_to_what_it_shows_and_so_does_the_conference(built: Built) -> None:
    made = built()
    post = made.page("students/ada/posts/2026-11-02-moon/index.html")
    assert 'href="../../targets/periods/index.html"' in post
    assert 'href="../../targets/tidy/index.html"' in post
    conference = made.page("students/ada/conferences/fall/index.html")
    assert 'href="../../targets/problem-solving/index.html"' in conference
    assert 'href="targets/index.html"' in made.page("students/ada/index.html")


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), Viewer(Audience.FAMILY, "ben")])
def test_what_a_child_cannot_show_yet_is_nobody_elses_business(built: Built, viewer: Viewer) -> None:
    made = built(viewer)
    page = tree(made.page(ALL))
    assert later(page) == []
    assert "Not yet" not in texts(page.find(".//main"))
    assert list(rows(page)) == [
        "I can end a sentence with a period",
        "I can put my things away",
        "I keep trying when a problem is hard",
    ]


def test_what_is_shown_by_work_that_is_for_the_room_is_not_called_not_yet(built: Built) -> None:
    page = tree(built(FAMILY).page(ALL))
    assert later(page) == [
        "I speak so that everybody can hear me",
        "I take care of my body, my head and my heart",
    ]
    assert "I can sound out a hard word" not in texts(page.find(".//main"))


@pytest.mark.parametrize("viewer", [PUBLIC, FAMILY])
def test_the_teachers_word_on_a_skill_stays_in_the_room(built: Built, viewer: Viewer) -> None:
    made = built(viewer)
    assert not (made.output / PAGES / "speak-up").exists(), "nothing else was said of it"
    skill = made.page(f"{PAGES}/problem-solving/index.html")
    assert "I ask too soon." in skill
    everything = "".join(file.read_text("utf-8") for file in made.output.rglob("*.html"))
    assert "Four times!" not in everything
    assert "A strong voice." not in everything


def test_a_class_without_targets_has_no_page_of_them(a_class: AClass) -> None:
    made = a_class().build(TEACHER, live=True)
    assert not (made.output / PAGES).exists()
    assert "My learning" not in made.page("students/ada/index.html")
