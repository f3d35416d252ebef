"""Texts on their way into files and names of files."""

from __future__ import annotations

import re
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from slc_site.desk.find import find
from slc_site.desk.quoting import line, scalar, tidy
from slc_site.desk.refusal import RefusalError
from slc_site.desk.slugs import free, slug_of

TRICKY = [
    "No", "yes", "null", "~", "1984", "3:30", "2026-10-05", "a: b", "a #b", "#frog", "[x", "{x}", "- x",
    "? x", "'quoted'", '"quoted"', "it's", 'My "frog": poem', "*star", "&and", "!bang", "%x", "@x", "`x`",
    "a\\b", "| x", "> x", "---", "...", "Ω≈ç", "🦉", "ليلى", "tab\there", "two\nlines", "\u2028x",
    "é\u0301", "x:", "=", "<<",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKY)
def test_a_title_is_read_as_it_was_typed(text: str) -> None:
    assert yaml.load(f"title: {scalar(text)}\n", yaml.BaseLoader) == {"title": tidy(text)}


@given(st.text())
def test_any_text_is_one_value_on_one_line(text: str) -> None:
    written = f"title: {scalar(text)}"
    assert "\n" not in written
    assert yaml.load(written, yaml.BaseLoader) == {"title": tidy(text)}


def test_simple_words_are_not_quoted() -> None:
    assert scalar("My frog poem, part 2!") == '"My frog poem, part 2!"'
    assert scalar("My frog poem") == "My frog poem"
    assert scalar("Ms. Okafor") == "Ms. Okafor"


def test_a_missing_value_becomes_an_example_to_fill_in() -> None:
    assert line("school", "", "Maple Street School") == "# school: Maple Street School"
    assert line("school", "Oak", "Maple Street School") == "school: Oak"
    assert line("name", "Ada", about="published").split("  #") == [
        "name: Ada                   ",
        " published",
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("My frog poem!", "my-frog-poem"),
        ("Zoë Müller", "zoe-muller"),
        ("李小龙", "lixiaolong"),
        ("ليلى", "lyla"),
        ("🦉", "owl"),
        ("\u200f", "thing"),
        ("...", "thing"),
        ("CON", "con-thing"),
        ("lpt1", "lpt1-thing"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_every_name_has_a_plain_slug(text: str, slug: str) -> None:
    assert slug_of(text, "thing") == slug


@given(st.text())
def test_a_slug_is_safe_in_any_folder(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(text, "thing"))
    assert len(slug_of(text, "thing")) <= 66


def test_a_second_ada_gets_a_number() -> None:
    assert free("ada", []) == "ada"
    assert free("ada", ["Ada", "ben"]) == "ada-2"
    assert free("ada", ["ada", "ADA-2"]) == "ada-3"
    assert free("zoë", [unicodedata.normalize("NFD", "Zoë")]) == "zoë-2"


CLASS = {"ada": "Ada", "jose-maria": "José María", "ada-2": "Adam", "frog": "🐸", "lyla": "ليلى"}


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("ada", "ada"),
        ("ADA", "ada"),
        ("José María", "jose-maria"),
        ("jose\u0301  mari\u0301a", "jose-maria"),
        ("🐸", "frog"),
        ("ليلى", "lyla"),
        ("ada-2", "ada-2"),
    ],
)
def test_a_student_is_found_by_name_or_folder(typed: str, slug: str) -> None:
    assert find("student", typed, CLASS) == slug


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("jose", "There is no student jose. Did you mean jose-maria?"),
        ("José", "There is no student José. Did you mean jose-maria?"),
        ("adaa", "There is no student adaa. Did you mean Ada?"),
        ("xyz", "There is no student xyz. Known are ada, jose-maria, ada-2, frog, lyla."),
    ],
)
def test_an_unknown_student_is_answered_with_the_nearest(typed: str, words: str) -> None:
    with pytest.raises(RefusalError) as refused:
        find("student", typed, CLASS)
    assert str(refused.value) == words


def test_two_of_one_name_are_both_named() -> None:
    with pytest.raises(RefusalError, match="several called Ada: say which of ada-1, ada-2"):
        find("student", "Ada", {"ada-1": "Ada", "ada-2": "Ada"})


def test_a_class_without_students_says_so() -> None:
    with pytest.raises(RefusalError, match="no student at all yet"):
        find("student", "Ada", {})
