"""Lines that break at any byte: under its name a file is the old one or the new one, never a part."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from slc_site.publish.host import TEMPORARY, HostError, LineError, RefusedError
from slc_site.publish.hosts import turns
from tests.publish.hosts.servers.places import Place, Proxy
from tests.support.starting import free_port

CUTS = 16


def through(place: Place, proxy: Proxy) -> str:
    """Return the address of a place as it is reached through a proxy."""
    return place.address.replace(str(port_of(place)), str(proxy.port))


def port_of(place: Place) -> int:
    found = re.search(r"(?:localhost|127\.0\.0\.1):(\d+)", place.address)
    assert found is not None
    return int(found[1])


def final(place: Place) -> dict[str, bytes]:
    return {name: content for name, content in place.files.items() if TEMPORARY not in name}


@pytest.mark.parametrize("name", ["paramiko", "openssh", "webdavs", "s3", "ftps", "ftp-windows"])
def test_no_half_file_is_ever_seen(name: str, starts: Callable[[str], Place | None]) -> None:
    place = starts(name)
    if place is None:
        return  # no such server on this machine; tools/setup fetches it where it can
    chance = random.Random(name)
    old, new = chance.randbytes(60_000), chance.randbytes(90_000)
    first = place.open()
    for file in ("foreign.html", "a/page.html"):
        first.put(file, old)
    first.close()
    proxy = Proxy(port_of(place))
    open_line = place.opener(address=through(place, proxy))
    cut = 0
    for _ in range(CUTS):
        proxy.limit = chance.randrange(500, 130_000)
        if place.troubles is not None:
            place.troubles.cut_data_after = chance.randrange(1, 120_000)
        try:
            line = open_line()
            try:
                line.put("a/page.html", new)
                line.put("b/new.html", new)
            finally:
                line.close()
        except LineError:
            cut += 1
        seen = final(place)
        # Where a host does not rename over what is there, there is a moment with nothing.
        assert seen.get("a/page.html", old) in (old, new)
        assert seen.get("b/new.html", new) == new
        assert seen["foreign.html"] == old
    assert cut > CUTS // 4
    proxy.limit = None
    if place.troubles is not None:
        place.troubles.cut_data_after = None
    line = open_line()
    line.put("a/page.html", new)
    line.put("b/new.html", new)
    for left in [left for left in line.names() if TEMPORARY in left]:
        line.remove(left)
    line.close()
    proxy.close()
    assert place.files == {"foreign.html": old, "a/page.html": new, "b/new.html": new}


def test_a_folder_without_permission_is_told(starts: Callable[[str], Place | None]) -> None:
    place = starts("openssh")
    if place is None or place.folder is None:
        return  # no such server on this machine; tools/setup fetches it where it can
    host = place.open()
    host.put("a/index.html", b"old")
    (place.folder / "a").chmod(0o555)
    with pytest.raises(RefusedError, match=r"does not allow .* to change a/index\.html"):
        host.put("a/index.html", b"new")
    with pytest.raises(RefusedError, match="does not allow"):
        host.remove("a/index.html")
    (place.folder / "a").chmod(0o000)
    assert host.names() == {}, "what others let nobody look into is not ours"
    host.put("b/index.html", b"new")
    (place.folder / "a").chmod(0o755)
    host.close()
    assert place.files == {"a/index.html": b"old", "b/index.html": b"new"}


def test_a_host_that_keeps_less_than_was_sent_is_not_believed(start: Callable[[str], Place]) -> None:
    place = start("paramiko")
    host = place.open()
    host.put("index.html", b"old")
    assert place.troubles is not None
    place.troubles.short = True
    with pytest.raises(RefusedError, match="kept only 99 of 100 bytes"):
        host.put("index.html", b"n" * 100)
    host.close()
    assert place.files == {"index.html": b"old"}


@pytest.mark.parametrize("scheme", ["sftp", "ftps", "ftpis", "ftp", "webdavs", "s3"])
def test_nobody_answers(scheme: str, tmp_path: Path) -> None:
    port = free_port()
    address = (
        f"s3://room12@bucket/site?endpoint=http://127.0.0.1:{port}"
        if scheme == "s3"
        else f"{scheme}://room12@127.0.0.1:{port}/site"
    )
    with pytest.raises(LineError, match="does not answer"):
        Place("nobody", address, tmp_path / "state").open()


@pytest.mark.parametrize("name", ["paramiko", "ftps", "webdavs"])
def test_a_folder_that_may_not_be_written_is_told(
    start: Callable[[str], Place], name: str, tmp_path: Path
) -> None:
    place = start(name)
    assert place.folder is not None
    # A file where a folder should be: that stops the administrator as well.
    place.folder.mkdir(parents=True)
    (place.folder / "a").write_bytes(b"file")
    host = place.open()
    with pytest.raises(RefusedError, match=r"a/index\.html"):
        host.put("a/index.html", b"x")
    host.put("b/index.html", b"x")
    host.close()
    assert place.files == {"a": b"file", "b/index.html": b"x"}


@pytest.mark.parametrize("name", ["paramiko", "ftps", "webdavs"])
def test_a_turn_that_somebody_died_over_is_taken(
    start: Callable[[str], Place], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_WAIT", 0.0)
    place = start(name)
    assert place.folder is not None
    (place.folder / turns.TURN).mkdir(parents=True)
    host = place.open()
    assert host.create(".slc-lock", b"x")
    host.close()
    assert not (place.folder / turns.TURN).exists()


@pytest.mark.parametrize("name", ["paramiko", "ftps", "webdavs"])
def test_where_no_folder_can_be_made_nothing_is_created(
    start: Callable[[str], Place], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "_WAIT", 0.0)
    place = start(name)
    assert place.folder is not None
    # A file in the way: that stops the administrator as well.
    place.folder.write_bytes(b"file")
    host = place.open()
    with pytest.raises(HostError):
        host.create(".slc-lock", b"x")
    host.close()
    assert place.folder.read_bytes() == b"file"
