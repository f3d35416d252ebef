"""MP3: only the frames of sound are kept; ID3, APE and lyrics, wherever they stand, stay behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from slc_site.problems import Problem, Severity
from slc_site.render.containers.rewrite import Copy, Piece, Rewrite, damaged, joined
from slc_site.render.media import RecordingKind

_FORWARD = 1 << 20
"""How many bytes that are no sound are searched for more sound: a cover picture between two tags."""
_IN_A_ROW = 3
"""A beginning of a frame is believed when so many follow each other."""

_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits per second by their number in the header: of MPEG 1, and of MPEG 2 and 2.5."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples per second, by the version's two bits."""


class _Frame(Struct, frozen=True):
    start: int
    length: int
    version: int
    rate: int
    mono: bool
    guarded: bool
    """A checksum of two bytes follows the header."""

    @property
    def end(self) -> int:
        return self.start + self.length


def rewrite(source: BinaryIO, size: int) -> Rewrite:
    """Return the pieces of an MP3 file of `size` bytes; raise `Unfit` when there is no sound in it."""
    frames = _frames(source, size)
    first = next(frames, None)
    if first is None:
        raise damaged("there is no sound in it")
    pieces: list[Piece] = [_without_encoder(source, first)]
    end = first.end
    for frame in frames:
        pieces.append(Copy(frame.start, frame.length))
        end = frame.end
    return Rewrite(
        RecordingKind.SOUND,
        ".mp3",
        "audio/mpeg",
        joined(pieces),
        _about_the_rest(source, end, size),
        seconds=len(pieces) * (1152 if first.version == 3 else 576) / first.rate,
        everywhere=True,
    )


def _frames(source: BinaryIO, size: int) -> Iterator[_Frame]:
    like: _Frame | None = None
    start = 0
    while start < size:
        frame = _frame_at(source, start, size, like)
        if frame is None:
            frame = _search(source, _past_tag(source, start, size), size, like)
            if frame is None:
                return
        like = like or frame
        yield frame
        start = frame.end


def _frame_at(source: BinaryIO, start: int, size: int, like: _Frame | None) -> _Frame | None:
    """Return the frame that begins just here and is of the same kind as `like`, or None."""
    source.seek(start)
    head = source.read(4)
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version = head[1] >> 3 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate == 3 or bitrate in (0, 15):
        return None
    samples = _RATES[version][rate]
    length = (144 if version == 3 else 72) * _BITRATES[version == 3][bitrate] * 1000 // samples
    length += head[2] >> 1 & 1
    if start + length > size or (like is not None and (like.version, like.rate) != (version, samples)):
        return None
    return _Frame(start, length, version, samples, head[3] >> 6 == 3, not head[1] & 1)


def _past_tag(source: BinaryIO, start: int, size: int) -> int:
    """Return where the tag ends that begins here and says how long it is, or `start`."""
    source.seek(start)
    head = source.read(32)
    if head[:3] == b"ID3" and len(head) >= 10:
        length = 0
        for seven_bits in head[6:10]:
            length = length << 7 | seven_bits & 0x7F
        return min(size, start + 10 + length + (10 if head[5] & 0x10 else 0))
    if head[:8] == b"APETAGEX" and len(head) == 32:
        return min(size, start + 32 + int.from_bytes(head[12:16], "little"))
    return start


def _search(source: BinaryIO, start: int, size: int, like: _Frame | None) -> _Frame | None:
    """Return the next frame that is followed by its like, or by the end of the file; None when far off."""
    source.seek(start)
    window = source.read(_FORWARD)
    at = window.find(b"\xff")
    while at >= 0:
        if (
            at + 1 < len(window)
            and window[at + 1] & 0xE6 == 0xE2
            and _is_a_row(source, start + at, size, like)
        ):
            return _frame_at(source, start + at, size, like)
        at = window.find(b"\xff", at + 1)
    return None


def _is_a_row(source: BinaryIO, start: int, size: int, like: _Frame | None) -> bool:
    for _ in range(_IN_A_ROW):
        frame = _frame_at(source, start, size, like)
        if frame is None:
            return False
        like, start = like or frame, frame.end
        if start == size:
            return True
    return True


def _without_encoder(source: BinaryIO, frame: _Frame) -> bytes:
    """Return the first frame; where it is a table of contents, without the name of the program."""
    source.seek(frame.start)
    data = bytearray(source.read(frame.length))
    side = {(True, False): 32, (True, True): 17, (False, False): 17, (False, True): 9}[
        frame.version == 3, frame.mono
    ]
    at = 4 + (2 if frame.guarded else 0) + side
    if bytes(data[at : at + 4]) in (b"Xing", b"Info"):
        flags = int.from_bytes(data[at + 4 : at + 8], "big")
        end = at + 8 + sum(length for bit, length in ((1, 4), (2, 4), (4, 100), (8, 4)) if flags & bit)
        data[end:] = bytes(max(0, len(data) - end))
    return bytes(data[: frame.length])


def _about_the_rest(source: BinaryIO, end: int, size: int) -> tuple[Problem, ...]:
    """Tell of sound that may have been lost: more is left over than the tags at the end."""
    while (after := _past_tag(source, end, size)) > end:
        end = after
    if size - end <= _FORWARD:
        return ()
    return (
        Problem(
            "This recording is damaged: what comes after the damage was left out.",
            hint="Listen to it, and copy it again from where it was recorded if something is missing.",
            severity=Severity.WARNING,
            code="media-truncated",
        ),
    )
