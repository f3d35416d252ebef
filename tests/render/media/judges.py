"""Judges of what is published: one that nobody here wrote, and one that every machine has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from slc_site.inspect.exiftool import ExifTool
from slc_site.inspect.kinds import THEMES, kind_of
from tools.setup import exiftool


@cache
def the_exiftool() -> ExifTool:
    """The exiftool of this machine, or the one that `make test` fetches."""
    program = exiftool.find()
    assert program is not None, exiftool.HELP
    return ExifTool(program)


def found_by_exiftool(files: list[Path]) -> list[str]:
    """What exiftool finds in the files besides what showing and playing need.

    Every test that asks it also looks for the planted words by itself.
    """
    asked = [(file, kind) for file in files if (kind := kind_of(f"{THEMES}{file.name}")) is not None]
    assert len(asked) == len(files), files
    return [f"{file.name}: {named}" for file, named in the_exiftool().read(asked).items()]


def planted_words(files: list[Path]) -> list[str]:
    """The words of planted metadata that stand in the files' bytes.

    Three letters stand by chance in one of eight megabytes of a coded film: where that much is likely, they
    are looked for with what always follows them in metadata.
    """
    words = [
        b"CANARY",
        b"Exif",
        b"GPS",
        b"50.4",
        b"2026",
        b"ns.adobe",
        b"photoshop",
        b"ID3",
        b"APETAG",
        b"LYRICS",
    ]
    words += ["CANARY".encode(form) for form in ("utf-16-le", "utf-16-be")]
    words += [b"iTXt", b"ICC_PROFILE", b"Lavf", b"LIST", b"mebx", b"LYRICS", b"\xa9xyz", b"\xa9too", b"loci"]
    return [
        f"{path.name}: {word!r}"
        for path, data in ((path, path.read_bytes()) for path in files)
        for word in words
        if word in data
        and (
            len(data) / 256 ** len(word) < _BY_CHANCE or re.search(_FOLLOWED.get(word, re.escape(word)), data)
        )
    ]


_BY_CHANCE = 0.001
"""How often a word may be expected in so many random bytes and still mean something if it is there."""
_FOLLOWED = {b"GPS": rb"GPS[A-Z][a-z]{2}", b"ID3": rb"ID3[\x02-\x04]\x00"}
"""Names of tags, such as GPSLatitude; a header with its version."""
