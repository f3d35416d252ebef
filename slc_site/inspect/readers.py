"""Readers that nobody here wrote: Pillow for pictures, tinytag for sounds; each says what it finds.

They know less than the strict look does, but they know it from other people.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from slc_site.inspect.kinds import Kind, Sort
from slc_site.inspect.source import words

_SHOWN = words(
    "adobe adobe_transform background bbox bits blend chromaticity default_image disposal dpi duration "
    "extension gamma interlace jfif jfif_density jfif_unit jfif_version loop progression progressive srgb "
    "timestamp transparency version"
)
"""What Pillow tells of any picture: how it is to be shown."""
_PLAYED = words("filename filesize duration channels bitrate bitdepth samplerate mime_type is_lossless")
"""What tinytag tells of any sound: how it is to be played."""
_SOUNDS = frozenset((".mp4", ".m4a", ".mp3", ".wav", ".ogg"))


class Reader(Protocol):
    """Somebody who reads metadata."""

    @property
    def name(self) -> str:
        """Who it is, with its version."""
        ...

    def read(self, files: Iterable[tuple[Path, Kind]]) -> Mapping[Path, list[str]]:
        """Return the names of what it finds in files; a file in which it finds nothing is absent."""
        ...


class Pillow:
    """Reads pictures, without decoding those that are published."""

    @property
    def name(self) -> str:
        """Who it is, with its version."""
        from PIL import __version__

        return f"Pillow {__version__}"

    def read(self, files: Iterable[tuple[Path, Kind]]) -> dict[Path, list[str]]:
        """Return the names of what it finds in pictures, by file; drawings it cannot read."""
        found = {}
        for file, kind in files:
            if kind.sort is Sort.PICTURE and file.suffix != ".svg" and (named := _in_picture(file)):
                found[file] = named
        return found


def _in_picture(file: Path) -> list[str]:
    from PIL import ExifTags, Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("WEBP", "PNG", "JPEG", "GIF")) as image:
                if image.format != "WEBP":
                    image.load()  # what stands behind the pixels is found only then
                found = [ExifTags.TAGS.get(tag, f"tag {tag}") for tag in image.getexif()]
                return found + sorted(str(key) for key in image.info if key not in _SHOWN)
    except Exception as error:
        # Damaged metadata may make it raise anything, and each of them is a finding.
        return [f"something that it cannot read ({type(error).__name__})"]


class TinyTag:
    """Reads sounds, and the titles of videos."""

    @property
    def name(self) -> str:
        """Who it is, with its version."""
        from tinytag import __version__

        return f"tinytag {__version__}"

    def read(self, files: Iterable[tuple[Path, Kind]]) -> dict[Path, list[str]]:
        """Return the names of what it finds in recordings, by file; WebM it cannot read."""
        return {
            file: named
            for file, kind in files
            if kind.sort is Sort.RECORDING and file.suffix in _SOUNDS and (named := list(_in_sound(file)))
        }


def _in_sound(file: Path) -> Iterator[str]:
    from tinytag import TinyTag as Tags
    from tinytag import TinyTagException

    try:
        tags = Tags.get(file, duration=False, image=True)
    except (TinyTagException, ValueError) as error:
        yield f"something that it cannot read ({type(error).__name__})"
        return
    yield from (key for key, value in tags.as_dict().items() if key not in _PLAYED and value)
    if tags.images.any:
        yield "a picture"
