"""How far a form is that a child and a teacher fill in one after the other, and who may write in it.

The child writes alone, hands it in, the teacher adds the teacher's part, and both call it done.
"""

from __future__ import annotations

from enum import IntEnum

from slc_site.model.goal import Voice


class FormState(IntEnum):
    """A state; a larger value is further on the way."""

    DRAFT = 0
    """The child is writing."""
    HANDED_IN = 1
    """It is the teacher's turn."""
    TEACHER_DONE = 2
    """Both have written."""
    FINAL = 3
    """Nothing is changed any more."""

    @property
    def word(self) -> str:
        """The word that people write for it in a file, such as `handed-in`."""
        return self.name.lower().replace("_", "-")


def may_write(state: FormState | None, voice: Voice) -> bool:
    """May one of the three write their own part of a form in this state? None: nobody said one."""
    if state is None:
        return True
    if voice is Voice.STUDENT:
        return state is FormState.DRAFT
    if voice is Voice.TEACHER:
        return FormState.HANDED_IN <= state < FormState.FINAL
    return state < FormState.FINAL


def hides_the_teacher(state: FormState | None) -> bool:
    """Is the teacher's part still the teacher's alone, so that it is not even shown in the room?"""
    return state is not None and state < FormState.TEACHER_DONE
