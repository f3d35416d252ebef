"""Passwords: where they come from, and that they are shown nowhere.

From the environment, from the keyring of the operating system, else from a person. Never from a file of ours,
an address or an argument, and into no message: a `Secret` does not show what is in it, so that neither a log
nor a report of a crash can.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import TypeVar

from slc_site.publish.asking import Asks
from slc_site.publish.host import RefusedError
from slc_site.publish.targets import Address

VARIABLE = "SLC_PASSWORD"
"""The environment's variable; `SLC_PASSWORD_SCHOOL` is that for the target `school` of class.yml."""
_TRIES = 3
"""How often a person may mistype."""

_Opened = TypeVar("_Opened")


class Secret:
    """Something that nobody is shown."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str:
        raise TypeError("A secret is not written down.")

    def reveal(self) -> str:
        """Return what it is; to be handed on at once, and not kept under a name."""
        return self._text


class Passwords:
    """The password of one account, for all lines to its host; a person is asked once."""

    def __init__(
        self,
        address: Address,
        asks: Asks,
        *,
        host: str = "",
        user: str = "",
        whose: str = "",
        environment: Mapping[str, str] | None = os.environ,
    ) -> None:
        """Nothing is looked up yet.

        Args:
            address: Where it is for.
            asks: Who can be asked.
            host: The host's name, if it is not the address's.
            user: The user's name, if it is not the address's.
            whose: How the account is called when a person is asked; empty: `user@host`.
            environment: The environment's variables; None: what stands there is for another account.
        """
        self._address = address
        self._asks = asks
        self._host = host or address.host
        self._user = user or address.user
        self._whose = whose or (f"{self._user}@{self._host}" if self._user else self._host)
        self._environment = environment
        self._lock = Lock()
        self._right: Secret | None = None

    def let_in(self, opens: Callable[[Secret], _Opened | None]) -> _Opened:
        """Return what `opens` makes of the first password that is right.

        Args:
            opens: Tries one; None: it is wrong.

        Raises:
            RefusedError: None was right, or there is none and nobody to ask.
        """
        # The first line goes alone: the others then know what is right.
        with self._lock:
            if self._right is None:
                return self._first(opens)
        opened = opens(self._right)
        if opened is None:
            raise RefusedError(f"{self._host} no longer takes the password of {self._whose}.")
        return opened

    def _first(self, opens: Callable[[Secret], _Opened | None]) -> _Opened:
        tried: set[Secret] = set()
        for secret in self._candidates():
            if secret in tried:
                continue
            tried.add(secret)
            opened = opens(secret)
            if opened is not None:
                self._right = secret
                return opened
        if tried:
            raise RefusedError(
                f"{self._host} does not take this password for {self._whose}.",
                "Is it the name and password for uploading? It is often another one than for the mail.",
            )
        variable = (
            "" if self._environment is None else f"the environment's variable {self.variable}, or into "
        )
        raise RefusedError(
            f"{self._host} wants a password for {self._whose}, and nobody is here to be asked.",
            f"Put it into {variable}the keyring of this computer: "
            f"keyring set {self.service} {self._user or 'slc'}",
        )

    @property
    def variable(self) -> str:
        """The environment's variable that is looked at first."""
        name = re.sub(r"\W", "_", self._address.name).upper()
        return f"{VARIABLE}_{name}" if name else VARIABLE

    @property
    def service(self) -> str:
        """What the keyring knows it under, besides the user's name."""
        port = f":{self._address.port}" if self._address.port else ""
        return f"{self._address.scheme}://{self._host}{port}"

    @property
    def is_in_environment(self) -> bool:
        """Whether somebody has put one into the environment."""
        return bool(self._in_environment())

    def _in_environment(self) -> str:
        variables = self._environment or {}
        return variables.get(self.variable) or variables.get(VARIABLE) or ""

    def _candidates(self) -> Iterator[Secret]:
        if typed := self._in_environment():
            yield Secret(typed)
            return
        if kept := from_keyring(self.service, self._user or "slc"):
            yield kept
        for _ in range(_TRIES):
            answer = self._asks.password(self._whose)
            if not answer:
                return
            yield Secret(answer)


def from_keyring(service: str, user: str) -> Secret | None:
    """Return what the operating system's keyring holds; None: nothing, or there is no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return None  # the extra `keyring` is not installed
    try:
        found = keyring.get_password(service, user)
    except KeyringError:
        return None  # locked, or a computer without one
    return Secret(found) if found else None
