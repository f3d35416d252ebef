"""`slc conference`: what it refuses before anything is built."""

from __future__ import annotations

import pytest

from slc_site.cli.entry import main
from tests.conftest import AClass

CLASS = {f"conferences/{name.lower()}/conference.yml": f"title: {name}\n" for name in ("Fall", "Spring")}


@pytest.fixture
def root(a_class: AClass) -> str:
    return str(a_class(CLASS).root)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "Which conference? There is fall, spring."),
        (["autumn"], "There is no conference autumn."),
        (["fal"], "Did you mean fall?"),
        (["fall", "--host", "192.168.1.2"], "--host goes with --lan"),
        (["fall", "--lan", "--host", "8.8.8.8"], "8.8.8.8 is no address in a local network."),
        (["fall", "--lan", "--host", "0.0.0.0"], "0.0.0.0 is no address in a local network."),
        (["fall", "--lan", "--host", "127.0.0.1"], "127.0.0.1 is no address in a local network."),
    ],
)
def test_what_cannot_be_meant_is_said(
    root: str, typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", root, "conference", *typed]) == 2
    assert said in capsys.readouterr().err


def test_without_a_network_it_says_what_to_do(
    root: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("slc_site.serve.room.network._way_to", lambda probe: None)
    assert main(["-C", root, "conference", "fall", "--lan"]) == 2
    assert "Join the Wi-Fi of the room, or leave out --lan" in capsys.readouterr().err


def test_an_address_that_is_not_ours_is_said(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", root, "conference", "fall", "--lan", "--host", "10.254.253.252", "--no-open"]) == 1
    assert "This computer cannot be reached as 10.254.253.252" in capsys.readouterr().err
