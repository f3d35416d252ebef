"""What points at something that a viewer does not see is taken out, so that nobody knows of it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from slc_site.model.goal import Goal
from slc_site.model.library import Library
from slc_site.model.post import Post, Showing
from slc_site.model.report_card import SelfReport
from slc_site.model.student_conference import FollowUp, Pluses, StudentConference

_Ids = frozenset[tuple[str, str]]
"""Each a student and a slug."""


class Seen(Struct, frozen=True):
    """What a viewer may see, and so may be pointed at."""

    posts: _Ids
    goals: _Ids
    prompts: frozenset[str]
    """Their slugs."""
    people: frozenset[str]
    """The slugs of students who may be named as being in a picture."""


def of_post(post: Post, seen: Seen, library: Library) -> Post:
    """Return a post without what it points at that is not seen; `library` has everything in it."""
    if not (post.goals or post.goal_words or post.shows or post.prompt or post.people):
        return post
    own = post.student
    return replace(
        post,
        goals=tuple(slug for slug in post.goals if (own, slug) in seen.goals),
        goal_words={slug: words for slug, words in post.goal_words.items() if (own, slug) in seen.goals},
        shows=_reasons(post, seen, library),
        prompt=post.prompt if post.prompt in seen.prompts else "",
        people=tuple(slug for slug in post.people if slug in seen.people),
    )


def _reasons(post: Post, seen: Seen, library: Library) -> tuple[Showing, ...]:
    """Leave out that a piece is kept for a goal when none of the goals it helps can be seen."""
    helped = {goal.id for goal in library.shown_goals(post)}
    if helped and not helped & seen.goals:
        return tuple(why for why in post.shows if why is not Showing.GOAL)
    return post.shows


def of_goal(goal: Goal, seen: Seen) -> Goal:
    """Return a goal without what it points at that is not seen."""
    own = goal.student
    return replace(
        goal,
        evidence=tuple(slug for slug in goal.evidence if (own, slug) in seen.posts),
        shows={slug: words for slug, words in goal.shows.items() if (own, slug) in seen.posts},
        follows=goal.follows if (own, goal.follows) in seen.goals else None,
    )


def of_report_card(report: SelfReport, seen: Seen) -> SelfReport:
    """Return a report card without the work in it that is not seen."""
    subjects = tuple(
        replace(subject, evidence=tuple(s for s in subject.evidence if (report.student, s) in seen.posts))
        for subject in report.subjects
    )
    return replace(report, subjects=subjects)


def of_conference(one: StudentConference, seen: Seen, library: Library) -> StudentConference:
    """Return a conference without what it points at that is not seen; `library` has everything in it."""
    own = one.student
    return replace(
        one,
        picks=tuple(pick for pick in one.picks if (own, pick.post) in seen.posts),
        new_goals=tuple(slug for slug in one.new_goals if (own, slug) in seen.goals),
        growth=tuple(pair for pair in one.growth if {(own, pair.then), (own, pair.now)} <= seen.posts),
        three_pluses=tuple(_of_pluses(pluses, own, seen, library) for pluses in one.three_pluses),
        follow_up=tuple(_of_follow_up(told, own, seen) for told in one.follow_up),
    )


def _of_pluses(pluses: Pluses, own: str, seen: Seen, library: Library) -> Pluses:
    goal = (own, pluses.goal)
    # What is the name of no goal is words, and stays.
    return replace(pluses, goal="") if goal in library.goal and goal not in seen.goals else pluses


def _of_follow_up(told: FollowUp, own: str, seen: Seen) -> FollowUp:
    return replace(
        told,
        goals={
            slug: replace(since, evidence=tuple(p for p in since.evidence if (own, p) in seen.posts))
            for slug, since in told.goals.items()
            if (own, slug) in seen.goals
        },
    )
