"""Where passwords come from, in which order, and how little they show."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked

from slc_site.publish.host import RefusedError
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address
from tests.publish.hosts.servers.places import Answers

ADDRESS = Address.parse("sftp://room12@host.example:2222/site", Path("/"))


def tried(passwords: Passwords, right: str) -> list[str]:
    """Return what was tried until it was right."""
    seen: list[str] = []

    def opens(secret: Secret) -> bool | None:
        seen.append(secret.reveal())
        return secret.reveal() == right or None

    passwords.let_in(opens)
    return seen


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """What the keyring holds: service and user → password."""
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    return kept


def test_a_secret_shows_nothing() -> None:
    secret = Secret("canary")
    for shown in (repr(secret), str(secret), f"{secret!r}", f"{[secret]}"):
        assert "canary" not in shown
    for writes in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            writes(secret)
    assert secret == Secret("canary")
    assert secret != Secret("other")


def test_the_target_s_own_variable_goes_before_the_common_one(ring: dict[tuple[str, str], str]) -> None:
    named = replace(ADDRESS, name="school-web")
    both = {"SLC_PASSWORD_SCHOOL_WEB": "own", "SLC_PASSWORD": "common"}
    assert tried(Passwords(named, Answers([]), environment=both), "own") == ["own"]
    assert tried(Passwords(ADDRESS, Answers([]), environment=both), "common") == ["common"]
    common = {"SLC_PASSWORD": "common"}
    assert tried(Passwords(named, Answers([]), environment=common), "common") == ["common"]


def test_then_the_keyring_then_a_person(ring: dict[tuple[str, str], str]) -> None:
    ring["sftp://host.example:2222", "room12"] = "kept"
    asks = Answers(["typed"])
    assert tried(Passwords(ADDRESS, asks, environment={}), "kept") == ["kept"]
    assert asks.asked == []
    assert tried(Passwords(ADDRESS, asks, environment={}), "typed") == ["kept", "typed"]
    assert asks.asked == ["room12@host.example"]


def test_a_wrong_one_in_the_environment_is_not_tried_together_with_others(
    ring: dict[tuple[str, str], str],
) -> None:
    """Some hosts lock an account after a few; and whoever set it wants to hear that it is wrong."""
    ring["sftp://host.example:2222", "room12"] = "kept"
    asks = Answers(["typed"])
    with pytest.raises(RefusedError, match="does not take"):
        tried(Passwords(ADDRESS, asks, environment={"SLC_PASSWORD": "old"}), "kept")
    assert asks.asked == []


def test_a_keyring_that_is_locked_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(service: str, user: str) -> str:
        raise KeyringLocked("locked")

    monkeypatch.setattr(keyring, "get_password", locked)
    assert tried(Passwords(ADDRESS, Answers(["typed"]), environment={}), "typed") == ["typed"]


def test_what_was_right_is_not_asked_for_again(ring: dict[tuple[str, str], str]) -> None:
    asks = Answers(["wrong", "right"])
    passwords = Passwords(ADDRESS, asks, environment={})
    assert tried(passwords, "right") == ["wrong", "right"]
    assert tried(passwords, "right") == ["right"]
    assert len(asks.asked) == 2
    with pytest.raises(RefusedError, match="no longer takes"):
        tried(passwords, "changed")


def test_nobody_to_ask_is_told_what_to_do(ring: dict[tuple[str, str], str]) -> None:
    passwords = Passwords(replace(ADDRESS, name="school"), Answers([]), environment={})
    with pytest.raises(RefusedError, match="nobody is here") as told:
        tried(passwords, "x")
    assert "SLC_PASSWORD_SCHOOL" in told.value.hint
    assert "keyring set sftp://host.example:2222 room12" in told.value.hint
