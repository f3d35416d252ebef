"""What this computer's own SSH settings say of a host: where `ssh school` gets to, `sftp://school/…` gets to.

Read here, and not by paramiko's `SSHConfig`: that one runs what stands after `Match exec`, looks names up on
its own, and passes over `Include`. Here nothing is ever run and nobody is asked: what hangs on a command does
not hold, and a host that is reached by one is refused.
"""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from slc_site.publish.host import RefusedError
from slc_site.publish.targets import Address

_USUAL_PORT = 22
_DEEPEST = 16
"""How deep one file may include another, as in OpenSSH."""
_ONCE = frozenset({"hostname", "port", "user", "identitiesonly", "hostkeyalias"})
"""Settings that are one word, and of which the first one holds."""
_LINE = re.compile(r"([A-Za-z]+)(?:\s*=\s*|\s+)(.+)")
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_TOKEN = re.compile(r"%(.?)")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a host is reached."""

    host: str
    """Its name or number on the network."""
    port: int
    user: str
    """Empty: nobody says."""
    known_as: tuple[str, int]
    """The name and port under which its key is known."""
    keys: tuple[Path, ...] | None = None
    """Key files, any of which may be missing; None: the usual ones."""
    only_these_keys: bool = False
    """No others, even if an agent has some."""
    jumps: tuple[Address, ...] = ()
    """The hosts on the way, the first of which is reached first."""


def settings_of(address: Address, files: tuple[Path, ...] | None = None) -> Settings:
    """Return how an address is reached; what it says itself comes before what any file says.

    Args:
        address: Of an SSH host, or of the settings' name for one.
        files: Where the settings stand, the first to say something being right; they need not exist.
            None: where OpenSSH has them.

    Raises:
        RefusedError: the settings cannot be followed.
    """
    found = _Reading(address)
    for file in _of_openssh() if files is None else files:
        found.read(file, file.parent)
    return found.settings()


@dataclass
class _Reading:
    """What has been found for one host so far."""

    address: Address
    said: dict[str, list[str]] = field(default_factory=dict)
    """By the setting's name in lower case; the first one holds, and of key files all."""

    def read(self, file: Path, home: Path, depth: int = 0) -> None:
        """Take up what a file says of the host; what it includes is seen from `home`."""
        holds = True
        for keyword, words in _settings_in(file):
            if keyword == "host":
                holds = _fits(words, self.address.host)
            elif keyword == "match":
                holds = self._matches(words)
            elif keyword == "include" and holds and depth < _DEEPEST:
                for word in words:
                    for included in _globbed(home / Path(word).expanduser()):
                        self.read(included, home, depth + 1)
            elif holds:
                self._take(keyword, words)

    def _take(self, keyword: str, words: list[str]) -> None:
        if keyword == "identityfile":
            self.said.setdefault(keyword, []).extend(words[:1])
        elif keyword in ("proxyjump", "proxycommand"):
            # Whichever comes first holds, and the other one does not any more.
            if "proxyjump" not in self.said and "proxycommand" not in self.said:
                self.said[keyword] = words
        elif keyword in _ONCE:
            self.said.setdefault(keyword, words[:1])

    def _matches(self, words: list[str]) -> bool:
        """Whether all conditions hold; one that hangs on a command, or that is not known here, does not."""
        left = iter(words)
        for word in left:
            is_not, kind = word.startswith("!"), word.removeprefix("!").lower()
            if kind == "all":
                holds = True
            elif kind == "canonical":
                holds = False  # names are never looked up to be rewritten
            elif kind in ("host", "originalhost", "user", "localuser"):
                holds = _fits(next(left, "").split(","), self._compared(kind))
            else:
                return False
            if holds == is_not:
                return False
        return True

    def _compared(self, kind: str) -> str:
        if kind == "host":
            return self._first("hostname") or self.address.host
        if kind == "originalhost":
            return self.address.host
        return self._user or _local_user() if kind == "user" else _local_user()

    def _first(self, keyword: str) -> str:
        return (self.said.get(keyword) or [""])[0]

    @property
    def _user(self) -> str:
        return self.address.user or self._first("user")

    def settings(self) -> Settings:
        """Return all of it, with what stands for something else filled in."""
        typed = self.address.host
        port = self.address.port or self._port()
        tokens = {"%": "%", "n": typed, "h": typed, "p": str(port), "r": self._user}
        host = _filled(self._first("hostname"), tokens, typed) or typed
        tokens |= {"h": host, "d": str(Path.home()), "u": _local_user()}
        alias = self._first("hostkeyalias")
        keys = self.said.get("identityfile")
        return Settings(
            host=host,
            port=port,
            user=self._user,
            known_as=(_filled(alias, tokens, typed), _USUAL_PORT) if alias else (host, port),
            keys=None
            if keys is None
            else tuple(
                Path(_filled(key, tokens, typed)).expanduser() for key in keys if key.lower() != "none"
            ),
            only_these_keys=self._first("identitiesonly").lower() == "yes",
            jumps=self._jumps(tokens),
        )

    def _port(self) -> int:
        said = self._first("port")
        if not said:
            return _USUAL_PORT
        if not said.isascii() or not said.isdigit() or not 0 < int(said) < 65536:
            raise RefusedError(
                f"Your SSH settings give {self.address.host} the port {said}, which is none.",
                f"Look for `Port {said}` in .ssh/config.",
            )
        return int(said)

    def _jumps(self, tokens: Mapping[str, str]) -> tuple[Address, ...]:
        typed = self.address.host
        if self._first("proxycommand").lower() not in ("", "none"):
            raise RefusedError(
                f"Your SSH settings reach {typed} by a command of their own (`ProxyCommand`). "
                "slc does not run it.",
                f"Below `Host {typed}` in .ssh/config, write `ProxyJump NAME` if the way goes through "
                "another host, or `ProxyCommand none` if it needs no way round.",
            )
        said = "".join(self.said.get("proxyjump", ()))  # there may be spaces behind the commas
        if said.lower() in ("", "none"):
            return ()
        return tuple(_hop(hop, typed) for hop in _filled(said, tokens, typed).split(","))


def _hop(said: str, for_host: str) -> Address:
    try:
        parts = urlsplit(f"ssh://{said.removeprefix('ssh://')}")
        if parts.hostname:
            return Address("sftp", host=parts.hostname, port=parts.port, user=parts.username or "")
    except ValueError:
        pass  # a port that is none, or a bracket that is never closed: said below
    raise RefusedError(
        f"Your SSH settings reach {for_host} by way of `{said}`, which is no name of a host.",
        "`ProxyJump` in .ssh/config is written like `room12@gate.example:22`.",
    )


def _filled(text: str, tokens: Mapping[str, str], for_host: str) -> str:
    """Return a setting with what its tokens stand for."""

    def meant(token: re.Match[str]) -> str:
        if token[1] in tokens:
            return tokens[token[1]]
        raise RefusedError(
            f"Your SSH settings say `{text}` for {for_host}, and slc cannot tell what {token[0]} stands for.",
            f"Write it out in .ssh/config, or put a `Host {for_host}` of its own above it.",
        )

    return _TOKEN.sub(meant, text)


def _settings_in(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the settings of a file, each with what is said after it; nothing if there is no such file."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        if found := _LINE.fullmatch(line.strip()):
            yield found[1].lower(), list(_words(found[2]))


def _words(text: str) -> Iterator[str]:
    """Yield the words of a line, those in quotes being one; what follows a `#` is a remark."""
    for quoted, plain in _WORD.findall(text):
        if plain.startswith("#"):
            return
        yield plain or quoted


def _fits(patterns: list[str], name: str) -> bool:
    """Whether a name fits one of some patterns, and none of those that begin with `!`."""
    fits = False
    for pattern in patterns:
        bare = re.escape(pattern.removeprefix("!").lower()).replace(r"\*", ".*").replace(r"\?", ".")
        if re.fullmatch(bare, name.lower()):
            if pattern.startswith("!"):
                return False
            fits = True
    return fits


def _globbed(path: Path) -> list[Path]:
    # a root has no name, and nothing to be searched for
    return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)))) if path.name else []


def _local_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""  # an account without a name, as in some containers


def _of_openssh() -> tuple[Path, ...]:
    if sys.platform == "win32":
        machine = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "ssh" / "ssh_config"
    else:
        machine = Path("/etc/ssh/ssh_config")
    return Path.home() / ".ssh" / "config", machine
