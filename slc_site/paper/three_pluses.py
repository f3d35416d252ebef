"""Three pluses and a goal (practice F2): the child in front, the family and the teacher on the back."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.model.conference import ConferenceKind
from slc_site.model.goal import Voice
from slc_site.model.student_conference import Pluses
from slc_site.paper.form_head import FormHead, family_words, form_language, head_of
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet


class PlusesBox(Struct, frozen=True):
    """What one of the three says; whatever is empty is written by hand."""

    voice: str
    pluses: tuple[str, str, str] = ("", "", "")
    goal: str = ""
    why: str = ""
    will: str = ""
    about: str = ""
    noticed: str = ""
    growth: str = ""
    is_said: bool = False


class PlusesSheet(Struct, frozen=True):
    """`forms/three-pluses.html`."""

    head: FormHead
    student: PlusesBox
    parent: PlusesBox
    teacher: PlusesBox
    is_second: bool
    """There was a conference before: the teacher says what has grown since."""
    family_language: str
    """In which the family's box speaks to the family; BCP 47."""
    family_direction: str
    """`ltr` or `rtl`."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the form with what the three have said; empty boxes for those who have not."""
    said = {one.voice: one for one in job.brought.three_pluses} if job.student and job.brought else {}
    home = family_words(job)
    view = PlusesSheet(
        head=head_of(job),
        student=_box(job, Voice.STUDENT, said),
        parent=_box(job, Voice.PARENT, said),
        teacher=_box(job, Voice.TEACHER, said),
        is_second=job.conference.kind is ConferenceKind.SECOND,
        family_language=home.code,
        family_direction=home.direction,
    )
    yield Sheet("forms/three-pluses.html", view, form_language(job))


def _box(job: Job, voice: Voice, said: dict[Voice, Pluses]) -> PlusesBox:
    one = said.get(voice)
    if one is None:
        return PlusesBox(voice.value)
    first, second, third, *_ = (*one.pluses, "", "", "")
    goal = job.library.goal.get((job.child.slug, one.goal))
    return PlusesBox(
        voice.value,
        (first, second, third),
        goal.title if goal else one.goal,
        one.why,
        one.will,
        one.about,
        one.noticed,
        one.growth,
        is_said=True,
    )
