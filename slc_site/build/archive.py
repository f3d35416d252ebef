"""The year as files: all that people wrote and all that was published, in one zip that needs no program."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from slc_site.build.keepsake_zip import write_zip
from slc_site.build.lock import build_lock
from slc_site.build.site import Site
from slc_site.build.trouble import telling

_README = """\
{title}

All files of a class, as they were on the day of this archive.

content   what children and teachers wrote: plain texts (Markdown, YAML) with their pictures beside them.
          Every editor opens them.
themes    what makes the pages look as they did; not every class has its own.
site      the pages as they were published. A double-click on site/index.html opens them in a browser.
          What is behind a lock there opens with a code.
keys      the codes of the class (ring.json), by which the program slc opens what is locked.

This is for the school alone: there are full names, marks and private words in it. Never upload it.
"""


class DamagedError(Exception):
    """The zip that was written does not hold what it should."""


class Archive(Struct, frozen=True):
    """A zip that was written and read back."""

    file: Path
    files: int
    size: int
    """In bytes."""


def write_archive(site: Site, title: str, file: Path) -> Archive:
    """Put all of a class into a zip, and read it back.

    Raises:
        OutputError: it could not be written, or a build is running; what stood there is as it was.
        DamagedError: what was read back is not what was written.
    """
    with telling(str(file)), build_lock(site.state):
        files: dict[str, bytes | Path] = {"README.txt": _README.format(title=title).encode("utf-8")}
        files |= _below("content", site.content)
        files |= _below("themes", site.themes)
        files |= _below("site", site.output)
        files |= _below("keys", site.keys)
        file.parent.mkdir(parents=True, exist_ok=True)
        size = write_zip(file, files)
        file.chmod(0o600)
        _look_at(file, files.keys())
    return Archive(file, len(files), size)


def _below(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every plain file below a folder; links are passed over, as they are when the class is read."""
    for place, _, names in os.walk(folder):
        for one in names:
            path = Path(place, one)
            if stat.S_ISREG(path.lstat().st_mode):
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _look_at(file: Path, names: Iterable[str]) -> None:
    with zipfile.ZipFile(file) as packed:
        if packed.testzip() is not None or packed.namelist() != sorted(names):
            raise DamagedError
