"""What lies in a folder, to be held against what should lie there."""

from __future__ import annotations

from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path with forward slashes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def visible(folder: Path) -> dict[str, bytes]:
    """Return all that a visitor can come upon: not the list of ours that publishing keeps there."""
    return {name: content for name, content in tree(folder).items() if not name.startswith(".slc-")}
