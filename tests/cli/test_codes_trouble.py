"""`slc codes` when something is wrong, two at once, and that nothing else ever tells or deletes a key."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from slc_site.build import pipeline
from slc_site.share.keyfile import load, save
from slc_site.share.keyring import KeyRing
from tests.cli.conftest import ROOT, Run

RING = ".slc/keys/ring.json"


def ring_of(room: Path) -> KeyRing:
    ring = load(room / RING)
    assert ring is not None
    return ring


def publishing(room: Path) -> None:
    """Let the class agree to be published."""
    sheet = room / "content/class.yml"
    agreed = sheet.read_text(encoding="utf-8").replace(
        "{publish: no, photos: no}", "{publish: yes, photos: yes}"
    )
    sheet.write_text(agreed, encoding="utf-8")


# -- mistakes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rotate", "adda"], "There is no student adda. Did you mean Ada?"),
        (["rotate", "classs"], "There is no student classs."),
        (["add", "zoe"], "There is no student zoe."),
        (["join", "ada"], "Say at least two students"),
        (["join", "ada", "ada"], "Say at least two students"),
        (["drop", "ada"], "ada is in the class"),
        (["drop", "kim"], "There is no student kim"),
        (["drop", "99999"], "99999 is no number of a second code"),
        (["move", "ada", "ben"], "ada is in the class"),
        (["move", "kim", "ben"], "There is no student kim"),
        (["--cards", "--new"], "The codes are not lost."),
        (["--new"], "The codes are not lost. New ones for everybody: slc codes rotate all"),
        (["--cards", "--", "rotate", "ada"], "Type slc codes rotate first"),
        (["rotate"], "Missing argument"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(slc: Run, room: Path, words: list[str], said: str) -> None:
    slc("-C", room, "codes")
    before = (room / RING).read_bytes()
    done = slc("-C", room, "codes", *words)
    assert done.status == 2
    assert said in done.err
    assert done.out == ""
    assert (room / RING).read_bytes() == before


@pytest.mark.parametrize(
    "words", [["rotate", "ada"], ["add", "ada"], ["join", "ada", "ben"], ["drop", "kim"]]
)
def test_before_there_are_codes_none_can_be_changed(slc: Run, room: Path, words: list[str]) -> None:
    done = slc("-C", room, "codes", *words)
    assert done.status == 2
    assert done.err.endswith("There are no codes yet. Make them with: slc codes\n")
    assert not (room / RING).exists()


def test_who_has_no_code_yet_has_none_to_be_changed(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    slc("-C", room, "new", "student", "Cleo")
    assert "cleo has no code yet: type slc codes" in slc("-C", room, "codes", "rotate", "Cleo").err


def test_a_class_that_cannot_be_read_gets_no_codes(slc: Run, room: Path) -> None:
    (room / "content/class.yml").write_text("")
    done = slc("-C", room, "codes")
    assert (done.status, done.out) == (1, "No code was changed.\n")
    assert not (room / ".slc/keys").exists()


# -- the ring is lost, damaged, or another's ------------------------------------------------------------


def locked(slc: Run, room: Path) -> None:
    """Give the class codes, and a site with locks."""
    assert slc("-C", room, "codes").status == 0
    (room / "output/locks").mkdir(parents=True)
    (room / "output/locks/doors.js").write_text("slcDoors({})")


def test_lost_codes_are_not_made_anew_by_accident(slc: Run, room: Path) -> None:
    locked(slc, room)
    shutil.rmtree(room / ".slc")
    for words in ([], ["--cards"], ["rotate", "all"], ["add", "ada"], ["drop", "kim"]):
        done = slc("-C", room, "codes", *words)
        assert done.status == 1
        assert "The codes of this class are lost" in done.err
        assert "slc codes --new" in done.err
        assert not (room / RING).exists()
    assert slc("-C", room, "codes", "--new").status == 0
    assert ring_of(room).students == ("ada", "ben")


def test_the_older_copy_is_pointed_at_and_survives_new_codes(slc: Run, room: Path) -> None:
    locked(slc, room)
    slc("-C", room, "codes", "rotate", "ada")
    (room / RING).unlink()
    assert "rename ring.before.json to ring.json" in slc("-C", room, "codes").err
    before = (room / ".slc/keys/ring.before.json").read_bytes()
    assert slc("-C", room, "codes", "--new").status == 0
    assert (room / ".slc/keys/ring.before.json").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "said"), [("", "it is damaged"), ('{"format": 7}', "another version of slc has written it")]
)
@pytest.mark.parametrize("words", [[], ["--new"], ["rotate", "ada"], ["move", "kim", "ada"]])
def test_a_ring_that_cannot_be_used_is_never_overwritten(
    slc: Run, room: Path, given: str, said: str, words: list[str]
) -> None:
    slc("-C", room, "codes")
    (room / RING).write_text(given)
    done = slc("-C", room, "codes", *words)
    assert done.status == 1
    assert said in done.err
    assert "move the file away" in done.err
    assert (room / RING).read_text() == given


def test_the_ring_of_another_class_is_refused(slc: Run, room: Path) -> None:
    save(KeyRing.new().with_students(["zoe", "kim"]), room / RING)
    before = (room / RING).read_bytes()
    for words in ([], ["--cards"], ["rotate", "class"]):
        done = slc("-C", room, "codes", *words)
        assert done.status == 1
        assert "none of their students is in this one" in done.err
    assert (room / RING).read_bytes() == before


def test_a_disk_that_refuses_is_told(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = slc("-C", room, "codes")
    assert (done.status, done.out) == (1, "No code was changed.\n")
    assert "The disk is full." in done.err
    assert not (room / RING).exists()


def test_two_at_once_wait_for_each_other(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")

    def add(student: str) -> int:
        return subprocess.run(
            [sys.executable, "-m", "slc_site", "-C", str(room), "codes", "add", student],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        ).returncode

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(add, ["ada", "ben"])) == [0, 0]
    assert {student: len(ring_of(room).of(student)) for student in ("ada", "ben")} == {"ada": 2, "ben": 2}


# -- nobody else tells or deletes a key -----------------------------------------------------------------


def secrets_of(ring: KeyRing) -> Iterator[bytes]:
    """Each secret as text, in hexadecimal digits, in base64, and as it is."""
    keys = [*ring.scopes.values(), ring.chaff]
    for door in ring.doors:
        yield " ".join(door.code.words).encode()
        yield "-".join(door.code.words).encode()
        keys += [door.key, door.link, door.stretched]
    for key in keys:
        yield key
        yield key.hex().encode()
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(key).rstrip(b"=")
        yield json.dumps(list(key))[1:-1].encode()


def telling(ring: KeyRing, *texts: bytes) -> list[bytes]:
    found = [secret for secret in secrets_of(ring) if any(secret in text for text in texts)]
    assert len(set(secrets_of(ring))) > 60
    return found


def test_a_build_tells_no_key_and_writes_none(slc: Run, room: Path) -> None:
    publishing(room)
    slc("-C", room, "new", "post", "Ada", "My frog", "--strand", "writing")
    slc("-C", room, "codes", "--cards")
    ring = ring_of(room)
    before = (room / RING).read_bytes()
    said = [slc("-C", room, "build"), slc("-C", room, "build", "--json"), slc("-C", room, "check")]
    assert [done.status for done in said] == [0, 0, 0]
    texts = [text.encode() for done in said for text in (done.out, done.err)]
    kept = [
        path.read_bytes()
        for top in (room / "output", room / ".slc")
        for path in top.rglob("*")
        if path.is_file() and room / ".slc/keys" not in path.parents
    ]
    assert (room / "output/locks/doors.js").is_file()
    assert telling(ring, *texts, *kept) == []
    assert (room / RING).read_bytes() == before


def test_the_search_for_keys_finds_each_of_them(slc: Run, room: Path) -> None:
    slc("-C", room, "codes")
    ring = ring_of(room)
    assert telling(ring, b" ".join(secrets_of(ring))) == list(secrets_of(ring))


def test_a_crash_tells_no_key(slc: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publishing(room)
    slc("-C", room, "codes")
    ring = ring_of(room)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(repr(ring_of(room).doors))

    monkeypatch.setattr(pipeline, "Builder", fail)
    done = slc("-C", room, "build")
    assert "Something went wrong" in done.err
    assert telling(ring, (room / ".slc/crash.txt").read_bytes(), done.err.encode()) == []


def test_cleaning_never_deletes_the_keys(slc: Run, room: Path) -> None:
    publishing(room)
    slc("-C", room, "codes", "--cards")
    slc("-C", room, "codes", "rotate", "ada")
    assert slc("-C", room, "build").status == 0
    before = {path.name: path.read_bytes() for path in (room / ".slc/keys").iterdir()}
    assert before.keys() > {"ring.json", "ring.before.json"}
    assert slc("-C", room, "clean", "--unused").status == 0
    assert slc("-C", room, "clean").status == 0
    assert {path.name: path.read_bytes() for path in (room / ".slc/keys").iterdir()} == before


def test_git_never_sees_a_key_of_a_new_class(slc: Run, room: Path) -> None:
    git = shutil.which("git")
    assert git, "needed for this test"
    slc("-C", room, "codes", "--cards")
    slc("-C", room, "codes", "rotate", "ada")

    def seen() -> str:
        return subprocess.run(
            [git, "-C", str(room), "status", "--porcelain", "-uall"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    subprocess.run([git, "init", "-q", str(room)], check=True)
    assert "content/class.yml" in seen()
    assert ".slc" not in seen()
    (room / ".gitignore").unlink()
    slc("-C", room, "codes", "--cards")
    assert (room / "print/codes.pdf").is_file()
    assert ".slc/keys" not in seen()
    assert "print/" not in seen()
