"""What stands around every page: names, ways to the other pages, the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.render.cards import Cards
from slc_site.render.page import Edition, Materials
from slc_site.render.seen_as import seen_as
from slc_site.render.shared import Shared
from slc_site.render.translations import Words
from slc_site.render.views import Frame, Link

_MANY = frozenset({"strands", "conferences", "pages", "earlier"})
"""Parts of the site with several places that all pages lead to."""
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_PHONE = re.compile(r"\+?[\d\s()./-]{5,}")


class Framer:
    """Makes the frame, and the cards, of each page of a library."""

    def __init__(self, library: Library, materials: Materials, words: Words, edition: Edition) -> None:
        self.library = library
        self.words = words
        self.edition = edition
        self._materials = materials
        self._shared = Shared()
        self._ways: dict[tuple[object, ...], tuple[tuple[Link, ...], tuple[Link, ...]]] = {}
        self._feeds: dict[tuple[str, str], Link] = {}
        self._contact_href = _contact_href(library.classroom.contact)
        self._seen_as = seen_as(edition, library.student, words)

    def cards(self, path: str, root: str = "") -> Cards:
        """Return the maker of views for the page at `path`."""
        return Cards(self.library, self._materials, self.words, path, root, self._shared)

    def frame(
        self,
        cards: Cards,
        title: str,
        *,
        student: Student | None = None,
        crumbs: Sequence[tuple[str, str]] = (),
        part: str = "",
        description: str = "",
        source: str = "",
    ) -> Frame:
        """Return the frame of the page that `cards` is for.

        `crumbs` are (title, path) between the home, or the student's portfolio, and the page itself; `part`
        is the path of the part of the site that the page belongs to, such as the blog for a post.
        """
        classroom = self.library.classroom
        trail = [(classroom.title, urls.HOME)]
        if student is not None:
            trail.append((student.name, urls.portfolio(student.slug)))
        trail += crumbs
        nav, student_nav = self._ways_on(cards, student, part or cards.path)
        return Frame(
            path=cards.path,
            title=title,
            description=description,
            site_title=classroom.title,
            school=classroom.school,
            teacher=classroom.teacher,
            contact=classroom.contact,
            contact_href=self._contact_href,
            year=classroom.year,
            home=cards.to(urls.HOME),
            about="" if self.edition.is_keepsake else cards.to(urls.ABOUT),
            nav=nav,
            student=cards.badge(student) if student else None,
            student_nav=student_nav,
            crumbs=tuple(Link(name, cards.to(path)) for name, path in trail if path != cards.path),
            feed=self._feed(cards, student),
            live=self.edition.live,
            source=source if self.edition.live else "",
            seen_as=self._seen_as,
            canonical=classroom.url + cards.path if classroom.url and self._stands_at_its_url else "",
            door=self._door(cards, student),
        )

    @property
    def _stands_at_its_url(self) -> bool:
        return not (self.edition.is_sealed or self.edition.is_keepsake)

    def _ways_on(
        self, cards: Cards, student: Student | None, part: str
    ) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Return the ways to the parts of the class and of the student, `part` marked as where one is.

        The very same for pages that write the same addresses: so they are drawn once, too.
        """
        slug = student.slug if student else ""
        here = cards.to(part)
        place = (cards.root, slug, _outlook(cards.path, urls.student_folder(slug) if slug else ""))
        plain = self._ways.get(place)
        if plain is None:
            own = tuple(self._student_nav(cards, student)) if student else ()
            around = self._keepsake_nav(cards, slug) if self.edition.is_keepsake else self._nav(cards)
            plain = self._ways[place] = (tuple(around), own)
        if not any(link.href == here for links in plain for link in links):
            return plain
        marked = self._ways.get((*place, here))
        if marked is None:
            marked = self._ways[*place, here] = (cards.current(plain[0], part), cards.current(plain[1], part))
        return marked

    def _door(self, cards: Cards, student: Student | None) -> str:
        leads_on = self.edition.leads_to_families and student is not None
        door = urls.AS_FAMILY if leads_on else self.edition.door
        return cards.to(door) if door else ""

    def _nav(self, cards: Cards) -> list[Link]:
        library = self.library
        if self.edition.room:
            held = library.conference[self.edition.room]
            title = held.title if held.party else self.words.gettext("All conferences")
            return [Link(title, cards.to(urls.HOME))]
        links = [Link(self.words.gettext("Our class"), cards.to(urls.HOME))]
        links += [cards.strand_link(strand.tag, None) for strand in library.classroom.strands]
        if library.has_tags:
            links.append(Link(self.words.gettext("Topics"), cards.to(urls.TAGS)))
        if library.prompts:
            links.append(Link(self.words.gettext("What could I post?"), cards.to(urls.PROMPTS)))
        if self.edition.is_for_teacher and self.edition.student is None:
            links.append(Link(self.words.gettext("Everybody's goals"), cards.to(urls.GOALS)))
        links += self.class_links(cards)
        return links

    def _keepsake_nav(self, cards: Cards, student: str) -> list[Link]:
        """Return the ways in what a child takes home: there is no class around it."""
        return [
            Link(self.words.gettext("My portfolio"), cards.to(urls.portfolio(student))),
            Link(self.words.gettext("All on one page"), cards.to(urls.whole(student))),
        ]

    def class_links(self, cards: Cards) -> tuple[Link, ...]:
        """Return the ways to the invitations and to the class's own pages."""
        library = self.library
        parties = (one for one in library.conferences if one.party is not None)
        return (
            *(Link(one.title, cards.to(urls.party(one.slug))) for one in parties),
            *(Link(page.title, cards.to(urls.class_page(page.slug))) for page in library.pages),
        )

    def _student_nav(self, cards: Cards, student: Student) -> list[Link]:
        library, slug = self.library, student.slug
        posts = library.posts_of(slug)
        links = [Link(self.words.gettext("My portfolio"), cards.to(urls.portfolio(slug)))]
        links.append(Link(self.words.gettext("My blog"), cards.to(urls.blog(slug)), count=len(posts)))
        used = {tag for post in posts for tag in post.strands}
        links += [cards.strand_link(s.tag, slug) for s in library.classroom.strands if s.tag in used]
        if library.goals_of(slug):
            links.append(Link(self.words.gettext("My goals"), cards.to(urls.goals(slug))))
        if has_growth(library, slug):
            links.append(Link(self.words.gettext("Then and now"), cards.to(urls.growth(slug))))
        if library.self_reports_of(slug):
            links.append(Link(self.words.gettext("My report cards"), cards.to(urls.report_cards(slug))))
        if library.known_targets(slug) or library.not_yet(slug):
            links.append(Link(self.words.gettext("My learning"), cards.to(urls.targets(slug))))
        if library.readings_of(slug):
            links.append(Link(self.words.gettext("My numbers"), cards.to(urls.data(slug))))
        links += [
            Link(library.conference[one.conference].title, cards.to(urls.conference(slug, one.conference)))
            for one in library.conferences_of(slug)
        ]
        if years := library.earlier_of(slug):
            links.append(
                Link(self.words.gettext("Earlier years"), cards.to(urls.earlier(slug, years[0].name)))
            )
        return links

    def _feed(self, cards: Cards, student: Student | None) -> Link | None:
        if not self.has_feed(student):
            return None
        name = student.name if student else self.library.classroom.title
        href = cards.to(urls.student_feed(student.slug) if student else urls.CLASS_FEED)
        return self._feeds.setdefault((student.slug if student else "", href), Link(name, href))

    def has_feed(self, student: Student | None) -> bool:
        """Is there a feed of the class (None) or of a student? It needs an address, and a post."""
        posts = self.library.posts_of(student.slug) if student else self.library.posts
        return bool(self.library.classroom.url and posts and self.edition.builds_feeds)


def _outlook(path: str, folder: str) -> str:
    """Return what decides how the page at `path` writes the addresses of the parts of the site.

    `folder` is the student's, whose page it is, or empty.
    """
    inside = path.removeprefix(folder)
    if inside == path and folder:
        return path
    part = inside.partition("/")[0]
    # Which strand, conference or page of the class one is on decides which of them is near; where else a page
    # stands within a part, only how deep matters.
    return inside if part in _MANY else f"{part}{inside.count('/')}"


def has_growth(library: Library, student: str) -> bool:
    """Is there a then and a now to be seen of a student? It takes two pieces of work."""
    return len(library.posts_of(student)) > 1


def _contact_href(contact: str) -> str:
    contact = contact.strip()
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    if _PHONE.fullmatch(contact):
        return "tel:" + re.sub(r"[^\d+]", "", contact)
    return ""
