"""Every text of ours can be translated, and is, in each language that has a catalogue."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
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


def pieces(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, (list, tuple)) else (str(text or ""),)


def test_the_template_of_the_catalogues_holds_the_texts_there_are() -> None:
    assert texts_of(words.catalogue()) == texts_of(read(words.TEMPLATE)), TAKE_UP


def test_there_is_a_catalogue_for_six_languages_to_begin_with() -> None:
    assert {"ar", "es", "fr", "uk", "zh"} == LANGUAGES.keys(), "and English, which the texts are written in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole_and_keeps_what_is_filled_in(language: str) -> None:
    catalogue = read(LANGUAGES[language], language)
    assert texts_of(catalogue) == texts_of(read(words.TEMPLATE)), TAKE_UP
    for message in catalogue:
        if not message.id:
            continue
        told, asked = pieces(message.string), pieces(message.id)
        assert all(told), f"{message.id!r} is not translated"
        assert not message.fuzzy
        if isinstance(message.id, tuple):
            assert len(told) == catalogue.num_plurals
        allowed = {field for text in asked for field in re.findall(r"%\(\w+\)s", text)}
        for text in told:
            assert set(re.findall(r"%\(\w+\)s", text)) <= allowed, message.id
            assert "%" not in re.sub(r"%\(\w+\)s", "", text), message.id
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", asked[0])), message.id
        if len(told) == 1:
            assert set(re.findall(r"%\(\w+\)s", told[0])) == allowed, message.id


LETTERS = {"ar": "ARABIC", "es": "LATIN", "fr": "LATIN", "uk": "CYRILLIC", "zh": "CJK"}
TYPED = {
    "Ctrl-C", "JavaScript", "U", "USB", "all-on-one-page.html", "content/class.yml", "growth", "https",
    "index.html", "my-texts", "posts", "url",
}  # fmt: skip
"""What is typed or named so in every language; a stick is a U in Chinese."""


def forms(language: str) -> Iterator[str]:
    """Yield every text of a catalogue without what is filled in."""
    for message in read(LANGUAGES[language], language):
        for text in pieces(message.string) if message.id else ():
            yield re.sub(r"%\(\w+\)s|\{\w+\}", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_in_the_letters_of_its_language(language: str) -> None:
    for text in forms(language):
        latin = "".join(letter if letter.isascii() else " " for letter in text)
        typed = set(re.findall(r"[A-Za-z](?:[A-Za-z./-]*[A-Za-z])?", latin))
        assert LETTERS[language] == "LATIN" or typed <= TYPED, text
        for letter in filter(str.isalpha, text):
            assert letter.isascii() or unicodedata.name(letter).startswith(LETTERS[language]), text


@pytest.mark.parametrize(
    ("language", "ill"),
    [
        ("fr", "(?<!\N{NO-BREAK SPACE})[:;!?»]|«(?!\N{NO-BREAK SPACE})|['\"“”]"),
        ("uk", "['\"“”]|[ыэъё]"),
        ("zh", r"[,;:!?'\"«»]|\.\.\.|\.(\s|$)"),
    ],
)
def test_a_catalogue_has_the_signs_of_its_language(language: str, ill: str) -> None:
    assert [text for text in forms(language) if re.search(ill, text.replace("url:", ""))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 21, 100])
def test_every_language_has_a_form_for_every_number(language: str, count: int) -> None:
    words = words_for(language)
    text = words.ngettext("My blog: %(number)s piece", "My blog: all %(number)s pieces", count)
    assert text
    assert "piece" not in text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", {0: "0 travail", 1: "1 travail", 2: "2 travaux"}),
        ("zh", {0: "0件作品", 1: "1件作品", 2: "2件作品"}),
        (
            "uk",
            {1: "1 робота", 3: "3 роботи", 5: "5 робіт", 11: "11 робіт", 21: "21 робота", 22: "22 роботи"},
        ),
    ],
)
def test_the_form_is_the_one_that_goes_with_the_number(language: str, told: dict[int, str]) -> None:
    words = words_for(language)
    said = {
        count: words.ngettext("%(number)s piece", "%(number)s pieces", count)
        % {"number": words.number(count)}
        for count in told
    }
    assert said == told


def test_dates_times_and_numbers_are_written_as_the_language_does() -> None:
    day = date(2025, 10, 5)
    assert words_for("en").day(day) == "October 5, 2025"
    assert words_for("es").day(day) == "5 de octubre de 2025"
    assert words_for("en").month(day) == "October 2025"
    assert words_for("es-MX").short_day(day) == "5 oct 2025"
    assert words_for("fr").number(Decimal("1234.5")) == "1\u202f234,5"
    assert words_for("fr").clock(datetime(2025, 11, 20, 16, 30)) == "16:30"
    assert words_for("ar").day(day) == "5 أكتوبر 2025"
    assert words_for("uk").day(day) == "5 жовтня 2025\u202fр."
    assert words_for("uk").month(day) == "жовтень 2025\u202fр."
    assert words_for("zh-CN").day(day) == "2025年10月5日"
    assert words_for("zh").month(day) == "2025年10月"
    assert words_for("zh").year(day) == "2025年"
    assert words_for("zh").short_month(day) == "10月"


MONTHS = {
    "ar": "أكتوبر 2025", "en": "Oct 2025", "es": "oct 2025", "fr": "oct. 2025", "he": "אוק׳ 2025",
    "uk": "жовт. 2025\u202fр.", "zh": "2025年10月",
}  # fmt: skip


@pytest.mark.parametrize("first", ["zh", "he", "uk"])
def test_a_date_in_one_language_leaves_those_in_others_alone(first: str) -> None:
    # Babel keeps what it has looked up where other languages look: only a new process has looked up nothing.
    order = [first, *sorted(set(MONTHS) - {first})]
    asked = f"""
from datetime import date
from slc_site.render.translations import words_for
day = date(2025, 10, 5)
print([(words_for(code).short_month(day), words_for(code).short_month_and_year(day)) for code in {order}])
"""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", asked], cwd=words.ROOT, capture_output=True, text=True,
        check=True, encoding="utf-8",
    )  # fmt: skip
    told = dict(zip(order, ast.literal_eval(run.stdout), strict=True))
    assert {code: with_year for code, (_, with_year) in told.items()} == MONTHS
    assert {code: month for code, (month, _) in told.items() if month not in MONTHS[code]} == {}


def test_a_language_says_which_way_it_runs_and_what_it_calls_itself() -> None:
    assert {code: words_for(code).own_name for code in LANGUAGES} == {
        "ar": "العربية", "es": "español", "fr": "français", "uk": "українська", "zh": "中文",
    }  # fmt: skip
    assert {code for code in LANGUAGES if words_for(code).direction == "rtl"} == {"ar"}


def test_an_unknown_language_speaks_english() -> None:
    assert words_for("tlh").gettext("My goals") == "My goals"
    assert not is_known("not a language")
    assert words_for("not a language").code == "en"
    assert has_catalogue("en-CA")
    assert has_catalogue("es-MX")
    assert has_catalogue("zh-Hans-CN")
    assert not has_catalogue("fi")
