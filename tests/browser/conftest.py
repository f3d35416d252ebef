"""Where a site can stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import exhibition
from tests.support.links import home_of
from tests.support.server import Hosted


@dataclass
class Place:
    """The sample class at one of the places where a site must work."""

    site: Path
    url: str
    """With a slash at the end."""
    host: Hosted | None

    def page(self, path: str) -> str:
        """Return the address of a page."""
        return self.url + path

    @property
    def refused(self) -> list[tuple[int, str]]:
        """What a host could not find; from the disk, that is among the visit's complaints."""
        return self.host.refused if self.host else []


@pytest.fixture(params=["at the root", "below a folder", "from the disk"])
def place(request: pytest.FixtureRequest, sample_site: Path, hosted: Callable[..., Hosted]) -> Place:
    """The sample class on a host of its own, below `/a/b/`, and opened by a double-click."""
    if request.param == "from the disk":
        return Place(sample_site, f"{sample_site.as_uri()}/", None)
    host = hosted(sample_site, below="/a/b/" if request.param == "below a folder" else "/")
    return Place(sample_site, host.url, host)


@pytest.fixture
def sample(sample_site: Path, hosted: Callable[..., Hosted]) -> Place:
    """The sample class on a host of its own, where it says that it stands."""
    host = hosted(sample_site, below=home_of(sample_site))
    return Place(sample_site, host.url, host)


@pytest.fixture
def gallery(shared_tmp: Path, hosted: Callable[..., Hosted]) -> Place:
    """A class that shows all that pages can show, on a host of its own."""
    site = exhibition.build(shared_tmp)
    host = hosted(site)
    return Place(site, host.url, host)


@pytest.fixture(params=["on a host", "from the disk"])
def gallery_anywhere(request: pytest.FixtureRequest, shared_tmp: Path) -> Place:
    """The same, and as it is opened by a double-click."""
    if request.param == "on a host":
        place: Place = request.getfixturevalue("gallery")
        return place
    site = exhibition.build(shared_tmp)
    return Place(site, f"{site.as_uri()}/", None)


@pytest.fixture
def arabic_gallery(shared_tmp: Path, hosted: Callable[..., Hosted]) -> Place:
    """The same in Arabic, which is read from right to left."""
    site = exhibition.build(shared_tmp, "ar")
    host = hosted(site)
    return Place(site, host.url, host)
