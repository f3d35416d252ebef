"""Goal cards for desks: what stands on them, in every language, and that they fit on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import html5lib
import pytest

from slc_site.model.goal import Goal, GoalMeasure, Parts, Progress, Promise, Voice
from slc_site.paper.desk_cards import DeskCard, DeskCards, sheets
from slc_site.paper.job import Job, no_conference
from slc_site.paper.pdf import ENGINES
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from tests.paper.conftest import MakeDesk
from tests.support.things import a_classroom, a_goal, a_library, a_student

ALL = tuple(Promise(voice, f"{voice.value} will") for voice in Voice)
MEASURED: dict[str, Any] = {
    "measure": GoalMeasure(Decimal(3), "sentences", Decimal(1)),
    "how": "We count dots.",
}
ADA = a_student("ada", emoji="🦉")


def made(goals: Sequence[Goal], language: str = "en", **choices: str) -> Sheet:
    """Return the sheet with the cards of some goals of Ada's."""
    library = a_library(a_classroom(language=language), ADA, *goals)
    job = Job(
        library, no_conference(library.classroom), PaperSize.A4, order=(ADA,),
        choices={name.replace("_", "-"): said for name, said in choices.items()},
    )  # fmt: skip
    (sheet,) = sheets(job)
    return sheet


def card(goal: Goal, **choices: str) -> DeskCard:
    """Return the card of a goal."""
    view = made([goal], **choices).view
    assert isinstance(view, DeskCards)
    return view.cards[0]


def test_a_card_has_the_child_the_goal_how_we_see_it_and_three_voices(desk: MakeDesk) -> None:
    text = desk().printed([made([a_goal(title="Three sentences", promises=ALL, **MEASURED)])]).text
    said = [
        "Ada", "My goal", "Three sentences", "How we will see it", "From 1 to 3 sentences", "We count dots.",
        "Me, Ada", "student will", "For Ada's family", "parent will", "My teacher", "teacher will",
    ]  # fmt: skip
    assert [words for words in said if words not in text] == []


def test_three_voices_differ_by_their_shapes_and_have_room_to_write(desk: MakeDesk) -> None:
    page = html5lib.parse(desk().document([made([a_goal()])]), namespaceHTMLElements=False)
    voices = [one for one in page.iter("section") if "voice" in (one.get("class") or "").split()]
    shapes = [str([p.get("d") for p in voice.iter() if p.tag.endswith("path")]) for voice in voices]
    assert len(set(shapes)) == 3
    assert [sum(one.get("class") == "line" for one in voice.iter("span")) for voice in voices] == [2, 2, 2]


@pytest.mark.parametrize(
    ("said", "blank", "told"),
    [
        ({"progress": (Progress(date(2025, 11, 1), parts=Parts(3, 5)),)}, "no", (3, 5)),
        ({"progress": (Progress(date(2025, 11, 1), parts=Parts(3, 5)),)}, "yes", (0, 5)),
        ({**MEASURED, "progress": (Progress(date(2025, 11, 1), Decimal(2)),)}, "no", (1, 2)),
        ({**MEASURED, "progress": (Progress(date(2025, 11, 1), Decimal(2)),)}, "yes", (0, 2)),
        ({}, "no", (0, 4)),
    ],
)
def test_the_bar_is_as_it_was_colored_in_or_empty(
    said: dict[str, Any], blank: str, told: tuple[int, int]
) -> None:
    strip = card(a_goal(**said), blank=blank).bar
    assert (strip.bar.coloured, strip.bar.of) == told
    assert (len(strip.scribbles), len(strip.folds)) == (told[0], told[1] - 1)


def test_a_measured_bar_has_its_numbers_at_both_ends() -> None:
    measured = card(a_goal(**MEASURED))
    assert (measured.start, measured.target) == (1, 3)
    assert card(a_goal()).target is None


def test_longer_goals_are_set_smaller() -> None:
    titles = ("Read", "Read a chapter book each and every week", "Read " * 30)
    assert [card(a_goal(title=title)).size for title in titles] == ["big", "middle", "small"]


def test_what_people_wrote_is_words_and_no_markup(desk: MakeDesk) -> None:
    bad = "<script>alert(1)</script>"
    html = desk().document([made([a_goal(title=bad, how=bad, promises=(Promise(Voice.STUDENT, bad),))])])
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)") == 3


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


def usual(language: str, count: int) -> list[Goal]:
    promises = tuple(Promise(voice, PROMISE[language]) for voice in Voice)
    return [
        a_goal(f"goal-{number}", title=USUAL[language], promises=promises, **MEASURED)
        for number in range(count)
    ]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("language", USUAL)
@pytest.mark.parametrize("per_sheet", [4, 6])
def test_so_many_cards_come_out_on_each_sheet_of_either_paper(
    language: str, per_sheet: int, size: PaperSize, desk: MakeDesk
) -> None:
    at = desk(size=size)
    cards = made(usual(language, 2 * per_sheet), language, per_sheet=str(per_sheet))
    assert [text.count("We count dots.") for text in at.printed([cards]).texts] == [per_sheet] * 2


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_print_as_many_and_tell_a_screen_reader(engine: str, desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed([made(usual("en", 12), per_sheet="6")], engine)
    assert len(printed.texts) == 2
    assert printed.sizes == {(210, 297)}
    assert {"/H2", "/P"} <= printed.tags
    assert all(printed.fonts.values()), printed.fonts


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("per_sheet", ["4", "6"])
def test_no_word_is_cut_off_however_many_there_are(per_sheet: str, engine: str, desk: MakeDesk) -> None:
    long = a_goal(title="Read every day " * 20, how="Rindfleischetikettierung" * 9, promises=ALL)
    printed = desk().printed([made([*usual("en", 1), long], per_sheet=per_sheet)], engine)
    assert printed.text.count("Read every day") == 20
    assert printed.text.replace(" ", "").count("Rindfleischetikettierung") == 9
    for page in range(len(printed.texts)):
        drawn = printed.drawn(page, 1).convert("L")
        edge = drawn.crop((drawn.width - 20, 0, drawn.width, drawn.height))
        assert min(edge.tobytes()) > 100, "something is drawn over the edge"


def test_it_reads_from_the_right_where_the_class_does(desk: MakeDesk) -> None:
    html = desk().document([made([a_goal(title=USUAL["ar"], **MEASURED)], "ar")])
    assert 'class="sheet desk-cards begins-page" lang="ar" dir="rtl"' in html
    assert "كيف سنرى ذلك" in html
