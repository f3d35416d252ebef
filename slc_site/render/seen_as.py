"""With whose eyes the teacher looks, in words."""

from __future__ import annotations

from collections.abc import Mapping

from slc_site.model.audience import Audience
from slc_site.model.classroom import Student
from slc_site.render.page import Edition
from slc_site.render.translations import Words


def seen_as(edition: Edition, students: Mapping[str, Student], words: Words) -> str:
    """Return a sentence on whose eyes an edition on the teacher's screen is seen with.

    Empty for what is not on that screen, and for the teacher's own eyes. `students` are those of the edition
    itself, by slug: a child whom it may not show is not named either.
    """
    _ = words.gettext
    if not edition.live or edition.is_for_teacher:
        return ""
    if edition.eyes is Audience.PUBLIC:
        return _("You see what everybody sees.")
    if edition.eyes is Audience.CLASS:
        return _("You see what all families of the class see.")
    child = students.get(edition.eyes_of or "")
    if child is None:
        return _("You see what a family sees of whose child nothing may be shown.")
    if edition.eyes is Audience.FAMILY:
        return _("You see what the family of %(name)s sees.") % {"name": child.name}
    return _("You see what is shown at the conference of %(name)s.") % {"name": child.name}
