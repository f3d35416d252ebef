"""Self-evaluations (practice F4): a bar, how I know, and the work that proves it; a page for each goal."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.model.goal import Decision, Goal, GoalKind, GoalStatus, Voice
from slc_site.paper.agendas import goals
from slc_site.paper.form_head import FormHead, form_language, head_of
from slc_site.paper.goal_sheets import bar_of, empty_bar
from slc_site.paper.job import Job
from slc_site.paper.sheet import Sheet
from slc_site.render.strips import Strip

_MOST = 3
"""Of pieces of work, on one page."""


class ProofLine(Struct, frozen=True):
    """A piece of work, and what it shows; either may be empty."""

    title: str
    shows: str


class SelfEvaluation(Struct, frozen=True):
    """`forms/self-evaluation.html`; whatever is empty is written by hand."""

    head: FormHead
    goal: str
    bar: Strip
    is_coloured: bool
    """The bar shows how far it is; False: it is there to be coloured in."""
    how_i_know: str = ""
    proofs: tuple[ProofLine, ...] = ()
    helped: str = ""
    in_the_way: str = ""
    family_said: str = ""
    """What the family promised or wished for."""
    used: str = ""
    """What I did with that."""
    proud_of: str = ""
    decision: str = ""
    """`met`, `keep-going` or `change`."""


def sheets(job: Job) -> Iterator[Sheet]:
    """Yield a page for each goal of the child; an empty one where there is no child, or no goal."""
    own = list(goals(job)) if job.student else []
    own.sort(key=lambda goal: (goal.status is not GoalStatus.WORKING, goal.kind is GoalKind.LONG_TERM))
    for goal in own:
        yield Sheet("forms/self-evaluation.html", _told(job, goal), form_language(job))
    if not own:
        view = SelfEvaluation(head_of(job), "", empty_bar(), False)
        yield Sheet("forms/self-evaluation.html", view, form_language(job))


def _told(job: Job, goal: Goal) -> SelfEvaluation:
    latest = goal.latest
    review = goal.reviews[-1] if goal.reviews else None
    is_met = goal.status is GoalStatus.MET
    decision = review.decision if review else Decision.MET if is_met else None
    return SelfEvaluation(
        head=head_of(job, day=latest.date if latest else None),
        goal=goal.title,
        bar=bar_of(goal),
        is_coloured=latest is not None,
        how_i_know=latest.note if latest else "",
        proofs=_shown(tuple(_proofs(job, goal))),
        helped=_first(latest.helped if latest else "", *goal.helped),
        in_the_way=_first(latest.in_the_way if latest else "", *goal.in_the_way),
        family_said=next((p.text for p in goal.promises if p.voice is Voice.PARENT), ""),
        used=review.used if review else "",
        proud_of=_first(latest.proud_of if latest else "", review.proud_of if review else ""),
        decision=decision.value if decision else "",
    )


def _proofs(job: Job, goal: Goal) -> Iterator[ProofLine]:
    for post in job.library.evidence(goal):
        yield ProofLine(post.title, goal.shows.get(post.slug) or post.goal_words.get(goal.slug, ""))
    for proof in goal.papers:
        yield ProofLine(" · ".join(filter(None, (proof.paper.where, proof.paper.pages))), proof.shows)


def _shown(proofs: tuple[ProofLine, ...]) -> tuple[ProofLine, ...]:
    """Return as many as one page has room for, first those of which it is said what they show."""
    return tuple(sorted(proofs, key=lambda proof: not proof.shows))[:_MOST]


def _first(*words: str) -> str:
    return next(filter(None, words), "")
