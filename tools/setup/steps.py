"""What every step needs: where things are, how to say something, to run something, to fail plainly."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

Command = Sequence[str | Path]
"""A program and its arguments."""

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


class SetupError(Exception):
    """A step cannot be done; the message says why and what to do, in plain words."""


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, flush=True)


def called(argv: Command, *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run a program that may talk to the terminal but never reads from it; return its exit status.

    A program that is not there counts as a failure with the shell's status for it, 127.
    """
    whole = {**os.environ, **(env or {})}
    try:
        return subprocess.run(
            [str(part) for part in argv], cwd=cwd, env=whole, stdin=subprocess.DEVNULL, check=False
        ).returncode
    except FileNotFoundError:
        say(f"There is no program {argv[0]}.")
        return 127


def answer(argv: Command, *, timeout: float = 60) -> str | None:
    """Return what a program prints, without the line break at its end; None when it fails in any way."""
    try:
        done = subprocess.run(
            [str(part) for part in argv],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def fingerprint(*parts: str) -> str:
    """Return a short name for these texts: the same texts, the same name."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


class Stamp:
    """A file that remembers for what a step was last done, so that it is not done again."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def says(self, wanted: str) -> bool:
        """Whether the step was last done for `wanted`."""
        try:
            return self._file.read_text(encoding="utf-8") == wanted
        except OSError:
            return False

    def set(self, wanted: str) -> None:
        """Remember that the step is done for `wanted`."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(wanted, encoding="utf-8")

    def unset(self) -> None:
        """Forget, before something is begun that may fail half-way."""
        self._file.unlink(missing_ok=True)


def somebody_watches() -> bool:
    """Whether a person sits at this terminal, so that a browser window may open."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
