"""The ffmpeg that the tests make recordings with: the very one that the program itself would take."""

from __future__ import annotations

from pathlib import Path

from tools.setup.steps import SetupError, answer

_ASK = "from slc_site.render.ffmpeg import program as p; found = p.find(); print(found.path if found else '')"

HELP = (
    "The tests make recordings with a real ffmpeg, and none was found that can make H.264.\n"
    "The package imageio-ffmpeg, which the tests install, brings one for most systems. Or any of these:\n"
    "    apt-get install ffmpeg              (Debian 12 and newer)\n"
    "    SLC_FFMPEG=/where/it/is make test   (5.1 or newer)"
)


def ready(python: Path) -> Path:
    """Return the ffmpeg of this machine, or the one that a package of the tests has brought.

    Args:
        python: An interpreter that has the packages of the tests.

    Raises:
        SetupError: There is none.
    """
    found = answer([python, "-c", _ASK])
    if not found:
        raise SetupError(HELP)
    return Path(found)
