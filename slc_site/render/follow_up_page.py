"""The page for the fridge: how it went since the conference, some weeks later, in two or three rounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from slc_site.model.classroom import Student
from slc_site.model.goal import Goal, GoalKind, GoalStatus, Voice
from slc_site.model.library import Library
from slc_site.model.student_conference import FollowUp, GoalSince, StudentConference
from slc_site.render import bars, urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.views import Bar, FollowUpPage, GoalSinceView, Link

ROUNDS = 3
"""Two or three are enough (practice S1-32)."""
_BETWEEN = timedelta(days=14)
_MOST_GOALS = 3
"""On a sheet to fill in by hand: as many as one page has room for in large print."""


def blank_round(framer: Framer, one: StudentConference) -> int:
    """Return the number of the round to come, for the teacher to print; 0 when there is none."""
    told = len(one.follow_up)
    return told + 1 if framer.edition.is_for_teacher and told < ROUNDS else 0


def follow_up_pages(framer: Framer, student: Student, one: StudentConference) -> Iterator[Page]:
    """Yield a page for each round that was told; on the teacher's own screen also the next, to fill in."""
    rounds = _Rounds(framer, student, one)
    for number, told in enumerate(one.follow_up, 1):
        yield rounds.told(number, told)
    blank = blank_round(framer, one)
    if blank:
        yield rounds.blank(blank)


class _Rounds:
    def __init__(self, framer: Framer, student: Student, one: StudentConference) -> None:
        self.framer = framer
        self.library: Library = framer.library
        self.student = student
        self.one = one
        self.conference = self.library.conference[one.conference]
        self.count = len(one.follow_up) + (1 if blank_round(framer, one) else 0)

    def told(self, number: int, told: FollowUp) -> Page:
        cards = self.cards(number)
        goals = [goal for goal in self.library.goals_of(self.student.slug) if goal.slug in told.goals]
        return self.page(cards, number, told, told.date, [
            self.since(cards, goal, told.goals[goal.slug], _bar_on(goal, told.date)) for goal in goals
        ])  # fmt: skip

    def blank(self, number: int) -> Page:
        cards = self.cards(number)
        goals = [g for g in self.library.goals_of(self.student.slug) if g.status is GoalStatus.WORKING]
        goals.sort(key=lambda goal: goal.kind is GoalKind.LONG_TERM)
        return self.page(cards, number, None, self.due(number), [
            self.since(cards, goal, GoalSince(), bars.to_colour(goal)) for goal in goals[:_MOST_GOALS]
        ])  # fmt: skip

    def page(
        self, cards: Cards, number: int, told: FollowUp | None, day: date | None, goals: list[GoalSinceView]
    ) -> Page:
        title = self.framer.words.gettext("How it went since")
        conference = urls.conference(self.one.student, self.one.conference)
        context = FollowUpPage(
            frame=self.framer.frame(
                cards,
                title,
                student=self.student,
                crumbs=[(self.conference.title, conference)],
                part=conference,
                source=self.one.origin.file,
            ),
            name=self.student.name,
            conference=Link(self.conference.title, cards.to(conference)),
            round=number,
            rounds=tuple(self.round_links(cards, number)),
            date=day,
            is_blank=told is None,
            goals=tuple(goals),
            family_input=told.family_input if told else "",
            family_goal=self.family_goal(),
            used=told.used if told else "",
            ask=told.ask if told else "",
            ask_about=goals[0].title if goals else "",
            note_back=told.note_back if told else "",
        )
        return Page(cards.path, "follow-up.html", context)

    def cards(self, number: int) -> Cards:
        return self.framer.cards(urls.follow_up(self.one.student, self.one.conference, number))

    def round_links(self, cards: Cards, number: int) -> Iterator[Link]:
        for n in range(1, self.count + 1):
            href = cards.to(urls.follow_up(self.one.student, self.one.conference, n))
            yield Link(str(n), href, current=n == number)

    def since(self, cards: Cards, goal: Goal, since: GoalSince, bar: Bar | None) -> GoalSinceView:
        posts = (self.library.post[goal.student, slug] for slug in since.evidence)
        return GoalSinceView(
            title=goal.title,
            href=cards.to(urls.goal(goal)),
            bar=Bar(since.parts.coloured, since.parts.of) if since.parts else bar,
            did=since.did,
            evidence=tuple(Link(post.title, cards.to(urls.post(post))) for post in posts),
            hard=since.hard,
            help=since.help,
            help_from=tuple(helper.value for helper in since.help_from),
            next_step=since.next_step,
            promise=next((p.text for p in goal.promises if p.voice is Voice.PARENT), ""),
        )

    def family_goal(self) -> str:
        """Return the goal that the family chose at the conference, in words."""
        wished = next((p.goal for p in self.one.three_pluses if p.voice is Voice.PARENT), "")
        goal = self.library.goal.get((self.student.slug, wished))
        return goal.title if goal else wished

    def due(self, number: int) -> date | None:
        """Return about when a round is due: two weeks after the conference, and after each round."""
        schedule = self.conference.schedule
        own = (slot.start for slot in schedule.slots if slot.student == self.student.slug)
        windows = (window.start for window in schedule.windows)
        start = min(own, default=None) or min(windows, default=None)
        return start.date() + number * _BETWEEN if start else None


def _bar_on(goal: Goal, day: date) -> Bar | None:
    """Return the bar as it was coloured in last before the end of a day."""
    before = [step for step in goal.progress if step.date <= day]
    return bars.on_that_day(before[-1], goal.measure).bar if before else None
