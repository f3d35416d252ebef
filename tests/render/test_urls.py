"""Addresses are plain, lasting and never shared by two names."""

import posixpath
import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slc_site.render import urls
from tests.support.things import a_goal, a_post

NAMES = st.text(min_size=1, max_size=60)


@pytest.mark.parametrize("name", ["ada", "2026-10-05-my-frog-poem", "end_with-a-period", "4th"])
def test_a_plain_name_is_its_own_address(name: str) -> None:
    assert urls.address(name) == name


@pytest.mark.parametrize(
    ("name", "spelt"),
    [("李小龙", "lixiaolong"), ("Ada Lovelace", "ada-lovelace"), ("हिन्दी", "hindi"), ("🐸", "frog")],
)
def test_any_other_name_is_spelt_in_ascii_with_a_fingerprint(name: str, spelt: str) -> None:
    assert re.fullmatch(rf"{spelt}-[0-9a-f]{{6}}", urls.address(name))


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "lpt9"])
def test_a_name_that_windows_keeps_for_itself_is_never_an_address(name: str) -> None:
    assert urls.address(name) != name.lower()


@given(NAMES)
def test_an_address_is_one_safe_folder_name(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,79}", urls.address(name))


@given(NAMES, NAMES)
def test_two_names_never_share_an_address(one: str, other: str) -> None:
    def folded(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()

    assert (urls.address(one) == urls.address(other)) == (folded(one) == folded(other))


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("index.html", "students/ada/index.html", "students/ada/index.html"),
        ("students/ada/index.html", "index.html", "../../index.html"),
        ("students/ada/posts/x/index.html", "students/ada/posts/y/index.html", "../y/index.html"),
        ("students/ada/index.html", "students/ada/index.html", "index.html"),
    ],
)
def test_a_link_is_relative_and_names_its_file(page: str, target: str, link: str) -> None:
    assert urls.relative(page, target) == link


FOLDERS = st.lists(st.sampled_from(["students", "ada", "adam", "posts", "a", "2"]), max_size=5)


@given(FOLDERS, FOLDERS)
def test_a_link_leads_from_any_page_to_any_other_by_the_shortest_way(
    one: list[str], other: list[str]
) -> None:
    page, target = "/".join((*one, "index.html")), "/".join((*other, "index.html"))
    assert urls.relative(page, target) == posixpath.relpath(target, posixpath.dirname(page) or ".")


@given(FOLDERS, FOLDERS)
def test_what_stands_in_a_folder_has_the_way_to_the_folder_before_it(
    one: list[str], other: list[str]
) -> None:
    page, folder = "/".join((*one, "index.html")), "".join(f"{name}/" for name in other)
    assume(not page.startswith(folder))
    assert urls.relative(page, f"{folder}x/index.html") == urls.relative(page, folder) + "x/index.html"


def test_posts_goals_and_conferences_stand_equally_deep() -> None:
    paths = [urls.post(a_post()), urls.goal(a_goal()), urls.conference("ada", "fall")]
    assert {path.count("/") for path in paths} == {4}


def test_the_second_page_of_a_list_stands_below_the_first() -> None:
    assert urls.numbered(urls.blog("ada"), 1) == "students/ada/blog/index.html"
    assert urls.numbered(urls.blog("ada"), 2) == "students/ada/blog/2/index.html"
