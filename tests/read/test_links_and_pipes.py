"""What is no plain file is reported, and neither followed nor opened. Not collected on Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from slc_site.problems import RecordingReporter
from slc_site.read import disk
from slc_site.read.disk import File, read_bytes
from tests.read.conftest import SMALLEST, read, write

POST = "---\ntitle: Frog\ntags: [writing]\n---\n"
POSTS = "students/ada/posts"


def test_links_are_reported_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(POST + "SECRET")
    outside = tmp_path / "outside"
    (outside / "posts").mkdir(parents=True)
    (outside / "student.yml").write_text("name: SECRET\n")
    write(tmp_path / "class", {**SMALLEST, f"{POSTS}/2026-10-05-a/index.md": POST})
    content = tmp_path / "class/content"
    (content / POSTS / "2026-10-05-b.md").symlink_to(secret)
    (content / POSTS / "2026-10-05-a/photo.jpg").symlink_to("/etc/passwd")
    (content / POSTS / "2026-10-05-c").symlink_to(outside)
    (content / POSTS / "2026-10-05-d.md").symlink_to("nowhere")
    (content / "students/ben").symlink_to(outside)
    (content / "measures").symlink_to("..")
    reading = read(tmp_path / "class")
    link = "This is a link to another place; links are not followed. Put the file itself here instead."
    assert sorted(reading.said) == [
        f"content/measures: {link}",
        f"content/{POSTS}/2026-10-05-a/photo.jpg: {link}",
        f"content/{POSTS}/2026-10-05-b.md: {link}",
        f"content/{POSTS}/2026-10-05-c: {link}",
        f"content/{POSTS}/2026-10-05-d.md: {link}",
        f"content/students/ben: {link}",
    ]
    assert reading.errors == reading.said
    assert reading.post.attachments == {}
    assert "SECRET" not in repr(reading.library)


def test_a_pipe_is_reported_and_never_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {**SMALLEST, f"{POSTS}/2026-10-05-frog.md": POST})
    for name in ("2026-10-06-pipe.md", "pipe.jpg"):
        os.mkfifo(tmp_path / "content" / POSTS / name)
    reading = read(tmp_path)
    pipe = "This is not a plain file but a pipe or a device. Take it out of this folder."
    assert reading.said == [
        f"content/{POSTS}/2026-10-06-pipe.md: {pipe}",
        f"content/{POSTS}/pipe.jpg: {pipe}",
    ]
    assert reading.post.attachments == {}


def test_a_file_that_was_exchanged_since_it_was_listed_is_not_read(tmp_path: Path) -> None:
    reporter = RecordingReporter()
    pipe, link = tmp_path / "pipe.md", tmp_path / "link.md"
    os.mkfifo(pipe)
    link.symlink_to("/etc/passwd")
    grown = tmp_path / "grown.md"
    grown.write_text("x" * 200_001)
    for file in (pipe, link, grown):
        assert read_bytes(File(file.name, str(file), file.name, 4), reporter) is None
    assert [problem.code for problem in reporter.problems] == ["special-file", "unreadable-file", "too-large"]


def test_nothing_outside_content_is_opened(tmp_path: Path) -> None:
    measures = "[{id: a, file: ../../../secret.csv}, {id: ../b}]"
    files = {
        **SMALLEST,
        "class.yml": f"title: x\ntheme: ../../x\nmeasures: {measures}\n",
        "students/ada/student.yml": "name: Ada\navatar: ../../../../secret.png\n",
        f"{POSTS}/2026-10-05-a.md": POST.replace("tags", "goals: [../../../secret, /etc/passwd]\ntags"),
        "students/ada/goals/a.md": "---\ntitle: a\nfollows: ../../secret\nevidence: [../../../x]\n---\n",
    }
    write(tmp_path / "class", files)
    (tmp_path / "secret.csv").write_text("student,date,value\nada,2026-10-01,3\n")
    (tmp_path / "secret.png").write_text("secret")
    (tmp_path / "class/content" / POSTS / "2026-10-06-b.md").symlink_to(tmp_path / "secret.csv")
    program = """
import sys
from pathlib import Path
from slc_site.problems import SilentReporter
from slc_site.read import loader, whole  # what is loaded only when it is needed is opened before, too
seen = []
sys.addaudithook(lambda name, args: seen.append(args[0]) if name == "open" else None)
assert loader.load(Path(sys.argv[1]), SilentReporter()) is not None
print("\\n".join(str(path) for path in seen if not isinstance(path, int)))  # a number is open already
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "class")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(disk.__file__).parents[2],
    )
    opened = done.stdout.splitlines()
    allowed = (str(tmp_path / "class/content"), sys.prefix, sys.base_prefix, "/usr/share/zoneinfo")
    assert [path for path in opened if not path.startswith(allowed)] == []
    assert len([path for path in opened if path.startswith(allowed[0])]) == 4
    assert not [path for path in opened if "secret" in path or "2026-10-06-b" in path]


def test_a_name_that_is_no_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, {**SMALLEST, f"{POSTS}/2026-10-05-frog.md": POST})
    strange = [b"2026-10-06-\xff.md", b"2026-10-07-\x1b[2J.md", b"2026-10-08-a\nb.md"]
    if sys.platform == "darwin":
        del strange[0]  # its disk knows text only
    for name in strange:
        (tmp_path / "content" / POSTS / os.fsdecode(name)).write_text(POST)
    reading = read(tmp_path)
    assert reading.post.slug == "2026-10-05-frog"
    assert [problem.code for problem in reading.problems] == ["unreadable-name"] * len(strange)
    for said in reading.said:
        assert said.isprintable()
        said.encode()


def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = {f"{POSTS}/2026-10-05-frog.md": POST, f"{POSTS}/2026-10-06-toad.md": POST}
    write(tmp_path, {**SMALLEST, **posts, "pages/x.md": "x"})
    really_open, really_scan = os.open, os.scandir

    def refuse_to_open(path: str, *args: int) -> int:
        if path.endswith("toad.md"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args)

    def refuse_to_scan(path: str) -> object:
        if path.endswith("pages"):
            raise PermissionError(13, "Permission denied")
        return really_scan(path)

    monkeypatch.setattr(os, "open", refuse_to_open)
    monkeypatch.setattr(os, "scandir", refuse_to_scan)
    reading = read(tmp_path)
    assert reading.said == [
        f"content/{POSTS}/2026-10-06-toad.md: This file cannot be read (permission denied). "
        "Is it still there, and may you open it?",
        "content/pages: This folder cannot be read (permission denied). "
        "Is it still there, and may you open it?",
    ]
    assert reading.post.title == "Frog"
