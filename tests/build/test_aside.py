"""Files are handed over in bundles, and none is written that nobody wants any more."""

from __future__ import annotations

import errno
import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from slc_site.build import disk
from slc_site.build.aside import _BUNDLE, Aside
from slc_site.build.trouble import OutputError


def bundle(aside: Aside) -> None:
    """Hand over so many files as are written at once."""
    for number in range(_BUNDLE):
        aside.write(f"{number}.html", b"", None, is_new=True)


def test_all_files_are_written_in_their_order_however_many_there_are(tmp_path: Path) -> None:
    names = [f"{number}.html" for number in range(2 * _BUNDLE + 3)]
    with Aside(tmp_path, str) as aside:
        for name in names:
            aside.write(name, name.encode(), None, is_new=True)
        staged = aside.all()
    assert [one.name for one in staged] == names
    assert [one.path.read_bytes() for one in staged] == [name.encode() for name in names]
    assert [one.entry.sha256 for one in staged] == [sha256(name.encode()).hexdigest() for name in names]
    assert len(list(tmp_path.iterdir())) == len(names)


def test_after_a_file_that_cannot_be_written_no_other_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def full(target: Path, data: bytes) -> None:
        written.append(target)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "write", full)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result(range(10)))

    def write() -> None:
        with Aside(tmp_path, str) as aside:
            bundle(aside)
            aside.all()

    with pytest.raises(OutputError) as raised:
        write()
    assert raised.value.problem.file == "2.html"
    assert len(written) == 3


def test_who_stops_waits_for_one_file_and_not_for_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    real, written = disk.write, []

    def slow(target: Path, data: bytes) -> None:
        written.append(target)
        begun.set()
        goes_on.wait(10)
        real(target, data)

    monkeypatch.setattr(disk, "write", slow)
    with Aside(tmp_path, str) as aside:
        bundle(aside)
        assert begun.wait(10)
        threading.Timer(0.2, goes_on.set).start()
    assert len(written) == 1
