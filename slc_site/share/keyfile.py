"""The ring on disk: `.slc/keys/ring.json`, for its owner's eyes only, and one older copy beside it."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slc_site.share.codes import Code
from slc_site.share.keyring import CLASS, LINK, Door, KeyRing, Whose, nobodys_numbers
from slc_site.share.seal import KEY, ROUNDS, SALT

FOLDER, RING, BEFORE = "keys", "ring.json", "ring.before.json"
"""Below `.slc`: what holds the ring; the ring; what it was before the last change."""
_FORMAT = 1
_UNFINISHED = ".part"


class KeyRingError(Exception):
    """The file of keys is there and cannot be used; nothing may be put in its place."""


def load(file: Path) -> KeyRing | None:
    """Return the ring that is kept in a file; None when there is no such file.

    Raises:
        KeyRingError: it cannot be read, or is no ring. What is said tells nothing of what is in it.
    """
    try:
        said = json.loads(file.read_bytes().decode("ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyRingError("the computer refuses to read it") from error
    except ValueError as error:
        raise KeyRingError("it is damaged") from error
    try:
        if said["format"] != _FORMAT:
            raise KeyRingError("another version of slc has written it")
        scopes = {str(name): _bytes(key, KEY) for name, key in said["scopes"].items()}
        keeps_stretched = said["rounds"] == ROUNDS
        doors = tuple(_door(one, keeps_stretched) for one in said["doors"])
        return _checked(KeyRing(scopes, doors, _bytes(said["chaff"], KEY)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeyRingError("it is damaged") from error


def save(ring: KeyRing, file: Path) -> None:
    """Keep a ring, whole or not at all, so that only its owner can read it, and what was there as a copy.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    said = {
        "format": _FORMAT,
        "rounds": ROUNDS,
        "scopes": {name: _text(key) for name, key in ring.scopes.items()},
        "chaff": _text(ring.chaff),
        "doors": [
            {
                "whose": door.whose.value,
                "key": _text(door.key),
                "number": door.code.door,
                "words": list(door.code.words),
                "salt": _text(door.salt),
                "link": _text(door.link),
                "students": list(door.students),
                "stretched": _text(door.stretched),
            }
            for door in ring.doors
        ],
    }
    keep_private(file.parent)
    for left_over in file.parent.glob(f"*{_UNFINISHED}"):  # of a save that was ended half-way
        left_over.unlink(missing_ok=True)
    if file.exists():
        write_private(file.with_name(BEFORE), file.read_bytes())
    write_private(file, json.dumps(said, indent=1).encode("ascii"))


def keep_private(folder: Path) -> None:
    """Make a folder that only its owner can look into, that git passes over wherever the class lies.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # some network folders know no rights
        folder.chmod(0o700)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_bytes(b"*\n")
    for file in folder.glob("ring*.json"):  # a copy that was put back may be anybody's to read
        with contextlib.suppress(OSError):
            file.chmod(0o600)


def write_private(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all, that only its owner can read.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    unfinished = file.with_name(f"{secrets.token_hex(8)}{_UNFINISHED}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _checked(ring: KeyRing) -> KeyRing:
    """Return the ring if it hangs together: each door leads somewhere, each number is one door's."""
    whose = [door.whose for door in ring.doors]
    if any(whose.count(one) != 1 for one in (Whose.CLASS, Whose.TEACHER)) or CLASS not in ring.scopes:
        raise ValueError("no class")
    if any(bool(door.students) != (door.whose is Whose.FAMILY) for door in ring.doors):
        raise ValueError("a family without children")
    if {name for door in ring.doors for name in door.students} - set(ring.students):
        raise ValueError("a child without a key")
    numbers = {door.code.door for door in ring.doors}
    if len(numbers) != len(ring.doors) or numbers & set(nobodys_numbers(ring.chaff)):
        raise ValueError("a number twice")
    return ring


def _door(said: Mapping[str, Any], keeps_stretched: bool) -> Door:
    return Door(
        Whose(said["whose"]),
        _bytes(said["key"], KEY),
        Code(int(said["number"]), tuple(map(str, said["words"]))),
        _bytes(said["salt"], SALT),
        _bytes(said["link"], LINK),
        tuple(map(str, said["students"])),
        _bytes(said["stretched"], KEY) if said["stretched"] and keeps_stretched else b"",
    )


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _bytes(text: str, length: int) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(data) != length:
        raise ValueError("another length")  # and not what it says: that is secret
    return data
