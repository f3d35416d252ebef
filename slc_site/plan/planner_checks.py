"""Whether a child, its family or its teacher have done a step of the plan: what they wrote tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta
from itertools import chain

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, PickRule, Step
from slc_site.model.form_state import FormState
from slc_site.model.goal import Voice
from slc_site.model.library import Library
from slc_site.model.planner import PlanStep
from slc_site.model.post import PostKind, PostStatus
from slc_site.model.schedule import SlotStatus
from slc_site.model.student_conference import Company, Debrief, Feedback, StudentConference
from slc_site.plan.planner import Plan

_SOON_AFTER = timedelta(days=14)
"""So long after the conference a post can be about it."""


class Child(Struct, frozen=True):
    """What a check looks at."""

    library: Library
    conference: Conference
    student: Student
    brought: StudentConference | None
    plan: Plan


Check = Callable[[Child], "bool | None"]
"""Is it done for a child? None: it is not asked of that child."""


def _has_first_piece(child: Child) -> bool:
    return any(post.kind is PostKind.FIRST_PIECE for post in child.library.posts_of(child.student.slug))


def _has_card(child: Child) -> bool | None:
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


def _has_slot(child: Child) -> bool:
    return child.conference.schedule.slot_of(child.student.slug) is not None


def _has_picked(child: Child) -> bool:
    picks = child.brought.picks if child.brought else ()

    def is_filled(rule: PickRule) -> bool:
        return sum(pick.slot == rule.name for pick in picks) >= rule.count

    return all(is_filled(rule) for rule in child.conference.picks)


def _has_cards(child: Child) -> bool:
    """A card of any step, or talking points of a pick: how many, a child decides."""
    one = child.brought
    return one is not None and bool(any(one.cards.values()) or any(pick.notes for pick in one.picks))


def _family_wrote(child: Child) -> bool | None:
    if not _family_comes(child):
        return None
    one = child.brought
    return one is not None and one.family_has_written


def _teacher_wrote(child: Child) -> bool | None:
    """The teacher's grade in each subject of the card, and three pluses, if they are asked for."""
    steps = {step.step for step in child.conference.agenda}
    parts = list(chain(_teachers_cards(child), _teachers_pluses(child, steps)))
    return all(parts) if parts else None


def _teachers_cards(child: Child) -> Iterator[bool]:
    rubrics = child.library.rubric
    for report in child.library.self_reports_of(child.student.slug):
        rubric = rubrics.get(report.slug)
        if rubric is not None and child.conference.term and rubric.term == child.conference.term:
            graded = {said.subject for said in report.subjects if said.teacher_grade}
            is_said = report.state is not None and report.state >= FormState.TEACHER_DONE
            yield is_said or all(subject.id in graded for subject in rubric.subjects)


def _teachers_pluses(child: Child, steps: Collection[Step]) -> Iterator[bool]:
    if Step.THREE_PLUSES not in steps:
        return
    one = child.brought
    if one is None:
        yield False
        return
    is_said = one.state is not None and one.state >= FormState.TEACHER_DONE
    yield is_said or any(pluses.voice is Voice.TEACHER for pluses in one.three_pluses)


def _is_confirmed(child: Child) -> bool | None:
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is not None and slot.status is SlotStatus.TEACHER_ONLY:
        return None
    return slot is not None and slot.status in (SlotStatus.CONFIRMED, SlotStatus.HELD, SlotStatus.MISSED)


def _has_debrief(child: Child) -> bool:
    return child.brought is not None and child.brought.debrief != Debrief()


def _has_post(child: Child, titles: Collection[str]) -> bool:
    last = child.plan.days[-1]
    return any(
        post.title in titles
        and post.status is PostStatus.PUBLISHED
        and child.plan.days[0] <= post.date <= last + _SOON_AFTER
        for post in child.library.posts_of(child.student.slug)
    )


def _has_feedback(child: Child) -> bool | None:
    if not _family_comes(child):
        return None
    return child.brought is not None and child.brought.feedback != Feedback()


def _has_followed_up(round_: int) -> Check:
    def check(child: Child) -> bool:
        return child.brought is not None and len(child.brought.follow_up) >= round_

    return check


def _has_reviewed(child: Child) -> bool | None:
    """Looked again at a goal since the conference; a child without a goal is not asked."""
    goals = child.library.goals_of(child.student.slug)
    if not goals:
        return None
    return any(review.date > child.plan.days[-1] for goal in goals for review in goal.reviews)


def _has_pair(child: Child) -> bool:
    return child.brought is not None and bool(child.brought.growth)


def _has_spot(child: Child) -> bool:
    party = child.conference.party
    return party is not None and any(spot.student == child.student.slug for spot in party.spots)


def _was_there(child: Child) -> bool | None:
    """Nobody is missing before somebody says so."""
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is None:
        return None
    return {SlotStatus.HELD: True, SlotStatus.MISSED: False}.get(slot.status)


def _family_comes(child: Child) -> bool:
    slot = child.conference.schedule.slot_of(child.student.slug)
    if slot is not None and slot.status is SlotStatus.TEACHER_ONLY:
        return False
    return child.brought is None or child.brought.company is Company.FAMILY


def checks_of(posts_called: Collection[str]) -> Mapping[str, Check]:
    """Return the check of each step that is done child by child, by the step's name.

    `posts_called` are titles of posts in which a child tells how a conference went.
    """
    titles = frozenset(posts_called)

    def has_told(child: Child) -> bool:
        return _has_debrief(child) or _has_post(child, titles)

    return {**_CHECKS, PlanStep.DEBRIEF.value: has_told}


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
