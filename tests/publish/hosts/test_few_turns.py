"""How often SFTP waits for an answer: what a publish costs where each of them takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from slc_site.publish.hosts.sftp_wire import Wire
from tests.publish.conftest import Desk
from tests.publish.hosts.servers.places import Place
from tests.publish.hosts.test_publishing_there import publish, seen

CHANGED = 10


class Turns:
    """Counts how often somebody who has spoken stops to listen; whatever is said in between is one breath."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._spoke: dict[int, bool] = {}
        send, receive = Wire._send, Wire._receive

        def sending(wire: Wire, *said: Any) -> None:
            self._spoke[id(wire)] = True
            send(wire, *said)

        def receiving(wire: Wire) -> Any:
            self.count += self._spoke.pop(id(wire), False)
            return receive(wire)

        monkeypatch.setattr(Wire, "_send", sending)
        monkeypatch.setattr(Wire, "_receive", receiving)

    def since(self, before: int) -> int:
        return self.count - before


def a_site(files: int) -> dict[str, bytes]:
    """Return a site with many small pages, forty a folder."""
    return {f"students/{number // 40}/{number}/index.html": b"%d" % number for number in range(files)}


@pytest.mark.parametrize(("name", "most"), [("openssh", 3), ("paramiko", 7)])
def test_ten_changed_files_cost_few_turns_each(
    name: str, most: int, starts: Callable[[str], Place | None], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other server cannot rename over what is there: each file is deleted first, alone."""
    place = starts(name)
    if place is None:
        return  # no such server on this machine; tools/setup fetches it where it can
    _few_turns(place, desk, 400, Turns(monkeypatch), most)


@pytest.mark.nightly
def test_ten_of_ten_thousand_do_too(
    starts: Callable[[str], Place | None], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = starts("openssh")
    assert place is not None
    _few_turns(place, desk, 10_000, Turns(monkeypatch), 3)


def _few_turns(place: Place, desk: Desk, files: int, turns: Turns, most: int) -> None:
    site = a_site(files)
    desk.write(site)
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert outcome.is_complete, outcome.failures

    line = place.open()
    before = turns.count
    line.read(".slc-manifest")
    to_read_the_list = turns.since(before)
    line.close()
    before = turns.count
    assert publish(desk, place, place.opener()) is None
    assert turns.since(before) == 1 + to_read_the_list, "it says hello, and reads one file"

    changed = dict.fromkeys(list(site)[:: files // CHANGED][:CHANGED], b"new")
    desk.write({**site, **changed})
    before = turns.count
    outcome = publish(desk, place, place.opener())
    assert outcome is not None
    assert outcome.is_complete, outcome.failures
    assert turns.since(before) < most * CHANGED, "with the lock and the list, on all lines together"
    assert seen(place) == {**site, **changed}
