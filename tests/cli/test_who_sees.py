"""The table of who can see what, as `slc check` prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from slc_site.cli.who_sees import who_sees
from slc_site.model.audience import Audience
from slc_site.model.classroom import Consent
from slc_site.share.table import Table, access_table
from tests.cli.conftest import Run
from tests.support.things import a_goal, a_library, a_page, a_post, a_student


def a_table(posts: int = 2, *, ben: str = "Ben") -> Table:
    """Ada has public posts and a goal for her family; Ben's family did not sign."""
    return access_table(
        a_library(
            a_student("ada"),
            a_student("ben", name=ben, consent=Consent()),
            *(a_post(f"post-{number}") for number in range(posts)),
            a_post("class", audience=Audience.CLASS),
            a_post("of-ben", "ben"),
            a_goal(audience=Audience.FAMILY),
            a_page(),
        )
    )


def test_first_the_whole_class_then_each_student() -> None:
    assert who_sees(a_table()).splitlines() == [
        "Who can see what, in the whole class:",
        "  posts        2 public, 1 class, 1 teacher",
        "  goals        1 family",
        "  class pages  1 public",
        "",
        "Student  posts              goals",
        "Ada      2 public, 1 class  1 family",
        "Ben      nobody (no consent to publish)",
    ]


def test_where_words_do_not_fit_letters_stand_for_them() -> None:
    posts = (a_post(audience.word, audience=audience) for audience in Audience)
    ben = a_student("ben", consent=Consent())
    table = access_table(a_library(a_student("ada"), ben, *posts, a_goal(audience=Audience.FAMILY)))
    assert who_sees(table, 70).splitlines()[4:] == [
        "p public, c class, f family, r conference (in the room), t teacher",
        "Student  posts           goals",
        "Ada      1p 1c 1f 1r 1t  1f",
        "Ben      nobody (no consent to publish)",
    ]


def every_kind_of_every_audience(students: int) -> Table:
    counts = {audience.word: 88 for audience in Audience}
    library = a_library(*(a_student(f"student-{number}") for number in range(students)), a_post())
    table = access_table(library)
    kinds = dict.fromkeys(table.whole, counts)
    rows = tuple(type(row)(row.student, row.name, True, kinds) for row in table.students)
    return Table(rows, dict.fromkeys(table.own, counts), kinds)


def test_however_much_there_is_no_line_is_wider_than_a_window() -> None:
    lines = who_sees(every_kind_of_every_audience(30)).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("88p 88c 88f 88r 88t" in line for line in lines) == 30 * 3, "in three parts"


@pytest.mark.parametrize("name", ["小龙", "نور", "Zoë", "Maximiliana Theodora Wilhelmine", "👩🏽"])
def test_columns_stand_below_each_other_whatever_the_names_are_written_in(name: str) -> None:
    consenting = access_table(
        a_library(a_student("ada"), a_student("x", name=name), a_post(), a_post("other", "x"))
    )
    *_, heading, ada, other = who_sees(consenting).splitlines()
    place = heading.index("posts")
    assert ada.index("1 public") == place
    assert cell_len(other.partition("1 public")[0]) == place


def test_two_of_one_name_are_told_apart_by_their_folders() -> None:
    table = access_table(
        a_library(a_student("sam-1", name="Sam"), a_student("sam-2", name="Sam"), a_post("x", "sam-1"))
    )
    assert [line.partition("  ")[0] for line in who_sees(table).splitlines()[-2:]] == [
        "Sam (sam-1)",
        "Sam (sam-2)",
    ]


def test_of_an_empty_class_it_says_so() -> None:
    assert who_sees(access_table(a_library())) == "There is nothing yet that anybody could see."


def test_check_prints_the_table_and_gives_it_as_values(slc: Run, room: Path) -> None:
    (room / "content/students/ada/student.yml").write_text("name: Ada\nconsent: {publish: yes}\n", "utf-8")
    post = "---\ntitle: Frog\ntags: [writing]\naccess: family\ndid_well: I\n---\nA frog.\n"
    (room / "content/students/ada/posts").mkdir()
    (room / "content/students/ada/posts/2026-01-05-frog.md").write_text(post, "utf-8")
    done = slc("-C", room, "check")
    assert done.status == 0
    assert "\nAda      1 family\nBen      nobody (no consent to publish)\n\nLooked at 2 students" in done.out
    assert "nobody has a code to see that on the web.\n    Make codes with: `slc codes`." in done.err
    access = json.loads(slc("-C", room, "check", "--json").out)["result"]["access"]
    assert access["whole"]["posts"] == {"family": 1}
    ada, ben = access["students"]
    assert (ada["student"], ada["name"], ada["may_publish"]) == ("ada", "Ada", True)
    assert ada["kinds"]["posts"] == {"family": 1}
    assert (ben["may_publish"], ben["kinds"]["posts"]) == (False, {})
