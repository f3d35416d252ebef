"""Slips to reflect on, read back from the paper."""

from __future__ import annotations

import pytest

from slc_site.paper.job import no_conference
from slc_site.paper.pack import Pack
from slc_site.paper.parts import part
from slc_site.paper.pdf import ENGINES, pdf_of
from slc_site.paper.sheet import Sheet
from slc_site.paper.sizes import PaperSize
from slc_site.paper.slips import Slip
from tests.paper.conftest import CLASS, Desk, MakeDesk
from tests.support.printed import Printed

ROOM = str(CLASS["class.yml"])
STRANDS = """
        strands:
          - {tag: writing, title: Writing, good: [Spaces between words, A period at the end], words: [pond]}
          - {tag: clay, title: Clay}
          - {tag: projects, title: Projects}
"""


def room(more: str = "", strands: str = STRANDS, language: str = "en") -> dict[str, str]:
    """The class's file with other strands, and more lines."""
    kept = [line for line in ROOM.splitlines() if "strands:" not in line]
    text = "\n".join(kept).replace("language: en", f"language: {language}")
    return {"class.yml": f"{text.rstrip()}{strands.rstrip()}\n{more}"}


def slips(at: Desk) -> list[Sheet]:
    found = part("slips")
    assert found is not None
    none = no_conference(at.library.classroom)
    return list(Pack(at.site, at.library, none, at.size, at.reporter).sheets(found))


def views(at: Desk) -> list[Slip]:
    return [sheet.view for sheet in slips(at) if isinstance(sheet.view, Slip)]


def test_each_strand_has_a_slip_with_the_classs_own_chart_and_words(desk: MakeDesk) -> None:
    writing, clay, _ = views(desk(room()))
    assert writing.chart == ("Spaces between words", "A period at the end")
    assert writing.words == ("pond",)
    assert clay.chart == ()
    assert all((one.well and one.better and one.words) for one in (writing, clay))


def test_three_things_learned_are_asked_of_projects_alone(desk: MakeDesk) -> None:
    assert [len(one.learned) for one in views(desk(room()))] == [0, 0, 3]


def test_the_back_offers_the_classs_own_skills_and_no_other_targets(desk: MakeDesk) -> None:
    more = "        targets: [{id: tries, text: I try again, kind: skill}, {id: dots, text: I put dots}]\n"
    at = desk(room(more))
    made = at.printed(slips(at)[:1])
    assert len(made.texts) == 2
    front, back = made.texts
    assert "What went well?" in front
    assert "Spaces between words" in front
    for words in ("I try again", "How I made it", "I still want to know", "Shows my goal"):
        assert words in back
    assert "I put dots" not in front + back


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("size", "expected"), [(PaperSize.A4, (210, 297)), (PaperSize.LETTER, (216, 279))])
def test_each_slip_is_one_leaf_of_the_paper_in_the_printer(
    engine: str, size: PaperSize, expected: tuple[int, int], desk: MakeDesk
) -> None:
    at = desk(room(), size)
    made = at.printed(slips(at), engine)
    assert [("What went well?" in text) for text in made.texts] == [True, False] * 3
    assert made.sizes == {expected}
    assert {"/H1", "/H2", "/L"} <= made.tags
    assert all(made.fonts.values()), made.fonts


@pytest.mark.parametrize("language", ["ar", "es", "fr", "uk", "zh"])
def test_they_speak_the_classs_language_on_one_leaf_each(language: str, desk: MakeDesk) -> None:
    at = desk(room(language=language))
    html = at.document(slips(at), language)
    assert html.count(f'lang="{language}') >= 3
    assert ('<section class="sheet slip begins-right" lang="ar" dir="rtl">' in html) == (language == "ar")
    assert "What went well?" not in html
    texts = Printed(pdf_of(html, at.reporter, engine="weasyprint")).texts
    assert len(texts) == 6
    assert all(texts), "none is empty"


def test_what_the_class_wrote_is_words_and_no_markup(desk: MakeDesk) -> None:
    bad = "<script>alert(1)</script>"
    at = desk(
        room(strands=f"\n        strands: [{{tag: bad, title: {bad}, good: [{bad}], words: [{bad}]}}]\n")
    )
    html = at.document(slips(at))
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
