"""The page from which a student leads the conference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, PickRule, PrivateTime, Step
from slc_site.model.goal import Goal, GoalStatus
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.model.student_conference import StudentConference
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.data_page import measure_views
from slc_site.render.follow_up_page import blank_round
from slc_site.render.frames import Framer
from slc_site.render.manuscripts import conference_key
from slc_site.render.page import Materials, Page
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.translations import Words, words_for
from slc_site.render.views import (
    AgendaView,
    ConferencePage,
    FamilyLanguage,
    FollowUpView,
    GrowthView,
    Html,
    Link,
    PickView,
    PlusesView,
    ReportCardView,
    SkillView,
)

_MORE = 6
"""How many other pieces stand under "more I can show you"."""


def conference_page(framer: Framer, materials: Materials, student: Student, one: StudentConference) -> Page:
    """Return the page of what one student brings to one conference."""
    return _ConferencePage(framer, materials, student, one).page()


class _ConferencePage:
    def __init__(
        self, framer: Framer, materials: Materials, student: Student, one: StudentConference
    ) -> None:
        self.framer = framer
        self.library: Library = framer.library
        self.words: Words = framer.words
        self.student = student
        self.one = one
        self.conference: Conference = self.library.conference[one.conference]
        self.prose = materials.prose[conference_key(one.student, one.conference)]
        self.cards: Cards = framer.cards(urls.conference(one.student, one.conference))

    def page(self) -> Page:
        conference, cards = self.conference, self.cards
        picks = tuple(self.picks())
        goals = tuple(cards.whole_goal(goal) for goal in self.goals())
        measures = measure_views(self.library, self.student.slug, self.words, self.last_day())
        skills = tuple(
            SkillView(
                self.library.target[word.target].text,
                word.student,
                word.teacher,
                word.helps_in,
                cards.to(urls.target(word.target, self.student.slug)),
            )
            for word in self.one.skills
            if word.student or word.teacher
        )
        growth = tuple(self.growth())
        report_card = self.report_card()
        start, place = self.slot()
        has = {
            Step.BEST_WORK: bool(picks),
            Step.GOALS: bool(goals),
            Step.SELF_REPORT_CARD: report_card is not None,
            Step.SKILLS: bool(skills),
            Step.MEASURES: bool(measures),
            Step.GROWTH: bool(growth),
            Step.PRIVATE_TIME: conference.private_time is PrivateTime.OFFER,
        }
        context = ConferencePage(
            frame=self.framer.frame(
                cards, conference.title, student=self.student, source=self.one.origin.file
            ),
            student=cards.badge(self.student),
            title=conference.title,
            kind=conference.kind.value,
            start=start,
            place=place,
            minutes=conference.minutes,
            agenda=self.agenda(has),
            welcome=Html(self.prose.html) if self.prose.html else None,
            picks=picks,
            missing_picks=tuple(self.missing_picks()) if self.framer.edition.is_for_teacher else (),
            goals=goals,
            three_pluses=tuple(self.three_pluses()),
            skills=skills,
            growth=growth,
            report_card=report_card,
            measures=measures,
            topics=tuple((self.subject_title(topic.about), topic.text) for topic in self.one.topics),
            follow_up=tuple(self.follow_up()),
            more=cards.posts(self.more()),
            questions=conference.questions,
            private_time=conference.private_time.value,
            family=self.family(),
            blank_follow_up=self.blank_follow_up(),
        )
        return Page(cards.path, "conference.html", context)

    def agenda(self, has: dict[Step, bool]) -> tuple[AgendaView, ...]:
        steps = [step for step in self.conference.agenda if has.get(step.step, True)]
        return tuple(
            AgendaView(
                number=number,
                step=step.step.value,
                title=step.title,
                lead=step.lead.value,
                minutes=step.minutes,
                prompt=step.prompt,
                card=self.one.cards.get(step.step, ""),
            )
            for number, step in enumerate(steps, 1)
        )

    def slot(self) -> tuple[datetime | None, str]:
        schedule = self.conference.schedule
        start = next((slot.start for slot in schedule.slots if slot.student == self.student.slug), None)
        if start is None:
            return None, ""
        place = next((w.place for w in schedule.windows if w.start <= start <= w.end), "")
        return start, place

    # -- what the steps show --------------------------------------------------------------------------

    def slot_title(self, rule: PickRule) -> str:
        if rule.strand and rule.strand in self.library.strand:
            return self.cards.strand_title(self.library.strand[rule.strand])
        return ", ".join(rule.tags) or self.words.gettext("My best work")

    def picks(self) -> Iterable[PickView]:
        titles = {rule.name: self.slot_title(rule) for rule in self.conference.picks}
        order = {name: number for number, name in enumerate(titles)}
        for pick in sorted(self.one.picks, key=lambda pick: order.get(pick.slot, len(order))):
            post = self.library.post[self.student.slug, pick.post]
            yield PickView(
                slot=titles.get(pick.slot) or self.other_slot(pick.slot),
                post=self.cards.post(post),
                body=self.cards.body(post),
                because=pick.because,
                notes=pick.notes,
                did_well=post.did_well,
                make_better=post.make_better,
                told=self.cards.told(post),
                goals=tuple(
                    Link(goal.title, self.cards.to(urls.goal(goal)))
                    for goal in self.library.shown_goals(post)
                ),
            )

    def other_slot(self, name: str) -> str:
        strand = self.library.strand.get(name)
        return self.cards.strand_title(strand) if strand else name

    def missing_picks(self) -> Iterable[str]:
        chosen = {pick.slot for pick in self.one.picks}
        return (self.slot_title(rule) for rule in self.conference.picks if rule.name not in chosen)

    def last_day(self) -> date | None:
        term = self.library.term.get(self.conference.term or "")
        return term.end if term else None

    def goals(self) -> Iterable[Goal]:
        """Goals being worked on or met, of those there were at the time."""
        last = self.last_day()
        for goal in self.library.goals_of(self.student.slug):
            in_time = last is None or goal.set_on is None or goal.set_on <= last
            if in_time and goal.status is not GoalStatus.SET_ASIDE:
                yield goal

    def three_pluses(self) -> Iterable[PlusesView]:
        for pluses in self.one.three_pluses:
            goal = self.library.goal.get((self.student.slug, pluses.goal))
            href = self.cards.to(urls.goal(goal)) if goal else ""
            yield PlusesView(pluses.voice.value, pluses.pluses, goal.title if goal else pluses.goal, href)

    def growth(self) -> Iterable[GrowthView]:
        for pair in self.one.growth:
            then: Post = self.library.post[self.student.slug, pair.then]
            now: Post = self.library.post[self.student.slug, pair.now]
            yield GrowthView(
                self.cards.post(then),
                self.cards.post(now),
                self.cards.body(then),
                self.cards.body(now),
                pair.because,
            )

    def more(self) -> list[Post]:
        shown = {pick.post for pick in self.one.picks}
        posts = self.library.posts_of(self.student.slug)
        return [post for post in posts if post.slug not in shown][:_MORE]

    def follow_up(self) -> Iterable[FollowUpView]:
        for number, told in enumerate(self.one.follow_up, 1):
            goals = tuple(
                (self.library.goal[self.student.slug, slug].title, since.did)
                for slug, since in told.goals.items()
                if (self.student.slug, slug) in self.library.goal
            )
            href = urls.follow_up(self.one.student, self.one.conference, number)
            yield FollowUpView(told.date, goals, told.family_input, self.cards.to(href))

    def blank_follow_up(self) -> str:
        number = blank_round(self.framer, self.one)
        return self.cards.to(urls.follow_up(self.one.student, self.one.conference, number)) if number else ""

    def subject_title(self, about: str) -> str:
        """Return the title of the subject a topic is about, or the word the family used."""
        subjects = (subject for rubric in self.library.rubrics for subject in rubric.subjects)
        return next((subject.title for subject in subjects if subject.id == about), about)

    def report_card(self) -> ReportCardView | None:
        for report in self.library.self_reports_of(self.student.slug):
            rubric = self.library.rubric[report.slug]
            if self.conference.term in (rubric.term, rubric.slug):
                return ReportCardViews(self.library, self.cards, self.words).card(report)
        return None

    def family(self) -> FamilyLanguage | None:
        language = self.student.home_language
        if not language:
            return None
        home = words_for(language)
        if home.locale.language == self.words.locale.language:
            return None
        return FamilyLanguage(home.code, home.own_name, home.direction)
