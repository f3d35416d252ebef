"""Nothing that a student types can run, load or change anything: judged by a parser that is not ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slc_site.render.markup.cleaner import Cleaner, NeverSettlesError
from slc_site.render.markup.policy import MOTION
from slc_site.render.markup.surroundings import Surroundings
from slc_site.render.prose.scribe import task_for
from tests.hostile import VECTORS
from tests.render.prose.judge import complaints
from tests.render.prose.making import BASE, OWN, made, manuscript

GROUPS = sorted({name.partition(":")[0].rstrip("0123456789 ") or name for name, _ in VECTORS})


def clean(text: str) -> str:
    return Cleaner(Surroundings(task_for(manuscript("")))).clean(text)


def group_of(name: str) -> str:
    return name.partition(":")[0].rstrip("0123456789 ")


@pytest.mark.parametrize("group", GROUPS)
def test_no_hostile_text_keeps_anything_that_is_not_allowed(group: str) -> None:
    kept = {
        name: found
        for name, text in VECTORS
        if group_of(name) == group
        if (found := complaints(made(text).html, OWN))
    }
    assert kept == {}


def test_no_hostile_html_keeps_anything_without_markdown_before_it_either() -> None:
    kept = {name: found for name, text in VECTORS if (found := complaints(clean(text), OWN))}
    assert kept == {}


def test_there_are_hostile_texts_of_every_kind() -> None:
    assert len(VECTORS) > 1500
    assert len({name for name, _ in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<script>x</script>", "tag script"),
        ("<p onclick=x>x</p>", "attribute p[onclick]"),
        ("<p style=x>x</p>", "attribute p[style]"),
        ("<p title=x>x</p>", "attribute p[title]"),
        ("<a href='javascript:x'>x</a>", "value a[href='javascript:x']"),
        ("<a href='../x'>x</a>", "value a[href='../x']"),
        ("<a>x</a>", "a without href"),
        ("<a href='https://x.example'>x</a>", "a without rel: https://x.example"),
        ("<img alt=x>", "empty img"),
        ("<img src='https://x.example' alt=x>", "value img[src='https://x.example']"),
        ("<img src=x srcset=y alt=x>", "value img[srcset='y']"),
        ("<sup id=x>x</sup>", "value sup[id='x']"),
        ("<p class=footer>x</p>", "value p[class='footer']"),
        ("<figure></figure>", "empty figure"),
        ("<a class=enlarge href=https://x.example>x</a>", "enlarge without a picture of ours"),
        ("<picture><img src=x alt=x></picture>", "picture of ['img']"),
        ("<p><source srcset=x></p>", "['source'] in p"),
        ("<p><track src=x></p>", "['track'] in p"),
        ("<source media=all>", "value source[media='all']"),
        ("<video poster='https://x.example'></video>", "value video[poster='https://x.example']"),
        ("a\u202eb", "character '\\u202e'"),
        ("e" + "\u0301" * 9, "too many marks"),
        ("<svg></svg>", "tag {http://www.w3.org/2000/svg}svg"),
    ],
)
def test_the_judge_finds_what_is_not_allowed(html: str, complaint: str) -> None:
    found = complaints(html)
    assert complaint in found or complaint.replace("{http://www.w3.org/2000/svg}", "") in found


def test_tags_that_are_not_closed_end_with_the_text() -> None:
    for text in ("<div><details><b>", "</div></main></body>", "<table><tr><td>", "<!-- a", "<p title='"):
        opened = clean(text)
        assert opened.count("<") == 2 * opened.count("</")


def test_the_order_of_attributes_is_the_same_each_time() -> None:
    text = "<video src=reading.mp4 preload=none></video><img src=frog.jpg width=1 height=2 alt=x>"
    assert len({clean(text) for _ in range(50)}) == 1


PIECES = st.sampled_from(
    [
        *("<a href=x>", "<a href='https://a.example'>", "</a>", "<b>", "</b>", "<i>", "<p>", "</p>", "<div>"),
        *(
            "</div>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<caption>",
            "<ul>",
            "<ol>",
            "<li>",
            "<dl>",
        ),
        *(
            "<dd>",
            "<svg>",
            "</svg>",
            "<math>",
            "<mtext>",
            "<mglyph>",
            "<annotation-xml encoding='text/html'>",
        ),
        *("<style>", "</style>", "<script>", "</script>", "<title>", "<textarea>", "<select>", "<option>"),
        *("<template>", "<noscript>", "<form>", "</form>", "<button>", "<h1>", "</h2>", "<ruby>", "<rt>"),
        *(
            "<details>",
            "<summary>",
            "<figure>",
            "<figcaption>",
            "</figure>",
            "<pre>",
            "<code>",
            "<br>",
            "<hr>",
        ),
        *("<img src=frog.jpg>", '<img alt="x src=">', "<img src=https://a.example>", "<img onerror=x src=x>"),
        *(
            "<video src=film.mp4 poster=frog.jpg>",
            "<picture>",
            "</picture>",
            f"<source srcset='{BASE}j-480m.webp 480w, {BASE}j-960m.webp 960w' "
            f"media='{MOTION}' type=image/webp>",
            "<source src=reading.mp4>",
            f"<track src={BASE}mes.vtt kind=captions srclang=es label=español>",
            f"<a class=enlarge href={BASE}f-1280.webp>",
            "<details class=transcript>",
            "![x](jump.gif)",
            "![x](film.mp4)",
            "</video>",
            "<audio>",
            "<sup id=a>",
            "<span class='missing'>",
            "</span>",
        ),
        *("<!--", "-->", "<![CDATA[", "]]>", "<?", "&lt;", "&#x202e;", "&#0;", "&", '"', "'", "`", "*", "**"),
        *(
            "_",
            "[",
            "]",
            "(",
            ")",
            "![x](frog.jpg)",
            "[x](../goals/read-daily.md)",
            "[x](javascript:x)",
            "[^1]",
        ),
        *(
            "[^1]: ",
            "*[x]: y\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "|",
            "--|--",
            "    ",
            "\n",
            "\n\n",
            "\t",
            "\r",
            "x",
        ),
        *("\x02", "\x03", "wzxhzdk:0", "\\", "\u0301" * 5, "\ud800"),
    ]
)
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=10)), max_size=40).map("".join)


def _holds(text: str) -> None:
    found = made(text).html
    assert complaints(found, OWN) == []
    assert clean_again(found) == found


def clean_again(html: str) -> str:
    return Cleaner(Surroundings(task_for(manuscript("")))).clean(html)


@given(TEXT)
@settings(max_examples=300)
def test_any_text_becomes_clean_html_that_stays_as_it_is(text: str) -> None:
    _holds(text)


@given(TEXT)
@settings(max_examples=300)
def test_cleaning_html_twice_is_cleaning_it_once(text: str) -> None:
    once = clean(text)
    assert complaints(once, OWN) == []
    assert clean(once) == once


@pytest.mark.nightly
@given(TEXT)
@settings(max_examples=10_000)
def test_ten_thousand_texts_become_clean_html_that_stays_as_it_is(text: str) -> None:
    _holds(text)


def test_html_that_never_settles_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    cleaner = Cleaner(Surroundings(task_for(manuscript(""))))

    class Growing:
        def clean(self, text: str) -> str:
            return text + "x"

    monkeypatch.setattr(cleaner, "_nh3", Growing())
    with pytest.raises(NeverSettlesError):
        cleaner.clean("a")
