"""The judge of pictures and recordings: exiftool, which finds metadata that nobody here has thought of.

It is a Perl program. That of this machine is taken; else npm brings one, which the Perl of any Linux or
macOS runs, and on Windows one that brings its own.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.setup import node_packages
from tools.setup.steps import ROOT, SetupError, answer

VENDORED = (
    node_packages.FOLDER / "exiftool-vendored.pl" / "bin" / "exiftool",
    node_packages.FOLDER / "exiftool-vendored.exe" / "bin" / "exiftool.exe",
)
"""Where npm puts it."""

_SAMPLE = ROOT / "tests" / "render" / "media" / "data" / "place.mp4"

HELP = (
    "The tests ask exiftool whether a finished picture tells anything, and none was found that runs.\n"
    "`make test` fetches one, which needs Perl. Or any of these:\n"
    "    apt-get install libimage-exiftool-perl            (Debian)\n"
    "    SLC_EXIFTOOL=/where/it/is make test"
)


def find() -> Path | None:
    """Return the exiftool of this machine, else the one that npm has brought, or None.

    `SLC_EXIFTOOL` goes before all others.

    Raises:
        SetupError: `SLC_EXIFTOOL` is set, but not to a program that reads a film.
    """
    if named := os.environ.get("SLC_EXIFTOOL"):
        path = shutil.which(named)
        if path is None or not _reads(Path(path)):
            raise SetupError(f"SLC_EXIFTOOL is {named}, but no exiftool runs there.")
        return Path(path)
    installed = shutil.which("exiftool")
    candidates = [Path(installed)] if installed else []
    candidates += [path for path in VENDORED if path.exists()]
    return next((path for path in candidates if _reads(path)), None)


def ready(python: Path) -> Path:
    """Return an exiftool, fetched now if there was none.

    Args:
        python: An interpreter that has the packages of the tests.

    Raises:
        SetupError: There is none and none can be had.
    """
    if (found := find()) is None:
        node_packages.ready(python)
        found = find()
    if found is None:
        raise SetupError(HELP)
    return found


def _reads(path: Path) -> bool:
    """Whether it is more than a name: a part of Perl that it needs may be missing."""
    return '"CANARYTITLE"' in (answer([path, "-json", _SAMPLE]) or "")
