"""The parts of the pack, each by itself, read back from the paper."""

from __future__ import annotations

import pytest

from slc_site.model.classroom import Classroom
from slc_site.model.origin import Origin
from slc_site.paper.binder import BinderIndex
from slc_site.paper.cards import Card, CardSheets
from slc_site.paper.fitting import pieces, width
from slc_site.paper.parts import part
from slc_site.paper.pdf import ENGINES
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize, paper_of
from slc_site.problems import RecordingReporter
from slc_site.render.theme_folders import ThemeError
from tests.paper.conftest import Desk, MakeDesk
from tests.support.printed import Printed

LONG = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein"
ENDLESS = " ".join(f"word{number}" for number in range(400))


def sheets_of(at: Desk, name: str, student: str = "ada", **how: object) -> list[Sheet]:
    """Return the sheets of one part, of one child."""
    found = part(name)
    assert found is not None
    return list(at.pack(students=(student,), **how).sheets(found))


def printed(at: Desk, name: str, student: str = "ada", **how: object) -> Printed:
    """Return one part of one child, printed."""
    return at.printed(sheets_of(at, name, student, **how))


# -- covers and welcome cards -----------------------------------------------------------------------------


def test_a_cover_says_who_leads_when_where_and_for_whom(desk: MakeDesk) -> None:
    text = printed(desk(), "covers", "cam").text
    for words in ("Cam", "November 19, 2026", "4:30", "5:00", "Room 12"):
        assert words in text
    assert "Mama, Papa" in printed(desk(), "covers").text
    assert "by video" in printed(desk(), "covers").text


def test_the_cover_of_the_pack_lists_what_is_in_the_folder(desk: MakeDesk) -> None:
    at = desk()
    text = at.printed(at.pack(students=("ada",)).bundles()).texts[0]
    assert "In my folder" in text
    assert "My note cards" in text


def test_a_child_without_a_time_has_a_line_to_write_it_on(desk: MakeDesk) -> None:
    made = printed(desk(), "covers", "ben")
    assert "When" in made.text
    assert "2026" not in made.text


@pytest.mark.parametrize("name", [LONG, "李小龙", "Jo", "Ana María del Carmen", "م" * 30])
def test_a_name_is_never_cut_off(name: str, desk: MakeDesk) -> None:
    at = desk({"students/ada/student.yml": f"name: {name}\n"})
    for one in ("covers", "welcome"):
        made = printed(at, one)
        letters = made.text.replace(" ", "").replace("-", "")
        if name.isascii():
            assert name.replace(" ", "").replace("-", "") in letters
        assert len(made.texts) == 1
        margin = made.drawn(0, 1).convert("L")
        right = margin.crop((margin.width - 8, 0, margin.width, margin.height))
        assert min(right.tobytes()) > 100, "something is drawn over the edge"


def test_welcome_cards_name_who_comes_two_to_a_page(desk: MakeDesk) -> None:
    at = desk()
    found = part("welcome")
    assert found is not None
    made = at.printed(at.pack().sheets(found))
    assert len(made.texts) == 2
    assert "Mama, Papa" in made.texts[0]
    assert "Ben's family" in made.texts[1]


# -- the agenda -------------------------------------------------------------------------------------------


def test_the_agenda_goes_as_the_conference_does(desk: MakeDesk) -> None:
    text = printed(desk(), "agenda").text
    places = [text.index(words) for words in ("Welcome", "My best work", "My self-report card", "My goals")]
    assert places == sorted(places)
    assert "Hello Mama and Papa." in text
    assert "Time for the grown-ups" in text
    assert "Time for the grown-ups" not in printed(desk(), "agenda", "cam").text


# -- note cards -------------------------------------------------------------------------------------------


def cards_of(at: Desk, student: str = "ada", **how: object) -> list[Card]:
    """Return a child's note cards in their order."""
    view = sheets_of(at, "cards", student, **how)[0].view
    assert isinstance(view, CardSheets)
    faces = [face for page in view.pages for face in page.faces if face.is_front]
    return [face.card for face in faces if face.card is not None]


def test_cards_are_numbered_as_the_agenda_goes_and_ask_why(desk: MakeDesk) -> None:
    cards = cards_of(desk())
    assert [card.number for card in cards] == list(range(1, len(cards) + 1))
    assert [card.step.step for card in cards] == [
        "welcome", "best-work", "best-work", "best-work", "goals",
    ]  # fmt: skip
    text = printed(desk(), "cards").text
    for words in ("My frog poem", "It is my best.", "Look at the green", "I put spaces between the words."):
        assert words in text


def test_a_best_piece_that_is_not_chosen_yet_has_a_card_to_fill_in(desk: MakeDesk) -> None:
    blank = [card for card in cards_of(desk()) if card.is_blank]
    assert [card.section for card in blank] == ["Projects"]
    assert [card.section for card in cards_of(desk(), student="ben")] == ["Writing", "Projects"]


@pytest.mark.parametrize("size", PaperSize)
def test_each_back_lies_behind_its_front(size: PaperSize, desk: MakeDesk) -> None:
    at = desk(size=size)
    view = sheets_of(at, "cards")[0].view
    assert isinstance(view, CardSheets)
    for fronts, backs in zip(view.pages[::2], view.pages[1::2], strict=True):
        assert all(face.is_front for face in fronts.faces)
        assert not any(face.is_front for face in backs.faces)
        # Turned at the long edge, left is right.
        turned = [backs.faces[place].card for place in (1, 0, 3, 2)]
        assert turned == [face.card for face in fronts.faces]
    made = printed(at, "cards")
    assert len(made.texts) == len(view.pages)


def test_printed_on_one_side_front_and_back_stand_beside_each_other(desk: MakeDesk) -> None:
    at = desk()
    view = sheets_of(at, "cards", choices={"sides": "one"}, two_sided=False)[0].view
    assert isinstance(view, CardSheets)
    assert view.folds
    for page in view.pages:
        for front, back in zip(page.faces[::2], page.faces[1::2], strict=True):
            assert (front.is_front, back.is_front) == (True, False)
            assert front.card == back.card


@pytest.mark.parametrize("shape", ["a6", "3x5"])
def test_more_than_a_card_holds_goes_on_on_another_of_its_number(shape: str, desk: MakeDesk) -> None:
    told = f"---\ntitle: My frog poem\ntags: [writing]\ndid_well: {ENDLESS}\n---\n"
    at = desk({"students/ada/posts/2026-10-05-frog/index.md": told})
    leaves = [card for card in cards_of(at, choices={"cards": shape}) if card.title == "My frog poem"]
    assert len(leaves) > 1
    assert len({card.number for card in leaves}) == 1
    made = printed(at, "cards", choices={"cards": shape})
    assert [word for word in ENDLESS.split() if word not in made.text.split()] == []


def test_no_text_is_drawn_outside_its_card(desk: MakeDesk) -> None:
    told = f"---\ntitle: {LONG}\ntags: [writing]\ndid_well: {ENDLESS}\n---\n"
    at = desk({"students/ada/posts/2026-10-05-frog/index.md": told})
    made = printed(at, "cards")
    for number, page in enumerate(made.reader.pages):
        middle = float(page.mediabox.width) / 2, float(page.mediabox.height) / 2
        drawn = made.drawn(number, 1).convert("L")
        gap = drawn.crop((int(middle[0]) + 2, 0, int(middle[0]) + 12, drawn.height))
        assert min(gap.tobytes()) > 100


@pytest.mark.parametrize(("text", "most"), [("one two three", 7), ("x" * 50, 10), ("字" * 30, 10), ("", 5)])
def test_pieces_are_short_enough_and_lose_nothing(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")
    assert all(width(piece) <= most for piece in cut)


# -- questions --------------------------------------------------------------------------------------------


def test_questions_are_in_the_familys_language(desk: MakeDesk) -> None:
    own = {"conferences/fall/conference.yml": "title: Fall\nquestions: [Who helped you?]\n"}
    spanish, english = printed(desk(own), "questions").text, printed(desk(own), "questions", "ben").text
    assert "¿Cómo hiciste esto?" in spanish
    assert "Who helped you?" in spanish
    assert "Who helped you?" in english
    assert "How did you make this?" not in english


def test_arabic_runs_from_right_to_left_and_is_joined(desk: MakeDesk) -> None:
    at = desk()
    sheet = sheets_of(at, "questions", "cam")
    assert 'lang="ar" dir="rtl"' in at.document(sheet)
    made = at.printed(sheet)
    drawn = made.drawn(0, 1).convert("L")
    head = drawn.crop((0, 30, drawn.width, 90))
    left = head.crop((0, 0, head.width // 3, 48))
    right = head.crop((2 * head.width // 3, 0, head.width, 48))
    dark = [sum(part.histogram()[:128]) for part in (left, right)]
    assert dark[1] > 5 * max(dark[0], 1)


@pytest.mark.parametrize("engine", list(ENGINES))
def test_chinese_is_drawn_with_a_font_that_has_it(
    engine: str, desk: MakeDesk, reporter: RecordingReporter
) -> None:
    at = desk({"students/ada/student.yml": "name: 李小龙\nhome_language: zh\n"})
    made = at.printed(sheets_of(at, "covers"), engine)
    assert "李小龙" in made.text.replace(" ", "")
    assert "no-letters" not in [problem.code for problem in reporter.problems]


# -- the binder -------------------------------------------------------------------------------------------


def test_the_binders_index_has_each_paper_by_its_place(desk: MakeDesk) -> None:
    at = desk(
        {
            "students/ada/posts/2026-10-09-log.md": """
                ---
                title: My reading log
                tags: [writing]
                paper: {where: "binder, Language", pages: 3-4}
                ---
                """,
            "students/ada/goals/three-sentences.md": """
                ---
                title: Write three sentences
                evidence: [{paper: {where: "binder, Language", pages: 7}, shows: Two more sentences}]
                ---
                """,
        }
    )
    view = sheets_of(at, "binder")[0].view
    assert isinstance(view, BinderIndex)
    assert [(place.where, [one.title for one in place.pieces]) for place in view.places] == [
        ("binder, Language", ["Two more sentences", "My reading log"])
    ]
    made = printed(at, "binder")
    assert "3-4" in made.text
    assert made.squares(0) == ["https://maple.example/room12/students/ada/"]
    assert sheets_of(at, "binder", "ben") == []


# -- paper and templates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "timezone", "size"),
    [
        ("en", "America/Regina", PaperSize.LETTER),
        ("en", "Europe/London", PaperSize.A4),
        ("en-GB", "America/Regina", PaperSize.A4),
        ("es", "America/Mexico_City", PaperSize.LETTER),
        ("en", "UTC", PaperSize.LETTER),
        ("de", "UTC", PaperSize.A4),
        ("zh", "UTC", PaperSize.A4),
    ],
)
def test_the_paper_is_the_countrys(language: str, timezone: str, size: PaperSize) -> None:
    assert paper_of(Classroom("Room", Origin("class.yml"), language=language, timezone=timezone)) is size


def own_theme(at: Desk, name: str, text: str) -> None:
    """Give the class a theme of its own with one file for paper."""
    folder = at.folder.root / "themes/mine"
    (folder / "paper").mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "mine"\nparent = "default"\n', "utf-8")
    (folder / "paper" / name).write_text(text, "utf-8")


MINE = {"class.yml": "title: Room 12\ntheme: mine\nurl: https://maple.example/room12/\n"}


def test_a_teacher_can_change_one_sheet_and_keep_the_others(desk: MakeDesk) -> None:
    at = desk(MINE)
    own_theme(at, "cover.html", "<h1>Our own cover of {{ sheet.name }}</h1>")
    assert printed(at, "covers").text == "Our own cover of Ada"
    assert "What comes when" in printed(at, "agenda").text


def test_what_a_child_wrote_is_never_taken_for_code(desk: MakeDesk) -> None:
    at = desk({"students/ada/student.yml": "name: <b>A</b>{{ 1 + 1 }}\n"})
    told = at.document(sheets_of(at, "covers"))
    assert "&lt;b&gt;A&lt;/b&gt;{{ 1 + 1 }}" in told


def test_a_broken_template_is_told_with_its_line(desk: MakeDesk) -> None:
    at = desk(MINE)
    own_theme(at, "cover.html", "<h1>\n{{ sheet.nothing }}</h1>")
    with pytest.raises(ThemeError) as refused:
        printed(at, "covers")
    assert refused.value.problem.file == "themes/mine/paper/cover.html"
    assert refused.value.problem.line == 2


def test_a_file_outside_the_theme_is_not_taken(desk: MakeDesk, reporter: RecordingReporter) -> None:
    at = desk(MINE)
    own_theme(at, "paper.css", "p { background: url('../../../content/class.yml') }")
    with pytest.raises(ThemeError) as refused:
        printed(at, "covers")
    assert refused.value.problem.file == "themes/mine/paper/paper.css"
