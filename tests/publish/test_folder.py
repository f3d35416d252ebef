"""A folder of this computer as the place to publish to."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from slc_site.publish.host import TEMPORARY, HostError, LineError, RefusedError
from slc_site.publish.hosts.folder import FolderHost
from tests.publish.conftest import SITE, Desk
from tests.support.folders import visible


def test_a_folder_holds_just_what_was_published_and_what_was_there(desk: Desk, tmp_path: Path) -> None:
    upload = tmp_path / "upload"
    upload.mkdir()
    (upload / ".htaccess").write_bytes(b"theirs")
    with desk.publisher(lambda: FolderHost(upload)) as publisher:
        assert publisher.carry_out(publisher.plan()).is_complete
    assert visible(upload) == {**SITE, ".htaccess": b"theirs"}
    desk.write({"index.html": b"less"})
    with desk.publisher(lambda: FolderHost(upload)) as publisher:
        assert publisher.carry_out(publisher.plan()).is_complete
    assert visible(upload) == {"index.html": b"less", ".htaccess": b"theirs"}
    assert sorted(file.name for file in upload.iterdir()) == [".htaccess", ".slc-manifest", "index.html"]


def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    host = FolderHost(tmp_path)
    host.put("a/b.html", b"old")
    old = (tmp_path / "a" / "b.html").open("rb")
    host.put("a/b.html", b"new")
    with old:
        assert old.read() == b"old"
    assert host.read("a/b.html") == b"new"
    assert host.names() == {"a/b.html": 3}


def test_what_is_not_there_is_none_and_can_be_removed(tmp_path: Path) -> None:
    host = FolderHost(tmp_path / "new")
    assert host.names() == {}
    assert host.read("a/b.html") is None
    host.remove("a/b.html")
    host.put("a", b"")
    assert host.read("a/b.html") is None


def test_only_one_of_two_creates(tmp_path: Path) -> None:
    host = FolderHost(tmp_path / "new")
    assert host.create(".slc-lock", b"one")
    assert not host.create(".slc-lock", b"two")
    assert host.read(".slc-lock") == b"one"


def test_folders_that_are_empty_go_and_come_again(tmp_path: Path) -> None:
    host = FolderHost(tmp_path)
    host.put("a/b/c.html", b"")
    host.put("a/d.html", b"")
    host.remove("a/b/c.html")
    assert not (tmp_path / "a" / "b").exists()
    host.remove("a/d.html")
    assert list(tmp_path.iterdir()) == []
    host.put("a/b/c.html", b"again")
    assert host.read("a/b/c.html") == b"again"


def test_a_drive_that_is_not_connected_is_no_reason_to_fill_this_disk(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="There is no folder"):
        FolderHost(tmp_path / "drive" / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a/x.html", "a"])
def test_what_is_in_the_way_is_told(tmp_path: Path, name: str) -> None:
    host = FolderHost(tmp_path)
    host.put("a" if "/" in name else "a/x.html", b"")
    with pytest.raises(RefusedError, match="in the way"):
        host.put(name, b"new")
    assert not [name for name in host.names() if TEMPORARY in name]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="does not take the name"):
        FolderHost(tmp_path).put("x" * 300, b"")
    FolderHost(tmp_path).put("x" * 250, b"")


def test_nothing_is_put_through_a_link_to_somewhere_else(tmp_path: Path) -> None:
    (tmp_path / "upload").mkdir()
    (tmp_path / "private").mkdir()
    (tmp_path / "upload" / "students").symlink_to(tmp_path / "private", target_is_directory=True)
    host = FolderHost(tmp_path / "upload")
    with pytest.raises(RefusedError, match="link to somewhere else"):
        host.put("students/ada.html", b"")
    assert list((tmp_path / "private").iterdir()) == []
    assert list(host.names()) == ["students"]


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, RefusedError, "full"),
        (errno.EDQUOT, RefusedError, "full"),
        (errno.EROFS, RefusedError, "may not be written"),
        (errno.EACCES, RefusedError, "may not be written"),
        (errno.EIO, LineError, "cannot be reached"),
        (errno.ESTALE, LineError, "cannot be reached"),
    ],
)
def test_what_a_disk_refuses_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[HostError], words: str
) -> None:
    host = FolderHost(tmp_path)
    host.put("a.html", b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(kind, match=words):
        host.put("a.html", b"new")
    monkeypatch.undo()
    assert host.names() == {"a.html": 3}
    assert host.read("a.html") == b"old"


def test_a_file_of_ours_that_is_gone_is_not_the_hosts_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderHost(tmp_path / "upload").put("a.html", tmp_path / "gone.html")


# -- killed -----------------------------------------------------------------------------------------------

_PROGRAM = """
import sys
from pathlib import Path
from slc_site.publish.hosts.folder import FolderHost
from slc_site.publish.publisher import Publisher
from slc_site.publish.state import State
from slc_site.publish.targets import KINDS
output, upload, kept = map(Path, sys.argv[1:])
state = State(kept)
with Publisher(output, lambda: FolderHost(upload), KINDS["folder"], state, state.of("here")) as publisher:
    plan = publisher.plan()
    print("planned", flush=True)
    if not plan.is_nothing:
        assert publisher.carry_out(plan).is_complete
"""


def edition(number: int) -> dict[str, bytes]:
    """Return a site that has other pages and pictures each time."""
    files = {"index.html": b""}
    for page in range(number * 20, number * 20 + 60):
        files[f"p{page}/{page}.webp"] = b"%d" % page * 3000
        files[f"p{page}/index.html"] = b'<img src="%d.webp">' % page
        files["index.html"] += b'<a href="p%d/index.html">' % page
    return files


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.04, 0.06, 0.1, 0.15])
def test_a_publish_that_is_killed_leaves_whole_files_and_the_next_one_ends_it(
    desk: Desk, tmp_path: Path, after: float, request: pytest.FixtureRequest
) -> None:
    upload = tmp_path / "upload"
    upload.mkdir()
    (upload / "theirs.html").write_bytes(b"theirs")
    command = [sys.executable, "-c", _PROGRAM, str(desk.output), str(upload), str(desk.state.folder)]
    for number in range(2):
        desk.write(edition(number))
        running = subprocess.Popen(command, cwd=request.config.rootpath, stdout=subprocess.PIPE)
        assert running.stdout is not None
        with running:
            assert running.stdout.readline() == b"planned\n"
            time.sleep(after)
            running.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        possible = [edition(0), edition(1)]
        for name, content in visible(upload).items():
            if not name.rpartition("/")[2].startswith(TEMPORARY):
                assert content in [one.get(name) for one in possible] or name == "theirs.html", name
        for page in upload.rglob("p*/index.html"):
            for picture in re.findall(rb'src="([^"]+)"', page.read_bytes()):
                assert (page.parent / picture.decode()).is_file()
    done = subprocess.run(command, cwd=request.config.rootpath, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert visible(upload) == {**edition(1), "theirs.html": b"theirs"}
    assert not list(upload.rglob(f"{TEMPORARY}*"))
