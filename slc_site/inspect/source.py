"""A file that is read in a few places, never all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 20


class UnreadableError(Exception):
    """The file is not what its name says, or not a whole one; the argument says why, as a clause."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is easier to read without quotation marks."""
    return frozenset(text.split())


def codes(text: str) -> frozenset[bytes]:
    """Return the words of a list as they stand in files."""
    return frozenset(word.encode() for word in text.split())


class Source:
    """The bytes of a file, by their places."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        """`file` is open for reading; `size` is its length in bytes."""
        self._file = file
        self.size = size

    def at(self, start: int, length: int) -> bytes:
        """Return just these bytes.

        Raises:
            UnreadableError: the file ends before them.
        """
        self._file.seek(start)
        data = self._file.read(length)
        if len(data) != length:
            raise UnreadableError("it ends in the middle")
        return data

    def head(self, start: int, most: int) -> bytes:
        """Return the bytes from `start`, as many as there are, `most` at the most."""
        self._file.seek(start)
        return self._file.read(most)

    def blocks(self, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes between two places, a megabyte at a time."""
        while start < end:
            block = self.at(start, min(_BLOCK, end - start))
            yield block
            start += len(block)

    def is_blank(self, start: int, end: int) -> bool:
        """Are all bytes between two places zero?"""
        return not any(block.strip(b"\0") for block in self.blocks(start, end))
