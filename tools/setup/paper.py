"""What the tests of paper need of the system: Pango, by which WeasyPrint sets type, and fonts besides ours.

Found here, else fetched as Debian's packages and unpacked into the environment, where nothing else sees them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from tools.setup.environment import VENV
from tools.setup.steps import answer, called, say

FOLDER = VENV / "paper"
"""Where fetched packages are unpacked."""
_FONTS = FOLDER / "fonts.conf"
_LIBRARIES = (
    "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "libfontconfig1",
    "libfreetype6", "libfribidi0", "libthai0", "libdatrie1", "libgraphite2-3", "libglib2.0-0",
)  # fmt: skip
_FONTS_FOR = {":lang=zh-cn": "fonts-wqy-microhei", ":charset=1f989": "fonts-noto-color-emoji"}
"""By what a system is asked for, a package: Chinese, and the owl of a child's avatar."""
_HELP = (
    "WeasyPrint finds no Pango, and it cannot be fetched here: the tests of paper will fail. To have it:\n"
    "    apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0     (Debian, Ubuntu)\n"
    "    brew install pango                                                        (macOS)"
)
_IMPORT = "from tools.setup.paper import in_use; in_use(); import weasyprint; print('here')"


def ready(python: Path) -> None:
    """Have Pango and fonts for Chinese and for avatars, as far as they can be had.

    Args:
        python: An interpreter that has the packages of the tests.
    """
    if answer([python, "-c", _IMPORT]) != "here":
        say("Fetching Pango, for the tests of paper …")
        _fetch(*_LIBRARIES)
        if answer([python, "-c", _IMPORT]) != "here":
            say(_HELP)
    missing = [package for asked_for, package in _FONTS_FOR.items() if not _has_font(asked_for)]
    if missing:
        say("Fetching fonts, for the tests of paper …")
        _fetch(*missing)
        _write_fonts()


def in_use() -> None:
    """Let this process, and those that it starts, use what was fetched; to be called before WeasyPrint is.

    A library that is loaded already is found by its name.
    """
    if _FONTS.is_file():
        os.environ["FONTCONFIG_FILE"] = str(_FONTS)
    waiting = sorted(FOLDER.glob("usr/lib/*/lib*.so.*")) if sys.platform == "linux" else []
    before = len(waiting) + 1
    while waiting and len(waiting) < before:  # each needs some of the others
        before = len(waiting)
        waiting = [library for library in waiting if not _loaded(library)]


def _loaded(library: Path) -> bool:
    with suppress(OSError):
        ctypes.CDLL(str(library), ctypes.RTLD_GLOBAL)
        return True
    return False


def _has_font(asked_for: str) -> bool:
    """Is there such a font, on a system that can be asked? Others bring them along."""
    asked = shutil.which("fc-list")
    if asked is None:
        return True
    ours = ["env", f"FONTCONFIG_FILE={_FONTS}"] if _FONTS.is_file() else []
    return bool(answer([*ours, asked, asked_for, "family"]))


def _fetch(*packages: str) -> None:
    apt, unpack = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if apt is None or unpack is None:
        return
    here = FOLDER / "packages"
    here.mkdir(parents=True, exist_ok=True)
    for package in packages:
        called([apt, "-q", "download", package], cwd=here)
    for file in here.glob("*.deb"):
        called([unpack, "-x", file, FOLDER])
    shutil.rmtree(here)


def _write_fonts() -> None:
    fonts = FOLDER / "usr" / "share" / "fonts"
    if fonts.is_dir():
        _FONTS.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>\n',
            encoding="utf-8",
        )
