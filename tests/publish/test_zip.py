"""A zip as the place to publish to."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from slc_site.publish.host import TEMPORARY, Host, RefusedError
from slc_site.publish.hosts import zip as zips
from slc_site.publish.hosts.zip import ZipHost
from slc_site.publish.lock import LOCK, BusyError
from slc_site.publish.outcome import Outcome
from slc_site.publish.targets import KINDS
from tests.publish.conftest import SITE, Desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "room-12.zip"


def publish(desk: Desk, file: Path) -> Outcome | None:
    """Publish to a zip; None: there was nothing to do."""
    desk.kind = KINDS["zip"]
    host: Host = ZipHost(file)
    with desk.publisher(lambda: host) as publisher:
        plan = publisher.plan()
        return None if plan.is_nothing else publisher.carry_out(plan)


def content(file: Path) -> dict[str, bytes]:
    """Return what is in a zip, but for our own list."""
    with zipfile.ZipFile(file) as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == len(set(opened.namelist()))
        return {name: opened.read(name) for name in opened.namelist() if not name.startswith(".slc-")}


def test_a_zip_holds_the_site(desk: Desk, file: Path) -> None:
    outcome = publish(desk, file)
    assert outcome is not None
    assert outcome.is_complete
    assert content(file) == SITE
    assert [one.name for one in file.parent.iterdir() if one.is_file()] == [file.name]


def test_nothing_changed_leaves_the_zip_alone(desk: Desk, file: Path) -> None:
    publish(desk, file)
    before = file.stat().st_ino
    assert publish(desk, file) is None
    assert file.stat().st_ino == before


def test_a_zip_follows_the_site_and_keeps_what_others_put_into_it(desk: Desk, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as theirs:
        theirs.writestr("README.txt", "how to unpack")
        theirs.mkdir("empty")
    publish(desk, file)
    less = {"index.html": b"less", "new.webp": b"new"}
    desk.write(less)
    publish(desk, file)
    assert content(file) == {**less, "README.txt": b"how to unpack"}


def test_the_same_site_gives_the_same_bytes(desk: Desk, file: Path) -> None:
    publish(desk, file)
    first = file.read_bytes()
    file.unlink()
    for name in SITE:
        (desk.output / name).touch()
    publish(desk, file)
    assert file.read_bytes() == first
    desk.write({**SITE, "index.html": b"other"})
    publish(desk, file)
    desk.write(SITE)
    publish(desk, file)
    assert file.read_bytes() == first


def test_other_programs_can_unpack_it(desk: Desk, file: Path, tmp_path: Path) -> None:
    publish(desk, file)
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(file), str(tmp_path / "unpacked")], check=True)
    assert (tmp_path / "unpacked" / "students" / "ada" / "index.html").read_bytes() == SITE[
        "students/ada/index.html"
    ]


def test_nothing_of_it_is_seen_before_all_of_it_is(file: Path) -> None:
    host = ZipHost(file)
    host.put("a.html", b"a")
    assert not file.exists()
    host.settle()
    host.put("b.html", b"b")
    host.remove("a.html")
    assert content(file) == {"a.html": b"a"}
    host.settle()
    assert content(file) == {"b.html": b"b"}


def test_a_zip_that_cannot_be_written_is_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    host = ZipHost(file)
    host.put("a.html", b"a")
    host.settle()
    before = file.read_bytes()
    host.put("b.html", b"b")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zips, "_write", full)
    with pytest.raises(RefusedError, match="No space left"):
        host.settle()
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(f"{TEMPORARY}*"))


@pytest.mark.parametrize("there", [b"", b"not a zip", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_zip_is_not_replaced(desk: Desk, file: Path, there: bytes) -> None:
    file.write_bytes(there)
    with pytest.raises(RefusedError, match="no zip"):
        publish(desk, file)
    assert file.read_bytes() == there


def test_a_folder_that_is_not_there_is_told(desk: Desk, file: Path) -> None:
    with pytest.raises(RefusedError, match="could not be written"):
        publish(desk, file.parent / "gone" / "room.zip")


def test_the_second_of_two_stops(desk: Desk, file: Path, tmp_path: Path) -> None:
    first = ZipHost(file)
    assert first.create(LOCK, b"f" * 32 + b" 1000000\n")
    with pytest.raises(BusyError):
        publish(desk, file)
    first.remove(LOCK)
    assert publish(desk, file) is not None


def test_a_file_that_changed_since_it_was_looked_at_is_not_said_to_be_there(desk: Desk, file: Path) -> None:
    desk.kind = replace(KINDS["zip"])
    host: Host = ZipHost(file)
    with desk.publisher(lambda: host) as publisher:
        plan = publisher.plan()
        (desk.output / "index.html").write_bytes(b"changed meanwhile")
        outcome = publisher.carry_out(plan)
    assert not outcome.is_complete
    assert not file.exists()
