"""FTP's lines for data: one is opened for each file and each list, and its end is the end of what is sent."""

from __future__ import annotations

import ftplib
import ssl
from contextlib import suppress
from typing import BinaryIO

_PIECE = 128 * 1024
"""Bytes that are sent or taken at once."""


def received_on_a_line(client: ftplib.FTP, command: str) -> bytes:
    """Return all that comes on a line for data.

    Raises:
        ftplib.Error, OSError, EOFError: it did not come, or not all of it.
    """
    with client.transfercmd(command) as line:
        pieces = []
        while piece := line.recv(_PIECE):
            pieces.append(piece)
        if isinstance(line, ssl.SSLSocket):
            with suppress(OSError):
                line.unwrap()
    client.voidresp()
    return b"".join(pieces)


def sent_on_a_line(client: ftplib.FTP, command: str, file: BinaryIO) -> int:
    """Send a file on a line for data; return how many bytes it had.

    Raises:
        ftplib.Error, OSError, EOFError: it was not sent, or not all of it.
    """
    broken: OSError | None = None
    sent_so_far = 0
    with client.transfercmd(command) as line:
        while piece := file.read(_PIECE):
            try:
                line.sendall(piece)
            except OSError as error:
                broken = error
                break
            sent_so_far += len(piece)
        if isinstance(line, ssl.SSLSocket) and not broken:
            with suppress(OSError):
                line.unwrap()
    # If it hung up, it says here why.
    client.voidresp()
    if broken is not None:
        raise broken
    return sent_so_far
