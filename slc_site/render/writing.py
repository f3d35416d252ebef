"""Which boxes of a conference's page can be typed in, and where the words go."""

from __future__ import annotations

from slc_site.model.goal import Voice
from slc_site.model.student_conference import Company, Debrief, Feedback, StudentConference
from slc_site.render.page import Edition

_VOICES = {
    Company.FAMILY: (Voice.STUDENT, Voice.PARENT, Voice.TEACHER),
    Company.TEACHER: (Voice.STUDENT, Voice.TEACHER),
    Company.GUESTS: (Voice.STUDENT,),
}


def writing(edition: Edition, one: StudentConference) -> tuple[str, tuple[str, ...]]:
    """Return where words go (see `Edition.writes_to`) and whose boxes there are; nowhere and nobody's.

    In the room these are the boxes of everybody who is there, and only of the conference that is held. What a
    family has at home has the family's own boxes, until something was written that comes afterwards.
    """
    if not edition.writes_to:
        return "", ()
    if edition.room:
        is_held = edition.room == one.conference
        return (edition.writes_to, tuple(v.value for v in _VOICES[one.company])) if is_held else ("", ())
    if one.company is not Company.FAMILY or _is_over(one):
        return "", ()
    return edition.writes_to, (Voice.PARENT.value,)


def _is_over(one: StudentConference) -> bool:
    return bool(one.follow_up) or one.feedback != Feedback() or one.debrief != Debrief()
