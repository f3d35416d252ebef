"""Which of a picture's sizes a page names, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from slc_site.render.media import Picture, Rendition

LARGEST_WIDTH = 1280
"""In pixels; of the picture that a browser shows which chooses none by itself."""


def ordinary(picture: Picture) -> Rendition:
    """Return the size for a browser that chooses none: the largest that is not too large."""
    fitting = [one for one in picture.renditions if one.width <= LARGEST_WIDTH]
    return fitting[-1] if fitting else picture.renditions[0]


def srcset(renditions: Iterable[Rendition], address: Callable[[str], str]) -> str:
    """Return the `srcset` of some sizes; `address` says where the file of a name stands."""
    return ", ".join(f"{address(one.file.name)} {one.width}w" for one in renditions)
