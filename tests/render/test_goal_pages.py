"""The pages of goals: a bar draws what it says, nobody is blamed, only the teacher sees everybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slc_site.model.audience import Audience
from slc_site.model.goal import (
    Goal,
    GoalKind,
    GoalMeasure,
    GoalStatus,
    Kept,
    PaperProof,
    Parts,
    Progress,
    Promise,
    Voice,
)  # fmt: skip
from slc_site.model.post import PaperItem
from slc_site.render.cards import Cards
from slc_site.render.goal_views import whole_goal
from slc_site.render.manuscript import Prose
from slc_site.render.manuscripts import goal_key, post_key
from slc_site.render.page import Materials, Page
from slc_site.render.theme import Theme
from slc_site.render.translations import words_for
from slc_site.render.views import GoalPage
from slc_site.share.access import PUBLIC, TEACHER, Viewer
from tests.conftest import AClass
from tests.render.theme.conftest import default_theme
from tests.render.theme.sample_maker import Sample
from tests.support.things import a_goal, a_library, a_post

PATH = "students/ada/goals/read-daily/index.html"
DAY = date(2025, 11, 1)


@cache
def theme() -> Theme:
    return default_theme()


@dataclass(frozen=True)
class Shown:
    """A goal's page as a browser reads it."""

    tree: Any

    @property
    def words(self) -> str:
        return " ".join("".join(self.tree.find(".//main").itertext()).split())

    def section(self, heading: str) -> Any:
        """Return the section of a heading."""
        found = [s for s in self.tree.iter("section") if text(s.find("h2")) == heading]
        assert len(found) == 1, [text(s.find("h2")) for s in self.tree.iter("section")]
        return found[0]

    def bars(self, within: Any) -> Iterator[tuple[str, int, int]]:
        """Yield what each bar says, how many parts are coloured in it, and how many it has."""
        for svg in within.iter("svg"):
            if "strip" in svg.get("class").split():
                groups = {g.get("class"): len(g.findall("path")) for g in svg.findall("g")}
                assert groups["strip-crayon"] == groups["strip-crayon strip-crayon-over"]
                yield text(svg.find("title")), groups["strip-crayon"], groups["strip-folds"] + 1
                for path in svg.iter("path"):
                    across = [float(x) for x in re.findall(r"[ML ](-?[\d.]+) -?[\d.]+", path.get("d"))]
                    assert all(0 <= x <= 600 for x in across), path.get("d")


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def shown(goal: Goal, *others: Any) -> Shown:
    """Return the page of a goal."""
    library = a_library(goal, *others)
    prose = {post_key(post): Prose("<p>words</p>", "words") for post in library.posts}
    prose |= {goal_key(each): Prose("") for each in library.goals}
    cards = Cards(library, Materials(prose), words_for("en"), PATH)
    page = Page(PATH, "goal.html", GoalPage(Sample(PATH).frame(goal.title, 0), whole_goal(cards, goal)))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(theme().render(page).decode())
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return Shown(tree)


# -- bars -----------------------------------------------------------------------------------------------

numbers = st.decimals(min_value=-50, max_value=200, places=1)
days = st.integers(0, 200).map(lambda days: DAY + timedelta(days))
parts = st.integers(1, 12).flatmap(lambda of: st.integers(0, of).map(lambda n: Parts(n, of)))
entries = st.one_of(st.builds(Progress, days, parts=parts), st.builds(Progress, days, numbers))
histories = st.lists(entries, max_size=6).map(lambda all: tuple(sorted(all, key=lambda each: each.date)))
measures = st.none() | st.builds(
    GoalMeasure, target=numbers, unit=st.sampled_from(["", "words"]), start=numbers
).filter(lambda measure: measure.target != measure.start)


@given(histories, measures)
def test_what_a_bar_draws_is_what_it_says_and_it_never_overflows(
    history: tuple[Progress, ...], measure: GoalMeasure | None
) -> None:
    page = shown(a_goal(progress=history, measure=measure))
    for said, coloured, of in page.bars(page.tree):
        assert 0 <= coloured <= of <= 12
        told = re.match(r"(\d+) of (\d+) parts", said) or re.match(r"A (bar) of (\d+) parts, to", said)
        assert told is not None, said
        assert (told[1].replace("bar", "0"), told[2]) == (str(coloured), str(of))
    latest = history[-1] if history else None
    if latest and latest.parts:
        first = next(page.bars(page.section("How far I have come")))
        assert first == (
            f"{latest.parts.coloured} of {latest.parts.of} parts",
            latest.parts.coloured,
            latest.parts.of,
        )


@given(histories)
def test_the_history_begins_with_the_newest_day(history: tuple[Progress, ...]) -> None:
    library = a_library(a_goal(progress=history))
    cards = Cards(library, Materials({}), words_for("en"), PATH)
    days = [step.date for step in whole_goal(cards, library.goals[0]).history]
    assert days == sorted((step.date for step in history), reverse=True)


def test_an_empty_bar_is_a_beginning_and_asks_what_could_help() -> None:
    page = shown(a_goal(progress=(Progress(DAY, parts=Parts(0, 4)),)))
    assert "0 of 4 parts. We are just starting." in page.words
    assert "that is fine. What got in the way? What could help?" in page.words


@pytest.mark.parametrize(
    ("goal", "asks"),
    [
        (a_goal(progress=(Progress(DAY, parts=Parts(1, 4)),)), True),
        (a_goal(progress=(Progress(DAY, parts=Parts(2, 8)),)), True),
        (a_goal(progress=(Progress(DAY, parts=Parts(3, 8)),)), False),
        (a_goal(progress=(Progress(DAY, parts=Parts(0, 4), in_the_way="My legs."),)), False),
        (a_goal(progress=(Progress(DAY, parts=Parts(0, 4), helped="A chair."),)), False),
        (a_goal(progress=(Progress(DAY, parts=Parts(0, 4)),), in_the_way=("Noise.",)), False),
        (a_goal(progress=(Progress(DAY, parts=Parts(0, 4)),), status=GoalStatus.SET_ASIDE), False),
        (a_goal(measure=GoalMeasure(Decimal(8)), progress=(Progress(DAY, Decimal(1)),)), True),
        (a_goal(measure=GoalMeasure(Decimal(8))), False),
        (a_goal(), False),
    ],
)
def test_a_bar_with_a_quarter_or_less_asks_once_what_got_in_the_way(goal: Goal, asks: bool) -> None:
    assert ("What could help?" in shown(goal).words) == asks


def test_a_goal_somebody_works_on_has_an_empty_bar_for_crayons() -> None:
    page = shown(a_goal(progress=(Progress(DAY, parts=Parts(3, 5)),)))
    blanks = [div for div in page.tree.iter("div") if "bar-blank" in (div.get("class") or "")]
    assert [list(page.bars(blank)) for blank in blanks] == [[("A bar of 5 parts, to colour in", 0, 5)]]
    assert all("only-paper" in blank.get("class") for blank in blanks)
    assert "to colour in" not in shown(a_goal(status=GoalStatus.MET)).words


# -- what is said ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"measure": GoalMeasure(Decimal(3), "sentences", Decimal(1))}, "From 1 to 3 sentences"),
        ({"measure": GoalMeasure(Decimal(0), "", Decimal(4))}, "From 4 to 0"),
        ({"how": "We count the dots."}, "We count the dots."),
        ({}, "We have not decided that yet."),
    ],
)
def test_it_says_how_we_will_see_it_or_asks(said: dict[str, Any], words: str) -> None:
    assert words in text(shown(a_goal(**said)).section("How we will see it"))


def test_a_goal_that_is_over_is_not_asked_how_we_will_see_it() -> None:
    assert "How we will see it" not in shown(a_goal(status=GoalStatus.MET)).words


def test_the_three_voices_differ_by_heading_and_by_shape() -> None:
    promises = tuple(
        Promise(voice, f"{voice.value} will", kept, "So it was.")
        for voice, kept in zip(Voice, Kept, strict=True)
    )
    page = shown(a_goal(promises=promises))
    boxes = [s for s in page.tree.iter("section") if (s.get("class") or "").startswith("voice ")]
    assert [text(box.find(".//h3")) for box in boxes] == ["Me, Ada", "For Ada's family", "My teacher"]
    assert len({box.get("class") for box in boxes}) == 3
    shapes = ["voice-roof", "voice-clip"]
    assert [[s for s in shapes if s in {e.get("class") for e in box.iter("svg")}] for box in boxes] == [
        [], ["voice-roof"], ["voice-clip"],
    ]  # fmt: skip
    answers = ["Done, as promised", "Partly done", "Not yet"]
    assert [answer in text(box) for box, answer in zip(boxes, answers, strict=True)] == [True] * 3


def test_evidence_says_what_it_shows_whoever_said_it() -> None:
    goal = a_goal(
        evidence=("named",),
        shows={"named": "It is long."},
        papers=(PaperProof(PaperItem("binder, Math", "3-4"), "Sums."),),
    )
    naming = a_post("naming", title="Naming", goals=("read-daily",), goal_words={"read-daily": "It rhymes."})
    page = shown(goal, a_post("named", title="Named"), naming, a_post("other", title="Other"))
    words = text(page.section("Work that shows it"))
    for said in ("Named", "It is long.", "Naming", "It rhymes.", "binder, Math, pages 3-4", "Sums."):
        assert said in words
    assert "Other" not in words


def test_a_chain_of_goals_leads_both_ways() -> None:
    before, after = a_goal("before", title="Before"), a_goal("after", title="After", follows="read-daily")
    page = shown(a_goal(follows="before"), before, after)
    assert text(page.section("How my goals grow")) == (
        "How my goals grow It grew out of: BeforeIt grew into: After"
    )


def test_what_is_personal_and_who_set_it_is_said() -> None:
    page = shown(a_goal(by=None, is_personal=True, area="personal", skill="I try", helps_in="math"))
    for words in ("Chosen by all of us together", "For me and my family only", "A skill: I try", "in: math"):
        assert words in page.words


# -- lists of goals -------------------------------------------------------------------------------------

TWO = {
    "class.yml": """
        title: Room 12
        access: {posts: public, goals: public}
        consent: {publish: yes}
        """,
    "students/ben/student.yml": "name: Ben\n",
    "students/ada/goals/a-long.md": "---\ntitle: Long\nkind: long-term\nset: 2025-09-01\n---\n",
    "students/ada/goals/b-short.md": "---\ntitle: Short\nset: 2025-10-01\n---\n",
    "students/ada/goals/c-met.md": "---\ntitle: Met\nstatus: met\n---\n",
    "students/ada/goals/d-aside.md": "---\ntitle: Aside\nstatus: set-aside\n---\n",
    "students/ada/goals/e-home.md": "---\ntitle: Tie my shoes\narea: personal\n---\n",
    "students/ben/posts/2025-10-05-b.md": "---\ntitle: B\ntags: [writing]\n---\nB.\n",
}


def headings(html: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", found).strip() for found in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", html)
    ]


def test_the_goals_of_a_child_are_now_then_met_then_set_aside_and_the_short_ones_first(
    a_class: AClass,
) -> None:
    made = a_class(TWO).build()
    assert headings(made.page("students/ada/goals/index.html")) == [
        "My goals",
        "What I am working on now",
        "Short",
        "Long",
        "What I have done",
        "Met",
        "Put away for now",
        "Aside",
    ]


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), Viewer(Audience.FAMILY, "ben")])
def test_a_personal_goal_is_on_no_page_but_the_familys(a_class: AClass, viewer: Viewer) -> None:
    made = a_class(TWO).build(viewer)
    pages = [file.read_text("utf-8") for file in made.output.rglob("*.html")]
    assert len(pages) > 5
    assert not any("Tie my shoes" in page for page in pages)
    assert "Tie my shoes" in a_class(TWO).build(Viewer(Audience.FAMILY, "ada")).page(
        "students/ada/goals/index.html"
    )


def test_everybodys_goals_are_the_teachers_alone_and_in_the_order_of_the_class(a_class: AClass) -> None:
    made = a_class({**TWO, "students/zoe/student.yml": "name: Zoe\n"}).build(TEACHER, live=True)
    page = made.page("goals/index.html")
    names = [heading for heading in headings(page) if heading.endswith(("Ada", "Ben", "Zoe"))]
    assert [name[-3:] for name in names] == ["Ada", "Ben", "Zoe"]
    assert page.count("No goal yet.") == 2
    assert "Only you see this page." in page
    # Nobody is counted: the only numbers are those of a child's own bars and days.
    assert not re.search(r"\d+ goals|%", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


@pytest.mark.parametrize(
    ("viewer", "live"),
    [
        (PUBLIC, False),
        (Viewer(Audience.CLASS), False),
        (Viewer(Audience.FAMILY, "ada"), False),
        (TEACHER, False),
    ],
)
def test_nobody_else_gets_a_page_of_everybodys_goals(a_class: AClass, viewer: Viewer, live: bool) -> None:
    made = a_class(TWO).build(viewer, live=live)
    assert (made.output / "index.html").exists()
    assert not (made.output / "goals").exists()
    assert not any("Everybody" in file.read_text("utf-8") for file in made.output.rglob("*.html"))


def test_short_and_long_are_kinds_of_goals() -> None:
    assert "Long-term goal" in shown(a_goal(kind=GoalKind.LONG_TERM)).words
    assert "Short-term goal" in shown(a_goal()).words
