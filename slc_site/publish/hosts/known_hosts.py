"""Which key an SSH host has shown before.

Read from where `ssh` keeps it, and from a file of our own, the only one that is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from paramiko import HostKeys, PKey, SSHException
from paramiko.hostkeys import HostKeyEntry, InvalidHostKey

_KINDS = {"ssh-ed25519": "Ed25519 key", "ssh-rsa": "RSA key"}


@dataclass(frozen=True)
class Known:
    """What is known of one host."""

    keys: tuple[PKey, ...]
    """Any of these is the host's."""
    revoked: tuple[PKey, ...]
    """None of these is believed."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds of its keys, as in SSH's protocol."""
        return tuple(dict.fromkeys(key.get_name() for key in self.keys))


class KnownHosts:
    """The files of known hosts: the user's, the computer's, ours."""

    def __init__(self, own: Path, others: tuple[Path, ...] | None = None) -> None:
        """Nothing is read yet.

        Args:
            own: Our file; it need not exist.
            others: The other ones; None: where OpenSSH has them.
        """
        self.own = own
        self._others = _of_openssh() if others is None else others

    def of(self, host: str, port: int) -> Known:
        """Return what is known of a host."""
        name = as_written(host, port)
        keys: list[PKey] = []
        revoked: list[PKey] = []
        for file in (self.own, *self._others):
            for marker, entry in _entries(file):
                if entry.key is not None and any(_is_for(written, name) for written in entry.hostnames or ()):
                    (revoked if marker == "@revoked" else keys).append(entry.key)
        return Known(tuple(keys), tuple(revoked))

    def keep(self, host: str, port: int, key: PKey) -> None:
        """Believe this key from now on."""
        self.own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.own.open("a", encoding="utf-8") as file:
            file.write(f"{as_written(host, port)} {key.get_name()} {key.get_base64()}\n")


def as_written(host: str, port: int) -> str:
    """Return a host's name as these files have it."""
    return host if port == 22 else f"[{host}]:{port}"


def kind_of(key: PKey) -> str:
    """Return what a person calls this kind of key."""
    name = key.get_name()
    return _KINDS.get(name, "ECDSA key" if name.startswith("ecdsa") else f"{name} key")


def _of_openssh() -> tuple[Path, ...]:
    if sys.platform == "win32":
        machine = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "ssh" / "ssh_known_hosts"
    else:
        machine = Path("/etc/ssh/ssh_known_hosts")
    home = Path.home() / ".ssh"
    return home / "known_hosts", home / "known_hosts2", machine


def _entries(file: Path) -> Iterator[tuple[str, HostKeyEntry]]:
    """Yield the lines that can be read, each with its marker, if any."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in map(str.strip, lines):
        marker, _, rest = line.partition(" ") if line.startswith("@") else ("", "", line)
        # a key that signs other keys is no host's own
        if not rest or rest.startswith("#") or marker == "@cert-authority":
            continue
        try:
            entry = HostKeyEntry.from_line(rest.strip())
        except (InvalidHostKey, SSHException, ValueError):
            continue
        if entry is not None:
            yield marker, entry


def _is_for(written: str, name: str) -> bool:
    if written.startswith("|1|"):
        return HostKeys.hash_host(name, written) == written
    return written.lower() == name.lower()
