"""A class that nobody is in: students, posts and photos, the same bytes each time, for any generator.

The text is the same everywhere; the photos are where Pillow brings the same libjpeg.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.made_up_class.layouts import LAYOUTS
from benchmarks.made_up_class.photos import PhotoAlbum
from benchmarks.made_up_class.writing import the_class
from benchmarks.scenarios import Scenario


def write(folder: Path, layout: str, scenario: Scenario, photo_cache: Path) -> None:
    """Write the class of a scenario for one generator.

    Args:
        folder: Made if it is not there.
        layout: One of `LAYOUTS`.
        scenario: How large the class is.
        photo_cache: Where drawn photos are kept for the next time.
    """
    students = the_class(scenario.students, scenario.posts, photos=scenario.photos)
    places = LAYOUTS[layout](folder, students)
    album = PhotoAlbum(photo_cache)
    for use, place in enumerate(places):
        album.put(place, use)
