"""The page for the fridge (practice F7): how it went since the conference, in two or three rounds.

It is the next round, with the goals and what the family said filled in, and lines for all else; when all
rounds are told, the last of them as it was told. It is one page; who has more goals than it has room for gets
one more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.goal import Goal, GoalKind, GoalStatus, Voice
from slc_site.model.planner import PlanStep
from slc_site.model.student_conference import FollowUp, GoalSince, StudentConference
from slc_site.paper.form_head import FormHead, form_language, head_of
from slc_site.paper.goal_sheets import empty_bar
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render import bars
from slc_site.render.strips import Strip, strip
from slc_site.render.views import Bar

_STEPS = (PlanStep.FOLLOW_UP_1, PlanStep.FOLLOW_UP_2, PlanStep.FOLLOW_UP_3)
_MOST = {"young": 1, "older": 2}
"""As many goals as one page has room for, by the hand that lines are made for. More go on one more."""
_BAR = 34


class SinceLine(Struct, frozen=True):
    """How one goal went; whatever is empty is written by hand."""

    title: str
    bar: Strip
    is_coloured: bool
    promise: str = ""
    """What the family promised."""
    did: str = ""
    evidence: tuple[str, ...] = ()
    hard: str = ""
    help: str = ""
    help_from: tuple[str, ...] = ()
    """Of `family`, `teacher` and `friend`."""
    next_step: str = ""


class FollowUpSheet(Struct, frozen=True):
    """`forms/follow-up.html`."""

    head: FormHead
    round: int
    """1 to 3; 0: it is written by hand."""
    goals: tuple[SinceLine, ...]
    family_input: str = ""
    """What the family said, or wished for at the conference."""
    used: str = ""
    ask: str = ""
    """To talk about at home; empty: the page's own question."""
    ask_about: str = ""
    """The title of a goal."""
    note_back: str = ""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield the page of the next round, or of the last when all are told; an empty one without a child."""
    if job.student is None or job.brought is None:
        yield Sheet("forms/follow-up.html", _blank(job), form_language(job))
        return
    told = job.brought.follow_up
    wanted = min(len(told) + 1, len(_STEPS))
    made = _told(job, job.brought, wanted, told[wanted - 1]) if wanted <= len(told) else None
    view = made or _next(job, job.brought, wanted)
    most = _MOST[view.head.hand]
    for start in range(0, max(1, len(view.goals)), most):
        some = view.goals[start : start + most]
        about = some[0].title if some else ""
        yield Sheet("forms/follow-up.html", replace(view, goals=some, ask_about=about), form_language(job))


def _blank(job: Job) -> FollowUpSheet:
    head = head_of(job)
    empty = SinceLine("", _shallow(empty_bar().bar), False)
    return FollowUpSheet(head, 0, (empty,) * _MOST[head.hand])


def _next(job: Job, one: StudentConference, wanted: int) -> FollowUpSheet:
    head = head_of(job, step=_STEPS[min(wanted, len(_STEPS)) - 1])
    own = [g for g in job.library.goals_of(one.student) if g.status is GoalStatus.WORKING]
    own.sort(key=lambda goal: goal.kind is GoalKind.LONG_TERM)
    lines = tuple(_since(job, goal, GoalSince(), _to_colour(goal), False) for goal in own) or (
        SinceLine("", _shallow(empty_bar().bar), False),
    )
    return FollowUpSheet(head, wanted, lines, _wish(job, one))


def _told(job: Job, one: StudentConference, wanted: int, told: FollowUp) -> FollowUpSheet:
    own = [goal for goal in job.library.goals_of(one.student) if goal.slug in told.goals]
    lines = tuple(_of_that_day(job, goal, told) for goal in own)
    return FollowUpSheet(
        head_of(job, day=told.date),
        wanted,
        lines,
        told.family_input or _wish(job, one),
        told.used,
        told.ask,
        note_back=told.note_back,
    )


def _of_that_day(job: Job, goal: Goal, told: FollowUp) -> SinceLine:
    since = told.goals[goal.slug]
    bar = Bar(since.parts.coloured, since.parts.of) if since.parts else _bar_on(goal, told.date)
    return _since(job, goal, since, bar or _to_colour(goal), bar is not None)


def _since(job: Job, goal: Goal, since: GoalSince, bar: Bar, is_coloured: bool) -> SinceLine:
    posts = (job.library.post[goal.student, slug] for slug in since.evidence)
    return SinceLine(
        title=goal.title,
        bar=_shallow(bar),
        is_coloured=is_coloured,
        promise=next((p.text for p in goal.promises if p.voice is Voice.PARENT), ""),
        did=since.did,
        evidence=tuple(post.title for post in posts),
        hard=since.hard,
        help=since.help,
        help_from=tuple(helper.value for helper in since.help_from),
        next_step=since.next_step,
    )


def _to_colour(goal: Goal) -> Bar:
    return bars.to_colour(goal) or empty_bar().bar


def _bar_on(goal: Goal, day: date) -> Bar | None:
    """Return the bar as it was coloured in last before the end of a day."""
    before = [step for step in goal.progress if step.date <= day]
    return bars.on_that_day(before[-1], goal.measure).bar if before else None


def _shallow(bar: Bar) -> Strip:
    return strip(bar, _BAR)


def _wish(job: Job, one: StudentConference) -> str:
    """Return the goal that the family chose at the conference, in words."""
    wished = next((said.goal for said in one.three_pluses if said.voice is Voice.PARENT), "")
    goal = job.library.goal.get((one.student, wished))
    return goal.title if goal else wished
