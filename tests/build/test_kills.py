"""`slc build` is killed at any moment: the site is never half, and the next build is right (bar 6.1)."""

from __future__ import annotations

import os
import posixpath
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from tests.support.edits import EDITS, Worktop
from tests.support.links import read
from tests.support.little_class import little_class
from tests.support.locks import with_codes
from tests.support.sample import ROOT
from tests.support.twins import Kind, Look, Twin, copy_sources, told_by

ENDS = """
import os, signal, sys

root, watched, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}

def count(event, args):
    global left
    if event in CHANGES or event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        if any(str(path).startswith(watched) for path in args[:2]):
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

sys.addaudithook(count)
from slc_site.cli import main
try:
    sys.exit(main(["-C", root, "build"]))
finally:
    print("left", left, flush=True)
"""
"""Builds a class, and ends itself before it changes the disk below some folder for the n-th time."""
MANY = 1_000_000
TYPED = sorted(EDITS.keys() - {"spoil_the_site"})
"""What people do to their own files: the site is whole before a build begins."""


def reachable(site: Path) -> set[str]:
    """Return all files of a site that a visitor comes to, or that the pages on the way load."""
    seen: set[str] = set()
    todo = ["index.html"]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.endswith(".html") and (site / name).is_file():
            page = read(site / name)
            for target in (*page.followed, *page.loaded):
                parts = urlsplit(target)
                if not parts.scheme and not parts.netloc and parts.path:
                    path = posixpath.join(posixpath.dirname(name), unquote(parts.path))
                    todo.append(posixpath.normpath(path))
    return seen


@dataclass
class Builds:
    """A class whose builds are killed."""

    top: Worktop
    twin: Twin
    chance: random.Random
    look: Look = field(default_factory=Look)
    groups: list[int] = field(default_factory=list)
    """Of the processes that were started, each with those that it started itself; some may be gone."""

    @property
    def site(self) -> Path:
        return self.top.root / "output"

    def digests(self) -> dict[str, str]:
        return {name: seen.digest for name, seen in self.look.at(self.site).items()}

    def start(self, *command: str) -> subprocess.Popen[str]:
        build = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.groups.append(build.pid)
        return build

    def changes(self, watched: Path) -> int:
        """Build to the end and return how often anything was changed below a folder."""
        with self.start("-c", ENDS, str(self.top.root), str(watched), str(MANY)) as build:
            said, _ = build.communicate()
        return MANY - int(said.split()[-1])

    def killed_before(self, change: int, watched: Path) -> bool:
        """Build, and be killed before something below a folder is changed for the n-th time.

        False: it was done before that.
        """
        with self.start("-c", ENDS, str(self.top.root), str(watched), str(change)) as build:
            build.communicate()
        return build.returncode == -signal.SIGKILL

    def killed_after(self, seconds: float) -> bool:
        """Build with the real command, and be killed after some time; False if it had been done."""
        with self.start("-m", "slc_site", "-C", str(self.top.root), "build") as build:
            with suppress(subprocess.TimeoutExpired):
                build.wait(seconds)
            build.kill()
        return build.returncode == -signal.SIGKILL

    def complaints(self) -> list[str]:
        """Build once more, undisturbed, and return what is not as it should be."""
        site = Site(self.top.root)
        day = date.today()
        with Builder(site, waiting=lambda: pytest.fail("the lock of a dead build stayed")) as builder:
            outcome = told_by(builder, day)
        told = self.twin.complaints(self.top.root, day, outcome)
        left = [*self.site.glob(".slc-*"), *site.state.glob("**/staging"), *site.state.glob("**/*.new")]
        return told + [f"left over: {path}" for path in left if outcome.built]

    def lingering(self, patience: float = 20) -> list[int]:
        """Return the groups of which a process still runs after some seconds."""
        until = time.monotonic() + patience
        while True:
            self.groups = [group for group in self.groups if _is_alive(group)]
            if not self.groups or time.monotonic() > until:
                return self.groups
            time.sleep(0.02)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def builds(tmp_path: Path) -> Iterator[Builds]:
    with_codes(little_class(tmp_path / "class"))
    (tmp_path / "clean").mkdir()
    chance = random.Random(6)
    found = Builds(Worktop(tmp_path / "class", chance.choice), Twin(tmp_path / "clean", Kind()), chance)
    yield found
    for group in found.lingering(0):
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def survives(builds: Builds, kills: int) -> int:
    """Edit, build and kill so often; return in how many of the rounds something had been written."""
    chance, root, good = builds.chance, builds.top.root, builds.top.root.with_name("good")
    begun = time.monotonic()
    changes = builds.changes(root)
    longest = time.monotonic() - begun
    assert builds.complaints() == []
    mixed = done = 0
    while done < kills:
        copy_sources(root, good)
        versions: dict[str, set[str | None]] = {name: {mark} for name, mark in builds.digests().items()}
        story = []
        for _ in range(chance.choice((1, 1, 2))):  # now and then, another kill before all is well again
            story += [EDITS[chance.choice(TYPED)](builds.top) for _ in range(chance.choice((1, 3)))]
            before = builds.digests()
            after, _ = builds.twin.build(root, date.today())
            for name in before.keys() | after.keys():
                versions.setdefault(name, {None}).update((before.get(name), after.get(name)))
            way = chance.randrange(3)
            if way == 0:
                done += builds.killed_after(longest * chance.uniform(0.1, 0.4))
            else:
                # Most builds change little: rather early than late.
                watched = (root, builds.site)[way - 1]
                done += builds.killed_before(int(changes ** chance.random()), watched)
            there = builds.digests()
            mixed += there not in (before, after)
            torn = [name for name, mark in there.items() if mark not in versions.get(name, ())]
            assert torn == [], story
            dead = [name for name in reachable(builds.site) if not (builds.site / name).is_file()]
            assert dead == [], story
        assert builds.complaints() == [], story
        if not builds.twin.build(root, date.today())[1].built:
            copy_sources(good, root)
            assert builds.complaints() == [], story
        assert builds.lingering() == [], story
    return mixed


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_is_right(builds: Builds) -> None:
    assert survives(builds, 10) > 0


@pytest.mark.nightly
def test_fifty_kills_leave_whole_sites_and_the_next_builds_are_right(builds: Builds) -> None:
    assert survives(builds, 50) > 0
