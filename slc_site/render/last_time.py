"""What was wished and promised at the conference before this one, so that it comes back."""

from __future__ import annotations

from slc_site.model.library import Library
from slc_site.model.student_conference import Pluses, StudentConference
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.goal_views import whole_goal
from slc_site.render.views import LastTimeView, Link, WishView


def last_time(library: Library, one: StudentConference, cards: Cards) -> LastTimeView | None:
    """Return what came of the conference before; None when there was none, or nothing was said at it."""
    order = {slug: place for place, slug in enumerate(library.conference)}
    here = order[one.conference]
    before = [
        other
        for other in library.conferences_of(one.student)
        if order[other.conference] < here and not other.is_blank
    ]
    if not before:
        return None
    last = before[-1]
    wishes = tuple(
        WishView(said.voice.value, *wish(said, library, one.student, cards), said.will)
        for said in last.three_pluses
        if said.goal
    )
    named = dict.fromkeys((*last.new_goals, *(said.goal for said in last.three_pluses)))
    goals = (library.goal.get((one.student, slug)) for slug in named)
    chosen = tuple(whole_goal(cards, goal) for goal in goals if goal)
    if not wishes and not chosen:
        return None
    href = cards.to(urls.conference(one.student, last.conference))
    return LastTimeView(Link(library.conference[last.conference].title, href), wishes, chosen)


def wish(said: Pluses, library: Library, student: str, cards: Cards) -> tuple[str, str]:
    """Return the words of somebody's one goal, and its page if it has one."""
    goal = library.goal.get((student, said.goal))
    return (goal.title, cards.to(urls.goal(goal))) if goal else (said.goal, "")
