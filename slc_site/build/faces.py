"""Avatars that are pictures, small and made anew, for pages on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slc_site.build.site import Site
from slc_site.model.classroom import MediaRules, Student
from slc_site.problems import Reporter
from slc_site.render.media import Picture
from slc_site.render.studio import Studio

_WIDTH = 160
"""In pixels: an avatar on paper is about a centimetre wide."""


def faces(
    site: Site, students: Iterable[Student], rules: MediaRules, reporter: Reporter
) -> Mapping[str, bytes]:
    """Return the avatar of each student who has a picture for one, as WebP, by the student's slug.

    A picture that cannot be made safe is reported and absent, like everywhere.

    Raises:
        OSError: a picture that was just made cannot be read.
    """
    avatars = {student.slug: student.avatar for student in students if student.avatar is not None}
    if not avatars:
        return {}
    made = Studio(site.media, reporter).prepare(avatars.values(), widths=(_WIDTH,), rules=rules)
    pictures = {slug: made.get(avatar.path) for slug, avatar in avatars.items()}
    return {
        slug: picture.renditions[0].file.path.read_bytes()
        for slug, picture in pictures.items()
        if isinstance(picture, Picture)
    }
