"""The site map: which pages a library makes, and what the class's own pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from slc_site.model.classroom import Student
from slc_site.model.conference import ConferenceKind
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.conference_page import conference_page
from slc_site.render.data_page import data_page
from slc_site.render.earlier_pages import earlier_pages
from slc_site.render.follow_up_page import follow_up_pages
from slc_site.render.frames import Framer, has_growth
from slc_site.render.goal_pages import class_goals_page, goal_pages
from slc_site.render.growth_page import growth_page
from slc_site.render.listings import Listings
from slc_site.render.manuscripts import page_key
from slc_site.render.page import Edition, Materials, Page
from slc_site.render.party_page import party_page, party_pages
from slc_site.render.picks_page import picks_page
from slc_site.render.portfolio_pages import Portfolios
from slc_site.render.prompt_pages import prompt_pages
from slc_site.render.report_card_page import report_card_pages
from slc_site.render.room_page import room_page
from slc_site.render.targets_page import target_pages
from slc_site.render.translations import Words
from slc_site.render.views import AboutPage, ClassTextPage, HomePage, Html, NotFoundPage, PostCard
from slc_site.render.whole_page import whole_page

_NEWEST = 9
_NEWEST_OF_ONE_STUDENT = 2
"""On the class home, so that it shows many children and not the busiest one."""


def class_pages(library: Library, materials: Materials, words: Words, edition: Edition) -> Iterator[Page]:
    """Yield every page of the site of `library` that is no child's own, with path, template and context.

    Of the texts of posts, only summaries, media and their words are looked at.
    """
    framer = Framer(library, materials, words, edition)
    own = _ClassPages(framer, materials, Listings(framer))
    if edition.room:
        held = library.conference[edition.room]
        yield party_page(framer, held, held.party, urls.HOME) if held.party else room_page(framer)
        yield own.about()
        return
    yield own.home()
    yield own.about()
    yield own.not_found()
    yield from own.texts()
    yield from party_pages(framer)
    yield from prompt_pages(framer, materials)
    yield from own.listings.strands(None)
    yield from own.listings.tags(None)
    if edition.is_for_teacher:
        yield class_goals_page(framer)


def student_pages(
    library: Library, materials: Materials, words: Words, edition: Edition, student: Student
) -> Iterator[Page]:
    """Yield every page of a student's own; all that is looked at is in `library.of(student.slug)`."""
    framer = Framer(library, materials, words, edition)
    listings = Listings(framer)
    portfolios = Portfolios(framer, materials, listings)
    yield portfolios.home(student)
    yield from listings.blog(student)
    yield from listings.strands(student)
    yield from listings.tags(student)
    yield from portfolios.posts(student)
    yield from goal_pages(framer, student)
    if has_growth(library, student.slug):
        yield growth_page(framer, student)
    yield from report_card_pages(framer, student)
    yield from target_pages(framer, student)
    yield from data_page(framer, student)
    yield from earlier_pages(framer, materials, student)
    for one in library.conferences_of(student.slug):
        yield conference_page(framer, materials, student, one)
        yield from follow_up_pages(framer, student, one)
        if one.conference == edition.room:
            yield picks_page(framer, student, one)
    if edition.is_keepsake:
        yield whole_page(framer, materials, student)


class _ClassPages:
    def __init__(self, framer: Framer, materials: Materials, listings: Listings) -> None:
        self.framer = framer
        self.library = framer.library
        self.materials = materials
        self.listings = listings
        self._ = framer.words.gettext

    def home(self) -> Page:
        cards = self.framer.cards(urls.HOME)
        library = self.library
        context = HomePage(
            frame=self.framer.frame(cards, "", source=library.classroom.origin.file),
            students=tuple(cards.badge(student) for student in library.students),
            newest=_led_by_a_picture(cards.posts(_mixed(library.posts))),
            strands=self.listings.strand_views(cards, None),
            pages=self.framer.class_links(cards),
        )
        return Page(urls.HOME, "home.html", context)

    def about(self) -> Page:
        cards = self.framer.cards(urls.ABOUT)
        days = (
            (conference.title, _first_day(window.start.date() for window in conference.schedule.windows))
            for conference in self.library.conferences
            # Who is not asked to a party need not know of it.
            if conference.party or conference.kind is not ConferenceKind.PARTY
        )
        context = AboutPage(
            frame=self.framer.frame(cards, self._("What is a student-led conference?")),
            strands=self.listings.strand_views(cards, None),
            conferences=tuple((title, day) for title, day in days if day is not None),
        )
        return Page(urls.ABOUT, "about.html", context)

    def not_found(self) -> Page:
        from urllib.parse import urlsplit

        url = self.library.classroom.url
        # A host shows this page at any depth, so its links begin at the site's root where that is known.
        cards = self.framer.cards(urls.NOT_FOUND, urlsplit(url).path if url else "")
        frame = self.framer.frame(cards, self._("This page is not here"))
        return Page(urls.NOT_FOUND, "404.html", NotFoundPage(frame))

    def texts(self) -> Iterator[Page]:
        for page in self.library.pages:
            path = urls.class_page(page.slug)
            prose = self.materials.prose[page_key(page.slug)]
            frame = self.framer.frame(
                self.framer.cards(path), page.title, description=prose.summary, source=page.origin.file
            )
            yield Page(path, "page.html", ClassTextPage(frame, page.title, Html(prose.html)))


def _mixed(posts: Iterable[Post]) -> list[Post]:
    """Return the newest posts of a class, few of each student."""
    taken: defaultdict[str, int] = defaultdict(int)
    newest = []
    for post in posts:
        if taken[post.student] < _NEWEST_OF_ONE_STUDENT:
            taken[post.student] += 1
            newest.append(post)
            if len(newest) == _NEWEST:
                break
    return newest


def _led_by_a_picture(posts: tuple[PostCard, ...]) -> tuple[PostCard, ...]:
    """Return the posts with the first that has a picture in front: that is where pages show one large."""
    lead = next((post for post in posts if post.cover), None)
    return (lead, *(post for post in posts if post is not lead)) if lead else posts


def _first_day(days: Iterable[date]) -> date | None:
    return min(days, default=None)
