"""What every host has to be able to do, whatever it is reached by."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from slc_site.publish.host import TEMPORARY, Host, HostError, LineError
from tests.publish.hosts.servers.places import Place


@contextmanager
def opened(place: Place) -> Iterator[Host]:
    host = place.open()
    try:
        yield host
    finally:
        host.close()


ODD = (
    "a b.html",
    "100%.html",
    "what?.html",
    "one#two.html",
    "é/ü–日本.html",
    "x&y;z=1,2+3.txt",
    "[0]{1}(2).txt",
    "it's.txt",
    "a%20b.txt",
    "-r.txt",
    "~home.txt",
    "@.txt",
    ".htaccess",
    ".well-known/x",
    "deep/" * 12 + "down.txt",
    "n" * 246 + ".txt",
)
"""Names that mean something to somebody on the way."""


def test_what_is_put_is_there(place: Place) -> None:
    files = {
        "index.html": b"<p>home</p>",
        "empty.txt": b"",
        "students/ada/index.html": bytes(range(256)) * 300,
        ".slc-manifest": b"\r\n\x00\xff",
    }
    with opened(place) as host:
        assert host.names() == {}
        assert host.read("index.html") is None
        assert host.read("students/ada/index.html") is None
        for name, content in files.items():
            host.put(name, content)
        host.settle()
        assert place.files == files
        assert host.names() == {name: len(content) for name, content in files.items()}
    with opened(place) as host:
        assert host.names() == {name: len(content) for name, content in files.items()}
        for name, content in files.items():
            assert host.read(name) == content
        assert host.read("nothing.html") is None


def test_files_are_sent_from_the_disk_large_ones_too(place: Place, tmp_path: Path) -> None:
    large = random.Random(1).randbytes(5 * 1024 * 1024 + 17)
    (tmp_path / "large").write_bytes(large)
    (tmp_path / "empty").write_bytes(b"")
    with opened(place) as host:
        host.put("media/film.mp4", tmp_path / "large")
        host.put("media/empty.txt", tmp_path / "empty")
        host.settle()
        assert place.files == {"media/film.mp4": large, "media/empty.txt": b""}
        assert host.read("media/film.mp4") == large
        with pytest.raises(OSError, match="no-such"):
            host.put("x.html", tmp_path / "no-such")


def test_what_is_there_is_replaced(place: Place) -> None:
    with opened(place) as host:
        for content in (b"first" * 1000, b"second", b"", b"third" * 500):
            host.put("a/index.html", content)
            host.settle()
            assert place.files == {"a/index.html": content}


def test_odd_names_are_kept_as_they_are(place: Place) -> None:
    files = {name: name.encode() for name in ODD if not set(name) & set(place.mistakes)}
    with opened(place) as host:
        for name, content in files.items():
            host.put(name, content)
        host.settle()
        assert place.files == files
        assert host.names() == {name: len(content) for name, content in files.items()}
        for name, content in files.items():
            assert host.read(name) == content
            host.put(name, b"!")
        for name in files:
            host.remove(name)
        host.settle()
        assert place.files == {}


def test_what_is_removed_is_gone_and_the_folders_that_are_empty_then(place: Place) -> None:
    with opened(place) as host:
        for name in ("index.html", "a/b/c/one.html", "a/two.html", "x/y.html"):
            host.put(name, b"x")
        host.remove("a/b/c/one.html")
        host.remove("x/y.html")
        host.remove("never/there.html")
        host.remove("never.html")
        host.settle()
        assert set(place.files) == {"index.html", "a/two.html"}
        if place.folder is not None:
            assert {path.name for path in place.folder.iterdir()} == {"index.html", "a"}
            assert [path.name for path in (place.folder / "a").iterdir()] == ["two.html"]
        host.remove("a/two.html")
        host.remove("index.html")
        host.settle()
        assert host.names() == {}
        host.put("a/b/again.html", b"again")
        host.settle()
        assert place.files == {"a/b/again.html": b"again"}


def test_a_file_is_created_once(place: Place) -> None:
    with opened(place) as host:
        assert host.create(".slc-lock", b"ours")
        assert not host.create(".slc-lock", b"theirs")
        assert host.read(".slc-lock") == b"ours"
        host.settle()
        assert place.files == {".slc-lock": b"ours"}
        host.remove(".slc-lock")
        assert host.create(".slc-lock", b"again")
        host.settle()
        assert place.files == {".slc-lock": b"again"}


def test_of_many_who_create_at_once_one_does(place: Place) -> None:
    if place.shows_at_once:
        return  # it shows when it is sent: test_git.py
    open_line = place.opener()
    hosts = [open_line() for _ in range(4)]
    won: list[int] = []
    ready = threading.Barrier(len(hosts))

    def create(number: int) -> None:
        ready.wait()
        # A host may stumble over two who come at once; who is told so has not won.
        with suppress(LineError):
            if hosts[number].create(".slc-lock", f"{number}".encode()):
                won.append(number)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(len(hosts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert place.files == {".slc-lock": f"{won[0]}".encode()}
    for host in hosts:
        host.close()


def test_several_lines_work_at_the_same_time(place: Place) -> None:
    if place.shows_at_once:
        return  # it has one line
    open_line = place.opener()
    hosts = [open_line() for _ in range(3)]
    assert len(place.asks.asked) <= 1, "a person is asked once"
    files = {
        f"{folder}/{number}.html": f"{folder}{number}".encode() * 99
        for folder in "abc"
        for number in range(6)
    }
    failed: list[Exception] = []

    def put(line: int) -> None:
        try:
            for name in list(files)[line::3]:
                hosts[line].put(name, files[name])
        except HostError as error:
            failed.append(error)

    threads = [threading.Thread(target=put, args=(line,)) for line in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert place.files == files
    for host in hosts:
        host.close()


def test_links_at_the_host_are_not_followed(place: Place, tmp_path: Path) -> None:
    if place.folder is None:
        return
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_bytes(b"secret")
    with opened(place) as host:
        host.put("index.html", b"x")
        (place.folder / "link").symlink_to(tmp_path / "elsewhere")
        assert {name for name in host.names() if "secret" in name} <= seen_through_links(place)


def seen_through_links(place: Place) -> set[str]:
    """What servers show that do not tell links from folders: nobody can know."""
    return {"link/secret.txt"} if place.kind in ("wsgidav", "ftps-pyftpdlib", "ftpis-pyftpdlib") else set()


def test_nothing_of_a_put_stays_beside_it(place: Place) -> None:
    with opened(place) as host:
        host.put("a/index.html", b"x" * 100_000)
        host.put("index.html", b"x")
        host.create(".slc-lock", b"x")
        host.settle()
        assert [name for name in host.names() if TEMPORARY in name] == []
        if place.folder is not None:
            assert [path for path in place.folder.rglob("*") if TEMPORARY in path.name] == []


@pytest.mark.parametrize("name", ["paramiko", "ftps", "ftp-windows", "webdavs"])
def test_a_full_disk_is_told_and_what_stood_there_stays(start: Callable[[str], Place], name: str) -> None:
    place = start(name)
    assert place.troubles is not None
    with opened(place) as host:
        host.put("index.html", b"old")
        place.troubles.full = True
        with pytest.raises(HostError, match=r"space|kept only|could not do it") as told:
            host.put("index.html", b"new" * 100_000)
        assert "space" in f"{told.value.message} {told.value.hint}"
        place.troubles.full = False
        assert place.files == {"index.html": b"old"}
        host.put("index.html", b"new")
        assert place.files == {"index.html": b"new"}


@pytest.mark.parametrize("name", ["paramiko", "ftps"])
def test_a_folder_whose_name_begins_with_a_tilde_is_no_home(start: Callable[[str], Place], name: str) -> None:
    place = start(name)
    assert place.folder is not None
    for typed, folder in (("/~/home", "home"), ("/~ada", "~ada")):
        parts = urlsplit(place.address)
        host = place.opener(address=parts._replace(path=typed).geturl())()
        host.put("index.html", b"x")
        host.close()
        assert (place.folder.parent / folder / "index.html").read_bytes() == b"x"
