"""The pages of goals: of one student, and on the teacher's own screen of everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from slc_site.model.classroom import Student
from slc_site.model.goal import Goal, GoalKind, GoalStatus
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.goal_views import whole_goal
from slc_site.render.page import Page
from slc_site.render.views import ClassGoalsPage, GoalCard, GoalPage, GoalsOf, GoalsPage


def goal_pages(framer: Framer, student: Student) -> Iterator[Page]:
    """Yield the page of all goals of a student, and of each goal; nothing when there is none."""
    goals = framer.library.goals_of(student.slug)
    if not goals:
        return
    title, path = framer.words.gettext("My goals"), urls.goals(student.slug)
    cards = framer.cards(path)
    on = _by_status(cards, goals)
    context = GoalsPage(
        frame=framer.frame(cards, title, student=student),
        working=on[GoalStatus.WORKING],
        met=on[GoalStatus.MET],
        set_aside=on[GoalStatus.SET_ASIDE],
    )
    yield Page(path, "goals.html", context)
    for goal in goals:
        own = framer.cards(urls.goal(goal))
        frame = framer.frame(
            own, goal.title, student=student, crumbs=[(title, path)], part=path, source=goal.origin.file
        )
        yield Page(own.path, "goal.html", GoalPage(frame, whole_goal(own, goal)))


def class_goals_page(framer: Framer) -> Page:
    """Return everybody's goals, child by child as on the class list: nobody is counted or ranked.

    For the teacher's own screen only; whoever plans pages for anybody else does not ask for it.
    """
    library = framer.library
    cards = framer.cards(urls.GOALS)

    def goals_of(student: Student) -> GoalsOf:
        goals = library.goals_of(student.slug)
        on = _by_status(cards, goals)
        return GoalsOf(
            student=cards.badge(student),
            href=cards.to(urls.goals(student.slug)) if goals else "",
            working=on[GoalStatus.WORKING],
            met=on[GoalStatus.MET],
            set_aside=on[GoalStatus.SET_ASIDE],
        )

    context = ClassGoalsPage(
        frame=framer.frame(cards, framer.words.gettext("Everybody's goals")),
        students=tuple(goals_of(student) for student in library.students),
    )
    return Page(urls.GOALS, "class-goals.html", context)


def _by_status(cards: Cards, goals: tuple[Goal, ...]) -> Mapping[GoalStatus, tuple[GoalCard, ...]]:
    """Return the goals by what has become of them; what is soon reached comes first."""
    found: defaultdict[GoalStatus, list[GoalCard]] = defaultdict(list)
    for goal in sorted(goals, key=lambda goal: goal.kind is GoalKind.LONG_TERM):
        found[goal.status].append(cards.goal(goal))
    return {status: tuple(found[status]) for status in GoalStatus}
