"""The files that a class begins with, as texts with gaps: they lie in `sheets/`, as they will look."""

from __future__ import annotations

from pathlib import Path
from string import Template

_FOLDER = Path(__file__).with_name("sheets")


def filled(sheet: str, **gaps: str) -> str:
    """Return a sheet by its file name, with all its gaps filled."""
    return Template((_FOLDER / sheet).read_text(encoding="utf-8")).substitute(gaps)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, with the folders it needs.

    Raises:
        FileExistsError: it is there.
        OSError: the disk says no.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
