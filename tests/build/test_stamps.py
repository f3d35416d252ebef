"""What is looked at to know whether anything has changed, and how what is kept is read back."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest

from slc_site.stamps import Kept, Now, listing, look_at, made, stamp

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
    assert look_at([str(folder)]).young(150) == [(str(folder / "b/two.md"), 200)]


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


# -- one look, and what is asked of it -------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with folders in it whose names begin alike, and one of themes."""
    for name in ("a/x/1.md", "a/x/y/2.md", "a-b/3.md", "a b/4.md", "a/themes/own/5.css", "ab/6.md", "7.md"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
        os.utime(file, ns=(100 * int(file.stem), 100 * int(file.stem)))
    (tmp_path / "content/empty").mkdir()
    (tmp_path / "content/ab/link").symlink_to("../a")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/shared").symlink_to(tmp_path / "content/a/themes/own")
    return tmp_path


def test_of_each_folder_it_tells_what_a_look_at_that_folder_tells(tree: Path) -> None:
    look = look_at(map(str, (tree / "themes", tree / "content")))
    folders = [path for path in (tree / "content").rglob("*") if path.is_dir() and not path.is_symlink()]
    for folder in (tree / "content", *folders):
        if folder.name == "themes":
            continue
        below = look.below(str(folder))
        assert below is not None
        alone = look_at([str(folder)])
        assert (below.text, below.folders) == (alone.text, alone.folders), folder
        assert sorted(below.young(250)) == sorted(alone.young(250))


def test_what_a_look_has_not_seen_as_another_would_it_does_not_tell(tree: Path) -> None:
    look = look_at(map(str, (tree / "themes", tree / "content")))
    for name in ("content/none", "content/ab/link", "content/a/themes", "themes", "themes/shared", "conten"):
        assert look.below(str(tree / name)) is None, name


def test_only_what_can_be_looked_into_is_young(tree: Path) -> None:
    content, themes = tree / "content", tree / "themes"
    os.mkfifo(content / "pipe")
    (content / "to-a-file").symlink_to("7.md")
    (themes / "to-a-file").symlink_to(content / "7.md")
    (themes / "to-nowhere").symlink_to("nowhere")
    young = look_at(map(str, (content, themes))).young(500)
    names = ("content/7.md", "content/ab/6.md", "content/a/themes/own/5.css")
    wanted = [*names, "themes/to-a-file", "themes/shared/5.css"]
    assert sorted(path for path, _ in young) == sorted(str(tree / name) for name in wanted)
    assert dict(young)[str(content / "7.md")] == 700


def test_how_old_a_look_is_is_never_too_little(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = {"time_ns": 1_000_000, "monotonic_ns": 500}
    for name in clocks:
        monkeypatch.setattr(time, name, partial(clocks.__getitem__, name))
    look = look_at([str(tree)])
    for wall, ticks, age in ((1_000_070, 570, 70), (900_000, 590, 90), (1_000_300, 600, 300)):
        clocks.update(time_ns=wall, monotonic_ns=ticks)
        assert look.age() == age
    assert look.began == 1_000_000


def test_what_was_made_is_looked_at_once(tree: Path) -> None:
    now, state = Now([str(tree / "content")]), str(tree)
    output = tree / "content/ab"
    before = now.made(str(output), state)
    assert before == made(str(output), state)
    (output / "new").touch()
    assert now.made(str(output), state) == before != made(str(output), state)
    assert now.made(str(tree / "content/a"), state) != before
