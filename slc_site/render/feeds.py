"""Atom feeds of the class and of each student, for families who read what is new in one place."""

from __future__ import annotations

import html
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.render import urls
from slc_site.render.manuscripts import post_key
from slc_site.render.page import Materials

POSTS_A_FEED = 20


class Item(Struct, frozen=True):
    """A post in a feed."""

    title: str
    address: str
    """Where it stands, in full."""
    summary: str
    """Plain words."""
    author: str
    day: date
    categories: tuple[str, ...]


class Feed(Struct, frozen=True):
    """All that a feed says."""

    title: str
    author: str
    about: str
    language: str
    timezone: str
    """In which the days of its items begin."""
    home: str
    """The address of the page with the same."""
    address: str
    """Its own."""
    items: tuple[Item, ...]
    """The newest first, at most `POSTS_A_FEED`."""


def feed_path(library: Library, student: Student | None) -> str | None:
    """Return where the feed of the class (None) or of a student stands; None when there is none.

    The class must have said where its site stands. A feed without posts is left out: it would have to carry
    the time of its making, and the same content must give the same bytes.
    """
    posts = library.posts_of(student.slug) if student else library.posts
    if not library.classroom.url or not posts:
        return None
    return urls.student_feed(student.slug) if student else urls.CLASS_FEED


def feed_of(library: Library, materials: Materials, student: Student | None) -> Feed:
    """Return what is in the feed of the class (None) or of a student; there is one."""
    classroom = library.classroom
    posts = library.posts_of(student.slug) if student else library.posts
    return Feed(
        title=f"{student.name} · {classroom.title}" if student else classroom.title,
        author=student.name if student else classroom.title,
        about=classroom.school,
        language=classroom.language,
        timezone=classroom.timezone,
        home=classroom.url + (urls.portfolio(student.slug) if student else urls.HOME),
        address=classroom.url + (urls.student_feed(student.slug) if student else urls.CLASS_FEED),
        items=tuple(
            Item(
                title=post.title,
                address=classroom.url + urls.post(post),
                summary=materials.prose[post_key(post)].summary,
                author=library.student[post.student].name,
                day=post.date,
                categories=(*post.strands, *post.tags),
            )
            for post in posts[:POSTS_A_FEED]
        ),
    )


def written(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    from feedgenerator import Atom1Feed  # slow to load

    atom = Atom1Feed(
        title=feed.title,
        link=feed.home,
        description=feed.about,
        language=feed.language,
        feed_url=feed.address,
        feed_guid=feed.home,
        author_name=feed.author,
    )
    zone = _zone(feed.timezone)
    for item in feed.items:
        day = datetime.combine(item.day, time(), zone)
        atom.add_item(
            title=_fit_for_xml(item.title),
            link=item.address,
            # The library marks it as HTML, so it is HTML: words that look like a tag must not become one.
            description=_fit_for_xml(html.escape(item.summary)),
            unique_id=item.address,
            author_name=item.author,
            pubdate=day,
            updateddate=day,
            categories=[_fit_for_xml(category) for category in item.categories],
        )
    text: str = atom.writeString("utf-8")
    return text.encode("utf-8")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # reported when class.yml was read
        return ZoneInfo("UTC")


def _fit_for_xml(text: str) -> str:
    """Leave out the characters that XML 1.0 cannot hold at all (section 2.2)."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
