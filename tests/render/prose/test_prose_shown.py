"""What stands around pictures and recordings: the way to the large one, the still, captions, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slc_site.render.markup.policy import FULL, HALF, MOTION, SHAPES, TINTS
from slc_site.render.markup.task import Task
from slc_site.render.media import MediaFile, Picture, Rendition
from slc_site.render.prose.scribe import task_for
from tests.render.prose.judge import complaints
from tests.render.prose.making import BASE, OWN, html, made, manuscript, picture

# -- pictures -------------------------------------------------------------------------------------------


def test_a_picture_leads_to_the_largest_of_its_sizes() -> None:
    found = html("![Summer](été.png)")
    assert f'<a class="enlarge" href="{BASE}e-2560.webp"><img alt="Summer"' in found
    assert "</a></figure>" in found


def test_a_picture_within_a_sentence_or_a_link_leads_nowhere_of_its_own() -> None:
    assert "enlarge" not in html("Look: ![A frog](frog.jpg)")
    assert html("[![A frog](frog.jpg)](https://example.org)").count("<a ") == 1


def test_the_way_to_a_picture_without_words_has_a_name() -> None:
    assert f'<a aria-label="Look" class="enlarge" href="{BASE}f-1280.webp">' in html("![](frog.jpg)")
    assert "aria-label" not in html("![A frog](frog.jpg)")


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (960, 960, 36),
        (960, 480, 48),
        (480, 960, 24),
        (4000, 3000, 41),
        (3000, 4000, 31),
        (9000, 9, 72),
        (9, 9000, 0),
    ],
)
def test_a_frame_has_the_shape_of_its_picture(width: int, height: int, shape: int) -> None:
    made = Picture((Rendition(MediaFile("x.webp", Path("made")), width, height),))
    assert html("![x](x.jpg)", media={"x.jpg": made}).startswith(f'<figure class="picture shape-{shape}">')
    assert len(SHAPES) == 73


def test_a_picture_has_its_colour_before_it_is_there() -> None:
    assert 'class="tint-120"' in html("![x](jump.gif)")
    assert "tint" not in html("![x](frog.jpg)")
    assert len(TINTS) == 64


def test_a_picture_that_moves_stands_still_for_who_wants_calm() -> None:
    assert html("![It jumps](jump.gif)") == (
        f'<figure class="picture shape-24"><a class="enlarge" href="{BASE}j-960.webp"><picture>'
        f'<source media="{MOTION}" sizes="{FULL}" srcset="{BASE}j-480m.webp 480w, {BASE}j-960m.webp 960w" '
        f'type="image/webp"><img alt="It jumps" class="tint-120" decoding="async" height="1920" '
        f'loading="lazy" sizes="{FULL}" src="{BASE}j-960.webp" '
        f'srcset="{BASE}j-480.webp 480w, {BASE}j-960.webp 960w" '
        'width="960"></picture></a></figure>'
    )


def test_moving_pictures_in_a_sentence_and_in_a_gallery_are_whole() -> None:
    assert html("See ![it](jump.gif) jump").count("<picture><source ") == 1
    gallery = html("![a](jump.gif) ![b](frog.jpg)")
    assert gallery.count(HALF) == 3
    assert FULL not in gallery


# -- recordings -----------------------------------------------------------------------------------------

FILM = (
    f'<figure class="video shape-46"><video aria-label="We play" controls="" height="720" '
    f'poster="{BASE}m-poster-960.webp" preload="none" src="{BASE}m.mp4" width="1280">'
    f'<track kind="captions" label="English" src="{BASE}m.vtt" srclang="en">'
    f'<track kind="captions" label="العربية" src="{BASE}mar.vtt" srclang="ar">'
    f'<track kind="captions" label="español" src="{BASE}mes.vtt" srclang="es"></video>'
    "<figcaption>We play</figcaption></figure>"
)
SAID = (
    '<details class="transcript"><summary>What is said</summary><p>Frog: Hello!<br>Mango: No.</p>'
    "<p>And then &lt;b&gt;they&lt;/b&gt; share the pond &amp; its *flies*.</p></details>"
)


def test_a_video_shows_its_poster_and_below_it_what_is_said() -> None:
    assert html("![We play](film.mp4)") == FILM + SAID


def test_the_captions_of_the_readers_come_first() -> None:
    found = html("![We play](film.mp4)", language="ar")
    labels = [part.partition('"')[0] for part in found.split('srclang="')[1:]]
    assert labels == ["ar", "en", "es"]


def test_what_is_said_stands_once_and_outside_of_sentences() -> None:
    found = html("Hear ![us](film.mp4) play.\n\n- ![again](film.mp4)\n\nThe end.")
    assert found.count(SAID) == 1
    assert found.endswith("<p>The end.</p>" + SAID)


def test_what_is_said_is_not_the_text_of_the_post() -> None:
    found = made("![We play](film.mp4)\n\nWe played it.")
    assert (found.summary, found.words) == ("We played it.", 3)


def test_where_pictures_are_withheld_so_is_what_is_said() -> None:
    found = html("![We play](film.mp4)", withheld=True, withheld_text="Not here.")
    assert found == '<p class="withheld">Not here.</p>'


def test_everything_that_is_shown_is_allowed_and_travels_to_a_worker_and_back() -> None:
    text = "![](frog.jpg) ![x](jump.gif)\n\n![We play](film.mp4)"
    assert complaints(made(text).html, OWN) == []
    task = task_for(manuscript(text))
    assert Task.from_json(json.loads(task.to_json())) == task


# -- what somebody types gains nothing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<video src=film.mp4 poster=frog.jpg>", f'<p><video src="{BASE}m.mp4" controls=""></video></p>'),
        (
            "<video src=film.mp4 poster=https://a.example/x.png>",
            f'<p><video src="{BASE}m.mp4" controls=""></video></p>',
        ),
        ("<video><source src=film.mp4></video>", ""),
        (
            "<video src=film.mp4><track src=film.es.vtt kind=captions srclang=es label=x default></video>",
            f'<p><video src="{BASE}m.mp4" controls=""></video></p>',
        ),
        (
            f"<video src=film.mp4><b><track src={BASE}m.vtt kind=captions srclang=en label=English></b>",
            f'<p><video src="{BASE}m.mp4" controls=""><b></b></video></p>',
        ),
        (
            f"<video src=film.mp4>x<track src={BASE}m.vtt kind=captions srclang=en label=English>",
            f'<p><video src="{BASE}m.mp4" controls="">x</video></p>',
        ),
        (f"a <track src={BASE}m.vtt kind=captions srclang=en label=English> b", "<p>a  b</p>"),
        ("<source srcset=frog.jpg>x", "<p>x</p>"),
        (
            "<picture><source srcset=https://a.example/x.png><img src=frog.jpg alt=x></picture>",
            f'<p><img src="{BASE}f-1280.webp" alt="x"></p>',
        ),
        (
            f"<picture><source srcset='{BASE}j-480m.webp 480w' media=all type=image/webp>"
            "<img src=frog.jpg alt=x></picture>",
            f'<p><img src="{BASE}f-1280.webp" alt="x"></p>',
        ),
        ("<picture>", ""),
        ("a</picture>b", "<p>ab</p>"),
        ("<img src=frog.jpg alt=x class=tint-120>", f'<p><img src="{BASE}f-1280.webp" alt="x"></p>'),
        (
            "<a class=enlarge href=https://a.example><img src=frog.jpg alt=x></a>",
            f'<p><a href="https://a.example" rel="noopener noreferrer nofollow">'
            f'<img src="{BASE}f-1280.webp" alt="x"></a></p>',
        ),
        ("<a class=enlarge href=frog.jpg>x</a>", f'<p><a href="{BASE}f-1280.webp">x</a></p>'),
        (
            "<a class=enlarge href=frog.jpg><img src=frog.jpg alt=x><img src=frog.jpg alt=y></a>",
            f'<p><a href="{BASE}f-1280.webp"><img src="{BASE}f-1280.webp" alt="x">'
            f'<img src="{BASE}f-1280.webp" alt="y"></a></p>',
        ),
        (
            "<a class=enlarge href=frog.jpg><img src=frog.jpg alt=x>A frog</a>",
            f'<p><a href="{BASE}f-1280.webp"><img src="{BASE}f-1280.webp" alt="x">A frog</a></p>',
        ),
        (
            "<a class=enlarge href=../goals/read-daily.md>x</a>",
            '<p><a href="../../goals/read-daily/index.html">x</a></p>',
        ),
        (
            "<a href=https://a.example aria-label='Home'>x</a>",
            '<p><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></p>',
        ),
    ],
)
def test_html_that_is_typed_gets_nothing_that_is_ours(typed: str, kept: str) -> None:
    assert html(typed) == kept
    assert complaints(made(typed).html, OWN) == []


def test_a_tint_is_that_of_the_picture() -> None:
    typed = "<img src=jump.gif alt=x class='tint-120 tint-333'>"
    assert "tint" not in html(typed)
    own = "<img src=jump.gif alt=x class=tint-120>"
    assert html(own) == f'<p><img src="{BASE}j-960.webp" alt="x" class="tint-120"></p>'


def test_a_picture_inside_of_a_typed_link_stands_in_no_second_link() -> None:
    found = html("<a href=https://a.example>\n\n![A frog](frog.jpg)\n\n</a>")
    assert complaints(found, OWN) == []
    assert f'<a class="enlarge" href="{BASE}f-1280.webp"><img ' in found


def test_the_largest_picture_alone_is_no_more_than_a_picture() -> None:
    found = html("![x](x.jpg)", media={"x.jpg": picture("x", 2000, 3000)})
    assert f'href="{BASE}x-3000.webp"' in found
    assert f'src="{BASE}x-2000.webp"' in found
