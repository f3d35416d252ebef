"""Where to publish to: what a teacher types, taken apart; and which module knows how to get there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from slc_site.problems import did_you_mean, nearest
from slc_site.publish.asking import Asks
from slc_site.publish.host import Host, RefusedError

Opener = Callable[[], Host]
"""Opens one more line to a host. The first one asks what has to be asked; the others ask nothing."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_LIKE_SCP = re.compile(r"[^\s/\\:@]+@[^\s/\\:]+:.*")
_TOKEN = re.compile(r"(gh[a-z]_|github_pat_|glpat-)")
"""How what opens an account begins, where it stands in the place of a name."""
_SECRET_OPTIONS = re.compile(r"pass|pw|secret|token|credential", re.IGNORECASE)


class AddressError(ValueError):
    """What was typed is no place to publish to; the message is a sentence, without secrets."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """What to type instead."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place to publish to. There is never a secret in it."""

    scheme: str
    """A key of `KINDS`."""
    path: str = ""
    """A folder or file of this computer, whole (`folder`, `zip`); the folder at the host, unquoted and as it
    was typed, from the slash on (`/public_html/room12`, `/~/site`); what stands below the bucket, after a
    slash (`s3`); the remote (`git`)."""
    host: str = ""
    """Its name or number, in lower case; the bucket (`s3`)."""
    port: int | None = None
    user: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """What was typed after the question mark; only keys that the kind knows."""
    branch: str = ""
    """Of a git remote."""
    name: str = field(default="", compare=False)
    """What class.yml calls it; empty: it was typed as it is."""

    @classmethod
    def parse(cls, text: str, base: Path) -> Address:
        """Take apart what was typed; what is a folder or file of this computer is seen from `base`.

        Raises:
            AddressError: it is none, or there is a password in it.
        """
        typed = text.strip()
        if not typed or not typed.isprintable():
            raise AddressError("This is no place to publish to.", "Write a folder, or an address.")
        for scheme, from_text in (("zip", _zip), ("git", _git)):
            if typed.startswith(f"{scheme}:"):
                return from_text(typed.removeprefix(f"{scheme}:"), base)
        found = _SCHEME.match(typed)
        if found:
            return _from_url(found[1].lower(), typed, base)
        if _LIKE_SCP.fullmatch(typed) and not (base / typed).exists():
            who, _, path = typed.partition(":")
            # As `scp` means it: seen from where one comes in, unless it begins with a slash.
            folder = path if path.startswith("/") else "/~/" + path.removeprefix("~").lstrip("/")
            instead = f"sftp://{who}{folder}"
            raise AddressError(f"I cannot tell how to reach {who}.", f"Write `{instead}`.")
        return cls("folder", _local(typed, base))

    @property
    def shown(self) -> str:
        """How it is shown, as it could be typed."""
        if self.scheme == "folder":
            return self.path
        if self.scheme == "zip":
            return f"zip:{self.path}"
        if self.scheme == "git":
            return f"git:{self.path}{f'#{self.branch}' if self.branch else ''}"
        user = f"{_quoted(self.user, '%@:/?#')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port is not None else ""
        asked = "&".join(f"{key}={_quoted(value, '%&#')}" for key, value in self.options)
        return f"{self.scheme}://{user}{host}{port}{_quoted(self.path, '%?#')}{f'?{asked}' if asked else ''}"

    def __str__(self) -> str:
        return self.shown

    @property
    def kind(self) -> Kind:
        """What is known of places of this kind."""
        return KINDS[self.scheme]

    def option(self, key: str, otherwise: str = "") -> str:
        """Return what was typed for an option."""
        return dict(self.options).get(key, otherwise)


def address_of(text: str, named: Mapping[str, str], root: Path, here: Path) -> Address:
    """Return the place that is meant by what was typed: a name of `named`, or an address.

    Args:
        text: What was typed.
        named: What class.yml says below `publish`; folders there are seen from `root`.
        root: The class's folder.
        here: What folders that were typed are seen from.

    Raises:
        AddressError: it is neither.
    """
    word = text.strip()
    if word in named:
        return replace(Address.parse(named[word], root), name=word)
    is_word = not re.search(r"[/\\:]", word) and word not in (".", "..")
    if is_word and word and not (here / word).exists():
        raise AddressError(
            f"class.yml names no place `{word}` below `publish`, and there is no folder of that name.",
            did_you_mean(word, named) or f"For a new folder, write `./{word}`.",
        )
    return Address.parse(word, here)


def _quoted(text: str, signs: str) -> str:
    """Return a part of an address in which some signs are told from those between the parts."""
    return "".join(f"%{ord(char):02X}" if char in signs else char for char in text)


def _local(typed: str, base: Path) -> str:
    """Return the whole path of a folder or file of this computer."""
    return str((base / Path(typed).expanduser()).resolve())


def _zip(rest: str, base: Path) -> Address:
    if not rest or rest.endswith(("/", "\\")):
        raise AddressError(
            "I do not know which file the zip is to be.", "Write it like `zip:../room-12.zip`."
        )
    return Address("zip", _local(rest.removeprefix("//"), base))


def _git(rest: str, base: Path) -> Address:
    remote, _, branch = rest.partition("#")
    if not remote:
        raise AddressError("I do not know which git remote is meant.", "Write it like `git:ADDRESS#BRANCH`.")
    if _SCHEME.match(remote):
        _refuse_secrets(_split(remote))
    elif not _LIKE_SCP.fullmatch(remote):
        remote = _local(remote, base)
    if remote.startswith("-") or branch.startswith("-"):
        raise AddressError("Neither a git remote nor a branch begins with a dash.")
    return Address("git", remote, branch=branch)


def _from_url(scheme: str, typed: str, base: Path) -> Address:
    scheme = ALIASES.get(scheme, scheme)
    parts = _split(typed)
    if scheme == "file":
        return Address("folder", _local(unquote(parts.path), base))
    if scheme in ("http", "https"):
        raise AddressError(
            f"{scheme} is how people look at a site; nothing can be put there by it.",
            "Ask whoever runs the web space for its SFTP, FTPS or WebDAV address; "
            "WebDAV is written `webdavs://…`.",
        )
    if scheme not in KINDS or scheme in ("folder", "zip", "git"):
        known = [name for name in KINDS if name != "folder"]
        near = nearest(scheme, known)
        hint = f"Did you mean `{near}`?" if near else f"I know {', '.join(known)}, and folders."
        raise AddressError(f"I do not know how to publish by {scheme}.", hint)
    _refuse_secrets(parts)
    try:
        port = parts.port
        # It is no form of a page, where a plus would be a blank: a key file may have one in its name.
        query = parts.query.replace("+", "%2B")
        options = tuple(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))
    except ValueError:
        raise AddressError(
            "I cannot read this address.", f"Write it like `{KINDS[scheme].example}`."
        ) from None
    if not parts.hostname:
        raise AddressError(
            "There is no name of a host in this address.", f"Write it like `{KINDS[scheme].example}`."
        )
    for key, _ in options:
        if key not in KINDS[scheme].options:
            raise AddressError(
                f"An address by {scheme} has no `{key}`.", did_you_mean(key, KINDS[scheme].options) or ""
            )
    # a bucket is not the name of a computer, and may have capitals at some hosts
    host = parts.netloc.rpartition("@")[2] if scheme == "s3" else parts.hostname
    path = unquote(parts.path)
    if "\0" in path or any(part in (".", "..") for part in path.split("/")):
        raise AddressError("A folder at a host is written whole, without `..`.")
    return Address(scheme, path, host, port, unquote(parts.username or ""), options)


def _split(typed: str) -> SplitResult:
    try:
        return urlsplit(typed)
    except ValueError:
        raise AddressError(
            "I cannot read this address.", "Write it like `sftp://room12@host.example/site`."
        ) from None


def _refuse_secrets(parts: SplitResult) -> None:
    """Raise if there is something in an address that only its owner may know; say nothing of it."""
    asked = [key for key, value in parse_qsl(parts.query) if value and _SECRET_OPTIONS.search(key)]
    nested = [value for _, value in parse_qsl(parts.query) if "@" in value and "://" in value]
    if parts.password is not None or asked or nested or _TOKEN.match(parts.username or ""):
        raise AddressError(
            "There is a password in this address, where others can read it. It was not used.",
            "Leave it out: you are asked for it. If this address was saved or sent anywhere, "
            "change the password.",
        )


class _HostModule(Protocol):
    """What each module in `hosts` has."""

    def opener(self, address: Address, asks: Asks, state: Path) -> Opener:
        """Return what opens lines. Nothing is reached yet, and nobody is asked before a line is opened.

        `state` is a private folder of this computer, for all targets together; it may not exist yet.
        """
        ...


def opener(address: Address, asks: Asks, state: Path) -> Opener:
    """Return what opens lines to a place; nothing is reached yet.

    Raises:
        RefusedError: a library is missing.
    """
    kind = address.kind
    try:
        module = import_module(f"slc_site.publish.hosts.{kind.module}")
    except ModuleNotFoundError as error:
        if not kind.extra or (error.name or "").startswith("slc_site"):
            raise
        raise RefusedError(
            f"To publish by {address.scheme}, slc needs one more library, {error.name}.",
            f'Type: pip install "slc-site[{kind.extra}]"',
        ) from error
    return cast("_HostModule", module).opener(address, asks, state)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of all places of one kind."""

    module: str
    """In `hosts`; imported when it is used. It has `opener`, see `_HostModule`."""
    example: str
    options: frozenset[str] = frozenset()
    """What may stand after the question mark."""
    extra: str = ""
    """Which extra of ours installs the library that the module imports; empty: it needs none."""
    lines: int = 4
    """How many lines are open at the same time, at the most."""
    at_once: bool = False
    """Nothing of a publish is to be seen before `settle`, and all of it then."""
    in_clear: bool = False
    """Everybody on the way can read what is sent, passwords as well."""
    is_web: bool = True
    """What is put there can as a rule be seen on the web at once."""


ALIASES = {"ftpes": "ftps", "dav": "webdav", "davs": "webdavs", "ssh": "sftp"}
_FTP_OPTIONS = frozenset({"mode"})
KINDS: dict[str, Kind] = {
    "folder": Kind("folder", "../upload", is_web=False),
    "zip": Kind("zip", "zip:../room-12.zip", lines=1, at_once=True, is_web=False),
    "sftp": Kind("sftp", "sftp://room12@host.example/public_html", frozenset({"key"}), "sftp"),
    "ftps": Kind("ftps", "ftps://room12@host.example/public_html", _FTP_OPTIONS),
    "ftpis": Kind("ftps", "ftpis://room12@host.example/public_html", _FTP_OPTIONS),
    "ftp": Kind("ftps", "ftp://room12@host.example/public_html", _FTP_OPTIONS, in_clear=True),
    "webdavs": Kind("webdav", "webdavs://room12@host.example/dav/site", extra="webdav"),
    "webdav": Kind("webdav", "webdav://room12@host.example/dav/site", extra="webdav", in_clear=True),
    "s3": Kind(
        "s3", "s3://bucket/room12?endpoint=https://s3.example", frozenset({"endpoint", "region"}), "s3"
    ),
    "git": Kind("git", "git:git@git.example:school/room12.git#pages", lines=1, at_once=True, is_web=False),
}
"""By what an address begins with."""
