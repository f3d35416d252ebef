"""What each family needs and would like: from its sign-up, its child's file and the pace to one `Family`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slc_site.model.conference import Conference, PrivateTime
from slc_site.model.library import Library
from slc_site.model.schedule import Attend, Slot, SlotStatus
from slc_site.model.sign_up import Sibling, SignUp, SignUps, Times
from slc_site.model.student_conference import Company
from slc_site.plan.pace import Pace

_FIRST = 0
"""The wish that a family would like best; those after it count up."""


@dataclass(frozen=True, slots=True)
class Family:
    """A child and those who come with it."""

    student: str
    name: str
    """The child's."""
    minutes: int
    answered: bool
    comes: bool
    """Is a family expected? Not if it said that nobody can, and not if it was asked and is silent."""
    wishes: tuple[tuple[Times, ...], ...] = ()
    cannot: tuple[Times, ...] = ()
    attend: Attend = Attend.IN_PERSON
    language: str = ""
    """Only where it is another one than the class's."""
    interpreter: bool = False
    siblings: tuple[str, ...] = ()
    """Slugs of those in this class, those who named this child included."""
    elsewhere: tuple[Sibling, ...] = ()
    """Those in other classes."""
    fixed: Slot | None = None
    """The time that stands in the file: it is never moved."""

    def rank(self, start: datetime, every: int) -> int | None:
        """Return which wish a time meets, the best; None when it meets none. Without wishes all times do."""
        if not self.wishes:
            return _FIRST
        for rank, times in enumerate(self.wishes):
            if any(each.holds(start, every) for each in times):
                return rank
        return None

    def may_come(self, start: datetime, every: int) -> bool:
        """Is this a time at which the family did not say that it cannot?"""
        return not any(each.holds(start, every) for each in self.cannot)


def families_of(library: Library, conference: Conference, sign_ups: SignUps, pace: Pace) -> list[Family]:
    """Return every child of the class with its family, in the class's order."""
    siblings = _siblings([student.slug for student in library.students], sign_ups.answers)
    brought = [one for one in library.student_conferences if one.conference == conference.slug]
    wants_private = {one.student for one in brought if one.wants_private_time}
    nobody_comes = {one.student for one in brought if one.company is Company.TEACHER}
    offers = conference.private_time is PrivateTime.OFFER
    language = _base(library.classroom.language)
    found = []
    for student in library.students:
        said = _answer(student.slug, siblings[student.slug], sign_ups)
        fixed = conference.schedule.slot_of(student.slug)
        interpreter = said is not None and said.interpreter
        if fixed is not None:
            interpreter = fixed.interpreter or interpreter
        private = offers or student.slug in wants_private or (said is not None and said.private_time)
        spoken = (said.language if said else "") or student.home_language
        comes = (said.comes if said else not sign_ups.is_there) and student.slug not in nobody_comes
        minutes = pace.minutes(
            interpreter=interpreter,
            private=private,
            asked=said.minutes if said else None,
            longer=said is not None and said.longer,
        )
        if fixed is not None:
            comes = fixed.status is not SlotStatus.TEACHER_ONLY
            minutes = fixed.minutes or pace.stay
        found.append(
            Family(
                student=student.slug,
                name=student.name,
                minutes=minutes if comes else pace.stay if fixed is None else minutes,
                answered=said is not None,
                comes=comes,
                # A brother or sister comes before or after, whatever time was named for the one.
                wishes=said.wishes if said and said.student == student.slug else (),
                cannot=said.cannot if said else (),
                attend=fixed.attend if fixed else said.attend if said else Attend.IN_PERSON,
                language=spoken if _base(spoken) != language else "",
                interpreter=interpreter,
                siblings=siblings[student.slug],
                elsewhere=tuple(each for each in said.siblings if each.student is None) if said else (),
                fixed=fixed,
            )
        )
    return found


def _answer(student: str, siblings: Sequence[str], sign_ups: SignUps) -> SignUp | None:
    """Return what a family answered: for this child, or for a brother or sister who names it."""
    for each in (student, *siblings):
        if each in sign_ups.answers:
            return sign_ups.answers[each]
    return None


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _siblings(students: Sequence[str], answers: Mapping[str, SignUp]) -> Mapping[str, tuple[str, ...]]:
    """Return the siblings in this class of each child: whoever names somebody is named by them."""
    known = set(students)
    kin = {student: {student} for student in students}
    for student, answer in answers.items():
        for sibling in answer.siblings:
            if student in known and sibling.student in known:
                together = kin[student] | kin[sibling.student]
                for each in together:
                    kin[each] = together
    return {student: tuple(sorted(kin[student] - {student})) for student in students}
