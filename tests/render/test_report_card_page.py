"""The built pages of a child's self-report cards: who sees what of them, and how it is told."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

import html5lib
import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder

LEVELS = "levels: {4: Xfour, 3: Xthree, 2: Xtwo, 1: Xone}"
CLASS = """
    title: Room 12
    terms:
      - {id: fall, title: Fall, start: 2025-09-01, end: 2025-12-18}
      - {id: winter, title: Winter, start: 2026-01-05, end: 2026-03-20}
    access: {posts: public, goals: public, conferences: public, report-cards: family}
    consent: {publish: yes, photos: yes}
    """
FILES = {
    "class.yml": CLASS,
    "report-cards/fall.yml": f"""
        title: Fall card
        term: fall
        subjects:
          - id: reading
            title: Reading
            can_do:
              - {{id: retell, text: I can retell, standard: RL.1.2}}
              - {{id: fluent, text: I read fast}}
            {LEVELS}
          - {{id: math, title: Math, can_do: [{{id: add, text: I can add}}], {LEVELS}}}
          - {{id: art, title: Art, can_do: [{{id: draw, text: I draw}}], {LEVELS}}}
          - {{id: music, title: Music, {LEVELS}}}
        habits: [{{id: share, text: Xhabit}}, {{id: wait, text: Xwait}}]
        """,
    "report-cards/winter.yml": f"""
        title: Winter card
        term: winter
        scale: k-2
        subjects:
          - id: reading
            title: Reading
            can_do: [{{id: fluent, text: I read fast}}, {{id: long, text: I read long books}}]
            {LEVELS}
        """,
    "conferences/fall/conference.yml": "title: Fall talk\nterm: fall\n",
    "students/ada/conferences/fall.md": "Hello.\n",
    "students/ada/posts/2025-10-06-secret.md": """
        ---
        title: For the room
        tags: [writing]
        access: conference
        ---
        Hidden.
        """,
    "students/ada/report-cards/fall.yml": """
        date: 2025-11-12
        reading:
          can_do: [retell]
          self: 2
          because: I retell well.
          next: Read every day.
          evidence: [2026-10-05-my-frog-poem, 2025-10-06-secret]
          teacher: 3
          teacher_note: Xnote
        math: {can_do: [add], self: 1, because: I add., teacher: 1}
        music: {self: N, because: I began., teacher: X}
        behaviour: {habits: [share], student: Xsays, teacher: Xtold}
        """,
    "students/ada/report-cards/winter.yml": """
        reading: {how: {fluent: with a little help}, self: 2, because: I am faster., teacher: 2}
        """,
    "students/ben/student.yml": "name: Ben\n",
    "students/ben/report-cards/fall.yml": "reading: {can_do: [fluent], self: 4, because: Bens reason.}\n",
}
HOME = "students/ada/report-cards"
FALL, WINTER, ALL = f"{HOME}/fall/index.html", f"{HOME}/winter/index.html", f"{HOME}/index.html"
FAMILY, ROOM = Viewer(Audience.FAMILY, "ada"), Viewer(Audience.CONFERENCE, "ada")
MARKS = re.compile(
    r"Advanced|Proficient|Partly|Not yet\b|Easily|By myself|little help|Not enough|Not taught|"
    r"My teacher says|From my teacher|I say|Xnote|Xsays|Xtold|Xhabit|Xwait|Xfour|Xthree|Xtwo|Xone|"
    r"class=\"level\"|For the room"
)


@pytest.fixture
def built(a_class: AClass) -> Any:
    """Build the class for somebody."""

    def build(viewer: Viewer, **more: str) -> ClassFolder:
        made = a_class({**FILES, **more}).build(viewer, live=viewer == TEACHER)
        assert [problem for problem in made.problems if problem.severity] == []
        return made

    return build


def main(made: ClassFolder, path: str) -> Any:
    """Return what a page says itself, without what stands around it."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made.page(path))
    return document.find(".//main")


def words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def subject(made: ClassFolder, title: str, path: str = FALL) -> Any:
    """Return the part of a card that is about one subject."""
    return next(part for part in main(made, path).iter("article") if words(part.find("h2")) == title)


def of_class(element: Any, name: str) -> list[Any]:
    return [inner for inner in element.iter() if name in (inner.get("class") or "").split()]


# -- who sees what ----------------------------------------------------------------------------------------


def test_a_family_that_may_see_cards_sees_ticks_and_reasons_and_nobodys_grade(built: Any) -> None:
    made = built(FAMILY)
    text = words(main(made, FALL))
    assert "I can retell" in text
    assert "I retell well." in text
    assert "Read every day." in text
    assert "My frog poem" in text
    for path in (FALL, WINTER, ALL, "students/ada/conferences/fall/index.html"):
        page = re.sub(r"<(title|footer).*?</\1>", "", made.page(path), flags=re.S)
        assert MARKS.findall(page) == [], path


def test_the_words_that_must_not_be_there_are_there_for_the_room(built: Any) -> None:
    made = built(ROOM)
    found = {mark for path in (FALL, WINTER, ALL) for mark in MARKS.findall(made.page(path))}
    assert {"Partly", "My teacher says", "Xnote", "Xsays", "Xtold", "Xhabit", "Xwait", "little help"} <= found
    assert {"Xfour", "Xone", 'class="level"', "Not enough", "Not taught", "For the room"} <= found


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), Viewer(Audience.FAMILY, "ben")])
def test_nobody_else_finds_a_card_or_a_way_to_one(built: Any, viewer: Viewer) -> None:
    made = built(viewer)
    assert not (made.output / HOME).exists()
    assert "report-cards" not in made.page("students/ada/index.html")


def test_what_the_class_keeps_in_the_room_is_not_for_the_family(built: Any) -> None:
    made = built(FAMILY, **{"class.yml": CLASS.replace("report-cards: family", "report-cards: conference")})
    assert not (made.output / HOME).exists()


@pytest.mark.parametrize("viewer", [ROOM, TEACHER])
def test_no_other_child_is_on_the_page_and_nothing_is_summed_up(built: Any, viewer: Viewer) -> None:
    made = built(viewer)
    for path in (FALL, WINTER, ALL):
        text = words(main(made, path))
        assert "Ben" not in text
        assert not re.search(r"average|total|score|rank|%", text, re.IGNORECASE)


# -- what a card tells --------------------------------------------------------------------------------------


def test_ticks_differ_by_place_box_and_heading(built: Any) -> None:
    part = subject(built(ROOM), "Reading")
    assert [words(heading) for heading in part.iter("h3")] == [
        "What I can do", "What I am still learning", "Work that shows it",
    ]  # fmt: skip
    (ticked,), (open_,) = of_class(part, "ticked"), of_class(part, "unticked")
    assert (words(ticked), words(open_)) == ("I can retell", "I read fast")
    assert [len(of_class(item, "icon-check")) for item in (ticked, open_)] == [1, 0]


def test_grades_are_words_and_the_teachers_stands_beside(built: Any) -> None:
    made = built(ROOM)
    (grades,) = of_class(subject(made, "Reading"), "grades")
    assert words(grades) == "I say 2 Partly proficient My teacher says 3 Proficient"
    (music,) = of_class(subject(made, "Music"), "grades")
    assert words(music) == "I say Not enough work yet My teacher says Not taught yet"


def test_the_difference_is_told_in_words(built: Any) -> None:
    made = built(ROOM)
    told = {
        title: words(of_class(subject(made, title), "compare")[0]) for title in ("Reading", "Math", "Music")
    }
    assert told == {
        "Reading": "I was harder on myself than my teacher.",
        "Math": "We see it the same way.",
        "Music": "We see it in two ways. Let us talk about it.",
    }
    (whole,) = of_class(main(made, FALL), "how-we-see")
    assert words(whole) == (
        "How my teacher and I see it The same in 1 of 3 subjects "
        f"Reading {told['Reading']} Music {told['Music']}"
    )


def test_ticks_that_tell_another_story_than_the_grade_get_a_gentle_note(built: Any) -> None:
    made = built(ROOM)
    (note,) = of_class(subject(made, "Math"), "gentle")
    assert words(note) == "My ticks look more like “Advanced”. I can tell why I chose “Not yet”."
    assert of_class(subject(made, "Reading"), "gentle") == []


def test_what_each_level_looks_like_is_one_tap_away(built: Any) -> None:
    details = subject(built(ROOM), "Reading").find(".//details")
    assert words(details.find("summary")) == "What each level looks like"
    assert [words(part) for part in details.iter("dt")] == [
        "4 Advanced", "3 Proficient", "2 Partly proficient", "1 Not yet",
    ]  # fmt: skip
    assert [words(part) for part in details.iter("dd")] == ["Xfour", "Xthree", "Xtwo", "Xone"]
    assert "RL.1.2" in words(details)


def test_work_shows_it_and_leads_to_the_post(built: Any) -> None:
    (proof,) = of_class(subject(built(ROOM), "Reading"), "proof")
    assert [(words(link), link.get("href")) for link in proof.iter("a")] == [
        ("My frog poem", "../../posts/2026-10-05-my-frog-poem/index.html"),
        ("For the room", "../../posts/2025-10-06-secret/index.html"),
    ]


def test_the_youngest_say_how(built: Any) -> None:
    (how,) = of_class(main(built(ROOM), WINTER), "how")
    assert words(how) == "With a little help"


def test_what_is_not_filled_in_has_room_for_a_pencil(built: Any) -> None:
    part = subject(built(ROOM), "Art")
    assert words(of_class(part, "not-said")[0]) == "Nothing is filled in here yet."
    assert len(of_class(part, "unticked")) == 1
    (paper,) = of_class(part, "only-paper")
    choices = [words(choice) for choice in of_class(paper, "choices")[0].iter("li")]
    assert choices == [
        "4 Advanced", "3 Proficient", "2 Partly proficient", "1 Not yet",
        "Not enough work yet", "Not taught yet",
    ]  # fmt: skip
    assert len(of_class(paper, "lines")) == 2
    assert of_class(of_class(subject(built(ROOM), "Reading"), "only-paper")[0], "lines") == []


def test_the_conference_shows_the_same_card_and_leads_to_it(built: Any) -> None:
    made = built(ROOM)
    page = "students/ada/conferences/fall/index.html"
    titles = [
        words(part.find("h3")) for part in main(made, page).iter("article") if part.find("h3") is not None
    ]
    assert [title for title in titles if title in ("Reading", "Math", "Art", "Music")] == [
        "Reading", "Math", "Music",
    ]  # fmt: skip
    assert 'href="../../report-cards/fall/index.html"' in made.page(page)


# -- all cards of one child --------------------------------------------------------------------------------


def test_terms_stand_side_by_side_and_what_was_gained_is_new(built: Any) -> None:
    made = built(ROOM)
    sections = {words(part.find("h2")): part for part in main(made, ALL).iter("section")}
    assert list(sections) == ["Reading", "Math", "Music"]
    fall, winter = sections["Reading"].find("ol").findall("li")
    assert words(fall) == "Fall 1 of 2 ticked I can retell I say 2 Partly proficient"
    assert words(winter) == "Winter 1 of 2 ticked I read fast New I say 2 With a little help"
    assert [words(term) for term in sections["Math"].find("ol").findall("li")][1] == "Winter Not on this card"


def test_the_way_to_the_cards_is_in_the_portfolio(built: Any) -> None:
    made = built(ROOM)
    home = made.page("students/ada/index.html")
    for path in ("report-cards/index.html", "report-cards/fall/index.html", "report-cards/winter/index.html"):
        assert f'href="{path}"' in home
    assert 'href="../index.html" aria-current="page"' in made.page(FALL)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_words_of_our_scales_are_in_the_language_of_the_class(built: Any, language: str) -> None:
    made = built(ROOM, **{"class.yml": f"language: {language}\n{dedent(CLASS)}"})
    (grades,) = of_class(subject(made, "Math"), "grades")
    assert "Not yet" not in words(grades)
    assert words(of_class(grades, "level")[0]) == "1"
