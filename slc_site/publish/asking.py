"""What has to be asked of a person while a host is being reached."""

from __future__ import annotations

from typing import Protocol


class Asks(Protocol):
    """Somebody who can be asked: the command line, or a test."""

    def password(self, for_whom: str) -> str | None:
        """Return the password for, say, `room12@host.example`; None: nobody is there to ask.

        It is typed unseen, and kept nowhere but by who asked.
        """
        ...

    def trusts(self, host: str, kind: str, fingerprint: str) -> bool:
        """Say whether this is the host that is meant, which nobody has seen before.

        Args:
            host: Its name, with the port where that is not the usual one.
            kind: What the fingerprint is of, such as `Ed25519 key`.
            fingerprint: In the form in which the host's own pages show it, such as `SHA256:…`.

        Returns:
            False as well when nobody is there to ask.
        """
        ...
