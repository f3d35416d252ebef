"""The browser that the tests drive: found on this machine, else installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.setup.steps import SetupError, answer, called, say

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""What the program is called on a PATH, the one we like best first."""

_ELSEWHERE = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    ),
}
"""Where it is on systems that do not put it on the PATH."""

_OWN = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)

HELP = (
    "The tests drive a real Chromium, and none was found or could be installed. Any of these helps:\n"
    "    apt-get install chromium            (Debian)\n"
    "    .venv/bin/python -m playwright install --with-deps chromium\n"
    "    SLC_CHROMIUM=/where/it/is make test"
)


def find() -> Path | None:
    """Return the Chromium, Chrome or Edge of this machine, or None.

    `SLC_CHROMIUM` goes before all others.

    Raises:
        SetupError: `SLC_CHROMIUM` is set, but not to a program that starts.
    """
    named = os.environ.get("SLC_CHROMIUM")
    if named:
        path = shutil.which(named)
        if path is None or not _starts(Path(path)):
            raise SetupError(f"SLC_CHROMIUM is {named}, but no Chromium starts there.")
        return Path(path)
    candidates = [path for path in map(shutil.which, NAMES) if path]
    candidates += [os.path.expandvars(place) for place in _ELSEWHERE.get(sys.platform, ())]
    return next((Path(path) for path in candidates if Path(path).exists() and _starts(Path(path))), None)


def find_playwrights_own(python: Path) -> Path | None:
    """Return the Chromium that playwright has downloaded before, or None.

    Args:
        python: An interpreter that has playwright.
    """
    path = answer([python, "-c", _OWN])
    return Path(path) if path and Path(path).exists() else None


def ready(python: Path) -> Path:
    """Return a Chromium, installed now if there was none: from Debian's packages, else by playwright.

    Raises:
        SetupError: There is none and none can be installed.
    """
    found = find() or find_playwrights_own(python)
    if found is not None:
        return found
    say("No Chromium on this machine: installing one for the tests …")
    if _from_packages():
        found = find()
    if found is None:
        called([python, "-m", "playwright", "install", "chromium"])
        found = find_playwrights_own(python)
    if found is None:
        raise SetupError(HELP)
    return found


def _starts(path: Path) -> bool:
    """Whether it is more than a stub, as Ubuntu's `chromium-browser` is where there is no snap."""
    # On Windows `--version` opens a window instead.
    return sys.platform == "win32" or answer([path, "--version"]) is not None


def _from_packages() -> bool:
    """Install Debian's package if that needs nobody's password."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    sudo: list[str | Path] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or answer(["sudo", "-n", "true"]) is None:
            return False
        sudo = ["sudo", "-n"]
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-y"]
    # A list of packages that cannot be renewed may still do.
    called([*quiet, "update"])
    return called([*quiet, "--no-install-recommends", "install", "chromium"]) == 0
