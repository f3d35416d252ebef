"""One build at a time (bar 6.4)."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from slc_site.build.lock import build_lock
from slc_site.build.output import OutputError
from tests.build.conftest import Desk
from tests.build.test_output_killed import edition
from tests.support.folders import tree

HOLDER = """
import sys
from pathlib import Path
from slc_site.build.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(state: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout
    assert child.stdout.readline() == b"held\n"
    return child


def test_a_second_build_says_that_it_waits_and_then_that_it_gives_up(tmp_path: Path) -> None:
    told: list[str] = []
    with _holder(tmp_path / ".slc") as child:
        with (
            pytest.raises(OutputError) as refused,
            build_lock(tmp_path / ".slc", waiting=lambda: told.append("waiting"), patience=0.2),
        ):
            pytest.fail("two builds at once")
        child.communicate()
    assert told == ["waiting"]
    assert refused.value.problem.code == "build-running"
    assert "Another build is running" in refused.value.problem.message


def test_a_second_build_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    with _holder(tmp_path / ".slc") as child:
        assert child.stdin
        with build_lock(tmp_path / ".slc", waiting=child.stdin.close, patience=30):
            assert child.wait() == 0


def test_a_build_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    with _holder(tmp_path / ".slc") as child:
        child.kill()
        child.wait()
        with build_lock(tmp_path / ".slc", waiting=lambda: pytest.fail("waited"), patience=0):
            pass


def test_the_lock_is_free_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), build_lock(tmp_path / ".slc"):
        raise ValueError("broken")
    with build_lock(tmp_path / ".slc", waiting=lambda: pytest.fail("waited"), patience=0):
        pass


def test_two_builds_at_once_come_to_the_same_as_one(desk: Desk) -> None:
    editions = [edition(1), edition(2)]
    waited: list[int] = []
    failed: list[BaseException] = []
    together = threading.Barrier(2)

    def build(number: int) -> None:
        try:
            together.wait()
            for _ in range(3):
                with build_lock(desk.root / ".slc", waiting=lambda: waited.append(number)):
                    desk.write(editions[number])
                    assert tree(desk.folder) == editions[number]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=build, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert waited
    assert tree(desk.folder) in editions
    assert desk.leftovers == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_class_on_a_disk_that_cannot_be_written_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(OutputError) as refused, build_lock(tmp_path / ".slc"):
        pytest.fail("not locked")
    assert refused.value.problem.hint
    assert refused.value.problem.file == ".slc"
