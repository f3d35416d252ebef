"""Passwords that an Apache host asks for: who is let in where, and what lies there."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import bcrypt
import pytest

from slc_site.build.pipeline import Builder
from slc_site.build.site import Site
from slc_site.share.keyring import KeyRing, Whose
from tests.build.test_locking import PRIVATE
from tests.conftest import AClass
from tests.support import links
from tests.support.classes import ClassFolder
from tests.support.folders import tree
from tests.support.locks import with_codes

HOST = PurePosixPath("/home/school/public_html/room12")


def built(made: ClassFolder) -> ClassFolder:
    """Build for a host that asks for passwords."""
    with Builder(Site(made.root), host_folder=HOST) as builder:
        builder.build(made.heard)
    return made


@pytest.fixture
def guarded(a_class: AClass) -> tuple[ClassFolder, KeyRing]:
    made = a_class(PRIVATE)
    ring = with_codes(made)
    return built(made), ring


def let_in(folder: Path, ring: KeyRing) -> set[str]:
    """Whose code gets into a folder, name and password together, as Apache reckons it."""
    lines = (folder / ".htpasswd").read_text().splitlines()
    hashes = dict(line.split(":", 1) for line in lines)
    found = set()
    for door in ring.doors:
        hashed = hashes.get(str(door.code.door))
        if hashed and bcrypt.checkpw(" ".join(door.code.words).encode(), hashed.encode()):
            found.add("".join(door.students) or door.whose.value)
    assert len(found) == len(lines), "nobody else"
    return found


def family_folder(made: ClassFolder, student: str) -> Path:
    """The folder that holds what is for one family."""
    (found,) = [f for f in (made.output / "private").glob(f"*/students/{student}") if f.parts[-3] != "class"]
    return found.parent.parent


def test_each_folder_lets_in_those_whom_it_is_for_and_the_teacher(
    guarded: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = guarded
    assert let_in(made.output / "private/class", ring) == {"class", "teacher", "ada", "ben"}
    assert let_in(family_folder(made, "ben"), ring) == {"ben", "teacher"}
    assert let_in(family_folder(made, "ada"), ring) == {"ada", "teacher"}


def test_every_folder_of_private_things_asks(guarded: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = guarded
    folders = list((made.output / "private").iterdir())
    assert len(folders) == 3
    for folder in folders:
        said = (folder / ".htaccess").read_text()
        assert f'AuthUserFile "{HOST}/private/{folder.name}/.htpasswd"\n' in said
        assert "\nRequire valid-user\n" in said
        assert "Ben" not in folder.name
        assert "Ada" not in said


def test_open_pages_hold_nothing_private_and_show_the_way_in(guarded: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = guarded
    assert 'href="private/class/index.html"' in made.page("index.html")
    for path, data in tree(made.output).items():
        if not path.startswith(("private/", "assets/")):
            assert b"boat" not in data, path
            assert b"Swim" not in data, path
    assert "not-sealed" in [problem.code for problem in made.problems]


def test_a_page_of_a_child_leads_from_the_class_to_its_family(guarded: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = guarded
    home = (made.output / "private/class/students/ben/index.html").read_text()
    assert f"../../../{family_folder(made, 'ben').name}/students/ben/index.html" in home
    assert "Swim" not in home
    assert "Swim" in (family_folder(made, "ben") / "students/ben/goals/index.html").read_text()
    assert "Open with your code" not in (made.output / "private/class/index.html").read_text()


def test_all_links_hold(guarded: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = guarded
    assert links.broken(made.output) == []


def test_the_same_codes_give_the_same_bytes(guarded: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = guarded
    before = tree(made.output)
    (made.root / ".slc/site/last-build").unlink()
    assert tree(built(made).output) == before


def test_without_the_word_from_the_teacher_everything_is_sealed_again(
    guarded: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = guarded
    made.build()
    assert not (made.output / "private").exists()
    assert (made.output / "locks/doors.js").is_file()
    assert ring.for_all(Whose.CLASS)


def test_without_codes_it_says_what_to_do(a_class: AClass) -> None:
    made = built(a_class(PRIVATE))
    assert "no-codes" in [problem.code for problem in made.problems]
    assert not (made.output / "private").exists()
