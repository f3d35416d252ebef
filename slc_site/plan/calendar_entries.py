"""What stands in the calendars of a conference: each family's own time, and all of it for the teacher.

A family's entry has its child's first name, when and where, how long, and the address of the portfolio;
nothing of anybody else and nothing that was said in confidence. It is written in the family's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, ConferenceKind
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.model.schedule import Attend, Slot, SlotStatus, Window
from slc_site.plan.pace import pace_of
from slc_site.plan.planner import Dated
from slc_site.plan.speech import Speech, _

FAMILY, TEACHER = "family", "teacher"
TWO_DAYS, TWO_HOURS = timedelta(days=-2), timedelta(hours=-2)
MORNING = timedelta(hours=7)
"""When an entry for a whole day reminds, counted from its midnight."""

_HOW = {
    Attend.PHONE: _("We talk by telephone: we call you."),
    Attend.VIDEO: _("We meet by video."),
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder."""

    before: timedelta
    """From the beginning; before it, it is negative."""
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day or at a time."""

    whose: str
    """`FAMILY` or `TEACHER`."""
    what: str
    """What makes it the same entry next time: the child's slug or the step's name."""
    start: datetime | date
    """The class's local time; a day alone: all of that day."""
    minutes: int | None
    """None: all day."""
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    alarms: tuple[Alarm, ...] = ()
    student: str = ""
    """The slug of the child that it is about; empty: of none."""
    is_tentative: bool = False
    """The family has not said that this time is good."""
    moves: int = 0
    """How many times it is known to have been moved."""


def length_of(conference: Conference, slot: Slot) -> int:
    """Return how many minutes a family is there."""
    return slot.minutes or pace_of(conference).stay


def place_of(conference: Conference, start: datetime) -> str:
    """Return the place of the window that a time lies in; empty when none says one."""
    windows = conference.schedule.windows
    return next((one.place for one in windows if one.start <= start < one.end and one.place), "")


# -- a family's ---------------------------------------------------------------------------------------------


def family_entries(
    library: Library, conference: Conference, student: Student, speech: Speech, url: str
) -> Iterator[Entry]:
    """Yield the entries of one family: its time; at a party, each of its days.

    Args:
        library: The class; nothing of other children is looked at.
        conference: With its schedule.
        student: Whose family it is.
        speech: The language that this family reads.
        url: Where the child's portfolio stands; empty: nowhere.
    """
    if conference.kind is ConferenceKind.PARTY:
        for number, window in enumerate(_for_families(conference)):
            yield _party(library, conference, window, number, student, speech, url)
        return
    slot = conference.schedule.slot_of(student.slug)
    if slot is not None and slot.status is not SlotStatus.TEACHER_ONLY:
        yield _conference(library, conference, slot, student, speech, url)


def _for_families(conference: Conference) -> Iterator[Window]:
    return (window for window in conference.schedule.windows if not window.teacher_only)


def _conference(
    library: Library, conference: Conference, slot: Slot, student: Student, speech: Speech, url: str
) -> Entry:
    name = {"name": student.name}
    minutes = length_of(conference, slot)
    title = speech.gettext(_("Student-led conference with %(name)s")) % name
    lines = [
        speech.gettext(_("%(name)s leads this conference. Please come together with %(name)s.")) % name,
        speech.ngettext("It takes about %(minutes)s minute.", "It takes about %(minutes)s minutes.", minutes)
        % {"minutes": minutes},
    ]
    if slot.attend in _HOW:
        lines.append(speech.gettext(_HOW[slot.attend]))
    if slot.status is SlotStatus.INVITED:
        lines.append(speech.gettext(_("Please tell us if this time is good for you.")))
    if slot.was:
        before = slot.was[-1]
        was = {"day": speech.day(before.date()), "time": speech.clock(before)}
        lines.append(speech.gettext(_("This is a new time. It was %(day)s, %(time)s.")) % was)
    return Entry(
        whose=FAMILY,
        what=student.slug,
        start=slot.start,
        minutes=minutes,
        title=title,
        text="\n".join([*lines, *_greeting(library, conference, speech, url)]),
        place=_where(library, conference, slot),
        url=url,
        alarms=_two_alarms(title, speech),
        student=student.slug,
        is_tentative=slot.status is SlotStatus.INVITED,
        moves=len(slot.was),
    )


def _party(
    library: Library,
    conference: Conference,
    window: Window,
    number: int,
    student: Student,
    speech: Speech,
    url: str,
) -> Entry:
    text = speech.gettext(_("Please come and let %(name)s show you what has grown this year."))
    return Entry(
        whose=FAMILY,
        what=f"{student.slug}/{number}",
        start=window.start,
        minutes=int((window.end - window.start).total_seconds() // 60),
        title=conference.title,
        text="\n".join([text % {"name": student.name}, *_greeting(library, conference, speech, url)]),
        place=_joined(window.place, library.classroom.school),
        url=url,
        alarms=_two_alarms(conference.title, speech),
        student=student.slug,
    )


def _greeting(library: Library, conference: Conference, speech: Speech, url: str) -> Iterator[str]:
    classroom = library.classroom
    if classroom.contact:
        contact = {"contact": classroom.contact}
        yield speech.gettext(_("If you cannot come, please tell us: %(contact)s")) % contact
    if url:
        yield speech.gettext(_("The portfolio: %(address)s")) % {"address": url}
    yield _joined(conference.title, classroom.title, classroom.teacher)


def _where(library: Library, conference: Conference, slot: Slot) -> str:
    """Return where a family goes; who is called or seen by video goes nowhere."""
    if slot.attend is not Attend.IN_PERSON:
        return ""
    return _joined(place_of(conference, slot.start), library.classroom.school)


def _two_alarms(title: str, speech: Speech) -> tuple[Alarm, ...]:
    values = {"what": title}
    return (
        Alarm(TWO_DAYS, speech.gettext(_("In two days: %(what)s")) % values),
        Alarm(TWO_HOURS, speech.gettext(_("In two hours: %(what)s")) % values),
    )


# -- the teacher's ------------------------------------------------------------------------------------------


def teacher_entries(
    library: Library,
    conference: Conference,
    steps: Iterable[Dated],
    speech: Speech,
    language_name: Callable[[str], str],
) -> Iterator[Entry]:
    """Yield all slots, then all steps of the plan, for the teacher alone.

    Only the first family of a day comes with alarms: who has one every ten minutes hears none.

    Args:
        library: The class.
        conference: With its schedule.
        steps: Of its plan.
        speech: The class's language.
        language_name: What a language, BCP 47, is called in that language.
    """
    days: set[date] = set()
    for slot in conference.schedule.slots:
        student = library.student.get(slot.student)
        if student is not None:
            is_first = slot.start.date() not in days
            days.add(slot.start.date())
            language = student.home_language
            foreign = language_name(language) if language not in ("", library.classroom.language) else ""
            yield _slot(conference, slot, student, speech, is_first, foreign)
    if conference.kind is ConferenceKind.PARTY:
        for number, window in enumerate(conference.schedule.windows):
            minutes = int((window.end - window.start).total_seconds() // 60)
            what, alarms = f"window/{number}", _two_alarms(conference.title, speech)
            yield Entry(
                TEACHER, what, window.start, minutes, conference.title, "", window.place, alarms=alarms
            )
    for step in steps:
        if (
            step.name != PlanStep.CONFERENCE.value or not conference.schedule.slots
        ):  # else it is full of times
            yield _step(step, speech)


def _slot(
    conference: Conference, slot: Slot, student: Student, speech: Speech, is_first: bool, foreign: str
) -> Entry:
    title = speech.gettext(_("Conference: %(name)s")) % {"name": student.name}
    lines = []
    if slot.status is SlotStatus.TEACHER_ONLY:
        lines.append(speech.gettext(_("With you alone.")))
        if slot.host:
            lines.append(speech.gettext(_("Who listens: %(name)s")) % {"name": slot.host})
    elif slot.status is SlotStatus.INVITED:
        lines.append(speech.gettext(_("The family has not answered yet.")))
    if slot.attend in _HOW:
        lines.append(speech.gettext(_("By telephone.") if slot.attend is Attend.PHONE else _("By video.")))
    if foreign:
        lines.append(speech.gettext(_("Language: %(language)s")) % {"language": foreign})
    if slot.interpreter:
        lines.append(speech.gettext(_("With an interpreter.")))
    return Entry(
        whose=TEACHER,
        what=slot.student,
        start=slot.start,
        minutes=length_of(conference, slot),
        title=title,
        text="\n".join(lines),
        place=place_of(conference, slot.start) if slot.attend is Attend.IN_PERSON else "",
        alarms=_two_alarms(title, speech) if is_first else (),
        student=slot.student,
        moves=len(slot.was),
    )


def _step(step: Dated, speech: Speech) -> Entry:
    until = speech.day(step.until) if step.until > step.day else ""
    columns = (
        (_("To be done by %(what)s"), until),
        (_("You: %(what)s"), step.teacher),
        (_("The children: %(what)s"), step.student),
        (_("What comes of it: %(what)s"), step.result),
    )
    return Entry(
        whose=TEACHER,
        what=f"step/{step.name}",
        start=step.day,
        minutes=None,
        title=step.title,
        text="\n".join(speech.gettext(line) % {"what": what} for line, what in columns if what),
        alarms=(Alarm(MORNING, step.title),),
    )


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
