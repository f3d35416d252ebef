"""What `slc serve` shows is what a clean build makes, whatever was edited and however it was saved."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter, SilentReporter
from slc_site.serve import watch
from slc_site.serve.rounds import Rounds
from slc_site.serve.status import Board
from slc_site.serve.watch import Watcher
from slc_site.share.access import TEACHER
from tests.support.edits import EDITS, Worktop, wait_a_while
from tests.support.little_class import little_class
from tests.support.locks import with_codes
from tests.support.twins import Kind, Look, Twin, copy_sources

OWN = Kind(TEACHER, live=True, folder=".slc/preview")
TYPED = sorted(EDITS.keys() - {"spoil_the_site"})
"""What people do to their own files; nobody else is ever in the preview."""


class Serving:
    """A class that is watched and built as `slc serve` does it, one round after the other."""

    def __init__(
        self,
        top: Worktop,
        watcher: Watcher,
        rounds: Rounds,
        builder: Builder,
        twin: Twin,
        heard: RecordingReporter,
    ):
        self.top = top
        self.watcher = watcher
        self.rounds = rounds
        self.builder = builder
        self.twin = twin
        self.heard = heard
        self.look = Look()

    def settle(self) -> None:
        """Build as long as something has changed."""
        while True:
            self.watcher._due = 0.0  # a look at the folders, too: the system's word may be late
            changed = self.watcher.wait(0.6)
            if not changed:
                return
            self.build(changed)

    def build(self, changed: frozenset[str]) -> None:
        """Build once, and watch what was read from elsewhere from then on, as `Rounds.follow` does."""
        began = time.time()
        self.rounds.build(changed)
        self.watcher.also(self.builder.read_elsewhere, began)

    def compare(self) -> list[str]:
        """Return what the preview has otherwise than a clean build; nothing if that comes to nothing."""
        files, outcome = self.twin.build(self.top.root, date.today())
        if outcome.built is None:
            return []
        there = {name: seen.digest for name, seen in self.look.at(self.top.root / OWN.folder).items()}
        return sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.setattr(watch, "EVERY", 0.2)
    monkeypatch.setattr(watch, "SHARE", 1)
    made = little_class(tmp_path / "class")
    with_codes(made)
    top = Worktop(made.root, random.Random(67).choice)
    wait_a_while(top)
    (tmp_path / "clean").mkdir()
    site, heard = Site(made.root), RecordingReporter()
    site.preview.mkdir(parents=True)
    with (
        Watcher(site.root, (site.content.name, site.themes.name), SilentReporter()) as watcher,
        Builder(site, viewer=TEACHER, folder=site.preview, live=True) as builder,
    ):
        rounds = Rounds(site.root, builder, Board(), lambda _: None, heard)
        serving = Serving(top, watcher, rounds, builder, Twin(tmp_path / "clean", OWN), heard)
        serving.build(frozenset())
        yield serving


def edited(serving: Serving, bursts: int, begun: Path) -> None:
    """Edit in bursts; after each, hold the preview against a clean build."""
    chance = random.Random(bursts)
    copy_sources(serving.top.root, begun)
    for _ in range(bursts):
        told = [EDITS[chance.choice(TYPED)](serving.top) for _ in range(chance.choice((1, 1, 2, 5)))]
        if chance.random() < 0.3:
            wait_a_while(serving.top)
        serving.settle()
        assert serving.compare() == [], told
        assert not [one for one in serving.heard.problems if one.code == "stumbled"], told
        if chance.random() < 0.1:
            copy_sources(begun, serving.top.root)
            serving.settle()
            assert serving.compare() == [], "all was put back"


def test_what_the_class_takes_from_elsewhere_is_followed_too(serving: Serving) -> None:
    shared = serving.top.root / "shared/grade-2.yml"
    shared.write_text(shared.read_text("utf-8").replace("retell a story", "tell it again"), "utf-8")
    serving.settle()
    card = serving.top.root / OWN.folder / "students/ada/report-cards/fall/index.html"
    assert "I can tell it again" in card.read_text("utf-8")
    assert serving.compare() == []


def test_after_each_burst_of_edits_the_preview_is_as_a_clean_build(serving: Serving, tmp_path: Path) -> None:
    edited(serving, 15, tmp_path / "begun")


@pytest.mark.nightly
def test_after_hundreds_of_bursts_it_still_is(serving: Serving, tmp_path: Path) -> None:
    edited(serving, 300, tmp_path / "begun")
