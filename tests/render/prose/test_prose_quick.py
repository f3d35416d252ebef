"""The quick way to convert texts gives what Python-Markdown itself gives, and remembers no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from slc_site.render.markup import conversion, quick
from slc_site.render.markup.conversion import TooMuchHtmlError, convert, new_converter
from slc_site.render.markup.quick import NEEDS, QuickHtmlBlocks, QuickInlines, is_known, quicken
from slc_site.render.markup.task import Task
from slc_site.render.markup.worker import answer
from slc_site.render.prose.scribe import task_for
from tests.hostile import VECTORS
from tests.pathological import TEXTS
from tests.render.prose.making import manuscript
from tests.support.sample import ROOT

BEGINNING = 1_000
"""Characters that are converted of a text which was made to take long: all of it would."""


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of a worker would end the tests; what is known of the library is found out anew."""
    monkeypatch.setattr("slc_site.render.markup.limits.start_the_clock", lambda: None)
    is_known.cache_clear()
    yield
    is_known.cache_clear()


def task(text: str) -> Task:
    return task_for(manuscript(text))


def quickly(text: str) -> bytes:
    """What a worker answers: its converter may have had another text before."""
    return answer(task(text), convert)


def plainly(text: str) -> bytes:
    """What a worker answers that has a new converter for each text, as Python-Markdown makes it."""
    with mock.patch.object(conversion, "_spare", []), mock.patch.object(conversion, "quicken", lambda md: md):
        return answer(task(text), convert)


def differing(texts: Sequence[tuple[str, str]]) -> list[str]:
    return [name for name, text in texts if quickly(text) != plainly(text)]


# -- the same bytes --------------------------------------------------------------------------------------


def test_all_texts_of_the_sample_class_are_the_same_in_the_quick_way() -> None:
    files = sorted((ROOT / "content").rglob("*.md"))
    assert len(files) > 30
    assert differing([(str(file), _body(file)) for file in files]) == []


def _body(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return text.split("\n---\n", 1)[-1]


def test_all_hostile_texts_are_the_same_in_the_quick_way() -> None:
    assert differing(VECTORS) == []


def test_the_beginnings_of_all_endless_texts_are_the_same_in_the_quick_way() -> None:
    assert differing([(name, text[:BEGINNING]) for name, text in TEXTS]) == []


WORDS = ("frog", "HTML", "Ada", "été", "蛙", "cm", "It was", "1", "2019.", "’", "—", " ", "  ", ",", ".", "!")
MARKS = (
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "`",
        "``",
        "\\",
        "\\*",
        "\\\\",
        "\\`",
        "\\<",
        "[",
        "]",
        "](",
        "(",
        ")",
        "![",
        "~",
    ),
    *(
        "&",
        "&amp;",
        "&#8217;",
        "&#x41;",
        "&nosuch;",
        "&copy",
        "&#65 ",
        "&#x41z",
        "<",
        ">",
        '"',
        "'",
        "|",
        "\t",
        ":",
        "#",
        "-",
        "--",
    ),
    *(
        "<https://a.example/b?c&d>",
        "<ada@school.example>",
        "<Ben>",
        "<3",
        "<b>",
        "</b>",
        "<br>",
        "<u title='*a*'>",
    ),
    *("<!-- a *b* -->", "<?a?>", "<![CDATA[a]]>", "<iframe src='https://a.example'></iframe>", "<!", "</"),
    *("[a](https://a.example)", "[*a*](../goals/read-daily.md)", "[a](b 'c')", "[a][b]", "[b]", "[a](<b c>)"),
    *(
        "![A frog](frog.jpg)",
        "![a][b]",
        "![b]",
        "![x](film.mp4 'y')",
        "[^1]",
        "[^note]",
        "**_a_**",
        "*a**b***",
    ),
)
LINES = (
    *(
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "\n    ",
        "\n# ",
        "\n## ",
        "\n> ",
        "\n>\n> ",
        "\n- ",
        "\n  - ",
        "\n* ",
        "\n---\n",
    ),
    *(
        "\n1. ",
        "\n3) ",
        "\n    1. ",
        "\n\n:   ",
        "\n: ",
        "\n***\n",
        "\n===\n",
        "\n```\n",
        "\n~~~ python\n",
        "\n\n[b]: c",
    ),
    *(
        "\n\n[b]: https://a.example 'd'\n",
        "\n\n*[HTML]: Hyper Text\n",
        "\n\n*[cm]: centimetre\n",
        '\n\n*[cm]: ""\n',
    ),
    *(
        "\n\n[^1]: A *note*\n",
        "\n\n[^note]: One\n\n    two `x`\n",
        "\n\n| a | b |\n| --- | ---: |\n| *c* | d&amp; |\n",
    ),
    *(
        "\n\na|b\n-|-\n`c`|",
        "\n\n<div>\n",
        "\n</div>\n\n",
        "\n<details><summary>a</summary>\n\n",
        "</details>\n",
    ),
    *(
        "\n<table><tr><td>",
        "\n<pre>",
        "</pre>",
        "\n<p>a *b*</p>\n",
        "\n<hr>\n",
        "<h1>a</h1>",
        "\r\n",
        "\x02",
        "\x03",
    ),
    *("klzzwxh:0000", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "///Footnotes Go Here///"),
)
TEXT = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(LINES), st.text(max_size=6)),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("text", ["a &#65 b", "AT&T &#x41z", "&copy &amp; &", "a\n\n&#65"])
def test_half_an_entity_is_the_same_in_the_quick_way(text: str) -> None:
    assert quickly(text) == plainly(text)


@given(TEXT)
@settings(max_examples=500)
def test_any_text_is_the_same_in_the_quick_way(text: str) -> None:
    assert quickly(text) == plainly(text)


@pytest.mark.nightly
@given(TEXT)
@settings(max_examples=10_000)
def test_ten_thousand_texts_are_the_same_in_the_quick_way(text: str) -> None:
    assert quickly(text) == plainly(text)


# -- nothing of the last text ----------------------------------------------------------------------------

NEIGHBOURS = [
    "HTML and cm\n\n*[HTML]: Hyper Text",
    "HTML, cm, [b], [a][b] and ![b]. One[^1] and two[^1]",
    "[b]: https://a.example 'd'\n\n[b], [a][b] and ![a][b]\n\n*[cm]: centimetre\n\n5 cm",
    "One[^1] and again[^1], other[^x]\n\n[^1]: A *note*\n\n[^x]: Another",
    "7. seven\n8. eight",
    "1. one\n2. two",
    "*a **b _c",
    "b** c_ *d*",
    "<div>\n\n<b>*x*\n\n| a | b |\n| --- | ---: |\n| c | d |",
    "c | d\n- | -\ne | f",
    "![A frog](frog.jpg) ![x](nowhere.png) <https://a.example> [a](nowhere.md)",
    "```\n<b>\n```\n\n- a\n\n    - b\n\n    c",
    "![](frog.jpg)",
]


@pytest.mark.parametrize("order", [1, -1])
def test_a_text_is_the_same_whichever_came_before(order: int) -> None:
    alone = [plainly(text) for text in NEIGHBOURS]
    assert len(set(alone)) == len(alone)
    assert [quickly(text) for text in NEIGHBOURS[::order]] == alone[::order]
    for before in NEIGHBOURS:
        assert [quickly(text) for text in (before, *NEIGHBOURS) if quickly(before)][1:] == alone


@given(st.lists(TEXT, min_size=2, max_size=5))
def test_any_texts_are_the_same_in_two_orders(texts: list[str]) -> None:
    there = [quickly(text) for text in texts]
    assert [quickly(text) for text in reversed(texts)] == there[::-1]


def test_one_converter_serves_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = mock.Mock(side_effect=new_converter)
    monkeypatch.setattr(conversion, "_spare", [])
    monkeypatch.setattr(conversion, "new_converter", made)
    for text in NEIGHBOURS:
        convert(task(text))
    assert made.call_count == 1


def test_a_converter_that_did_not_come_to_an_end_is_never_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "_spare", [])
    convert(task("a"))
    assert len(conversion._spare) == 1
    with monkeypatch.context() as less:
        less.setattr(conversion, "MOST_HTML", 3)
        with pytest.raises(TooMuchHtmlError):
            convert(task("a [b]\n\n[b]: c"))
    assert conversion._spare == []


def test_a_long_text_leaves_no_converter_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "_spare", [])
    convert(task("a " * conversion.MOST_KEPT))
    assert conversion._spare == []


# -- what is tried ---------------------------------------------------------------------------------------


def test_plain_sentences_are_searched_for_nothing() -> None:
    md = quicken(new_converter())
    inlines = md.treeprocessors["inline"]
    assert isinstance(inlines, QuickInlines)
    assert isinstance(md.preprocessors["html_block"], QuickHtmlBlocks)
    inlines._apply = mock.Mock(wraps=inlines._apply)
    with mock.patch.object(HtmlBlockPreprocessor, "run", autospec=True) as parser:
        assert md.convert("We looked at a frog. It was green!") == "<p>We looked at a frog. It was green!</p>"
    assert (inlines._apply.call_count, parser.call_count) == (0, 0)
    assert md.convert("It was *green*.") == "<p>It was <em>green</em>.</p>"
    assert {call.args[0] for call in inlines._apply.call_args_list} == {md.inlinePatterns["em_strong"]}


def test_all_patterns_that_we_use_are_known() -> None:
    assert [
        one for one in new_converter().inlinePatterns if one.getCompiledRegExp().pattern not in NEEDS
    ] == []


@pytest.mark.parametrize("regex", NEEDS)
def test_a_pattern_matches_nothing_without_what_it_is_said_to_need(regex: str) -> None:
    texts = [*WORDS, *MARKS, *LINES, "".join(MARKS), "".join(LINES), *(text for _, text in VECTORS)]
    pattern = re.compile(regex, re.DOTALL)
    assert any(pattern.search(text) for text in texts)
    assert [text for text in texts if pattern.search(_without(NEEDS[regex], text))] == []


def _without(needed: Sequence[str], text: str) -> str:
    while found := [one for one in needed if one in text]:
        text = text.replace(found[0], "")
    return text


def test_a_pattern_that_nobody_knows_is_always_tried() -> None:
    stock, ours = new_converter(), quicken(new_converter())
    for md in (stock, ours):
        md.inlinePatterns.register(SimpleTextInlineProcessor(r"f(r)og"), "unknown", 70)
    assert ours.convert("A frog, a *frog*") == stock.convert("A frog, a *frog*") == "<p>A r, a <em>r</em></p>"


class Cage(InlinePattern):
    """Makes an element with words inside that no other pattern may touch."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as the library's own do
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        cage = Element("span")
        SubElement(cage, "q").text = AtomicString(m[1])
        return cage, m.start(), m.end()


def test_words_that_are_to_stay_as_they_are_stay() -> None:
    md = quicken(new_converter())
    md.inlinePatterns.register(Cage(r"\{(.*?)\}"), "cage", 70)
    assert md.convert("*a* {*b*}") == "<p><em>a</em> <span><q>*b*</q></span></p>"


# -- a library that is not as we know it ----------------------------------------------------------------

SAID = "A *frog* & a [b](https://a.example) <b>x</b>"


def test_a_library_without_the_private_method_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (quick._HANDLE, quick._APPLY):
        with monkeypatch.context() as other:
            other.delattr(InlineProcessor, name)
            is_known.cache_clear()
            assert not is_known()
            assert type(quicken(new_converter()).treeprocessors["inline"]) is InlineProcessor
    is_known.cache_clear()
    assert is_known()


def test_a_private_method_that_takes_something_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plainly(SAID)
    stock = getattr(InlineProcessor, quick._HANDLE)

    def other(self: InlineProcessor, data: str, patternIndex: int = 0, more: str = "") -> object:  # noqa: N803 - theirs
        return stock(self, data + more, patternIndex)

    monkeypatch.setattr(InlineProcessor, quick._HANDLE, other)
    monkeypatch.setattr(conversion, "_spare", [])
    assert quickly(SAID) == expected
    assert type(conversion._spare[0].treeprocessors["inline"]) is InlineProcessor


def test_what_an_extension_has_replaced_is_left_alone() -> None:
    md = new_converter()
    md.registerExtensions([MarkdownInHtmlExtension()], {})
    theirs = md.preprocessors["html_block"]
    assert quicken(md).preprocessors["html_block"] is theirs
