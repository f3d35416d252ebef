"""A studio to put files into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from slc_site.model.classroom import Attachment, MediaRules
from slc_site.problems import Problem, RecordingReporter, Severity
from slc_site.render.ffmpeg import program
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


@pytest.fixture(autouse=True)
def _no_ffmpeg(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests here are about what is done without it; those that want it ask for `ffmpeg`."""
    if "ffmpeg" not in request.fixturenames:
        monkeypatch.setenv(program.NAMED, "no-ffmpeg-on-this-machine")


@pytest.fixture
def ffmpeg() -> Path:
    """The real one, which is used as on a teacher's machine."""
    found = program.find()
    assert found is not None, "the tests need ffmpeg: `make test` looks after it"
    return found.path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".slc" / "media"


@pytest.fixture
def prepare(tmp_path: Path, cache: Path) -> Prepare:
    """Write files, given as bytes by their names, and put them into a studio."""

    def run(
        files: Mapping[str, bytes],
        *,
        jobs: int | None = None,
        widths: tuple[int, ...] = (480, 1280),
        largest: int = MediaRules().largest,
    ) -> Prepared:
        attachments = []
        for name, content in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
            attachments.append(Attachment(name, path, len(content), f"content/{name}"))
        reporter = RecordingReporter()
        done = Studio(cache, reporter, jobs=jobs).prepare(
            attachments, widths=widths, rules=MediaRules(largest)
        )
        return Prepared(
            {one.name: done[one.path] for one in attachments if one.path in done}, reporter.problems
        )

    return run
