"""Where letters lie: below `print/letters/`, for the teacher alone."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from slc_site.build.site import Site
from slc_site.build.trouble import telling
from slc_site.share.keyfile import write_private

FOLDER = "letters"
"""Below `print/`."""


def keep_letters(site: Site, conference: str, files: Mapping[str, bytes], *, is_all: bool) -> list[Path]:
    """Put files into a conference's folder and return them.

    Args:
        site: Of the class.
        conference: The slug.
        files: By name, such as `invitation/ada.html`.
        is_all: They are those of all families: what lies beside them from before is of nobody any more.

    Raises:
        OutputError: the disk refuses.
    """
    folder = site.paper / FOLDER / conference
    written = [folder / name for name in files]
    with telling("print"):
        for place in sorted({site.paper, site.paper / FOLDER, folder, *(file.parent for file in written)}):
            place.mkdir(mode=0o700, exist_ok=True)
            with contextlib.suppress(OSError):  # some network folders know no rights
                place.chmod(0o700)
        if is_all:
            _forget(folder, written)
        for file, data in zip(written, files.values(), strict=True):
            write_private(file, data)
    return written


def _forget(folder: Path, written: list[Path]) -> None:
    """Remove letters of the same kind and form that are not made anew."""
    for place in {file.parent for file in written} - {folder}:
        endings = {file.suffix for file in written if file.parent == place}
        for old in place.iterdir():
            if old not in written and old.suffix in endings and old.is_file():
                old.unlink()
