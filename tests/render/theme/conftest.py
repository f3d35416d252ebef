"""The default theme, ready to draw pages that were made by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from slc_site.model.classroom import Classroom
from slc_site.model.origin import Origin
from slc_site.problems import RecordingReporter
from slc_site.render.page import Page
from slc_site.render.theme import Theme
from slc_site.render.theme_folders import find_theme

MakeTheme = Callable[..., Theme]
Draw = Callable[[Page], str]


def default_theme(language: str = "en", **options: str) -> Theme:
    """Return the default theme for a class with these theme options."""
    reporter = RecordingReporter()
    chain = find_theme("default", Path("no-themes-of-its-own"), reporter)
    classroom = Classroom("Room 12", Origin("class.yml"), language=language, theme_options=options)
    theme = Theme(chain, classroom, reporter)
    assert reporter.problems == []
    return theme


@lru_cache
def _english() -> Theme:
    return default_theme()


@pytest.fixture
def theme() -> Theme:
    """The default theme, in English."""
    return _english()


@pytest.fixture
def draw(theme: Theme) -> Draw:
    """Draw a page with the default theme."""
    return lambda page: theme.render(page).decode()
