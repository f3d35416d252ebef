"""How far a card is, as its pages tell it; and the targets that its statements are about."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder

ROOM, FAMILY = Viewer(Audience.CONFERENCE, "ada"), Viewer(Audience.FAMILY, "ada")
LEVELS = "levels: {4: a, 3: b, 2: c, 1: d}"
CARD, TARGETS = "students/ada/report-cards/fall/index.html", "students/ada/targets"
ANSWER = """
    reading:
      {can_do: [retell, fluent], how: {retell: with a little help}, self: 3, because: I read., teacher: 2,
      teacher_note: Xnote}
    behaviour: {habits: [share], teacher: Xkind}
"""
FILES = {
    "class.yml": """
        title: Room 12
        access: {posts: public, conferences: public, report-cards: family}
        consent: {publish: yes, photos: yes}
        targets:
          - {id: retelling, text: I can tell a story again, strand: writing}
          - {id: sums, text: I can add}
          - {id: sharing, text: I share with others, kind: skill}
        """,
    "report-cards/fall.yml": f"""
        title: Fall card
        scale: k-2
        subjects:
          - id: reading
            title: Reading
            can_do:
              - {{id: retell, text: I can retell, standard: Retelling}}
              - {{id: fluent, text: I read fast, standard: RF.2.4}}
              - {{id: add, text: I can add numbers, standard: sums}}
            {LEVELS}
        habits: [{{id: share, text: I share my things, standard: sharing}}]
        """,
}


def a_card(a_class: AClass, viewer: Viewer, state: str = "") -> ClassFolder:
    said = f"state: {state}\n" if state else ""
    answer = "\n".join(line[4:] for line in ANSWER.splitlines())
    files = {**FILES, "students/ada/report-cards/fall.yml": f"{said}{answer}\n"}
    made = a_class(files).build(viewer, live=viewer == TEACHER)
    assert (made.output / CARD).is_file() is (viewer != PUBLIC), made.messages
    return made


def main(made: ClassFolder, path: str) -> Any:
    return html5lib.parse(made.page(path), namespaceHTMLElements=False).find(".//main")


def texts(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize(
    ("state", "words", "shows_teacher"),
    [
        ("", "", True),
        ("draft", "I am still writing", False),
        ("handed-in", "Handed in to my teacher", False),
        ("teacher-done", "My teacher has written, too", True),
        ("final", "All done", True),
    ],
)
def test_a_card_tells_how_far_it_is_and_the_teachers_words_wait(
    a_class: AClass, state: str, words: str, shows_teacher: bool
) -> None:
    room = a_card(a_class, ROOM, state)
    told = texts(main(room, CARD))
    assert words in told
    everywhere = "".join(file.read_text("utf-8") for file in room.output.rglob("*.html"))
    own = a_card(a_class, TEACHER, state)
    for word in ("Xnote", "Xkind", "My teacher says"):
        assert (word in everywhere) is shows_teacher
        assert word in own.page(CARD)
    note = "The teacher's words are on the teacher's own screen only, so far."
    assert (note in texts(main(own, CARD))) is not shows_teacher
    assert note not in told


def test_a_statement_leads_to_the_target_that_its_standard_names(a_class: AClass) -> None:
    made = a_card(a_class, ROOM)
    links = {texts(link): link.get("href") for link in main(made, CARD).iter("a")}
    assert links["I can retell"] == "../../targets/retelling/index.html"
    assert links["I share my things"] == "../../targets/sharing/index.html"
    assert {"I read fast", "I can add numbers"}.isdisjoint(links), (
        "other words, and a target nothing shows yet"
    )
    (standards,) = [each for each in main(made, CARD).iter("p") if each.get("class") == "standards"]
    assert texts(standards) == "From the standards: RF.2.4, I can add"
    assert not (made.output / TARGETS / "sums").exists()


def test_a_target_tells_what_was_ticked_for_it_and_leads_to_the_card(a_class: AClass) -> None:
    made = a_card(a_class, ROOM)
    page = main(made, f"{TARGETS}/retelling/index.html")
    (told,) = [each for each in page.iter("ul") if each.get("class") == "ticked-for"]
    assert texts(told) == "Fall card I can retell With a little help"
    assert [link.get("href") for link in told.iter("a")] == ["../../report-cards/fall/index.html"]
    assert "I share my things" in texts(main(made, f"{TARGETS}/sharing/index.html"))


def test_a_family_is_told_of_the_tick_and_of_no_mark_or_habit(a_class: AClass) -> None:
    made = a_card(a_class, FAMILY)
    told = texts(main(made, f"{TARGETS}/retelling/index.html"))
    assert "I can retell" in told
    assert "little help" not in told
    assert not (made.output / TARGETS / "sharing").exists()


def test_nobody_else_is_told_of_a_tick(a_class: AClass) -> None:
    made = a_card(a_class, PUBLIC)
    assert not (made.output / TARGETS).exists()
