"""The page from which a student leads the conference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, Marks, PickRule, PrivateTime, Step
from slc_site.model.goal import Goal, GoalStatus
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.model.student_conference import Debrief, StudentConference
from slc_site.render import urls
from slc_site.render.agenda import agenda
from slc_site.render.cards import Cards
from slc_site.render.data_page import measure_views
from slc_site.render.follow_up_page import blank_round
from slc_site.render.frames import Framer
from slc_site.render.goal_views import whole_goal
from slc_site.render.last_time import last_time, wish
from slc_site.render.manuscripts import conference_key
from slc_site.render.page import Materials, Page
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.translations import Words, words_for
from slc_site.render.views import (
    ConferencePage,
    DebriefView,
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
from slc_site.render.writing import writing

_MORE = 6
"""How many other pieces stand under "more I can show you"."""


def conference_page(framer: Framer, materials: Materials, student: Student, one: StudentConference) -> Page:
    """Return the page of what one student brings to one conference."""
    cards = framer.cards(urls.conference(one.student, one.conference))
    return Page(cards.path, "conference.html", conference_context(framer, materials, student, one, cards))


def conference_context(
    framer: Framer, materials: Materials, student: Student, one: StudentConference, cards: Cards
) -> ConferencePage:
    """Return all that a student brings to a conference, for the page of `cards`, as deep as its own."""
    return _ConferencePage(framer, materials, student, one, cards).context()


class _ConferencePage:
    def __init__(
        self, framer: Framer, materials: Materials, student: Student, one: StudentConference, cards: Cards
    ) -> None:
        self.framer = framer
        self.library: Library = framer.library
        self.words: Words = framer.words
        self.student = student
        self.one = one
        self.conference: Conference = self.library.conference[one.conference]
        self.prose = materials.prose[conference_key(one.student, one.conference)]
        self.cards = cards

    def context(self) -> ConferencePage:
        conference, cards = self.conference, self.cards
        picks = tuple(self.picks())
        goals = tuple(whole_goal(cards, goal) for goal in self.goals())
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
        more = cards.posts(self.more())
        before = last_time(self.library, self.one, cards)
        has = {
            Step.BEST_WORK: bool(picks),
            Step.GOALS: bool(goals),
            Step.SELF_REPORT_CARD: report_card is not None,
            Step.SKILLS: bool(skills),
            Step.MEASURES: bool(measures),
            Step.GROWTH: bool(growth),
            Step.PRIVATE_TIME: conference.private_time is PrivateTime.OFFER
            or (conference.private_time is PrivateTime.ON_REQUEST and self.one.wants_private_time),
            Step.LAST_TIME: before is not None,
            Step.MORE: bool(more),
        }
        writes_to, writers = writing(self.framer.edition, self.one)
        return ConferencePage(
            frame=self.framer.frame(
                cards, conference.title, student=self.student, source=self.one.origin.file
            ),
            student=cards.badge(self.student),
            title=conference.title,
            kind=conference.kind.value,
            start=start,
            place=place,
            minutes=conference.minutes,
            agenda=agenda(conference, self.one, has, self.subjects()),
            welcome=Html(self.prose.html) if self.prose.html else None,
            picks=picks,
            missing_picks=tuple(self.missing_picks()) if self.framer.edition.is_for_teacher else (),
            nothing_hard=self.framer.edition.is_for_teacher
            and not self.one.is_blank
            and self.says_nothing_hard(),
            goals=goals,
            three_pluses=tuple(self.three_pluses()),
            skills=skills,
            growth=growth,
            report_card=report_card,
            measures=measures,
            follow_up=tuple(self.follow_up()),
            more=more,
            questions=conference.questions,
            private_time=conference.private_time.value,
            family=self.family(),
            company=self.one.company.value,
            last_time=before,
            debrief=self.debrief(),
            praise=self.one.feedback.proud_of,
            letter=self.one.feedback.letter,
            blank_follow_up=self.blank_follow_up(),
            choose=cards.to(urls.picks(self.one.student, self.one.conference))
            if self.framer.edition.room
            else "",
            writes_to=writes_to,
            writers=writers,
            slug=conference.slug,
            student_slug=self.student.slug,
        )

    def slot(self) -> tuple[datetime | None, str]:
        schedule = self.conference.schedule
        start = next((slot.start for slot in schedule.slots if slot.student == self.student.slug), None)
        if start is None:
            return None, ""
        place = next((w.place for w in schedule.windows if w.start <= start <= w.end), "")
        return start, place

    # -- what the steps show --------------------------------------------------------------------------

    def picks(self) -> Iterable[PickView]:
        titles = {rule.name: slot_title(rule, self.library, self.cards) for rule in self.conference.picks}
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
                more=self.cards.more_said(post),
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
        return (
            slot_title(rule, self.library, self.cards)
            for rule in self.conference.picks
            if rule.name not in chosen
        )

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
        for said in self.one.three_pluses:
            goal, href = wish(said, self.library, self.student.slug, self.cards)
            yield PlusesView(
                said.voice.value, said.pluses, goal, href,
                why=said.why, will=said.will, about=said.about, noticed=said.noticed, growth=said.growth,
            )  # fmt: skip

    def debrief(self) -> DebriefView | None:
        said = self.one.debrief
        if said == Debrief():
            return None
        return DebriefView(said.surprised, said.did_well, said.change, said.felt, said.class_idea)

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

    def subjects(self) -> dict[str, str]:
        """Return the titles of the subjects by their ids."""
        return {subject.id: subject.title for rubric in self.library.rubrics for subject in rubric.subjects}

    def says_nothing_hard(self) -> bool:
        """Has the child named no challenge at all (practice S3-14)?"""
        posts = (self.library.post[self.student.slug, pick.post] for pick in self.one.picks)
        hard = any(goal.in_the_way or any(day.in_the_way for day in goal.progress) for goal in self.goals())
        return not (self.one.is_blank or hard or any(post.make_better for post in posts))

    def report_card(self) -> ReportCardView | None:
        for report in self.library.self_reports_of(self.student.slug):
            rubric = self.library.rubric[report.slug]
            if self.conference.term in (rubric.term, rubric.slug):
                marks = self.conference.marks
                if marks is Marks.OWN:
                    report = report.without_teacher
                elif marks is Marks.NONE:
                    report = report.without_marks
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


def slot_title(rule: PickRule, library: Library, cards: Cards) -> str:
    """Return what a slot for best work is called."""
    if rule.strand and rule.strand in library.strand:
        return cards.strand_title(library.strand[rule.strand])
    return ", ".join(rule.tags) or cards.words.gettext("My best work")
