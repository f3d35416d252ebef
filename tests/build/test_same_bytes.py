"""The same class gives the same bytes, whoever builds it, where and when."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.classes import ClassFolder
from tests.support.folders import tree
from tests.support.little_class import little_class
from tests.support.locks import with_codes
from tests.support.sample import ROOT

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/Adak", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "random", "TZ": "", "LANG": "", "PYTHONOPTIMIZE": "2", "COLUMNS": "20"},
)
UMASKS = (0o022, 0o077, 0o000, 0o027, 0o022)


@pytest.fixture
def little(tmp_path: Path) -> ClassFolder:
    made = little_class(tmp_path / "class")
    with_codes(made)
    return made


def copied(little: ClassFolder, to: Path, chance: random.Random) -> None:
    """Copy a class file by file in another order, as it lies otherwise on the disk, and with other times."""
    files = [file for file in little.root.rglob("*") if file.is_file() and ".slc/media" not in str(file)]
    chance.shuffle(files)
    for file in files:
        target = to / file.relative_to(little.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        os.utime(target, (chance.randrange(10**9), chance.randrange(10**9)))


def test_five_builds_by_different_people_are_byte_for_byte_the_same(
    little: ClassFolder, tmp_path: Path
) -> None:
    chance = random.Random(5)
    sites = []
    for number, (surroundings, umask) in enumerate(zip(SURROUNDINGS, UMASKS, strict=True)):
        folder = tmp_path / f"copy {number}" / "Ünïcode"
        copied(little, folder, chance)
        done = subprocess.run(
            [sys.executable, "-m", "slc_site", "-C", str(folder), "build", "--jobs", str(1 + number % 3)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
            umask=umask,
            capture_output=True,
        )
        assert b"Built " in done.stdout, done.stderr
        sites.append(tree(folder / "output"))
    assert len(sites[0]) > 50
    assert [site == sites[0] for site in sites] == [True] * 5
