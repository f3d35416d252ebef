"""Creating a file as one step, at hosts that know no such step: making a folder is one everywhere."""

from __future__ import annotations

import time
from typing import Protocol

from slc_site.publish.host import TEMPORARY, RefusedError

TURN = TEMPORARY + "turn"
"""The folder whose maker has the turn, for as long as one small file takes."""
_WAIT = 0.25
"""Seconds."""
_ROUNDS = 40
"""As often is waited for somebody else; after these ten seconds they must have died over it."""
_OFTEN = 6
"""As often in a row nobody is seen to have the turn before we believe that nobody can."""


class Turns(Protocol):
    """What a host has to be able to do for it."""

    def has(self, name: str) -> bool:
        """Whether a file stands there."""
        ...

    def has_folder(self, name: str) -> bool:
        """Whether a folder stands there."""
        ...

    def make_folder(self, name: str) -> bool:
        """Make a folder, in one step; False: there is something of that name already."""
        ...

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder, if it is there."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole or not at all."""
        ...


def create(host: Turns, name: str, content: bytes) -> bool:
    """Put a file where nothing stands; say if it was us.

    Raises:
        HostError: it cannot be done.
    """
    for _ in range(2):
        unseen = 0
        for _ in range(_ROUNDS):
            if host.has(name):
                return False
            if host.make_folder(TURN):
                try:
                    if host.has(name):
                        return False
                    host.put(name, content)
                    return True
                finally:
                    host.remove_folder(TURN)
            # Somebody has the turn, or has just given it back; else no folder can be made here.
            unseen = 0 if host.has_folder(TURN) else unseen + 1
            if unseen == _OFTEN:
                raise _refused()
            time.sleep(_WAIT)
        # Whoever had it has died over it.
        host.remove_folder(TURN)
    raise _refused()


def _refused() -> RefusedError:
    return RefusedError(
        f"The host does not let a folder {TURN} be made, nor removed.",
        "May this account make folders there? If there is one of that name, remove it.",
    )
