"""The page for the fridge: each round that was told, and the next one for the teacher to print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from slc_site.model.audience import Audience
from slc_site.share.access import TEACHER, Viewer
from tests.conftest import AClass, OpenPage
from tests.support.classes import ClassFolder

FOLDER = "students/ada/conferences/fall"
FIRST, SECOND, THIRD = (f"{FOLDER}/follow-up/{path}index.html" for path in ("", "2/", "3/"))
TOLD = """
    - date: 2025-12-04
      goals:
        read:
          {did: Two evenings., fraction: 1/4, hard: She sleeps., help: Sit with us.,
           help_from: [family, friend], next: A shorter book., evidence: 2025-10-05-frog}
        hidden: {did: A secret deed.}
      family_input: We keep it quiet.
      used: I begin at once.
      ask: Which book?
      note_back: The bear.
    - {date: 2025-12-18, goals: {write: I wrote two.}}
"""
FILES = {
    "class.yml": (
        "title: R\naccess: {posts: public, conferences: public, goals: public}\n"
        "consent: {publish: yes, photos: yes}\n"
    ),
    "students/ada/student.yml": "name: Ada\n",
    "students/ada/posts/2025-10-05-frog.md": "---\ntitle: My frog\ntags: [writing]\n---\nFrog.\n",
    "students/ada/posts/2025-10-06-log.md": "---\ntitle: My log\ntags: writing\naccess: conference\n---\n",
    "students/ada/goals/read.md": (
        "---\ntitle: Read to Esi\nset: 2025-10-01\ncommitments: {parent: We listen.}\n---\n"
    ),
    "students/ada/goals/write.md": (
        "---\ntitle: Write three\nset: 2025-10-02\nmeasure: {unit: lines, start: 0, target: 3}\n"
        "progress: [{date: 2025-12-10, value: 2}, {date: 2026-01-10, value: 3}]\n---\n"
    ),
    "students/ada/goals/hidden.md": "---\ntitle: A hidden goal\naccess: conference\nstatus: met\n---\n",
    "conferences/fall/conference.yml": (
        "title: Fall\nschedule: {windows: [{from: 2025-11-20 16:30, to: 2025-11-20 19:00}],"
        " slots: [{student: ada, start: 2025-11-20 17:00}]}\n"
    ),
    "students/ada/conferences/fall.md": (
        "---\nthree_pluses: {parent: {pluses: [a, b, c], goal: Be kind}}\n"
        f"follow_up: {TOLD}\n---\nHello.\n"
    ),
}


ADAS_FAMILY = Viewer(Audience.FAMILY, "ada")


def built(
    a_class: AClass, viewer: Viewer = ADAS_FAMILY, *, live: bool = False, follow_up: str = TOLD
) -> ClassFolder:
    brought = FILES["students/ada/conferences/fall.md"].replace(TOLD, follow_up)
    files = {**FILES, "students/ada/conferences/fall.md": brought}
    return a_class(files, bare=True).build(viewer, live=live)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("<footer")[0]).split())


def test_a_round_tells_of_each_goal_and_of_what_the_family_said(a_class: AClass) -> None:
    made = built(a_class)
    assert made.messages == []
    page = words(made.page(FIRST))
    expected = (
        "Round 1 · Dec 4, 2025", "Read to Esi", "1 of 4 parts", "What I did since Two evenings.",
        "Look at: My frog", "What is hard She sleeps.", "I need help from my family, a friend: Sit with us.",
        "My next step A shorter book.", "My family said We listen.", "For Ada's family",
        "You wished for me Be kind", "You said We keep it quiet.", "What I did with it I begin at once.",
        "Let us talk about this Which book?", "What my family wrote back The bear.",
    )  # fmt: skip
    assert [said for said in expected if said not in page] == []


def test_a_bar_nobody_coloured_in_that_day_is_as_it_was_by_then(a_class: AClass) -> None:
    page = words(built(a_class).page(SECOND))
    assert "2 of 3 parts" in page
    assert "3 of 3 parts" not in page


def test_without_a_question_of_its_own_the_page_asks_one(a_class: AClass) -> None:
    page = words(built(a_class).page(SECOND))
    assert "When did “Write three” go well this week, and what made it go well?" in page
    assert "A few words back" in page


def test_the_rounds_lead_to_each_other_and_the_conference_to_them(a_class: AClass) -> None:
    made = built(a_class)
    assert 'href="2/index.html"' in made.page(FIRST)
    assert 'href="../index.html"' in made.page(SECOND)
    conference = made.page(f"{FOLDER}/index.html")
    assert [f'href="follow-up/{path}index.html"' in conference for path in ("", "2/", "3/")] == [
        True,
        True,
        False,
    ]
    assert not (made.output / THIRD).exists()


@pytest.mark.parametrize(("viewer", "sees"), [(ADAS_FAMILY, False), (TEACHER, True)])
def test_a_goal_or_a_piece_that_is_hidden_is_not_told_of(a_class: AClass, viewer: Viewer, sees: bool) -> None:
    told = TOLD.replace("evidence: 2025-10-05-frog", "evidence: [2025-10-05-frog, 2025-10-06-log]")
    page = built(a_class, viewer, follow_up=told).page(FIRST)
    assert "My frog" in page
    assert ["A hidden goal" in page, "A secret deed." in page, "My log" in page] == [sees] * 3


def test_the_next_round_is_a_sheet_to_fill_in_for_the_teacher_alone(a_class: AClass) -> None:
    made = built(a_class, TEACHER, live=True)
    page = made.page(THIRD)
    assert "Round 3 · about Jan 1, 2026" in words(page)
    assert page.count('class="lines"') > 4
    assert "A bar of 4 parts, to colour in" in page
    assert "A bar of 3 parts, to colour in" in page
    assert "follow-up/3/index.html" in made.page(f"{FOLDER}/index.html")


def test_after_three_rounds_it_ends(a_class: AClass) -> None:
    third = f"{TOLD}    - {{date: 2026-01-02, goals: {{read: Every evening.}}}}\n"
    made = built(a_class, TEACHER, live=True, follow_up=third)
    assert "Every evening." in made.page(THIRD)
    assert not (made.output / FOLDER / "follow-up" / "4").exists()


def test_before_the_first_round_the_sheet_waits_two_weeks(a_class: AClass) -> None:
    made = built(a_class, TEACHER, live=True, follow_up="[]")
    assert "Round 1 · about Dec 4, 2025" in words(made.page(FIRST))
    assert "follow-up/index.html" in made.page(f"{FOLDER}/index.html")


@pytest.mark.parametrize("viewer", [ADAS_FAMILY, TEACHER])
def test_nobody_else_gets_a_sheet(a_class: AClass, viewer: Viewer) -> None:
    made = built(a_class, viewer)
    assert (made.output / SECOND).exists()
    assert not (made.output / THIRD).exists()
    assert "fill in by hand" not in made.page(f"{FOLDER}/index.html")


# -- on paper -------------------------------------------------------------------------------------------


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_round_of_the_sample_class_fills_one_page_in_large_print(
    paper: str, teacher_site: Path, open_page: OpenPage
) -> None:
    rounds = sorted(teacher_site.glob("students/*/conferences/*/follow-up/**/index.html"))
    assert len(rounds) > 5
    small = """() => [...document.querySelectorAll("main *")]
        .filter(element => element.checkVisibility())
        .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(element => parseFloat(getComputedStyle(element).fontSize) < 14 * 96 / 72 - 0.01)
        .map(element => element.outerHTML.slice(0, 120))"""
    for file in rounds:
        visit = open_page(file.as_uri())
        assert pages_of(visit.page.pdf(format=paper)) == 1, file
        visit.page.emulate_media(media="print")
        assert visit.page.evaluate(small) == [], file
        visit.page.context.close()
