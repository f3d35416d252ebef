"""A secret word in every private place; then what an outsider, and what each code, gets out of the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from slc_site.model.audience import Audience
from slc_site.share.access import PUBLIC, Viewer
from slc_site.share.keyring import KeyRing
from tests.conftest import AClass
from tests.support.classes import ClassFolder
from tests.support.locks import code_of, laid_down, opened, sealed_files, with_codes
from tests.test_privacy import _SECRETS, _is_for, a_class_full_of_secrets, found

FAMILIES = ("ada", "ben", "cleo", "dara", "eli")


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClassFolder, KeyRing]:
    """A class full of secrets with a code for everybody, built for the web."""
    made = ClassFolder(tmp_path_factory.mktemp("locked") / "class").write(a_class_full_of_secrets())
    ring = with_codes(made)
    return made.build(), ring


def test_an_outsider_with_the_whole_folder_finds_nothing_that_is_not_public(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, _ = locked
    assert len(sealed_files(made.output)) > 60, made.messages
    hidden = [word for word in _SECRETS if not _is_for(word, PUBLIC, "")]
    assert len(hidden) >= 100
    assert found(made.output, hidden) == []


def test_an_outsider_cannot_tell_whose_a_locked_file_is_nor_what(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, ring = locked
    names = [path.relative_to(made.output).as_posix() for path in (made.output / "locks").rglob("*")]
    for name in names:
        assert re.fullmatch(
            r"locks/([0-9a-f]{2}(/[0-9a-f]{24}\.(html|bin))?|(doors|words|said)\.js)", name
        ), name
    pages = [made.output / path for path in sealed_files(made.output) if path.endswith(".html")]
    shells = {re.sub(rb'(id="sealed">)[^<]*', rb"\1", page.read_bytes()) for page in pages}
    assert len(shells) == 1, "all shells are the same but for what is sealed in them"
    (shell,) = shells
    for word in (b"Room 12", b"Ada", b"ada", b"Ben", b"maple.example"):
        assert word not in shell
    assert len({door.code.door for door in ring.doors}) == len(ring.doors)


def test_sizes_are_those_that_many_lengths_share(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, _ = locked
    for path, sealed in sealed_files(made.output).items():
        plain = len(sealed) - 20 - 16 * -(-(len(sealed) - 20) // ((1 << 20) + 16))
        exponent = plain.bit_length() - 1
        zeros = exponent - exponent.bit_length()
        assert plain % (1 << zeros) == 0, path


@pytest.mark.parametrize("who", ["class", "teacher", *FAMILIES])
def test_no_decrypted_byte_tells_a_person_what_is_for_somebody_narrower(
    locked: tuple[ClassFolder, KeyRing], tmp_path: Path, who: str
) -> None:
    made, ring = locked
    seen = laid_down(made.output, code_of(ring, who), tmp_path)
    viewer = {"class": Viewer(Audience.CLASS), "teacher": Viewer(Audience.FAMILY)}.get(
        who, Viewer(Audience.FAMILY, who)
    )
    hidden = [word for word in _SECRETS if not _is_for(word, viewer, viewer.student or "")]
    assert len(hidden) >= 40
    assert found(seen, hidden) == []
    everything = b"".join(file.read_bytes() for file in seen.rglob("*.html"))
    for word in ("zqclassxbentitleqz", "zqclassxallpageqz"):
        assert word.encode() in everything, "and the class's things are there for everybody with a code"
    for word in ("zqfamilyxcleotitleqz", "zqfamilyxcleobodyqz", "zqfamilyxcleogoalqz"):
        assert (word.encode() in everything) == (who in ("cleo", "teacher")), word


def test_what_never_leaves_the_machine_is_not_sealed_either(
    locked: tuple[ClassFolder, KeyRing], tmp_path: Path
) -> None:
    made, ring = locked
    seen = laid_down(made.output, code_of(ring, "teacher"), tmp_path)
    kept = [word for word in _SECRETS if word.startswith(("zqconferencex", "zqteacherx"))]
    assert len(kept) >= 60
    assert found(seen, kept) == []


def test_a_family_gets_its_picture_and_another_family_does_not(locked: tuple[ClassFolder, KeyRing]) -> None:
    made, ring = locked
    assert not list(made.output.rglob("*.webp")), "all pictures of this class are for somebody"

    def pictures(who: str) -> set[str]:
        return {one.path for one in opened(made.output, code_of(ring, who)).values() if "webp" in one.path}

    assert any("/cleo/" in path for path in pictures("cleo"))
    assert not any("/cleo/" in path for path in pictures("ben"))
    assert any("/ben/" in path for path in pictures("class"))


def test_no_address_in_an_opened_page_leads_nowhere_or_tells_of_something_else(
    locked: tuple[ClassFolder, KeyRing],
) -> None:
    made, ring = locked
    from tests.support.links import PageLinks

    for who in ("class", "cleo"):
        pages = opened(made.output, code_of(ring, who))
        assert pages
        for place, one in pages.items():
            if one.type != "text/html":
                continue
            links = PageLinks()
            links.feed(one.content.decode())
            for target in {*links.followed, *links.loaded}:
                if "://" in target or target.startswith(("#", "mailto:", "data:")):
                    continue
                there = (made.output / place).parent / target.partition("#")[0]
                assert there.resolve().is_file(), (one.path, target)


def test_a_picture_that_a_public_and_a_family_post_show_is_two_files_without_a_common_name(
    a_class: AClass, tmp_path: Path
) -> None:
    picture = tmp_path / "frog.jpg"
    Image.linear_gradient("L").resize((900, 700)).save(picture)
    files: dict[str, str | bytes] = {}
    for name, access in (("open", "public"), ("closed", "family")):
        post = f"students/ada/posts/2026-10-0{len(name)}-{name}"
        files[f"{post}/index.md"] = (
            f"---\ntitle: {name}\ntags: [writing]\naccess: {access}\n---\n![frog](f.jpg)\n"
        )
        files[f"{post}/f.jpg"] = picture.read_bytes()
    made = a_class(files)
    ring = with_codes(made)
    made.build()

    shown = list(made.output.rglob("*.webp"))
    sealed = {
        path: one for path, one in opened(made.output, code_of(ring, "ada")).items() if "webp" in one.path
    }
    assert shown
    assert {one.path.split("/")[3] for one in sealed.values()} == {"2026-10-06-closed"}
    for path, one in sealed.items():
        assert any(file.read_bytes() == one.content for file in shown), "the very same picture"
        assert all(file.stem not in path for file in shown)
        assert not any(one.content[20:400] in file.read_bytes() for file in made.output.rglob("*.bin"))
