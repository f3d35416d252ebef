"""The servers that publishing is tested against: OpenSSH's, vsftpd and Apache, found here, else fetched.

Fetched means unpacked into the environment and nothing else: installed as Debian does it, they would start
and answer on the network. Where there is none to be had, the servers that come from PyPI have to do.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.setup.environment import VENV
from tools.setup.steps import called, say

FOLDER = VENV / "servers"
"""Where fetched ones are unpacked."""

_NAMES = (("sshd",), ("vsftpd",), ("apache2", "httpd"))
"""What the programs are called; Apache has two names."""
_PACKAGES = ("openssh-server", "vsftpd", "libwrap0", "apache2-bin", "libapr1", "libaprutil1")
_PLACES = ("usr/sbin", "usr/bin", "sbin", "usr/libexec")
_ELSEWHERE = tuple(Path("/") / place for place in (*_PLACES, "usr/local/sbin", "opt/homebrew/sbin"))


@dataclass(frozen=True)
class Server:
    """A program, and what it has to be started with."""

    path: Path
    libraries: Path | None = None
    """A folder of libraries that came with it."""

    @property
    def environment(self) -> dict[str, str]:
        """The variables that it is started with."""
        own = {"LD_LIBRARY_PATH": str(self.libraries)} if self.libraries else {}
        return {**os.environ, **own}


def find(name: str) -> Server | None:
    """Return a server by its name, `sshd`, `vsftpd`, `apache2` or `httpd`; None: there is none.

    One that is named in `SLC_SSHD`, `SLC_VSFTPD` and so on goes before all others.
    """
    if named := os.environ.get(f"SLC_{name.upper()}"):
        return Server(Path(named))
    places = [Path(path).parent for path in [shutil.which(name)] if path]
    for place in (*places, *_ELSEWHERE):
        if os.access(place / name, os.X_OK):
            return Server(place / name)
    for fetched in _PLACES:
        if (program := FOLDER / fetched / name).exists():
            library = next(FOLDER.glob("usr/lib/*/libwrap.so.0"), None) or next(
                FOLDER.glob("lib/*/libwrap.so.0"), None
            )
            return Server(program, library.parent if library else None)
    return None


def ready() -> None:
    """Have the servers, as far as they can be had."""
    if not _missing():
        return
    apt, unpack = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if apt is None or unpack is None:
        say(f"There is no {', '.join(_missing())} on this machine: publishing is tested against the others.")
        return
    say("Fetching the servers that publishing is tested against …")
    packages = FOLDER / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    for package in _PACKAGES:
        called([apt, "-q", "download", package], cwd=packages)
    for file in packages.glob("*.deb"):
        called([unpack, "-x", file, FOLDER])
    shutil.rmtree(packages)
    if missing := _missing():
        say(f"{', '.join(missing)} could not be had: publishing is tested against the others.")


def _missing() -> list[str]:
    return [names[0] for names in _NAMES if not any(find(name) for name in names)]
