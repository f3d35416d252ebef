"""What is looked at to know whether anything has changed, and how what is kept is read back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slc_site.stamps import Kept, listing, stamp

WHOLE = Kept(
    "0.1.0\n/opt",
    ("public", "b"),
    ("/a/content", "/a/themes"),
    "1 2 3 class.yml//",
    (("/b/x.md", "none"), ("/b/y\udcff.md", "1 2 3")),
    (("/a/content/class.yml", "0123"),),
    "/a/output",
    "listed",
    "{}",
    ("0", "content/a.md\n  warning: …\n", "Built 3 pages in ", " s.\nOpen it: 🦉"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/one.md").write_text("one")
    (tmp_path / "a/b/two.md").write_text("two")
    return tmp_path / "a"


def _listed(folder: Path) -> str:
    return listing([str(folder)])


def test_a_listing_tells_every_name_size_time_and_inode(folder: Path) -> None:
    seen = {_listed(folder)}
    one = folder / "one.md"
    for change in (
        lambda: one.write_text("more"),
        lambda: os.utime(one, ns=(7, 7)),
        lambda: os.utime(one, ns=(6, 6)),
        lambda: one.rename(folder / "1.md"),
        lambda: (folder / "1.md").rename(folder / "b/1.md"),
        lambda: (folder / "c").mkdir(),
        lambda: (folder / "b/1.md").unlink(),
        lambda: (folder / "b/link").symlink_to("two.md"),
    ):
        change()
        now = _listed(folder)
        assert now not in seen
        seen.add(now)


def test_names_cannot_pass_for_anything_else(tmp_path: Path) -> None:
    listings = set()
    for number, names in enumerate([("a", "b"), ("a 0 0 0 b",), ("a\nb",), ("a", "b/c")]):
        top = tmp_path / str(number)
        top.mkdir()
        for name in names:
            file = top / name
            if "/" in name:
                file.parent.rmdir() if file.parent.is_dir() else file.parent.unlink(missing_ok=True)
                file.parent.mkdir()
            file.touch()
            os.utime(file, ns=(5, 5))
        # Inodes differ anyway; without them, the names have to tell.
        inodes = {str(path.lstat().st_ino) for path in top.rglob("*")}
        told = _listed(top)
        for inode in inodes:
            told = told.replace(f" {inode} ", " 0 ")
        listings.add(told)
    assert len(listings) == 4


def test_what_is_not_there_and_what_is_empty_are_not_the_same(tmp_path: Path) -> None:
    assert _listed(tmp_path / "not there") == _listed(tmp_path / "nor there")
    (tmp_path / "empty").mkdir()
    assert _listed(tmp_path / "empty") != _listed(tmp_path / "not there")


def test_compiled_python_does_not_count(folder: Path) -> None:
    before = _listed(folder)
    (folder / "b/__pycache__").mkdir()
    (folder / "b/__pycache__/x.pyc").touch()
    assert _listed(folder) == before


def test_no_folder_is_too_deep(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1500):
        deep /= "d"
        deep.mkdir()
    try:
        assert _listed(tmp_path).count("//d") == 1500
    finally:
        os.removedirs(deep)


def test_files_that_were_changed_lately_are_named(folder: Path) -> None:
    os.utime(folder / "one.md", ns=(100, 100))
    os.utime(folder / "b/two.md", ns=(200, 200))
    young: list[tuple[str, int]] = []
    listing([str(folder)], young, 150)
    assert young == [(str(folder / "b/two.md"), 200)]


def test_a_stamp_tells_whether_one_file_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x"
    assert stamp(str(file)) == "none"
    file.write_text("x")
    before = stamp(str(file))
    file.rename(tmp_path / "y")
    (tmp_path / "z").write_text("x")
    os.utime(tmp_path / "z", ns=(1, (tmp_path / "y").stat().st_mtime_ns))
    (tmp_path / "z").rename(file)
    assert stamp(str(file)) != before, "another file of the same size and time"


def test_what_is_kept_is_read_back_whole(tmp_path: Path) -> None:
    file = tmp_path / "last"
    for kept in (WHOLE, Kept("s", ("",), ("a",), "l", (), (), "o", "m", "{}")):
        file.write_bytes(kept.to_bytes())
        read = Kept.read(str(file))
        assert read is not None
        assert vars(read) == vars(kept)


def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    file, whole = tmp_path / "last", WHOLE.to_bytes()
    assert Kept.read(str(file)) is None
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert Kept.read(str(file)) is None, length
    for damaged in (whole.replace(b"build, 1", b"build, 0"), whole + b"\0\0more", b"\xff" + whole):
        file.write_bytes(damaged)
        assert Kept.read(str(file)) is None
