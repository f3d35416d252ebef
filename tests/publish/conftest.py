"""A folder to be published, a place in memory, and somebody who publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from slc_site.publish.host import Host
from slc_site.publish.outcome import Outcome
from slc_site.publish.plan import Plan
from slc_site.publish.publisher import Publisher
from slc_site.publish.state import State
from slc_site.publish.targets import KINDS, Kind
from tests.publish.hosts_in_memory import Space

SITE = {
    "index.html": b'<a href="students/ada/index.html">Ada</a>',
    "students/ada/index.html": b'<img src="frog.webp"><a href="posts/first/index.html">First</a>',
    "students/ada/frog.webp": b"frog" * 100,
    "students/ada/posts/first/index.html": b'<a href="../../index.html">Ada</a>',
    "feed.xml": b"<feed/>",
    "assets/1/style.css": b"p {}",
}
"""A small site."""


class Desk:
    """A folder to be published, and all that is kept of it on this computer."""

    def __init__(self, folder: Path, kind: Kind | None = None) -> None:
        self.output = folder / "output"
        self.output.mkdir(parents=True)
        self.state = State(folder / "state")
        self.kind = kind or KINDS["folder"]
        self.now = 1_000_000.0
        self.waited: list[float] = []

    def write(self, files: Mapping[str, bytes]) -> None:
        """Let the folder hold just these files."""
        for file in sorted(self.output.rglob("*"), reverse=True):
            if file.is_file() and file.relative_to(self.output).as_posix() not in files:
                file.unlink()
            elif file.is_dir() and not any(file.iterdir()):
                file.rmdir()
        for name, content in files.items():
            target = self.output / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_bytes() != content:
                target.write_bytes(content)

    def publisher(self, open_line: Callable[[], Host]) -> Publisher:
        """Return somebody who publishes."""
        return Publisher(
            self.output,
            open_line,
            self.kind,
            self.state,
            self.state.of("here"),
            now=lambda: self.now,
            pause=self.waited.append,
        )

    def plan(self, space: Space, *, look: bool = False) -> Plan:
        """Return what would be done."""
        with self.publisher(space.line) as publisher:
            return publisher.plan(look=look)

    def publish(self, space: Space, *, look: bool = False) -> Outcome | None:
        """Publish; None: there was nothing to do."""
        with self.publisher(space.line) as publisher:
            plan = publisher.plan(look=look)
            return None if plan.is_nothing else publisher.carry_out(plan)

    def one_by_one(self) -> Desk:
        """Let there be one line only, so that a test knows what comes after what."""
        self.kind = replace(self.kind, lines=1)
        return self


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody who has a small site to publish."""
    made = Desk(tmp_path / "desk")
    made.write(SITE)
    return made
