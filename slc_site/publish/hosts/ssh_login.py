"""Into an SSH host: first it shows that it is the host, then we show who we are.

The way there may lead through other hosts (`ProxyJump`); each shows that it is who it should be, too, and
none of them can read what goes on to the next.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock

from paramiko import AuthenticationException, BadAuthenticationType, Channel, PKey, SSHException, Transport
from paramiko.common import OPEN_FAILED_CONNECT_FAILED
from paramiko.ssh_exception import ChannelException, IncompatiblePeer

from slc_site.publish.asking import Asks
from slc_site.publish.host import LineError, RefusedError, UntrustedError
from slc_site.publish.hosts.known_hosts import KnownHosts, as_written, kind_of
from slc_site.publish.hosts.ssh_config import Settings, settings_of
from slc_site.publish.hosts.ssh_keys import OwnKeys
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address

PATIENCE = 30.0
"""Seconds without a word after which a line counts as broken."""


def login_to(
    address: Address, asks: Asks, known: KnownHosts, passing: frozenset[tuple[str, int | None]] = frozenset()
) -> Login:
    """Return how an account is reached, by what the address and this computer's SSH settings say.

    Args:
        address: The host and the user; its option `key` names a key file.
        asks: Who can be asked.
        known: Which keys hosts have shown before.
        passing: The hosts that the way already leads to; it does not lead through them again.

    Raises:
        RefusedError: nobody says who logs in, or the settings cannot be followed.
    """
    settings = settings_of(address)
    # `Host *` in the settings means the hosts on the way, too: they are not reached through themselves.
    hops = [hop for hop in settings.jumps if _end(hop) not in passing | {_end(address)}]
    beyond = passing | {_end(address)} | {_end(hop) for hop in hops}
    through: Login | None = None
    for hop in hops:
        if through is None:
            through = login_to(hop, asks, known, beyond)
        else:
            through = Login(hop, settings_of(hop), asks, known, through, environment=None)
    # The password that stands in the environment is for who is published to, and nobody on the way.
    return Login(address, settings, asks, known, through, environment=None if passing else os.environ)


def _end(address: Address) -> tuple[str, int | None]:
    return address.host, address.port


class Login:
    """How one account is reached: what was asked for the first line holds for all."""

    def __init__(
        self,
        address: Address,
        settings: Settings,
        asks: Asks,
        known: KnownHosts,
        through: Login | None,
        *,
        environment: Mapping[str, str] | None,
    ) -> None:
        """Nothing is reached yet; see `login_to`.

        Args:
            address: What was typed.
            settings: What that means on this computer.
            asks: Who can be asked.
            known: Which keys hosts have shown before.
            through: The host that the way leads through; None: there is none.
            environment: The variables in which a password may stand; None: none is for this account.

        Raises:
            RefusedError: nobody says who logs in.
        """
        if not settings.user:
            raise RefusedError(
                f"Nobody says who logs in at {address.host}.",
                f"Write it like `sftp://NAME@{address.host}/…`, or put `User NAME` below "
                f"`Host {address.host}` in .ssh/config.",
            )
        self.address = replace(address, user=settings.user)
        """What was typed, with who logs in."""
        self._settings = settings
        self._asks = asks
        self._known = known
        self._through = through
        self._passwords = Passwords(self.address, asks, environment=environment)
        self._keys = OwnKeys(address.option("key"), settings, asks)
        self._first = Lock()
        self._host_key: PKey | None = None
        self._own_key: PKey | None = None

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
        transport = self._begun()
        transport.banner_timeout = transport.auth_timeout = PATIENCE
        kinds = (
            *((self._host_key.get_name(),) if self._host_key else ()),
            *self._known.of(*self._settings.known_as).kinds,
        )
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
                f"{self.address.host} and this program know no common way to keep what is sent secret.",
                "Its SSH may be very old. Ask whoever runs it.",
            ) from error
        except (SSHException, OSError, EOFError) as error:
            transport.close()
            raise self._broken(error) from error
        transport.set_keepalive(15)
        return transport

    def _begun(self) -> Transport:
        host, port = self._settings.host, self._settings.port
        if self._through is None:
            try:
                return Transport(socket.create_connection((host, port), timeout=PATIENCE))
            except OSError as error:
                raise LineError(
                    f"{self._shown} does not answer ({error.strerror or error}).",
                    "Is the name right, and is there a connection? "
                    "Some schools' networks let nothing out here.",
                ) from error
        way = self._through.open()
        try:
            channel = way.open_channel("direct-tcpip", (host, port), ("127.0.0.1", 0), timeout=PATIENCE)
        except (SSHException, OSError, EOFError) as error:
            way.close()
            between = self._through.address.host
            if isinstance(error, ChannelException) and error.code == OPEN_FAILED_CONNECT_FAILED:
                raise LineError(
                    f"{self._shown} does not answer {between}, through which the way leads."
                ) from error
            if isinstance(error, ChannelException):
                raise RefusedError(
                    f"{between} does not lead on to {self._shown} ({error.text}).",
                    "Ask whoever runs the hosts which way pages are brought there.",
                ) from error
            raise LineError(f"The line to {between}, on the way to {self._shown}, broke.") from error
        return _Onward(channel, way)

    @property
    def _shown(self) -> str:
        """What the host is called in messages: as it was typed, and as the settings have it."""
        typed, meant = self.address.host, self._settings.host
        return typed if typed == meant else f"{typed} ({meant})"

    def _check(self, shown: PKey) -> None:
        """Raise unless the host has the key that it should have."""
        host, port = self._settings.known_as
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
        user = self.address.user
        try:
            transport.auth_none(user)
            return True
        except BadAuthenticationType as error:
            ways = error.allowed_types
        except AuthenticationException:
            ways = ["publickey", "password"]
        if "publickey" in ways and not (self._passwords.is_in_environment and "password" in ways):
            for key in self._keys if self._own_key is None else (self._own_key,):
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
                f"{self.address.host} lets in {user} only by a key, and knows none of this computer's keys.",
                "Name the key file: `sftp://…?key=~/.ssh/NAME`. Its public part has to be at the host.",
            )
        return False

    def _lets_in_by_password(self, transport: Transport, secret: Secret) -> bool:
        try:
            return not transport.auth_password(self.address.user, secret.reveal())
        except BadAuthenticationType as error:
            raise RefusedError(
                f"{self.address.host} takes no password from {self.address.user}, only "
                f"{' or '.join(error.allowed_types)}."
            ) from None
        except AuthenticationException:
            # `from None`: what the library has on its stack stays there.
            return False

    def _broken(self, error: BaseException) -> LineError:
        text = str(error) or type(error).__name__
        return LineError(f"The line to {self.address.host} broke while logging in ({text}).")


class _Onward(Transport):
    """A line that goes through another one, and ends it with itself."""

    def __init__(self, channel: Channel, way: Transport) -> None:
        super().__init__(channel)
        self._way = way

    def close(self) -> None:
        """Hang up, all the way back."""
        super().close()
        self._way.close()
