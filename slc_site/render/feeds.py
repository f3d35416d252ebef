"""Atom feeds of the class and of each student, for families who read what is new in one place."""

from __future__ import annotations

import html
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slc_site.model.classroom import Student
from slc_site.model.library import Library
from slc_site.model.post import Post
from slc_site.render import urls
from slc_site.render.manuscripts import post_key
from slc_site.render.page import Materials

POSTS_A_FEED = 20


def feed_path(library: Library, student: Student | None) -> str | None:
    """Return where the feed of the class (None) or of a student stands; None when there is none.

    The class must have said where its site stands. A feed without posts is left out: it would have to carry
    the time of its making, and the same content must give the same bytes.
    """
    posts = library.posts_of(student.slug) if student else library.posts
    if not library.classroom.url or not posts:
        return None
    return urls.student_feed(student.slug) if student else urls.CLASS_FEED


def feed(library: Library, materials: Materials, student: Student | None) -> bytes:
    """Return the feed of the class (None) or of a student; there is one."""
    posts = library.posts_of(student.slug) if student else library.posts
    return _feed(library, materials, student, posts[:POSTS_A_FEED])


def _feed(library: Library, materials: Materials, student: Student | None, posts: tuple[Post, ...]) -> bytes:
    from feedgenerator import Atom1Feed

    classroom = library.classroom
    home = urls.portfolio(student.slug) if student else urls.HOME
    path = urls.student_feed(student.slug) if student else urls.CLASS_FEED
    feed = Atom1Feed(
        title=f"{student.name} · {classroom.title}" if student else classroom.title,
        link=classroom.url + home,
        description=classroom.school,
        language=classroom.language,
        feed_url=classroom.url + path,
        feed_guid=classroom.url + home,
        author_name=student.name if student else classroom.title,
    )
    for post in posts:
        address = classroom.url + urls.post(post)
        day = datetime.combine(post.date, time(), _zone(classroom.timezone))
        feed.add_item(
            title=_fit_for_xml(post.title),
            link=address,
            # The library marks it as HTML, so it is HTML: words that look like a tag must not become one.
            description=_fit_for_xml(html.escape(materials.prose[post_key(post)].summary)),
            unique_id=address,
            author_name=library.student[post.student].name,
            pubdate=day,
            updateddate=day,
            categories=[_fit_for_xml(tag) for tag in (*post.strands, *post.tags)],
        )
    text: str = feed.writeString("utf-8")
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
