"""The pages of one student's portfolio: home and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from slc_site.model.classroom import Student
from slc_site.model.goal import GoalKind, GoalStatus
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer, has_growth
from slc_site.render.goal_views import shown_goal
from slc_site.render.listings import Listings
from slc_site.render.manuscripts import post_key
from slc_site.render.page import Materials, Page
from slc_site.render.report_card_views import ReportCardViews
from slc_site.render.views import (
    Link,
    Month,
    PaperView,
    PortfolioPage,
    PostPage,
    PostView,
)

_NEWEST = 6
_POSTS_A_MONTH = 4
"""In the story of the year."""


class Portfolios:
    """Plans the pages of students' portfolios."""

    def __init__(self, framer: Framer, materials: Materials, listings: Listings) -> None:
        self.framer = framer
        self.library = framer.library
        self.materials = materials
        self.listings = listings
        self._ = framer.words.gettext

    def home(self, student: Student) -> Page:
        """Return the portfolio's home: the best, the newest, goals at a glance, the year as a story."""
        library, slug = self.library, student.slug
        path = urls.portfolio(slug)
        cards = self.framer.cards(path)
        posts = library.posts_of(slug)
        pinned = library.pinned(slug)
        goals = [goal for goal in library.goals_of(slug) if goal.status is not GoalStatus.SET_ASIDE]
        goals.sort(key=lambda goal: (goal.status is GoalStatus.MET, goal.kind is GoalKind.LONG_TERM))
        context = PortfolioPage(
            frame=self.framer.frame(cards, student.name, student=student, source=student.origin.file),
            student=cards.badge(student),
            pinned=cards.post(pinned) if pinned else None,
            newest=cards.posts([post for post in posts if post is not pinned][:_NEWEST]),
            goals=tuple(cards.goal(goal) for goal in goals),
            goals_href=cards.to(urls.goals(slug)) if library.goals_of(slug) else "",
            strands=self.listings.strand_views(cards, student),
            story=story(cards, posts),
            conferences=tuple(
                Link(
                    library.conference[one.conference].title, cards.to(urls.conference(slug, one.conference))
                )
                for one in library.conferences_of(slug)
            ),
            blog=Link(self._("My blog"), cards.to(urls.blog(slug)), count=len(posts)),
            growth_href=cards.to(urls.growth(slug)) if has_growth(library, slug) else "",
            report_cards=tuple(
                ReportCardViews(library, cards, self.framer.words).link(report)
                for report in library.self_reports_of(slug)
            ),
        )
        return Page(path, "portfolio.html", context)

    def posts(self, student: Student) -> Iterator[Page]:
        """Yield the page of each post."""
        library, slug = self.library, student.slug
        blog = urls.blog(slug)
        posts = library.posts_of(slug)
        for post, newer, older in zip(posts, (None, *posts), (*posts[1:], None), strict=False):
            cards = self.framer.cards(urls.post(post))
            view = replace(
                post_view(cards, post),
                newer=Link(newer.title, cards.to(urls.post(newer))) if newer else None,
                older=Link(older.title, cards.to(urls.post(older))) if older else None,
            )
            frame = self.framer.frame(
                cards,
                post.title,
                student=student,
                crumbs=[(self._("My blog"), blog)],
                part=blog,
                description=self.materials.prose[post_key(post)].summary,
                source=post.origin.file,
            )
            yield Page(cards.path, "post.html", PostPage(frame, view))


def post_view(cards: Cards, post: Post) -> PostView:
    """Return a post with all that belongs to it but its neighbours, for a page as deep as its own."""
    library, slug = cards.library, post.student
    prompt = library.prompt.get(post.prompt)
    return PostView(
        card=cards.post(post),
        body=cards.body(post),
        did_well=post.did_well,
        make_better=post.make_better,
        told=cards.told(post),
        more=cards.more_said(post),
        prompt=Link(prompt.title, cards.to(urls.prompt(prompt.slug))) if prompt else None,
        tags=tuple(Link(tag, cards.to(urls.tag(tag, slug))) for tag in post.tags),
        targets=tuple(cards.target(library.target[name], slug) for name in post.targets),
        goals=tuple(shown_goal(cards, goal, post) for goal in library.shown_goals(post)),
        people=tuple(cards.badge(library.student[name]) for name in post.people),
        paper=PaperView(post.paper.where, post.paper.pages) if post.paper else None,
        newer=None,
        older=None,
    )


def story(cards: Cards, posts: Sequence[Post], most: int | None = _POSTS_A_MONTH) -> tuple[Month, ...]:
    """Return a year by months, oldest first; of a busy month, those with a picture or a reflection.

    `most` is how many there are of one month at the most; None: all.
    """
    months: defaultdict[date, list[Post]] = defaultdict(list)
    for post in reversed(posts):
        months[post.date.replace(day=1)].append(post)
    told_so_far = []
    for first_day, own in sorted(months.items()):
        told = sorted(own, key=lambda post: (cards.cover(post) is None, not post.is_reflected))[:most]
        in_order = [post for post in own if post in told]
        told_so_far.append(Month(first_day, cards.posts(in_order)))
    return tuple(told_so_far)
