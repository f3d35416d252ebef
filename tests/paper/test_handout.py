"""What a conference is, told on one page and on slides, before anybody signs up."""

from __future__ import annotations

import pytest

from slc_site.paper.parts import part
from slc_site.paper.sizes import PaperSize
from tests.paper.conftest import CANARIES, MakeDesk


@pytest.mark.parametrize("size", list(PaperSize))
def test_each_language_that_is_read_at_home_has_one_page(size: PaperSize, desk: MakeDesk) -> None:
    at = desk(size=size)
    found = part("handout")
    assert found is not None
    sheets = list(at.pack().sheets(found))
    assert [sheet.language for sheet in sheets] == ["en", "es", "ar"]
    printed = at.printed(sheets)
    assert len(printed.texts) == 3
    assert "What is a student-led conference?" in printed.texts[0]
    assert "¿Qué es" in printed.texts[1]
    for page in range(3):
        assert printed.squares(page) == ["https://maple.example/room12/student-led-conference/"]
    assert not any(name in printed.text for name in ("Ada", "Ben", "Cam", *CANARIES.values()))


def test_slides_have_the_shape_of_a_screen(desk: MakeDesk) -> None:
    at = desk()
    found = part("slides")
    assert found is not None
    printed = at.printed(at.pack().sheets(found))
    assert len(printed.texts) == 6
    assert printed.sizes == {(254, 143)}
    assert "Without your child there is nobody to lead." in printed.texts[1]
