"""The teacher's own sheet for the day: who comes when, what to talk about, what only the teacher knows.

It is made from everything, and never lies in one document with what children or families get.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.conference import PrivateTime
from slc_site.model.parent_input import NOTHING
from slc_site.model.schedule import SlotStatus
from slc_site.model.student_conference import Company, StudentConference
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.translations import words_for


class TopicLine(Struct, frozen=True):
    """Something that the family wants to talk about."""

    title: str
    """The subject that it is about; may be empty."""
    step: str
    """Or the step of the agenda, by its name; may be empty."""
    text: str


class Meeting(Struct, frozen=True):
    """One child's time."""

    name: str
    start: datetime | None
    end: datetime | None
    place: str
    was: tuple[datetime, ...]
    """The times it had before."""
    status: str
    """As in `model.schedule.SlotStatus`; empty: there is no time."""
    attend: str
    language: str
    """The family's, by its own name; empty: the class's."""
    interpreter: bool
    guests: tuple[str, ...]
    company: str
    topics: tuple[TopicLine, ...]
    private: str
    """What only the teacher knows."""
    ask_teacher: str
    needs: str
    """What helps the family to take part."""
    adults_only: bool
    """The grown-ups talk alone for some minutes."""
    has_answered: bool


class Day(Struct, frozen=True):
    """One day of the conferences."""

    day: date | None
    """None: those without a time."""
    meetings: tuple[Meeting, ...]


class DaySheet(Struct, frozen=True):
    """`day-sheet.html`."""

    title: str
    classroom: str
    days: tuple[Day, ...]
    silent: tuple[str, ...]
    """Children whose families have not answered."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the teacher's sheet for the day."""
    meetings = [_meeting(job, student) for student in job.order]
    days = tuple(
        Day(day, tuple(some))
        for day, some in groupby(meetings, key=lambda one: one.start.date() if one.start else None)
    )
    view = DaySheet(
        title=job.conference.title,
        classroom=job.library.classroom.title,
        days=days,
        silent=tuple(one.name for one in meetings if not one.has_answered),
    )
    yield Sheet("day-sheet.html", view, job.language)


def _meeting(job: Job, student: Student) -> Meeting:
    conference, slot = job.conference, job.conference.schedule.slot_of(student.slug)
    one = next((c for c in job.library.conferences_of(student.slug) if c.conference == conference.slug), None)
    told = one.parent_input if one is not None else NOTHING
    minutes = (slot.minutes if slot else None) or conference.schedule.stay or conference.minutes
    windows = conference.schedule.windows
    here, home = words_for(job.language), words_for(student.home_language or job.language)
    asks, attend = conference.private_time, slot.attend if slot else told.attend
    return Meeting(
        name=student.name,
        start=slot.start if slot else None,
        end=slot.start + timedelta(minutes=minutes) if slot else None,
        place=next((w.place for w in windows if slot and w.start <= slot.start < w.end), ""),
        was=slot.was if slot else (),
        status=slot.status.value if slot else "",
        attend=attend.value if attend else "",
        language="" if home.locale.language == here.locale.language else home.own_name,
        interpreter=bool((slot and slot.interpreter) or told.interpreter),
        guests=(slot.host,) if slot and slot.host else told.who_comes,
        company=one.company.value if one else "family",
        topics=tuple(_topics(job, one)) if one else (),
        private=one.private if one else "",
        ask_teacher=told.ask_teacher,
        needs=told.access_needs,
        adults_only=asks is PrivateTime.OFFER
        or (asks is PrivateTime.ON_REQUEST and one is not None and one.wants_private_time),
        has_answered=_has_answered(one, slot.status if slot else None),
    )


def _has_answered(one: StudentConference | None, status: SlotStatus | None) -> bool:
    """Has the family said anything: its form came back, or it has taken a time?"""
    if one is not None and (one.family_has_written or one.company is not Company.FAMILY):
        return True
    return status not in (None, SlotStatus.INVITED, SlotStatus.TEACHER_ONLY)


def _topics(job: Job, one: StudentConference) -> Iterator[TopicLine]:
    subjects = {subject.id: subject.title for rubric in job.library.rubrics for subject in rubric.subjects}
    for topic in one.topics:
        title = subjects.get(topic.about, "")
        yield TopicLine(title, "" if title else topic.about, topic.text)
