"""Whatever the disk refuses, at whatever moment: plain words and a whole site (bars 6.2 and 6.3)."""

from __future__ import annotations

import errno
import io
import os
import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from slc_site.build.output import OutputError
from slc_site.problems import Problem
from tests.build.conftest import HOME, Desk
from tests.support.folders import tree

OLD = {
    "index.html": HOME,
    "Upper/index.html": b"as it was spelt",
    "students/ada/index.html": b"<p>Ada</p>",
    "students/ben/index.html": b"<p>Ben</p>",
    "students/ben/a1.webp": b"RIFF",
}


def new_site(photo: Path) -> dict[str, bytes | Path]:
    """One file of each sort: added, copied, changed, the same, gone, and gone before the others come."""
    return {
        "index.html": HOME + b"new",
        "upper/index.html": b"as it is spelt now",
        "students/ada/index.html": b"<p>Ada</p>",
        "students/ada/posts/frog/index.html": b"<p>Frog</p>",
        "students/ada/posts/frog/b2.webp": photo,
    }


class Faults:
    """Lets the n-th call that reaches the disk fail; counts them all."""

    def __init__(self, fails_at: int, number: int, below: Path) -> None:
        self.calls = 0
        self._fails_at = fails_at
        self._number = number
        self._below = str(below)

    def strike(self, *paths: object) -> None:
        shown = [os.fspath(path) for path in paths if isinstance(path, (str, os.PathLike))]
        if any(path.startswith(self._below) for path in shown):
            self.count(shown[0])

    def count(self, path: str) -> None:
        self.calls += 1
        if self.calls == self._fails_at:
            raise OSError(self._number, os.strerror(self._number), path)

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.strike(*args)
            return real(*args, **kwargs)

        return call

    def open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *args: Any, **kwargs: Any) -> Any:
            self.strike(path)
            return _File(real(path, *args, **kwargs), self, str(path))

        return call


class _File:
    """An open file each of whose reads and writes may be the one that fails."""

    def __init__(self, real: Any, faults: Faults, path: str) -> None:
        self._real = real
        self._faults = faults
        self._path = path

    def __getattr__(self, name: str) -> Any:
        if name in ("read", "readinto", "write", "flush"):
            self._faults.count(self._path)
        return getattr(self._real, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()
        self._faults.count(self._path)  # what was written last reaches the disk only now


def _inject(patched: pytest.MonkeyPatch, faults: Faults) -> None:
    for name in ("replace", "link", "unlink", "mkdir", "rmdir", "stat", "lstat", "scandir", "listdir"):
        patched.setattr(os, name, faults.wrap(getattr(os, name)))
    patched.setattr(os, "fsync", faults.wrap(lambda descriptor: None))
    patched.setattr(io, "open", faults.open(io.open))


@pytest.mark.parametrize("old", [OLD, {}], ids=["again", "first"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
def test_any_one_call_may_fail_and_the_site_is_the_old_one_or_the_new_one(
    tmp_path: Path, number: int, old: dict[str, bytes]
) -> None:
    photo = tmp_path / "photo.webp"
    photo.write_bytes(b"RIFF" * 1000)
    new = new_site(photo)
    wanted = {**new, "students/ada/posts/frog/b2.webp": photo.read_bytes()}
    refusals: list[Problem] = []
    fails_at = 0
    while True:
        fails_at += 1
        root = tmp_path / f"class-{fails_at}"
        (root / "content").mkdir(parents=True)
        desk = Desk(root)
        if old:
            desk.write(old)
        faults = Faults(fails_at, number, root)
        with pytest.MonkeyPatch.context() as patched:
            _inject(patched, faults)
            try:
                desk.write(new)
                came_to = wanted
            except OutputError as error:
                came_to = old
                refusals.append(error.problem)
        assert tree(desk.folder) == came_to, f"call {fails_at}"
        desk.write(new)
        assert tree(desk.folder) == wanted, f"after call {fails_at}"
        assert desk.leftovers == [], f"after call {fails_at}"
        if faults.calls < fails_at:  # every call there is has failed once
            break
    assert len(refusals) > (50 if old else 30)
    assert [problem for problem in refusals if not (problem.hint and problem.file)] == []


def test_the_first_build_that_fails_leaves_nothing_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == "index.html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError):
        desk.write({"a/b/c.webp": b"RIFF", "index.html": HOME})
    assert tree(desk.folder) == {}
    assert not (desk.folder / "a").exists()


def test_a_disk_that_is_really_full_leaves_the_old_site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    desk = Desk(tmp_path)
    desk.write(OLD)
    # No file may grow beyond 100 kB: the operating system itself ends the write in its middle.
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from slc_site.build.output import Output, OutputError
        from slc_site.problems import SilentReporter
        root = Path(sys.argv[1])
        try:
            page, film = b"x" * 10_000, b"x" * 3_000_000
            files = {"index.html": b"new", "students/ada/index.html": page, "film.mp4": film}
            Output(root / "output", root / ".slc/site", SilentReporter()).write(files.items())
        except OutputError as error:
            print(error.problem)
            sys.exit(1)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("output/film.mp4: The file is larger than this disk allows.")
    assert done.stderr == ""
    assert tree(desk.folder) == OLD
    assert desk.leftovers == []
