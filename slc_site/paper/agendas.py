"""The agenda in the child's hand: what comes when, who leads it, and where everybody may ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.conference import PrivateTime, Step
from slc_site.model.goal import Goal, GoalStatus
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.agenda import agenda
from slc_site.render.views import AgendaView


class AgendaSheet(Struct, frozen=True):
    """`agenda.html`."""

    name: str
    title: str
    """Of the conference."""
    start: datetime | None
    minutes: int
    steps: tuple[AgendaView, ...]
    company: str
    """Who sits with the child: `family`, `teacher` or `guests`."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the child's agenda."""
    slot = job.slot
    view = AgendaSheet(
        name=job.child.name,
        title=job.conference.title,
        start=slot.start if slot else None,
        minutes=(slot.minutes if slot else None) or job.conference.minutes,
        # What the family wants to talk about is for the teacher's sheet and the room's screen: a child
        # should not read it alone, days before.
        steps=tuple(replace(step, topics=()) for step in steps(job)),
        company=job.brought.company.value if job.brought else "family",
    )
    if view.steps:
        yield Sheet("agenda.html", view, job.language)


def steps(job: Job) -> tuple[AgendaView, ...]:
    """Return the steps of the child's conference, as its page has them; none when there is no conference."""
    one, conference, library = job.brought, job.conference, job.library
    if one is None:
        return ()
    shown = {pick.post for pick in one.picks}
    asks = conference.private_time
    has = {
        # Paper is made before: a piece that is not chosen yet has its place, too.
        Step.BEST_WORK: bool(one.picks or conference.picks),
        Step.GOALS: any(goals(job)),
        Step.SELF_REPORT_CARD: any(
            conference.term in (library.rubric[report.slug].term, report.slug)
            for report in library.self_reports_of(one.student)
        ),
        Step.SKILLS: any(word.student or word.teacher for word in one.skills),
        Step.MEASURES: bool(library.readings_of(one.student)),
        Step.GROWTH: bool(one.growth),
        Step.PRIVATE_TIME: asks is PrivateTime.OFFER
        or (asks is PrivateTime.ON_REQUEST and one.wants_private_time),
        Step.LAST_TIME: _is_second(job),
        Step.MORE: any(post.slug not in shown for post in library.posts_of(one.student)),
    }
    subjects = {subject.id: subject.title for rubric in library.rubrics for subject in rubric.subjects}
    return agenda(conference, one, has, subjects)


def goals(job: Job) -> Iterator[Goal]:
    """Yield the child's goals that the conference is about: worked on or met, of those there were by then."""
    term = job.library.term.get(job.conference.term or "")
    for goal in job.library.goals_of(job.child.slug):
        in_time = term is None or goal.set_on is None or goal.set_on <= term.end
        if in_time and goal.status is not GoalStatus.SET_ASIDE:
            yield goal


def _is_second(job: Job) -> bool:
    """Was anything wished for, or chosen, at a conference before this one?"""
    order = {slug: place for place, slug in enumerate(job.library.conference)}
    here = order[job.conference.slug]
    before = [
        one
        for one in job.library.conferences_of(job.child.slug)
        if order[one.conference] < here and not one.is_blank
    ]
    return bool(before) and bool(before[-1].new_goals or any(said.goal for said in before[-1].three_pluses))
