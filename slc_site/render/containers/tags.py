"""What an original recording tells besides what is heard and seen: read to be counted, never carried over.

Each kind of container has a reader that yields what it comes upon (`tags_mp4`, `tags_webm`, `tags_sound`).
What it cannot read is not counted: that it is gone from the finished file does not depend on it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from slc_site.render.containers import tags_mp4, tags_sound, tags_webm
from slc_site.render.filetype import FileType
from slc_site.render.media import Trace, Unfit

_READERS: Mapping[FileType, Callable[[BinaryIO, int], Iterator[Trace]]] = {
    FileType.MP4: tags_mp4.tags,
    FileType.MP3: tags_sound.of_mp3,
    FileType.WAV: tags_sound.of_wav,
    FileType.OGG: tags_sound.of_ogg,
    FileType.WEBM: tags_webm.tags,
}


def traces(source: BinaryIO, filetype: FileType, size: int) -> frozenset[Trace]:
    """Return what a recording tells, as far as it can be read.

    Args:
        source: The original.
        filetype: What its first bytes said it is; not a picture.
        size: Its length in bytes.
    """
    found: set[Trace] = set()
    try:
        for trace in _READERS[filetype](source, size):
            found.add(trace)
    except (Unfit, struct.error, IndexError, RecursionError):
        pass  # damaged from here on: what was found before stays
    return frozenset(found)
