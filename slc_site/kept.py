"""What the program keeps for itself between two runs: believed only when it is whole and our own.

Each file is a digest and then a value. The digest covers the value and a stamp of who made it: a file that is
damaged, cut off or made by another version of the program, of Python or of a library is as if it were not
there. Losing one costs time and nothing else.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any, TypeVar

import msgspec

from slc_site import __version__, stamps

T = TypeVar("T")

_SIZE = 16
_AT_ONCE = 2000
"""Bytes. For more, Python lets other threads go on, and this one waits for a turn: often for milliseconds."""


def fingerprint(*values: object) -> str:
    """Return a digest of plain values and frozen objects: the same for equal ones, on every machine.

    Mappings are equal if they are in the same order, too. Of a set, the digest may be another one each time.

    Raises:
        TypeError: something in there is no value, such as a function.
    """
    try:
        said = memoryview(encoded(values))
    except UnicodeEncodeError:  # the name of a file that is no text: as if it were new each time
        return secrets.token_hex(_SIZE)
    digest = blake2b(said[:_AT_ONCE], digest_size=_SIZE)
    for start in range(_AT_ONCE, len(said), _AT_ONCE):
        digest.update(said[start : start + _AT_ONCE])
    return digest.hexdigest()


def encoded(value: object) -> bytes:
    """Return the bytes of a value made of dataclasses, enums, dates, numbers, texts and collections of them.

    Raises:
        TypeError: something in there is no value, such as a function.
        UnicodeEncodeError: a text cannot be UTF-8.
    """
    return _ENCODER.encode(value)


def decoder(kind: type[T]) -> Callable[[bytes], T]:
    """Return what makes a value of this type again of what `encoded` made of it."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_decoded).decode


def save(file: Path, value: object) -> None:
    """Keep a value for the next time; where that cannot be, it costs time and nothing else."""
    beside = file.with_name(file.name + ".new")
    with suppress(OSError, UnicodeEncodeError):
        said = encoded(value)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(_mark(said) + said)
        beside.replace(file)


def loaded(file: Path, decode: Callable[[bytes], T]) -> T | None:
    """Return what was saved, or None."""
    try:
        said = file.read_bytes()
        return decode(said[_SIZE:]) if said[:_SIZE] == _mark(said[_SIZE:]) else None
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


@cache
def program() -> bytes:
    """Return a fingerprint of the program: its own files, Python, and the libraries that are there."""
    said = "\n".join((__version__, sys.version, *stamps.libraries(), stamps.listing([stamps.PACKAGE])))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def _mark(value: bytes) -> bytes:
    return blake2b(value, digest_size=_SIZE, key=program()).digest()


def _encodable(value: object) -> object:
    if isinstance(value, PurePath):
        return os.fsencode(value)
    raise TypeError(f"{type(value).__name__} is no value")


def _decoded(kind: type, value: Any) -> Any:
    if issubclass(kind, PurePath):
        return kind(os.fsdecode(value))
    raise TypeError(f"{kind.__name__} is not kept")


# Mappings stay in their order, which a page may show. Sets have none: no two processes list one in the same.
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_encodable)
