"""What lies in the folders of a class: names that are the same, what does not belong, what is too large."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from slc_site.read import disk
from tests.read.conftest import SMALLEST, AClass, read, write

POST = "---\ntitle: Frog\ntags: [writing]\n---\n"
POSTS = "students/ada/posts"


# -- there is no class ----------------------------------------------------------------------------------


def test_without_content_there_is_no_class(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert reading.found is None
    assert reading.said == [
        "content: There is no folder `content` here. "
        "Go to the folder of your class, name it with `-C`, or let `slc init` begin one."
    ]


def test_without_class_yml_there_is_no_class(a_class: AClass) -> None:
    reading = a_class({"class.yml": None})
    assert reading.found is None
    assert reading.said == [
        "content/class.yml: There is no class.yml here. "
        "Write a line `title: Room 12` into it, or let `slc init` begin a class."
    ]


@pytest.mark.parametrize("given", ["", "Room 12\n", "title: a\ntitle: b\n", "teacher: x\n", b"\x00\x01"])
def test_with_an_unreadable_class_yml_there_is_no_class(a_class: AClass, given: str | bytes) -> None:
    reading = a_class({"class.yml": given})
    assert reading.found is None
    assert len(reading.errors) == 1


def test_a_class_of_nothing_but_its_title_is_a_class(a_class: AClass) -> None:
    reading = a_class({"class.yml": "title: Room 12\n", "students/ada/student.yml": None})
    assert reading.said == []
    assert [(strand.tag, strand.title) for strand in reading.library.classroom.strands] == [
        ("writing", "Writing"),
        ("representing", "Representing"),
        ("projects", "Projects"),
    ]


# -- names that are the same ----------------------------------------------------------------------------


def exists_apart(first: Path, second: Path) -> bool:
    """Can this disk hold both, the first of which is there?"""
    return first.exists() and not second.exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ada", "ada"), (unicodedata.normalize("NFD", "Zoë"), "Zoë"), ("STRASSE", "straße"), ("ΑΣ", "ας")],
)
def test_two_students_with_one_folder_name(tmp_path: Path, first: str, second: str) -> None:
    students = tmp_path / "content/students"
    write(tmp_path, {"class.yml": "title: x\n", f"students/{first}/student.yml": "name: First\n"})
    if not exists_apart(students / first, students / second):
        assert disk.same(first) == disk.same(second)  # here they cannot even be made
        return
    write(tmp_path, {f"students/{second}/student.yml": "name: Second\n"})
    reading = read(tmp_path)
    assert [student.slug for student in reading.library.students] == [first]
    assert reading.said == [
        f"content/students/{second}: This student's folder has the same name as `content/students/{first}`, "
        "so it is left out. Give one of the two another name."
    ]


@pytest.mark.parametrize(
    ("first", "second", "what", "text"),
    [
        (f"{POSTS}/2026-10-05-Frog.md", f"{POSTS}/2026-10-05-frog.md", "post", POST),
        ("students/ada/goals/Read.md", "students/ada/goals/read.md", "goal", "---\ntitle: Read\n---\n"),
        ("pages/About.md", "pages/about.md", "page", "We are here.\n"),
        ("report-cards/Fall.yml", "report-cards/fall.yml", "report card", "title: Fall\n"),
    ],
)
def test_two_files_of_one_name_by_case(tmp_path: Path, first: str, second: str, what: str, text: str) -> None:
    write(tmp_path, {**SMALLEST, first: text})
    if not exists_apart(tmp_path / "content" / first, tmp_path / "content" / second):
        assert disk.same(first) == disk.same(second)
        return
    write(tmp_path, {second: text})
    assert read(tmp_path).said == [
        f"content/{second}: This {what} has the same name as `content/{first}`, so it is left out. "
        "Give one of the two another name."
    ]


def test_a_post_in_both_forms_is_there_once(a_class: AClass) -> None:
    reading = a_class({f"{POSTS}/2026-10-05-frog.md": POST, f"{POSTS}/2026-10-05-frog/index.md": POST})
    assert reading.post.origin.file == f"content/{POSTS}/2026-10-05-frog/index.md"
    assert len(reading.errors) == 1


@pytest.mark.parametrize("name", ["آدا", "小龙", "🦊", "Zoë", "ada-l.2", "ada lovelace", "नीना", "a" * 200])
def test_folders_may_be_called_anything_people_are_called(tmp_path: Path, name: str) -> None:
    post = POST.replace("---\n", f"---\npeople: [{name}]\n", 1)
    files = {
        "class.yml": "title: x\n",
        f"students/{name}/student.yml": f"name: {name}\n",
        f"students/{name}/posts/2026-10-05-{name[:20]}.md": post,
    }
    write(tmp_path, files)
    reading = read(tmp_path)
    assert reading.said == []
    assert [student.name for student in reading.library.students] == [name]
    assert disk.same(reading.post.people[0]) == disk.same(name)


# -- what does not belong ---------------------------------------------------------------------------------


def test_leftovers_of_editors_and_systems_are_passed_over(a_class: AClass) -> None:
    leftovers = [
        *(f"{POSTS}/.2026-10-05-frog.md.swp", f"{POSTS}/~$2026-10-05-frog.md", f"{POSTS}/_later.md"),
        *(f"{POSTS}/2026-10-05-frog.md~", f"{POSTS}/2026-10-05-frog.md.bak", f"{POSTS}/frog.tmp"),
        *(f"{POSTS}/Thumbs.db", ".git/config", "desktop.ini", "students/.DS_Store"),
    ]
    reading = a_class({f"{POSTS}/2026-10-05-frog.md": POST} | dict.fromkeys(leftovers, "x"))
    assert reading.said == []
    assert reading.post.title == "Frog"


def test_only_media_can_be_shown(a_class: AClass) -> None:
    names = ["a.JPG", "b.heic", "c.svg", "d.mp3", "e.webm", "d.txt"]
    others = ["f.html", "g.js", "h.pdf", "i.docx", "j.php", ".htaccess"]
    folder = f"{POSTS}/2026-10-05-a"
    reading = a_class({f"{folder}/{name}": "x" for name in [*names, *others]} | {f"{folder}/index.md": POST})
    assert list(reading.post.attachments) == names[:5]
    assert [problem.code for problem in reading.problems] == ["useless-file"] * 5


def test_a_text_that_is_too_large_is_refused(a_class: AClass) -> None:
    fits = POST + "x" * (200_000 - len(POST))
    reading = a_class({f"{POSTS}/2026-10-05-a.md": fits, f"{POSTS}/2026-10-06-b.md": fits + "x"})
    assert reading.post.slug == "2026-10-05-a"
    assert reading.said == [
        f"content/{POSTS}/2026-10-06-b.md: This file is larger than 200 kB; it is left out. "
        "Make two of it; photos and sound belong beside the text, not into it."
    ]


def test_an_attachment_that_is_too_large_is_refused(a_class: AClass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slc_site.read.attachments.MAX_SIZE", 5)
    folder = f"{POSTS}/2026-10-05-a"
    reading = a_class({f"{folder}/index.md": POST, f"{folder}/a.mp4": "12345", f"{folder}/b.mp4": "123456"})
    assert list(reading.post.attachments) == ["a.mp4"]
    assert reading.said == [
        f"content/{folder}/b.mp4: This file is larger than 500 MB. "
        "Make it shorter or smaller before you put it here."
    ]


# -- always the same ----------------------------------------------------------------------------------------


really_scan = os.scandir


class Backwards:
    """`os.scandir` on a disk that lists everything the other way round."""

    def __init__(self, path: str) -> None:
        with really_scan(path) as listing:
            self.entries = sorted(listing, key=lambda entry: entry.name, reverse=True)

    def __enter__(self) -> list[os.DirEntry[str]]:
        return self.entries

    def __exit__(self, *_: object) -> None:
        pass


def test_the_order_on_the_disk_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spelt = {"cleo": "FROGS", "ada": "Frogs", "ben": "frogs"}
    files = {f"students/{name}/student.yml": f"name: {name}\n" for name in spelt}
    files |= {
        f"students/{name}/posts/2026-10-0{day}-x.md": POST.replace("writing", f"writing, {tag}")
        for name, tag in spelt.items()
        for day in (3, 1, 2)
    }
    pages = {"pages/b.md": "B\n", "pages/a.md": "A\n", "x.txt": "x", "a.txt": "a"}
    write(tmp_path, {"class.yml": "title: x\n", **files, **pages})
    forwards = read(tmp_path)
    monkeypatch.setattr(os, "scandir", Backwards)
    backwards = read(tmp_path)
    assert backwards.library == forwards.library
    assert backwards.said == forwards.said
    assert {tag for post in forwards.library.posts for tag in post.tags} == {"Frogs"}
    assert [(post.date.day, post.student) for post in forwards.library.posts[:4]] == [
        (3, "ada"),
        (3, "ben"),
        (3, "cleo"),
        (2, "ada"),
    ]


def test_nothing_in_content_is_changed(tmp_path: Path) -> None:
    post = POST.replace("title:", "title:x:")
    write(tmp_path, {**SMALLEST, f"{POSTS}/2026-10-05-frog.md": post, "x.txt": "x"})

    def state() -> dict[str, tuple[int, bytes | None]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
            for path in tmp_path.rglob("*")
        }

    before = state()
    assert read(tmp_path).said
    assert state() == before
