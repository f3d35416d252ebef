"""Cards with codes on paper: each in its family's language, scanned or typed."""

from __future__ import annotations

import pytest

from slc_site.paper.code_cards import sheets
from slc_site.paper.job import FamilyCode, Job, no_conference
from slc_site.paper.parts import PARTS, Place, part
from slc_site.paper.pdf import ENGINES
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from tests.paper.conftest import MakeDesk
from tests.support.things import a_classroom, a_library

WORDS = ("maple", "frog", "lemon", "sunset", "violin", "river", "piano")
URL = "https://school.example/room-12/"
LINK = f"{URL}open/index.html#k=AAECAwQFBgcICQoLDA0ODw"


def card(*names: str, language: str = "en", link: str = LINK, number: int = 17) -> FamilyCode:
    return FamilyCode(names or ("Ada",), language, number, WORDS, link)


def made(*codes: FamilyCode, title: str = "Room 12", url: str = URL) -> list[Sheet]:
    library = a_library(a_classroom(title=title, url=url))
    return list(sheets(Job(library, no_conference(library.classroom), PaperSize.A4, codes=codes)))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_card_has_the_name_the_address_the_code_and_what_to_do(engine: str, desk: MakeDesk) -> None:
    printed = desk().printed(made(card()), engine)
    for shown in ("Ada", "school.example/room-12/open/", "17", *WORDS, "Please keep it in your family"):
        assert shown in printed.text
    assert "#k=" not in printed.text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", PaperSize)
def test_a_scanner_reads_the_link_of_each_family_from_the_drawn_page(
    engine: str, size: PaperSize, desk: MakeDesk
) -> None:
    links = [f"{URL}open/index.html#k={letter * 22}" for letter in "ABCDE"]
    at = desk(size=size)
    printed = at.printed(made(*(card(link=link) for link in links)), engine)
    assert len(printed.texts) == 2, "four to a page"
    assert sorted([*printed.squares(0), *printed.squares(1)]) == links
    assert len(printed.squares(0)) == 4


def test_brothers_and_sisters_stand_on_one_card(desk: MakeDesk) -> None:
    text = desk().printed(made(card("Ada", "Ben"), card("Cleo"))).text
    assert "This code opens what Ada and Ben made at school" in text
    assert "Cleo" in text


def test_each_card_is_in_its_familys_language_and_the_code_is_never_turned(desk: MakeDesk) -> None:
    at = desk()
    html = at.document(made(card("Ada", "Ben", language="es"), card(language="ar"), card(language="tlh")))
    for code, direction in (("es", "ltr"), ("ar", "rtl"), ("en", "ltr")):
        assert f'<section class="sheet code-card begins-same" lang="{code}" dir="{direction}">' in html
    assert "Ada y Ben" in html
    assert html.count('class="code-words" lang="en" dir="ltr"') == 3
    assert [problem.code for problem in at.reporter.problems] == ["no-catalogue"]


def test_without_an_address_there_is_no_square_and_nowhere_to_go(desk: MakeDesk) -> None:
    at = desk()
    printed = at.printed(made(card(link=""), url=""))
    assert printed.squares(0) == []
    assert "Go to this page" not in printed.text
    assert " ".join(WORDS) in printed.text


def test_what_people_typed_cannot_become_html(desk: MakeDesk) -> None:
    html = desk().document(made(card("<script>alert(1)</script>"), title='"><img src=x onerror=alert(1)>'))
    assert "<script" not in html
    assert "<img" not in html


def test_codes_are_in_no_other_part_and_in_no_pack(desk: MakeDesk) -> None:
    found = part("codes")
    assert found is not None
    assert found.place is Place.APART
    at = desk()
    pack = at.pack(codes=(card(),))
    assert "violin" in at.document(pack.sheets(found))
    others = [sheet for one in PARTS if one is not found for sheet in pack.sheets(one)]
    for documents in (others, pack.bundles(), pack.teachers()):
        assert "violin" not in at.document(documents)


def test_no_message_shows_a_code_by_accident() -> None:
    job = Job(a_library(), no_conference(a_classroom()), PaperSize.A4, codes=(card(),))
    assert "violin" not in repr(job) + repr(card())
