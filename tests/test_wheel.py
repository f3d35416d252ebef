"""What is handed to people who do not have the checkout: it has all it needs and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import slc_site
from tests.support.imports import PACKAGE
from tools.setup.environment import python_of

ROOT = PACKAGE.parent
BELONGS = re.compile(
    r".*\.(py|pot?|toml|html|css|js|svg|woff2|webp|png|txt|yml|md|csv)|.*/(py\.typed|LICENSE(\.\w+)?|OFL\.txt)"
)
"""Files that the program and its themes are made of."""


def run(command: Sequence[str | Path], cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Return what a program says; it must succeed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution, and the wheel that is built from it and not from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    run([*build, "-t", "sdist"])
    (source,) = folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder / "source", filter="data")
    (tree,) = (folder / "source").iterdir()
    run([*build, "-t", "wheel"], cwd=tree)
    (wheel,) = folder.glob("*.whl")
    return source, wheel


def files_of(folder: Path) -> set[str]:
    """Return the files below a folder of the checkout as the wheel should have them."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_program_its_themes_its_languages_and_nothing_else(
    built: tuple[Path, Path],
) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert {name for name in names if not BELONGS.fullmatch(name)} == set()
    themes = {f"slc_site/_themes/{name}" for name in files_of(ROOT / "themes")}
    program = {f"slc_site/{name}" for name in files_of(PACKAGE)}
    assert names == themes | program
    assert "slc_site/_themes/default/templates/base.html" in names
    assert any(re.fullmatch(r"slc_site/locale/\w+/LC_MESSAGES/\w+\.po", name) for name in names)


def test_the_wheel_says_what_it_is(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        (about,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = wheel.read(about).decode()
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel.namelist())
    assert f"\nVersion: {slc_site.__version__}\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata


def test_the_source_holds_what_a_developer_needs(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        "Makefile",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "tools/setup/__main__.py",
        "content/class.yml",
    }
    assert needed - names == set()
    assert "tests/test_wheel.py" in names
    assert {
        name for name in names if "/__pycache__/" in name or name.startswith((".venv", "output"))
    } == set()


def begin_and_build(python: Path, folder: Path) -> None:
    """Do what a teacher does on the first evening, with nothing of the checkout in reach."""
    slc = python.with_name("slc.exe" if os.name == "nt" else "slc")
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    where = run([python, "-c", "import slc_site; print(slc_site.__file__)"], cwd=folder, env=clean)
    assert Path(where.strip()).is_relative_to(python.parents[1])
    run([slc, "init", "room-12", "--students", "Ada, Ben"], cwd=folder, env=clean)
    run([slc, "-C", "room-12", "build"], cwd=folder, env=clean)
    home = (folder / "room-12" / "output" / "index.html").read_text(encoding="utf-8")
    (sheet, *_) = re.findall(r'<link[^>]*href="(assets/[^"]+\.css)"', home)
    assert (folder / "room-12" / "output" / sheet).stat().st_size > 500


def test_the_installed_wheel_begins_and_builds_a_class(built: tuple[Path, Path], tmp_path: Path) -> None:
    run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"])
    python = python_of(tmp_path / "venv")
    (target,) = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).split()
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", built[1]])
    # The libraries are borrowed from here, to be quick and to need no network; what the checkout itself
    # put there is a .pth file, which is not read a second time.
    (borrowed,) = {str(Path(entry)) for entry in sys.path if Path(entry).name == "site-packages"}
    Path(target, "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    begin_and_build(python, tmp_path)


@pytest.mark.nightly
def test_the_wheel_brings_all_the_libraries_it_needs(built: tuple[Path, Path], tmp_path: Path) -> None:
    run([sys.executable, "-m", "venv", tmp_path / "venv"])
    python = python_of(tmp_path / "venv")
    run([python, "-m", "pip", "install", "--quiet", built[1]])
    begin_and_build(python, tmp_path)
