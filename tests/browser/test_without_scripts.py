"""A browser that runs no JavaScript shows everything and gets everywhere."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Place
from tests.browser.test_every_kind import examples, kinds
from tests.conftest import OpenPage
from tests.support import sitemap

pytestmark = pytest.mark.browser


@kinds
def test_it_shows_the_same_words(kind: str, sample: Place, open_page: OpenPage) -> None:
    url = examples(sample, kind)[0]
    without, ordinary = open_page(url, scripts=False), open_page(url)
    # What only a script can do has its button only where there are scripts.
    ordinary.page.evaluate("document.querySelectorAll('main button').forEach(button => button.remove())")
    there, wanted = (set(visit.page.locator("main").inner_text().split()) for visit in (without, ordinary))
    assert wanted - there == set()
    assert len(there) > 3
    assert without.complaints == []


def test_a_family_gets_from_the_class_to_a_post_a_goal_and_the_conference(
    place: Place, open_page: OpenPage
) -> None:
    conference = sitemap.by_kind(place.site)["conference"][0]
    student = conference.split("/")[1]
    visit = open_page(place.page("index.html"), scripts=False, width=390)
    page = visit.page

    def follow(part: str) -> None:
        """Click the first visible link whose address has this in it."""
        link = page.locator(f"a[href*='{part}']").locator("visible=true").first
        with page.expect_navigation(wait_until="load"):
            link.click()

    follow(f"students/{student}/index.html")
    assert sitemap.kind_of(page.url.removeprefix(place.url)) == "portfolio"
    for part, kind in (("posts/", "post"), ("goals/", "goals"), ("conferences/", "conference")):
        follow(part)
        assert sitemap.kind_of(page.url.removeprefix(place.url)) in {kind, kind.rstrip("s")}
        page.goto(place.page(f"students/{student}/index.html"))
    assert visit.complaints == []
