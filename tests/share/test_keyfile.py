"""The file of keys is its owner's only, is never half-written, and has one older copy."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from slc_site.share import keyfile
from slc_site.share.keyfile import KeyRingError, load, save
from slc_site.share.keyring import KeyRing
from slc_site.share.seal import ROUNDS

RING = KeyRing.new().with_students(["ada", "ben"])
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".slc/keys/ring.json"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_ring_that_is_kept_comes_back_the_same(file: Path) -> None:
    assert load(file) is None
    ring = RING.joined(["ada", "ben"]).with_another_family("ben").with_stretched_codes()
    save(ring, file)
    assert load(file) == ring
    save(RING, file)
    assert load(file) == RING


def test_one_older_copy_is_kept(file: Path) -> None:
    save(RING, file)
    assert names(file.parent) == {".gitignore", "ring.json"}
    for ring in (RING.rotated("ada"), RING.rotated("ben")):
        before = file.read_bytes()
        save(ring, file)
        assert (file.parent / "ring.before.json").read_bytes() == before
    assert names(file.parent) == {".gitignore", "ring.json", "ring.before.json"}


def test_only_its_owner_may_read_it_whatever_is_usual_there(file: Path) -> None:
    before = os.umask(0)
    try:
        save(RING, file)
        (file.parent / "ring.json").chmod(0o644)  # a copy that was put back from somewhere
        file.parent.chmod(0o755)
        save(RING.rotated("ada"), file)
    finally:
        os.umask(before)
    if sys.platform == "win32":  # there, a home folder is its owner's already
        return
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    for name in ("ring.json", "ring.before.json"):
        assert stat.S_IMODE((file.parent / name).stat().st_mode) == 0o600, name


def test_git_never_sees_a_key_wherever_the_class_lies(file: Path, tmp_path: Path) -> None:
    git = shutil.which("git")
    assert git, "needed for this test"
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)
    save(RING, file)
    save(RING.rotated("ada"), file)
    (tmp_path / "content.txt").write_text("seen")
    seen = subprocess.run(
        [git, "-C", str(tmp_path), "status", "--porcelain", "-uall"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert seen.split() == ["??", "content.txt"]


def _broken(said: dict[str, object]) -> list[bytes]:
    text = json.dumps(said)
    doors = said["doors"]
    assert isinstance(doors, list)
    return [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        text[: len(text) // 2].encode(),
        json.dumps({**said, "format": 2}).encode(),
        json.dumps({**said, "scopes": {"/": "c2hvcnQ"}}).encode(),
        json.dumps({**said, "scopes": {}}).encode(),
        json.dumps({**said, "doors": [{"whose": "nobody"}]}).encode(),
        json.dumps({**said, "doors": 5}).encode(),
        json.dumps({**said, "doors": doors[:1]}).encode(),
        json.dumps({**said, "doors": [*doors, doors[-1]]}).encode(),
        json.dumps({**said, "doors": [*doors[:2], {**doors[2], "students": ["zoe"]}]}).encode(),
        json.dumps({**said, "doors": [*doors[:2], {**doors[2], "students": []}]}).encode(),
        json.dumps({**said, "chaff": None}).encode(),
    ]


@pytest.mark.parametrize("number", range(16))
def test_a_damaged_file_is_told_of_without_what_is_in_it_and_never_taken_for_none(
    file: Path, number: int
) -> None:
    save(RING, file)
    said = json.loads(file.read_text())
    file.write_bytes(_broken(said)[number])
    with pytest.raises(KeyRingError) as told:
        load(file)
    error: BaseException | None = told.value
    while error is not None:
        assert not any(door["key"] in repr(error) for door in said["doors"])
        assert "c2hvcnQ" not in repr(error)
        error = error.__cause__ or error.__context__
    assert ("another version" in str(told.value)) == (number == 6)


def test_codes_that_were_stretched_in_another_way_are_stretched_again(file: Path) -> None:
    save(RING.with_stretched_codes(), file)
    said = json.loads(file.read_text())
    file.write_text(json.dumps({**said, "rounds": ROUNDS - 1}))
    assert load(file) == RING


def test_a_disk_that_is_full_leaves_the_ring_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(RING, file)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(RING.rotated("ada"), file)
    assert load(file) == RING
    assert names(file.parent) == {".gitignore", "ring.json"}


def test_a_program_that_is_killed_before_it_renames_leaves_the_old_ring(file: Path) -> None:
    save(RING, file)
    dying = (
        "import os, pathlib, signal, sys\n"
        "from slc_site.share import keyfile\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "real = pathlib.Path.replace\n"
        "def replace(self, target):\n"
        "    if target == file:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(self, target)\n"
        "pathlib.Path.replace = replace\n"
        "keyfile.save(keyfile.load(file).rotated('ada'), file)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", dying, str(file)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert load(file) == RING
    left_over = list(file.parent.glob("*.part"))
    assert len(left_over) == 1
    assert stat.S_IMODE(left_over[0].stat().st_mode) == 0o600
    save(RING.rotated("ben"), file)
    assert not list(file.parent.glob("*.part"))


def test_nothing_but_a_whole_file_is_ever_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cards.html"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(5, "fault")))
    with pytest.raises(OSError, match="fault"):
        keyfile.write_private(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == {"cards.html"}
