"""Whatever is in a file: never an exception, always something read or something said."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from slc_site.read import (
    shapes_classroom,
    shapes_conference,
    shapes_goal,
    shapes_report_card,
    shapes_work,
)
from slc_site.read.shapes import Shape, names_of
from tests.read.conftest import SMALLEST, Reading, read, write
from tests.read.mistakes import FRONT_MATTER

POST = "students/ada/posts/2026-10-05-frog.md"
slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
by_day = settings(max_examples=300, deadline=None, suppress_health_check=slow)
by_night = settings(max_examples=20_000, deadline=None, suppress_health_check=slow)


def read_with(path: str, data: bytes) -> Reading:
    """Read a class with a file in it; what is said must be fit to be shown."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        others = {
            "report-cards/fall.yml": "title: Fall\nsubjects: [{id: reading}]\n",
            "conferences/fall/conference.yml": "title: Fall\n",
        }
        write(root, {**SMALLEST, **others, path: data})
        reading = read(root)
    size = data.count(b"\n") + data.count(b"\r") + 2
    for problem in reading.problems:
        str(problem).encode()
        assert problem.file is not None
        assert problem.line is None or 1 <= problem.line <= size
        assert problem.message.endswith((".", "?"))
        assert problem.hint is None or problem.hint.endswith((".", "?"))
    return reading


def one_post_or_one_problem(data: bytes) -> None:
    reading = read_with(POST, data)
    assert len(reading.library.posts) == 1 or len(reading.errors) >= 1
    for post in reading.library.posts:
        assert post.title
        (post.title + post.body + "".join(post.tags)).encode()


# -- bytes and texts ------------------------------------------------------------------------------------

PIECES = (
    "---\n|title: |tags: |[writing]|\n|date: 2026-10-05|&a |*a|!|- |  |\t|: |{|}|[|]|\"|'|#|>|...|\ufeff|"
    "\r\n|\r|\u2028|\x85|\u00a0|…|\\x00|status: draft\n|access: family\n|people: [ada]\n|🦊|العربية|"
    "%YAML 1.2|? |<<: "
)
snippets = st.sampled_from([*PIECES.split("|"), "|"])
texts = st.lists(st.one_of(snippets, st.text(max_size=8)), max_size=30).map("".join)
framed = texts.map(lambda text: f"---\ntitle: Frog\n{text}\n---\nBody\n")
mutants = st.tuples(st.sampled_from(sorted(FRONT_MATTER)), st.integers(0, 300), st.binary(max_size=6)).map(
    lambda cut: _exchanged(FRONT_MATTER[cut[0]], cut[1], cut[2])
)


def _exchanged(text: str | bytes, place: int, piece: bytes) -> bytes:
    data = (text.encode() if isinstance(text, str) else text)[:5000]
    return data[:place] + piece + data[place + len(piece) :]


@by_day
@given(st.one_of(st.binary(max_size=400), mutants, framed.map(str.encode), texts.map(str.encode)))
def test_any_bytes_are_a_post_or_a_problem(data: bytes) -> None:
    one_post_or_one_problem(data)


@pytest.mark.nightly
@by_night
@given(st.one_of(st.binary(max_size=2000), mutants, framed.map(str.encode), texts.map(str.encode)))
def test_any_bytes_are_a_post_or_a_problem_all_night(data: bytes) -> None:
    one_post_or_one_problem(data)


@by_day
@given(st.sampled_from(["student,date,value\n", "a;b\n", ""]), st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_problem(head: str, data: bytes) -> None:
    reading = read_with("measures/x.csv", head.encode() + data)
    assert reading.library is not None


# -- values of any shape --------------------------------------------------------------------------------

FILES: dict[str, type[Shape]] = {
    "class.yml": shapes_classroom.ClassShape,
    "students/ada/student.yml": shapes_classroom.StudentShape,
    POST: shapes_work.PostShape,
    "students/ada/goals/read.md": shapes_goal.GoalShape,
    "pages/about.md": shapes_classroom.PageShape,
    "report-cards/fall.yml": shapes_report_card.RubricShape,
    "students/ada/report-cards/fall.yml": shapes_report_card.SelfReportShape,
    "conferences/fall/conference.yml": shapes_conference.ConferenceShape,
    "students/ada/conferences/fall.md": shapes_conference.StudentConferenceShape,
}
WORDS = sorted(
    {
        name
        for module in (shapes_classroom, shapes_conference, shapes_report_card, shapes_work)
        for shape in vars(module).values()
        if isinstance(shape, type) and issubclass(shape, BaseModel) and issubclass(shape, Shape)
        for name in names_of(shape)
    }
)
words = st.one_of(st.sampled_from(WORDS), st.text(max_size=4))
SCALARS = (
    "yes||3/4|2026-10-05|2026-11-19 16:30|-1|1,5|family|ada|writing|"
    "draft|student|welcome|reading|read|fall|a, b|N"
)
scalars = st.one_of(st.sampled_from(SCALARS.split("|")), st.text(max_size=6))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=4)),
    max_leaves=20,
)


@by_day
@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_values_are_read_or_told(path: str, data: st.DataObject) -> None:
    keys = st.sampled_from([*names_of(FILES[path]), "reading", "Title", "titel"])
    fields: dict[str, Any] = data.draw(st.dictionaries(keys, values, max_size=8))
    text = json.dumps(fields, ensure_ascii=False)
    if path.endswith(".md"):
        text = f"---\n{text}\n---\nBody\n"
    reading = read_with(path, text.encode("utf-8", "replace"))
    assert reading.found is not None or reading.errors
