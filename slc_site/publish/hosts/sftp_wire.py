"""The packets of SFTP, version 3: many questions on their way at the same time.

Paramiko's own client waits for each answer, or does not look at it: a write that failed at the end of a
file, or while it was closed, goes unnoticed. So only its channels are used here, and every answer is read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from paramiko import Channel

_GREETING, _VERSION = 1, 3
OPEN, CLOSE, READ, WRITE = 3, 4, 5, 6
FSTAT, OPENDIR, READDIR, REMOVE, MKDIR, RMDIR = 8, 11, 12, 13, 14, 15
STAT, RENAME, EXTENDED = 17, 18, 200
_STATUS, _HANDLE, _DATA, _NAME, _ATTRIBUTES = 101, 102, 103, 104, 105

FOR_READING, ANEW = 0x01, 0x02 | 0x08 | 0x20
"""How a file is opened; ANEW fails if there is one."""
NO_ATTRIBUTES = 0
"""In the place of a file's attributes: as the host likes."""

_LARGEST = 16 * 1024 * 1024
"""Bytes; a packet that says that it is larger is none."""

OK, END, NO_SUCH_FILE, PERMISSION_DENIED, FAILURE, UNSUPPORTED = 0, 1, 2, 3, 4, 8


class StatusError(Exception):
    """The host answered that it did not do it."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of a file or a folder."""

    name: str
    size: int
    mode: int
    """Type and permissions, as in `stat`; 0: the host does not tell."""


class Long(int):
    """A number that takes eight bytes in a packet; others take four."""


class Wire:
    """One line, for one thread.

    All methods raise what the channel raises when the line breaks: `OSError`, `EOFError` or `SSHException`.
    """

    def __init__(self, channel: Channel) -> None:
        """Greet the host.

        Args:
            channel: Where its SFTP answers.
        """
        self._channel = channel
        self._asked = 0
        self._answers: dict[int, tuple[int, _Packet]] = {}
        self._unwanted: set[int] = set()
        self._send(_GREETING, struct.pack(">I", _VERSION))
        self._receive()

    def ask(self, command: int, *parts: bytes | int) -> int:
        """Send a question; return its number."""
        self._asked += 1
        packed = [struct.pack(">I", self._asked)]
        for part in parts:
            if isinstance(part, bytes):
                packed += [struct.pack(">I", len(part)), part]
            else:
                packed.append(struct.pack(">Q" if isinstance(part, Long) else ">I", part))
        self._send(command, b"".join(packed))
        return self._asked

    def forget(self, command: int, *parts: bytes | int) -> None:
        """Send what nobody waits for."""
        self._unwanted.add(self.ask(command, *parts))

    def done(self, number: int) -> None:
        """Wait until it is done.

        Raises:
            StatusError: it was not.
        """
        self._answer(number, _STATUS)

    def handle(self, number: int) -> bytes:
        """Return the handle that was asked for.

        Raises:
            StatusError: there is none.
        """
        return self._answer(number, _HANDLE).text()

    def data(self, number: int) -> bytes:
        """Return what was read; empty at the end.

        Raises:
            StatusError: it could not be read.
        """
        try:
            return self._answer(number, _DATA).text()
        except StatusError as error:
            if error.code == END:
                return b""
            raise

    def entries(self, number: int) -> list[Entry] | None:
        """Return some entries of a folder; None: there are no more.

        Raises:
            StatusError: it could not be read.
        """
        try:
            answer = self._answer(number, _NAME)
        except StatusError as error:
            if error.code == END:
                return None
            raise
        found = []
        for _ in range(answer.number()):
            # A name that is no UTF-8 is not one of ours; it is shown, and nothing else.
            name = answer.text().decode("utf-8", "backslashreplace")
            answer.text()
            found.append(_entry(answer, name))
        return found

    def size(self, number: int) -> int:
        """Return the size that was asked for.

        Raises:
            StatusError: it is not told.
        """
        return _entry(self._answer(number, _ATTRIBUTES), "").size

    def _answer(self, number: int, kind: int) -> _Packet:
        # Answers may come in any order.
        while number not in self._answers:
            got, packet = self._receive()
            to = packet.number()
            if to in self._unwanted:
                self._unwanted.remove(to)
            else:
                self._answers[to] = got, packet
        got, packet = self._answers.pop(number)
        if got == _STATUS:
            code = packet.number()
            if code == OK and kind == _STATUS:
                return packet
            raise StatusError(code, packet.text().decode("utf-8", "replace").strip() if packet.left else "")
        if got != kind:
            raise EOFError(f"answer {got} in the place of {kind}")
        return packet

    def _send(self, kind: int, body: bytes) -> None:
        self._channel.sendall(struct.pack(">IB", len(body) + 1, kind) + body)

    def _receive(self) -> tuple[int, _Packet]:
        length, kind = struct.unpack(">IB", self._bytes(5))
        if not 0 < length <= _LARGEST:
            raise EOFError("no packet of SFTP")
        return kind, _Packet(self._bytes(length - 1))

    def _bytes(self, count: int) -> bytes:
        pieces: list[bytes] = []
        while count:
            piece = self._channel.recv(count)
            if not piece:
                raise EOFError("the host hung up")
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)


class _Packet:
    """What came, read from its beginning on."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """Bytes that were not read yet."""
        return len(self._data) - self._at

    def number(self) -> int:
        return int.from_bytes(self._take(4))

    def long(self) -> int:
        return int.from_bytes(self._take(8))

    def text(self) -> bytes:
        return self._take(self.number())

    def _take(self, count: int) -> bytes:
        if count > self.left:
            raise EOFError("a packet of SFTP ends too early")
        self._at += count
        return self._data[self._at - count : self._at]


def _entry(packet: _Packet, name: str) -> Entry:
    flags = packet.number()
    size = packet.long() if flags & 0x1 else 0
    if flags & 0x2:
        packet.number(), packet.number()
    mode = packet.number() if flags & 0x4 else 0
    if flags & 0x8:
        packet.number(), packet.number()
    if flags & 0x80000000:
        for _ in range(packet.number()):
            packet.text(), packet.text()
    return Entry(name, size, mode)
