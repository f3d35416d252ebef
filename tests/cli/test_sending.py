"""What `slc publish` asks, and how it shows how far it has come."""

from __future__ import annotations

import time

import pytest

from slc_site.cli import sending
from slc_site.cli.sending import Asks, BarProgress, PlainProgress, shown_progress


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the keyboard."""
    monkeypatch.setattr(sending, "can_ask", lambda: True)


@pytest.mark.parametrize("silent", [True, False])
def test_where_nobody_sits_nobody_is_asked_and_no_host_is_trusted(silent: bool) -> None:
    asks = Asks(silent=silent)
    assert asks.password("ada@h.example") is None
    assert not asks.trusts("h.example", "Ed25519 key", "SHA256:abc")


@pytest.mark.usefixtures("somebody")
def test_a_program_that_reads_the_answer_is_not_asked() -> None:
    assert Asks(silent=True).password("ada@h.example") is None


@pytest.mark.usefixtures("somebody")
def test_a_password_is_typed_unseen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def prompt(text: str, *, hide_input: bool, err: bool) -> str:
        assert hide_input
        assert err
        asked.append(text)
        return "hunter2"

    monkeypatch.setattr("click.prompt", prompt)
    assert Asks(silent=False).password("ada@h.example") == "hunter2"
    assert asked == ["Password for ada@h.example"]
    assert "hunter2" not in "".join(capsys.readouterr())


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("answer", [True, False])
def test_a_fingerprint_is_shown_before_a_host_is_trusted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: bool
) -> None:
    def confirm(text: str, *, default: bool, err: bool) -> bool:
        assert not default
        return answer

    monkeypatch.setattr("click.confirm", confirm)
    assert Asks(silent=False).trusts("h.example\x1b[2J", "Ed25519 key", "SHA256:abc") is answer
    said = capsys.readouterr().err
    assert "SHA256:abc" in said
    assert "Ed25519 key" in said
    assert "\x1b" not in said


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that goes on by ten seconds each time that it is looked at."""
    now = [0.0]

    def tick() -> float:
        now[0] += 10
        return now[0]

    monkeypatch.setattr(time, "monotonic", tick)
    return now


@pytest.mark.usefixtures("clock")
def test_without_a_terminal_a_line_now_and_then_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = PlainProgress(silent=False)
    shown.begin("Looking at what stands there", 0, 0)
    shown.begin("Sending", 10, 10_000)
    for _ in range(10):
        shown.done(1000)
    shown.close()
    assert capsys.readouterr().err.splitlines() == [
        "Looking at what stands there …",
        "Sending (10 files, 10 KB) …",
        "  20 % of 10 KB, about 80 s left",
        "  40 % of 10 KB, about 60 s left",
        "  60 % of 10 KB, about 40 s left",
        "  80 % of 10 KB, about 20 s left",
        "  100 % of 10 KB, about 5 s left",
    ]


@pytest.mark.usefixtures("clock")
def test_who_wants_silence_gets_it(capsys: pytest.CaptureFixture[str]) -> None:
    shown = shown_progress(silent=True)
    shown.begin("Sending", 2, 2000)
    for _ in range(4):
        shown.done(1000)
    shown.close()
    assert "".join(capsys.readouterr()) == ""


def test_files_of_no_size_are_no_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    shown = PlainProgress(silent=False)
    shown.begin("Deleting", 2, 0)
    shown.done(0)
    shown.done(0)
    assert capsys.readouterr().err == "Deleting …\n"


def test_a_bar_is_shown_for_bytes_and_for_files_and_goes_away() -> None:
    shown = BarProgress()
    shown.close()  # before anything was begun
    for what, files, size in (("Looking", 0, 0), ("Sending", 2, 2000), ("Deleting", 2, 0)):
        shown.begin(what, files, size)
        shown.done(1000)
    assert shown._bars is not None
    (task,) = shown._bars.tasks
    assert (task.description, task.completed, task.total) == ("Deleting (2 files)", 1, 2)
    shown.close()
    shown.close()
