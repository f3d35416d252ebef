"""Into an SSH host: first it shows that it is the host, then we show who we are."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import cast

from paramiko import (
    Agent,
    AuthenticationException,
    BadAuthenticationType,
    PasswordRequiredException,
    PKey,
    SSHException,
    Transport,
)
from paramiko.pkey import UnknownKeyType
from paramiko.ssh_exception import IncompatiblePeer

from slc_site.publish.asking import Asks
from slc_site.publish.host import LineError, RefusedError, UntrustedError
from slc_site.publish.hosts.known_hosts import KnownHosts, as_written, kind_of
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address

PATIENCE = 30.0
"""Seconds without a word after which a line counts as broken."""
_MOST_KEYS = 4
"""Hosts hang up after five or six that they do not know."""
_OWN_KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")


class Login:
    """How one account is reached: what was asked for the first line holds for all."""

    def __init__(self, address: Address, asks: Asks, known: KnownHosts) -> None:
        """Nothing is reached yet.

        Args:
            address: The host and the user; its option `key` names a key file.
            asks: Who can be asked.
            known: Which keys hosts have shown before.
        """
        if not address.user:
            raise RefusedError(
                "This address does not say who logs in.", f"Write it like `sftp://NAME@{address.host}/…`."
            )
        self._address = address
        self._port = address.port or 22
        self._asks = asks
        self._known = known
        self._passwords = Passwords(address, asks)
        self._first = Lock()
        self._host_key: PKey | None = None
        self._own_key: PKey | None = None
        self._file_key: PKey | None = None

    def open(self) -> Transport:
        """Return a line that is logged in.

        Raises:
            HostError: there is none.
        """
        with self._first:
            if self._host_key is None:
                # Nobody is asked by two lines at once.
                return self._open()
        return self._open()

    def _open(self) -> Transport:
        transport = self._connected()
        try:
            self._check(transport.get_remote_server_key())
            if self._lets_in_by_key(transport):
                return transport
        except BaseException as error:
            transport.close()
            if isinstance(error, (SSHException, OSError, EOFError)):
                raise self._broken(error) from error
            raise
        spare: list[Transport] = [transport]

        def opens(secret: Secret) -> Transport | None:
            line = spare.pop() if spare else self._again()
            try:
                return line if self._lets_in_by_password(line, secret) else None
            except (SSHException, OSError, EOFError) as error:
                raise self._broken(error) from None
            finally:
                if not line.is_authenticated():
                    line.close()

        try:
            return self._passwords.let_in(opens)
        finally:
            for unused in spare:
                unused.close()

    def _again(self) -> Transport:
        transport = self._connected()
        try:
            self._check(transport.get_remote_server_key())
        except BaseException:
            transport.close()
            raise
        return transport

    def _connected(self) -> Transport:
        """Return a line on which nothing has been told yet."""
        try:
            line = socket.create_connection((self._address.host, self._port), timeout=PATIENCE)
        except OSError as error:
            raise LineError(
                f"{self._address.host} does not answer ({error.strerror or error}).",
                "Is the name right, and is there a connection? Some schools' networks let nothing out here.",
            ) from error
        transport = Transport(line)
        transport.banner_timeout = transport.auth_timeout = PATIENCE
        kinds = (*((self._host_key.get_name(),) if self._host_key else ()), *self._expected_kinds())
        options = transport.get_security_options()
        # A host with several keys is to show the one that we know.
        usable = [kind for kind in kinds if kind in options.key_types]
        if "ssh-rsa" in kinds:
            usable += [kind for kind in options.key_types if kind.startswith("rsa-sha2")]
        options.key_types = list(dict.fromkeys((*usable, *options.key_types)))
        try:
            transport.start_client(timeout=PATIENCE)
        except IncompatiblePeer as error:
            transport.close()
            raise RefusedError(
                f"{self._address.host} and this program know no common way to keep what is sent secret.",
                "Its SSH may be very old. Ask whoever runs it.",
            ) from error
        except (SSHException, OSError, EOFError) as error:
            transport.close()
            raise self._broken(error) from error
        transport.set_keepalive(15)
        return transport

    def _expected_kinds(self) -> tuple[str, ...]:
        return self._known.of(self._address.host, self._port).kinds

    def _check(self, shown: PKey) -> None:
        """Raise unless the host has the key that it should have."""
        host, port = self._address.host, self._port
        known = self._known.of(host, port)
        name = host if port == 22 else f"{host}:{port}"
        expected = (self._host_key,) if self._host_key else known.keys
        if shown in known.revoked or (expected and shown not in expected):
            raise UntrustedError(
                f"{name} shows another key than before: {kind_of(shown)}, {shown.fingerprint}. "
                "Nothing was sent to it.",
                "Somebody may be in between. Ask whoever runs the host whether its key was changed, "
                f"and which one it has now. If it was, remove the line for {as_written(host, port)} "
                f"from {self._known.own} and from your .ssh/known_hosts.",
            )
        if not expected:
            if not self._asks.trusts(name, kind_of(shown), shown.fingerprint):
                raise UntrustedError(
                    f"Nobody has said yet that this is {name}: {kind_of(shown)}, {shown.fingerprint}. "
                    "Nothing was sent to it.",
                    "Publish once from a terminal: you are asked then. The host's own pages show "
                    "its fingerprint.",
                )
            self._known.keep(host, port, shown)
        self._host_key = shown

    def _lets_in_by_key(self, transport: Transport) -> bool:
        """Log in by a key, if the host takes keys and we have the right one."""
        user = self._address.user
        try:
            transport.auth_none(user)
            return True
        except BadAuthenticationType as error:
            ways = error.allowed_types
        except AuthenticationException:
            ways = ["publickey", "password"]
        if "publickey" in ways and not (self._passwords.is_in_environment and "password" in ways):
            for key in self._keys():
                try:
                    # What is still wanted after it: nothing, or a password as well.
                    if not transport.auth_publickey(user, key):
                        self._own_key = key
                        return True
                    return False
                except AuthenticationException:
                    if not transport.is_active():
                        break
        if not {"password", "keyboard-interactive"} & set(ways):
            raise RefusedError(
                f"{self._address.host} lets in {user} only by a key, and knows none of this computer's keys.",
                "Name the key file: `sftp://…?key=~/.ssh/NAME`. Its public part has to be at the host.",
            )
        return False

    def _keys(self) -> Iterator[PKey]:
        if self._own_key is not None:
            yield self._own_key
            return
        if named := self._address.option("key"):
            yield self._from_file(Path(named).expanduser())
            return
        found: list[PKey] = []
        with suppress(SSHException, OSError):
            found += Agent().get_keys()
        for name in _OWN_KEYS:
            file = Path.home() / ".ssh" / name
            try:
                found += [PKey.from_path(file)] if file.is_file() else []
            except (SSHException, OSError, ValueError, TypeError, UnknownKeyType):
                continue  # locked, or of a kind that we do not know
        yield from found[:_MOST_KEYS]

    def _from_file(self, file: Path) -> PKey:
        """Return the key that the address names; ask for what opens it."""
        if self._file_key is not None:
            return self._file_key
        secret: Secret | None = None
        try:
            for _ in range(4):
                try:
                    self._file_key = _key_from(file, secret)
                    return self._file_key
                except (PasswordRequiredException, TypeError, ValueError, SSHException):
                    # The libraries below do not agree on what they raise for a wrong one.
                    answer = self._asks.password(f"the key {file}")
                    if not answer:
                        break
                    secret = Secret(answer)
                    del answer
        except (OSError, UnknownKeyType) as error:
            raise RefusedError(f"The key file {file} cannot be read.") from error
        raise RefusedError(
            f"The key file {file} could not be opened.", "Is it a private key, and the right one?"
        )

    def _lets_in_by_password(self, transport: Transport, secret: Secret) -> bool:
        try:
            return not transport.auth_password(self._address.user, secret.reveal())
        except BadAuthenticationType as error:
            raise RefusedError(
                f"{self._address.host} takes no password from {self._address.user}, only "
                f"{' or '.join(error.allowed_types)}."
            ) from None
        except AuthenticationException:
            # `from None`: what the library has on its stack stays there.
            return False

    def _broken(self, error: BaseException) -> LineError:
        text = str(error) or type(error).__name__
        return LineError(f"The line to {self._address.host} broke while logging in ({text}).")


def _key_from(file: Path, secret: Secret | None) -> PKey:
    """Return the key of a file that a secret opens."""
    # It is bytes that the library wants, whatever it declares.
    passphrase = cast("str | None", secret.reveal().encode() if secret else None)
    return PKey.from_path(file, passphrase)
