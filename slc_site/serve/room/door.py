"""Who comes in from the network: whoever knows the number of the day, once, and then by a cookie."""

from __future__ import annotations

from dataclasses import dataclass, field

from slc_site.serve.room.pin import Pin
from slc_site.serve.room.sessions import HOURS, Sessions


@dataclass(frozen=True, slots=True)
class Door:
    """A number, and those who have typed it."""

    pin: Pin = field(default_factory=Pin)
    sessions: Sessions = field(default_factory=Sessions)

    @property
    def seconds(self) -> int:
        """How long it stays open for who has come in."""
        return HOURS * 3600

    def is_open_to(self, token: str) -> bool:
        """Has whoever shows this come in before?"""
        return bool(token) and self.sessions.knows(token)

    def tried(self, typed: str, device: str) -> tuple[str, float]:
        """Return what lets a device in from now on, or nothing and the seconds it has to wait."""
        answer = self.pin.tried(typed, device)
        return (self.sessions.open(), 0.0) if answer.is_right else ("", answer.wait)
