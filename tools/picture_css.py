"""Writes the rules for the tints and shapes of pictures: `python -m tools.picture_css`.

They are classes because a page may hold no style of its own: the content security policy forbids it.
"""

from __future__ import annotations

from pathlib import Path

from slc_site.render.markup.policy import SHAPES, SHAPES_AN_OCTAVE, SQUARE, TINTS

FILE = Path(__file__).resolve().parent.parent / "themes" / "default" / "static" / "css" / "pictures.css"
_HEAD = """\
/* The colour of a picture until it is there, and how wide it is for its height. No page may hold a style
   of its own, so there is a class for each. Written by `python -m tools.picture_css`. */
"""


def rules() -> str:
    """Return the style sheet."""
    tints = [
        f".{tint} {{ --tint: #{tint[-3:].translate(str.maketrans('0123', '05af'))}; }}"
        for tint in sorted(TINTS)
    ]
    shapes = [
        f".{shape} {{ --shape: {2 ** ((number - SQUARE) / SHAPES_AN_OCTAVE):.4g}; }}"
        for number, shape in enumerate(SHAPES)
    ]
    return "\n".join((_HEAD, *tints, "", *shapes, ""))


if __name__ == "__main__":
    FILE.write_text(rules(), encoding="utf-8")
