"""What is in the finished folder is known by its content; what was read once is not read again."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from slc_site.publish import local
from slc_site.publish.host import RefusedError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "output"
    (made / "students" / "ada").mkdir(parents=True)
    (made / "index.html").write_bytes(b"home")
    (made / "students" / "ada" / "frog.webp").write_bytes(b"frog")
    for file in made.rglob("*.*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return made


def test_each_file_is_named_from_the_folder_and_known_by_its_content(folder: Path, tmp_path: Path) -> None:
    found = local.finished(folder, tmp_path / "cache")
    assert sorted(found) == ["index.html", "students/ada/frog.webp"]
    frog = found["students/ada/frog.webp"]
    assert (frog.size, frog.digest) == (4, hashlib.sha256(b"frog").digest())
    assert frog.is_as_it_was()


def test_what_was_read_is_not_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = local.finished(folder, tmp_path / "cache")
    monkeypatch.setattr(local, "_digest", lambda path: pytest.fail(f"{path} is read again"))
    assert local.finished(folder, tmp_path / "cache") == first


def test_what_was_changed_just_now_is_read_again(folder: Path, tmp_path: Path) -> None:
    (folder / "index.html").write_bytes(b"HOME")
    before = (folder / "index.html").stat()
    local.finished(folder, tmp_path / "cache")
    (folder / "index.html").write_bytes(b"now!")
    os.utime(folder / "index.html", ns=(before.st_atime_ns, before.st_mtime_ns))
    found = local.finished(folder, tmp_path / "cache")
    assert found["index.html"].digest == hashlib.sha256(b"now!").digest()


@pytest.mark.parametrize(
    "kept", ["", "[1]", '{"index.html": 1}', '{"index.html": [4, 1, 2, "00"]}', '{"index.html": [4,1,2,"x"]}']
)
def test_a_damaged_memory_costs_time_only(folder: Path, tmp_path: Path, kept: str) -> None:
    (tmp_path / "cache").write_text(kept, encoding="utf-8")
    assert local.finished(folder, tmp_path / "cache")["index.html"].digest == hashlib.sha256(b"home").digest()


def test_a_damaged_digest_is_not_believed(folder: Path, tmp_path: Path) -> None:
    local.finished(folder, tmp_path / "cache")
    kept = json.loads((tmp_path / "cache").read_bytes())
    kept["index.html"][3] = "no digest"
    (tmp_path / "cache").write_text(json.dumps(kept), encoding="utf-8")
    assert local.finished(folder, tmp_path / "cache")["index.html"].digest == hashlib.sha256(b"home").digest()


def test_links_and_the_litter_of_systems_are_passed_over(folder: Path, tmp_path: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"")
    (folder / "Thumbs.db").write_bytes(b"")
    (folder / ".htaccess").write_bytes(b"")
    (tmp_path / "secret").write_bytes(b"")
    if sys.platform != "win32":
        (folder / "link").symlink_to(tmp_path / "secret")
        (folder / "folder").symlink_to(tmp_path)
    found = local.finished(folder, tmp_path / "cache")
    assert sorted(found) == [".htaccess", "index.html", "students/ada/frog.webp"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="output cannot be read"):
        local.finished(tmp_path / "output", tmp_path / "cache")


def test_a_file_that_changes_is_no_longer_as_it_was(folder: Path, tmp_path: Path) -> None:
    found = local.finished(folder, tmp_path / "cache")
    (folder / "index.html").write_bytes(b"home, sweet home")
    (folder / "students" / "ada" / "frog.webp").unlink()
    assert not any(file.is_as_it_was() for file in found.values())
