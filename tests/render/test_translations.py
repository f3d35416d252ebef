"""Every text of ours can be translated, and is, in each language that has a catalogue."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from slc_site.render.translations import has_catalogue, is_known, words_for
from tools import words

TAKE_UP = "python -m tools.words takes up the texts there are"
LANGUAGES = dict(words.languages())


def read(file: Path, language: str | None = None) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language)


def texts_of(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def test_the_template_of_the_catalogues_holds_the_texts_there_are() -> None:
    assert texts_of(words.catalogue()) == texts_of(read(words.TEMPLATE)), TAKE_UP


def test_the_sample_classs_families_have_a_catalogue() -> None:
    assert {"es", "ar"} <= LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole_and_keeps_what_is_filled_in(language: str) -> None:
    catalogue = read(LANGUAGES[language], language)
    assert texts_of(catalogue) == texts_of(read(words.TEMPLATE)), TAKE_UP
    for message in catalogue:
        if not message.id:
            continue
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = message.id if isinstance(message.id, tuple) else (message.id,)
        assert all(told), f"{message.id!r} is not translated"
        assert not message.fuzzy
        if isinstance(message.id, tuple):
            assert len(told) == catalogue.num_plurals
        allowed = {field for text in asked for field in re.findall(r"%\(\w+\)s", text)}
        for text in told:
            assert set(re.findall(r"%\(\w+\)s", text)) <= allowed, message.id
            assert "%" not in re.sub(r"%\(\w+\)s", "", text), message.id


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_arabic_has_a_form_for_every_number(count: int) -> None:
    text = words_for("ar").ngettext("%(number)s minute", "%(number)s minutes", count)
    assert text
    assert "minute" not in text


def test_dates_times_and_numbers_are_written_as_the_language_does() -> None:
    day = date(2025, 10, 5)
    assert words_for("en").day(day) == "October 5, 2025"
    assert words_for("es").day(day) == "5 de octubre de 2025"
    assert words_for("en").month(day) == "October 2025"
    assert words_for("es-MX").short_day(day) == "5 oct 2025"
    assert words_for("fr").number(Decimal("1234.5")) == "1\u202f234,5"
    assert words_for("fr").clock(datetime(2025, 11, 20, 16, 30)) == "16:30"
    assert words_for("ar").day(day) == "5 أكتوبر 2025"


def test_a_language_says_which_way_it_runs_and_what_it_calls_itself() -> None:
    assert (words_for("ar").direction, words_for("es").direction) == ("rtl", "ltr")
    assert (words_for("es").own_name, words_for("ar").own_name) == ("español", "العربية")


def test_an_unknown_language_speaks_english() -> None:
    assert words_for("tlh").gettext("My goals") == "My goals"
    assert not is_known("not a language")
    assert words_for("not a language").code == "en"
    assert has_catalogue("en-CA")
    assert has_catalogue("es-MX")
    assert not has_catalogue("fi")
