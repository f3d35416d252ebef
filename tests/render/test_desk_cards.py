"""Goal cards for desks: what stands on them, in every language, and that they fit on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from slc_site.model.goal import Goal, GoalMeasure, Parts, Progress, Promise, Voice
from slc_site.render.desk_cards import desk_cards
from tests.conftest import OpenPage
from tests.render.test_follow_up_page import pages_of
from tests.support.things import a_goal, a_student

ALL = tuple(Promise(voice, f"{voice.value} will") for voice in Voice)
MEASURED: dict[str, Any] = {
    "measure": GoalMeasure(Decimal(3), "sentences", Decimal(1)),
    "how": "We count dots.",
}


def page(*goals: Goal, language: str = "en", per_sheet: int = 4, blank: bool = False) -> Element:
    student = a_student("ada", emoji="🦉")
    text = desk_cards(
        [(student, goal) for goal in goals], {}, "Room 12", language, per_sheet=per_sheet, blank=blank
    )
    found: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return found


def words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def of_class(element: Element, name: str) -> list[Element]:
    return [inner for inner in element.iter() if name in (inner.get("class") or "").split()]


def test_a_card_has_the_child_the_goal_how_we_see_it_and_three_voices() -> None:
    (card,) = of_class(page(a_goal(title="Three sentences", promises=ALL, **MEASURED)), "card")
    assert words(of_class(card, "who")[0]) == "🦉 Ada My goal"
    assert [words(goal) for goal in card.iter("h2")] == ["Three sentences"]
    assert words(of_class(card, "seen")[0]) == "How we will see it From 1 to 3 sentences We count dots."
    assert [words(voice) for voice in of_class(card, "voice")] == [
        "Me, Ada student will",
        "For Ada's family parent will",
        "My teacher teacher will",
    ]


def test_three_voices_differ_by_their_shapes() -> None:
    voices = of_class(page(a_goal()), "voice")
    shapes = [[path.get("d") for path in voice.iter() if path.tag.endswith("path")] for voice in voices]
    assert len({str(shape) for shape in shapes}) == 3
    assert all(shapes)
    assert [len(of_class(voice, "line")) for voice in voices] == [2, 2, 2], "with room to write a promise"


@pytest.mark.parametrize(
    ("said", "blank", "told", "coloured"),
    [
        ({"progress": (Progress(date(2025, 11, 1), parts=Parts(3, 5)),)}, False, "3 of 5 parts", 3),
        ({"progress": (Progress(date(2025, 11, 1), parts=Parts(3, 5)),)}, True, "0 of 5 parts", 0),
        ({**MEASURED, "progress": (Progress(date(2025, 11, 1), Decimal(2)),)}, False, "1 of 2 parts", 1),
        ({**MEASURED, "progress": (Progress(date(2025, 11, 1), Decimal(2)),)}, True, "0 of 2 parts", 0),
        ({}, False, "0 of 4 parts", 0),
    ],
)
def test_the_bar_is_as_it_was_coloured_in_or_empty(
    said: dict[str, Any], blank: bool, told: str, coloured: int
) -> None:
    (strip,) = of_class(page(a_goal(**said), blank=blank), "strip")
    assert [words(title) for title in strip.iter() if title.tag.endswith("title")] == [told]
    assert len(of_class(strip, "crayon")) == coloured
    assert len(of_class(strip, "fold")) == int(told.split()[2]) - 1


def test_a_measured_bar_has_its_numbers_at_both_ends() -> None:
    (ends,) = of_class(page(a_goal(**MEASURED)), "ends")
    assert words(ends) == "1 3"
    assert of_class(page(a_goal()), "ends") == []


def test_what_people_wrote_is_words_and_no_markup() -> None:
    bad = "<script>alert(1)</script>"
    found = page(a_goal(title=bad, how=bad, promises=(Promise(Voice.STUDENT, bad),)))
    assert list(found.iter("script")) == []
    assert words(found).count(bad) == 3


def test_longer_goals_are_set_smaller() -> None:
    titles = ("Read", "Read a chapter book each and every week", "Read " * 30)
    cards = page(*(a_goal(title=title) for title in titles))
    assert [goal.get("class") for goal in cards.iter("h2")] == ["big", "middle", "small"]


def test_it_reads_from_the_right_where_the_class_does() -> None:
    found = page(a_goal(title="أقرأ كل يوم", **MEASURED), language="ar")
    assert (found.get("dir"), found.get("lang")) == ("rtl", "ar")
    assert "كيف سنرى ذلك" in words(found)


# -- on paper ---------------------------------------------------------------------------------------------

USUAL = {
    "ar": "أكتب ثلاث جمل عن كل صورة أرسمها",
    "en": "Finish one thing before the next thing",
    "es": "Terminar una cosa antes de empezar otra",
    "fr": "Finir une chose avant la suivante",
    "uk": "Закінчувати одну справу перед наступною",
    "zh": "做完一件事再做下一件事",
}
PROMISE = {
    "ar": "نسأل كل مساء ماذا كتبت اليوم",
    "en": "We ask which one is done before we ask what is new.",
    "es": "Preguntamos cuál está hecha antes de preguntar qué hay de nuevo.",
    "fr": "Nous demandons ce qui est fini avant de demander ce qu’il y a de nouveau.",
    "uk": "Ми питаємо, що вже закінчено, перш ніж питати, що нового.",
    "zh": "我们先问哪一件做完了，再问有什么新的事。",
}


def on_disk(folder: Path, goals: list[Goal], language: str, per_sheet: int) -> str:
    """Write a page of cards; return its address."""
    student = a_student("ada", emoji="🦉")
    cards = [(student, goal) for goal in goals]
    text = desk_cards(cards, {}, "Room 12", language, per_sheet=per_sheet, blank=False)
    (folder / "cards.html").write_text(text, "utf-8")
    return (folder / "cards.html").as_uri()


def usual(language: str, count: int) -> list[Goal]:
    promises = tuple(Promise(voice, PROMISE[language]) for voice in Voice)
    return [
        a_goal(f"goal-{number}", title=USUAL[language], promises=promises, **MEASURED)
        for number in range(count)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("language", USUAL)
@pytest.mark.parametrize("per_sheet", [4, 6])
def test_so_many_cards_come_out_on_each_sheet_of_either_paper(
    tmp_path: Path, open_page: OpenPage, language: str, per_sheet: int
) -> None:
    goals = usual(language, 2 * per_sheet)
    visit = open_page(on_disk(tmp_path, goals, language, per_sheet))
    for paper in ("A4", "Letter"):
        assert pages_of(visit.page.pdf(format=paper)) == 2, paper
    on_disk(tmp_path, [*goals, goals[0]], language, per_sheet)
    visit.page.reload()
    for paper in ("A4", "Letter"):
        assert pages_of(visit.page.pdf(format=paper)) == 3, paper


@pytest.mark.browser
@pytest.mark.parametrize("per_sheet", [4, 6])
def test_no_word_is_cut_off_however_many_there_are(
    tmp_path: Path, open_page: OpenPage, per_sheet: int
) -> None:
    long = a_goal(title="Read every day " * 20, how="Rindfleischetikettierung" * 9, promises=ALL)
    visit = open_page(on_disk(tmp_path, [*usual("en", 1), long], "en", per_sheet), width=320)
    hidden = """() => [...document.querySelectorAll("article, article *")]
        .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth)
        .map(element => element.outerHTML.slice(0, 100))"""
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    visit.page.set_viewport_size({"width": 720, "height": 1000})
    visit.page.emulate_media(media="print")
    assert visit.page.evaluate(hidden) == []
    fits = """() => [...document.querySelectorAll("article")].map(card => {
        const box = card.getBoundingClientRect(), last = card.lastElementChild.getBoundingClientRect();
        return [last.bottom <= box.bottom, Math.round(box.right - box.left)]})"""
    assert visit.page.evaluate(fits) == [[True, 360], [True, 360]], "95 mm, and the dashes"


@pytest.mark.browser
def test_axe_finds_nothing(tmp_path: Path, open_page: OpenPage) -> None:
    visit = open_page(on_disk(tmp_path, usual("en", 3), "en", 4))
    assert [rule["id"] for rule in Axe().run(visit.page).response["violations"]] == []
