"""What the theme does for pictures without a style on any page: classes for colours and shapes."""

from __future__ import annotations

import re

from msgspec.structs import replace

from slc_site.render.markup.policy import SHAPES, TINTS
from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.views import Html, PostPage
from tests.render.theme import sample_views
from tests.render.theme.conftest import Draw, default_theme
from tools import picture_css


def files_of(theme: Theme) -> dict[str, str]:
    """Return the theme's style sheets and scripts by name."""
    assets = theme.assets
    return {
        path.removeprefix(theme.asset_folder): file.read_text("utf-8")
        for path, file in assets.items()
        if path.endswith((".css", ".js"))
    }


def drawn(draw: Draw, body: str) -> str:
    page = sample_views.post("frog-poem")
    context = page.context
    assert isinstance(context, PostPage)
    post = replace(context.post, body=Html(body))
    return draw(Page(page.path, page.template, replace(context, post=post)))


def test_there_is_a_rule_for_every_tint_and_every_shape(theme: Theme) -> None:
    css = files_of(theme)["css/pictures.css"]
    assert css == picture_css.rules(), "write it anew: python -m tools.picture_css"
    tints = dict(re.findall(r"\.(tint-\d{3}) \{ --tint: (#[0-9a-f]{3}); \}", css))
    assert tints.keys() == TINTS
    assert (tints["tint-000"], tints["tint-031"], tints["tint-333"]) == ("#000", "#0f5", "#fff")
    shapes = {
        name: float(shape) for name, shape in re.findall(r"\.(shape-\d+) \{ --shape: ([\d.]+); \}", css)
    }
    assert tuple(shapes) == SHAPES
    assert (shapes["shape-24"], shapes["shape-36"], shapes["shape-48"]) == (0.5, 1, 2)


def test_a_cover_has_the_colour_of_its_picture(draw: Draw) -> None:
    page = sample_views.post("frog-poem")
    context = page.context
    assert isinstance(context, PostPage)
    assert context.frame.student
    picture = replace(sample_views.Sample(page.path).picture("frog"), tint="120")
    badge = replace(context.frame.student, picture=picture)
    frame = replace(context.frame, student=badge)
    assert '<img class="tint-120" src=' in draw(Page(page.path, page.template, replace(context, frame=frame)))


def test_only_pages_with_pictures_to_enlarge_or_stop_load_what_does_it(draw: Draw) -> None:
    assert "lightbox" not in drawn(draw, "<p>Words about class=enlarge and &lt;picture&gt;.</p>")
    for body in (
        '<figure class="picture"><a class="enlarge" href="x.webp"><img src="x.webp" alt="x"></a></figure>',
        '<p>See <picture><source srcset="m.webp"><img src="x.webp" alt="x"></picture></p>',
    ):
        html = drawn(draw, body)
        assert html.count("js/lightbox.js") == html.count("css/lightbox.css") == 1


def test_its_words_are_handed_to_the_script(draw: Draw) -> None:
    html = drawn(draw, '<p><a class="enlarge" href="x.webp"><img src="x.webp" alt="x"></a></p>')
    said = dict(re.findall(r'data-([a-z]+)="([^"]*)"', html))
    assert said["place"] == "{now} of {all}"
    used = set(re.findall(r"words\.([a-z]+)", files_of(default_theme())["js/lightbox.js"]))
    assert used == said.keys()


def test_the_script_is_small(theme: Theme) -> None:
    assert len(files_of(theme)["js/lightbox.js"]) < 8192
