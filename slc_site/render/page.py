"""A page of the site, planned, and what the plan is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from slc_site.render.manuscript import Prose
from slc_site.render.media import Media
from slc_site.render.views import Context


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it stands, which template draws it, and all that the template may see."""

    path: str
    template: str
    context: Context


@dataclass(frozen=True, slots=True)
class Materials:
    """What was made of people's texts and files before the pages are planned."""

    prose: Mapping[str, Prose] = field(default_factory=dict)
    """By manuscript key."""
    media: Mapping[Path, Media] = field(default_factory=dict)
    """By the original's path; a file that could not be made safe is absent."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which site is being made of the library."""

    live: bool = False
    """The teacher's own screen: pages reload by themselves and tell of problems."""
    builds_feeds: bool = True
    """Feeds are for what is uploaded."""
