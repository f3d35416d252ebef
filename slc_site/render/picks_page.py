"""Where a child chooses the best pieces for a conference: for each slot all that could fill it.

It exists where words can be typed, in the room. What the note card says is taken from the post's own
reflection, so that nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from slc_site.model.classroom import Student
from slc_site.model.conference import Conference, PickRule
from slc_site.model.post import Post
from slc_site.model.student_conference import Pick, StudentConference
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.conference_page import slot_title
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.views import CandidateView, Link, PicksPage, SlotView
from slc_site.render.writing import writing

NOTES = 3
"""How many talking points there is room for."""


def picks_page(framer: Framer, student: Student, one: StudentConference) -> Page:
    """Return the page on which a student chooses for one conference."""
    return _Picks(framer, student, one).page()


class _Picks:
    def __init__(self, framer: Framer, student: Student, one: StudentConference) -> None:
        self.framer = framer
        self.library = framer.library
        self.student = student
        self.one = one
        self.conference: Conference = self.library.conference[one.conference]
        self.cards: Cards = framer.cards(urls.picks(one.student, one.conference))
        self.last_time = self.end_of_last_time()

    def page(self) -> Page:
        cards = self.cards
        conference = Link(
            self.conference.title, cards.to(urls.conference(self.one.student, self.one.conference))
        )
        writes_to, writers = writing(self.framer.edition, self.one)
        context = PicksPage(
            frame=self.framer.frame(
                cards,
                self.framer.words.gettext("My best work"),
                student=self.student,
                crumbs=[(conference.title, urls.conference(self.one.student, self.one.conference))],
                source=self.one.origin.file,
            ),
            student=cards.badge(self.student),
            conference=conference,
            slots=tuple(self.slots()),
            writes_to=writes_to,
            writers=writers,
            slug=self.conference.slug,
            student_slug=self.student.slug,
        )
        return Page(cards.path, "picks.html", context)

    def slots(self) -> Iterator[SlotView]:
        for rule in self.conference.picks:
            chosen = [pick for pick in self.one.picks if pick.slot == rule.name]
            taken = {pick.post for pick in chosen}
            candidates = [
                post
                for post in self.library.posts_of(self.student.slug)
                if post.slug in taken or (fits(post, rule) and self.is_in_time(post))
            ]
            for number in range(rule.count):
                pick = chosen[number] if number < len(chosen) else None
                yield self.slot(rule, number, candidates, pick)

    def slot(self, rule: PickRule, number: int, posts: list[Post], pick: Pick | None) -> SlotView:
        strand = self.library.strand.get(rule.strand or "")
        views = [(post, self.candidate(post, pick)) for post in posts]
        notes = (*(pick.notes if pick else ()), *("" for _ in range(NOTES)))[:NOTES]
        return SlotView(
            name=f"{rule.name}/{number + 1}" if number else rule.name,
            title=slot_title(rule, self.library, self.cards),
            about=strand.about if strand else "",
            newer=tuple(view for post, view in views if self.is_new(post)),
            older=tuple(view for post, view in views if not self.is_new(post)),
            because=pick.because if pick else "",
            notes=notes,
        )

    def candidate(self, post: Post, pick: Pick | None) -> CandidateView:
        return CandidateView(
            slug=post.slug,
            post=self.cards.post(post),
            did_well=post.did_well,
            make_better=post.make_better,
            is_chosen=pick is not None and pick.post == post.slug,
        )

    def is_new(self, post: Post) -> bool:
        return self.last_time is None or post.date > self.last_time

    def is_in_time(self, post: Post) -> bool:
        """Was it made before the conference's term was over?"""
        term = self.library.term.get(self.conference.term or "")
        return term is None or post.date <= term.end

    def end_of_last_time(self) -> date | None:
        """Return the day of the conference before this one, as far as anybody knows it."""
        before: date | None = None
        for conference in self.library.conferences:
            if conference.slug == self.conference.slug:
                return before
            term = self.library.term.get(conference.term or "")
            days = [window.end.date() for window in conference.schedule.windows]
            before = max(days, default=term.end if term else before)
        return None


def fits(post: Post, rule: PickRule) -> bool:
    """May the post fill the slot? `any` takes all."""
    if rule.strand:
        return rule.strand in post.strands
    wanted = {tag.casefold() for tag in rule.tags}
    return not wanted or any(tag.casefold() in wanted for tag in (*post.tags, *post.strands))
