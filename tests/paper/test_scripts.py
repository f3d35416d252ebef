"""Letters of every kind, side by side in one document, are drawn as what they are."""

from __future__ import annotations

import pytest

from slc_site.paper.pdf import ENGINES, pdf_of
from slc_site.problems import RecordingReporter
from tests.paper.conftest import MakeDesk
from tests.support.printed import Printed

SAID = {
    "en": "The family of Ada and Ben",
    "es": "¿Qué salió bien? ¡Gracias, Íñigo!",
    "fr": "Le cœur, l’élève et la leçon",
    "pl": "Zażółć gęślą jaźń",
    "uk": "Цю зустріч веде дитина, її ґанок і щастя",
    "vi": "Gia đình được mời đến",
}
"""The theme's font lies in a file for each kind of letters: Latin, more Latin, Cyrillic, Vietnamese."""


@pytest.mark.parametrize("engine", ENGINES)
def test_each_language_can_be_read_back(desk: MakeDesk, reporter: RecordingReporter, engine: str) -> None:
    lines = "".join(f'<p lang="{language}">{text} <b>{text}</b></p>' for language, text in SAID.items())
    html = desk().document(()).replace("</body>", f"{lines}</body>")
    # Readers take the step from one file of a font to the next for a space.
    text = Printed(pdf_of(html, reporter, engine=engine)).text.replace(" ", "")
    assert [words for words in SAID.values() if text.count(words.replace(" ", "")) != 2] == []
    assert reporter.problems == []
