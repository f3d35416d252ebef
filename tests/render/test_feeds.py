"""Feeds are Atom that a feed reader takes, the same each time, and carry no tags of a student's."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from slc_site.model.classroom import Classroom
from slc_site.model.library import Library
from slc_site.render.feeds import feed_of, feed_path, written
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import post_key
from slc_site.render.page import Materials
from tests.support.things import a_classroom, a_library, a_post

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ON_THE_WEB: Classroom = a_classroom(
    url="https://maple.example/room12/", timezone="America/Regina", language="fr"
)


def made(library: Library, summary: str = "Green frog.") -> dict[str, bytes]:
    prose = {post_key(post): Prose("<p>x</p>", summary) for post in library.posts}
    paths = {who: feed_path(library, who) for who in (None, *library.students)}
    return {path: written(feed_of(library, Materials(prose), who)) for who, path in paths.items() if path}


def test_the_class_and_each_student_with_posts_have_a_feed() -> None:
    assert sorted(made(a_library(ON_THE_WEB, a_post()))) == ["feed.xml", "students/ada/feed.xml"]


def test_without_an_address_there_are_no_feeds() -> None:
    assert made(a_library(a_post())) == {}


def test_a_feed_without_posts_is_left_out_because_it_would_carry_the_time_of_its_making() -> None:
    assert made(a_library(ON_THE_WEB)) == {}


def test_an_entry_says_what_who_when_and_where() -> None:
    post = a_post(title="My <b>frog</b> & me", tags=("frogs",))
    root = ET.fromstring(made(a_library(ON_THE_WEB, post))["students/ada/feed.xml"])
    entry = root.find("a:entry", ATOM)
    assert entry is not None

    def text(name: str) -> str | None:
        return entry.findtext(f"a:{name}", namespaces=ATOM)

    assert text("title") == "My <b>frog</b> & me"
    assert text("updated") == "2025-10-05T00:00:00-06:00"
    assert text("id") == "https://maple.example/room12/students/ada/posts/2025-10-05-frog/index.html"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Ada"
    assert [one.get("term") for one in entry.findall("a:category", ATOM)] == ["writing", "frogs"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_words_that_look_like_a_tag_do_not_become_one_in_the_reader() -> None:
    root = ET.fromstring(made(a_library(ON_THE_WEB, a_post()), "<script>alert(1)</script>")["feed.xml"])
    summary = root.find("a:entry/a:summary", ATOM)
    assert summary is not None
    assert summary.get("type") == "html"
    assert summary.text == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    post = a_post(title="Frog\x00\x0b\ufffe \U0001f438", tags=("a\x08b",))
    root = ET.fromstring(made(a_library(ON_THE_WEB, post), "\x1fhello")["feed.xml"])
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == "Frog \U0001f438"


def test_the_same_content_gives_the_same_bytes() -> None:
    library = a_library(ON_THE_WEB, a_post(), a_post("other"))
    assert made(library) == made(library)
