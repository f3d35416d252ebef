"""What was measured of a child: the child's own and nothing else, wins first, for who may see it."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from slc_site.model.audience import Audience
from slc_site.model.classroom import Classroom, Consent, MeasureSpec, Student
from slc_site.model.library import Library
from slc_site.model.measure import Measure, Reading
from slc_site.model.origin import Origin
from slc_site.share.access import PUBLIC, TEACHER, Viewer, narrow
from tests.render.theme.test_theme_pages import texts, tree
from tests.support.classes import SMALLEST, ClassFolder
from tests.support.sample import ROOT

CLASS = """
title: Room 12
consent: {publish: yes, photos: yes}
access: {posts: public, goals: public, conferences: public%s}
terms: [{id: fall, title: Fall, start: 2026-09-01, end: 2026-12-18}]
measures:
  - {id: words, title: Words I read in a minute, unit: words}
  - {id: facts, title: Number facts, unit: facts}
  - {id: reminders, title: Reminders, better: lower}
"""
FILES = {
    "students/ben/student.yml": "name: Ben\n",
    "students/cleo/student.yml": "name: Cleo\n",
    "measures/words.csv": """
        student,date,value,target
        ada,2026-09-17,41,80
        ada,2026-10-15,52,80
        ben,2026-09-17,7391,7400
        ada,2026-11-12,62,80
        """,
    "measures/facts.csv": "student,date,value,target\nada,2026-09-17,6,15\nada,2026-11-12,15,15\n",
    "measures/reminders.csv": "student,date,value,target\nada,2026-09-17,7,3\nada,2026-11-12,5,3\n",
    "conferences/fall/conference.yml": "title: Fall\nterm: fall\n",
    "students/ada/conferences/fall.md": "---\ncards: {welcome: Hello}\n---\nWelcome.\n",
}
PAGE = "students/ada/data/index.html"


Built = Callable[..., ClassFolder]


def a_site(root: Path, viewer: Viewer = TEACHER, measures: str = "") -> ClassFolder:
    text = CLASS % (f", measures: {measures}" if measures else "")
    made = ClassFolder(root).write({**SMALLEST, **FILES, "class.yml": text})
    made.build(viewer, live=viewer is TEACHER)
    assert (made.output / "index.html").is_file(), made.messages
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the class as one viewer sees it; the same one each time, so nothing may be written into it."""

    @cache
    def build(viewer: Viewer = TEACHER, measures: str = "") -> ClassFolder:
        return a_site(tmp_path_factory.mktemp("class"), viewer, measures)

    return build


# -- what it shows -----------------------------------------------------------------------------------------


def test_wins_come_first_then_what_is_still_growing(built: Built) -> None:
    page = tree(built().page(PAGE))
    main = page.find(".//main")
    assert [texts(each) for each in main.iter("h2")] == ["My wins", "Still growing"]
    assert [texts(each) for each in main.iter("h3")] == [
        "Number facts",
        "Words I read in a minute",
        "Reminders",
    ]


def test_each_picture_has_a_name_a_sentence_and_all_numbers_in_a_table(built: Built) -> None:
    page = tree(built().page(PAGE))
    by_id = {each.get("id"): each for each in page.iter() if each.get("id")}
    pictures = [svg for svg in page.iter("svg") if svg.get("role") == "img"]
    heard = [
        (texts(by_id[svg.get("aria-labelledby")]), texts(by_id[svg.get("aria-describedby")]))
        for svg in pictures
    ]
    assert heard == [
        (
            "Number facts",
            "From 6 facts in September 2026 to 15 in November 2026. The target of 15 is reached.",
        ),
        (
            "Words I read in a minute",
            "From 41 words in September 2026 to 62 in November 2026. The target is 80 by December 18, 2026.",
        ),
        (
            "Reminders",
            "From 7 in September 2026 to 5 in November 2026. The target is 3 by December 18, 2026.",
        ),
    ]
    tables = [[[texts(cell) for cell in row] for row in table.iter("tr")] for table in page.iter("table")]
    assert tables[1] == [
        ["Day", "How many (words)", "My target"],
        ["Sep 17, 2026", "41", "80"],
        ["Oct 15, 2026", "52", "80"],
        ["Nov 12, 2026", "62", "80"],
    ]
    for table in page.iter("table"):
        assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}


def test_the_picture_draws_as_many_marks_as_there_are_readings_of_different_shapes(built: Built) -> None:
    page = tree(built().page(PAGE))
    picture = [svg for svg in page.iter("svg") if svg.get("role") == "img"][1]
    assert len([*picture.iter("circle")]) == 2
    shapes = [path.get("class") for path in picture.iter("path")]
    assert shapes == ["graph-start", "graph-flag"]
    assert [line.get("class") for line in picture.iter("polyline")] == [
        "graph-base",
        "graph-target",
        "graph-way",
    ]


def test_nothing_in_the_picture_is_refused_by_the_pages_own_policy(built: Built) -> None:
    html = built().page(PAGE)
    assert 'style="' not in html
    assert "<style" not in html
    assert " fill=" not in html.partition('<svg class="graph"')[2].partition("</section>")[0]


def test_the_conference_shows_the_same_lines_up_to_its_term(tmp_path: Path) -> None:
    made = a_site(tmp_path)
    page = tree(made.page("students/ada/conferences/fall/index.html"))
    pictures = [svg for svg in page.iter("svg") if (svg.get("class") or "") == "graph"]
    assert len(pictures) == 3
    made.write(
        {"measures/facts.csv": "student,date,value,target\nada,2026-09-17,6,15\nada,2027-02-01,7,15\n"}
    )
    made.build(TEACHER, live=True)
    assert "<td>7</td>" in made.page(PAGE)
    facts = next(
        table
        for table in tree(made.page("students/ada/conferences/fall/index.html")).iter("table")
        if "facts" in texts(table)
    )
    assert [texts(cell) for cell in facts.iter("td")] == ["6", "15"]


def test_the_same_class_makes_the_same_bytes(tmp_path: Path) -> None:
    made = a_site(tmp_path)
    first = made.page(PAGE)
    shutil.rmtree(made.output)
    made.build(TEACHER, live=True)
    assert made.page(PAGE) == first


# -- who may see it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "viewer", "is_there"),
    [
        ("", TEACHER, True),
        ("", Viewer(Audience.CONFERENCE, "ada"), True),
        ("", Viewer(Audience.FAMILY, "ada"), False),
        ("", PUBLIC, False),
        ("family", Viewer(Audience.FAMILY, "ada"), True),
        ("family", Viewer(Audience.FAMILY, "ben"), False),
        ("family", Viewer(Audience.CONFERENCE, "ben"), False),
        ("family", Viewer(Audience.CLASS), False),
        ("public", PUBLIC, False),
        ("class", Viewer(Audience.CLASS), False),
        ("teacher", Viewer(Audience.CONFERENCE, "ada"), False),
        ("teacher", TEACHER, True),
    ],
)
def test_numbers_are_for_the_room_and_at_the_most_for_the_childs_own_family(
    built: Built, allowed: str, viewer: Viewer, is_there: bool
) -> None:
    made = built(viewer, allowed)
    assert (made.output / PAGE).exists() is is_there
    home = made.page("students/ada/index.html")
    assert ("My numbers" in home) is is_there, "what is not there is not linked either"


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(Audience.CLASS), Viewer(Audience.FAMILY, "ben")])
def test_even_numbers_that_are_marked_as_public_reach_nobody_else(viewer: Viewer) -> None:
    reading = Reading("ada", date(2026, 10, 5), Decimal(41))
    measure = Measure(
        MeasureSpec("words", "Words", "words.csv"), Origin("words.csv"), (reading,), Audience.PUBLIC
    )
    ada = Student("ada", "Ada", Origin("student.yml"), consent=Consent(publish=True))
    library = Library(Classroom("Room 12", Origin("class.yml")), students=(ada,), measures=(measure,))
    assert narrow(library, viewer).library.readings_of("ada") == ()
    assert narrow(library, Viewer(Audience.FAMILY, "ada")).library.readings_of("ada") == (
        (measure, (reading,)),
    )


def test_who_has_no_numbers_has_no_page_for_them(built: Built) -> None:
    made = built()
    assert not (made.output / "students/cleo/data").exists()
    assert "My numbers" not in made.page("students/cleo/index.html")


# -- nobody is compared ------------------------------------------------------------------------------------


class Unmistakable:
    """The sample class with numbers that stand nowhere else, so that each can be searched for."""

    def __init__(self, root: Path) -> None:
        content = root / "content"
        for file in (ROOT / "content").rglob("*"):
            if file.suffix in {".yml", ".md", ".csv"}:
                copy = content / file.relative_to(ROOT / "content")
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        self.owner: dict[str, str] = {}
        self.averages: set[str] = set()
        for table in sorted((content / "measures").glob("*.csv")):
            self._renumber(table)
        self.made = ClassFolder(root).build(TEACHER, live=True)

    def _renumber(self, table: Path) -> None:
        text = table.read_text(encoding="utf-8")
        delimiter = ";" if ";" in text else ","
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
        by_day: defaultdict[str, list[Decimal]] = defaultdict(list)
        of_child: defaultdict[str, list[Decimal]] = defaultdict(list)
        for row in rows:
            for column in ("value", "target"):
                row[column] = f"{71_003 + 30 * len(self.owner)}"  # never round: lines across are
                self.owner[f"{int(row[column]):,}"] = row["student"]
            by_day[row["date"]].append(Decimal(row["value"]))
            of_child[row["student"]].append(Decimal(row["value"]))
        everything = [value for values in by_day.values() for value in values]
        for values in [*by_day.values(), *of_child.values(), everything]:
            self.averages |= {f"{round(sum(values) / len(values)):,}", f"{sum(values) / len(values):,.1f}"}
            self.averages.add(f"{sorted(values)[len(values) // 2]:,}")
        self.averages = {each for each in self.averages if not each.endswith(("0", ".0"))} - set(self.owner)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        table.write_text(out.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module")
def unmistakable(tmp_path_factory: pytest.TempPathFactory) -> Unmistakable:
    return Unmistakable(tmp_path_factory.mktemp("unmistakable"))


def numbers_in(text: str) -> set[str]:
    """Every number as pages write it, and as an attribute or a script would."""
    found = set(re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])", text))
    return found | {f"{int(each):,}" for each in re.findall(r"(?<![\d.,%])\d{5}(?![\d.,%])", text)}


def test_no_page_of_the_sample_class_has_another_childs_number(unmistakable: Unmistakable) -> None:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(unmistakable.made.output.rglob("*")):
        if file.suffix not in {".html", ".xml", ".js", ".json", ".txt"}:
            continue
        path = file.relative_to(unmistakable.made.output).as_posix()
        if path.startswith("assets/"):
            continue
        found = numbers_in(file.read_text("utf-8")) & set(unmistakable.owner)
        whose = {unmistakable.owner[number] for number in found}
        owner = re.match(r"students/([^/]+)/", path)
        assert whose <= ({owner[1]} if owner else set()), path
        for child in whose:
            seen[child].add(path)
    assert set(seen) == set(unmistakable.owner.values()), "the search finds what is there"
    assert all(f"students/{child}/data/index.html" in pages for child, pages in seen.items())


def test_no_page_of_the_sample_class_has_an_average_or_a_rank(unmistakable: Unmistakable) -> None:
    for file in sorted(unmistakable.made.output.rglob("*.html")):
        text = file.read_text("utf-8")
        assert not numbers_in(text) & unmistakable.averages, file
    for file in sorted(unmistakable.made.output.glob("students/*/data/index.html")):
        text = file.read_text("utf-8").lower()
        assert not re.search(r"average|median|percentile|\brank|of the class|classmates|others", text), file


def test_a_child_is_drawn_alike_whoever_else_is_in_the_table(tmp_path: Path) -> None:
    made = a_site(tmp_path)
    with_others = made.page(PAGE)
    rows = made.content / "measures/words.csv"
    rows.write_text("".join(line for line in rows.read_text().splitlines(True) if "ben" not in line))
    made.build(TEACHER, live=True)
    assert not (made.output / "students/ben/data").exists()
    assert made.page(PAGE) == with_others
