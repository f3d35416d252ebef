"""How far a plan is: what is done can be seen from what children, families and the teacher wrote.

Where nothing that is written tells, as of a role-play, only the teacher knows: `planner: {done: [role-
play]}`. Whose part is missing is for the teacher alone, and stands in the order of the roster.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import chain

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, ConferenceKind, PickRule, Step
from slc_site.model.form_state import FormState
from slc_site.model.goal import Voice
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.model.post import PostKind, PostStatus
from slc_site.model.schedule import SlotStatus
from slc_site.model.student_conference import Company, Debrief, Feedback, StudentConference
from slc_site.plan.planner import Dated, Plan

_SOON_AFTER = timedelta(days=14)
"""So long after the conference a post can be about it."""


class Standing(Enum):
    """Where a step is, on one day."""

    DONE = "done"
    LATE = "late"
    """Its last day is over, and it can be seen that something is missing."""
    NOW = "now"
    """Its time has come."""
    ASK = "ask"
    """Its day is over, and nothing that is written tells if it is done."""
    OVER = "over"
    """It was for the conference, which is over; whether it is done helps nobody any more."""
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Counted:
    """For whom a step is done, by first names in the order of the roster."""

    done: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many it is asked of."""
        return len(self.done) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Progress:
    """A step, and how far it is."""

    step: Dated
    standing: Standing
    is_done: bool | None
    """None: nobody can tell."""
    counted: Counted | None = None
    """None: it is not counted child by child."""
    is_ticked: bool = False
    """The teacher has said that it is done."""


@dataclass(frozen=True, slots=True)
class _Child:
    """What a check looks at."""

    library: Library
    conference: Conference
    student: Student
    brought: StudentConference | None
    plan: Plan


Check = Callable[[_Child], "bool | None"]
"""Is it done for a child? None: it is not asked of that child."""


def progress_of(
    library: Library,
    conference: Conference,
    plan: Plan,
    today: date,
    made: Collection[str] = (),
    posts_called: Collection[str] = (),
) -> tuple[Progress, ...]:
    """Return all steps of a plan with how far they are.

    Args:
        library: The class, with everything in it.
        conference: Whose plan it is.
        plan: As `plan_of` made it.
        today: Where the class is.
        made: Names of steps of which it can be seen from files that they are done, such as letters.
        posts_called: Titles of posts in which a child tells how a conference went.
    """
    brought = {one.student: one for one in library.student_conferences if one.conference == conference.slug}
    children = [_Child(library, conference, one, brought.get(one.slug), plan) for one in library.students]
    titles = frozenset(posts_called)

    def has_told(child: _Child) -> bool:
        return _has_debrief(child) or _has_post(child, titles)

    checks = {**_CHECKS, PlanStep.DEBRIEF.value: has_told}
    return tuple(_progress(step, children, checks, conference, plan, today, made) for step in plan.steps)


def _progress(
    step: Dated,
    children: list[_Child],
    checks: Mapping[str, Check],
    conference: Conference,
    plan: Plan,
    today: date,
    made: Collection[str],
) -> Progress:
    check = checks.get(step.name)
    counted = _counted(check, children) if check else None
    if counted is not None and not counted.of:
        counted = None
    is_ticked = step.name in conference.planner.done
    is_done: bool | None = None if counted is None else not counted.missing
    if step.name in made:
        is_done = True
    elif step.name in _BY_FILES and conference.kind is not ConferenceKind.PARTY:
        is_done = False
    elif step.name == PlanStep.CONFERENCE.value:
        is_done = today > step.until
    is_done = True if is_ticked else is_done
    return Progress(step, _standing(step, is_done, plan, today), is_done, counted, is_ticked)


def _standing(step: Dated, is_done: bool | None, plan: Plan, today: date) -> Standing:
    if is_done:
        return Standing.DONE
    if today < step.day:
        return Standing.TO_COME
    if today <= step.until:
        return Standing.NOW
    if step.until <= plan.days[-1] < today:
        return Standing.OVER
    return Standing.ASK if is_done is None else Standing.LATE


def _counted(check: Check, children: list[_Child]) -> Counted:
    answers = [(child.student.name, check(child)) for child in children]
    return Counted(
        tuple(name for name, is_done in answers if is_done),
        tuple(name for name, is_done in answers if is_done is False),
    )


# -- what is asked of a child -------------------------------------------------------------------------------


def _has_first_piece(child: _Child) -> bool:
    return any(post.kind is PostKind.FIRST_PIECE for post in child.library.posts_of(child.student.slug))


def _has_card(child: _Child) -> bool | None:
    cards = [rubric.slug for rubric in child.library.rubrics if rubric.term == child.conference.term]
    if not cards or child.conference.term is None:
        return None
    own = {report.slug: report for report in child.library.self_reports_of(child.student.slug)}
    return all(
        slug in own
        and own[slug].state is not FormState.DRAFT
        and any(s.self_grade for s in own[slug].subjects)
        for slug in cards
    )


def _has_slot(child: _Child) -> bool:
    return child.conference.schedule.slot_of(child.student.slug) is not None


def _has_picked(child: _Child) -> bool:
    picks = child.brought.picks if child.brought else ()

    def is_filled(rule: PickRule) -> bool:
        return sum(pick.slot == rule.name for pick in picks) >= rule.count

    return all(is_filled(rule) for rule in child.conference.picks)


def _has_cards(child: _Child) -> bool:
    """A card of any step, or talking points of a pick: how many, a child decides."""
    one = child.brought
    return one is not None and bool(any(one.cards.values()) or any(pick.notes for pick in one.picks))


def _family_wrote(child: _Child) -> bool | None:
    if not _family_comes(child):
        return None
    one = child.brought
    return one is not None and one.family_has_written


def _teacher_wrote(child: _Child) -> bool | None:
    """The teacher's grade in each subject of the card, and three pluses, if they are asked for."""
    steps = {step.step for step in child.conference.agenda}
    parts = list(chain(_teachers_cards(child), _teachers_pluses(child, steps)))
    return all(parts) if parts else None


def _teachers_cards(child: _Child) -> Iterator[bool]:
    rubrics = child.library.rubric
    for report in child.library.self_reports_of(child.student.slug):
        rubric = rubrics.get(report.slug)
        if rubric is not None and child.conference.term and rubric.term == child.conference.term:
            graded = {said.subject for said in report.subjects if said.teacher_grade}
            is_said = report.state is not None and report.state >= FormState.TEACHER_DONE
            yield is_said or all(subject.id in graded for subject in rubric.subjects)


def _teachers_pluses(child: _Child, steps: Collection[Step]) -> Iterator[bool]:
    if Step.THREE_PLUSES not in steps:
        return
    one = child.brought
    if one is None:
        yield False
        return
    is_said = one.state is not None and one.state >= FormState.TEACHER_DONE
    yield is_said or any(pluses.voice is Voice.TEACHER for pluses in one.three_pluses)


def _is_confirmed(child: _Child) -> bool | None:
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is not None and slot.status is SlotStatus.TEACHER_ONLY:
        return None
    return slot is not None and slot.status in (SlotStatus.CONFIRMED, SlotStatus.HELD, SlotStatus.MISSED)


def _has_debrief(child: _Child) -> bool:
    return child.brought is not None and child.brought.debrief != Debrief()


def _has_post(child: _Child, titles: Collection[str]) -> bool:
    last = child.plan.days[-1]
    return any(
        post.title in titles
        and post.status is PostStatus.PUBLISHED
        and child.plan.days[0] <= post.date <= last + _SOON_AFTER
        for post in child.library.posts_of(child.student.slug)
    )


def _has_feedback(child: _Child) -> bool | None:
    if not _family_comes(child):
        return None
    return child.brought is not None and child.brought.feedback != Feedback()


def _has_followed_up(round_: int) -> Check:
    def check(child: _Child) -> bool:
        return child.brought is not None and len(child.brought.follow_up) >= round_

    return check


def _has_reviewed(child: _Child) -> bool | None:
    """Looked again at a goal since the conference; a child without a goal is not asked."""
    goals = child.library.goals_of(child.student.slug)
    if not goals:
        return None
    return any(review.date > child.plan.days[-1] for goal in goals for review in goal.reviews)


def _has_pair(child: _Child) -> bool:
    return child.brought is not None and bool(child.brought.growth)


def _has_spot(child: _Child) -> bool:
    party = child.conference.party
    return party is not None and any(spot.student == child.student.slug for spot in party.spots)


def _was_there(child: _Child) -> bool | None:
    """Nobody is missing before somebody says so."""
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is None:
        return None
    return {SlotStatus.HELD: True, SlotStatus.MISSED: False}.get(slot.status)


def _family_comes(child: _Child) -> bool:
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is not None and slot.status is SlotStatus.TEACHER_ONLY:
        return False
    return child.brought is None or child.brought.company is Company.FAMILY


_CHECKS: Mapping[str, Check] = {
    PlanStep.FIRST_PIECE.value: _has_first_piece,
    PlanStep.STUDENT_FORM.value: _has_card,
    PlanStep.SIGN_UP.value: _has_slot,
    PlanStep.PICKS.value: _has_picked,
    PlanStep.CARDS.value: _has_cards,
    PlanStep.FAMILY_FORMS.value: _family_wrote,
    PlanStep.TEACHER_PART.value: _teacher_wrote,
    PlanStep.REMINDER.value: _is_confirmed,
    PlanStep.CONFERENCE.value: _was_there,
    PlanStep.FEEDBACK.value: _has_feedback,
    PlanStep.FOLLOW_UP_1.value: _has_followed_up(1),
    PlanStep.FOLLOW_UP_2.value: _has_followed_up(2),
    PlanStep.FOLLOW_UP_3.value: _has_followed_up(3),
    PlanStep.GOAL_REVIEW.value: _has_reviewed,
    PlanStep.THEN_AND_NOW.value: _has_pair,
    PlanStep.SPEAKERS.value: _has_spot,
}
_BY_FILES = frozenset({PlanStep.LETTER.value, PlanStep.INVITATION.value})
"""Done when something was made on this computer, and not before; but a party's invitation is its page."""
