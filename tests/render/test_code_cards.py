"""Cards with codes on paper: each in its family's language, scanned or typed, and nothing on them can run."""

from __future__ import annotations

import re

import html5lib
import pytest
import segno

from slc_site.render.code_cards import CodeCard, code_cards

WORDS = ("maple", "frog", "lemon", "sunset", "violin", "river", "piano")
ADDRESS = "https://school.example/room-12/open/"
LINK = f"{ADDRESS}index.html#k=AAECAwQFBgcICQoLDA0ODw"
X = "{http://www.w3.org/1999/xhtml}"


def card(*names: str, language: str = "en", link: str = LINK) -> CodeCard:
    return CodeCard(names or ("Ada",), language, 17, WORDS, link)


def page(*cards: CodeCard, title: str = "Room 12", language: str = "en", address: str = ADDRESS) -> str:
    html = code_cards(cards, title, language, address)
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def test_a_card_has_the_name_the_address_and_the_code() -> None:
    html = page(card())
    for shown in ("<h2>Ada</h2>", ADDRESS, "<bdi>17</bdi>", *(f"<bdi>{word}</bdi>" for word in WORDS)):
        assert shown in html
    assert "This code opens what Ada made at school" in html
    assert "Please keep it in your family" in html


def test_brothers_and_sisters_stand_on_one_card() -> None:
    html = page(card("Ada", "Ben"), card("Cleo"))
    assert html.count('<li class="card"') == 2
    assert "<h2>Ada and Ben</h2>" in html


@pytest.mark.parametrize("link", [LINK, "https://a.example/#k=" + "x" * 200])
def test_the_square_is_the_code_of_the_link_module_by_module(link: str) -> None:
    html = page(card(link=link))
    size = int(re.findall(r'viewBox="0 0 (\d+) \1"', html)[0])
    background, dark = re.findall(r'<path (?:fill="#fff" )?d="([^"]+)"/>', html)
    assert background == f"M0 0h{size}v{size}h-{size}z"
    drawn = [bytearray(size) for _ in range(size)]
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", dark):
        assert width == back
        drawn[int(y)][int(x) : int(x) + int(width)] = b"\1" * int(width)
    border = 4
    white = [bytes(size)] * border
    expected = [bytes(border) + bytes(row) + bytes(border) for row in segno.make_qr(link, error="m").matrix]
    assert [bytes(row) for row in drawn] == [*white, *expected, *white]
    assert re.search(r"<svg[^>]*><title>Scan this to open the page without typing</title>", html)


def test_each_card_is_in_its_familys_language_where_there_are_words() -> None:
    html = page(card("Ada", "Ben", language="es"), card(language="ar"), card(language="tlh"), language="es")
    assert re.findall(r'<li class="card" lang="(\w+)" dir="(\w+)">', html) == [
        ("es", "ltr"), ("ar", "rtl"), ("es", "ltr")
    ]  # fmt: skip
    assert '<html lang="es" dir="ltr">' in html
    assert "Ada y Ben" in html
    assert html.count('class="code" lang="en" dir="ltr"') == 3


def test_without_an_address_there_is_no_square_and_the_teacher_is_told() -> None:
    html = page(card(link=""), address="")
    assert "<svg" not in html
    assert "Go to this page" not in html
    assert "write it as url: in content/class.yml" in html
    assert "write it as url:" not in page(card())


def test_what_people_typed_cannot_become_html() -> None:
    html = page(card("<script>alert(1)</script>"), title='"><img src=x onerror=alert(1)>')
    tree = html5lib.parse(html)
    assert not list(tree.iter(f"{X}script"))
    assert not list(tree.iter(f"{X}img"))
    assert "default-src 'none'" in html


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    tree = html5lib.parse(page(card()))
    fetching = {"src", "href", "srcset", "data", "poster", "action", "background", "style"}
    assert [one.tag for one in tree.iter() if fetching & set(one.attrib)] == []
    assert not list(tree.iter(f"{X}script"))
    assert "url(" not in "".join(style.text or "" for style in tree.iter(f"{X}style"))
