"""A folder to write into, and what a test needs to look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from slc_site.build.output import Output, Written
from slc_site.problems import Problem, RecordingReporter
from tests.support.folders import tree

HOME = b'<!doctype html><meta name="generator" content="slc_site"><p>Room 12</p>'


def empty_folders(folder: Path) -> list[str]:
    """Return the folders below one in which nothing is."""
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_dir() and not any(path.iterdir())
    ]


@dataclass
class Desk:
    """A class's folder, without any class in it."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "output"

    @property
    def state(self) -> Path:
        return self.root / ".slc" / "site"

    def write(self, files: Mapping[str, bytes | Path], reporter: RecordingReporter | None = None) -> Written:
        return Output(self.folder, self.state, reporter or RecordingReporter()).write(files.items())

    def told(self, files: Mapping[str, bytes | Path]) -> list[Problem]:
        reporter = RecordingReporter()
        self.write(files, reporter)
        return reporter.problems

    @property
    def leftovers(self) -> list[str]:
        """What lies in the state folder besides the list of what was written, and in the output by us."""
        known = {"written.json", "build.lock"}
        kept = [name for name in tree(self.state) if name not in known]
        return kept + empty_folders(self.state) + [p.name for p in self.folder.glob(".slc-*")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A class's folder with an empty `content/` in it."""
    (tmp_path / "content").mkdir()
    return Desk(tmp_path)
