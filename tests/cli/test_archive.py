"""`slc archive`: one zip with all of the year, that can be read without us."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.little_class import little_class
from tests.support.locks import with_codes


@pytest.fixture
def little(slc: Run, tmp_path: Path) -> Path:
    """A class with codes and a finished site."""
    made = little_class(tmp_path / "class")
    with_codes(made)
    slc("-C", made.root, "build", "-q")
    return made.root


def test_all_of_it_is_there_byte_for_byte(slc: Run, little: Path, tmp_path: Path) -> None:
    done = slc("-C", little, "archive")
    assert done.status == 0, done.err
    (file,) = (little / "archives").iterdir()
    assert str(file) in done.out
    with zipfile.ZipFile(file) as packed:
        packed.extractall(tmp_path / "read")
    for name, folder in {
        "content": "content",
        "themes": "themes",
        "output": "site",
        ".slc/keys": "keys",
    }.items():
        original = {
            p.relative_to(little / name): p.read_bytes() for p in (little / name).rglob("*") if p.is_file()
        }
        there = tmp_path / "read" / folder
        assert {p.relative_to(there): p.read_bytes() for p in there.rglob("*") if p.is_file()} == original
        assert original
    assert "Never upload it" in (tmp_path / "read/README.txt").read_text("utf-8")


def test_it_is_for_nobody_else(slc: Run, little: Path) -> None:
    slc("-C", little, "archive")
    (file,) = (little / "archives").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_class_gives_the_same_bytes(slc: Run, little: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        assert slc("-C", little, "archive", "--to", str(tmp_path / name)).status == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_without_pages_that_is_said(slc: Run, room: Path) -> None:
    done = slc("-C", room, "archive")
    assert done.status == 0
    assert "There are no pages in it" in done.out


@pytest.mark.parametrize("place", ["output/year.zip", "content/year.zip", "themes/year.zip", "."])
def test_it_goes_nowhere_where_it_would_be_uploaded_or_read(slc: Run, little: Path, place: str) -> None:
    done = slc("-C", little, "archive", "--to", str(little / place))
    assert done.status == 2
    assert not list((little / "output").glob("*.zip"))


def test_a_full_disk_leaves_the_old_archive(
    slc: Run, little: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "year.zip"
    assert slc("-C", little, "archive", "--to", str(target)).status == 0
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("slc_site.build.keepsake_zip._add", full)
    done = slc("-C", little, "archive", "--to", str(target))
    assert done.status == 1
    assert "Nothing was archived." in done.out
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "year" in path.name] == ["year.zip"]
