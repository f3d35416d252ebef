"""What all servers of the tests have in common: a place to publish to, and what really stands there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from slc_site.publish.host import Host
from slc_site.publish.targets import Address, Opener, opener

PASSWORD = "canary-Grünspan-77"
"""The password at all of them; it must be found nowhere."""
USER = "room12"


@dataclass
class Answers:
    """Somebody who answers, and remembers what was asked."""

    typed: list[str] = field(default_factory=lambda: [PASSWORD])
    trusting: bool = True
    asked: list[str] = field(default_factory=list)
    fingerprints: list[tuple[str, str, str]] = field(default_factory=list)

    def password(self, for_whom: str) -> str | None:
        self.asked.append(for_whom)
        return self.typed.pop(0) if len(self.typed) > 1 else self.typed[0] if self.typed else None

    def trusts(self, host: str, kind: str, fingerprint: str) -> bool:
        self.fingerprints.append((host, kind, fingerprint))
        return self.trusting


class Troubles:
    """What is to go wrong at a server that can be told."""

    def __init__(self) -> None:
        self.full = False
        """No byte more."""
        self.room: int | None = None
        """FTP only: so many bytes more, then the disk is full in the middle of a file."""
        self.short = False
        """SFTP only: of each file a byte is missing when it is looked at."""
        self.cut_data_after: int | None = None
        """FTP only: the line for data is cut after so many bytes."""


@dataclass
class Place:
    """A place to publish to."""

    kind: str
    address: str
    state: Path
    """For what is kept on our side."""
    folder: Path | None = None
    """Where the files lie, if they lie on this disk."""
    look: Callable[[], Mapping[str, bytes]] | None = None
    """What stands there, else."""
    troubles: Troubles | None = None
    logins: list[str] = field(default_factory=list)
    """Names that have tried to get in, at servers that tell."""
    asks: Answers = field(default_factory=Answers)
    shows_at_once: bool = False
    mistakes: str = ""
    """Characters in names that the server itself gets wrong."""

    def opener(self, asks: Answers | None = None, address: str | None = None) -> Opener:
        return opener(Address.parse(address or self.address, self.state), asks or self.asks, self.state)

    def open(self) -> Host:
        return self.opener()()

    @property
    def files(self) -> dict[str, bytes]:
        """What stands there."""
        if self.look is not None:
            return dict(self.look())
        assert self.folder is not None
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        }


class Proxy:
    """Stands in between, and cuts each line after some bytes towards the server."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.limit: int | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _run(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            for pump in ((near, far, self.limit), (far, near, None)):
                threading.Thread(target=self._pump, args=pump, daemon=True).start()

    @staticmethod
    def _pump(here: socket.socket, there: socket.socket, left: int | None) -> None:
        try:
            while piece := here.recv(4096):
                if left is not None:
                    piece, left = piece[:left], left - len(piece)
                there.sendall(piece)
                if left is not None and left <= 0:
                    break
        except OSError:
            pass
        for line in (here, there):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
