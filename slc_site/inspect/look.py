"""One quick, strict look into one file: only its structure is read, no picture is decoded."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from slc_site.inspect.kinds import Kind, kind_of, looks_like
from slc_site.inspect.source import Source, UnreadableError


class Looked(Struct, frozen=True):
    """What a look into a file came to."""

    kind: Kind | None
    """What it must be, by its name; None when no such file belongs into a site."""
    marks: tuple[str, ...] = ()
    """What it tells besides what one sees or hears, each once."""
    fault: str = ""
    """Why it is not what its name says, as a clause; empty when it is."""


def look(name: str, file: Path) -> Looked:
    """Look into a file that is to stand at the path `name` in the site.

    Raises:
        OSError: it cannot be read.
    """
    kind = kind_of(name)
    with file.open("rb") as opened:
        if kind is None:
            return Looked(None, fault=looks_like(opened.read(16)) or "")
        source = Source(opened, file.stat().st_size)
        try:
            return Looked(kind, tuple(dict.fromkeys(kind.look(source))))
        except UnreadableError as error:
            other = looks_like(source.head(0, 16))
            if other and other != kind.name:
                return Looked(kind, fault=f"it is {other}")
            return Looked(kind, fault=str(error))
        except RecursionError:
            return Looked(kind, fault="its parts stand in each other without end")
