"""A file that several classes share is watched like the class's own, and nothing beside it is."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.problems import RecordingReporter
from slc_site.serve import watch
from slc_site.serve.rounds import Rounds
from slc_site.serve.status import Board
from slc_site.serve.watch import Watcher
from slc_site.share.access import TEACHER
from tests.serve.sitting import eventually, put
from tests.serve.test_serve_watch import told

SHARED = "../shared/rubrics/grade-2.yml"
LATER = 60.0
"""Seconds; what was saved by now is old then."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "room/content/class.yml", "title: Room 12\n")
    put(tmp_path, "shared/rubrics/grade-2.yml", "title: One\n")
    return tmp_path / "room"


@pytest.fixture
def watcher(root: Path) -> Iterator[Watcher]:
    with Watcher(root, ("content", "themes"), RecordingReporter()) as running:
        running.also([root / SHARED], time.time() + LATER)
        yield running


def idle(watcher: Watcher) -> None:
    threading.Timer(0.3, put, (watcher._root, "content/idle", "")).start()
    told(watcher, "content/idle")


@pytest.mark.parametrize("by_the_system", [True, False])
def test_a_change_of_a_shared_file_is_told(
    root: Path, watcher: Watcher, monkeypatch: pytest.MonkeyPatch, by_the_system: bool
) -> None:
    if by_the_system:
        monkeypatch.setattr(watch, "EVERY", 3600.0)
    else:
        monkeypatch.setattr(Watcher, "_touch", lambda self, paths: None)
    idle(watcher)
    threading.Timer(0.2, put, (root, SHARED, "title: Two\n")).start()
    assert told(watcher, SHARED) == {SHARED}


def test_what_lies_beside_a_shared_file_is_nobodys_business(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    put(root, "../shared/rubrics/grade-3.yml", "title: x\n")
    put(root, "../shared/rubrics/more/deep.yml", "title: x\n")
    put(root, "content/new.md", "")
    assert told(watcher, "content/new.md") == {"content/new.md"}


def test_a_file_beside_content_may_be_shared_without_hearing_what_is_built_there(root: Path) -> None:
    with Watcher(root, ("content", "themes"), RecordingReporter()) as watcher:
        watcher.also([root / "grade-2.yml", root / "content/class.yml"], time.time())
        idle(watcher)
        put(root, "output/index.html", "x")
        (root / "output").rename(root / "output-2")
        put(root, "grade-2.yml", "title: One\n")
        assert told(watcher, "grade-2.yml") == {"grade-2.yml"}


def test_a_shared_file_that_is_not_there_yet_is_waited_for_and_one_that_goes_is_missed(
    root: Path, watcher: Watcher
) -> None:
    late = "../later/rubric.yml"
    watcher.also([root / SHARED, root / late], time.time())
    idle(watcher)
    put(root, late, "title: Late\n")
    assert late in told(watcher, late)
    shutil.rmtree(root / "../shared")
    assert SHARED in told(watcher, SHARED)


def test_what_was_saved_while_the_first_build_read_it_is_a_change(root: Path) -> None:
    with Watcher(root, ("content", "themes"), RecordingReporter()) as watcher:
        began = time.time()
        put(root, SHARED, "title: Two\n")
        watcher.also([root / SHARED], began)
        assert told(watcher, SHARED) == {SHARED}


def test_a_file_that_is_no_longer_shared_is_let_go(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    watcher.also([], time.time())
    put(root, SHARED, "title: Two\n")
    put(root, "content/new.md", "")
    assert told(watcher, "content/new.md") == {"content/new.md"}


def test_a_changed_word_in_a_shared_rubric_is_on_the_childs_card_after_a_moment(tmp_path: Path) -> None:
    rubric = """
        title: Fall card
        subjects:
          - {id: reading, can_do: [{id: retell, text: I can retell}], levels: {4: a, 3: b, 2: c, 1: d}}
        """
    files = {
        "room/content/class.yml": "title: Room 12\nshared: ../shared\n",
        "room/content/report-cards/fall.yml": "include: ../../../shared/grade-2.yml\n",
        "room/content/students/ada/student.yml": "name: Ada\n",
        "room/content/students/ada/report-cards/fall.yml": "reading: {can_do: [retell]}\n",
        "shared/grade-2.yml": dedent(rubric),
    }
    for file, text in files.items():
        put(tmp_path, file, text)
    site, heard, said = Site(tmp_path / "room"), RecordingReporter(), list[str]()
    site.preview.mkdir(parents=True)
    card = site.preview / "students/ada/report-cards/fall/index.html"
    with (
        Watcher(site.root, ("content", "themes"), heard) as watcher,
        Builder(site, viewer=TEACHER, folder=site.preview, live=True) as builder,
    ):
        rounds = Rounds(site.root, builder, Board(), said.append, heard)
        rounds.build(frozenset())
        assert "I can retell" in card.read_text("utf-8"), heard.problems
        thread = threading.Thread(target=rounds.follow, args=(watcher,))
        thread.start()
        try:
            put(tmp_path, "shared/grade-2.yml", dedent(rubric).replace("I can retell", "I tell it again"))
            eventually(lambda: "I tell it again" in card.read_text("utf-8"))
            eventually(lambda: len(said) >= 2)
        finally:
            watcher.stop()
            thread.join()
    assert said[-1].startswith("../shared/grade-2.yml: built in ")
