"""Then and now: what a child chose stands first, what nobody chose is proposed, what is hidden is absent."""

from __future__ import annotations

import re

import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.support.classes import ClassFolder, Files

GROWTH = "students/ada/growth/index.html"
_GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def a_post(slug: str, keys: str = "", strand: str = "writing", body: str = "") -> Files:
    title = slug[11:].capitalize()
    text = f"---\ntitle: {title}\ntags: [{strand}]\n{keys}\n---\n{body or f'Work {title}.'}\n"
    return {f"students/ada/posts/{slug}.md": text}


def brought(text: str, conference: str = "fall", kind: str = "first") -> Files:
    return {
        f"conferences/{conference}/conference.yml": f"title: {conference.capitalize()}\nkind: {kind}\n",
        f"students/ada/conferences/{conference}.md": f"---\n{text}\n---\n",
    }


CLASS = {
    "class.yml": (
        "title: R\naccess: {posts: public, conferences: public}\nconsent: {publish: yes, photos: yes}\n"
    ),
    "students/ada/student.yml": "name: Ada\n",
}


def built(a_class: AClass, *files: Files, viewer: Viewer = PUBLIC, live: bool = False) -> ClassFolder:
    every = {path: text for some in (CLASS, *files) for path, text in some.items()}
    return a_class(every, bare=True).build(viewer, live=live)


def pairs(html: str) -> list[tuple[str, str, str]]:
    """Return the titles of each pair, then and now, and what is different."""
    found = []
    for article in re.findall(r'<article class="grown">(.*?)</article>', html, re.DOTALL):
        then, now = re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a></h3>", article)
        because = re.search(r'different:</strong> <span dir="auto">(.*?)</span>', article)
        found.append((then, now, because[1] if because else ""))
    return found


def test_a_child_with_one_piece_has_no_then_and_now_and_no_way_to_it(a_class: AClass) -> None:
    made = built(a_class, a_post("2025-09-08-summer"))
    assert not (made.output / GROWTH).exists()
    assert "growth/" not in made.page("students/ada/index.html")


def test_without_a_pair_it_says_that_growing_takes_time(a_class: AClass) -> None:
    made = built(a_class, a_post("2025-09-08-summer"), a_post("2025-10-08-tower", strand="projects"))
    page = made.page(GROWTH)
    assert pairs(page) == []
    assert "Growing takes time." in page
    assert 'href="growth/index.html"' in made.page("students/ada/index.html")


def test_what_the_child_chose_stands_there_newest_conference_first_and_once(a_class: AClass) -> None:
    pair = "{then: 2025-09-08-summer, now: 2025-11-08-frog, because: I use periods.}"
    made = built(
        a_class,
        a_post("2025-09-08-summer"),
        a_post("2025-11-08-frog"),
        a_post("2026-03-08-story"),
        brought(f"growth: [{pair}]"),
        brought(
            f"growth: [{{then: 2025-09-08-summer, now: 2026-03-08-story, because: It is long.}}, {pair}]",
            "spring",
            "second",
        ),
    )
    assert pairs(made.page(GROWTH)) == [
        ("Summer", "Story", "It is long."),
        ("Summer", "Frog", "I use periods."),
    ]


def test_the_first_piece_and_the_last_pick_are_proposed_where_nothing_was_chosen(a_class: AClass) -> None:
    posts = (
        a_post("2025-09-01-name"),
        a_post("2025-09-08-summer", "kind: first-piece"),
        a_post("2025-11-08-frog"),
        a_post("2025-12-08-newest"),
        a_post("2025-09-02-clay", strand="representing"),
        a_post("2025-12-02-dance", strand="representing"),
        a_post("2025-10-02-bridge", strand="projects"),
    )
    picked = brought("picks: {writing: {post: 2025-11-08-frog}}")
    made = built(a_class, *posts, picked)
    assert pairs(made.page(GROWTH)) == [("Summer", "Frog", ""), ("Clay", "Dance", "")]
    assert "Nobody has chosen" not in made.page(GROWTH)
    teacher = built(a_class, viewer=TEACHER, live=True).page(GROWTH)
    assert teacher.count("Nobody has chosen this pair yet; only you see this line.") == 2
    assert "content/students/ada/conferences/fall.md" in teacher


def test_nothing_is_proposed_for_a_strand_that_has_a_pair(a_class: AClass) -> None:
    made = built(
        a_class,
        a_post("2025-09-08-summer"),
        a_post("2025-11-08-frog"),
        a_post("2025-12-08-newest"),
        brought("growth: [{then: 2025-11-08-frog, now: 2025-12-08-newest}]"),
    )
    assert pairs(made.page(GROWTH)) == [("Frog", "Newest", "")]


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (PUBLIC, [("Summer", "Story", "")]),
        (Viewer(Audience.FAMILY, "ada"), [("Summer", "Frog", "Secret.")]),
        (TEACHER, [("Summer", "Frog", "Secret.")]),
    ],
)
def test_a_pair_of_which_one_is_hidden_is_not_there_and_nothing_tells_of_it(
    a_class: AClass, viewer: Viewer, expected: list[tuple[str, str, str]]
) -> None:
    made = built(
        a_class,
        a_post("2025-09-08-summer", "did_well: I wrote."),
        a_post("2025-11-08-frog", "access: family\ndid_well: A hidden thought."),
        a_post("2026-03-08-story"),
        brought("growth: [{then: 2025-09-08-summer, now: 2025-11-08-frog, because: Secret.}]"),
        viewer=viewer,
    )
    page = made.page(GROWTH)
    assert pairs(page) == expected
    assert ("A hidden thought." in page) == (viewer is not PUBLIC)


def test_the_year_is_a_strip_of_the_first_writing_of_each_month(a_class: AClass) -> None:
    made = built(
        a_class,
        a_post("2025-10-20-late"),
        a_post("2025-10-05-early"),
        a_post("2025-09-08-summer"),
        a_post("2025-09-01-clay", strand="representing"),
        a_post("2026-01-08-snow"),
    )
    strip = made.page(GROWTH).partition('class="strip-of-year"')[2].partition("</ol>")[0]
    assert re.findall(r"<h3>(.*?)</h3>", strip) == ["September 2025", "October 2025", "January 2026"]
    assert re.findall(r'<p class="print-title"[^>]*><a[^>]*>(.*?)</a>', strip) == ["Summer", "Early", "Snow"]


def test_what_was_said_stands_one_below_the_other_from_the_first_on(a_class: AClass) -> None:
    made = built(
        a_class,
        a_post("2025-10-20-late", "did_well: [It is long., It rhymes.]"),
        a_post("2025-09-08-summer", "did_well: I wrote.\nmake_better: Spaces."),
        a_post("2025-10-01-silent"),
    )
    said = made.page(GROWTH).partition('class="said-over-time"')[2].partition("</ol>")[0]
    assert re.findall(r'dir="auto">([^<]+)<', said) == [
        "Summer", "I wrote.", "Spaces.", "Late", "It is long.", "It rhymes.",
    ]  # fmt: skip


def test_what_was_pinned_over_time_is_kept(a_class: AClass) -> None:
    made = built(
        a_class,
        a_post("2025-10-20-late", "pin: yes"),
        a_post("2025-09-08-summer", "pin: yes"),
        a_post("2025-10-01-plain"),
    )
    pins = made.page(GROWTH).partition("What I have called my best")[2]
    assert re.findall(r'class="work-title"[^>]*><a[^>]*>(.*?)</a>', pins) == ["Summer", "Late"]


def test_pictures_and_links_of_a_piece_lead_to_the_same_place_from_here(a_class: AClass) -> None:
    posts = (
        a_post("2025-09-08-summer", body="![A dot](dot.gif)\n\n[The frog](2025-10-20-frog.md)"),
        a_post("2025-10-20-frog"),
    )
    made = built(a_class, *posts, {"students/ada/posts/dot.gif": _GIF})
    page = made.page(GROWTH)
    folder = (made.output / GROWTH).parent
    addresses = re.findall(r'(?:href|src)="(\.\./[^"#]+)"', page.partition("<main")[2])
    assert any(address.endswith(".webp") for address in addresses)
    assert "../posts/2025-10-20-frog/index.html" in addresses
    assert [address for address in addresses if not (folder / address).exists()] == []
