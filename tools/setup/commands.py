"""The commands of the Makefile, one function each; the table of them stands at the end."""

from __future__ import annotations

import shutil
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tools.setup import checker, chromium, environment, exiftool, ffmpeg, paper, servers
from tools.setup.steps import ROOT, SetupError, called, say, somebody_watches

MINIMUM_COVERAGE = 90
"""Per cent of the package's lines and branches that the tests must go through."""

_MOST_WORKERS = 6
"""Each worker of the tests drives a browser of its own; more of them only get in each other's way."""

_LEAVINGS = (
    "dist",
    "htmlcov",
    ".bench",
    ".shots",
    ".coverage*",
    ".hypothesis",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
)
"""What tools leave behind in the checkout, besides what `slc clean` knows of."""


def site() -> int:
    """Build the sample class and show it."""
    environment.ready()
    if not (ROOT / "content").is_dir():
        raise SetupError(f"There is no folder content/ in {ROOT}: is this a whole checkout?")
    status = called([environment.program("slc"), "build"])
    home = ROOT / "output" / "index.html"
    if not home.exists():
        raise SetupError("The sample class was not built; what went wrong stands above.")
    # Where it is, `slc` has said.
    if somebody_watches():
        webbrowser.open(home.as_uri())
    return status


def lint() -> int:
    """Check style and types."""
    python = environment.ready("dev")
    steps = (
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("mypy",),
    )
    # All of them run, so that all that is wrong is seen at once.
    return _worst(called([python, "-m", *step]) for step in steps)


def test() -> int:
    """Check style and types, then run every test, browser included."""
    python, env = _ready_to_test()
    pytest: list[str | Path] = [
        python,
        "-m",
        "pytest",
        "-n",
        "auto",
        f"--maxprocesses={_MOST_WORKERS}",
        "--dist=worksteal",
    ]
    coverage = ["--cov", f"--cov-fail-under={MINIMUM_COVERAGE}"]
    parts = {"style and types": lint(), "tests": called([*pytest, *coverage], env=env)}
    for name, status in parts.items():
        say(f"{name}: {'good' if status == 0 else 'NOT GOOD, see above'}")
    return _worst(parts.values())


def nightly() -> int:
    """Run the tests that take too long for every day."""
    python, env = _ready_to_test()
    return called([python, "-m", "pytest", "-m", "nightly"], env={**env, "HYPOTHESIS_PROFILE": "nightly"})


def golden() -> int:
    """Write the expected pages and messages anew; `git diff tests` then shows what changed."""
    python = environment.ready("dev")
    return called([python, "-m", "pytest", "--refresh-golden", "tests/golden", "tests/read/test_invalid.py"])


def shots() -> int:
    """Take screenshots of every kind of page, for our own eyes."""
    python, env = _ready_to_test()
    return called([python, "-m", "tests.browser.shots"], env=env)


def bench() -> int:
    """Time a build of 100 photos beside Hugo's and Eleventy's; about a quarter of an hour."""
    python = environment.ready("dev")
    return called([python, "-m", "benchmarks"])


def wheel() -> int:
    """Build the wheel and the source distribution into dist/."""
    python = environment.ready("dev")
    return called([python, "-m", "hatchling", "build"])


def pins() -> int:
    """Note the installed version of every package, for all later installations."""
    python = environment.ready("dev")
    return called([python, "-m", "tools.setup.pins"])


def clean() -> int:
    """Remove what was built and what tools left behind; the environment stays."""
    slc = environment.program("slc")
    status = called([slc, "clean"]) if slc.exists() and (ROOT / "content").is_dir() else 0
    for pattern in _LEAVINGS:
        for path in ROOT.glob(pattern):
            _remove(path)
    say("Clean. The environment stays: remove .venv and node_modules to have it made anew.")
    return status


def run(arguments: Sequence[str]) -> int:
    """Run a command by its name and return its exit status; 2 when there is no such command."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        say("Say what to do: python tools/setup COMMAND")
        for name, command in COMMANDS.items():
            say(f"  {name:<8} {(command.__doc__ or '').strip()}")
        return 2
    try:
        return COMMANDS[arguments[0]]()
    except SetupError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def _ready_to_test() -> tuple[Path, dict[str, str]]:
    """Have all that the tests need; return the interpreter and what the tests must be told."""
    python = environment.ready("dev")
    browser = chromium.ready(python)
    checker.ready(python)
    reader = exiftool.ready(python)
    coder = ffmpeg.ready(python)
    servers.ready()
    paper.ready(python)
    return python, {
        "SLC_CHROMIUM": str(browser),
        "SLC_EXIFTOOL": str(reader),
        "SLC_FFMPEG": str(coder),
    }


def _worst(statuses: Iterable[int]) -> int:
    """Go through all of them, and return 0 only if every one is."""
    return max([abs(status) for status in statuses], default=0)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


COMMANDS: dict[str, Callable[[], int]] = {
    "site": site,
    "test": test,
    "lint": lint,
    "golden": golden,
    "shots": shots,
    "bench": bench,
    "wheel": wheel,
    "nightly": nightly,
    "pins": pins,
    "clean": clean,
}
