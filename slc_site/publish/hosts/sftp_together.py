"""Some small files at once over the packets of SFTP: each step is asked for all of them in one breath.

One after the other, a file costs three waits. Four together cost three, too; where the host is far away, that
is what a publish of many small pages takes its time for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slc_site.publish.hosts import sftp_wire as wire
from slc_site.publish.hosts.sftp_wire import StatusError, Wire

PIECE = 32 * 1024
"""Bytes in one packet: what every host takes."""


@dataclass(frozen=True, slots=True)
class Small:
    """A file that is to stand somewhere."""

    path: bytes
    """Where, at the host."""
    beside: bytes
    """Where it is until it is whole."""
    content: bytes


def put_together(line: Wire, files: Sequence[Small]) -> list[bool]:
    """Put some files in their places; return of each whether it is there.

    Of one that is not, nothing is left, and what stood in its place stands there still.
    """
    opened = [line.ask(wire.OPEN, one.beside, wire.ANEW, wire.NO_ATTRIBUTES) for one in files]
    handles = [_handle(line, number) for number in opened]
    asked = [
        _written(line, one, handle) if handle is not None else None
        for one, handle in zip(files, handles, strict=True)
    ]
    whole = [
        numbers is not None and _is_whole(line, one, numbers)
        for one, numbers in zip(files, asked, strict=True)
    ]
    renamed = [
        line.ask(wire.EXTENDED, b"posix-rename@openssh.com", one.beside, one.path) if is_whole else None
        for one, is_whole in zip(files, whole, strict=True)
    ]
    there = [number is not None and _done(line, number) for number in renamed]
    for one, handle, is_there in zip(files, handles, there, strict=True):
        if handle is not None and not is_there:
            line.forget(wire.REMOVE, one.beside)
    return there


def _handle(line: Wire, number: int) -> bytes | None:
    try:
        return line.handle(number)
    except StatusError:
        return None


def _written(line: Wire, one: Small, handle: bytes) -> list[int]:
    """Ask for all that has to be written; return the numbers of the questions, the file's size last."""
    pieces = range(0, len(one.content), PIECE)
    asked = [
        line.ask(wire.WRITE, handle, wire.Long(start), one.content[start : start + PIECE]) for start in pieces
    ]
    return [*asked, line.ask(wire.CLOSE, handle), line.ask(wire.STAT, one.beside)]


def _is_whole(line: Wire, one: Small, numbers: Sequence[int]) -> bool:
    *written, looked = numbers
    is_written = [_done(line, number) for number in written]  # every answer is read
    try:
        return line.size(looked) == len(one.content) and all(is_written)
    except StatusError:
        return False


def _done(line: Wire, number: int) -> bool:
    try:
        line.done(number)
    except StatusError:
        return False
    return True
