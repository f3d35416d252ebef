"""Whole files over the packets of SFTP: many pieces on their way, and every answer read."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import BinaryIO

from slc_site.publish.hosts import sftp_wire as wire
from slc_site.publish.hosts.sftp_together import PIECE
from slc_site.publish.hosts.sftp_wire import StatusError, Wire

_ON_THEIR_WAY = 64
"""Packets that are sent before an answer is waited for."""


class ShortError(Exception):
    """Less arrived than was sent."""

    def __init__(self, size: int, sent: int) -> None:
        super().__init__(size, sent)
        self.size = size
        self.sent = sent


def receive(line: Wire, handle: bytes) -> bytes:
    """Return what is in an open file.

    Raises:
        StatusError: it cannot be read.
    """
    looked: int | None = line.ask(wire.FSTAT, handle)
    size = PIECE  # as long as nobody knows: most files are not larger
    pieces: list[bytes] = []
    at = 0
    while True:
        # One more than its size needs, to see the end.
        starts = range(at, max(size, at) + 1, PIECE)[:_ON_THEIR_WAY]
        asked = [line.ask(wire.READ, handle, wire.Long(start), PIECE) for start in starts]
        if looked is not None:
            size, looked = line.size(looked), None
        parts = [line.data(number) for number in asked]
        for start, part in zip(starts, parts, strict=True):
            if start != at:
                break  # the piece before was shorter than was asked for: from there on anew
            pieces.append(part)
            at += len(part)
            if not part:
                return b"".join(pieces)


def send(line: Wire, handle: bytes, file: BinaryIO, path: bytes) -> None:
    """Write a file and close it at the host; every piece was answered for when this returns.

    Args:
        line: Where to.
        handle: The host's file, open and empty.
        file: Ours.
        path: The host's file again, to look at its size.

    Raises:
        StatusError: it cannot be written.
        ShortError: the host has said that all is well, and does not have all of it.
    """
    on_their_way: deque[int] = deque()
    sent = 0
    try:
        while piece := file.read(PIECE):
            on_their_way.append(line.ask(wire.WRITE, handle, wire.Long(sent), piece))
            sent += len(piece)
            if len(on_their_way) >= _ON_THEIR_WAY:
                line.done(on_their_way.popleft())
    except StatusError:
        for number in (*on_their_way, line.ask(wire.CLOSE, handle)):
            with suppress(StatusError):
                line.done(number)
        raise
    closed = line.ask(wire.CLOSE, handle)
    arrived = line.ask(wire.STAT, path)
    failed: StatusError | None = None
    for number in (*on_their_way, closed):
        try:
            line.done(number)
        except StatusError as error:
            failed = failed or error
    if failed:
        raise failed
    size = line.size(arrived)
    if size != sent:
        raise ShortError(size, sent)
