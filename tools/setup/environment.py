"""The virtual environment `.venv`: made once, filled with what `pyproject.toml` lists, kept up to date."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

from tools.setup.steps import ROOT, Command, SetupError, Stamp, answer, called, fingerprint, say

VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "tools" / "setup" / "constraints.txt"
"""The version of each package that everything was last tested with: `pip -c`."""

_CONNECTION = (
    "Packages come from PyPI or from the index that pip is set up to use (`pip config list`).\n"
    "Is there a connection? Once this has worked, no connection is needed any more."
)


def python_of(venv: Path) -> Path:
    """Return the interpreter of a virtual environment on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def program(name: str) -> Path:
    """Return a program that was installed into `.venv`, such as `slc`."""
    return python_of(VENV).with_name(f"{name}.exe" if os.name == "nt" else name)


def requirements(project: dict[str, Any], group: str | None) -> list[str]:
    """Return what a dependency group of a parsed `pyproject.toml` asks for, its included groups too.

    Args:
        project: The parsed file.
        group: A name under `[dependency-groups]`, or None for nothing besides the program itself.
    """
    if group is None:
        return []
    found: list[str] = []
    for entry in project["dependency-groups"][group]:
        found += [entry] if isinstance(entry, str) else requirements(project, entry["include-group"])
    return found


def ready(group: str | None = None) -> Path:
    """Make `.venv` hold the program and a dependency group, unless it does; return its interpreter.

    The Python that runs this is the one the environment is made with. An environment made with
    another version is kept, unless the caller named a Python: `PYTHON=…`, handed on as `SLC_PYTHON`.

    Raises:
        SetupError: The environment cannot be made or filled.
    """
    source = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(source)
    extra = requirements(project, group)
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    version = _make()
    # The program's own code is installed in place, so that only what describes it matters here.
    described = {key: project[key] for key in ("project", "build-system")}
    wanted = fingerprint(version, json.dumps(described, sort_keys=True), json.dumps(extra), pins)
    stamps = {name: Stamp(VENV / f".ready-{name}") for name in ("site", "dev")}
    python = python_of(VENV)
    if stamps[group or "site"].says(wanted):
        return python
    if group is None and _holds_more(stamps["dev"], project, version, described, pins):
        return python
    say("Installing what slc_site needs …" if group is None else "Installing what the tests need …")
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "-qq",
    ]
    asked: list[str | Path] = ["--editable", ROOT, *extra]
    stamps[group or "site"].unset()
    if called([*pip, "-c", CONSTRAINTS, *asked]) != 0:
        # A Python that is newer than the list may need newer packages than it names.
        say("Not with the versions that were tested last; trying the newest ones …")
        if called([*pip, *asked]) != 0:
            raise SetupError(f"pip could not install all of it; what it said stands above.\n{_CONNECTION}")
    stamps[group or "site"].set(wanted)
    return python


def _holds_more(dev: Stamp, project: dict[str, Any], version: str, described: object, pins: str) -> bool:
    """Whether the larger environment, for tests, is there: it has all that the program needs."""
    extra = requirements(project, "dev")
    return dev.says(fingerprint(version, json.dumps(described, sort_keys=True), json.dumps(extra), pins))


def _make() -> str:
    """Make the empty environment unless a fitting one is there; return its Python's version, `3.12`."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    ask: Command = [python_of(VENV), "-c", "import sys, pip; print('%d.%d' % sys.version_info[:2])"]
    there = answer(ask)
    wrong = os.environ.get("SLC_PYTHON") and there != here
    if there is not None and not wrong and tuple(map(int, there.split("."))) >= (3, 11):
        return there
    say(f"Making the environment .venv with Python {here} …")
    if called([sys.executable, "-m", "venv", "--clear", VENV]) != 0 or answer(ask) is None:
        raise SetupError(
            f"{sys.executable} could not make a virtual environment in {VENV}.\n"
            "On Debian and Ubuntu that part of Python is a package of its own:\n"
            f"    apt-get install python{here}-venv\n"
            "Or name another Python, 3.11 or newer:  make site PYTHON=python3.12"
        )
    return here
