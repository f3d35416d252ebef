"""How a command begins and ends: as a program of its own, on any console, interrupted, and when we fail."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.build import pipeline
from tests.cli.conftest import ROOT, Ended, Run

Program = Callable[..., Ended]


# -- a program of its own -------------------------------------------------------------------------------


def test_the_exit_status_reaches_the_shell(program: Program, tmp_path: Path) -> None:
    assert program("--help").status == 0
    assert program("build").status == 2
    assert program("init", "room").status == 0
    (tmp_path / "room/content/class.yml").write_text("")
    assert program("-C", "room", "build").status == 1


def test_a_new_class_is_built_by_a_program_of_its_own(program: Program, tmp_path: Path) -> None:
    assert program("init", "room", "--students", "Ada").status == 0
    done = program("-C", "room", "build")
    assert (done.status, done.out[:6]) == (0, b"Built ")
    assert (tmp_path / "room/output/index.html").is_file()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_that_knows_no_emoji_is_no_reason_to_fail(
    program: Program, tmp_path: Path, encoding: str
) -> None:
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = program("init", "room", "--students", "🦉,ليلى", env=env)
    assert done.status == 0, done.err
    assert b"with 2 students" in done.out
    (tmp_path / "room/content/students/owl/🦉.yml").write_text("x")
    done = program("-C", "room", "build", env=env)
    assert done.status == 0, done.err
    assert b"Traceback" not in done.err
    assert b"content/students/owl/" in done.err
    said = json.loads(program("-C", "room", "build", "--json", env=env).out)
    assert "content/students/owl/🦉.yml" in {problem["file"] for problem in said["problems"]}


def test_what_a_console_cannot_show_becomes_a_question_mark(program: Program) -> None:
    done = program(
        "init", "room", "--students", "🦉, Zoë", env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    )
    assert done.status == 0
    assert done.out.startswith(b"Room has begun in room with 2 students: ?, Zo\xeb.")


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "slc_site", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    assert child.stderr
    with child:
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()


def _on_a_terminal(arguments: list[str], cwd: Path, **env: str) -> tuple[int, bytes]:
    """Run a command whose every stream is a terminal; return its status and all that was shown."""
    here, there = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "slc_site", *arguments],
        stdin=there,
        stdout=there,
        stderr=there,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100", **env},
    )
    os.close(there)
    shown = b""
    with child:
        while True:
            try:
                part = os.read(here, 65536)
            except OSError:  # Linux's way of saying that the other side is closed
                break
            if not part:
                break
            shown += part
    os.close(here)
    return child.returncode, shown


def test_a_terminal_gets_colours_and_a_bar_and_others_do_not(program: Program, tmp_path: Path) -> None:
    program("init", "room", "--students", "Ada")
    (tmp_path / "room/content/students/ada/oops.yml").write_text("x")
    status, shown = _on_a_terminal(["-C", "room", "build"], tmp_path)
    before, _, after = shown.partition(b"content/students/ada/oops.yml")
    assert status == 0
    assert after.startswith(b"\x1b[0m\r\n  \x1b[33mwarning\x1b[0m: There should be no file")
    assert b"Built " in after
    assert "━".encode() in before  # the bar
    assert before.endswith(b"\x1b[2K\x1b[1m")  # which is gone
    plain = program("-C", "room", "build").err
    assert b"\x1b" not in plain
    status, shown = _on_a_terminal(["-C", "room", "build"], tmp_path, NO_COLOR="1")
    assert status == 0
    assert b"\n  warning: There should be no file" in shown


# -- interrupted ----------------------------------------------------------------------------------------


def test_ctrl_c_leaves_the_old_site_and_ends_with_130(program: Program, tmp_path: Path) -> None:
    program("init", "room", "--students", "Ada")
    assert program("-C", "room", "build").status == 0
    output = tmp_path / "room/output"
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    (tmp_path / "room/content/pages/new.md").write_text("---\ntitle: New\n---\nHello\n")
    # A build that stands still at each file, so that the key is surely pressed in its middle. What is being
    # written then is written to its end.
    hanging = (
        "import sys, time; from slc_site.build import disk; from slc_site.cli import main\n"
        "def stand_still(*_): print('writing', flush=True); time.sleep(2)\n"
        "disk.write = stand_still\n"
        "sys.exit(main(['-C', 'room', 'build']))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", hanging],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    with child:
        assert child.stdout.readline() == b"writing\n"
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.decode().splitlines()[-1] == "Stopped. Nothing was left half-done."
    assert b"Traceback" not in err
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert program("-C", "room", "build").status == 0
    assert (output / "pages/new/index.html").is_file()


def test_serve_shows_the_class_until_ctrl_c(program: Program, tmp_path: Path) -> None:
    program("init", "room", "--students", "Ada")
    child = subprocess.Popen(
        [sys.executable, "-m", "slc_site", "-C", "room", "serve", "--no-open", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    with child:
        said = ""
        while "The class is at" not in said:
            said = child.stdout.readline().decode()
            assert said, child.communicate()
        address = re.search(r"http://\S+/", said)
        assert address
        with urllib.request.urlopen(address[0]) as page:
            assert "Ada" in page.read().decode()
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, b"")
    assert out.endswith(b"Stopped.\n")


# -- our own fault --------------------------------------------------------------------------------------


def _failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "Builder", fail)


def test_a_fault_of_ours_is_one_friendly_sentence(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, ZeroDivisionError("division by \x1b zero\nand more"))
    done = slc("-C", room, "build")
    assert done.status == 1
    assert done.out == ""
    assert done.err == (
        "Something went wrong inside slc itself (ZeroDivisionError: division by \\u001b zero). "
        f"It is not your fault. The details are in {room / '.slc' / 'crash.txt'}: "
        "please hand them to whoever looks after slc.\n"
    )
    told = (room / ".slc/crash.txt").read_text()
    assert "Traceback" in told
    assert "ZeroDivisionError" in told


def test_a_fault_on_a_full_disk_is_still_told(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, ZeroDivisionError())
    monkeypatch.setattr(
        Path, "write_text", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full"))
    )
    done = slc("-C", room, "build")
    assert done.status == 1
    assert done.err.endswith("It is not your fault.\n")


def test_a_disk_that_refuses_anywhere_is_told_in_plain_words(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, OSError(errno.EROFS, "Read-only file system", str(room / ".slc/media")))
    done = slc("-C", room, "build")
    assert done.status == 1
    assert done.err.startswith(f"{room / '.slc/media'}: This disk can only be read.")
    assert not (room / ".slc/crash.txt").exists()


def test_help_does_not_wait_for_what_it_does_not_need() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import slc_site.cli.entry, sys; print(*sorted({m.split('.')[0] for m in sys.modules}))",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout.split()
    third_party = {
        "rich",
        "pydantic",
        "jinja2",
        "babel",
        "PIL",
        "filelock",
        "flask",
        "yaml",
        "slugify",
        "markdown",
    }
    assert third_party & set(loaded) == set()
    assert "click" in loaded
