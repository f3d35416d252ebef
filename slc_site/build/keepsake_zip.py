"""Files into a zip: whole or not at all, and the same bytes each time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from slc_site.build import disk

_TEXTS = frozenset({".html", ".css", ".js", ".svg", ".txt", ".md", ".vtt"})
"""What becomes smaller; pictures, recordings and fonts are small already."""
_LEVEL = 6
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a zip knows."""
_UNIX, _PLAIN_FILE = 3, 0o100644
_STAYS_SMALL = 1 << 31
"""Bytes; from here on a zip counts otherwise."""


def write_zip(target: Path, files: Mapping[str, bytes | Path]) -> int:
    """Write a zip and return its size in bytes; `files` are by their path in it.

    Raises:
        OSError: It cannot be written, or a file cannot be read; what stood at `target` is as it was.
    """
    beside = disk.half_written(target)
    try:
        with beside.open("wb") as file:
            with ZipFile(file, "w") as packed:
                for name in sorted(files):
                    _add(packed, name, files[name])
            file.flush()
            os.fsync(file.fileno())
        size = beside.stat().st_size
        disk.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return size


def _add(packed: ZipFile, name: str, content: bytes | Path) -> None:
    entry = ZipInfo(name, _DAY)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
    is_text = PurePosixPath(name).suffix in _TEXTS
    entry.compress_type = ZIP_DEFLATED if is_text else ZIP_STORED
    if isinstance(content, bytes):
        packed.writestr(entry, content, compresslevel=_LEVEL)
    elif is_text:
        packed.writestr(entry, content.read_bytes(), compresslevel=_LEVEL)
    else:
        is_large = content.stat().st_size >= _STAYS_SMALL
        with content.open("rb") as source, packed.open(entry, "w", force_zip64=is_large) as into:
            shutil.copyfileobj(source, into, 1 << 20)
