"""Runs commands, in this program or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner

from slc_site.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    status: int
    out: str
    err: str


class Run(Protocol):
    """`slc("build", "--json")`."""

    def __call__(self, *arguments: str | Path, typed: str | bytes | None = None) -> Done:
        """Run a command in a fresh folder; `typed` is what comes in at its standard input."""
        ...


@pytest.fixture
def slc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command within this program, in the test's own folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, typed: str | bytes | None = None) -> Done:
        with CliRunner().isolation(input=typed) as (out, err, _):
            status = main([str(argument) for argument in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            return Done(status, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def room(slc: Run, tmp_path: Path) -> Path:
    """A new class of two, in the folder `room-12`."""
    assert slc("init", "room-12", "--students", "Ada, Ben").status == 0
    return tmp_path / "room-12"


@dataclass(frozen=True)
class Ended:
    """What a program of its own came to."""

    status: int
    out: bytes
    err: bytes


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Ended]:
    """Run `python -m slc_site` as a program of its own."""

    def run(*arguments: str | Path, env: Mapping[str, str] | None = None, typed: bytes = b"") -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "slc_site", *map(str, arguments)],
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run
