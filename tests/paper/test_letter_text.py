"""Letters written without code: names filled in, what stands for nothing left out, no mark mistaken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.paper.letter_text import Block, BlockKind, Value, blocks, names_in
from slc_site.paper.reading_grade import grade


def told(text: str, has_code: bool = True, **values: Value) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.kind.value, block.texts) for block in blocks(text, values, has_code=has_code)]


def test_headings_paragraphs_and_lists() -> None:
    text = "# Big\nOne line,\nand one more.\n\n## Small\n- first\n* second\n1. third\nafter"
    assert told(text) == [
        ("heading", ("Big",)),
        ("paragraph", ("One line, and one more.",)),
        ("heading", ("Small",)),
        ("list", ("first", "second", "third")),
        ("paragraph", ("after",)),
    ]


def test_a_name_that_stands_for_nothing_takes_its_sentence_along_and_a_heading_with_nothing_below() -> None:
    text = "Dear {child},\n\n## When\nYour time: {when}\n\n## Then\n- {gone}\n- Come.\n\n## Last\n{gone}"
    assert told(text, child="Ada", when="", gone="") == [
        ("paragraph", ("Dear Ada,",)),
        ("heading", ("Then",)),
        ("list", ("Come.",)),
    ]


def test_several_values_are_an_item_each_also_alone() -> None:
    assert told("- Ask: {q}", q=("How?", "Why?")) == [("list", ("Ask: How?", "Ask: Why?"))]
    assert told("{q}", q=("How?", "Why?")) == [("list", ("How?", "Why?"))]
    assert told("- {q}\n- end", q=()) == [("list", ("end",))]


def test_an_unknown_name_stays_as_it_was_typed() -> None:
    assert told("Hello {chlid}", child="Ada") == [("paragraph", ("Hello {chlid}",))]
    assert names_in("{a} and {b_c} {a} {B} { d }") == ("a", "b_c")


def test_the_code_is_shown_where_there_is_one() -> None:
    assert told("## Here\n{code}") == [("heading", ("Here",)), ("code", ())]
    assert told("## Here\n{code}", has_code=False) == []


def test_strong_words_and_values_are_told_apart() -> None:
    (block,) = blocks("On **{day}, or so** in *{where}*", {"day": "Monday", "where": "Room"}, has_code=False)
    assert [(span.text, span.strong, span.is_value) for span in block.lines[0]] == [
        ("On ", False, False),
        ("Monday", True, True),
        (", or so", True, False),
        (" in *", False, False),
        ("Room", False, True),
        ("*", False, False),
    ]


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_whatever_a_child_is_called_it_is_only_a_name(name: str) -> None:
    found = blocks("# {child}\n\n{child}\n\n- {child}", {"child": name}, has_code=True)
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST]
    assert [(block.kind, block.texts) for block in found] == [(kind, (name,)) for kind in kinds]


@pytest.mark.parametrize(
    ("value", "direction"), [("Room 12", "ltr"), ("12 غرفة", "rtl"), ("חדר", "rtl"), ("12:30", "")]
)
def test_a_value_knows_which_way_it_runs(value: str, direction: str) -> None:
    (block,) = blocks("{where}", {"where": value}, has_code=False)
    assert block.lines[0][0].direction == direction


def test_windows_line_ends_are_line_ends() -> None:
    assert blocks("# A\r\n\r\nB\r\n", {}, has_code=False) == blocks("# A\n\nB\n", {}, has_code=False)
    assert blocks("", {}, has_code=False) == ()
    assert isinstance(blocks("x", {}, has_code=False)[0], Block)


def test_the_reading_grade_is_the_index_that_is_said() -> None:
    """40 words of four letters in five sentences: 4.71 · 4 + 0.5 · 8 - 21.43 = 1.41."""
    easy = ["word word word word word word word word."] * 5
    assert grade(easy, "en") == 1
    # 9 letters, 8 words a sentence: 42.39 + 4 - 21.43 = 24.96
    assert grade([each.replace("word", "wordsmith") for each in easy], "en-GB") == 25


@pytest.mark.parametrize(("texts", "language"), [(["word " * 40], "es"), (["Short."], "en"), ([], "en")])
def test_where_there_is_no_honest_measure_none_is_said(texts: list[str], language: str) -> None:
    assert grade(texts, language) is None
