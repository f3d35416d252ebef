"""Small classes, written as texts in a test."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from slc_site.problems import Problem, RecordingReporter
from slc_site.share.access import PUBLIC, Viewer

if TYPE_CHECKING:
    from slc_site.model.library import Library

Files = Mapping[str, str | bytes]
"""Text, dedented before it is written, or bytes, by the path below `content/`."""

SMALLEST: Files = {
    "class.yml": """
        title: Room 12
        school: Maple Street School
        teacher: Ms. Okafor
        year: 2026-2027
        language: en
        timezone: America/Regina
        access: {posts: public, goals: public, conferences: public}
        consent: {publish: yes, photos: yes}
        """,
    "students/ada/student.yml": """
        name: Ada
        """,
    "students/ada/posts/2026-10-05-my-frog-poem.md": """
        ---
        title: My frog poem
        tags: [writing, frogs]
        ---
        Green frog, green frog, on a log.
        """,
}
"""One student with one post, all of it public."""


@dataclass
class ClassFolder:
    """A folder with a `content/` in it, and what reading or building it said."""

    root: Path
    heard: RecordingReporter = field(default_factory=RecordingReporter)

    @property
    def content(self) -> Path:
        """What people wrote."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """What is to be uploaded."""
        return self.root / "output"

    @property
    def problems(self) -> list[Problem]:
        """What was said, the oldest first."""
        return self.heard.problems

    @property
    def messages(self) -> list[str]:
        """What was said, each as its one text with place and hint."""
        return [str(problem) for problem in self.problems]

    def write(self, files: Files) -> ClassFolder:
        """Put files below `content/`, over those that are there."""
        for path, given in files.items():
            file = self.content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(given, str):
                given = textwrap.dedent(given).lstrip("\n").encode()
            file.write_bytes(given)
        return self

    def load(self) -> Library | None:
        """Read it; the problems are in `problems`."""
        from slc_site.read import loader

        return loader.load(self.root, self.heard)

    def build(self, viewer: Viewer = PUBLIC, *, live: bool = False) -> ClassFolder:
        """Build what the viewer may see into `output`; `live` as `slc serve` does for the teacher."""
        from slc_site.build.pipeline import Builder
        from slc_site.build.site import Site

        with Builder(Site(self.root), viewer=viewer, folder=self.output, live=live) as builder:
            builder.build(self.heard)
        return self

    def page(self, path: str) -> str:
        """Return a page of the built site."""
        return (self.output / path).read_text(encoding="utf-8")
