"""Addresses in a finished page are changed, and nothing else of it is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from slc_site.render.readdress import readdressed

PAGE = "students/ada/posts/frog/index.html"


def moved(html: str) -> str:
    """Send every address to the same folder of another site."""
    return readdressed(html, PAGE, lambda target: f"/new/{target}")


def test_links_pictures_players_and_styles_lead_to_where_things_lie_now() -> None:
    assert moved('<a href="../../index.html">') == '<a href="/new/students/ada/index.html">'
    assert moved('<img alt="" src="a.webp">') == '<img alt="" src="/new/students/ada/posts/frog/a.webp">'
    assert moved('<video controls="" poster="p.webp" src="v.mp4">').count("/new/") == 2
    assert moved('<link rel="stylesheet" href="../../../../assets/x/a.css">').endswith(
        '"/new/assets/x/a.css">'
    )


def test_each_size_of_a_picture_is_found() -> None:
    assert moved('<img srcset="a-1.webp 480w, a-2.webp 960w">') == (
        '<img srcset="/new/students/ada/posts/frog/a-1.webp 480w, '
        '/new/students/ada/posts/frog/a-2.webp 960w">'
    )


def test_a_place_on_a_page_is_kept() -> None:
    assert moved('<a href="../b/index.html#end">') == '<a href="/new/students/ada/posts/b/index.html#end">'


def test_what_leads_out_of_the_site_or_nowhere_stays_as_it_is() -> None:
    for address in (
        "https://e.example/a",
        "mailto:a@b.example",
        "#note",
        "data:,",
        "//e.example/a",
        "https://[",
        "",
    ):
        html = f'<a class="x" href="{address}">'
        assert moved(html) == html


def test_an_address_without_an_aim_is_taken_out() -> None:
    assert (
        readdressed('<a class="x" href="gone.html">Gone</a>', PAGE, lambda _: None) == '<a class="x">Gone</a>'
    )
    kept = readdressed('<img srcset="a 1w, b 2w">', PAGE, lambda t: "b" if t.endswith("/b") else None)
    assert kept == '<img srcset="b 2w">'


def test_words_that_look_like_an_address_are_words() -> None:
    for html in (
        '<p>Write src="a.webp" or href="b.html".</p>',
        '<img alt="1 < 2 > 0 and src=a.webp">',
        '<p title="href=b.html">&lt;a href="b.html"&gt;</p>',
        '<blockquote cite="b.html">',
    ):
        assert moved(html) == html
    told = moved('<img alt="2 > 1" src="a.webp">')
    assert told == '<img alt="2 > 1" src="/new/students/ada/posts/frog/a.webp">'


@given(
    st.lists(
        st.one_of(
            st.text(alphabet=st.characters(exclude_characters='<"', codec="utf-8"), max_size=20),
            st.text(alphabet=st.characters(exclude_characters='"', codec="utf-8"), max_size=20).map(
                lambda alt: f'<img alt="{alt}" src="a.webp">'
            ),
        )
    )
)
def test_only_addresses_change_whatever_stands_around_them(pieces: list[str]) -> None:
    html = "".join(pieces)
    back = re.sub(r' src="/new/students/ada/posts/frog/a\.webp"', ' src="a.webp"', moved(html))
    assert back == html
    assert moved(html).count("/new/") == sum(piece.endswith(' src="a.webp">') for piece in pieces)


@given(st.text(alphabet='<a "=hrefsc>/', max_size=400))
def test_whatever_it_is_given_it_gives_back_something(html: str) -> None:
    assert isinstance(moved(html), str)
