"""Who may see a thing, from open to closed."""

from __future__ import annotations

from enum import IntEnum


class Audience(IntEnum):
    """An audience; a larger value is a smaller circle of people."""

    PUBLIC = 0
    """Anybody."""
    CLASS = 1
    """Who has the class code."""
    FAMILY = 2
    """Who has that child's family code."""
    CONFERENCE = 3
    """Only in the room: on the local screen, a USB stick or paper; never uploaded."""
    TEACHER = 4
    """Only the teacher's own screen and paper."""

    @property
    def word(self) -> str:
        """The word that people write for it in a file, such as `family`."""
        return self.name.lower()
