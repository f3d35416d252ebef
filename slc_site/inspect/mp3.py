"""MP3: from the first byte to the last, frames of sound and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from slc_site.inspect import marks
from slc_site.inspect.source import Source, UnreadableError

_KILOBITS = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Per second, by MPEG's version; the first belongs to number 1 in the header."""
_HERTZ = {0b11: (44100, 48000, 32000), 0b10: (22050, 24000, 16000), 0b00: (11025, 12000, 8000)}
_TAGS = ((b"ID3", marks.TAGS), (b"TAG", marks.TAGS), (b"APETAGEX", marks.TAGS), (b"LYRICSBEGIN", marks.TAGS))
_WINDOW = 1 << 16


class _Frame(Struct, frozen=True):
    length: int
    side: int
    """How many bytes stand between its head and what a table of contents would begin with."""


def mp3(source: Source) -> Iterator[str]:
    """Yield what an MP3 sound tells besides what one hears.

    Raises:
        UnreadableError: there is no sound in it.
    """
    start, frames = 0, 0
    while start < source.size:
        window = source.head(start, _WINDOW)
        at = 0
        while (frame := _frame(window[at : at + 4])) and start + at + frame.length <= source.size:
            if frames == 0 and _names_a_program(source.at(start + at, frame.length), frame):
                yield marks.PROGRAM
            frames += 1
            at += frame.length
            if at + 4 > len(window):
                break
        else:
            yield _found(window[at : at + 16])
            at = _next_sound(window, at + 1)
        start += at
    if not frames:
        raise UnreadableError("there is no sound in it")


def _frame(head: bytes) -> _Frame | None:
    """Return the frame of layer III whose first four bytes these are, or None."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0b1110_0110 != 0b1110_0010:
        return None
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _HERTZ or bits in (0, 15) or rate == 3:
        return None
    full = version == 0b11
    kilobits = _KILOBITS[1 if full else 2][bits - 1]
    length = (144_000 if full else 72_000) * kilobits // _HERTZ[version][rate] + (head[2] >> 1 & 1)
    mono = head[3] >> 6 == 3
    side = (17 if mono else 32) if full else (9 if mono else 17)
    return _Frame(length, side + (0 if head[1] & 1 else 2))


def _names_a_program(data: bytes, frame: _Frame) -> bool:
    """Say if a first frame that is a table of contents goes on with who made it."""
    at = 4 + frame.side
    if data[at : at + 4] not in (b"Xing", b"Info"):
        return False
    flags = int.from_bytes(data[at + 4 : at + 8], "big")
    after = at + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    return any(data[after:])


def _found(data: bytes) -> str:
    return next((mark for sign, mark in _TAGS if data.startswith(sign)), marks.LEFT_OVER)


def _next_sound(window: bytes, at: int) -> int:
    """Return where the next frame may begin, or the window's end; near it, so that none is cut in two."""
    while (at := window.find(b"\xff", at)) >= 0:
        if _frame(window[at : at + 4]) or at + 4 > len(window):
            return at
        at += 1
    return len(window)
