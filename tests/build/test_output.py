"""The one writer: all or nothing, and never over what is not ours."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import stat
import time
from pathlib import Path

import pytest

from slc_site.build import disk, place
from slc_site.build.aside import Rank, Staged
from slc_site.build.output import Output, OutputError, Written, clean
from slc_site.build.swap import Swap
from slc_site.problems import RecordingReporter, Severity
from tests.build.conftest import HOME, Desk, empty_folders
from tests.support.folders import tree

FIRST = {
    "index.html": HOME,
    "students/ada/index.html": b"<p>Ada</p>",
    "students/ada/posts/frog/index.html": b"<p>Frog</p>",
    "students/ada/posts/frog/a1.webp": b"RIFF",
}


# -- writing --------------------------------------------------------------------------------------------


def test_the_folder_holds_just_what_was_handed_over(desk: Desk) -> None:
    assert desk.write(FIRST) == Written(added=4, changed=0, removed=0, unchanged=0)
    assert tree(desk.folder) == FIRST
    assert desk.leftovers == []


def test_nothing_is_touched_when_nothing_changed(desk: Desk) -> None:
    desk.write(FIRST)
    before = {path: path.stat() for path in (*desk.folder.rglob("*"), desk.state / "written.json")}
    time.sleep(0.02)
    assert desk.write(FIRST) == Written(added=0, changed=0, removed=0, unchanged=4)
    assert {path: path.stat().st_mtime_ns for path in before} == {
        path: known.st_mtime_ns for path, known in before.items()
    }
    assert {path: path.stat().st_ino for path in before} == {p: known.st_ino for p, known in before.items()}


def test_only_what_changed_is_written_again(desk: Desk) -> None:
    desk.write(FIRST)
    inode = (desk.folder / "index.html").stat().st_ino
    second = {**FIRST, "students/ada/index.html": b"<p>Ada, 7</p>", "feed.xml": b"<feed/>"}
    del second["students/ada/posts/frog/index.html"], second["students/ada/posts/frog/a1.webp"]
    assert desk.write(second) == Written(added=1, changed=1, removed=2, unchanged=1)
    assert tree(desk.folder) == second
    assert (desk.folder / "index.html").stat().st_ino == inode
    assert empty_folders(desk.folder) == []
    assert not (desk.folder / "students/ada/posts").exists()


def test_a_file_can_be_handed_over_by_its_path(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "cache.webp"
    photo.write_bytes(b"x" * 3_000_000)
    assert desk.write({"index.html": HOME, "a.webp": photo}).added == 2
    assert (desk.folder / "a.webp").read_bytes() == photo.read_bytes()
    assert desk.write({"index.html": HOME, "a.webp": photo}).unchanged == 2
    photo.write_bytes(b"y" * 3_000_000)
    assert desk.write({"index.html": HOME, "a.webp": photo}).changed == 1
    assert (desk.folder / "a.webp").read_bytes() == photo.read_bytes()


def test_an_unchanged_picture_is_not_even_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "cache.webp"
    photo.write_bytes(b"x" * 1000)
    desk.write({"index.html": HOME, "a.webp": photo})
    monkeypatch.setattr(disk, "digest", lambda path: pytest.fail(f"read {path}"))
    monkeypatch.setattr(disk, "copy", lambda path, _: pytest.fail(f"copied {path}"))
    assert desk.write({"index.html": HOME, "a.webp": photo}).unchanged == 2


def test_a_file_that_somebody_spoilt_is_repaired(desk: Desk) -> None:
    desk.write(FIRST)
    (desk.folder / "index.html").write_bytes(HOME[:20])
    (desk.folder / "students/ada/index.html").write_bytes(b"<p>Adx</p>")  # as long as it was
    (desk.folder / "students/ada/posts/frog/a1.webp").unlink()
    assert desk.write(FIRST) == Written(added=1, changed=2, removed=0, unchanged=1)
    assert tree(desk.folder) == FIRST


def test_files_may_be_read_by_a_web_server(desk: Desk) -> None:
    umask = os.umask(0o022)
    try:
        desk.write(FIRST)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((desk.folder / "index.html").stat().st_mode) == 0o644


def test_a_file_may_become_a_folder_and_a_folder_a_file(desk: Desk) -> None:
    desk.write({"index.html": HOME, "a": b"file", "b/c": b"in a folder"})
    second = {"index.html": HOME, "a/x": b"in a folder", "b": b"file"}
    desk.write(second)
    assert tree(desk.folder) == second


def test_a_student_whose_folder_changes_its_case_stays_on_the_site(desk: Desk) -> None:
    desk.write({"index.html": HOME, "students/Ada/index.html": b"1"})
    second = {"index.html": HOME, "students/ada/index.html": b"1"}
    desk.write(second)
    assert tree(desk.folder) == second


def test_what_is_pointed_at_is_there_before_what_points_at_it() -> None:
    def rank(name: str, *, is_new: bool) -> tuple[bool, Rank]:
        return Staged(name, Path(), None, is_new).rank  # type: ignore[arg-type]  # the rank needs no entry

    order = [
        rank("students/ada/posts/frog/a1.webp", is_new=True),
        rank("students/ada/posts/frog/index.html", is_new=True),
        rank("students/ada/index.html", is_new=True),
        rank("students/ada/posts/log/b2.webp", is_new=False),
        rank("students/ada/posts/log/index.html", is_new=False),
        rank("students/ben/index.html", is_new=False),
        rank("index.html", is_new=False),
        rank("feed.xml", is_new=False),
    ]
    assert order == sorted(order)


# -- names ----------------------------------------------------------------------------------------------


def test_a_name_that_leads_out_is_refused_before_anything_is_written(desk: Desk) -> None:
    desk.write(FIRST)
    reporter = RecordingReporter()
    with pytest.raises(OutputError) as refused:
        desk.write({**FIRST, "new.html": b"", "../evil.html": b"", "con": b""}, reporter)
    assert {refused.value.problem.code, *(problem.code for problem in reporter.problems)} == {"site-path"}
    assert len(reporter.problems) == 1  # and the one that was raised
    assert tree(desk.folder) == FIRST
    assert not (desk.root / "evil.html").exists()


def test_a_link_out_of_the_folder_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    desk.write({"index.html": HOME})
    (desk.folder / "students").symlink_to(outside)
    with pytest.raises(OutputError) as refused:
        desk.write(FIRST)
    assert refused.value.problem.code == "in-the-way"
    assert refused.value.problem.file == "output/students"
    assert list(outside.iterdir()) == []


def test_a_file_that_was_replaced_by_a_link_is_made_a_file_again(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "secret.html"
    outside.write_bytes(HOME)
    desk.write(FIRST)
    (desk.folder / "index.html").unlink()
    (desk.folder / "index.html").symlink_to(outside)
    desk.write(FIRST)
    assert not (desk.folder / "index.html").is_symlink()
    assert tree(desk.folder) == FIRST
    assert outside.read_bytes() == HOME


# -- what is not ours -----------------------------------------------------------------------------------


def test_other_peoples_files_stay_and_are_named(desk: Desk) -> None:
    desk.write(FIRST)
    (desk.folder / "notes.txt").write_text("mine")
    (desk.folder / "students/ada/old").mkdir()
    (desk.folder / "students/ada/old/draft.odt").write_text("mine, too")
    [problem] = desk.told({"index.html": HOME})
    assert problem.severity is Severity.WARNING
    assert problem.file == "output"
    assert "`notes.txt`, `students/ada/old/draft.odt`" in problem.message
    assert (desk.folder / "notes.txt").read_text() == "mine"
    assert (desk.folder / "students/ada/old/draft.odt").read_text() == "mine, too"
    assert not (desk.folder / "students/ada/index.html").exists()


def test_a_hundred_foreign_files_are_one_problem(desk: Desk) -> None:
    desk.write(FIRST)
    for number in range(100):
        (desk.folder / f"{number:03}.txt").touch()
    [problem] = desk.told(FIRST)
    assert problem.message.endswith("`004.txt` and 95 more.")


def test_what_computers_and_hosts_leave_there_is_not_worth_a_word(desk: Desk) -> None:
    desk.write(FIRST)
    for name in (".DS_Store", "students/Thumbs.db", "CNAME", ".nojekyll", ".git/config"):
        (desk.folder / name).parent.mkdir(exist_ok=True)
        (desk.folder / name).touch()
    assert desk.told(FIRST) == []
    assert (desk.folder / ".git/config").exists()


def test_a_foreign_file_is_never_written_over(desk: Desk) -> None:
    desk.write({"index.html": HOME})
    (desk.folder / "robots.txt").write_text("mine")
    with pytest.raises(OutputError) as refused:
        desk.write({"index.html": HOME + b"new", "robots.txt": b"ours"})
    assert str(refused.value.problem).startswith("output/robots.txt: This was not made by slc")
    assert tree(desk.folder) == {"index.html": HOME, "robots.txt": b"mine"}
    assert desk.leftovers == []


def test_a_folder_with_something_else_in_it_is_refused(desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "index.html").write_text("<title>My other site</title>")
    with pytest.raises(OutputError) as refused:
        desk.write(FIRST)
    assert refused.value.problem.code == "output-folder"
    assert refused.value.problem.file == "output"
    assert tree(desk.folder) == {"index.html": b"<title>My other site</title>"}


@pytest.mark.parametrize("litter", [None, ".DS_Store"])
def test_an_empty_folder_is_taken(desk: Desk, litter: str | None) -> None:
    desk.folder.mkdir()
    if litter:
        (desk.folder / litter).touch()
    assert desk.write(FIRST).added == 4


def test_a_site_of_ours_is_known_by_its_home_when_the_list_is_lost(desk: Desk) -> None:
    desk.write(FIRST)
    (desk.state / "written.json").write_text("torn")
    reporter = RecordingReporter()
    second = {"index.html": HOME + b"<p>new</p>", "students/ada/index.html": b"<p>Ada</p>"}
    assert desk.write(second, reporter) == Written(added=0, changed=1, removed=0, unchanged=1)
    [problem] = reporter.problems
    assert "students/ada/posts/frog/index.html" in problem.message
    assert (desk.folder / "students/ada/posts/frog/index.html").exists()


def test_the_list_of_one_folder_is_not_believed_for_another(desk: Desk) -> None:
    desk.write(FIRST)
    other = desk.root / "other"
    shutil.copytree(desk.folder, other)
    (other / "index.html").write_text("somebody else's")
    with pytest.raises(OutputError):
        Output(other, desk.state, RecordingReporter()).write({"index.html": HOME})
    assert (other / "students/ada/index.html").exists()


def test_a_class_that_was_moved_keeps_its_list(desk: Desk, tmp_path: Path) -> None:
    desk.write(FIRST)
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("output", ".slc", "content"):
        (desk.root / name).rename(moved / name)
    assert Desk(moved).write({"index.html": HOME}) == Written(0, 0, 3, 1)


@pytest.mark.parametrize(
    "folder", ["content", "content/output", ".", "/", "~", "~/..", ".slc", ".slc/site", "link-to-content"]
)
def test_some_folders_are_never_written_to(
    desk: Desk, folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "home" / "teacher"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (desk.root / "link-to-content").symlink_to(desk.root / "content")
    before = tree(desk.root)
    where = Path(folder).expanduser() if folder.startswith("~") else desk.root / folder
    with pytest.raises(OutputError) as refused:
        Output(where, desk.state, RecordingReporter()).write(FIRST.items())
    assert refused.value.problem.code == "output-folder"
    assert tree(desk.root) == before


def test_a_file_where_the_folder_should_be_is_told(desk: Desk) -> None:
    desk.folder.write_text("x")
    with pytest.raises(OutputError) as refused:
        desk.write(FIRST)
    assert "This is a file" in refused.value.problem.message


# -- the disk says no -----------------------------------------------------------------------------------


def test_a_missing_output_folder_is_made(desk: Desk) -> None:
    deep = desk.root / "a" / "b" / "output"
    Output(deep, desk.state, RecordingReporter()).write(FIRST.items())
    assert tree(deep) == FIRST


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "This disk can only be read."),
        (errno.EACCES, "This may not be written: the computer refuses it."),
        (errno.EIO, "The disk reports a fault."),
        (errno.EXDEV, "The computer could not do this: Invalid cross-device link."),
    ],
)
def test_what_the_disk_says_is_told_in_plain_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    desk.write(FIRST)

    def refuse(target: Path, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "write", refuse)
    with pytest.raises(OutputError) as refused:
        desk.write({**FIRST, "students/ada/index.html": b"new"})
    assert refused.value.problem.message == words
    assert refused.value.problem.file == "output/students/ada/index.html"
    assert refused.value.problem.hint
    assert tree(desk.folder) == FIRST
    assert desk.leftovers == []


def _held_open() -> PermissionError:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]  # only Windows has it by itself
    return error


def test_a_file_held_open_for_a_moment_is_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(FIRST)
    monkeypatch.setattr(disk, "PAUSES", (0, 0, 0))
    real, tries = os.replace, []

    def held(source: Path, target: Path) -> None:
        if Path(target).name == "index.html" and len(tries) < 3:
            tries.append(target)
            raise _held_open()
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    desk.write({**FIRST, "index.html": HOME + b"new"})
    assert (desk.folder / "index.html").read_bytes() == HOME + b"new"
    assert len(tries) == 3


def test_a_file_held_open_for_good_leaves_the_old_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(FIRST)
    monkeypatch.setattr(disk, "PAUSES", (0, 0))
    real = os.replace

    def held(source: Path, target: Path) -> None:
        if target == desk.folder / "index.html":  # the very last one
            raise _held_open()
        real(source, target)

    new = {name: data + b"new" for name, data in FIRST.items()}
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", held)
        with pytest.raises(OutputError) as refused:
            desk.write({**new, "students/ben/index.html": b"Ben"})
    assert str(refused.value.problem).startswith("output/index.html: Another program has this open.")
    assert tree(desk.folder) == FIRST
    assert not (desk.folder / "students/ben").exists()
    assert desk.leftovers == []
    desk.write(new)
    assert tree(desk.folder) == new


def test_a_disk_without_links_is_no_hindrance(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    desk.write(FIRST)
    new = {name: data + b"new" for name, data in FIRST.items()}
    assert desk.write(new).changed == 4
    assert tree(desk.folder) == new


def test_a_folder_that_is_there_is_no_error_whatever_the_system_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # of the top of a stick, on Windows

    (tmp_path / "new").write_bytes(b"x")
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(Path, "mkdir", refuse)
    Swap(tmp_path).put(tmp_path / "new", tmp_path / "site/index.html")
    assert (tmp_path / "site/index.html").read_bytes() == b"x"
    with pytest.raises(PermissionError):
        Swap(tmp_path).put(tmp_path / "site/index.html", tmp_path / "gone/index.html")


def test_a_state_on_another_disk_stages_in_the_output(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(FIRST)
    used: list[Path] = []
    real = disk.write

    def noted(target: Path, data: bytes) -> None:
        used.append(target)
        real(target, data)

    monkeypatch.setattr(disk, "write", noted)
    monkeypatch.setattr(place, "same_disk", lambda *_: False)
    assert desk.write({**FIRST, "feed.xml": b"<feed/>"}).added == 1
    assert [path.parent for path in used] == [desk.folder / ".slc-staging"]
    assert tree(desk.folder) == {**FIRST, "feed.xml": b"<feed/>"}
    assert desk.leftovers == []


# -- Ctrl-C ---------------------------------------------------------------------------------------------


def test_ctrl_c_while_staging_leaves_the_old_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(FIRST)
    real, count = disk.write, []

    def interrupted(target: Path, data: bytes) -> None:
        count.append(target)
        if len(count) == 2:
            signal.raise_signal(signal.SIGINT)
        real(target, data)

    monkeypatch.setattr(disk, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.write({name: data + b"new" for name, data in FIRST.items()})
    assert tree(desk.folder) == FIRST
    assert desk.leftovers == []


def test_ctrl_c_while_swapping_waits_until_the_new_site_stands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(FIRST)
    real, count = disk.replace, []

    def interrupted(source: Path, target: Path) -> None:
        if desk.folder in target.parents:
            count.append(target)
            if len(count) == 2:
                signal.raise_signal(signal.SIGINT)
        real(source, target)

    monkeypatch.setattr(disk, "replace", interrupted)
    new = {name: data + b"new" for name, data in FIRST.items()}
    with pytest.raises(KeyboardInterrupt):
        desk.write(new)
    assert len(count) == 4
    assert tree(desk.folder) == new
    assert desk.leftovers == []


# -- the list -------------------------------------------------------------------------------------------


def test_the_list_names_every_file_with_its_size_and_digest(desk: Desk) -> None:
    desk.write({"index.html": HOME, "a.txt": b"abc"})
    said = json.loads((desk.state / "written.json").read_text())
    assert sorted(said["files"]) == ["a.txt", "index.html"]
    assert said["files"]["a.txt"][:2] == [
        3,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ]
    assert not list(desk.folder.glob("*.json"))


# -- clean ----------------------------------------------------------------------------------------------


def test_clean_takes_away_what_is_ours_and_nothing_else(desk: Desk) -> None:
    desk.write(FIRST)
    (desk.folder / "students/mine.txt").write_text("mine")
    assert clean(desk.folder, desk.state) == 4
    assert tree(desk.folder) == {"students/mine.txt": b"mine"}
    assert not (desk.state / "written.json").exists()
    assert clean(desk.folder, desk.state) == 0


def test_clean_leaves_no_empty_folder(desk: Desk) -> None:
    desk.write(FIRST)
    clean(desk.folder, desk.state)
    assert not desk.folder.exists()


def test_clean_of_a_class_that_was_never_built_does_nothing(desk: Desk) -> None:
    assert clean(desk.folder, desk.state) == 0
    assert not desk.state.exists()


def test_clean_does_not_touch_a_folder_that_only_looks_like_ours(desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "index.html").write_bytes(HOME)
    assert clean(desk.folder, desk.state) == 0
    assert (desk.folder / "index.html").exists()
