"""The judges of the pages are judged first: each must find what it is there to find."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import OpenPage
from tests.support import links, sitemap
from tests.support.barriers import barriers
from tests.support.server import Hosted
from tests.support.visits import comes_to

Hosting = Callable[..., Hosted]


def site(folder: Path, **files: str) -> Path:
    """Write files whose names are given with `__` for a slash and `_` for a dot."""
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def answer(url: str, **headers: str) -> tuple[int, bytes, str | None]:
    """Return status, body and `Content-Range` of an answer."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as reply:
            return reply.status, reply.read(), reply.headers["Content-Range"]
    except urllib.error.HTTPError as error:
        return error.code, error.read(), None


def test_the_host_serves_files_below_its_folder_only(tmp_path: Path, hosted: Hosting) -> None:
    (tmp_path / "secret.txt").write_text("no")
    host = hosted(site(tmp_path / "site", index_html="home", **{"404_html": "lost"}), below="/a/b/")
    assert answer(host.url)[:2] == (200, b"home")
    assert answer(host.page("nowhere.html"))[:2] == (404, b"lost")
    assert answer(host.page("%2e%2e/secret.txt"))[0] == 404
    assert answer(host.url.replace("/a/b/", "/"))[0] == 404
    assert host.refused == [(404, "/a/b/nowhere.html"), (404, "/a/b/%2e%2e/secret.txt"), (404, "/")]


def test_the_host_gives_players_the_piece_they_ask_for(tmp_path: Path, hosted: Hosting) -> None:
    host = hosted(site(tmp_path, story_mp3="0123456789"))
    assert answer(host.page("story.mp3"), Range="bytes=2-4") == (206, b"234", "bytes 2-4/10")
    assert answer(host.page("story.mp3"), Range="bytes=7-") == (206, b"789", "bytes 7-9/10")
    assert answer(host.page("story.mp3"), Range="bytes=10-")[0] == 416


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ('<a href="gone.html">', "gone.html leads to no file"),
        ('<a href="b/">', "b/ leads to no file"),
        ('<a href="../outside.html">', "../outside.html leads to no file"),
        ('<a href="/index.html">', "/index.html works at the root of a host only"),
        ('<a href="#nowhere">', "#nowhere leads to no place on that page"),
        ('<a href="b/index.html#nowhere">', "b/index.html#nowhere leads to no place on that page"),
        ('<a href="javascript:alert(1)">', "links to javascript:alert(1)"),
        ('<img src="gone.webp">', "gone.webp leads to no file"),
        ('<img src="b/index.html" srcset="b/index.html 1w, gone.webp 2w">', "gone.webp leads to no file"),
        ('<video poster="gone.webp"></video>', "gone.webp leads to no file"),
        ('<img src="https://example.com/a.png">', "loads https://example.com/a.png from elsewhere"),
        ('<link rel="stylesheet" href="//example.com/a.css">', "loads //example.com/a.css from elsewhere"),
    ],
)
def test_the_link_check_finds_each_kind_of_bad_link(page: str, complaint: str, tmp_path: Path) -> None:
    site(tmp_path / "site", index_html=page, b__index_html="<p id=here>")
    (tmp_path / "outside.html").touch()
    assert links.broken(tmp_path / "site") == [f"index.html: {complaint}"]


def test_the_link_check_has_nothing_to_say_of_good_links(tmp_path: Path) -> None:
    site(
        tmp_path,
        index_html='<a href="b/index.html#here">here</a> <a href="https://example.com/">out</a>'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="a.css">',
        b__index_html='<a id=here href="../index.html">home</a>',
        a_css='@font-face { src: url(font.woff2) } p { background: url("data:image/svg+xml,url(%23a)") }',
        font_woff2="",
    )
    assert links.broken(tmp_path) == []


def test_the_link_check_reads_style_sheets(tmp_path: Path) -> None:
    site(tmp_path, index_html="", a_css='p { background: url("gone.svg") }')
    assert links.broken(tmp_path) == ["a.css: gone.svg leads to no file"]


def test_the_link_check_keeps_the_metas(tmp_path: Path) -> None:
    site(tmp_path, index_html='<meta name="Robots" content="noindex"><meta http-equiv="X-A" content="b">')
    assert links.read(tmp_path / "index.html").metas == {"robots": "noindex", "x-a": "b"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("students/ada/index.html", "portfolio"),
        ("students/ada/blog/2/index.html", "blog-further"),
        ("students/ada/strands/writing/2/index.html", "strand"),
        ("students/ada/posts/2026-10-05-my-frog-poem/index.html", "post"),
        ("students/ada/goals/index.html", "goals"),
        ("students/ada/goals/read-daily/index.html", "goal"),
        ("students/ada/secrets/index.html", None),
    ],
)
def test_the_site_map_tells_kinds_of_pages_apart(path: str, kind: str | None) -> None:
    assert sitemap.kind_of(path) == kind


def test_the_examples_of_a_kind_show_what_its_pages_differ_in(tmp_path: Path) -> None:
    for name, page in {
        "a": "<p>",
        "b": "<p><video></video>",
        "c": "<p>",
        "d": '<p class="big"><img>',
    }.items():
        site(tmp_path / "students" / name, index_html=page)
    assert sitemap.examples(tmp_path, "portfolio") == ["students/d/index.html", "students/b/index.html"]


@pytest.mark.browser
def test_a_visit_records_what_a_page_must_never_do(
    tmp_path: Path, hosted: Hosting, open_page: OpenPage
) -> None:
    bad = (
        '<!doctype html><link rel="icon" href="data:,"><img src="gone.png"><img src="http://foreign.test/a.png">'
        "<script>console.error('red'); setTimeout(() => { throw Error('thrown') }); alert('hello')</script>"
    )
    host = hosted(site(tmp_path, index_html=bad))
    visit = open_page(host.url)
    comes_to(visit.page, lambda: visit.page_errors, ["thrown"])
    comes_to(visit.page, lambda: "red" in visit.console_errors, True)
    assert visit.dialogs == ["hello"]
    assert visit.foreign == ["http://foreign.test/a.png"]
    comes_to(visit.page, lambda: any(text.startswith(host.page("gone.png")) for text in visit.failed), True)
    assert len(visit.complaints) >= 5


@pytest.mark.browser
def test_a_visit_records_a_breach_of_the_policy(tmp_path: Path, open_page: OpenPage) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    site(tmp_path, index_html=f"<!doctype html>{policy}<p style='color: red'>no</p>")
    visit = open_page((tmp_path / "index.html").as_uri())
    comes_to(visit.page, lambda: any("Content Security Policy" in text for text in visit.complaints), True)


@pytest.mark.browser
def test_a_visit_to_a_good_page_has_no_complaints(
    tmp_path: Path, hosted: Hosting, open_page: OpenPage
) -> None:
    site(tmp_path, index_html='<!doctype html><link rel="icon" href="data:,"><p>Good.')
    for url in (hosted(tmp_path, below="/a/b/").url, (tmp_path / "index.html").as_uri()):
        assert open_page(url).complaints == []


def test_what_keeps_somebody_out_of_a_page_is_found_where_it_is(tmp_path: Path, open_page: OpenPage) -> None:
    begin = '<!doctype html><html lang="en"><title>Ada</title><main><h1>Ada</h1>'
    site(tmp_path, index_html=f'{begin}<p id="here"><img src="frog.webp"></p>')
    page = open_page((tmp_path / "index.html").as_uri()).page
    (found,) = barriers(page)
    assert found.startswith('image-alt: <img src="frog.webp">')
    assert barriers(page, "#here") == [found]
    assert barriers(page, "h1") == []
