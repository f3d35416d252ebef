"""Every kind of page that the default theme draws: sound HTML, nothing inline, everybody finds their way."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest

from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import BUNDLED, DEFAULT
from slc_site.render.views import PostPage
from tests.render.theme import sample_views
from tests.render.theme.conftest import Draw, default_theme

RICH = list(sample_views.rich())
BARE = list(sample_views.bare())
PAGES = [
    pytest.param(page, id=f"{kind}:{page.path}")
    for kind, pages in (("rich", RICH), ("bare", BARE))
    for page in pages
]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; object-src 'none'"
)


def tree(html: str) -> Any:
    """Return the page as a browser reads it; what a browser would have to mend is an error."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    for element in document.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return document


def texts(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("page", PAGES)
def test_it_is_html_that_no_browser_has_to_mend(page: Page, draw: Draw) -> None:
    document = tree(draw(page))
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in document.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(name) or "").split()) <= set(ids)
        if (element.get("href") or "").startswith("#"):
            assert element.get("href")[1:] in ids


@pytest.mark.parametrize("page", PAGES)
def test_it_has_one_title_and_its_headings_go_down_step_by_step(page: Page, draw: Draw) -> None:
    document = tree(draw(page))
    levels = [int(element.tag[1]) for element in document.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("page", PAGES)
def test_it_asks_to_be_left_alone_and_lets_nothing_foreign_in(page: Page, draw: Draw) -> None:
    html = draw(page)
    assert html.startswith("<!DOCTYPE html>")
    head = tree(html).find("head")
    metas = {
        element.get("name") or element.get("http-equiv"): element.get("content")
        for element in head.iter("meta")
    }
    assert head[0].get("charset") == "utf-8"
    assert metas["Content-Security-Policy"] == POLICY
    assert metas["referrer"] == "no-referrer"
    assert metas["robots"] == "noindex,nofollow,noarchive,noimageindex"
    assert metas["generator"].startswith("slc_site ")


@pytest.mark.parametrize("page", PAGES)
def test_every_address_of_ours_is_relative_and_every_file_of_ours_is_there(
    page: Page, draw: Draw, theme: Theme
) -> None:
    document = tree(draw(page))
    for element in document.iter():
        for name in ("href", "src"):
            address = element.get(name)
            if address is None or element.get("rel") == "canonical" or address.startswith(("mailto:", "#")):
                continue
            assert not urlsplit(address).scheme, address
            assert not address.startswith("/"), address
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), address))
            assert not target.startswith(".."), address
            if "assets/" in target:
                own = target.removeprefix(theme.asset_folder)  # pages of the teacher's need some more
                assert target in theme.assets or (BUNDLED / DEFAULT / "static" / own).is_file()


@pytest.mark.parametrize("page", PAGES)
def test_pictures_say_how_large_they_are_and_only_the_first_is_in_a_hurry(page: Page, draw: Draw) -> None:
    document = tree(draw(page))
    hurried = 0
    for image in document.iter("img"):
        assert image.get("width")
        assert image.get("height")
        assert image.get("alt") is not None
        hurried += image.get("fetchpriority") == "high" and not _is_avatar(document, image)
    assert hurried <= 1


def _is_avatar(document: Any, image: Any) -> bool:
    return any(
        image in list(element)
        for element in document.iter("span")
        if "avatar" in (element.get("class") or "")
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_can_be_pressed_says_what_it_does(page: Page, draw: Draw) -> None:
    document = tree(draw(page))
    for link in document.iter("a"):
        assert texts(link) or link.get("aria-label")
    for button in document.iter("button"):
        assert button.get("type") == "button"
        assert texts(button)
    landmarks = [element.get("aria-label") for element in document.iter("nav") if element.get("aria-label")]
    assert len(landmarks) == len(set(landmarks))


def test_the_title_goes_from_the_page_to_the_class(draw: Draw) -> None:
    titles = {page.path: texts(tree(draw(page)).find("head/title")) for page in RICH}
    assert titles["index.html"] == "Room 12"
    assert titles["students/s0/index.html"] == "Ada · Room 12"
    assert titles["students/s0/posts/frog-poem/index.html"] == "My frog poem · Ada · Room 12"


def test_words_of_people_are_shown_and_never_run(draw: Draw) -> None:
    from msgspec.structs import replace

    page = sample_views.post("frog-poem")
    nasty = "<script>alert(1)</script>\"'&"
    context = page.context
    assert isinstance(context, PostPage)
    assert context.post.newer
    card = replace(context.post.card, title=nasty, student=replace(context.post.card.student, name=nasty))
    frame = replace(context.frame, title=nasty, site_title=nasty, contact=nasty, student=card.student)
    post = replace(context.post, card=card, did_well=(nasty,), newer=replace(context.post.newer, title=nasty))
    html = draw(Page(page.path, page.template, replace(context, frame=frame, post=post)))
    assert "<script>alert" not in html
    assert texts(tree(html).find(".//h1")) == nasty


def test_an_unknown_accent_is_the_blue_one_and_corners_can_be_square() -> None:
    page = RICH[0]
    assert (
        '<body class="color-blue corner-round'
        in default_theme(accent="url(x)", corner="?").render(page).decode()
    )
    assert (
        '<body class="color-pink corner-square'
        in default_theme(accent="pink", corner="square").render(page).decode()
    )


def test_the_class_may_say_its_own_welcome() -> None:
    html = default_theme(home_intro="Dear <families>, welcome!").render(RICH[0]).decode()
    assert "Dear &lt;families&gt;, welcome!" in html


def test_a_page_of_another_script_reads_from_right_to_left() -> None:
    html = default_theme("ar").render(RICH[0]).decode()
    assert '<html lang="ar" dir="rtl">' in html


def test_the_missing_page_does_without_any_style(draw: Draw) -> None:
    body = tree(draw(next(page for page in RICH if page.template == "404.html"))).find("body")
    assert [link.get("href") for link in body.iter("a")] == ["#main", "index.html"]
    assert list(body.iter("svg")) == []


def test_the_scripts_are_small_and_the_font_brings_its_licence(theme: Theme) -> None:
    files = {path.removeprefix(theme.asset_folder): file for path, file in theme.assets.items()}
    assert files["js/site.js"].stat().st_size < 4096
    assert "SIL OPEN FONT LICENSE" in files["fonts/LICENSE"].read_text("utf-8")
    for name, file in files.items():
        if name.endswith(".css"):
            for address in re.findall(r"url\(\"?([^)\"]+)", file.read_text("utf-8")):
                if not address.startswith(("data:image/svg+xml,", "%23")):
                    assert posixpath.normpath(posixpath.join("css", address)) in files
