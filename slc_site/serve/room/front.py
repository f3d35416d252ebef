"""The two sides of the server: the teacher's own screen, and what the tablets of the room reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slc_site.serve.room.door import Door
from slc_site.serve.room.join import Invitation

if TYPE_CHECKING:
    from flask import Request


@dataclass(frozen=True, slots=True)
class Front:
    """One side of the server."""

    names: frozenset[str]
    """What the `Host` of a request may be."""
    door: Door | None = None
    """Who comes from the network has to pass it; None: the teacher's own screen."""
    invitation: Invitation | None = None
    """On the teacher's own screen: what others have to know to come in."""

    @property
    def is_away(self) -> bool:
        """Is it shown on devices that families hold?"""
        return self.door is not None

    def is_own(self, request: Request) -> bool:
        """Did one of our own pages ask? A browser says so, and no script of another site can make it lie."""
        host = request.environ.get("HTTP_HOST", "").lower()
        fetched = request.headers.get("Sec-Fetch-Site", "same-origin")  # not said on plain http by some
        own = request.headers.get("Origin") == f"http://{host}"
        return own and fetched == "same-origin" and host in self.names
