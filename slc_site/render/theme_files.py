"""What files a theme brings, and what is in them: those of the program are not read again in each build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from slc_site import kept, stamps
from slc_site.render.theme_folders import BUNDLED

TEMPLATES, STATIC = "templates", "static"


class ThemeFiles(Struct, frozen=True):
    """The files of one theme, each with a digest of what is in it; None where it cannot be read."""

    templates: Mapping[str, str | None]
    """By name, in the order of names: every file that a template may name, whatever its kind."""
    static: Mapping[str, str | None]
    """By name, in the order of names: what pages are published with. Hidden files are not."""


class _Kept(Struct, frozen=True):
    listed: str
    """What the theme's folder looked like."""
    files: ThemeFiles


_decode = kept.decoder(_Kept)


def files_of(theme: Path, memory: Path | None = None) -> ThemeFiles:
    """Return the files of the theme in a folder.

    `memory` is a folder in which digests of the program's own themes are kept. A class's theme is always
    read: there may be links in it, whose ends a look at the folder does not show.
    """
    if memory is None or not theme.is_relative_to(BUNDLED):
        return _read(theme)
    look = stamps.look_at([str(theme)], shares_themes=False)
    file = memory / f"files-{kept.fingerprint(theme)}"
    known = kept.loaded(file, _decode)
    if known is not None and known.listed == look.text:
        return known.files
    files = _read(theme)
    if not look.young(look.began - stamps.TICK):
        kept.save(file, _Kept(look.text, files))
    return files


def _read(theme: Path) -> ThemeFiles:
    return ThemeFiles(
        {name: _digest(file) for name, file in sorted(_templates(theme / TEMPLATES))},
        {name: _digest(file) for name, file in sorted(_static(theme / STATIC))},
    )


def _templates(top: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files, through links as Jinja finds them."""
    seen = set()
    for place, folders, names in os.walk(top, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()  # a link that leads back
            continue
        seen.add(real)
        yield from (((Path(place) / name).relative_to(top).as_posix(), Path(place) / name) for name in names)


def _static(top: Path) -> Iterator[tuple[str, Path]]:
    for file in top.rglob("*"):
        if file.is_file() and not file.name.startswith("."):
            yield file.relative_to(top).as_posix(), file


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
    except OSError:  # told when a page needs it
        return None
