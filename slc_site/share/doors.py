"""A ring → `locks/doors.js`, the doors as they lie on the web, and back with a code or a link.

The reader knows nothing of rings: it goes by `docs/locks.md`, as anybody's would.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from slc_site.share.codes import Code
from slc_site.share.keyring import CLASS, DOORS, LINK, Door, KeyRing, known_as, nobodys_numbers
from slc_site.share.seal import KEY, ROUNDS, SALT, SealError, derived, stretched, unwrap, wrap

FORMAT = 1
_ENTRY, _FOLDER = 128, 96
_BUNDLE, _LONG_BUNDLE = 512, 2048
_AROUND = 28
"""Bytes of nonce and tag around what is wrapped."""
_CALL = "slcDoors"


@dataclass(frozen=True, slots=True, repr=False)
class Opens:
    """One scope that somebody may open."""

    key: bytes
    folder: str
    """The folder of an open site that it is for, such as `students/ada/`; nothing for the class."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What is read from `locks/doors.js`."""

    rounds: int
    doors: tuple[Mapping[str, Any], ...]
    """As they stand there: number, and bytes by their letter."""


class DoorsError(Exception):
    """This is no `doors.js`, or one that was damaged or made by another version."""


class WrongCodeError(Exception):
    """No door opens: a wrong code, one that was taken back, or one of another class; all look alike."""


# -- writing --------------------------------------------------------------------------------------------


def doors_script(ring: KeyRing, folders: Mapping[str, str], *, rounds: int = ROUNDS) -> str:
    """Return the text of `locks/doors.js`; the same ring and folders give the same text.

    Args:
        ring: With stretched codes, else each takes a moment.
        folders: Of each student on the site, the folder in the open site, such as `students/ada/`. A student
            without one is not told of.
        rounds: Of PBKDF2.
    """
    places = {known_as(student): folder for student, folder in folders.items()}
    real = [_door(ring, door, places, rounds) for door in ring.doors]
    doors = [*real, *_nobodys(ring, len(real))]
    said = {"format": FORMAT, "rounds": rounds, "doors": sorted(doors, key=lambda door: int(door["n"]))}
    return f"{_CALL}({json.dumps(said, separators=(',', ':'))})\n"


def _door(ring: KeyRing, door: Door, places: Mapping[str, str], rounds: int) -> dict[str, Any]:
    kept = door.stretched if rounds == ROUNDS else b""
    words_key = kept or stretched(door.code.secret, door.salt, rounds)
    bundle = _bundle(ring, door, places)
    return {
        "n": door.code.door,
        "s": _text(door.salt),
        "c": _text(wrap(words_key, door.key, f"slc1 code {door.code.door}")),
        "i": _text(derived(door.link, "slc1 link id")[:8]),
        "l": _text(wrap(derived(door.link, "slc1 link"), door.key, "slc1 link")),
        "b": _text(wrap(derived(door.key, "slc1 bundle"), bundle, "slc1 bundle")),
    }


def _bundle(ring: KeyRing, door: Door, places: Mapping[str, str]) -> bytes:
    entries = []
    for name in ring.led_to(door):
        folder = "" if name == CLASS else places.get(name)
        if folder is None:
            continue
        named = folder.encode("utf-8")
        if len(named) > _FOLDER:
            raise ValueError(f"longer than {_FOLDER} bytes: {folder}")
        entries.append(ring.scopes[name] + named.ljust(_FOLDER, b"\0"))
    bundle = b"".join(entries)
    # A long one is mostly the teacher's: its length shall not count the children.
    unit = _BUNDLE if len(bundle) <= _BUNDLE else _LONG_BUNDLE
    return bundle.ljust(-(-len(bundle) // unit) * unit, b"\0")


def _nobodys(ring: KeyRing, real: int) -> Iterator[dict[str, Any]]:
    """Yield doors that fill up the number and look like a family's, also to who compares two days.

    So what they are made of lasts as long as a code does, and their bundle as long as the class's key.
    """
    for place, number in enumerate(nobodys_numbers(ring.chaff)[: -real % DOORS]):
        yield {
            "n": number,
            **{
                letter: _text(_stream(ring.chaff, f"slc1 chaff {letter} {place}", length))
                for letter, length in (("s", SALT), ("c", KEY + _AROUND), ("i", 8), ("l", KEY + _AROUND))
            },
            "b": _text(
                _stream(ring.chaff, f"slc1 chaff b {place}", _BUNDLE + _AROUND, salt=ring.scope_key(CLASS))
            ),
        }


def _stream(key: bytes, info: str, length: int, *, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), length, salt, info.encode("utf-8")).derive(key)


# -- reading --------------------------------------------------------------------------------------------


def read_doors(text: str) -> Doors:
    """Return what `doors_script` wrote.

    Raises:
        DoorsError: it did not.
    """
    before, _, rest = text.strip().removesuffix(";").partition("(")
    try:
        if before.strip() != _CALL or not rest.endswith(")"):
            raise DoorsError("this is no list of doors")
        said = json.loads(rest[:-1])
        if said["format"] != FORMAT:
            raise DoorsError("another version of slc has made it")
        doors = tuple(
            {"n": int(door["n"]), **{letter: _bytes(door[letter]) for letter in "scilb"}}
            for door in said["doors"]
        )
        return Doors(int(said["rounds"]), doors)
    except (KeyError, TypeError, ValueError) as error:
        raise DoorsError("it is damaged") from error


def enter(doors: Doors, by: Code | bytes) -> tuple[Opens, ...]:
    """Return what a code, or the key of a link, opens: the class first.

    Raises:
        WrongCodeError: it opens nothing.
        DoorsError: its door opens, and what is behind it is damaged.
    """
    door, key = _by_code(doors, by) if isinstance(by, Code) else _by_link(doors, by)
    try:
        bundle = unwrap(derived(key, "slc1 bundle"), door["b"], "slc1 bundle")
        entries = [bundle[at : at + _ENTRY] for at in range(0, len(bundle), _ENTRY)]
        return tuple(
            Opens(entry[:KEY], entry[KEY:].rstrip(b"\0").decode("utf-8")) for entry in entries if any(entry)
        )
    except (SealError, ValueError) as error:
        raise DoorsError("it is damaged") from error


def _by_code(doors: Doors, code: Code) -> tuple[Mapping[str, Any], bytes]:
    for door in doors.doors:
        if door["n"] == code.door:
            words_key = stretched(code.secret, door["s"], doors.rounds)
            return door, _unwrapped(words_key, door["c"], f"slc1 code {code.door}")
    raise WrongCodeError


def _by_link(doors: Doors, link: bytes) -> tuple[Mapping[str, Any], bytes]:
    if len(link) == LINK:
        wanted = derived(link, "slc1 link id")[:8]
        for door in doors.doors:
            if door["i"] == wanted:
                return door, _unwrapped(derived(link, "slc1 link"), door["l"], "slc1 link")
    raise WrongCodeError


def _unwrapped(key: bytes, wrapped: bytes, purpose: str) -> bytes:
    try:
        return unwrap(key, wrapped, purpose)
    except SealError as error:
        raise WrongCodeError from error


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("no base64url") from error
