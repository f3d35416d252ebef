"""What a host has to be able to do, whatever it is reached by, and what can go wrong with it."""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

TEMPORARY = ".slc-new-"
"""A file whose name begins so is on its way: nobody is led to it, and the next who publishes removes it."""

Content = bytes | Path
"""What is to stand somewhere: these bytes, or those of this file."""


def beside(name: str) -> str:
    """Return another name in the folder of `name`, for a file on its way there."""
    return posixpath.join(posixpath.dirname(name), f"{TEMPORARY}{secrets.token_hex(6)}")


class Host(Protocol):
    """A folder on a host, reached over one line. Each thread has a line of its own.

    Everything but `close` raises a `HostError` when it cannot be done, and nothing else. A folder that is not
    there yet holds no files; it is made by the first `put` or `create`.

    A name is the path of a file as seen from the folder, with forward slashes.
    """

    def read(self, name: str) -> bytes | None:
        """Return what stands there; None if nothing does."""
        ...

    def names(self) -> Mapping[str, int]:
        """Return all files below the folder and their sizes in bytes; links are not followed.

        Files on their way (`TEMPORARY`) are among them.
        """
        ...

    def put(self, name: str, content: Content) -> None:
        """Put a file in its place, whole or not at all: under a temporary name beside it, and then renamed.

        Folders on the way are made. What stood there is there until the new one is.

        Raises:
            OSError: our own file, which was to be sent, cannot be read.
        """
        ...

    def remove(self, name: str) -> None:
        """Take a file away, if it is there, and the folders that are empty then."""
        ...

    def create(self, name: str, content: bytes) -> bool:
        """Put a small file where nothing stands, in a step that only one of two can do; say if it was us."""
        ...

    def settle(self) -> None:
        """Let all be seen that was put and removed, at a place that shows it at once (`Kind.at_once`).

        Everywhere else it is seen already, and there is nothing to do.
        """
        ...

    def close(self) -> None:
        """Hang up; never raises."""
        ...


@runtime_checkable
class PutsTogether(Protocol):
    """A host that takes some small files in fewer turns than one after the other."""

    def put_together(self, files: Mapping[str, Path]) -> Collection[str]:
        """Put files in their places, each whole or not at all; return the names of those that are there.

        Nothing has happened to the others; `put` says why.

        Raises:
            OSError: one of our own files cannot be read; some may have arrived.
        """
        ...


class HostError(Exception):
    """Something went wrong with a host; the message is a sentence for the teacher, without secrets."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        """What to do about it."""


class LineError(HostError):
    """The line broke, or nobody answers: what was asked for may or may not have happened; try a new line."""


class RefusedError(HostError):
    """The host says no, and will say so again: no permission, no space, a name that it does not take."""


class UntrustedError(HostError):
    """Whoever answers cannot show that it is the host: nothing has been told to it, above all no password."""
