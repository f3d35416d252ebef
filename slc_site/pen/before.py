"""A file of the class written anew, after a copy of what was there has been kept, once a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from slc_site.pen import atomic

_PRIVATE = 0o600


def rewrite(root: Path, label: str, before: bytes, after: bytes, today: date) -> None:
    """Put new bytes in the place of a file.

    Args:
        root: The class's folder.
        label: The file, as seen from there.
        before: What was read from it, and `after` was made from.
        after: What it is to hold.
        today: Under this day the copy is kept, in `.slc/before`.

    Raises:
        ChangedError: somebody has just written the file; nothing was changed.
        OSError: the disk says no.
    """
    file = root / label
    kept = root / ".slc" / "before" / today.isoformat() / Path(label).relative_to("content")
    if not kept.exists():
        atomic.make_private(kept.parent)
        atomic.put(kept, before, _PRIVATE, lambda: True)
    atomic.put(file, after, file.stat().st_mode & 0o777, lambda: file.read_bytes() == before)
