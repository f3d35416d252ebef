"""Texts that are meant to stop or stall the class: each ends as prose, and no other text notices."""

from __future__ import annotations

import pytest

from slc_site.problems import RecordingReporter, Severity
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.prose.scribe import Scribe
from tests.pathological import SLOW, TEXTS
from tests.render.prose.judge import complaints
from tests.render.prose.making import OWN, manuscript

BY_NAME = dict(TEXTS)
NEIGHBOURS = [
    manuscript(f"# Frog {number}\n\n- a\n  - b\n\n![A frog](frog.jpg)[^1]\n\n[^1]: c", key=f"ada/{number}")
    for number in range(20)
]
MOST_JUDGED = 60_000
"""Characters of HTML: the judge takes its time, and what it would find is found in small ones."""
SOME_SLOW = ("half links with an angle", "half pictures", "nested blocks", "a long abbreviation used often")


def among_neighbours(names: list[str]) -> list[Manuscript]:
    """Return these texts, and between them ordinary ones."""
    bad = [manuscript(BY_NAME[name], key=f"bad/{name}") for name in names]
    return [one for pair in zip(bad, NEIGHBOURS * len(bad), strict=False) for one in pair] + NEIGHBOURS


def judge(prose: dict[str, Prose], alone: dict[str, Prose], names: list[str]) -> None:
    """Check that these are pages, and that the others are what they are without them."""
    assert {one.key: prose[one.key] for one in NEIGHBOURS} == alone
    for name in names:
        found = prose[f"bad/{name}"]
        assert len(found.html) <= 2_000_000, name
        if len(found.html) < MOST_JUDGED:
            assert complaints(found.html, OWN) == [], name


@pytest.fixture(scope="module")
def alone() -> dict[str, Prose]:
    """The ordinary texts by themselves."""
    reporter = RecordingReporter()
    with Scribe(reporter, jobs=1) as scribe:
        prose = scribe.render(NEIGHBOURS)
    assert reporter.problems == []
    return prose


def test_texts_that_only_look_bad_are_pages_and_disturb_nobody(
    scribe: Scribe, alone: dict[str, Prose]
) -> None:
    names = [name for name in BY_NAME if name not in SLOW]
    judge(scribe.render(among_neighbours(names)), alone, names)


def test_texts_that_take_too_long_are_shown_as_they_were_typed(
    scribe: Scribe, reporter: RecordingReporter, alone: dict[str, Prose]
) -> None:
    prose = scribe.render(among_neighbours(list(SOME_SLOW)))
    judge(prose, alone, list(SOME_SLOW))
    hung = prose["bad/half links with an angle"]
    assert hung.plain
    assert hung.html == f"<p>{'[a](&lt;b' * 10_000}</p>"
    told = [problem for problem in reporter.problems if problem.code == "slow-text"]
    assert {(problem.file, problem.line, problem.severity) for problem in told} == {
        ("content/students/ada/posts/frog.md", 5, Severity.WARNING)
    }
    assert str(told[0]) == (
        "content/students/ada/posts/frog.md:5: This text takes too long to read; it is shown as it was "
        "typed. Look for a long row of brackets, stars, backticks or > signs, and take it out."
    )


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(0, len(TEXTS), 10))
def test_every_pathological_text_is_a_page_and_disturbs_nobody(
    scribe: Scribe, alone: dict[str, Prose], first: int
) -> None:
    names = [name for name, _ in TEXTS[first : first + 10]]
    judge(scribe.render(among_neighbours(names)), alone, names)


def test_the_texts_are_as_large_as_a_text_may_be_at_most() -> None:
    assert len(TEXTS) >= 69
    assert max(len(text) for _, text in TEXTS) <= 200_000
    assert BY_NAME.keys() > SLOW
