"""How long the pack of a class takes: `python -m benchmarks.pack [--children 25] [--engine weasyprint]`.

The class is the sample class, its children written down again under other names until there are enough. Their
pictures are made before the clock starts, as a build would have left them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from slc_site.build.site import Site
from slc_site.paper.pack import Pack
from slc_site.paper.pdf import ENGINES, pdf_of
from slc_site.paper.sheet import Drawing
from slc_site.paper.sizes import PaperSize
from slc_site.problems import RecordingReporter
from slc_site.read.loader import load
from slc_site.render.theme_folders import find_theme
from tools.setup.steps import ROOT, say

LIMIT = 20
"""Seconds that a class of 25 may take."""
_BEGIN = datetime(2025, 11, 20, 8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the seconds of each step; return 1 if a class of 25 took longer than `LIMIT`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pack", description=__doc__)
    parser.add_argument("--children", type=int, default=25)
    parser.add_argument("--engine", choices=["", *ENGINES], default="", help="Without it: what slc takes.")
    parser.add_argument("--paper", choices=[size.value for size in PaperSize], default="a4")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        root = a_class(Path(scratch), chosen.children)
        seconds = timed(root, PaperSize(chosen.paper), chosen.engine)
    return int(chosen.children <= 25 and seconds > LIMIT)


def a_class(root: Path, children: int) -> Path:
    """Write a class of so many children, each with a time; return its folder."""
    shutil.copytree(ROOT / "content", root / "content")
    students = root / "content" / "students"
    there = sorted(folder.name for folder in students.iterdir())
    for number in range(len(there), children):
        shutil.copytree(students / there[number % len(there)], students / f"child-{number:02}")
        sheet = students / f"child-{number:02}" / "student.yml"
        named = re.sub(r"^name: .*$", rf"name: Child {number:02}", sheet.read_text("utf-8"), flags=re.M)
        sheet.write_text(named, "utf-8")
    for folder in there[children:]:
        shutil.rmtree(students / folder)
    slots = "\n".join(
        f"    - {{student: {folder.name}, start: {_BEGIN + timedelta(minutes=30 * n):%Y-%m-%d %H:%M}}}"
        for n, folder in enumerate(sorted(students.iterdir()))
    )
    conference = root / "content/conferences/fall/conference.yml"
    text = conference.read_text("utf-8")
    conference.write_text(text[: text.index("  slots:")] + f"  slots:\n{slots}\n", "utf-8")
    return root


def timed(root: Path, size: PaperSize, engine: str) -> float:
    """Make the pack of a class, say how long each step took, and return the seconds of all of them."""
    heard = RecordingReporter()
    clock = [time.perf_counter()]
    library = load(root, heard)
    if library is None:
        raise SystemExit("the class cannot be read")
    clock.append(time.perf_counter())
    site = Site(root)
    pack = Pack(site, library, library.conference["fall"], size, heard)
    sheets = list(pack.bundles())
    chain = find_theme(library.classroom.theme, site.themes, heard)
    page = Drawing(chain, size, heard).document(sheets, "The pack", "en")
    clock.append(time.perf_counter())
    made = pdf_of(page, heard, engine=engine)
    clock.append(time.perf_counter())
    steps = [after - before for before, after in pairwise(clock)]
    size_and_way = f"{len(made) / 1e6:.1f} MB{f' with {engine}' if engine else ''}"
    say(
        f"{len(library.students)} children, {len(sheets)} sheets, {size_and_way}: "
        f"read {steps[0]:.1f} s, drawn {steps[1]:.1f} s, printed {steps[2]:.1f} s; {sum(steps):.1f} s in all"
    )
    return sum(steps)


if __name__ == "__main__":
    raise SystemExit(main())
