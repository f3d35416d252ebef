"""What families wrote before the conference, child by child: for the teacher alone (practice S1-15)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.family_questions import ATTENDS, BEFORE, NO, YES, Question
from slc_site.model.schedule import Attend
from slc_site.model.student_conference import StudentConference
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet


class Answered(Struct, frozen=True):
    """A question with its answer."""

    asked: str
    texts: tuple[str, ...]
    is_private: bool = False


class Family(Struct, frozen=True):
    """One child's."""

    name: str
    answers: tuple[Answered, ...]


class FamilyAnswers(Struct, frozen=True):
    """`family-answers.html`."""

    title: str
    """Of the conference."""
    families: tuple[Family, ...]
    silent: tuple[str, ...]
    """Children whose families have not sent the form back."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the sheet, once any family has answered."""
    brought = {
        one.student: one
        for one in job.library.student_conferences
        if one.conference == job.conference.slug and one.family_has_written
    }
    if not brought:
        return
    families = tuple(_family(job, one, brought[one.slug]) for one in job.order if one.slug in brought)
    silent = tuple(one.name for one in job.order if one.slug not in brought)
    yield Sheet("family-answers.html", FamilyAnswers(job.conference.title, families, silent), job.language)


def _family(job: Job, student: Student, one: StudentConference) -> Family:
    _ = job.words.gettext
    answers = (
        Answered(_(question.asked), tuple(_texts(job, question, one)), question.key == "private")
        for question in BEFORE
    )
    return Family(student.name, tuple(answer for answer in answers if answer.texts))


def _texts(job: Job, question: Question, one: StudentConference) -> Iterator[str]:
    """Yield what the family answered to a question."""
    _ = job.words.gettext
    if question.key == "topics":
        titles = {s.id: s.title for rubric in job.library.rubrics for s in rubric.subjects}
        for topic in one.topics:
            about = titles.get(topic.about, topic.about)
            yield f"{about}: {topic.text}" if about else topic.text
        return
    found = (
        one.private
        if question.key == "private"
        else (True if one.wants_private_time else None)
        if question.key == "private_time"
        else getattr(one.parent_input, question.key)
    )
    if isinstance(found, bool):
        yield _((YES if found else NO)[0])
    elif isinstance(found, Attend):
        yield _(ATTENDS[found.value][0])
    elif isinstance(found, tuple):
        yield from found
    elif found:
        yield from found.split("\n")
