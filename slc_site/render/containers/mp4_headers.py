"""What the headers of MP4 and MOV say of a film: how long, how large, and whether parts of it are hidden."""

from __future__ import annotations

import struct

from slc_site.render.containers.boxes import Box, find

_SLACK = 0.5
"""Seconds that are not shown without anybody having cut: encoders begin early and end late."""


def seconds(data: bytearray, moov: Box) -> float:
    """Return how long the film in a `moov` plays; 0 when it does not say."""
    scale, length = _times(data, find(data, moov, b"mvhd"))
    extends = find(data, moov, b"mvex", b"mehd")
    if not length and extends is not None and extends.length >= 8:
        # in a film of fragments the length of all of them stands here, if it was known at all
        wide = 8 if data[extends.body] == 1 else 4
        length = int.from_bytes(data[extends.body + 4 : extends.body + 4 + wide], "big")
    return length / scale if scale else 0.0


def upright_size(data: bytearray, tkhd: Box) -> tuple[int, int]:
    """Return width and height of a track as it is shown, in pixels: the camera's turn worked in."""
    start = tkhd.body + (52 if data[tkhd.body] == 1 else 40)
    if start + 44 > tkhd.end:
        return 0, 0
    across, down = struct.unpack_from(">ii", data, start)
    width, height = (round(side / 65536) for side in struct.unpack_from(">II", data, start + 36))
    return (height, width) if abs(down) > abs(across) else (width, height)


def is_cut(data: bytearray, moov: Box, trak: Box) -> bool:
    """Say if more of a track is in the file than its list of edits shows.

    A phone that shortens a video may leave what was cut away in it, and only note down what to show.
    """
    edits = find(data, trak, b"edts", b"elst")
    if edits is None:
        return False
    movie_scale, _ = _times(data, find(data, moov, b"mvhd"))
    scale, length = _times(data, find(data, trak, b"mdia", b"mdhd"))
    if not scale or not movie_scale or edits.length < 8:
        return True
    form = ">QqI" if data[edits.body] == 1 else ">IiI"
    entries = range(edits.body + 8, edits.end - struct.calcsize(form) + 1, struct.calcsize(form))
    shown = [one for one in (struct.unpack_from(form, data, at) for at in entries) if one[1] >= 0]
    if len(shown) != 1:
        return bool(shown)
    lasting, start, _rate = shown[0]
    before = start / scale
    # an edit without a length lasts to the end, and so does the only one of a film of fragments
    after = length / scale - before - lasting / movie_scale if lasting else 0.0
    return bool(max(before, after) > _SLACK)


def _times(data: bytearray, header: Box | None) -> tuple[int, int]:
    """Return units a second and length in units, as `mvhd` and `mdhd` say them; zeros if they do not."""
    if header is None or header.length < 20:
        return 0, 0
    if data[header.body] == 1:
        form, at, unknown = ">IQ", 20, 0xFFFFFFFFFFFFFFFF
    else:
        form, at, unknown = ">II", 12, 0xFFFFFFFF
    if at + struct.calcsize(form) > header.length:
        return 0, 0
    scale, length = struct.unpack_from(form, data, header.body + at)
    return scale, 0 if length == unknown else length
