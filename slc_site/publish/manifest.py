"""The list of our files that stands at the host: what is ours there, and what is in it.

Everybody can read it who knows its name, so it tells nothing: names and contents are marked with a key that
never leaves this computer, and it is as long for 10 files as for 100. A mark of a name is always followed by
the mark of what stands there, or by `UNSURE` while that is being changed: then it is sent again.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NAME = ".slc-manifest"
"""What it is called at the host."""
UNSURE = "-" * 20
"""Stands in the place of the mark of a content that may or may not have arrived."""

_TITLE = "slc-manifest 1"
_SIZE = 15
"""Of a mark, in bytes; as text it has 20 characters."""
_STEP = 100
"""There are always so many lines, or twice, three times as many, …"""

Marks = Mapping[str, str]
"""Marks of names, and the marks of what stands there."""


class ManifestError(ValueError):
    """The list at the host is damaged, or was not made with our key."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Makes marks."""

    key: bytes

    def name(self, name: str) -> str:
        """Return the mark of a name."""
        return self._mark(b"name", name.encode())

    def content(self, name: str, digest: bytes) -> str:
        """Return the mark of what stands under a name; another one for the same under another name."""
        return self._mark(b"content", name.encode(), digest)

    def listed(self, marks: Marks) -> bytes:
        """Return the list as it stands at the host."""
        lines = [f"{name}{content}" for name, content in marks.items()]
        lines += [
            self._mark(b"nothing", b"%d" % number) + self._mark(b"at all", b"%d" % number)
            for number in range(-len(lines) % _STEP)
        ]
        body = "\n".join((_TITLE, self._mark(b"key"), *sorted(lines)))
        return f"{body}\n{self._mark(b'list', body.encode())}\n".encode("ascii")

    def read(self, listed: bytes) -> dict[str, str]:
        """Return the marks in a list.

        Raises:
            ManifestError: it is none of ours, or not whole.
        """
        try:
            body, _, end = listed.decode("ascii").rstrip("\r\n").rpartition("\n")
        except UnicodeDecodeError as error:
            raise ManifestError from error
        if not hmac.compare_digest(end, self._mark(b"list", body.encode())):
            raise ManifestError
        return {line[:20]: line[20:] for line in body.splitlines()[2:]}

    def of(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Return the marks of files: their names, and the SHA-256 of what is in them."""
        return {self.name(name): self.content(name, digest) for name, digest in files}

    def _mark(self, what: bytes, *parts: bytes) -> str:
        said = b"".join(b"%d:%s" % (len(part), part) for part in (what, *parts))
        return base64.urlsafe_b64encode(hmac.digest(self.key, said, "sha256")[:_SIZE]).decode("ascii")
