"""The sample descriptions of MP4 and MOV: which codec and its settings; names of programs go."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.render.containers.boxes import Box, blank, boxes, kinds
from slc_site.render.containers.rewrite import damaged, held_back

_SETTINGS = kinds(
    "avcC hvcC av1C vpcC dvcC dvvC esds dOps alac dac3 dec3 damr "
    "pasp clap fiel colr chan wave frma mp4a enda \0\0\0\0"
)
"""What a decoder needs; the last ends a list in QuickTime."""
_SOUNDS = kinds("mp4a Opus .mp3 alac fLaC ac-3 ec-3 samr sawb")
"""Sounds whose samples have the sizes that the file says; plain (PCM) sound in MOV counts in other units."""
_FIXED_IN_VIDEO = 78
_FIXED_IN_SOUND = {0: 28, 1: 44, 2: 64}
"""How many bytes stand before the boxes of an entry; for sound, by its version."""
_MAKER = slice(8, 16)
_PROGRAM = slice(42, 74)
"""Where in a video's entry the maker of the codec and its name stand."""


def tidy_descriptions(data: bytearray, stsd: Box, handler: bytes) -> Iterator[bytes]:
    """Take names out of the entries of a track that holds `vide` or `soun`; yield each entry's codec."""
    if stsd.length < 8:
        raise damaged("the part that says how to play it cannot be read")
    erased: tuple[slice, ...]
    for entry in boxes(data, stsd.body + 8, stsd.end):
        if handler == b"vide":
            fixed, erased = _FIXED_IN_VIDEO, (_MAKER, _PROGRAM)
        else:
            if entry.kind not in _SOUNDS:
                raise held_back("The sound of this recording is kept in a way that web pages cannot play.")
            fixed, erased = _fixed_in_sound(data, stsd, entry), (slice(10, 16),)
        if entry.length < fixed:
            raise damaged("the part that says how to play it cannot be read")
        for part in erased:
            data[entry.body + part.start : entry.body + part.stop] = bytes(part.stop - part.start)
        _tidy_settings(data, entry.body + fixed, entry.end)
        yield entry.kind


def _fixed_in_sound(data: bytearray, stsd: Box, entry: Box) -> int:
    if data[stsd.body] == 1:  # in MP4 itself, where later versions of an entry are no longer
        return _FIXED_IN_SOUND[0]
    version = int.from_bytes(data[entry.body + 8 : entry.body + 10], "big")
    return _FIXED_IN_SOUND.get(version, _FIXED_IN_SOUND[0])


def _tidy_settings(data: bytearray, start: int, end: int) -> None:
    for box in boxes(data, start, end):
        profile = box.kind == b"colr" and bytes(data[box.body : box.body + 4]) not in (b"nclx", b"nclc")
        if box.kind not in _SETTINGS or profile:  # a colour profile can carry words; numbers cannot
            blank(data, box)
        elif box.kind == b"wave":
            _tidy_settings(data, box.body, box.end)
