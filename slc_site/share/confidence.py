"""What was said in confidence: the parts of a thing that are for fewer people than the thing itself."""

from __future__ import annotations

from msgspec.structs import replace

from slc_site.model.audience import Audience
from slc_site.model.conference import Conference
from slc_site.model.form_state import hides_the_teacher
from slc_site.model.goal import Goal, Voice
from slc_site.model.parent_input import NOTHING
from slc_site.model.planner import Planner
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import Debrief, Feedback, StudentConference


def conference_as_seen(one: StudentConference, closeness: Audience, *, is_guest: bool) -> StudentConference:
    """Leave out what was said in confidence, and what a teacher has only begun to write.

    Args:
        one: A child's conference.
        closeness: How close the viewer is to the child.
        is_guest: In the room, but of no family.
    """
    if closeness < Audience.TEACHER:
        if hides_the_teacher(one.state):
            one = one.without_teacher
        one = replace(one, private="", parent_input=NOTHING, feedback=one.feedback.to_the_child)
    if is_guest or closeness < Audience.CONFERENCE:
        skills = tuple(replace(skill, teacher="") for skill in one.skills)
        one = replace(one, topics=(), skills=skills, wants_private_time=False)
    if is_guest or closeness < Audience.FAMILY:
        own = tuple(words for words in one.three_pluses if words.voice is Voice.STUDENT)
        one = replace(one, three_pluses=own, follow_up=(), feedback=Feedback(), debrief=Debrief())
    return one


def report_card_as_seen(report: SelfReport, closeness: Audience) -> SelfReport:
    """Leave out marks and behaviour, which are for the room at most, and what a teacher has only begun."""
    if closeness < Audience.TEACHER and hides_the_teacher(report.state):
        report = report.without_teacher
    return report if closeness >= Audience.CONFERENCE else report.without_marks


def plans_as_seen(
    one: Conference, audience: Audience, families: frozenset[str], *, is_guest: bool
) -> Conference:
    """Leave out when which child is where, steps that are for fewer people, and what the teacher has to do.

    Args:
        one: A conference of the class.
        audience: The viewer's.
        families: The slugs of the students whose own times may be seen: a family knows its own alone.
        is_guest: In the room, but of no family.
    """
    closest = Audience.CLASS if is_guest else audience
    return replace(
        one,
        agenda=tuple(step for step in one.agenda if (step.audience or Audience.PUBLIC) <= closest),
        planner=one.planner if audience is Audience.TEACHER else Planner(),
        schedule=one.schedule.of(lambda slug: slug in families),
    )


def goal_for_guests(goal: Goal) -> Goal:
    """Leave out what a family promised, does at home or said."""
    return replace(
        goal,
        promises=tuple(promise for promise in goal.promises if promise.voice is Voice.STUDENT),
        at_home=(),
        reviews=tuple(replace(review, used="") for review in goal.reviews),
    )
