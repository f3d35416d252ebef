"""Texts as they were typed, and characters that nobody sees."""

from __future__ import annotations

import pytest

from slc_site.render.markup.characters import MOST_MARKS, scrub
from slc_site.render.prose.plain import MOST_SHOWN, as_typed, beginning_of
from tests.render.prose.judge import complaints
from tests.render.prose.making import html


def test_paragraphs_and_lines_stay() -> None:
    assert as_typed("One\ntwo\r\n \r\nThree <b>&amp;</b>\n\n\n").html == (
        "<p>One<br>\ntwo</p>\n<p>Three &lt;b&gt;&amp;amp;&lt;/b&gt;</p>"
    )


def test_a_plain_text_is_summed_up_too() -> None:
    prose = as_typed("[[[ " * 100)
    assert (prose.words, prose.plain, len(prose.summary)) == (100, True, 200)
    assert prose.summary.endswith("[[[…")


def test_of_an_endless_text_the_beginning_is_shown() -> None:
    shown = beginning_of("word " * 1_000_000)
    assert len(shown) <= MOST_SHOWN + 2
    assert shown.endswith("word …")


def test_a_plain_text_is_as_clean_as_any() -> None:
    text = "<script>alert(1)</script> \u202e \x00 a" + "\u0301" * 99
    assert complaints(as_typed(text).html) == []


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ufff9"]
)
def test_what_cannot_be_seen_is_taken_out(character: str) -> None:
    assert scrub(f"a{character}b") == "ab"
    assert html(f"a&#{ord(character)};b").replace("…", "") in {"<p>ab</p>", "<p>a\ufffdb</p>"}


def test_what_some_writing_needs_stays() -> None:
    for text in (
        "a\tb\nc",
        "می\u200cخواهم",
        "\u200fשלום",
        "👩\u200d🚀",
        "❤\ufe0f",
        "\U0001f3f4\U000e0067\U000e007f",
    ):
        assert scrub(text) == text


def test_half_a_character_becomes_a_sign() -> None:
    assert html("a\ud800b") == "<p>a\ufffdb</p>"


def test_only_so_many_accents_stand_on_a_letter() -> None:
    most = "e" + "\u0301" * MOST_MARKS
    assert scrub(most) == most
    assert scrub(f"{most}\u0301\u0489 and") == f"{most} and"
    assert scrub(most * 3) == most * 3
    assert html("e" + "&#x301;" * 50) == f"<p>{most}</p>"


def test_tags_and_joiners_do_not_begin_a_new_letter() -> None:
    accents = "\u0301" * MOST_MARKS
    assert scrub(f"e{accents}\u200d{accents}") == f"e{accents}\u200d"
    assert html(f"e{accents}<b>{accents}</b>") == f"<p>e{accents}<b></b></p>"


def test_taking_out_twice_takes_out_no_more() -> None:
    for text in ("e" + "\u0301" * 40, "\u0301" * 40, "<b>" * 20 + "\u0301" * 20, "\x00\ud800\u202e"):
        assert scrub(scrub(text)) == scrub(text)
