"""The blank pack: each form on as many pages as it promises, on both papers, in any language; no child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from slc_site.model.library import Library
from slc_site.paper import forms
from slc_site.paper.job import Job
from slc_site.paper.sizes import PaperSize
from slc_site.render.translations import words_for
from tests.paper.conftest import CANARIES, Desk, MakeDesk
from tests.support.printed import Printed

PAGES = {
    "consent": ("May we show it?", 1),
    "first-piece": ("My first piece", 1),
    "family-needs": ("What my family needs", 1),
    "sign-up": ("Best for us", 1),
    "student-form": ("Before my conference", 4),
    "report-card": ("My self-report card", 2),
    "self-evaluation": ("How far am I?", 1),
    "bars": ("Bars to color in", 1),
    "parent-input": ("What we want to tell", 2),
    "paper-item": ("Look at this", 1),
    "practice-lesson": ("A lesson to practice leading", 1),
    "rehearsal": ("I practice to lead", 1),
    "reminders": ("Please come together with your child. We look forward to you.", 1),
    "three-pluses": ("Three pluses and a goal", 2),
    "goal": ("My goal", 2),
    "adults-only": ("A talk between grown-ups", 1),
    "feedback": ("How was it?", 1),
    "debrief": ("After my conference", 1),
    "follow-up": ("How it went since", 1),
}
"""A text of each form, and its pages for children who begin to write; one subject is on the class's card."""


def blank(desk: Desk, language: str = "", grade: int | None = 1, conference: str | None = "fall") -> Job:
    """Return what the blank pack of a class is made of."""
    library = replace(desk.library, classroom=replace(desk.library.classroom, grade=grade))
    chosen = library.conference[conference] if conference else None
    return forms.blank_job(library, chosen, desk.size, {"language": language} if language else {})


def html(desk: Desk, *names: str, **how: Any) -> str:
    """Return forms as the page that is printed."""
    return desk.document(forms.sheets(blank(desk, **how), names))


def printed(desk: Desk, *names: str, **how: Any) -> Printed:
    """Return forms, printed."""
    return desk.printed(forms.sheets(blank(desk, **how), names), "weasyprint")


def letters(text: str) -> str:
    """Return the letters of a text in no order: a reader may give back Arabic joined, or turned around."""
    import unicodedata

    return "".join(sorted(unicodedata.normalize("NFKC", re.sub(r"\W", "", text))))


def alternatives(made: Printed) -> Iterator[str]:
    """Yield what a screen reader says for each drawing."""
    waiting: list[Any] = [made.root["/StructTreeRoot"].get_object()]
    while waiting:
        one = waiting.pop()
        if "/Alt" in one:
            yield str(one["/Alt"])
        children = one.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            child = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(child, dict):
                waiting.append(child)


# -- the whole pack -----------------------------------------------------------------------------------------


def test_the_table_of_this_test_is_that_of_the_pack() -> None:
    assert list(PAGES) == [form.name for form in forms.FORMS]


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize("language", ["en", "ar", "es"])
def test_each_form_takes_the_pages_that_it_promises(language: str, size: PaperSize, desk: MakeDesk) -> None:
    at = desk(size=size)
    made = printed(at, language=language)
    spoken = words_for(language).gettext("Lines to write on")
    drawn = list(alternatives(made)).count(spoken)
    assert drawn == html(at, language=language).count(f"<title>{spoken}"), "nothing is lost at a page's end"
    width, height = size.millimetres
    assert made.sizes == {(round(width), round(height))}
    page = 1
    for name, (title, pages) in PAGES.items():
        here = letters(made.texts[page])
        missing = [
            letter for letter in set(letters(words_for(language).gettext(title))) if letter not in here
        ]
        assert not missing, (name, page)
        page += pages
    assert page == len(made.texts)


def test_its_first_page_names_all_forms_and_who_fills_them_in(desk: MakeDesk) -> None:
    first = printed(desk()).texts[0]
    titles = [title for title, _ in PAGES.values()]
    assert [t for t in titles if t not in first] == [PAGES["sign-up"][0], PAGES["reminders"][0]]
    assert first.count("the family") == sum(form.who == "parent" for form in forms.FORMS)


def test_a_few_forms_come_without_that_page(desk: MakeDesk) -> None:
    made = printed(desk(), "debrief", "feedback")
    assert [title in text for title, text in zip(("How was it?", "After my"), made.texts, strict=True)] == [
        True,
        True,
    ]


def test_it_is_tagged_in_its_language_and_lines_have_words(desk: MakeDesk) -> None:
    made = printed(desk(), "debrief", language="es")
    assert {"/H1", "/H3", "/Figure", "/Table"} & made.tags >= {"/H1", "/H3", "/Figure"}
    assert words_for("es").gettext("Lines to write on") in set(alternatives(made))
    assert all(made.fonts.values()), made.fonts


def test_no_child_is_in_it_and_nothing_that_anybody_wrote(desk: MakeDesk) -> None:
    page = re.sub(r"data:[^)\"]+", "", html(desk()))
    words = (*CANARIES.values(), "Ada", "Ben", "Cam", "Hello Mama")
    assert [word for word in words if re.search(rf"\b{word}", page)] == []


def test_a_job_for_it_holds_nobody(desk: MakeDesk) -> None:
    library = blank(desk()).library
    held = [getattr(library, name) for name in Library.__struct_fields__ if name not in KEPT]
    assert not any(held)
    assert blank(desk()).conference.schedule.slots == ()


KEPT = ("classroom", "rubrics")


def test_it_works_for_a_class_that_has_planned_nothing(desk: MakeDesk) -> None:
    at = desk({"report-cards/fall.yml": "title: Empty\n"})
    page = html(at, conference=None)
    assert "Work habits and getting along" not in html(at, "feedback", conference=None)
    bare = Desk.__new__(Desk)
    bare.__dict__.update(at.__dict__, library=replace(at.library, rubrics=()))
    assert "Work habits and getting along" in html(bare, "report-card", conference=None)
    assert "How was it?" in page


def test_it_reads_from_the_right_where_the_language_does(desk: MakeDesk) -> None:
    assert 'lang="ar" dir="rtl"' in html(desk(), "goal", language="ar")


def test_a_class_can_have_a_form_of_its_own(desk: MakeDesk) -> None:
    at = desk()
    own = at.folder.root / "themes" / "ours"
    (own / "paper" / "forms").mkdir(parents=True)
    (own / "theme.toml").write_text('name = "ours"\nparent = "default"\n', "utf-8")
    (own / "paper" / "forms" / "debrief.html").write_text(
        '{% from "forms/form.html" import ask with context %}<h1>Looking back</h1>{{ ask("Fun?", 3) }}',
        "utf-8",
    )
    room = replace(at.library.classroom, theme="ours")
    at.library = replace(at.library, classroom=room)
    page = html(at, "debrief", "feedback")
    assert "Looking back" in page
    assert "After my conference" not in page
    assert "How was it?" in page


# -- lines --------------------------------------------------------------------------------------------------


def gaps(page: str) -> set[float]:
    """Return how far apart lines to write on are, in millimetres."""
    paths = re.findall(r'stroke="#333"[^>]* d="([^"]+)"', page)
    places = [[float(at) for at in re.findall(r"M0 ([\d.]+)h", path)] for path in paths]
    return {round((some[1] - some[0]) * 25.4 / 96) for some in places if len(some) > 1}


@pytest.mark.parametrize(("grade", "gap", "dashed"), [(1, 12, True), (None, 12, True), (4, 8, False)])
def test_lines_are_as_high_as_the_grade_needs(
    grade: int | None, gap: int, dashed: bool, desk: MakeDesk
) -> None:
    page = html(desk(), "debrief", grade=grade)
    assert gaps(page) == {gap}
    assert ("stroke-dasharray" in page) is dashed


def test_grown_ups_have_narrow_lines_whatever_the_grade(desk: MakeDesk) -> None:
    assert gaps(html(desk(), "adults-only", grade=1)) == {8}


@pytest.mark.parametrize(("grade", "least"), [(1, 18), (4, 14)])
@pytest.mark.parametrize("name", ["debrief", "rehearsal", "family-needs", "self-evaluation"])
def test_questions_to_children_are_in_large_type(grade: int, least: int, name: str, desk: MakeDesk) -> None:
    made = printed(desk(), name, grade=grade)
    sizes: dict[str, float] = {}

    def seen(text: str, _outer: Any, inner: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size * abs(inner[3] or 1)

    made.reader.pages[0].extract_text(visitor_text=seen)
    asked = re.findall(r'<h3 class="ask">([^<]+?)\s*<', html(desk(), name, grade=grade))
    found = {words: size for text, size in sizes.items() for words in asked if words.startswith(text[:12])}
    assert len(found) >= 1
    assert min(found.values()) >= least - 0.1, found


# -- each form ----------------------------------------------------------------------------------------------


def test_the_private_box_is_on_a_part_that_is_cut_off(desk: MakeDesk) -> None:
    front, back = printed(desk(), "parent-input").texts
    assert "Only the teacher" not in front
    open_part, _, private = back.partition("Cut here.")
    assert "worry" not in open_part
    for words in (
        "Only the teacher will read this",
        "learning worry you",
        "friends or feelings",
        "first name",
    ):
        assert words in private


def test_the_note_to_the_child_is_cut_off_from_what_is_for_the_teacher(desk: MakeDesk) -> None:
    (text,) = printed(desk(), "feedback").texts
    teachers, _, childs = text.partition("Cut here.")
    assert "could be better" in teachers
    assert "I am proud of you because" in childs
    assert html(desk(), "feedback").count('<span class="number">') <= 6


def test_the_three_boxes_differ_by_shape_and_heading(desk: MakeDesk) -> None:
    page = html(desk(), "three-pluses")
    voices = re.findall(r'<section class="voice is-(\w+)">(.*?)</section>', page, flags=re.S)
    assert [voice for voice, _ in voices] == ["student", "parent", "teacher"]
    shapes = [re.search(r'<svg class="(tail|roof|clip)"', inside) for _, inside in voices]
    assert [found[1] if found else "" for found in shapes] == ["tail", "roof", "clip"]
    assert len({re.sub(r"<.*?>", "", inside).strip()[:12] for _, inside in voices}) == 3
    assert "Please write to your child: “You …”" in dict(voices)["parent"]


def test_there_are_bars_of_two_to_ten_parts(desk: MakeDesk) -> None:
    made = printed(desk(), "bars")
    parts = [
        int(number)
        for number in re.findall(r"(\d+) parts(?! )|(\d+) parts", made.text)
        for number in number
        if number
    ]
    assert sorted(set(parts)) == list(range(2, 11))
    assert {f"A bar of {n} parts, to colour in" for n in range(2, 11)} <= set(alternatives(made))


def test_a_card_asks_what_the_class_asks(desk: MakeDesk) -> None:
    text = printed(desk(), "report-card").text
    for words in ("Reading", "I can retell a story", "Advanced", "Not yet", "Because", "My next step"):
        assert words in text


def test_consent_says_who_sees_what_as_the_class_has_it(desk: MakeDesk) -> None:
    text = printed(desk(), "consent").text
    assert "Work: writing, pictures, recordings anybody on the web" in text
    assert "Goals only your family, with a code of your own" in text
    assert "it is no contract" in text


def test_a_partner_watches_what_a_leader_does(desk: MakeDesk) -> None:
    text = printed(desk(), "rehearsal").text
    for words in (
        "said hello",
        "looked at me",
        "hear every word",
        "agenda",
        "proves it",
        "asked for questions",
    ):
        assert words in text
    assert "A wish" in text


def test_standards_of_speaking_are_watched_too(desk: MakeDesk) -> None:
    rubric = """
        title: Fall card
        term: fall
        subjects:
          - id: speaking
            title: Speaking
            can_do: [{id: loud, text: I speak so that the last row hears me, standard: SL.1.6}]
        """
    text = printed(desk({"report-cards/fall.yml": rubric}), "rehearsal").text
    assert "I speak so that the last row hears me" in text


def test_days_for_bringing_it_back_come_from_the_plan(desk: MakeDesk) -> None:
    assert "Please bring it back by Nov 12, 2026" in printed(desk(), "parent-input").text
    changed = CHANGED.replace("DAY", "-3")
    assert "Nov 16, 2026" in printed(desk({"conferences/fall/conference.yml": changed}), "parent-input").text


CHANGED = """
        title: Fall conferences
        term: fall
        planner: {steps: [{step: family-forms, day: DAY}]}
        schedule:
          stay: 30
          windows: [{from: 2026-11-19 16:30, to: 2026-11-19 19:00, place: Room 12}]
        """


def test_without_a_day_there_is_a_line_for_it(desk: MakeDesk) -> None:
    text = printed(desk(), "parent-input", conference=None).text
    assert "Please bring it back by" in text
    assert "2026" not in text
