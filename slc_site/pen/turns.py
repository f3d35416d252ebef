"""Whose turn it is: what of a conference can be written while the form is on its way (practice S1-5)."""

from __future__ import annotations

from collections.abc import Callable

from slc_site.model.form_state import may_write
from slc_site.model.library import Library
from slc_site.pen.boxes import Box, Where

_AFTERWARDS = ("feedback/", "debrief/")
"""These are written when the form has long been finished."""


def in_turn(library: Callable[[], Library], conference: str) -> Callable[[str, Box], bool]:
    """Return what says of a student (slug) and a box whether it may be written in now.

    `library` returns the class as it was read last; `conference` is a slug.
    """

    def may(student: str, box: Box) -> bool:
        if box.voice is None or box.file is not Where.CONFERENCE or box.name.startswith(_AFTERWARDS):
            return True
        brought = library().conferences_of(student)
        state = next((one.state for one in brought if one.conference == conference), None)
        return may_write(state, box.voice)

    return may
