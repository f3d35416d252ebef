"""The keys of this computer with which an account can be opened, in the order in which they are tried."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

from paramiko import Agent, AgentKey, PasswordRequiredException, PKey, SSHException
from paramiko.pkey import UnknownKeyType

from slc_site.publish.asking import Asks
from slc_site.publish.host import RefusedError
from slc_site.publish.hosts.ssh_config import Settings
from slc_site.publish.secrets import Secret

_MOST = 4
"""Hosts hang up after five or six keys that they do not know."""
_TRIES = 3
"""How often a person may mistype."""
_USUAL = ("id_ed25519", "id_ecdsa", "id_rsa")
_UNREADABLE = (SSHException, OSError, ValueError, TypeError, UnknownKeyType)
"""What the libraries below raise for a key that is locked, or that they do not know; they do not agree."""


class OwnKeys:
    """The keys for one account; what opens a locked one is asked for once."""

    def __init__(self, named: str, settings: Settings, asks: Asks) -> None:
        """Nothing is read yet.

        Args:
            named: The key file that the address names, which is then the only one; empty: none.
            settings: What this computer's SSH settings say of the host.
            asks: Who can be asked for what opens a key.
        """
        self._named = Path(named).expanduser() if named else None
        self._settings = settings
        self._asks = asks
        self._opened: dict[Path, PKey | None] = {}
        """By the file; None: nobody knew what opens it, and nobody is asked again."""

    def __iter__(self) -> Iterator[PKey]:
        """Yield the keys, each read when its turn comes.

        Raises:
            RefusedError: the key file that the address names cannot be read or opened.
        """
        if self._named is not None:
            key = self._unlocked(self._named)
            if key is None:
                raise RefusedError(
                    f"The key file {self._named} could not be opened.",
                    "Is it a private key, and the right one?",
                )
            yield key
            return
        held = _of_agent()
        others = () if self._settings.only_these_keys else held
        wanted = self._settings.keys
        if wanted is None:
            usual = (Path.home() / ".ssh" / name for name in _USUAL)
            found = [key for file in usual if (key := _open_to_all(file))]
            yield from [*others, *found][:_MOST]
            return
        locked: list[Path] = []
        ready: list[PKey] = []
        for file in wanted:
            key = _held_for(file, held) or self._opened.get(file) or _open_to_all(file)
            if key is not None:
                ready.append(key)
            elif file.is_file() and file.suffix != ".pub":
                locked.append(file)
        yield from list(dict.fromkeys((*ready, *others)))[:_MOST]
        # Nobody is asked before what opens by itself has been tried; and no answer is an answer, too.
        for file in locked[:_MOST]:
            if key := self._unlocked(file):
                yield key

    def _unlocked(self, file: Path) -> PKey | None:
        """Return the key of a file; ask for what opens it. None: nobody knows that."""
        if file in self._opened:
            return self._opened[file]
        secret: Secret | None = None
        left = _TRIES
        while True:
            try:
                self._opened[file] = _key_from(file, secret)
                return self._opened[file]
            except (PasswordRequiredException, TypeError, ValueError, SSHException):
                # The libraries below do not agree on what they raise for a wrong one.
                answer = self._asks.password(f"the key {file}") if left else None
                if not answer:
                    self._opened[file] = None
                    return None
                secret, left = Secret(answer), left - 1
                del answer
            except (OSError, UnknownKeyType) as error:
                raise RefusedError(f"The key file {file} cannot be read.") from error


def _of_agent() -> tuple[AgentKey, ...]:
    with suppress(SSHException, OSError):
        return tuple(Agent().get_keys())
    return ()


def _open_to_all(file: Path) -> PKey | None:
    """Return the key of a file that needs nothing to open it; None: there is none."""
    try:
        return _key_from(file, None) if file.is_file() else None
    except _UNREADABLE:
        return None


def _held_for(file: Path, held: tuple[AgentKey, ...]) -> PKey | None:
    """Return the agent's key that a file stands for; its public part lies beside it, or is all of it."""
    public = file if file.suffix == ".pub" else file.with_name(f"{file.name}.pub")
    try:
        content = base64.b64decode(public.read_text(encoding="utf-8").split()[1])
    except (OSError, ValueError, IndexError, binascii.Error):
        return None
    return next((key for key in held if key.asbytes() == content), None)


def _key_from(file: Path, secret: Secret | None) -> PKey:
    """Return the key of a file that a secret opens."""
    # It is bytes that the library wants, whatever it declares.
    passphrase = cast("str | None", secret.reveal().encode() if secret else None)
    return PKey.from_path(file, passphrase)
