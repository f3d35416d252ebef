"""Whom one can recognise in a picture, and whether they agreed to be."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from slc_site.model.library import Library
from slc_site.model.mentions import mentioned
from slc_site.model.post import Post


def unwilling_pictures(library: Library) -> frozenset[Path]:
    """Return the pictures, of this year and those before, that show somebody who did not agree to it."""
    years = (year.posts for year in library.earlier)
    posts = (post for post in chain(library.posts, *years) if shows_somebody_unwilling(post, library))
    return frozenset(attachment.path for post in posts for attachment in mentioned(post))


def shows_somebody_unwilling(post: Post, library: Library) -> bool:
    """Whoever is not known has not agreed; nor has somebody of whom nothing may be published at all."""
    return not all(_agreed(slug, library) for slug in post.people)


def _agreed(slug: str, library: Library) -> bool:
    student = library.student.get(slug)
    return student is not None and student.consent.publish and student.consent.photos
