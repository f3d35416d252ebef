"""A child's own forms: filled in as far as the content knows, lines for the rest, nothing of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from slc_site.paper.parts import part
from slc_site.paper.sheet import Sheet
from tests.paper.conftest import CANARIES, Desk, MakeDesk
from tests.paper.test_forms import alternatives
from tests.support.classes import Files

PARTS = ("report-cards", "three-pluses", "goals", "self-evaluation", "follow-up", "reminders")
GOAL = """
    ---
    title: Write three sentences
    by: together
    strand: writing
    due: 2026-12-01
    measure: {unit: sentences, start: 1, target: 3}
    progress: [{date: 2026-10-20, fraction: 2/4, note: I wrote two., helped: My word card.}]
    commitments: {student: I reread my work., parent: We write the shopping list.}
    kept: {student: partly}
    steps: [{text: One sentence a day, date: 2026-11-10}]
    ---
    Because I have **much** to [tell](https://example.org).
    """
CARD = """
    date: 2026-11-12
    reading: {can_do: [retell], self: 3, because: I tell it in order., next: Longer books.,
      evidence: [2026-10-05-frog], teacher: 2, teacher_note: canarynote}
    behaviour: {student: I share., teacher: canarygrade}
    """
MEETING = """
    ---
    three_pluses:
      student: {pluses: [I read, I help, I draw], goal: three-sentences, why: I like it.}
      parent: {pluses: [Lees bien, Ayudas, Dibujas], goal: Leer cada noche}
      teacher: {pluses: [canaryplus, You listen, You try], goal: three-sentences}
    parent_input:
      topics: [{about: reading, text: canarytopic}]
      private: canaryprivate
      concern_learning: canaryconcern
      access_needs: canaryneeds
    follow_up: [{date: 2026-12-03, goals: {three-sentences: I write most days.}}]
    ---
    """
OWN: Files = {
    "students/ada/goals/three-sentences.md": GOAL,
    "students/ada/report-cards/fall.yml": CARD,
    "students/ada/conferences/fall.md": MEETING,
}


@pytest.fixture
def ada(desk: MakeDesk) -> Desk:
    """Return a desk for a class in which Ada has written nearly everything."""
    return desk(OWN)


def own(at: Desk, *names: str, student: str = "ada") -> Iterator[Sheet]:
    """Yield the sheets of parts, of one child."""
    pack = at.pack(students=(student,), two_sided=False)
    for name in names:
        found = part(name)
        assert found is not None, name
        yield from pack.sheets(found)


def page_of(at: Desk, name: str, student: str = "ada") -> str:
    """Return a part of one child as the page that is printed."""
    return at.document(own(at, name, student=student))


def words_of(page: str) -> str:
    """Return what one reads on a page."""
    body = re.split(r"<body[^>]*>", page)[-1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def ticked(page: str) -> list[str]:
    """Return what stands behind the boxes that are ticked."""
    boxes = re.findall(r'<span class="tick">(.*?)</span>(.*?)</li>', page, flags=re.S)
    return [words_of(f"<body>{words}") for box, words in boxes if "<svg" in box]


# -- what is there ------------------------------------------------------------------------------------------


def test_a_goal_stands_on_one_page_with_what_everybody_promised(ada: Desk) -> None:
    made = ada.printed(own(ada, "goals"))
    assert len(made.texts) == 1
    said = ("Write three sentences", "One sentence a day", "We write the shopping list.", "much to tell")
    assert [words for words in said if words not in made.text] == []
    assert "2 of 4 parts" in set(alternatives(made))


def test_what_nobody_promised_is_a_line(ada: Desk) -> None:
    page = page_of(ada, "goals")
    boxes = dict(re.findall(r'<section class="voice is-(\w+)">(.*?)</section>', page, flags=re.S))
    assert {voice: "Lines to write on" in inside for voice, inside in boxes.items()} == {
        "student": False,
        "parent": False,
        "teacher": True,
    }


def test_a_promise_that_came_back_is_ticked(ada: Desk) -> None:
    assert ticked(page_of(ada, "goals")) == [
        "Writing",
        "soon, in some weeks",
        "We chose it together",
        "Partly done",
    ]


def test_what_a_child_can_do_is_ticked_and_marked(ada: Desk) -> None:
    page = page_of(ada, "report-cards")
    assert ticked(page) == ["I can retell a story"]
    marked = re.findall(r'<span class="marked"[^>]*>(.*?)</span>\s*(?:</li>|</th>)', page, flags=re.S)
    assert [words_of(f"<body>{words}") for words in marked] == ["I can retell a story", "Proficient"]
    said = words_of(page)
    for words in ("I tell it in order.", "Longer books.", "My frog poem", "I share."):
        assert words in said


def test_a_card_that_nobody_filled_in_has_room_for_it(ada: Desk) -> None:
    page = page_of(ada, "report-cards", student="ben")
    assert "Ben" in words_of(page)
    assert ticked(page) == []
    assert "Lines to write on" in page


def test_three_pluses_are_the_childs_and_the_familys_box_is_in_its_language(ada: Desk) -> None:
    page = page_of(ada, "three-pluses")
    family = re.search(r'<div lang="es" dir="ltr">(.*?)</section>', page, flags=re.S)
    assert family
    inside = words_of(f"<body>{family[1]}")
    assert "Para la familia de Ada" in inside
    assert "Leer cada noche" in inside
    assert "I help" in words_of(page)
    assert "Write three sentences" in words_of(page), "the goal by its name, not by its file's"


def test_a_bar_shows_how_far_it_is_and_how_one_knows(ada: Desk) -> None:
    made = ada.printed(own(ada, "self-evaluation"))
    assert len(made.texts) == 1
    for words in ("Write three sentences", "I wrote two.", "My word card.", "My frog poem", "Oct 20, 2026"):
        assert words in made.text
    assert "2 of 4 parts" in set(alternatives(made))


def test_the_next_page_for_the_fridge_has_the_goal_and_an_empty_bar(ada: Desk) -> None:
    made = ada.printed(own(ada, "follow-up"))
    assert len(made.texts) == 1
    assert "Write three sentences" in made.text
    assert "Leer cada noche" in made.text
    assert "I write most days." not in made.text
    assert "A bar of 4 parts, to colour in" in set(alternatives(made))
    assert '<span class="ring is-on">2</span>' in page_of(ada, "follow-up")


def test_when_all_rounds_are_told_the_last_is_printed_as_it_was_told(desk: MakeDesk) -> None:
    rounds = "".join(
        f"{{date: 2026-12-{day}, goals: {{three-sentences: {{did: Round {day}., fraction: 3/4}}}}}}, "
        for day in ("03", "17", "30")
    )
    told = MEETING.replace("{date: 2026-12-03, goals: {three-sentences: I write most days.}}", rounds)
    at = desk({**OWN, "students/ada/conferences/fall.md": told})
    said = words_of(page_of(at, "follow-up"))
    assert "Round 30." in said
    assert "Dec 30, 2026" in said
    assert "Round 17." not in said


def test_more_goals_than_a_page_has_room_for_go_on_another(desk: MakeDesk) -> None:
    at = desk({**OWN, "students/ada/goals/second.md": "---\ntitle: Read to my sister\n---\n"})
    texts = at.printed(own(at, "follow-up")).texts
    assert len(texts) == 2
    assert "Read to my sister" in " ".join(texts)


def test_a_reminder_has_the_childs_own_time_in_the_familys_language(ada: Desk) -> None:
    page = page_of(ada, "reminders")
    assert 'lang="es"' in page
    assert "Ada" in words_of(page)
    assert "19 de noviembre de 2026" in words_of(page)
    assert "17:00" in words_of(page)


def test_reminders_of_several_children_share_a_page(ada: Desk) -> None:
    found = part("reminders")
    assert found is not None
    assert len(ada.printed(ada.pack().sheets(found)).texts) == 1


def test_names_are_signed_below_how_far_a_goal_is_however_much_is_said_of_it(desk: MakeDesk) -> None:
    long: Files = {
        f"students/ada/goals/goal-{n}.md": f"---\ntitle: Goal {n}\n---\n{'I want it. ' * 12 * n}"
        for n in range(1, 16)
    }
    at = desk({**OWN, **long})
    texts = at.printed(own(at, "goals")).texts
    assert len(texts) > len(long) + 1, "some goals need a second page"
    signed = [text for text in texts if text.endswith("Ada My family My teacher")]
    assert len(signed) == len(long) + 1
    assert [text for text in signed if "How far am I?" not in text] == []


def test_a_long_name_is_never_cut_off(desk: MakeDesk) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff Maximiliana"
    at = desk({**OWN, "students/ada/student.yml": f"name: {name}\nhome_language: es\n"})
    texts = at.printed(own(at, *PARTS)).texts
    assert all("Maximiliana" in text for text in texts), texts
    shown = "".join(texts).replace(" ", "").replace("-", "")
    assert shown.count(name.replace(" ", "")) >= len(texts)


# -- what is not --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS)
def test_what_is_not_for_the_child_is_in_no_form_of_its_own(name: str, ada: Desk) -> None:
    sheets = list(own(ada, name))
    assert sheets
    page = re.sub(r"data:[^)\"]+", "", ada.document(sheets))
    text = ada.printed(sheets).text
    assert [word for word in CANARIES.values() if word in page or word in text] == []


def test_without_grades_there_are_none_to_circle(desk: MakeDesk) -> None:
    from tests.paper.conftest import CLASS

    plan = str(CLASS["conferences/fall/conference.yml"]).replace(
        "term: fall", "term: fall\n        marks: none"
    )
    at = desk({**OWN, "conferences/fall/conference.yml": plan})
    page = page_of(at, "report-cards")
    assert '<span class="ring' not in page
    assert "My teacher says" not in words_of(page)
    assert "I tell it in order." in words_of(page)
