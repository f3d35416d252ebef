"""FTPS, and FTP: files over the oldest of all ways, with TLS that is checked, or in the clear.

There is a trap in FTP: when a line for data breaks, a host may take what came so far for the whole file. So
the size is looked at before a file is put in its place.
"""

from __future__ import annotations

import ftplib
import io
import posixpath
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from slc_site.publish.asking import Asks
from slc_site.publish.host import Content, Host, RefusedError, beside
from slc_site.publish.hosts import turns
from slc_site.publish.hosts.ftp_client import connected, features, logged_in, received, sent
from slc_site.publish.hosts.ftp_data import received_on_a_line, sent_on_a_line
from slc_site.publish.hosts.ftp_lists import Listed, for_people, for_programs
from slc_site.publish.hosts.ftp_words import NO_SPACE, in_plain_words
from slc_site.publish.secrets import Passwords, Secret
from slc_site.publish.targets import Address

_UNKNOWN = ("500", "502", "504")
"""The host does not know this command."""


def opener(address: Address, asks: Asks, state: Path) -> Callable[[], Host]:
    """Return what opens lines to a host.

    Args:
        address: Where to; the option `mode` may be `active`.
        asks: Who can be asked.
        state: Not used: there is nothing to keep.
    """
    if not address.user:
        raise RefusedError(
            "This address does not say who logs in.",
            f"Write it like `{address.scheme}://NAME@{address.host}/…`.",
        )
    if address.option("mode", "passive") not in ("passive", "active"):
        raise RefusedError(
            "FTP has two modes: `mode=passive`, which is meant if nothing is said, and active."
        )
    passwords = Passwords(address, asks)

    def open_line() -> Host:
        # The host shows who it is before anybody is asked for a password.
        spare: list[ftplib.FTP] = [connected(address)]

        def opens(secret: Secret) -> ftplib.FTP | None:
            client = spare.pop() if spare else connected(address)
            return client if logged_in(client, address.user, secret) else None

        try:
            client = passwords.let_in(opens)
        finally:
            for unused in spare:
                unused.close()
        return Ftp(client, address)

    return open_line


class Ftp:
    """A folder at an FTP host."""

    def __init__(self, client: ftplib.FTP, address: Address) -> None:
        """Look at what the host can do.

        Args:
            client: A control line that is logged in; it is closed with this.
            address: What was typed.
        """
        self._client = client
        self._address = address
        self._renames_over = True
        with self._talking(""):
            self._features = features(client)
            home = received(client.pwd())
        typed = address.path.removeprefix("/")
        if typed == "~" or typed.startswith("~/"):
            typed = typed[1:].lstrip("/")
        # Two slashes say that it is not seen from where one is after logging in.
        self._folder = (
            posixpath.join(home or "/", typed.rstrip("/") or ".") if typed.strip("/") else home or "/"
        )

    # -- what a host has to be able to do -----------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        with self._talking(name):
            try:
                return received_on_a_line(self._client, f"RETR {self._at(name)}")
            except ftplib.error_perm:
                if self.has(name):
                    raise
                return None

    def names(self) -> Mapping[str, int]:
        """Return all files below the folder and their sizes in bytes; links are not followed."""
        found: dict[str, int] = {}
        folders = [""]
        with self._talking(""):
            if not self._is_folder(""):
                return found
            while folders:
                folder = folders.pop()
                try:
                    entries = self._listed(folder)
                except ftplib.error_perm:
                    if not folder:
                        raise
                    continue  # of somebody else, who lets nobody look
                for listed in entries:
                    name = posixpath.join(folder, listed.name)
                    if listed.is_folder:
                        folders.append(name)
                    else:
                        found[name] = listed.size
        return found

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all."""
        temporary = beside(name)
        with (
            io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file,
            self._talking(name),
        ):
            try:
                try:
                    size = sent_on_a_line(self._client, f"STOR {self._at(temporary)}", file)
                except (ftplib.error_perm, ftplib.error_temp) as error:
                    if str(error)[:3] in NO_SPACE:
                        raise
                    # Most often its folder is missing; hosts do not say so.
                    self._make_folders(posixpath.dirname(temporary))
                    file.seek(0)
                    size = sent_on_a_line(self._client, f"STOR {self._at(temporary)}", file)
                arrived = self._size(temporary)
                if arrived is not None and arrived != size:
                    raise RefusedError(
                        f"{self._address.host} kept only {arrived} of {size} bytes of {name}.",
                        "Is there space left on the host? The account's page of the host shows it.",
                    )
                self._rename(temporary, name)
            except (ftplib.error_perm, ftplib.error_temp, RefusedError):
                with suppress(ftplib.error_perm, ftplib.error_temp):
                    self._client.sendcmd(f"DELE {self._at(temporary)}")
                raise

    def remove(self, name: str) -> None:
        """Take a file away, if it is there, and the folders that are empty then."""
        with self._talking(name):
            try:
                self._client.sendcmd(f"DELE {self._at(name)}")
            except ftplib.error_perm:
                if self.has(name):
                    raise
            above = posixpath.dirname(name)
            while above:
                try:
                    # Looked at first: there are hosts that remove folders with all that is in them.
                    if not self._is_folder(above) or self._entries(above):
                        return
                    self._client.sendcmd(f"RMD {self._at(above)}")
                except ftplib.error_perm:
                    return
                above = posixpath.dirname(above)

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands, in a step that only one of two can do; say if it was us."""
        return turns.create(self, name, content)

    def settle(self) -> None:
        """All is seen already."""

    def close(self) -> None:
        """Hang up; never raises."""
        with suppress(OSError):
            self._client.close()

    # -- turns --------------------------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether a file stands there."""
        with self._talking(name):
            try:
                return self._client.sendcmd(f"SIZE {self._at(name)}").startswith("213")
            except ftplib.error_perm as error:
                if str(error)[:3] not in _UNKNOWN:
                    return False
            folder, _, last = name.rpartition("/")
            return self._is_folder(folder) and any(
                listed.name == last and not listed.is_folder for listed in self._listed(folder)
            )

    def has_folder(self, name: str) -> bool:
        """Whether a folder stands there."""
        with self._talking(name):
            return self._is_folder(name)

    def make_folder(self, name: str) -> bool:
        """Make a folder, in one step; False: there is something of that name already."""
        with self._talking(name):
            self._make_folders("")
            try:
                self._client.sendcmd(f"MKD {self._at(name)}")
                return True
            except ftplib.error_perm:
                return False  # hosts say nothing more of why

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder, if it is there."""
        with self._talking(name), suppress(ftplib.error_perm):
            self._client.sendcmd(f"RMD {self._at(name)}")

    # -- in pieces ----------------------------------------------------------------------------------------

    def _at(self, name: str) -> str:
        return sent(posixpath.join(self._folder, name) if name else self._folder)

    def _is_folder(self, name: str) -> bool:
        try:
            self._client.sendcmd(f"CWD {self._at(name)}")
            return True
        except ftplib.error_perm:
            return False

    def _listed(self, folder: str) -> list[Listed]:
        """Return the files and folders in a folder that is there."""
        lines = self._entries(folder)
        parse = for_programs if "MLST" in self._features else for_people
        return [found for found in map(parse, lines) if found is not None]

    def _entries(self, folder: str) -> list[str]:
        """Return the lines about what is in a folder, without those about itself and the one above."""
        if "MLST" in self._features:
            lines = self._lines(f"MLSD {self._at(folder)}")
            return [line for line in lines if line.partition(" ")[2] not in (".", "..")]
        # From inside the folder: its name may have characters that mean something to a list.
        self._client.sendcmd(f"CWD {self._at(folder)}")
        lines = []
        with suppress(ftplib.error_perm, ftplib.error_temp):
            lines = self._lines("LIST -a")  # those with a dot before them, too
        if not lines:
            lines = self._lines("LIST")
        return [
            line
            for line in lines
            if line.strip() and line.split()[-1] not in (".", "..") and line[:6] != "total "
        ]

    def _lines(self, command: str) -> list[str]:
        return received_on_a_line(self._client, command).decode("utf-8", "backslashreplace").splitlines()

    def _size(self, name: str) -> int | None:
        """Return the size of a file; None: the host does not tell."""
        try:
            return self._client.size(self._at(name))
        except ftplib.error_perm as error:
            if str(error)[:3] in _UNKNOWN:
                folder, _, last = name.rpartition("/")
                return {listed.name: listed.size for listed in self._listed(folder)}.get(last)
            raise

    def _make_folders(self, folder: str) -> None:
        """Make a folder and those above it, as far as they are missing."""
        if self._is_folder(folder):
            return
        parts = posixpath.join(self._folder, folder).rstrip("/").split("/")
        for step in ("/".join(parts[:count]) for count in range(1, len(parts) + 1)):
            if step:
                with suppress(ftplib.error_perm):
                    self._client.sendcmd(f"MKD {sent(step)}")

    def _rename(self, old: str, new: str) -> None:
        if self._renames_over:
            try:
                self._client.rename(self._at(old), self._at(new))
                return
            except ftplib.error_perm:
                if not self.has(new):
                    raise
                self._renames_over = False
        # This host does not rename over what is there: for a moment nothing is there, but never a half.
        with suppress(ftplib.error_perm):
            self._client.sendcmd(f"DELE {self._at(new)}")
        self._client.rename(self._at(old), self._at(new))

    def _talking(self, name: str) -> AbstractContextManager[None]:
        return in_plain_words(self._address.host, name or self._address.path or "the folder")
