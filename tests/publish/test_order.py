"""Nothing is pointed at before it is there, or taken away before nothing points at it."""

from __future__ import annotations

from slc_site.publish.order import removing, sending

NAMES = [
    "index.html",
    "feed.xml",
    "students/ada/index.html",
    "students/ada/posts/new/index.html",
    "students/ada/posts/new/frog.webp",
    "families/.htaccess",
    "families/.htpasswd",
    "assets/1/site.css",
]


def test_sent_are_guards_then_files_then_pages_then_home_then_feeds() -> None:
    assert sending(NAMES, there={"students/ada/index.html"}) == [
        ["families/.htpasswd"],
        ["families/.htaccess"],
        ["students/ada/posts/new/frog.webp", "assets/1/site.css"],
        ["students/ada/posts/new/index.html"],
        ["students/ada/index.html"],
        ["index.html"],
        ["feed.xml"],
    ]


def test_new_pages_are_sent_deep_before_shallow() -> None:
    assert sending(["a/index.html", "a/b/c/index.html", "a/b/index.html"], there=()) == [
        ["a/b/c/index.html", "a/b/index.html", "a/index.html"]
    ]


def test_what_guards_a_folder_goes_last() -> None:
    assert removing(NAMES) == [
        ["feed.xml"],
        ["index.html"],
        ["students/ada/index.html", "students/ada/posts/new/index.html"],
        ["assets/1/site.css", "students/ada/posts/new/frog.webp"],
        ["families/.htaccess"],
        ["families/.htpasswd"],
    ]


def test_nothing_is_no_group() -> None:
    assert sending([], ()) == []
    assert removing([]) == []
