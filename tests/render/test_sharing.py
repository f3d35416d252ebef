"""What pages have in common is made once, and is on each of them what it would have made alone."""

import posixpath
from collections import defaultdict
from pathlib import Path

import pytest

from slc_site.model.library import Library
from slc_site.problems import SilentReporter
from slc_site.read.loader import load
from slc_site.render import pages
from slc_site.render.cards import Cards
from slc_site.render.frames import Framer
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import attachments, post_key
from slc_site.render.media import MediaFile, Picture, Rendition
from slc_site.render.page import Edition, Materials, Page
from slc_site.render.shared import Shared
from slc_site.render.translations import words_for
from slc_site.render.views import PostListPage, PostPage
from tests.support.sample import ROOT


class Alone(Framer):
    """Shares nothing between pages."""

    def cards(self, path: str, root: str = "") -> Cards:
        self._ways, self._feeds, self._shared = {}, {}, Shared()
        return super().cards(path, root)


@pytest.fixture(scope="module")
def library() -> Library:
    found = load(ROOT, SilentReporter())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def materials(library: Library) -> Materials:
    """Every post has words, and shows all that lies beside it, as pictures."""
    prose: defaultdict[str, Prose] = defaultdict(lambda: Prose("<p>words</p>", "words"))
    for post in library.posts:
        prose[post_key(post)] = Prose("<p>words</p>", "words", media=tuple(post.attachments))
    files = {one.path for one in attachments(library)}
    sizes = {path: Rendition(MediaFile(f"{path.stem}.webp", Path(path.name)), 480, 320) for path in files}
    return Materials(prose, {path: Picture((size,)) for path, size in sizes.items()})


def planned(library: Library, materials: Materials, edition: Edition) -> list[Page]:
    """Return the pages of the class, and of all students or the one whose edition it is."""
    words = words_for("en")
    found = [] if edition.student else list(pages.class_pages(library, materials, words, edition))
    for student in library.students:
        if edition.student in (None, student.slug):
            found += pages.student_pages(library, materials, words, edition, student)
    return found


@pytest.mark.parametrize("kind", ["open", "teacher", "child", "locks", "room"])
def test_a_page_is_the_same_whichever_pages_were_planned_before_it(
    library: Library, materials: Materials, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = library.student_conferences[0]
    edition = {
        "open": Edition(),
        "teacher": Edition(live=True),
        "child": Edition(student=held.student, is_sealed=True),
        "locks": Edition(door="open/index.html", leads_to_families=True),
        "room": Edition(student=held.student, room=held.conference),
    }[kind]
    together = planned(library, materials, edition)
    monkeypatch.setattr(pages, "Framer", Alone)
    alone = planned(library, materials, edition)
    assert [page.path for page in together] == [page.path for page in alone]
    assert [page.path for page, own in zip(together, alone, strict=True) if page != own] == []


def test_the_posts_of_a_student_have_the_very_same_ways_around_them(
    library: Library, materials: Materials
) -> None:
    ways = defaultdict(set)
    for page in planned(library, materials, Edition()):
        if isinstance(page.context, PostPage):
            student = page.path.split("/")[1]
            ways[student].add((id(page.context.frame.nav), id(page.context.frame.student_nav)))
    assert {len(found) for found in ways.values()} == {1}


def test_a_post_has_the_very_same_card_on_all_topics(library: Library, materials: Materials) -> None:
    cards = defaultdict(set)
    for page in planned(library, materials, Edition()):
        if isinstance(page.context, PostListPage) and page.path.startswith("tags/"):
            for card in page.context.posts:
                cards[page.path.count("/"), card.href].add(id(card))
    assert {len(found) for found in cards.values()} == {1}


def test_a_post_has_the_very_same_card_in_all_lists_of_its_student_that_stand_as_deep(
    library: Library, materials: Materials
) -> None:
    cards = defaultdict(set)
    lists = set()
    for page in planned(library, materials, Edition()):
        if isinstance(page.context, PostListPage) and page.path.startswith("students/"):
            lists.add(page.path.split("/")[2])
            for card in page.context.posts:
                cards[page.path.count("/"), card.student.name, card.title].add(id(card))
    assert {"blog", "strands", "tags"} <= lists
    assert {len(found) for found in cards.values()} == {1}


def test_what_a_card_in_a_list_leads_to_is_there(library: Library, materials: Materials) -> None:
    pages_there = planned(library, materials, Edition())
    paths = {page.path for page in pages_there}
    for page in pages_there:
        if isinstance(page.context, PostListPage):
            for card in page.context.posts:
                for href in (card.href, *(link.href for link in card.strands)):
                    assert posixpath.normpath(posixpath.join(posixpath.dirname(page.path), href)) in paths
