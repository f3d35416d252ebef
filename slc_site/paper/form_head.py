"""The head of every form: whose class and term it is, the child's name, the day, and by when it is back."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from slc_site.model.classroom import Classroom
from slc_site.model.planner import PlanStep
from slc_site.paper.job import Job
from slc_site.render.translations import Words, has_catalogue, words_for

_YOUNG = 2
"""Up to this grade children write on lines for beginners."""


class FormHead(Struct, frozen=True):
    """The head of a form; what is empty is written by hand."""

    classroom: str
    school: str
    teacher: str
    term: str
    """Its title."""
    event: str
    """The title of the conference; empty: the form is for none."""
    name: str
    """The child's; empty: there is a line to write it on."""
    day: date | None
    """On which it was filled in; None: there is a line for it."""
    returns_by: date | None
    """By when it should be back at school; None: there is a line, or nobody asks for it."""
    hand: str
    """Whose hand the lines to write on are made for: `young` or `older`."""
    language: str
    """BCP 47, of what the class itself has written."""


def head_of(job: Job, *, day: date | None = None, step: PlanStep | None = None) -> FormHead:
    """Return the head of a form, of the child's if the job is for one.

    Args:
        job: For a child, or for the class.
        day: On which the form was filled in.
        step: Of the plan of the conference; by its end the form is back.
    """
    classroom = job.library.classroom
    term = job.library.term.get(job.conference.term or "")
    return FormHead(
        classroom=classroom.title,
        school=classroom.school,
        teacher=classroom.teacher,
        term=term.title if term else "",
        event=job.conference.title,
        name=job.student.name if job.student else "",
        day=day,
        returns_by=job.returns.get(step.value) if step else None,
        hand=hand_of(classroom),
        language=job.language,
    )


def hand_of(classroom: Classroom) -> str:
    """Return whose hand lines are made for; where the grade is not known, the one that all can write on."""
    return "young" if classroom.grade is None or classroom.grade <= _YOUNG else "older"


def form_language(job: Job) -> str:
    """Return the language that a child's form is drawn in: what was asked for, else the class's; BCP 47."""
    return job.choices.get("language") or job.language


def family_language(job: Job) -> str:
    """Return the language that a family's form is drawn in: what was asked for, else its own; BCP 47."""
    return job.choices.get("language") or job.home_language


def form_words(job: Job) -> Words:
    """Return the words that a child's form is drawn with; English ones where there are none of ours."""
    return _words(form_language(job))


def family_words(job: Job) -> Words:
    """Return the words that a family's form is drawn with; English ones where there are none of ours."""
    return _words(family_language(job))


def _words(language: str) -> Words:
    return words_for(language if has_catalogue(language) else "en")
