"""Which names a file of the site may have."""

from __future__ import annotations

import pytest

from slc_site.build.site_path import clashing, fault, name_problems


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "students/ada/posts/2026-10-05-frog/a1b2.webp",
        "assets/style.0f0f.css",
        ".htaccess",
        "students/zoë/index.html",
        "console/index.html",
        "a/" + "x" * 250,
    ],
)
def test_ordinary_names_may_be_written(path: str) -> None:
    assert fault(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../outside",
        "a/../../b",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "C:/a",
        "a:stream",
        "a\nb",
        "a\x00b",
        "a\x7fb",
        "a\ud800b",
        "con",
        "students/NUL.html",
        "aux .txt",
        "lpt³",
        "ends./x",
        "ends /x",
        "wha?t",
        "x" * 256,
        "é" * 130,
        ".slc-staging/1",
    ],
)
def test_a_name_that_is_a_trap_somewhere_is_refused(path: str) -> None:
    assert fault(path)
    assert len(name_problems([path, "index.html"])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("students/Ada/index.html", "students/ada/index.html"),
        ("students/Ada/index.html", "students/ada/feed.xml"),
        ("caf\u00e9.html", "cafe\u0301.html"),
        ("STRASSE.html", "straße.html"),
        ("a", "a/b"),
    ],
)
def test_two_names_that_a_disk_mixes_up_are_both_named(one: str, other: str) -> None:
    [problem] = name_problems([one, "b-between", other])
    for name in (one, other):
        parts = [part for part in name.split("/") if part in problem.message]
        assert parts, (name, problem.message)


def test_every_bad_name_is_told_at_once() -> None:
    assert len(name_problems(["../a", "con", "fine.html", "a//b"])) == 3


def test_what_a_new_file_needs_out_of_its_way_is_known() -> None:
    old = ["students/Ada/index.html", "pages", "tags/index.html", "strands/x", "stays.html"]
    new = ["students/ada/index.html", "pages/about/index.html", "strands", "tags/frog/index.html"]
    assert clashing(old, new) == {"students/Ada/index.html", "pages", "strands/x"}
