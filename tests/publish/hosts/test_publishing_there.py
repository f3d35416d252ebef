"""A whole publish to each kind of host, and over lines that are cut: what stands there is right."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slc_site.publish.host import TEMPORARY, HostError
from slc_site.publish.hosts import turns
from slc_site.publish.outcome import Outcome
from slc_site.publish.targets import Address, Opener
from tests.publish.conftest import SITE, Desk
from tests.publish.hosts.servers.places import Place, Proxy

FOREIGN = {".htaccess": b"theirs", ".well-known/security.txt": b"theirs", "students/notes.txt": b"theirs"}
AT_TIMES = {".nojekyll"}
"""What a way to publish puts there by itself."""


@pytest.fixture(autouse=True)
def nobody_is_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was cut off while it had the turn is not waited for as long as in the world outside."""
    monkeypatch.setattr(turns, "_WAIT", 0.005)


def seen(place: Place) -> dict[str, bytes]:
    """Return what a visitor can come upon."""
    return {
        name: content
        for name, content in place.files.items()
        if not name.rpartition("/")[2].startswith(".slc-") and name not in AT_TIMES
    }


def publish(desk: Desk, place: Place, open_line: Opener, *, look: bool = False) -> Outcome | None:
    """Publish once; None: there was nothing to do."""
    desk.kind = Address.parse(place.address, place.state).kind
    with desk.publisher(open_line) as publisher:
        plan = publisher.plan(look=look)
        return None if plan.is_nothing else publisher.carry_out(plan)


def test_a_site_is_published_and_follows_what_changes(place: Place, desk: Desk) -> None:
    host = place.open()
    for name, content in FOREIGN.items():
        host.put(name, content)
    host.settle()
    host.close()
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert outcome.error is None
    assert outcome.is_complete, outcome.failures
    assert seen(place) == {**SITE, **FOREIGN}
    assert publish(desk, place, place.opener()) is None
    assert publish(desk, place, place.opener(), look=True) is None
    less = {"index.html": b"less", "students/ben/index.html": b"Ben", "students/ben/\u00fc.webp": b""}
    desk.write(less)
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert outcome.is_complete, outcome.failures
    assert seen(place) == {**less, **FOREIGN}
    if place.folder is not None:
        assert not [name for name in place.files if TEMPORARY in name or ".slc-lock" in name]


def test_a_disk_that_is_full_in_the_middle_is_said_and_then_it_goes_on(
    start: Callable[[str], Place], desk: Desk
) -> None:
    place = start("ftp-windows")  # inside TLS, this server falls silent when a disk is full
    assert place.troubles is not None
    old = edition(1)
    desk.write(old)
    assert publish(desk, place, place.opener()) is not None
    new = edition(2)
    desk.write(new)
    place.troubles.room = 30_000
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert not outcome.is_complete
    told = [outcome.error] if outcome.error else outcome.failures
    assert any("space" in f"{one.message} {one.hint}" for one in told), told
    assert outcome.unsent
    _nothing_is_torn(seen(place), {name: {old.get(name, b""), new.get(name, b"")} for name in {**old, **new}})
    place.troubles.room = None
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert outcome.is_complete, outcome.failures
    assert seen(place) == new


def edition(number: int) -> dict[str, bytes]:
    """Return a site that has some other pages and pictures each time."""
    chance = random.Random(number)
    files = {"index.html": b"%d" % number}
    for page in range(number * 2, number * 2 + 8):
        files[f"p{page}/{page}.webp"] = random.Random(page).randbytes(9000)
        files[f"p{page}/index.html"] = b'<img src="%d.webp">' % page + bytes(chance.randrange(3000))
    return files


@pytest.mark.parametrize("name", ["paramiko", "openssh", "ftps", "ftp-windows", "webdav-digest"])
def test_lines_are_cut_and_in_the_end_all_is_there(
    name: str, starts: Callable[[str], Place | None], desk: Desk
) -> None:
    place = starts(name)
    if place is None:
        return  # no such server on this machine; tools/setup fetches it where it can

    _publish_over_cut_lines(place, desk, 2, random.Random(name))


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["paramiko", "openssh", "ftps", "ftp-windows", "webdav-digest"])
def test_two_hundred_publishes_over_cut_lines(
    name: str, starts: Callable[[str], Place | None], desk: Desk
) -> None:
    place = starts(name)
    if place is not None:
        _publish_over_cut_lines(place, desk, 40, random.Random(name))


def _publish_over_cut_lines(place: Place, desk: Desk, editions: int, chance: random.Random) -> None:
    host = place.open()
    for name, content in FOREIGN.items():
        host.put(name, content)
    host.close()
    port = re.search(r"(?:localhost|127\.0\.0\.1):(\d+)", place.address)
    assert port is not None
    proxy = Proxy(int(port[1]))
    open_line = place.opener(address=place.address.replace(port[1], str(proxy.port)))
    whole: dict[str, set[bytes]] = {name: {content} for name, content in FOREIGN.items()}
    # of FTP, only the line for commands is led through it
    spans = {"ftp": (150, 900), "ftps": (2500, 12_000)}.get(place.address.partition(":")[0], (3500, 25_000))
    cuts = 0
    for number in range(editions):
        site = edition(number)
        for name, content in site.items():
            whole.setdefault(name, set()).add(content)
        desk.write(site)
        for attempt in range(6):
            proxy.limit = chance.randrange(*spans) if attempt < 5 else None
            if place.troubles is not None:
                place.troubles.cut_data_after = chance.randrange(1, 12_000) if attempt < 5 else None
            outcome = _tried(desk, place, open_line)
            cuts += outcome is None or not outcome.is_complete
            _nothing_is_torn(seen(place), whole)
            if outcome is not None and outcome.is_complete:
                break
        assert seen(place) == {**site, **FOREIGN}
    proxy.close()
    assert cuts + len(desk.waited) >= editions


def _tried(desk: Desk, place: Place, open_line: Opener) -> Outcome | None:
    try:
        return publish(desk, place, open_line)
    except HostError:
        return None


def _nothing_is_torn(files: Mapping[str, bytes], whole: Mapping[str, set[bytes]]) -> None:
    for name, content in files.items():
        assert content in whole[name], name
        for picture in re.findall(rb'src="([^"]+)"', content):
            assert str(Path(name).parent / picture.decode()) in files
