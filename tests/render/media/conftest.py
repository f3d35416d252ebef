"""A studio to put files into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from slc_site.model.classroom import Attachment
from slc_site.problems import Problem, RecordingReporter, Severity
from slc_site.render.media import Media, Picture, Recording
from slc_site.render.studio import Studio


@dataclass(frozen=True)
class Prepared:
    """What became of files, by the names they were put in under."""

    media: Mapping[str, Media]
    problems: list[Problem]

    def picture(self, name: str) -> Picture:
        found = self.media.get(name)
        assert isinstance(found, Picture), self.problems
        return found

    def recording(self, name: str) -> Recording:
        found = self.media.get(name)
        assert isinstance(found, Recording), self.problems
        return found

    def only_problem(self) -> Problem:
        assert len(self.problems) == 1, self.problems
        return self.problems[0]

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def files(self) -> list[Path]:
        return [file.path for media in self.media.values() for file in media.files]


Prepare = Callable[..., Prepared]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".slc" / "media"


@pytest.fixture
def prepare(tmp_path: Path, cache: Path) -> Prepare:
    """Write files, given as bytes by their names, and put them into a studio."""

    def run(
        files: Mapping[str, bytes], *, jobs: int | None = None, widths: tuple[int, ...] = (480, 1280)
    ) -> Prepared:
        attachments = []
        for name, content in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
            attachments.append(Attachment(name, path, len(content), f"content/{name}"))
        reporter = RecordingReporter()
        done = Studio(cache, reporter, jobs=jobs, widths=widths).prepare(attachments)
        return Prepared(
            {one.name: done[one.path] for one in attachments if one.path in done}, reporter.problems
        )

    return run
