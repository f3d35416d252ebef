"""What a family wrote before the conference (practice F5), besides its topics; for the teacher alone."""

from __future__ import annotations

from msgspec import Struct

from slc_site.model.schedule import Attend


class ParentInput(Struct, frozen=True):
    """The answers of the form sent home; what was left empty is empty here."""

    feels: str = ""
    """How the child feels about school."""
    likes: str = ""
    """What the child likes best there."""
    strengths: tuple[str, ...] = ()
    proud_moment: str = ""
    """Something at home that they were proud of."""
    hopes: str = ""
    """For this year."""
    ask_child: str = ""
    """A question for the child."""
    ask_teacher: str = ""
    concern_learning: str = ""
    concern_friends: str = ""
    """A worry about friends and feelings."""
    helps_at_home: str = ""
    interests: str = ""
    goal: str = ""
    """One goal for the child."""
    changed_at_home: str = ""
    languages: str = ""
    """That they speak, or want to speak at the conference, in their words."""
    interpreter: bool | None = None
    who_comes: tuple[str, ...] = ()
    attend: Attend | None = None
    siblings: tuple[str, ...] = ()
    """Brothers and sisters in the school, with their classes."""
    times: tuple[str, ...] = ()
    """That suit them, the best first, in their words."""
    access_needs: str = ""
    """What helps them to take part: a ramp, large type, sign language."""
    contact: str = ""
    """How they like to be told things."""


NOTHING = ParentInput()
"""Of a family that has not answered."""
