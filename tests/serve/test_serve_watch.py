"""The watcher hears of every change and of nothing else, however the system tells of it."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from slc_site.problems import RecordingReporter
from slc_site.serve import watch
from slc_site.serve.snapshot import Snapshot, differences, is_temporary, snapshot
from slc_site.serve.watch import Watcher
from tests.serve.sitting import put

POST = "content/students/ada/posts/frog.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, POST, "Green frog.")
    return tmp_path


@pytest.fixture
def heard() -> RecordingReporter:
    return RecordingReporter()


@pytest.fixture
def watcher(root: Path, heard: RecordingReporter) -> Iterator[Watcher]:
    with Watcher(root, ("content", "themes"), heard) as running:
        yield running


@pytest.fixture
def only_the_systems_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the folders by ourselves only once an hour."""
    monkeypatch.setattr(watch, "EVERY", 3600.0)


def told(watcher: Watcher, path: str) -> frozenset[str]:
    """Return all that is told until `path` is."""
    guard = threading.Timer(60, watcher.stop)
    guard.start()
    paths: frozenset[str] = frozenset()
    try:
        while path not in paths:
            changed = watcher.wait()
            assert changed is not None, f"{path} was never told, only {sorted(paths)}"
            paths |= changed
    finally:
        guard.cancel()
    return paths


def idle(watcher: Watcher) -> None:
    """Let the watcher find out that nothing more has changed, and wait for the system's word."""
    threading.Timer(0.3, put, (watcher._root, "content/idle", "")).start()
    told(watcher, "content/idle")


@pytest.mark.usefixtures("only_the_systems_word")
@pytest.mark.parametrize("how", ["written", "replaced", "deleted", "emptied", "moved"])
def test_a_change_is_told(root: Path, watcher: Watcher, how: str) -> None:
    idle(watcher)
    file = root / POST

    def change() -> None:
        match how:
            case "written":
                file.write_text("Red frog.")
            case "replaced":
                put(root, f"{POST}.tmp", "Red frog.")
                Path(f"{file}.tmp").replace(file)
            case "deleted":
                file.unlink()
            case "emptied":
                file.write_text("")
            case "moved":
                file.rename(file.with_name("toad.md"))

    threading.Timer(0.2, change).start()
    assert POST in told(watcher, POST if how != "moved" else POST.replace("frog", "toad"))


def test_reading_is_no_change(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    for _ in range(3):
        (root / POST).read_text()
        list((root / "content").rglob("*"))
    put(root, "content/new.md", "")
    assert told(watcher, "content/new.md") == {"content/new.md"}


@pytest.mark.parametrize(
    "name",
    [".frog.md.swp", "frog.md~", "#frog.md#", ".#frog.md", "4913", "frog.md.tmp", "~$frog.docx", ".DS_Store",
     "Thumbs.db", "frog.md.part", "___jb_tmp___", ".git/index", ".cache/x.md"],
)  # fmt: skip
def test_what_editors_leave_for_a_moment_is_no_change(root: Path, watcher: Watcher, name: str) -> None:
    put(root, f"content/{name}", "x")
    put(root, "content/new.md", "")
    assert told(watcher, "content/new.md") == {"content/new.md"}
    (root / "content" / name).unlink()
    put(root, "content/other.md", "")
    assert told(watcher, "content/other.md") == {"content/other.md"}


def test_what_we_make_ourselves_is_no_change(root: Path, watcher: Watcher) -> None:
    for ours in (".slc/preview/index.html", "output/index.html", "print/letter.html"):
        put(root, ours, "x")
    put(root, "content/new.md", "")
    assert told(watcher, "content/new.md") == {"content/new.md"}


@pytest.mark.parametrize("name", ["frog.md", "temp.md", "4913.md", "Übung.md", "a~b.md", "swan.swp.md"])
def test_ordinary_names_are_not_taken_for_leftovers(name: str) -> None:
    assert not is_temporary(f"content/students/ada/posts/{name}")


@pytest.mark.usefixtures("only_the_systems_word")
def test_folders_that_are_deleted_and_made_again_stay_watched(root: Path, watcher: Watcher) -> None:
    for gone in ("content/students/ada", "content"):
        idle(watcher)
        shutil.rmtree(root / gone)
        told(watcher, POST)
        put(root, POST, "Back again.")
        told(watcher, POST)
        idle(watcher)
        put(root, POST, "And changed.")
        told(watcher, POST)


@pytest.mark.usefixtures("only_the_systems_word")
def test_a_folder_that_comes_later_is_watched(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    style = "themes/mine/static/css/site.css"
    put(root, style, "h1 {}")
    told(watcher, style)
    idle(watcher)
    put(root, style, "h2 {}")
    assert told(watcher, style) == {style}


@pytest.mark.usefixtures("only_the_systems_word")
def test_a_thread_of_watchdogs_that_trips_is_replaced_without_a_word(
    root: Path, heard: RecordingReporter, capfd: pytest.CaptureFixture[str]
) -> None:
    def trip(timeout: float) -> NoReturn:
        raise KeyError(str(timeout))

    with Watcher(root, ("content", "themes"), heard) as watcher:
        idle(watcher)
        assert watcher._observer is not None
        [emitter] = watcher._observer.emitters
        emitter.queue_events = trip  # type: ignore[method-assign]
        put(root, POST, "The last that it hears.")
        told(watcher, POST)
        emitter.join(60)
        idle(watcher)
        put(root, POST, "What its heir hears.")
        told(watcher, POST)
        assert [one for one in watcher._observer.emitters if one.is_alive()] != [emitter]
    assert capfd.readouterr().err == ""
    assert not heard.problems


def test_of_other_threads_that_trip_is_told(root: Path, heard: RecordingReporter) -> None:
    ends: list[object] = []
    before, threading.excepthook = threading.excepthook, lambda end: ends.append(end.exc_value)
    try:
        with Watcher(root, ("content", "themes"), heard):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join(60)
    finally:
        threading.excepthook = before
    assert [type(end) for end in ends] == [ZeroDivisionError]


@pytest.mark.usefixtures("only_the_systems_word")
def test_a_class_without_its_folders_is_waited_for(tmp_path: Path, heard: RecordingReporter) -> None:
    with Watcher(tmp_path, ("content", "themes"), heard) as watcher:
        put(tmp_path, POST, "Here we are.")
        assert POST in told(watcher, POST)


@pytest.mark.usefixtures("only_the_systems_word")
def test_for_a_file_that_the_system_told_of_nothing_else_is_looked_at(
    root: Path, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, "content/other.md", "")
    idle(watcher)
    monkeypatch.setattr(watch, "snapshot", lambda *_: pytest.fail("the folders were looked through"))
    for file, text in ((POST, "Red frog."), ("content/other.md", "Also."), ("content/new.md", "New.")):
        put(root, file, text)
        assert told(watcher, file) == {file}
    (root / POST).unlink()
    assert told(watcher, POST) == {POST}


@pytest.mark.usefixtures("only_the_systems_word")
def test_many_files_that_come_together_are_told_together(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    names = [f"content/students/ada/posts/post-{number:02}.md" for number in range(40)]

    def copy() -> None:
        for name in names:
            put(root, name, "Copied.")
            time.sleep(0.05)  # longer than an editor is given, and not as long as a copy is

    copying = threading.Thread(target=copy)
    copying.start()
    times = 0
    left = set(names)
    while left:
        left -= told(watcher, min(left))
        times += 1
    copying.join()
    assert times <= 20


def test_a_change_that_the_system_does_not_tell_is_found(
    root: Path, heard: RecordingReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watcher, "hear", lambda self, event: None)
    with Watcher(root, ("content", "themes"), heard) as watcher:
        idle(watcher)
        threading.Timer(0.3, put, (root, POST, "Quietly changed.")).start()
        assert told(watcher, POST) == {POST}


@pytest.mark.parametrize("where", ["start", "schedule"])
def test_when_the_system_cannot_tell_the_folders_are_looked_through(
    root: Path, heard: RecordingReporter, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(f"watchdog.observers.Observer.{where}", refuse)
    with Watcher(root, ("content", "themes"), heard) as watcher:
        [problem] = heard.problems
        assert str(problem) == (
            "This computer cannot tell when a file changes (inotify watch limit reached). "
            "The folders are looked through every second instead; pages follow a little later."
        )
        idle(watcher)
        for text in ("Red frog.", "Blue frog."):
            threading.Timer(0.3, put, (root, POST, text)).start()
            assert told(watcher, POST) == {POST}
        shutil.rmtree(root / "content")
        told(watcher, POST)
        put(root, POST, "Back again.")
        told(watcher, POST)


def test_a_burst_is_told_at_once(root: Path, watcher: Watcher) -> None:
    idle(watcher)
    files = [f"content/students/s{number % 30}/posts/{number}.md" for number in range(200)]
    for file in files:
        put(root, file, "New.")
    seen: set[str] = set()
    rounds = 0
    while not seen >= set(files):
        seen |= watcher.wait() or frozenset()
        rounds += 1
    assert rounds <= 10


def test_an_idle_watcher_rests(root: Path, heard: RecordingReporter, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Path] = []

    def counting(at: Path, folders: tuple[str, ...]) -> Snapshot:
        looks.append(at)
        return snapshot(at, folders)

    with Watcher(root, ("content", "themes"), heard) as watcher:
        monkeypatch.setattr(watch, "snapshot", counting)
        threading.Timer(1.5, watcher.stop).start()
        assert watcher.wait() is None
    assert len(looks) == 1


def test_stopping_ends_the_waiting(root: Path, heard: RecordingReporter) -> None:
    with Watcher(root, ("content", "themes"), heard) as watcher:
        thread = threading.Thread(target=watcher.wait)
        thread.start()
        watcher.stop()
        thread.join(20)
        assert not thread.is_alive()


def test_a_snapshot_sees_files_and_folders_come_and_go(root: Path) -> None:
    before = snapshot(root, ("content", "themes"))
    assert set(before) == {
        "content", "content/students", "content/students/ada", "content/students/ada/posts", POST
    }  # fmt: skip
    (root / "content/students/ben").mkdir()
    (root / POST).unlink()
    (root / "content/link").symlink_to(root)
    after = snapshot(root, ("content", "themes"))
    assert differences(before, after) == {"content/students/ben", POST, "content/link"}
    assert differences(after, after) == frozenset()


def test_a_very_deep_folder_is_no_obstacle(root: Path) -> None:
    deep = [f"{root}/content{'/d' * depth}" for depth in range(1, 1101)]
    for folder in deep:  # one at a time: what makes or deletes them all at once is recursive
        os.mkdir(folder)  # noqa: PTH102  # a Path would be taken apart and put together each time
    assert len(snapshot(root, ("content",))) == 1100 + 5
    for folder in reversed(deep):
        os.rmdir(folder)  # noqa: PTH106  # as above
