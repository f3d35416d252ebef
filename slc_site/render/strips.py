"""A bar of equal parts as lines to draw: where the folds are, and a scribble as of a crayon for each part."""

from __future__ import annotations

from msgspec import Struct

from slc_site.render.views import Bar

WIDTH = 600
"""Of a drawing, in its own units."""
HEIGHT = 44
_EDGE = 7
"""Between the end of a stroke and the edge of the bar."""


class Strip(Struct, frozen=True):
    """A bar to be drawn; all lengths are in units of the drawing."""

    bar: Bar
    width: int
    height: int
    folds: tuple[float, ...]
    """Where one part ends and the next begins."""
    scribbles: tuple[str, ...]
    """An SVG path for each part that is coloured in."""


def strip(bar: Bar, height: int = HEIGHT) -> Strip:
    """Return a bar as lines to draw: `WIDTH` wide, `height` high."""
    part = WIDTH / bar.of
    return Strip(
        bar=bar,
        width=WIDTH,
        height=height,
        folds=tuple(round(place * part, 1) for place in range(1, bar.of)),
        scribbles=tuple(_scribble(place * part, part, height) for place in range(bar.coloured)),
    )


def _scribble(left: float, width: float, height: int) -> str:
    """Return an SVG path that goes to and fro in one part of a bar, as a crayon does."""
    strokes = max(3, round(width / 9))
    ends = (height - _EDGE, _EDGE)
    return "M" + " ".join(
        f"{left + 5 + (width - 10) * stroke / strokes:.1f} {ends[stroke % 2]}"
        for stroke in range(strokes + 1)
    )
