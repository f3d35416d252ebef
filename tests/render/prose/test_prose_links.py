"""Where links may lead, and what they seem to point at before anything is converted."""

from __future__ import annotations

import pytest

from slc_site.render.markup.targets import link_targets
from tests.render.prose.making import BASE, LINKS, html, remarks

GOAL = LINKS["../goals/read-daily.md"]


@pytest.mark.parametrize(
    "text",
    [
        "[my goal](../goals/read-daily.md)",
        "[my goal](<../goals/read-daily.md>)",
        "[my goal](../goals/read\\-daily.md)",
        "[my goal][g]\n\n[g]: ../goals/read-daily.md",
        "[my goal](../goals/read%2Ddaily.md)",
    ],
)
def test_a_link_to_another_text_leads_to_its_page(text: str) -> None:
    assert html(text) == f'<p><a href="{GOAL}">my goal</a></p>'
    assert remarks(text) == []


def test_a_link_of_html_leads_there_too() -> None:
    assert html('<a href="../goals/read-daily.md" target=_blank>my goal</a>') == (
        f'<p><a href="{GOAL}">my goal</a></p>'
    )


def test_a_link_with_a_place_in_the_page_is_looked_up_as_it_is_typed() -> None:
    links = {"a.md#why": "../a/index.html#why"}
    assert html("[a](a.md#why)", links=links) == '<p><a href="../a/index.html#why">a</a></p>'
    assert html("[a](a.md#how)", links={"a.md": "../a/"}) == '<p><a href="../a/">a</a></p>'


def test_a_link_may_lead_to_a_picture_of_the_text() -> None:
    assert html("[see](frog.jpg)") == f'<p><a href="{BASE}f-1280.webp">see</a></p>'


@pytest.mark.parametrize(
    "typed",
    ["../goals/gone.md", "/etc/passwd", "#top", "javascript:alert(1)", "file:///x", "data:text/html,x"],
)
def test_a_link_that_leads_nowhere_becomes_its_words(typed: str) -> None:
    assert html(f"see [my *goal*](<{typed}>)") == "<p>see <span>my <em>goal</em></span></p>"
    assert remarks(f"see [my *goal*](<{typed}>)") == [("dead-link", typed)]
    assert html(f'see <a href="{typed}">my goal</a>') == "<p>see my goal</p>"


def test_a_dead_link_of_html_is_told_too() -> None:
    assert remarks('see <a href="../goals/gone.md">my goal</a>') == [("dead-link", "../goals/gone.md")]


def test_a_link_without_a_target_is_told() -> None:
    assert remarks("[my goal]()") == [("dead-link", "")]


@pytest.mark.parametrize(
    "text", ["[x](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&c=2">x</a>']
)
def test_a_link_to_another_website_tells_it_nothing(text: str) -> None:
    found = html(text)
    assert 'href="https://example.org/a?b=1&amp;c=2"' in found
    assert 'rel="noopener noreferrer nofollow"' in found
    assert "target" not in found


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert 'href="https://example.org/">https://example.org/</a>' in html("<https://example.org/>").replace(
        ' rel="noopener noreferrer nofollow"', ""
    )
    assert html("<ada@example.org>") == '<p><a href="mailto:ada@example.org">ada@example.org</a></p>'


@pytest.mark.parametrize(
    "typed", ["https:/\\evil.example", "https:evil.example", "https://", "https:///x", "mailto:x"]
)
def test_half_an_address_is_none(typed: str) -> None:
    assert "href" not in html(f"[x](<{typed}>)")
    assert "href" not in html(f'<a href="{typed}">x</a>')


def test_an_address_does_not_break_out_of_its_quotes() -> None:
    assert html('[x](<https://example.org/ "onclick=y>)').startswith(
        '<p><a href="https://example.org/%20&quot;onclick=y" '
    )


def test_empty_links_are_not_published() -> None:
    assert html("a <a href='https://example.org'> </a> b") == "<p>a  b</p>"


# -- link_targets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](b.md)", "b.md"),
        ("[a]( b.md )", "b.md"),
        ("[a](<my b.md>)", "my b.md"),
        ("[a](my b.md)", "my b.md"),
        ("[a](b.md 'c')", "b.md"),
        ('[a](b.md "c (d)")', "b.md"),
        ("[a](b_(c).md)", "b_(c).md"),
        ("[a](b\\_c.md)", "b_c.md"),
        ("[a](../b.md#c)", "../b.md#c"),
        ("[a][b]\n\n[b]: c.md 'd'", "c.md"),
        ("  [b]: <c.md>", "c.md"),
        ('<a href="b.md">', "b.md"),
        ("<A\nclass=x\nHREF = 'b.md'>", "b.md"),
        ("<a href=b.md>", "b.md"),
        ('<a href="b&amp;c.md">', "b&c.md"),
        ("[a](b.md)[c](d.md)", "d.md"),
    ],
)
def test_every_relative_target_is_seen(text: str, target: str) -> None:
    assert target in link_targets(text)


@pytest.mark.parametrize(
    "text", ["[a](https://b.example)", "[a](//b)", "[a](#b)", "[a]()", "<mailto:a@b>", "a (b) [c]"]
)
def test_what_is_not_relative_is_not_among_them(text: str) -> None:
    assert link_targets(text) == frozenset()


@pytest.mark.parametrize(
    "piece",
    [
        "](",
        "](<",
        "](a(",
        "](a(b)",
        "[a](<b",
        "<a ",
        "<a href",
        '<a href="',
        "[x]: ",
        "\n[a",
        "(",
        "](  ",
        "] (",
        "\\",
    ],
)
def test_no_text_keeps_it_busy(piece: str) -> None:
    # Were it quadratic, this would take hours.
    assert isinstance(link_targets(piece * (400_000 // len(piece))), frozenset)


def test_every_link_that_is_made_was_seen_before() -> None:
    for text in (
        "[a](b.md)",
        "[a](<b c.md>)",
        "[a][r]\n\n[r]: d.md",
        "<a href=e.md>x</a>",
        "[a](b\\_c.md 't')",
    ):
        links = {target: f"to/{number}" for number, target in enumerate(sorted(link_targets(text)))}
        assert '<a href="to/' in html(text, links=links)
        assert remarks(text, links=links) == []
