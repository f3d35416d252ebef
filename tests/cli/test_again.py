"""A build with nothing changed says the same again, at once; as soon as anything changed, it is a build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from slc_site import stamps
from slc_site.build import graph, pipeline
from slc_site.build.graph import Memory
from slc_site.build.output import Output
from slc_site.build.place import Place
from slc_site.build.site import Site
from slc_site.cli import entry, main
from slc_site.cli.again import said_again
from slc_site.problems import RecordingReporter
from slc_site.render.ffmpeg import program as ffmpeg
from tests.cli.conftest import ROOT, Done, Ended, Run
from tests.cli.test_entry import _on_a_terminal

Program = Callable[..., Ended]
LONG_AGO = 1_700_000_000_000_000_000


def _settle(root: Path) -> None:
    """Let the times of a class's files be so old that they tell whether a file is as it was."""
    for path in (root / "content").rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.fixture
def built(slc: Run, room: Path) -> Path:
    """A class that was built a moment ago."""
    _settle(room)
    assert slc("-C", room, "build").status == 0
    return room


def _long_way(slc: Run, monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> Done:
    """Run a command as if nothing could be said again."""
    with monkeypatch.context() as patch:
        patch.setattr("slc_site.cli.again.said_again", lambda *_: None)
        return slc(*arguments)


def _untimed(done: Done) -> Done:
    return Done(done.status, re.sub(r"in \d+\.\d s\.", "in … s.", done.out), done.err)


# -- the same, at once ----------------------------------------------------------------------------------


def test_what_is_said_again_is_what_a_build_would_say(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room / "content/students/ada/oops\x1b\u202e.yml").write_text("x")
    (room / "content/students/ben/goals").mkdir(exist_ok=True)
    (room / "content/students/ben/goals/bad.md").write_bytes(b"\xff\xfe\x00\x00")
    _settle(room)
    first = slc("-C", room, "build")
    assert first.status == 1
    for more in ((), ("-q",)):
        again = slc("-C", room, "build", *more)
        assert said_again(["-C", str(room), "build"]) == 1
        assert _untimed(again) == _untimed(_long_way(slc, monkeypatch, "-C", room, "build", *more))
    assert again.out == ""
    assert "\\u202e.yml\n  error: The name" in again.err, "what could command a terminal is spelt out"
    assert first.err.endswith(again.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "room-12", "build"],
        ["build", "-C", "room-12"],
        ["-q", "build", "-C", "room-12/"],
        ["-C", "./room-12", "--quiet", "build"],
    ],
)
def test_the_plain_forms_of_the_command_are_understood(built: Path, arguments: list[str]) -> None:
    assert said_again(arguments) == 0


def test_in_the_folder_of_the_class_no_folder_need_be_named(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built)
    assert said_again(["build"]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"Built \d+ pages for 0 students in 0\.\d s\.", first)
    assert last == f"Open it: {built / 'output' / 'index.html'}"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-C", "room-12"],
        ["-C", "room-12", "check"],
        ["-C", "room-12", "build", "--json"],
        ["-C", "room-12", "build", "--fresh"],
        ["-C", "room-12", "build", "--htaccess", "/home/school"],
        ["-C", "room-12", "build", "--help"],
        ["-C", "room-12", "build", "build"],
        ["-C", "elsewhere", "-C", "room-12", "build"],
        ["-Croom-12", "build"],
        ["build", "-C"],
        ["-C", "", "build"],
        ["-C", "no-such-room", "build"],
        ["build"],
    ],
)
def test_any_other_command_goes_its_usual_way(built: Path, arguments: list[str]) -> None:
    assert said_again(arguments) is None


def test_a_shell_that_asks_how_a_word_goes_on_is_not_told_of_a_build(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_SLC_COMPLETE", "bash_complete")
    assert said_again(["-C", str(built), "build"]) is None


def test_to_say_it_again_loads_nothing_that_takes_time(built: Path, program: Program) -> None:
    def loaded(work: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", f"import sys\n{work}\nprint(*sorted(sys.modules), file=sys.stderr)"],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        return set(done.stderr.split())

    assert program("-C", built, "build").status == 0  # by the very Python that is asked now
    brought = loaded(f"from slc_site.cli import main; main(['-C', {str(built)!r}, 'build'])") - loaded("")
    brought.discard("__future__")  # it is there already where coverage is measured
    assert {name for name in brought if not name.startswith("encodings.")} == {
        "slc_site",
        "slc_site.stamps",
        "slc_site.cli",
        "slc_site.cli.again",
    }


def test_a_terminal_gets_its_colours_again(program: Program, tmp_path: Path) -> None:
    program("init", "room", "--students", "Ada")
    _settle(tmp_path / "room")
    status, shown = _on_a_terminal(["-C", "room", "build"], tmp_path)
    status, again = _on_a_terminal(["-C", "room", "build"], tmp_path)
    assert (status, again[:6]) == (0, b"Built "), "there is nothing to colour, and no bar for a moment"
    (tmp_path / "room/content/students/ada/oops.yml").write_text("x")
    for _ in range(2):
        status, shown = _on_a_terminal(["-C", "room", "build"], tmp_path)
        assert status == 0
        assert b"\x1b[33mwarning\x1b[0m: There should be no file" in shown


def test_a_reader_that_goes_away_is_no_crash_here_either(built: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "slc_site", "-C", str(built), "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    assert child.stderr
    with child:
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 1


# -- as soon as anything changed ------------------------------------------------------------------------


def _replaced(root: Path) -> None:
    """Put another file of the same name, size and time in the place of one."""
    file = root / "content/class.yml"
    other = root / "content/other"
    other.write_bytes(file.read_bytes().swapcase())
    os.utime(other, ns=(LONG_AGO, LONG_AGO))
    other.replace(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/class.yml").touch(),
        lambda root: os.utime(root / "content/class.yml", ns=(5, 5)),
        _replaced,
        lambda root: (root / "content/pages").mkdir(exist_ok=True) or (root / "content/pages/x.md").touch(),
        lambda root: (root / "themes/own").mkdir(parents=True),
        lambda root: (root / "output/index.html").unlink(),
        lambda root: (root / "output/foreign.txt").touch(),
        lambda root: (root / "output").rename(root / "elsewhere"),
        lambda root: (root / ".slc/keys").mkdir() or (root / ".slc/keys/ring.json").touch(),
        lambda root: (root / ".slc/site/last-build").unlink(),
        lambda root: (root / ".slc/site/last-build").write_bytes(b"{}"),
        lambda root: os.truncate(root / ".slc/site/last-build", 3000),
    ],
)
def test_after_any_change_it_is_a_build(built: Path, change: Callable[[Path], object]) -> None:
    assert said_again(["-C", str(built), "build"]) == 0
    change(built)
    assert said_again(["-C", str(built), "build"]) is None


def test_a_copy_of_the_class_has_a_site_of_its_own(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "copy")
    assert said_again(["-C", str(tmp_path / "copy"), "build"]) is None
    built.rename(tmp_path / "moved")
    assert said_again(["-C", str(tmp_path / "moved"), "build"]) is None


def test_another_day_is_another_build(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda *_: "2031-01-01")
    assert said_again(["-C", str(built), "build"]) is None


def test_another_version_is_another_build(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "__version__", "0.0.1")
    assert said_again(["-C", str(built), "build"]) is None


def test_another_library_is_another_build(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libraries/markdown-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    assert said_again(["-C", str(built), "build"]) is None


def test_another_ffmpeg_is_another_build(
    slc: Run, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "bin" / ("ffmpeg.exe" if os.name == "nt" else "ffmpeg")
    place.parent.mkdir()
    monkeypatch.delenv(ffmpeg.NAMED, raising=False)
    monkeypatch.setenv("PATH", f"{place.parent}{os.pathsep}{os.environ['PATH']}")
    _settle(room)
    slc("-C", room, "build")
    assert said_again(["-C", str(room), "build"]) == 0

    def install() -> None:
        place.write_bytes(b"")
        place.chmod(0o755)

    for change in (install, lambda: place.write_bytes(b"newer"), lambda: place.unlink()):
        before = ffmpeg.fingerprint()
        change()
        assert ffmpeg.fingerprint() != before, "the program that is used is another one"
        assert said_again(["-C", str(room), "build"]) is None
        slc("-C", room, "build")
        assert said_again(["-C", str(room), "build"]) == 0
    assert ffmpeg.NAMED == stamps.NAMES_FFMPEG
    monkeypatch.setenv(ffmpeg.NAMED, sys.executable)
    assert said_again(["-C", str(room), "build"]) is None


def test_what_was_built_for_an_apache_host_is_not_said_of_a_plain_build(slc: Run, built: Path) -> None:
    assert "Built " in slc("-C", built, "build", "--htaccess", "/home/school/room").out
    assert said_again(["-C", str(built), "build"]) is None
    assert slc("-C", built, "build").status == 0
    assert said_again(["-C", str(built), "build"]) == 0


def test_while_a_build_runs_nothing_is_said(slc: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int | None] = []
    write = Output.write
    class_file = built / "content/class.yml"
    said = class_file.read_bytes()
    class_file.write_bytes(said + b"\n")

    def slowly(*arguments: object, **how: object) -> object:
        class_file.write_bytes(said)  # as it was; but somebody is about to write the other site
        os.utime(class_file, ns=(LONG_AGO, LONG_AGO))
        heard.append(said_again(["-C", str(built), "build"]))
        return write(*arguments, **how)  # type: ignore[arg-type]  # whatever it is called with

    monkeypatch.setattr(Output, "write", slowly)
    assert slc("-C", built, "build").status == 0
    assert heard == [None]
    assert said_again(["-C", str(built), "build"]) is None, "the class changed after it was looked at"


# -- what was looked at is not looked at again -----------------------------------------------------------


def _edit(root: Path, times: int = 1) -> None:
    """Change a text of the class, not just now."""
    file = root / "content/class.yml"
    file.write_bytes(file.read_bytes() + b"# a remark\n" * times)
    os.utime(file, ns=(LONG_AGO + times, LONG_AGO + times))


def test_a_build_after_an_edit_looks_at_each_folder_once(
    slc: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: Counter[str] = Counter()
    scandir = os.scandir

    def noted(place: str) -> object:
        if sys._getframe(1).f_globals["__name__"] in ("slc_site.stamps", "slc_site.build.inventory"):
            looked[os.path.realpath(place)] += 1
        return scandir(place)

    (built / "content/pages").mkdir(exist_ok=True)
    (built / "content/pages/new.md").write_text("---\ntitle: New\naccess: public\n---\nHello.\n")
    _edit(built)
    before = [path for path in (built / "output").rglob("*") if path.is_dir()]
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", noted)
        assert "Built " in slc("-C", built, "build").out
    assert (built / "output/pages/new/index.html").is_file()
    folders = [built / "content", *(path for path in (built / "content").rglob("*") if path.is_dir())]
    wanted = {os.path.realpath(folder) for folder in (*folders, built / "output", *before)}
    below = {place: times for place, times in looked.items() if place in wanted}
    assert below == dict.fromkeys(wanted, 1)


def test_what_changes_between_the_look_and_the_reading_is_built_and_not_said_again(
    slc: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = built / "content/pages/news.md"
    page.parent.mkdir(exist_ok=True)

    def write(word: str, when: int) -> None:
        page.write_text(f"---\ntitle: News\naccess: public\n---\n{word}\n")
        os.utime(page, ns=(when, when))

    def late(*arguments: object) -> int:
        write("later", LONG_AGO + 2)
        return begin(*arguments)  # type: ignore[arg-type]  # whatever it is called with

    write("sooner", LONG_AGO + 1)
    begin = entry.main
    with monkeypatch.context() as patched:
        patched.setattr(entry, "main", late)
        assert slc("-C", built, "build").status == 0
    assert "later" in (built / "output/pages/news/index.html").read_text()
    assert said_again(["-C", str(built), "build"]) is None
    assert "Built " in slc("-C", built, "build").out
    assert said_again(["-C", str(built), "build"]) == 0


def test_what_somebody_puts_into_the_site_during_a_build_is_told_by_the_next(
    slc: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = built / "output/stray.txt"

    def disturbed(self: Place) -> Path:
        stray.write_text("x")
        return staging(self)

    _edit(built)
    staging = Place.staging
    with monkeypatch.context() as patched:
        patched.setattr(Place, "staging", disturbed)
        assert "stray" not in slc("-C", built, "build").err
    assert said_again(["-C", str(built), "build"]) is None
    for _ in range(2):
        assert "stray.txt" in slc("-C", built, "build").err
    assert said_again(["-C", str(built), "build"]) == 0


@pytest.mark.parametrize("waits", [True, False])
def test_who_waited_for_another_build_looks_again(
    slc: Run, built: Path, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    given: list[stamps.Now | None] = []
    recall = Memory.recall

    @contextmanager
    def lock(state: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
        if waits:
            waiting()
        yield

    def noted(self: Memory, now: stamps.Now | None = None) -> object:
        given.append(now)
        return recall(self, now)

    _edit(built)
    monkeypatch.setattr(pipeline, "build_lock", lock)
    monkeypatch.setattr(Memory, "recall", noted)
    assert slc("-C", built, "build").status == 0
    assert [now is None for now in given] == [waits]


def test_only_a_plain_build_is_given_what_was_seen(built: Path) -> None:
    handed: list[stamps.Now] = []
    for more in (["--fresh"], ["--json"], ["--htaccess", "/home/school"]):
        assert said_again(["-C", str(built), "build", *more], handed.append) is None
    assert handed == []
    _edit(built)
    assert said_again(["-C", str(built), "build"], handed.append) is None
    assert [now.look.folders[0] for now in handed] == [str(built / "content")]


def test_a_second_build_of_a_builder_looks_for_itself(built: Path) -> None:
    handed: list[stamps.Now] = []
    _edit(built)
    assert said_again(["-C", str(built), "build"], handed.append) is None
    with pipeline.Builder(Site(built), now=handed[0]) as builder:
        first = builder.build(RecordingReporter())
        _edit(built, times=2)
        (built / "content/pages").mkdir(exist_ok=True)
        (built / "content/pages/new.md").write_text("---\ntitle: New\naccess: public\n---\nHello.\n")
        second = builder.build(RecordingReporter())
    assert first is not None
    assert second is not None
    assert second.pages == first.pages + 1


def test_a_build_that_was_refused_is_not_said_again(slc: Run, built: Path) -> None:
    (built / "content/class.yml").write_text("")
    assert slc("-C", built, "build").status == 1
    assert said_again(["-C", str(built), "build"]) is None


def test_a_change_that_no_time_tells_is_seen_all_the_same(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room / "content/pages/news.md"
    page.parent.mkdir(exist_ok=True)
    _settle(room)
    now, minute = time.time_ns(), 60 * 10**9

    def write(word: str) -> None:
        page.write_text(f"---\ntitle: News\naccess: public\n---\n{word}\n")
        os.utime(page, ns=(now, now))  # a clock that stands still, as those of sticks do for two seconds

    with monkeypatch.context() as clock:
        for tick in ("_SHORT_TICK", "TICK"):  # so long that a busy machine can build in it
            clock.setattr(graph, tick, 10 * minute)
        write("before")
        assert slc("-C", room, "build").status == 0
        assert said_again(["-C", str(room), "build"]) is None
        write("behind")
        assert slc("-C", room, "build").status == 0
    assert "behind" in (room / "output/pages/news/index.html").read_text()
    time.sleep(max(0, (now - time.time_ns()) / 1e9 + 0.2))
    entry.main(["-C", str(room), "build", "-q"])  # which sees that all is as it was, and that time has passed
    assert said_again(["-C", str(room), "build"]) == 0


def test_ctrl_c_is_answered_from_the_first_moment_on(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stamps, "look_at", stop)
    assert main(["-C", str(built), "build"]) == 130
    assert capsys.readouterr().err == "Stopped. Nothing was left half-done.\n"
