"""Bytes and a key → locked bytes, and back. Knows no students and no pages; the format is in `docs/locks.md`.

Nothing here is of our own making but the order: AES-256-GCM, HKDF and HMAC come from `cryptography`,
chunks are sealed as in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated Encryption, 2015),
and sizes are rounded up by Padmé (Nikitin and others: Reducing Metadata Leakage, 2019).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from msgspec import Struct

MAGIC = b"SLC1"
"""The format and its version."""
KEY = 32
"""Length of a key in bytes, as all that follow."""
SALT = 16
CHUNK = 1 << 20
TAG = 16
ROUNDS = 600_000
"""Of PBKDF2: what makes guessing a code slow."""
_NONCE = struct.Struct(">QI")
_LENGTH = struct.Struct(">I")
_MOST_HEADER = 4096


class SealError(Exception):
    """The bytes were not sealed with this key for this path, or not all of them are there unchanged."""


class DamagedError(SealError):
    """For sure not all of the bytes are there unchanged, whichever key they were sealed with."""


class Opened(Struct, frozen=True):
    """What was in a sealed file."""

    path: str
    """Where it would stand in an open site."""
    type: str
    """MIME."""
    content: bytes


def derived(key: bytes, info: str, *, salt: bytes = b"") -> bytes:
    """Return the 256-bit key that HKDF-SHA-256 makes of `key` for one purpose."""
    return HKDF(SHA256(), KEY, salt or None, info.encode("utf-8")).derive(key)


def stretched(secret: bytes, salt: bytes, rounds: int = ROUNDS) -> bytes:
    """Return the 256-bit key that PBKDF2-HMAC-SHA-256 makes of what somebody types; that takes a while."""
    return PBKDF2HMAC(SHA256(), KEY, salt, rounds).derive(secret)


def mac(key: bytes, data: bytes) -> bytes:
    """Return HMAC-SHA-256."""
    hmac = HMAC(key, SHA256())
    hmac.update(data)
    return hmac.finalize()


def opaque_name(key: bytes, path: str) -> str:
    """Return what the file at `path` is called behind the lock: 24 hexadecimal digits that say nothing."""
    return mac(derived(key, "slc1 name"), path.encode("utf-8")).hex()[:24]


def seal(key: bytes, path: str, type_: str, content: bytes) -> bytes:
    """Return content as a sealed file, to be published under its `opaque_name`.

    The same arguments give the same bytes; any other content or path has another file key, so that no key
    ever meets a nonce twice.

    Args:
        key: Of the scope, 32 bytes.
        path: Where the file would stand in an open site.
        type_: MIME type.
        content: Any bytes.
    """
    said = {"length": len(content), "path": path, "type": type_}
    header = json.dumps(said, separators=(",", ":")).encode("ascii")
    plain = _LENGTH.pack(len(header)) + header + content
    plain += bytes(padme(len(plain)) - len(plain))
    salt = mac(derived(key, "slc1 salt"), path.encode("utf-8") + b"\0" + _sha256(plain))[:SALT]
    cipher = AESGCM(_file_key(key, opaque_name(key, path), salt))
    last = max(0, (len(plain) - 1) // CHUNK)
    sealed = [
        cipher.encrypt(
            _NONCE.pack(number, number == last), plain[number * CHUNK : (number + 1) * CHUNK], None
        )
        for number in range(last + 1)
    ]
    return b"".join((MAGIC, salt, *sealed))


def unseal(key: bytes, name: str, sealed: bytes) -> Opened:
    """Return what `seal` was given.

    Args:
        key: Of the scope.
        name: The opaque name that the file is published under.
        sealed: All of it.

    Raises:
        SealError: Another key, another name, or a byte of it changed, cut off or swapped.
        DamagedError: The last of these.
    """
    start = len(MAGIC) + SALT
    if sealed[: len(MAGIC)] != MAGIC:
        raise SealError("this is no sealed file")
    if not _is_padded(len(sealed) - start):
        raise DamagedError("something of it was cut off, or added")
    cipher = AESGCM(_file_key(key, name, sealed[len(MAGIC) : start]))
    plain = b"".join(_chunks(cipher, memoryview(sealed)[start:]))
    try:
        (length,) = _LENGTH.unpack_from(plain)
        header = json.loads(plain[_LENGTH.size : _LENGTH.size + min(length, _MOST_HEADER)])
        begin = _LENGTH.size + length
        content = plain[begin : begin + int(header["length"])]
        return Opened(str(header["path"]), str(header["type"]), content)
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise SealError("it was sealed by something else") from error


def _is_padded(body: int) -> bool:
    """May so many bytes be the chunks of one sealed file?"""
    length = body - TAG * (1 + (body - 1) // (CHUNK + TAG))
    return length > 0 and padme(length) == length


def _chunks(cipher: AESGCM, body: memoryview) -> Iterator[bytes]:
    whole = CHUNK + TAG
    last = (len(body) - 1) // whole
    for number in range(last + 1):
        part = bytes(body[number * whole : (number + 1) * whole])
        plain = _opened(cipher, part, number, number == last)
        if plain is None and (number or _opened(cipher, part, number, number != last) is not None):
            raise DamagedError("something of it was changed, cut off or swapped")
        if plain is None:
            raise SealError("the key does not fit, or the file is not as it was sealed")
        yield plain


def _opened(cipher: AESGCM, part: bytes, number: int, is_last: bool) -> bytes | None:
    try:
        return cipher.decrypt(_NONCE.pack(number, is_last), part, None)
    except (InvalidTag, ValueError):
        return None


def wrap(key: bytes, secret: bytes, purpose: str) -> bytes:
    """Return a key sealed with another one: nonce, ciphertext, tag.

    The nonce follows from both keys, so that the same is wrapped to the same bytes and no nonce serves twice.
    """
    nonce = mac(key, b"slc1 nonce" + purpose.encode("utf-8") + b"\0" + secret)[:12]
    return nonce + AESGCM(key).encrypt(nonce, secret, purpose.encode("utf-8"))


def unwrap(key: bytes, wrapped: bytes, purpose: str) -> bytes:
    """Return the key that `wrap` was given.

    Raises:
        SealError: It was wrapped with another key or for another purpose.
    """
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], purpose.encode("utf-8"))
    except (InvalidTag, ValueError) as error:
        raise SealError("the key does not fit") from error


def padme(length: int) -> int:
    """Return the size that a plaintext of `length` bytes is filled up to: at most 12 % more."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1 if exponent > kept else 0
    return (length + mask) & ~mask


def _file_key(key: bytes, name: str, salt: bytes) -> bytes:
    return derived(key, f"slc1 file {name}", salt=salt)


def _sha256(data: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(data)
    return digest.finalize()
