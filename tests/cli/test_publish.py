"""`slc publish`, as a teacher types it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from slc_site.cli import publishing
from tests.cli.conftest import ROOT, Run
from tests.support.folders import visible


@pytest.fixture
def public_room(room: Path) -> Path:
    """A class of two who may be seen."""
    class_file = room / "content" / "class.yml"
    said = class_file.read_text(encoding="utf-8")
    lines = [line for line in said.splitlines() if not line.startswith(("consent", "access", " "))]
    class_file.write_text(
        "\n".join([*lines, "consent: {publish: yes}", "access: {posts: public, goals: public}", ""]),
        encoding="utf-8",
    )
    return room


def test_a_first_publish_builds_shows_the_plan_and_brings_everything_there(slc: Run, room: Path) -> None:
    done = slc("-C", room, "publish", "./upload", "--yes")
    assert done.status == 0, done.err
    assert " new. To send: " in done.out
    assert done.out.splitlines()[-1].startswith("Published: ")
    assert visible(room.parent / "upload") == visible(room / "output")


def test_nothing_changed_is_told_and_nothing_is_touched(slc: Run, room: Path) -> None:
    slc("-C", room, "publish", "./upload", "--yes")
    before = (room.parent / "upload" / ".slc-manifest").stat()
    done = slc("-C", room, "publish", "./upload")
    assert done.status == 0
    assert done.out.startswith("Nothing has changed: all ")
    assert (room.parent / "upload" / ".slc-manifest").stat() == before


def test_a_dry_run_says_what_would_be_done_and_does_nothing(slc: Run, room: Path) -> None:
    done = slc("-C", room, "publish", "./upload", "--dry-run")
    assert done.status == 0
    assert " new. To send: " in done.out
    assert not (room.parent / "upload").exists()


def test_without_anybody_to_ask_nothing_is_done(slc: Run, room: Path) -> None:
    done = slc("-C", room, "publish", "./upload")
    assert done.status == 1
    assert "--yes" in done.err
    assert done.out.splitlines()[-1] == "Nothing was published. What stands there is as it was."
    assert not (room.parent / "upload").exists()


@pytest.mark.parametrize(("typed", "is_published"), [("y\n", True), ("n\n", False)])
def test_whoever_sits_there_is_asked(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch, typed: str, is_published: bool
) -> None:
    monkeypatch.setattr(publishing, "can_ask", lambda: True)
    done = slc("-C", room, "publish", "./upload", typed=typed)
    assert "Publish?" in done.err
    assert (room.parent / "upload" / "index.html").exists() is is_published
    assert done.status == 0


def test_what_stands_there_already_is_not_replaced_unasked(
    slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = room.parent / "upload"
    upload.mkdir()
    (upload / "index.html").write_bytes(b"the school's")
    (upload / "menu.html").write_bytes(b"pizza")
    done = slc("-C", room, "publish", "upload", "--yes")
    assert done.status == 1
    assert "--adopt" in done.err
    assert visible(upload) == {"index.html": b"the school's", "menu.html": b"pizza"}
    monkeypatch.setattr(publishing, "can_ask", lambda: True)
    assert slc("-C", room, "publish", "upload", typed="n\n").status == 1
    assert (upload / "index.html").read_bytes() == b"the school's"
    assert slc("-C", room, "publish", "upload", "--yes", "--adopt").status == 0
    assert visible(upload) == {**visible(room / "output"), "menu.html": b"pizza"}


def test_a_class_that_became_much_smaller_is_not_published_unasked(slc: Run, public_room: Path) -> None:
    posts = public_room / "content" / "students" / "ada" / "posts"
    posts.mkdir(parents=True, exist_ok=True)
    for number in range(30):
        text = f"---\ntitle: Post {number}\ntags: [writing]\n---\nText.\n"
        (posts / f"2026-10-{number % 28 + 1:02}-p{number}.md").write_text(text, encoding="utf-8")
    assert slc("-C", public_room, "publish", "./upload", "--yes").status == 0
    upload = public_room.parent / "upload"
    before = visible(upload)
    for file in posts.iterdir():
        file.unlink()
    done = slc("-C", public_room, "publish", "upload", "--yes")
    assert done.status == 1
    assert visible(upload) == before
    count = done.err.split("--yes-delete ")[1].split(".")[0]
    assert slc("-C", public_room, "publish", "upload", "--yes", "--yes-delete", "3").status == 1
    assert slc("-C", public_room, "publish", "upload", "--yes", "--yes-delete", count).status == 0
    assert visible(upload) == visible(public_room / "output")


def test_a_build_that_is_refused_is_not_published(slc: Run, public_room: Path) -> None:
    assert slc("-C", public_room, "publish", "./upload", "--yes").status == 0
    before = visible(public_room.parent / "upload")
    student = public_room / "content" / "students" / "ada" / "student.yml"
    student.write_text("name: Ada\nsurname: Lovelace\n", encoding="utf-8")
    posts = public_room / "content" / "students" / "ada" / "posts"
    posts.mkdir(parents=True, exist_ok=True)
    text = "---\ntitle: By Ada Lovelace\ntags: [writing]\ndate: 2026-10-05\n---\nText.\n"
    (posts / "first.md").write_text(text, encoding="utf-8")
    done = slc("-C", public_room, "publish", "upload", "--yes")
    assert done.status == 1
    assert "Lovelace" in done.err or "surname" in done.err
    assert "Nothing was published" in done.out
    assert visible(public_room.parent / "upload") == before
    # and not the second time, either
    assert slc("-C", public_room, "publish", "upload", "--yes").status == 1
    assert visible(public_room.parent / "upload") == before


def test_a_site_built_for_an_apache_host_is_not_built_otherwise(slc: Run, public_room: Path) -> None:
    class_file = public_room / "content" / "class.yml"
    said = class_file.read_text(encoding="utf-8").replace("posts: public", "posts: family")
    class_file.write_text(said, encoding="utf-8")
    posts = public_room / "content" / "students" / "ada" / "posts"
    posts.mkdir(parents=True, exist_ok=True)
    text = "---\ntitle: Frogs\ntags: [writing]\ndate: 2026-10-05\n---\nText.\n"
    (posts / "first.md").write_text(text, encoding="utf-8")
    assert slc("-C", public_room, "codes").status == 0
    built = slc("-C", public_room, "build", "--htaccess", "/home/school/room")
    assert built.status == 0, built.err
    guards = [name for name in visible(public_room / "output") if name.endswith(".htaccess")]
    assert guards
    done = slc("-C", public_room, "publish", "./upload", "--yes")
    assert done.status == 0, done.err
    assert visible(public_room.parent / "upload") == visible(public_room / "output")
    (posts / "first.md").write_text(text.replace("Text", "More"), encoding="utf-8")
    done = slc("-C", public_room, "publish", "upload", "--yes")
    assert done.status == 1
    assert "--htaccess" in done.err
    assert guards == [name for name in visible(public_room / "output") if name.endswith(".htaccess")]


def test_places_have_names_in_class_yml(slc: Run, room: Path) -> None:
    with (room / "content" / "class.yml").open("a", encoding="utf-8") as opened:
        opened.write("publish: {stick: ../stick}\n")
    assert slc("-C", room, "publish", "--yes").status == 0
    assert visible(room.parent / "stick") == visible(room / "output")
    assert slc("-C", room, "publish", "stick").out.startswith("Nothing has changed")
    done = slc("-C", room, "publish", "stik")
    assert done.status == 2
    assert "Did you mean `stick`?" in done.err
    with (room / "content" / "class.yml").open("a", encoding="utf-8") as opened:
        opened.write("")
    said = (room / "content" / "class.yml").read_text(encoding="utf-8")
    (room / "content" / "class.yml").write_text(
        said.replace("{stick: ../stick}", "{stick: ../stick, zip: 'zip:../a.zip'}"), encoding="utf-8"
    )
    done = slc("-C", room, "publish")
    assert done.status == 2
    assert "stick, zip" in done.err
    assert slc("-C", room, "publish", "zip", "--yes").status == 0
    with zipfile.ZipFile(room.parent / "a.zip") as opened:
        inside = {n: opened.read(n) for n in opened.namelist() if not n.startswith(".slc-")}
    assert inside == visible(room / "output")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (None, "Where to?"),
        ("room-12/output", "belongs to the class itself"),
        ("room-12/content/x", "belongs to the class itself"),
        ("zip:room-12/output/a.zip", "belongs to the class itself"),
        ("room-12/", "belongs to the class itself"),
        ("./", "belongs to the class itself"),
        ("ftp://h.example/site", "Try ftps://"),
        ("webdav://h.example/site", "Try webdavs://"),
        ("sftp://ada:hunter2@h.example/site", "There is a password in this address"),
        ("https://h.example/site", "SFTP"),
        ("upload", "For a new folder, write `./upload`."),
    ],
)
def test_what_cannot_be_meant_is_told_before_anything_is_done(
    slc: Run, room: Path, target: str | None, words: str
) -> None:
    done = slc("-C", room, "publish", *([target] if target else []), "--yes")
    assert done.status == 2
    assert words in done.err
    assert "hunter2" not in done.err + done.out
    assert not (room / "output").exists()


def test_other_programs_get_plan_and_outcome(slc: Run, room: Path) -> None:
    done = slc("-C", room, "publish", "./upload", "--yes", "--json")
    assert done.status == 0
    said = json.loads(done.out)
    assert done.err == ""
    assert said["result"]["is_published"] is True
    assert said["result"]["outcome"]["sent"] == len(said["result"]["plan"]["new"])
    said = json.loads(slc("-C", room, "publish", "./upload", "--json").out)
    assert said["result"]["is_published"] is True
    assert "outcome" not in said["result"]


def test_two_at_once_on_one_computer_are_told(slc: Run, room: Path) -> None:
    from slc_site.build.lock import publish_lock

    slc("-C", room, "build")
    with publish_lock(room / ".slc"):
        done = slc("-C", room, "publish", "./upload", "--yes")
    assert done.status == 1
    assert "being published at this moment" in done.err
    assert not (room.parent / "upload").exists()


def test_a_place_that_refuses_is_told_in_words(slc: Run, room: Path) -> None:
    (room.parent / "upload").mkdir()
    (room.parent / "upload" / "index.html").mkdir()
    done = slc("-C", room, "publish", "upload", "--yes")
    assert done.status == 1
    assert "in the way of index.html" in done.err
    assert "Not arrived: " in done.out
    assert "Publish again to go on" in done.out
    (room.parent / "upload" / "index.html").rmdir()
    assert slc("-C", room, "publish", "upload", "--yes").status == 0
    assert visible(room.parent / "upload") == visible(room / "output")


def test_the_command_that_is_killed_is_gone_on_with(slc: Run, room: Path) -> None:
    if os.name != "posix":
        return
    slc("-C", room, "build")
    for number in range(300):
        (room / "output" / f"more-{number}.bin").write_bytes(b"%d" % number * 5000)
    upload = room.parent / "upload"
    command = [sys.executable, "-m", "slc_site", "-C", str(room), "publish", "./upload", "--yes"]
    for _ in range(3):
        running = subprocess.Popen(
            command,
            cwd=room.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stderr is not None
        with running:
            for line in running.stderr:
                if line.startswith("Sending"):
                    break
            running.send_signal(signal.SIGKILL)
    done = slc("-C", room, "publish", "./upload", "--yes")
    assert done.status == 0, done.err
    assert visible(upload) == visible(room / "output")
    assert slc("-C", room, "publish", "upload", "--look").out.startswith("Nothing has changed")
