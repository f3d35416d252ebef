"""WAV: rebuilt from its format and its samples; titles, places and dates in other chunks stay behind."""

from __future__ import annotations

import struct
from typing import BinaryIO

from slc_site.render.containers.rewrite import Copy, Rewrite, damaged, exactly, held_back
from slc_site.render.media import RecordingKind

_PLAYED = {1: "PCM", 3: "float", 6: "A-law", 7: "mu-law", 0xFFFE: "extensible"}
_UNTIL_THE_END = (0, 0xFFFFFFFF)
"""What a recorder writes for the length when it did not come back to fill it in."""


def rewrite(source: BinaryIO, size: int) -> Rewrite:
    """Return the pieces of a WAV file of `size` bytes; raise `Unfit` when it is damaged or not played."""
    form: bytes | None = None
    start = 12
    while start + 8 <= size:
        kind, length = struct.unpack("<4sI", exactly(source, start, 8))
        body = start + 8
        if kind == b"data" and form is not None:
            if length in _UNTIL_THE_END or body + length > size:
                length = size - body
            return _built(form, body, length)
        if kind == b"fmt ":
            form = _format(exactly(source, body, min(length, 40)))
        start = body + length + length % 2
    raise damaged("there is no sound in it")


def _format(chunk: bytes) -> bytes:
    """Return the format chunk cut to the length that its kind has."""
    if len(chunk) < 16:
        raise damaged("it does not say what sound it holds")
    tag, channels, _rate, _bytes, block, _bits = struct.unpack_from("<HHIIHH", chunk)
    if tag not in _PLAYED:
        raise held_back("This sound is packed in a way that web pages cannot play.")
    if not channels or not block:
        raise damaged("it does not say what sound it holds")
    if tag == 0xFFFE:
        if len(chunk) < 40:
            raise damaged("it does not say what sound it holds")
        return chunk[:16] + struct.pack("<H", 22) + chunk[18:40]
    return chunk[:16]


def _built(form: bytes, start: int, length: int) -> Rewrite:
    (bytes_a_second, block) = struct.unpack_from("<IH", form, 8)
    length -= length % block
    if not length:
        raise damaged("there is no sound in it")
    padding = b"\0" * (length % 2)
    total = 4 + 8 + len(form) + 8 + length + len(padding)
    head = struct.pack("<4sI4s4sI", b"RIFF", total, b"WAVE", b"fmt ", len(form)) + form
    return Rewrite(
        RecordingKind.SOUND,
        ".wav",
        "audio/wav",
        (head + struct.pack("<4sI", b"data", length), Copy(start, length), padding),
        seconds=length / bytes_a_second if bytes_a_second else 0.0,
    )
