"""Ways from one page of a long list to the others: few enough for a phone, and none is out of reach."""

from __future__ import annotations

import pytest

from slc_site.render.frames import Framer
from slc_site.render.listings import Listings
from slc_site.render.page import Edition, Materials
from slc_site.render.translations import words_for
from tests.support.things import a_library, a_post


def shown(pages: int) -> list[list[str]]:
    """Return the numbers that each page of a list shows; a gap is empty."""
    posts = [a_post(slug=f"post-{number}") for number in range(20 * pages)]
    framer = Framer(a_library(*posts), Materials(), words_for("en"), Edition())
    return [
        [link.title if link else "" for link in pager.pages]
        for _, _, pager in Listings(framer).paged("tags/frogs/index.html", posts)
    ]


@pytest.mark.parametrize("pages", [1, 2, 7])
def test_a_short_list_leads_to_all_its_pages(pages: int) -> None:
    assert shown(pages) == [[str(number + 1) for number in range(pages)]] * pages


def test_a_long_list_leads_to_the_first_the_last_and_those_nearby() -> None:
    found = shown(30)
    assert found[0] == ["1", "2", "3", "", "30"]
    assert found[14] == ["1", "", "13", "14", "15", "16", "17", "", "30"]
    assert found[29] == ["1", "", "28", "29", "30"]
    assert found[3] == ["1", "2", "3", "4", "5", "6", "", "30"]
