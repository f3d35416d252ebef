"""SFTP: files over SSH. What a school's host has most often.

A file costs three waits: to open it, to have written and closed it (in one breath), to have it renamed; small
ones share them (`sftp_together`). Whatever can be asked in one breath is, and nothing is taken for done that
was not answered: a name is given only to a file that the host says is whole.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import stat
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from paramiko import Channel, SSHException, Transport

from slc_site.publish.asking import Asks
from slc_site.publish.host import Content, Host, LineError, RefusedError, beside
from slc_site.publish.hosts import sftp_wire as wire
from slc_site.publish.hosts import turns
from slc_site.publish.hosts.known_hosts import KnownHosts
from slc_site.publish.hosts.sftp_together import Small, put_together
from slc_site.publish.hosts.sftp_transfer import ShortError, receive, send
from slc_site.publish.hosts.sftp_wire import Entry, StatusError, Wire
from slc_site.publish.hosts.sftp_words import in_plain_words
from slc_site.publish.hosts.ssh_login import PATIENCE, login_to
from slc_site.publish.targets import Address

_FOLDERS_AT_ONCE = 32
"""Folders that are listed at the same time."""


def opener(address: Address, asks: Asks, state: Path) -> Callable[[], Host]:
    """Return what opens lines to a host.

    Args:
        address: Where to; `key` may name a key file.
        asks: Who can be asked.
        state: Where we keep which keys hosts have shown.
    """
    login = login_to(address, asks, KnownHosts(state / "known_hosts"))
    address = login.address
    folder = address.path or "."
    if folder == "/~" or folder.startswith("/~/"):
        # As everywhere in such addresses: seen from where one is after logging in.
        folder = folder[2:].strip("/") or "."

    def open_line() -> Host:
        transport = login.open()
        try:
            channel = transport.open_session(timeout=PATIENCE)
            channel.settimeout(PATIENCE)
            channel.invoke_subsystem("sftp")
            return Sftp(transport, channel, address, folder)
        except (SSHException, OSError, EOFError) as error:
            active = transport.is_active()
            transport.close()
            if active and isinstance(error, SSHException):
                raise RefusedError(
                    f"{address.host} lets {address.user} in, but not by SFTP.",
                    "Ask whoever runs the host to allow SFTP for this account.",
                ) from error
            raise LineError(f"The line to {address.host} broke.") from error

    return open_line


class Sftp:
    """A folder at an SSH host."""

    def __init__(self, transport: Transport, channel: Channel, address: Address, folder: str) -> None:
        """Begin to talk.

        Args:
            transport: A line that is logged in; it is closed with this.
            channel: Where SFTP answers on it.
            address: What was typed, for messages.
            folder: Where the host has the folder.
        """
        self._transport = transport
        self._address = address
        self._folder = folder.rstrip("/") or "/"
        self._wire = Wire(channel)
        self._knows_posix_rename = True
        self._renames_over = True

    # -- what a host has to be able to do -----------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        with self._talking(name):
            try:
                handle = self._wire.handle(
                    self._wire.ask(wire.OPEN, self._at(name), wire.FOR_READING, wire.NO_ATTRIBUTES)
                )
            except StatusError as error:
                if error.code == wire.NO_SUCH_FILE:
                    return None
                raise
            try:
                return receive(self._wire, handle)
            finally:
                self._wire.forget(wire.CLOSE, handle)

    def names(self) -> Mapping[str, int]:
        """Return all files below the folder and their sizes in bytes; links are not followed."""
        found: dict[str, int] = {}
        folders = deque([""])
        with self._talking(""):
            while folders:
                some = [folders.popleft() for _ in range(min(_FOLDERS_AT_ONCE, len(folders)))]
                for folder, entry in self._listed(some):
                    name = f"{folder}{entry.name}"
                    if stat.S_ISDIR(entry.mode):
                        folders.append(f"{name}/")
                    elif stat.S_ISREG(entry.mode) or not entry.mode:
                        found[name] = entry.size
        return found

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all."""
        temporary = beside(name)
        # Our own file is opened outside: that it cannot be is no fault of the host.
        with (
            io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file,
            self._talking(name),
        ):
            handle = self._new(temporary)
            try:
                send(self._wire, handle, file, self._at(temporary))
                self._rename(temporary, name)
            except (StatusError, ShortError):
                with contextlib.suppress(StatusError):
                    self._wire.done(self._wire.ask(wire.REMOVE, self._at(temporary)))
                raise

    def put_together(self, files: Mapping[str, Path]) -> Collection[str]:
        """Put some small files in their places, in three waits for all; return those that are there."""
        if not self._knows_posix_rename:
            return ()
        some = [
            Small(self._at(name), self._at(beside(name)), path.read_bytes()) for name, path in files.items()
        ]
        with self._talking(""):
            there = put_together(self._wire, some)
        return [name for name, is_there in zip(files, there, strict=True) if is_there]

    def remove(self, name: str) -> None:
        """Take a file away, if it is there, and the folders that are empty then."""
        with self._talking(name):
            file = self._wire.ask(wire.REMOVE, self._at(name))
            above = posixpath.dirname(name)
            # Asked in one breath: whether it was the last one in its folder.
            emptied = self._wire.ask(wire.RMDIR, self._at(above)) if above else None
            try:
                self._wire.done(file)
            except StatusError as error:
                if error.code != wire.NO_SUCH_FILE:
                    if emptied is not None:
                        with contextlib.suppress(StatusError):
                            self._wire.done(emptied)
                    raise
            while emptied is not None:
                try:
                    self._wire.done(emptied)
                except StatusError:
                    return  # others are in it
                above = posixpath.dirname(above)
                emptied = self._wire.ask(wire.RMDIR, self._at(above)) if above else None

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands, in a step that only one of two can do; say if it was us."""
        return turns.create(self, name, content)

    def settle(self) -> None:
        """All is seen already."""

    def close(self) -> None:
        """Hang up; never raises."""
        with contextlib.suppress(SSHException, OSError, EOFError):
            self._transport.close()

    # -- turns --------------------------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether a file stands there."""
        with self._talking(name):
            try:
                self._wire.size(self._wire.ask(wire.STAT, self._at(name)))
            except StatusError as error:
                if error.code == wire.NO_SUCH_FILE:
                    return False
                raise
            return True

    def has_folder(self, name: str) -> bool:
        """Whether a folder, or anything, stands there."""
        return self.has(name)

    def make_folder(self, name: str) -> bool:
        """Make a folder, in one step; False: there is something of that name already."""
        with self._talking(name):
            for is_first in (True, False):
                try:
                    self._wire.done(self._wire.ask(wire.MKDIR, self._at(name), wire.NO_ATTRIBUTES))
                    return True
                except StatusError as error:
                    if error.code == wire.NO_SUCH_FILE and is_first:
                        self._make_folders(self._folder)
                    elif error.code == wire.FAILURE:
                        break  # so hosts say that it is there
                    else:
                        raise
            return False

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder, if it is there."""
        with self._talking(name), contextlib.suppress(StatusError):
            self._wire.done(self._wire.ask(wire.RMDIR, self._at(name)))

    # -- in pieces ----------------------------------------------------------------------------------------

    def _at(self, name: str) -> bytes:
        path = posixpath.join(self._folder, name) if name else self._folder
        return path.encode("utf-8", "surrogateescape")

    def _listed(self, folders: list[str]) -> Iterator[tuple[str, Entry]]:
        """Yield what is in some folders; nothing of those of other people, who let nobody look."""
        asked = [(folder, self._wire.ask(wire.OPENDIR, self._at(folder.rstrip("/")))) for folder in folders]
        handles: dict[str, bytes] = {}
        for folder, number in asked:
            try:
                handles[folder] = self._wire.handle(number)
            except StatusError as error:
                denied = error.code == wire.PERMISSION_DENIED and folder
                if error.code != wire.NO_SUCH_FILE and not denied:
                    raise
        left = dict(handles)
        while left:
            pages = [(folder, self._wire.ask(wire.READDIR, handle)) for folder, handle in left.items()]
            for folder, number in pages:
                entries = self._wire.entries(number)
                if entries is None:
                    del left[folder]
                else:
                    yield from ((folder, entry) for entry in entries if entry.name not in (".", ".."))
        for handle in handles.values():
            self._wire.forget(wire.CLOSE, handle)

    def _new(self, name: str) -> bytes:
        """Open a new file; make the folders that it needs."""
        ask = (wire.OPEN, self._at(name), wire.ANEW, wire.NO_ATTRIBUTES)
        try:
            return self._wire.handle(self._wire.ask(*ask))
        except StatusError as error:
            if error.code not in (wire.NO_SUCH_FILE, wire.FAILURE):
                raise
        self._make_folders(posixpath.dirname(self._at(name).decode("utf-8", "surrogateescape")))
        return self._wire.handle(self._wire.ask(*ask))

    def _make_folders(self, path: str) -> None:
        """Make a folder and those above it; that one is there already is found out when it is used."""
        parts = path.split("/")
        steps = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        asked = [
            self._wire.ask(wire.MKDIR, step.encode("utf-8", "surrogateescape"), wire.NO_ATTRIBUTES)
            for step in steps
            if step not in ("", ".")
        ]
        for number in asked:
            with contextlib.suppress(StatusError):
                self._wire.done(number)

    def _rename(self, old: str, new: str) -> None:
        if self._knows_posix_rename:
            extension = (wire.EXTENDED, b"posix-rename@openssh.com", self._at(old), self._at(new))
            try:
                return self._wire.done(self._wire.ask(*extension))
            except StatusError as error:
                if error.code != wire.UNSUPPORTED:
                    raise
                self._knows_posix_rename = False
        plain = (wire.RENAME, self._at(old), self._at(new))
        if self._renames_over:
            try:
                return self._wire.done(self._wire.ask(*plain))
            except StatusError as error:
                if error.code == wire.PERMISSION_DENIED or not self.has(new):
                    raise
                self._renames_over = False
        # This host does not rename over what is there: for a moment nothing is there, but never a half.
        with contextlib.suppress(StatusError):
            self._wire.done(self._wire.ask(wire.REMOVE, self._at(new)))
        return self._wire.done(self._wire.ask(*plain))

    def _talking(self, name: str) -> contextlib.AbstractContextManager[None]:
        return in_plain_words(self._address, name or self._address.path or "the folder")
