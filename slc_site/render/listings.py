"""Lists of posts, of the class or of one student: by strand, by tag, and the blog; twenty a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from slc_site.model.classroom import Student
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.page import Page
from slc_site.render.views import Link, Pager, PostListPage, StrandView, TagsPage

POSTS_A_PAGE = 20
_ALL_PAGES = 7
"""Up to so many pages, each leads to all."""
_ONLY = Pager(1, 1, (Link("1", urls.relative(urls.HOME, urls.HOME), current=True),), None, None)
"""Of a list of a single page."""


class Listings:
    """Plans the pages that are lists; `student` is None where they are the class's."""

    def __init__(self, framer: Framer) -> None:
        self.framer = framer
        self.library = framer.library
        self._ = framer.words.gettext

    def posts_of(self, student: Student | None) -> tuple[Post, ...]:
        """Return the posts, newest first."""
        return self.library.posts_of(student.slug) if student else self.library.posts

    def strand_views(self, cards: Cards, student: Student | None) -> tuple[StrandView, ...]:
        """Return every strand of the class, with the posts there are in it."""
        posts = self.posts_of(student)
        slug = student.slug if student else None
        return tuple(cards.strand(strand, slug, posts) for strand in self.library.classroom.strands)

    def strands(self, student: Student | None) -> Iterator[Page]:
        """Yield the pages of every strand, also of those with nothing in them: they say what it means."""
        slug = student.slug if student else None
        for strand in self.library.classroom.strands:
            posts = [post for post in self.posts_of(student) if strand.tag in post.strands]
            lead = self.framer.cards(urls.HOME).led_by(posts)  # the same on every page
            for path, some, pager in self.paged(urls.strand(strand.tag, slug), posts):
                cards = self.framer.cards(path)
                view = cards.strand_of(strand, slug, len(posts), lead)
                frame = self.framer.frame(
                    cards,
                    view.title,
                    student=student,
                    part=urls.strand(strand.tag, slug),
                    description=view.about,
                )
                context = PostListPage(frame, view.title, cards.posts(some), pager, view)
                yield Page(path, "strand.html", context)

    def tags(self, student: Student | None) -> Iterator[Page]:
        """Yield the pages of every tag, and for the class the page of all tags."""
        by_tag: defaultdict[str, list[Post]] = defaultdict(list)
        for post in self.posts_of(student):
            for tag in post.tags:
                by_tag[tag].append(post)
        slug = student.slug if student else None
        if by_tag and student is None:
            cards = self.framer.cards(urls.TAGS)
            links = [Link(tag, cards.to(urls.tag(tag)), count=len(by_tag[tag])) for tag in sorted(by_tag)]
            yield Page(
                urls.TAGS, "tags.html", TagsPage(self.framer.frame(cards, self._("Topics")), tuple(links))
            )
        for tag, posts in sorted(by_tag.items()):
            for path, some, pager in self.paged(urls.tag(tag, slug), posts):
                cards = self.framer.cards(path)
                part = "" if student else urls.TAGS
                crumbs = [] if student else [(self._("Topics"), urls.TAGS)]
                frame = self.framer.frame(cards, tag, student=student, part=part, crumbs=crumbs)
                yield Page(path, "tag.html", PostListPage(frame, tag, cards.posts(some), pager))

    def blog(self, student: Student) -> Iterator[Page]:
        """Yield the pages of a student's blog."""
        first = urls.blog(student.slug)
        for path, some, pager in self.paged(first, self.library.posts_of(student.slug)):
            cards = self.framer.cards(path)
            title = self._("My blog")
            frame = self.framer.frame(cards, title, student=student, part=first)
            yield Page(path, "blog.html", PostListPage(frame, title, cards.posts(some), pager))

    def paged(self, first: str, posts: Sequence[Post]) -> Iterator[tuple[str, Sequence[Post], Pager]]:
        """Yield (path, posts, pager) for each page of a list; one page when there is nothing in it."""
        if len(posts) <= POSTS_A_PAGE:
            yield first, posts, _ONLY
            return
        parts = [posts[at : at + POSTS_A_PAGE] for at in range(0, len(posts), POSTS_A_PAGE)]
        of = len(parts)
        for number, some in enumerate(parts, 1):
            ways = {n: _way(first, number, n) for n in _near(number, of)}
            pages = tuple(ways.get(n) for n in _with_gaps(sorted(ways)))
            pager = Pager(number, of, pages, ways.get(number - 1), ways.get(number + 1))
            yield urls.numbered(first, number), some, pager


def _way(first: str, number: int, to: int) -> Link:
    """Return the way from one page of a list to another."""
    page = urls.numbered(first, number)
    return Link(str(to), urls.relative(page, urls.numbered(first, to)), current=number == to)


def _near(number: int, of: int) -> set[int]:
    """Return the pages that one page of a list leads to: a long list would not fit on a phone."""
    near = {1, of, *range(number - 2, number + 3)}
    if of <= _ALL_PAGES:
        near.update(range(of))
    return {n for n in near if 1 <= n <= of}


def _with_gaps(numbers: Sequence[int]) -> Iterator[int]:
    """Yield ascending numbers, with a 0 where some are left out."""
    for before, number in zip((0, *numbers), numbers, strict=False):
        if number > before + 1:
            yield 0
        yield number
