"""Where ffmpeg is on this machine, and whether it is one that can be used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct

NAMED = "SLC_FFMPEG"
"""The environment variable that names a program, or something that is not there for none."""
_BUNDLE = "imageio-ffmpeg"
"""A package of Python that brings a program for the usual systems."""
_OLDEST = (5, 1)
"""Its options are those that we use."""
_NEEDED = "--enable-libx264"
_TONES = "--enable-libzimg"
_ANSWERS_WITHIN = 20
"""Seconds to say its version in; a virus scanner may want to look at the program first."""


class Program(Struct, frozen=True):
    """An ffmpeg that can be used."""

    path: Path
    version: str
    """Such as `7.1`: smaller steps are repairs, after which no recording need be made anew."""
    tones: bool
    """It can bring the colours of HDR into the range of ordinary screens."""


def fingerprint() -> str:
    """Return what decides which ffmpeg is used, without starting any; empty when there is none."""
    return "; ".join(_candidates())


def find() -> Program | None:
    """Return the ffmpeg to use: the one named by `SLC_FFMPEG`, else on the PATH, else a package's.

    One that does not start, is older than 5.1 or cannot make H.264 is passed over. Programs are started at
    most once a process, to ask for their version.
    """
    return _first_good(_candidates())


def _candidates() -> tuple[str, ...]:
    """Return a line for each place where a program is: its path, size and time, or its package's version."""
    named = os.environ.get(NAMED)
    if named:
        return _described(named)
    try:
        return *_described("ffmpeg"), f"{_BUNDLE} {version(_BUNDLE)}"
    except PackageNotFoundError:
        return _described("ffmpeg")


def _described(name: str) -> tuple[str, ...]:
    place = shutil.which(name)
    # Windows looks first in the folder one stands in, which may be the class's: nothing is started from there
    if place is None or (Path(place).parent == Path.cwd() and not Path(name).is_absolute()):
        return ()
    try:
        status = Path(place).stat()
    except OSError:
        return ()
    return (f"{Path(place).absolute()}|{status.st_size}|{status.st_mtime_ns}",)


@lru_cache(maxsize=8)
def _first_good(candidates: tuple[str, ...]) -> Program | None:
    for candidate in candidates:
        path = _of_bundle() if candidate.startswith(f"{_BUNDLE} ") else Path(candidate.rsplit("|", 2)[0])
        program = _asked(path) if path else None
        if program is not None:
            return program
    return None


def _of_bundle() -> Path | None:
    import imageio_ffmpeg

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:  # the package is here, but brings no program for this system
        return None


def _asked(path: Path) -> Program | None:
    """Return what a program says of itself, or None when it is not one that we can use."""
    try:
        answer = subprocess.run(  # noqa: S603 - what the teacher's own machine calls ffmpeg
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_ANSWERS_WITHIN,
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return None
    said = re.match(r"ffmpeg version (\S+)", answer)
    if said is None or _NEEDED not in answer:
        return None
    numbers = re.match(r"n?(\d+)\.(\d+)", said[1])
    if numbers is None:  # built from the newest source, which has a name instead
        return Program(path, said[1], _TONES in answer)
    if (int(numbers[1]), int(numbers[2])) < _OLDEST:
        return None
    return Program(path, f"{numbers[1]}.{numbers[2]}", _TONES in answer)
