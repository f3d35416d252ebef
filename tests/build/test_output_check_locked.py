"""`slc check --output` looks behind the locks, too, with the class's own keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.build.output_check import CheckedOutput, check_output
from slc_site.build.site import Site
from slc_site.problems import Problem, RecordingReporter
from slc_site.share.keyring import KeyRing
from slc_site.share.seal import opaque_name, seal
from tests.render.media.judges import the_exiftool
from tests.render.media.samples import corners, exif, saved
from tests.support.classes import SMALLEST, ClassFolder
from tests.support.locks import with_codes

FROG = "students/ada/posts/2026-10-06-frog"
PHOTO = saved(corners(640, 480), "JPEG", exif=exif(6))


@pytest.fixture
def locked(tmp_path: Path) -> tuple[ClassFolder, KeyRing]:
    made = ClassFolder(tmp_path / "class").write(SMALLEST)
    made.write(
        {
            f"{FROG}/index.md": "---\ntitle: Frog\ntags: [writing]\naccess: family\n---\n![Frog](frog.jpg)\n",
            f"{FROG}/frog.jpg": PHOTO,
        }
    )
    ring = with_codes(made)
    made.build()
    assert list(made.output.rglob("*.bin")), made.messages
    return made, ring


def checked(made: ClassFolder) -> tuple[CheckedOutput, list[Problem]]:
    reporter = RecordingReporter()
    found = check_output(Site(made.root), reporter, exiftool=the_exiftool())
    assert found is not None
    return found, reporter.problems


def test_what_is_sealed_is_opened_and_counted_as_what_it_is(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = locked
    found, problems = checked(made)
    sealed = [file for file in (made.output / "locks").rglob("*/*") if file.is_file()]
    assert found.sealed == len(sealed)
    assert found.pictures >= len(list(made.output.rglob("*.bin")))
    assert (found.telling, found.copies, found.misplaced, found.foreign) == (0, 0, 0, 0), problems


def test_a_photo_that_was_sealed_as_it_came_is_found(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, ring = locked
    path = f"{FROG}/frog-480.jpg"
    name = opaque_name(ring.scope_key("ada"), path)
    file = made.output / f"locks/{name[:2]}/{name}.bin"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(seal(ring.scope_key("ada"), path, "image/jpeg", PHOTO))
    found, problems = checked(made)
    assert (found.copies, found.foreign) == (1, 1)
    assert "original" in [problem.code for problem in problems]


def test_a_picture_with_metadata_that_was_sealed_is_found(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, ring = locked
    path = f"{FROG}/frog-480.webp"
    telling = saved(corners(64, 48), "WEBP", exif=exif(1))
    name = opaque_name(ring.scope_key("ada"), path)
    file = made.output / f"locks/{name[:2]}/{name}.bin"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(seal(ring.scope_key("ada"), path, "image/webp", telling))
    found, problems = checked(made)
    assert found.telling == 1
    (told,) = [problem for problem in problems if problem.code == "metadata"]
    assert name in (told.file or "")


def test_a_sealed_file_that_no_key_of_the_class_opens_is_out_of_place(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, _ = locked
    file = next(iter(made.output.rglob("*.bin")))
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    found, problems = checked(made)
    assert found.misplaced == 1
    assert any(file.name in (problem.file or "") for problem in problems)


def test_without_the_keys_sealed_files_are_known_by_their_beginning(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, _ = locked
    (made.root / ".slc/keys/ring.json").unlink()
    assert checked(made)[0].sealed == 0
    assert checked(made)[0].misplaced == 0
    next(iter(made.output.rglob("*.bin"))).write_bytes(PHOTO)
    assert checked(made)[0].misplaced == 1
