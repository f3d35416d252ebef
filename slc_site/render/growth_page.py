"""Then and now: what a child chose, or what could be chosen, and the year in a strip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from slc_site.model.classroom import Strand, Student
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.views import GrowthPage, GrowthView, Link, MonthPiece, ReflectionView

_WRITING = "writing"


def growth_page(framer: Framer, student: Student) -> Page:
    """Return a student's then and now; it is worth a page once there are two pieces of work."""
    return _GrowthPage(framer, student).page()


class _GrowthPage:
    def __init__(self, framer: Framer, student: Student) -> None:
        self.framer = framer
        self.library: Library = framer.library
        self.student = student
        self.cards: Cards = framer.cards(urls.growth(student.slug))
        self.oldest_first = tuple(reversed(self.library.posts_of(student.slug)))

    def page(self) -> Page:
        cards, student = self.cards, self.student
        pairs = tuple(self.chosen())
        strand = self.strip_strand()
        months = tuple(_first_of_each_month(p for p in self.oldest_first if strand.tag in p.strands))
        pins = [post for post in self.oldest_first if post.pin]
        context = GrowthPage(
            frame=self.framer.frame(cards, self.framer.words.gettext("How I have grown"), student=student),
            pairs=(*pairs, *self.proposed()),
            strip_title=cards.strand_title(strand),
            strip=tuple(MonthPiece(p.date.replace(day=1), cards.post(p)) for p in months if len(months) > 1),
            reflections=tuple(
                ReflectionView(
                    Link(post.title, cards.to(urls.post(post))),
                    post.date,
                    post.did_well,
                    post.make_better,
                    cards.more_said(post),
                )
                for post in self.oldest_first
                if post.said
            ),
            pins=cards.posts(pins) if len(pins) > 1 else (),
        )
        return Page(cards.path, "growth.html", context)

    def strip_strand(self) -> Strand:
        """Return the strand of the strip: writing, where the class has it."""
        return self.library.strand.get(_WRITING) or self.library.classroom.strands[0]

    # -- pairs ----------------------------------------------------------------------------------------

    def chosen(self) -> Iterator[GrowthView]:
        """Yield what the child chose, newest conference first, each pair once."""
        seen = set()
        for one in reversed(self.library.conferences_of(self.student.slug)):
            for pair in one.growth:
                if (pair.then, pair.now) not in seen:
                    seen.add((pair.then, pair.now))
                    yield self.pair(self.post(pair.then), self.post(pair.now), pair.because)

    def proposed(self) -> Iterator[GrowthView]:
        """Yield, for each strand without a pair, its first piece and the last pick, else the newest."""
        library, slug = self.library, self.student.slug
        have = {
            strand
            for one in library.conferences_of(slug)
            for pair in one.growth
            for strand in (*self.post(pair.then).strands, *self.post(pair.now).strands)
        }
        for strand in library.classroom.strands:
            then = library.first_piece(slug, strand.tag)
            if strand.tag in have or then is None:
                continue
            now = self.best_now(strand, then)
            if now is not None:
                yield self.pair(then, now, "", proposal=self.where_to_choose())

    def best_now(self, strand: Strand, then: Post) -> Post | None:
        """Return the last pick of a strand that is newer than `then`, else the newest piece; else None."""
        picked = [
            self.post(pick.post)
            for one in reversed(self.library.conferences_of(self.student.slug))
            for pick in one.picks
        ]
        newest_first = reversed(self.oldest_first)
        candidates = (post for post in (*picked, *newest_first) if strand.tag in post.strands)
        return next((post for post in candidates if post.date > then.date), None)

    def where_to_choose(self) -> str:
        """Return the file in which a pair can be chosen: for the teacher, and else nothing."""
        if not self.framer.edition.is_for_teacher:
            return ""
        brought = self.library.conferences_of(self.student.slug)
        folder = self.student.origin.file.removesuffix("student.yml")
        return brought[-1].origin.file if brought else f"{folder}conferences/"

    def pair(self, then: Post, now: Post, because: str, proposal: str = "") -> GrowthView:
        cards = self.cards
        common = next((tag for tag in now.strands if tag in then.strands), None)
        return GrowthView(
            then=cards.post(then),
            now=cards.post(now),
            then_body=cards.body_here(then),
            now_body=cards.body_here(now),
            because=because,
            strand=cards.strand_title(self.library.strand[common]) if common else "",
            proposal=proposal,
        )

    def post(self, slug: str) -> Post:
        return self.library.post[self.student.slug, slug]


def _first_of_each_month(oldest_first: Iterable[Post]) -> Iterator[Post]:
    months: set[date] = set()
    for post in oldest_first:
        month = post.date.replace(day=1)
        if month not in months:
            months.add(month)
            yield post
