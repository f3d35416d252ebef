"""Every child's colour can be read, in light and in dark."""

from __future__ import annotations

import re

import pytest

from slc_site.model.classroom import COLORS
from slc_site.render.theme import Theme
from tests.render.theme.conftest import default_theme

TEXT, GRAPHICS = 4.5, 3.0
"""WCAG 2.2 AA, for words and for what has to be seen besides words."""


def colors() -> dict[tuple[str, str], dict[str, str]]:
    """Return the custom properties by (scheme, colour), those of all pages worked in."""
    theme: Theme = default_theme()
    css = theme.assets[f"{theme.asset_folder}css/colors.css"].read_text("utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    found = {}
    for scheme, text, before in (("light", light, ""), ("dark", dark, light)):
        ground = _declared(before, ":root") | _declared(text, ":root")
        for color in COLORS:
            found[scheme, color] = (
                ground | _declared(before, f".color-{color}") | _declared(text, f".color-{color}")
            )
    return found


def _declared(css: str, selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r" \{([^}]*)\}", css)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[1])) if block else {}


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("key", list(colors()), ids="-".join)
def test_every_pair_that_stands_on_a_page_has_the_contrast_it_needs(key: tuple[str, str]) -> None:
    c = colors()[key]
    grounds = ("paper", "sheet", "card", "wash")
    needed = [
        *(("text", ground, TEXT) for ground in (*grounds, "mat")),
        *(("ink", ground, TEXT) for ground in (*grounds, "mat")),
        *(("quiet", ground, TEXT) for ground in grounds),
        *(("crayon", ground, GRAPHICS) for ground in grounds[:3]),
        *(("edge", ground, GRAPHICS) for ground in grounds[:3]),
    ]
    too_low = [
        (front, back, round(contrast(c[front], c[back]), 2))
        for front, back, least in needed
        if contrast(c[front], c[back]) < least
    ]
    assert too_low == []
