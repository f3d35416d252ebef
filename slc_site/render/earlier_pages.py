"""The school years that are over: each with its story and its goals, every piece on a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from slc_site.model.classroom import Student
from slc_site.model.earlier_year import EarlierYear
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.goal_views import whole_goal
from slc_site.render.manuscripts import post_key
from slc_site.render.page import Materials, Page
from slc_site.render.portfolio_pages import post_view, story
from slc_site.render.views import EarlierPage, GoalPage, Link, PostPage


def earlier_pages(framer: Framer, materials: Materials, student: Student) -> Iterator[Page]:
    """Yield the page of each earlier year of a student, with those of its posts and goals."""
    for year in framer.library.earlier_of(student.slug):
        yield from _Year(framer, materials, student, year).pages()


class _Year:
    def __init__(self, framer: Framer, materials: Materials, student: Student, year: EarlierYear) -> None:
        self.framer = framer
        self.materials = materials
        self.student = student
        self.year = year
        self.library: Library = framer.library.in_year(year)
        self.path = urls.earlier(student.slug, year.name)

    def cards(self, path: str) -> Cards:
        """Return the maker of views that looks things up in this year."""
        return Cards(self.library, self.materials, self.framer.words, path)

    def pages(self) -> Iterator[Page]:
        yield self.home()
        posts = self.year.posts
        for post, newer, older in zip(posts, (None, *posts), (*posts[1:], None), strict=False):
            cards = self.cards(urls.post(post))
            view = replace(
                post_view(cards, post),
                newer=Link(newer.title, cards.to(urls.post(newer))) if newer else None,
                older=Link(older.title, cards.to(urls.post(older))) if older else None,
            )
            frame = self.framer.frame(
                cards,
                post.title,
                student=self.student,
                crumbs=[(self.year.name, self.path)],
                part=self.path,
                description=self.materials.prose[post_key(post)].summary,
                source=post.origin.file,
            )
            yield Page(cards.path, "post.html", PostPage(frame, view))
        for goal in self.year.goals:
            cards = self.cards(urls.goal(goal))
            frame = self.framer.frame(
                cards,
                goal.title,
                student=self.student,
                crumbs=[(self.year.name, self.path)],
                part=self.path,
                source=goal.origin.file,
            )
            yield Page(cards.path, "goal.html", GoalPage(frame, whole_goal(cards, goal)))

    def home(self) -> Page:
        """Return the year as a story: what was made month by month, and what became of the goals."""
        cards, slug = self.cards(self.path), self.student.slug
        years = self.framer.library.earlier_of(slug)
        context = EarlierPage(
            frame=self.framer.frame(
                cards, self.year.name, student=self.student, part=urls.earlier(slug, years[0].name)
            ),
            year=self.year.name,
            years=cards.current(
                [Link(year.name, cards.to(urls.earlier(slug, year.name))) for year in years], self.path
            ),
            story=story(cards, self.year.posts, most=None),
            goals=tuple(cards.goal(goal) for goal in self.year.goals),
        )
        return Page(self.path, "earlier.html", context)
