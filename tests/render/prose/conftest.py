"""What the tests of prose may ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from slc_site.problems import RecordingReporter
from slc_site.render.manuscript import Manuscript, Prose
from slc_site.render.prose.scribe import Scribe


@pytest.fixture(autouse=True)
def nothing_is_swallowed() -> Iterator[None]:
    """Fail if nh3 met an exception: it drops an attribute whose filter raises, and says so to nobody."""
    swallowed: list[Any] = []
    before = sys.unraisablehook
    sys.unraisablehook = lambda unraisable: swallowed.append(unraisable.exc_value)
    yield
    sys.unraisablehook = before
    assert swallowed == []


@pytest.fixture
def reporter() -> RecordingReporter:
    """Hears of problems."""
    return RecordingReporter()


@pytest.fixture
def scribe(reporter: RecordingReporter) -> Iterator[Scribe]:
    """A scribe with two processes, which end with the test."""
    with Scribe(reporter, jobs=2) as one:
        yield one


@pytest.fixture
def rendered(scribe: Scribe) -> Callable[..., Prose]:
    """Render one manuscript."""
    return lambda manuscript: _only(scribe, manuscript)


def _only(scribe: Scribe, manuscript: Manuscript) -> Prose:
    return scribe.render([manuscript])[manuscript.key]
