"""A write that is killed, at any moment, leaves whole files; the next one repairs the rest (bar 6.1)."""

from __future__ import annotations

import hashlib
import os
import posixpath
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.conftest import HOME, Desk
from tests.support.folders import tree

STUDENTS = 30


def edition(number: int, students: int = STUDENTS) -> dict[str, bytes]:
    """A class of that size: each edition has other posts and pictures, and all its pages are linked."""
    files: dict[str, bytes] = {}
    home = [HOME]
    for student in range(students):
        folder = f"students/s{student}"
        links = []
        for post in range(number, number + 3):
            picture = f"{hashlib.sha256(f'{student}-{post}'.encode()).hexdigest()[:12]}.webp"
            files[f"{folder}/posts/p{post}/{picture}"] = picture.encode() * 400
            page = f'<p>{post}</p><img src="{picture}"><a href="../../index.html">up</a>'
            if post > number:
                page += f'<a href="../p{post - 1}/index.html">older</a>'
            if post < number + 2:
                page += f'<a href="../p{post + 1}/index.html">newer</a>'
            files[f"{folder}/posts/p{post}/index.html"] = page.encode()
            links.append(f'<a href="posts/p{post}/index.html">{post}</a>')
        files[f"{folder}/index.html"] = ("".join(links) + f"<!-- {number} -->" * 200).encode()
        home.append(f'<a href="{folder}/index.html">{student} in {number}</a>'.encode())
    files["index.html"] = b"".join(home)
    return files


def dead_links(folder: Path, pages: set[str]) -> list[str]:
    """Return the links of those pages, as far as they are still there, that lead nowhere."""
    dead = []
    for page in sorted(pages):
        if (folder / page).is_file():
            for target in re.findall(rb'(?:href|src)="([^"]+)"', (folder / page).read_bytes()):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target.decode()))
                if not (folder / path).is_file():
                    dead.append(f"{page} → {path}")
    return dead


def reachable(folder: Path) -> set[str]:
    """Return the pages that a visitor finds from the home page."""
    found: set[str] = set()
    todo = ["index.html"]
    while todo:
        page = todo.pop()
        if page in found or not page.endswith(".html"):
            continue
        found.add(page)
        if (folder / page).is_file():
            links = re.findall(rb'href="([^"]+)"', (folder / page).read_bytes())
            todo += [posixpath.normpath(posixpath.join(posixpath.dirname(page), x.decode())) for x in links]
    return found


PROGRAM = """
import sys, itertools
from pathlib import Path
from tests.build.conftest import Desk
from tests.build.test_output_killed import edition
desk = Desk(Path(sys.argv[1]))
editions = [edition(1), edition(2)]
for number in itertools.count(1):
    print(number, flush=True)
    desk.write(editions[number % 2])
"""


def _kill_one(desk: Desk, chance: random.Random) -> None:
    """Begin to write one edition after the other and end that with -9 at some moment."""
    root = Path(__file__).parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(desk.root)],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert child.stdout
    with child, child.stdout:
        assert child.stdout.readline() == b"1\n"
        time.sleep(chance.random() * 0.25)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert child.returncode == -signal.SIGKILL


def _survives_kills(desk: Desk, times: int) -> int:
    """Return in how many of `times` runs the kill came in the middle of a write."""
    editions = [edition(1), edition(2)]
    versions = {name: {e.get(name) for e in editions} for name in editions[0] | editions[1]}
    chance = random.Random(7)
    mixed = 0
    for run in range(times):
        _kill_one(desk, chance)
        found = tree(desk.folder)
        torn = [name for name, data in found.items() if data not in versions.get(name, ())]
        assert torn == [], run
        assert dead_links(desk.folder, reachable(desk.folder)) == [], run
        mixed += found not in editions or desk.leftovers != []
        desk.write(editions[run % 2])
        assert tree(desk.folder) == editions[run % 2], run
        assert desk.leftovers == [], run
    return mixed


def test_a_write_that_is_killed_leaves_whole_files_and_live_links(desk: Desk) -> None:
    desk.write(edition(1))
    assert _survives_kills(desk, 40) > 0


@pytest.mark.nightly
def test_two_hundred_kills_leave_whole_files_and_live_links(desk: Desk) -> None:
    desk.write(edition(1))
    assert _survives_kills(desk, 200) > 0


def test_a_write_killed_between_any_two_swaps_is_repaired(desk: Desk) -> None:
    """The same, at each moment of the swap in turn instead of at a random one."""
    old, new = edition(1, students=1), edition(2, students=1)
    program = """
import os, signal, sys
from pathlib import Path
from tests.build.conftest import Desk
from tests.build.test_output_killed import edition
from slc_site.build import disk
desk = Desk(Path(sys.argv[1]))
real, left = disk.replace, [int(sys.argv[2])]
def counted(source, target):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    real(source, target)
disk.replace = counted
desk.write(edition(2, students=1))
"""
    root = Path(__file__).parents[2]
    moments = 0
    while True:
        desk.write(old)
        done = subprocess.run(
            [sys.executable, "-c", program, str(desk.root), str(moments)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        found = tree(desk.folder)
        assert {name for name, data in found.items() if data not in (old.get(name), new.get(name))} == set()
        assert dead_links(desk.folder, reachable(desk.folder)) == [], moments
        desk.write(old)  # the class was changed back meanwhile: nothing of the killed build may stay
        assert tree(desk.folder) == old, moments
        assert desk.leftovers == [], moments
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        moments += 1
    assert moments >= 10
