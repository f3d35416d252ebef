"""Pictures, sounds and videos in a text."""

from __future__ import annotations

import pytest

from slc_site.render.markup.conversion import convert
from slc_site.render.markup.policy import FULL, HALF
from slc_site.render.prose.scribe import task_for
from tests.render.prose.making import BASE, html, made, manuscript, picture, remarks

FROG = (
    f'height="960" loading="lazy" sizes="{FULL}" src="{BASE}f-1280.webp" '
    f'srcset="{BASE}f-480.webp 480w, {BASE}f-1280.webp 1280w" width="1280">'
)


def test_a_picture_alone_stands_in_a_frame() -> None:
    assert html("![A green frog](frog.jpg)") == (
        f'<figure class="picture shape-41"><a class="enlarge" href="{BASE}f-1280.webp">'
        f'<img alt="A green frog" decoding="async" {FROG}</a></figure>'
    )


def test_the_title_of_a_picture_is_its_caption() -> None:
    assert html('![A frog](frog.jpg "My *frog* & me")').endswith(
        "<figcaption>My *frog* &amp; me</figcaption></figure>"
    )


def test_a_picture_in_a_sentence_stays_in_it() -> None:
    assert html("Look: ![A frog](frog.jpg)!") == f'<p>Look: <img alt="A frog" decoding="async" {FROG}!</p>'


def test_the_address_is_that_of_the_largest_that_is_not_too_large() -> None:
    assert f'src="{BASE}e-1280.webp"' in html("![Summer](été.png)")
    assert f'src="{BASE}x-2000.webp"' in html("![x](x.jpg)", media={"x.jpg": picture("x", 2000, 3000)})


def test_a_picture_of_one_size_has_no_choice() -> None:
    found = html("![Dog](<my dog.JPG>)")
    assert f'src="{BASE}d-300.webp" width="300"' in found
    assert "srcset" not in found
    assert "sizes" not in found


@pytest.mark.parametrize(
    "text",
    [
        "![A](frog.jpg) ![B](<my dog.JPG>)",
        "![A](frog.jpg)\n![B](<my dog.JPG>)",
        "![A](frog.jpg)\n\n![B](<my dog.JPG>)",
    ],
)
def test_pictures_in_a_row_are_a_gallery(text: str) -> None:
    found = html(f"Look!\n\n{text}\n\nNice.")
    assert found.startswith(
        '<p>Look!</p><div class="gallery"><figure class="picture shape-41">'
        f'<a class="enlarge" href="{BASE}f-1280.webp"><img alt="A"'
    )
    assert found.count(HALF) == 1
    assert found.count("<figure") == 2
    assert found.endswith('width="300"></a></figure></div><p>Nice.</p>')


def test_a_sound_can_be_played_and_says_what_it_is() -> None:
    assert html("![My story, read by me](story.mp3)") == (
        f'<figure class="sound"><audio aria-label="My story, read by me" controls="" preload="none" '
        f'src="{BASE}s.mp3"></audio><figcaption>My story, read by me</figcaption></figure>'
    )


def test_a_video_shows_how_it_begins() -> None:
    assert html("![Me reading](reading.mp4)") == (
        f'<figure class="video"><video aria-label="Me reading" controls="" preload="metadata" '
        f'src="{BASE}r.mp4"></video><figcaption>Me reading</figcaption></figure>'
    )


def test_recordings_do_not_go_into_a_gallery() -> None:
    found = html("![A](frog.jpg) ![B](story.mp3) ![C](frog.jpg) ![D](frog.jpg)")
    assert found.index("picture") < found.index("sound") < found.index("gallery")
    assert found.count("<figure") == 4


def test_a_recording_in_a_sentence_stays_in_it() -> None:
    assert html("Hear ![me](story.mp3)!").endswith("</audio>!</p>")


@pytest.mark.parametrize(
    "typed",
    [
        "frog.jpg",
        "./frog.jpg",
        "FROG.JPG",
        "Frog.Jpg",
        "<my dog.JPG>",
        "my%20dog.jpg",
        "été.png",
        "e\u0301te\u0301.png",
        "%C3%A9t%C3%A9.png",
        "&eacute;t&eacute;.png",
    ],
)
def test_a_name_is_found_however_its_letters_are_typed(typed: str) -> None:
    assert remarks(f"![x]({typed})") == []
    assert "<img" in html(f"![x]({typed})")


def test_the_exact_name_wins() -> None:
    media = {"Frog.jpg": picture("upper"), "frog.jpg": picture("lower")}
    assert "upper-1280" in html("![x](Frog.jpg)", media=media)
    assert "lower-1280" in html("![x](frog.jpg)", media=media)


def test_a_picture_of_html_is_found_too() -> None:
    assert html('<img src="frog.jpg" alt="A frog" width="99" onload="x">') == (
        f'<p><img src="{BASE}f-1280.webp" alt="A frog" width="99"></p>'
    )
    assert html("<div><video src=reading.mp4 autoplay></video></div>") == (
        f'<div><video src="{BASE}r.mp4" controls=""></video></div>'
    )


def test_what_a_text_shows_is_told_by_name_in_order() -> None:
    found = made("![Story](story.mp3)\n\n![ ](frog.jpg) [dog](<my dog.jpg>)\n\n![A *frog*](FROG.jpg)")
    assert found.media == ("story.mp3", "frog.jpg", "my dog.JPG")
    assert found.alts == {"story.mp3": "Story", "frog.jpg": "A *frog*"}


# -- what cannot be shown -------------------------------------------------------------------------------


def test_a_missing_picture_leaves_its_words() -> None:
    assert html("See ![my <frog>](gone.jpg).") == ('<p>See <span class="missing">my &lt;frog&gt;</span>.</p>')
    assert remarks("See ![my frog](gone.jpg).") == [("missing-file", "gone.jpg")]


def test_a_missing_picture_without_words_leaves_nothing() -> None:
    assert html("![](gone.jpg)\n\n<img src=gone.jpg>") == ""


def test_a_missing_picture_is_told_once() -> None:
    assert remarks("![a](gone.jpg) ![b](gone.jpg)\n\n<img src=gone.jpg alt=c>") == [
        ("missing-file", "gone.jpg")
    ]


def test_a_refused_picture_was_told_of_before() -> None:
    found = made("![A frog](bad.jpg)", refused=frozenset({"Bad.jpg"}))
    assert (found.html, found.remarks) == ('<p><span class="missing">A frog</span></p>', ())


@pytest.mark.parametrize("text", ["![A frog](frog.jpg)", "<img src=frog.jpg alt='A frog'>"])
@pytest.mark.parametrize("media", [{}, {"frog.jpg": picture("f")}])
def test_a_withheld_picture_is_not_there_at_all(text: str, media: dict[str, object]) -> None:
    found = made(text, media=media, withheld=True, withheld_text="For our room & family only.")
    assert "For our room &amp; family only." in found.html
    assert 'class="withheld"' in found.html
    assert "frog" not in found.html
    assert (found.media, found.alts, found.remarks, found.summary) == ((), {}, (), "")


def test_withheld_pictures_in_a_row_are_one_placeholder() -> None:
    found = html("![A](frog.jpg) ![B](b.jpg)\n\n![C](story.mp3)", withheld=True, withheld_text="Not here.")
    assert found == '<p class="withheld">Not here.</p>'


def test_a_withheld_picture_in_a_sentence_does_not_break_it() -> None:
    found = html("a ![A](frog.jpg) b", withheld=True, withheld_text="…")
    assert found == '<p>a <span class="withheld">…</span> b</p>'


def test_a_picture_without_words_is_noted() -> None:
    assert remarks("![](frog.jpg) ![ ](./story.mp3) ![x](frog.jpg)") == [
        ("no-alt", "frog.jpg"),
        ("no-alt", "./story.mp3"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "../../etc/passwd",
        "..",
        "a/../../b.jpg",
        "/etc/passwd",
        "%2e%2e/secret.jpg",
        "..%2f..%2fsecret.jpg",
        "..\\secret.jpg",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "C:\\photos\\frog.jpg",
        "c:/photos/frog.jpg",
        "\\\\server\\frog.jpg",
    ],
)
def test_a_path_out_of_the_folder_is_refused(typed: str) -> None:
    assert [code for code, _ in remarks(f"![me](<{typed}>)")] == ["outside-file"]
    assert html(f"![me](<{typed}>)") == '<p><span class="missing">me</span></p>'


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/frog.jpg", "https://example.org/frog.jpg"),
        ("HTTP://example.org/frog.jpg", "http://example.org/frog.jpg"),
        ("//example.org/frog.jpg", "https://example.org/frog.jpg"),
        ("https://www.youtube.com/watch?v=abc&t=1", "https://www.youtube.com/watch?v=abc&amp;t=1"),
    ],
)
def test_what_is_on_another_website_becomes_a_link(typed: str, address: str) -> None:
    assert html(f"![A frog]({typed})") == (
        f'<p><a href="{address}" rel="noopener noreferrer nofollow">A frog</a></p>'
    )
    assert remarks(f"![A frog]({typed})") == [("foreign-media", typed)]


@pytest.mark.parametrize(
    "typed", ["data:image/png;base64,AAAA", "blob:https://x/y", "javascript:x", "ftp://x/y"]
)
def test_what_is_nowhere_leaves_its_words(typed: str) -> None:
    assert html(f"![A frog]({typed})") == '<p><span class="missing">A frog</span></p>'
    assert remarks(f"![A frog]({typed})") == [("foreign-media", typed)]


def test_an_embedded_player_becomes_a_link() -> None:
    text = '<iframe width="560" src="https://www.youtube.com/embed/x" allowfullscreen></iframe>'
    assert html(text) == (
        '<p><a href="https://www.youtube.com/embed/x" rel="noopener noreferrer nofollow">'
        "https://www.youtube.com/embed/x</a></p>"
    )
    assert remarks(text) == [("foreign-media", "https://www.youtube.com/embed/x")]


def test_only_so_much_is_said_of_one_text() -> None:
    assert len(remarks("".join(f"![a](b{number}.jpg)\n" for number in range(500)))) == 20


def test_a_worker_is_told_no_path() -> None:
    told = task_for(manuscript("![A](frog.jpg)")).to_json()
    assert b"made" not in told
    assert convert(task_for(manuscript("![A](frog.jpg)"))).media == ("frog.jpg",)
