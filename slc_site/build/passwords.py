"""Leaves it to an Apache server to ask for a password: `.htaccess` and `.htpasswd` in each locked folder.

What lies there is not sealed. Only a server that obeys these files keeps it from others; any other shows it
to everybody, which is why a build must be told each time to do this.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from slc_site.build.locking import Files
from slc_site.render import urls
from slc_site.share.keyring import CLASS, Door, KeyRing, Whose
from slc_site.share.seal import derived, opaque_name

_COST = 10
"""Of bcrypt, as a power of two; Apache works it out for every picture it sends."""
_BCRYPT_DIGITS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
)
_HTACCESS = """\
# Made by slc. Only with a password may anybody see what lies here.
AuthType Basic
AuthName "Type the number of your code as the name, and its seven words as the password"
AuthUserFile "{file}"
Require valid-user
Options -Indexes
<IfModule mod_headers.c>
Header always set Cache-Control "private, no-cache"
Header always set X-Robots-Tag "noindex, nofollow, noarchive"
Header always set X-Content-Type-Options "nosniff"
</IfModule>
"""


class Passwords:
    """Keeps things in folders with passwords: a code's number is the name, its words are the password."""

    door = f"{urls.CLASS_FOLDER}{urls.HOME}"
    tells_families = True

    def __init__(self, ring: KeyRing, host_folder: PurePosixPath) -> None:
        """`host_folder` is where the site will lie on the host's disk: Apache wants to know it whole."""
        self._ring = ring
        self._host_folder = host_folder
        self._lines: dict[int, bytes] = {}

    def has(self, student: str) -> bool:
        """Has a student's family a password?"""
        return self._ring.knows(student)

    def place(self, student: str | None, path: str) -> str:
        """Return the address in a folder whose name says nothing of whose it is."""
        return f"{self._folder(student)}{path}"

    def made_from(self, student: str | None) -> str:
        """Return nothing: a page only depends on where it is."""
        return ""

    def page(self, student: str | None, path: str, html: bytes) -> bytes:
        """Return the page as it is."""
        return html

    def other(self, student: str | None, path: str, finished: Path) -> Path:
        """Return the finished file as it is."""
        return finished

    def finish(self) -> None:
        """Do nothing: nothing is kept."""

    def ways_in(self, students: Iterable[str]) -> Files:
        """Return the files by which Apache knows whom to let in."""
        files: dict[str, bytes] = {}
        for student in (None, *students):
            folder = self._folder(student)
            at_host = self._host_folder / folder / ".htpasswd"
            files[f"{folder}.htaccess"] = _HTACCESS.format(file=at_host).encode()
            files[f"{folder}.htpasswd"] = b"".join(sorted(self._let_in(student)))
        return files

    def _let_in(self, student: str | None) -> Iterator[bytes]:
        for door in self._ring.doors:
            if student is None or door.whose is Whose.TEACHER or door in self._ring.of(student):
                yield self._line(door)

    def _line(self, door: Door) -> bytes:
        import bcrypt

        number = door.code.door
        if number not in self._lines:
            # The salt follows from the key, so that the same codes give the same bytes.
            salt = base64.b64encode(derived(door.key, "slc1 htpasswd")[:16]).decode("ascii")[:22]
            salt = f"$2y${_COST}${salt.translate(_BCRYPT_DIGITS)}"
            self._lines[number] = b"%d:%s\n" % (number, bcrypt.hashpw(door.code.secret, salt.encode()))
        return self._lines[number]

    def _folder(self, student: str | None) -> str:
        if student is None:
            return urls.CLASS_FOLDER
        return f"{urls.PRIVATE}{opaque_name(self._ring.scope_key(student), CLASS)}/"
