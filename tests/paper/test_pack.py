"""The pack for the copier: in the order of the times, each child on paper of its own, nothing too much."""

from __future__ import annotations

import pytest

from slc_site.model.student_conference import Company
from slc_site.paper.parts import PARTS, Part, Place, Whose, part
from slc_site.paper.pdf import pdf_of
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.problems import RecordingReporter
from tests.paper.conftest import CANARIES, CLASS, MakeDesk
from tests.support.printed import Printed

BOTH = pytest.mark.parametrize("engine", ["weasyprint", "browser"])
LEAD = "I lead my own conference."


def begins(texts: list[str]) -> dict[str, int]:
    """Return the page, from 1, on which each child's cover is."""
    covers = [(number, text) for number, text in enumerate(texts, 1) if LEAD in text]
    return {name: number for number, text in covers for name in ("Ada", "Ben", "Cam") if name in text}


@BOTH
def test_children_come_in_the_order_of_their_times_each_on_paper_of_its_own(
    engine: str, desk: MakeDesk
) -> None:
    at = desk()
    whole = begins(at.printed(at.pack().bundles(), engine).texts)
    assert list(whole) == ["Cam", "Ada", "Ben"]
    assert {page % 2 for page in whole.values()} == {1}
    covers = at.printed(at.pack().sheets(_part("covers")), engine)
    assert begins(covers.texts) == {"Cam": 1, "Ada": 3, "Ben": 5}
    assert [page for page, text in enumerate(covers.texts) if not text] == [1, 3]
    assert covers.ink(1) == covers.ink(3) == 0


@BOTH
def test_each_child_has_paper_of_its_own_where_a_class_reads_from_the_right(
    engine: str, desk: MakeDesk, reporter: RecordingReporter
) -> None:
    at = desk({"class.yml": str(CLASS["class.yml"]).replace("language: en", "language: ar")})
    html = at.document(at.pack().sheets(_part("covers")), "ar")
    assert '<html lang="ar" dir="rtl">' in html
    texts = Printed(pdf_of(html, reporter, engine=engine)).texts
    assert [page for page, text in enumerate(texts, 1) if text] == [1, 3, 5]


def test_on_one_side_no_page_is_empty(desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed(at.pack(two_sided=False, choices={"sides": "one"}).bundles())
    assert all(printed.texts)


@pytest.mark.parametrize(("size", "expected"), [(PaperSize.A4, (210, 297)), (PaperSize.LETTER, (216, 279))])
@BOTH
def test_every_page_is_of_the_paper_in_the_printer(
    engine: str, size: PaperSize, expected: tuple[int, int], desk: MakeDesk
) -> None:
    at = desk(size=size)
    assert at.printed(at.pack(students=("ada",)).bundles(), engine).sizes == {expected}


def test_it_is_tagged_and_its_fonts_are_in_it(desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed(at.pack().bundles())
    assert printed.root["/Lang"] == "en"
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Figure"} <= printed.tags
    assert any("Andika" in name for name in printed.fonts)
    assert all(printed.fonts.values()), printed.fonts


def test_two_prints_of_one_class_are_the_same_bytes(desk: MakeDesk) -> None:
    at = desk()
    assert at.printed(at.pack().bundles()).data == at.printed(at.pack().bundles()).data


def test_the_code_on_the_cover_leads_to_the_portfolio(desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed(at.pack(students=("ada",)).sheets(_part("covers")))
    assert printed.squares(0) == ["https://maple.example/room12/students/ada/"]
    assert "maple.example/room12/students/ada/" in printed.text.replace(" ", "")


def test_without_consent_or_address_there_is_no_code(desk: MakeDesk) -> None:
    at = desk({"students/ada/student.yml": "name: Ada\nconsent: {publish: no}\n"})
    printed = at.printed(at.pack(students=("ada",)).sheets(_part("covers")))
    assert "Ada" in printed.text
    assert printed.squares(0) == []


def test_what_is_only_behind_codes_is_reached_by_the_door(desk: MakeDesk) -> None:
    at = desk({"students/ada/student.yml": "name: Ada\naccess: {posts: class}\n"})
    covers = _part("covers")
    assert at.printed(at.pack(students=("ada",)).sheets(covers)).squares(0) == []
    at.site.keys.mkdir(parents=True)
    at.site.ring.write_text("{}", "utf-8")
    assert at.printed(at.pack(students=("ada",)).sheets(covers)).squares(0) == [
        "https://maple.example/room12/open/"
    ]


def test_who_has_no_time_is_said_once_and_only_where_it_matters(desk: MakeDesk) -> None:
    at = desk()
    pack = at.pack()
    list(pack.sheets(_part("handout")))
    assert at.reporter.problems == []
    list(pack.sheets(_part("covers")))
    list(pack.teachers())
    assert [problem.code for problem in at.reporter.problems] == ["no-slot"]


# -- what must not be there -------------------------------------------------------------------------------


def test_each_of_the_words_that_are_looked_for_is_in_the_class(desk: MakeDesk) -> None:
    read = repr(desk().library)
    assert [word for word in CANARIES.values() if word not in read] == []


def test_no_paper_of_a_child_or_family_has_a_word_that_is_not_for_it(desk: MakeDesk) -> None:
    at = desk()
    pack = at.pack()
    all_of_them: list[Sheet] = []
    for one in PARTS:
        if one.whose is not Whose.TEACHER:
            sheets = list(pack.sheets(one))
            told = at.document(sheets)
            assert [word for word in CANARIES.values() if word in told] == [], one.name
            all_of_them += sheets
    made = at.printed(all_of_them)
    drawn = made.text.replace(" ", "")
    assert [word for word in CANARIES.values() if word in drawn] == []
    assert [word for word in CANARIES.values() if word.encode() in made.data] == []


def test_the_teachers_own_sheet_has_what_the_family_said_in_confidence(desk: MakeDesk) -> None:
    at = desk()
    text = at.printed(at.pack().teachers()).text
    for word in ("private", "topic", "needs"):
        assert CANARIES[word] in text
    assert text.index("Cam") < text.index("Ada") < text.index("Ben")
    assert "interpreter" in text
    assert "by video" in text
    assert "time for the grown-ups alone" in text
    assert "español" in text
    assert "Who has not answered yet" in text


def test_a_page_of_one_child_names_no_other(desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed(at.pack(students=("ada",)).bundles())
    assert "Cam" not in printed.text
    assert "Ben" not in printed.text


def test_guests_are_told_nothing_of_home(desk: MakeDesk) -> None:
    guests = "---\nwith: guests\nparent_input: {who_comes: [canarymama]}\n---\n"
    at = desk(
        {
            "students/ada/conferences/fall.md": guests,
            "students/ada/goals/home.md": "---\ntitle: canaryhome\narea: personal\n---\n",
        }
    )
    assert at.library.conferences_of("ada")[0].company is Company.GUESTS, at.folder.messages
    told = at.document(at.pack(students=("ada",)).bundles())
    assert "canarymama" not in told
    assert "canaryhome" not in told
    assert "I can retell a story" not in told


# -- odd classes ------------------------------------------------------------------------------------------


def test_a_child_without_a_time_comes_last_and_is_told(desk: MakeDesk, reporter: RecordingReporter) -> None:
    pack = desk().pack()
    assert [student.slug for student in pack.in_order] == ["cam", "ada", "ben"]
    assert reporter.problems == []  # it matters to nobody yet
    list(pack.bundles())
    (told,) = [problem for problem in reporter.problems if problem.code == "no-slot"]
    assert "Ben" in told.message


def test_a_language_without_words_of_ours_is_english_and_told_once(
    desk: MakeDesk, reporter: RecordingReporter
) -> None:
    at = desk({"students/ada/student.yml": "name: Ada\nhome_language: cy\n"})
    printed = at.printed(at.pack(students=("ada",)).bundles())
    assert "Questions you can ask me" in printed.text
    assert [problem.code for problem in reporter.problems] == ["no-catalogue"]
    assert "`cy`" in reporter.problems[0].message


def test_a_class_without_children_gives_no_sheet(desk: MakeDesk) -> None:
    at = desk()
    empty = at.pack(students=("nobody",))
    assert list(empty.bundles()) == []


def test_a_picture_that_is_broken_is_told_and_left_out(desk: MakeDesk, reporter: RecordingReporter) -> None:
    at = desk({"students/ada/posts/2026-10-05-frog/frog.jpg": b"no picture"})
    printed = at.printed(at.pack(students=("ada",)).sheets(_part("cards")))
    assert "My frog poem" in printed.text
    assert any("frog.jpg" in (problem.file or "") for problem in reporter.problems)


def test_the_table_has_each_name_once_and_each_part_can_be_asked(desk: MakeDesk) -> None:
    names = [one.name for one in PARTS]
    assert len(set(names)) == len(names)
    at = desk()
    for one in PARTS:
        list(at.pack().sheets(one))
    assert {one.place for one in PARTS if one.whose is Whose.TEACHER} <= {Place.TEACHER, Place.APART}


def _part(name: str) -> Part:
    found = part(name)
    assert found is not None
    return found
