"""What a teacher types is taken apart, and no password gets any further."""

from __future__ import annotations

from pathlib import Path

import pytest

from slc_site.publish.targets import ALIASES, KINDS, Address, AddressError, address_of


def parsed(text: str, base: Path = Path("/class")) -> Address:
    return Address.parse(text, base)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sftp://h.example/site", Address("sftp", "/site", "h.example")),
        ("sftp://ada@H.Example:2222/~/site/", Address("sftp", "/~/site/", "h.example", 2222, "ada")),
        ("ssh://ada@h.example/site", Address("sftp", "/site", "h.example", user="ada")),
        ("SFTP://h.example", Address("sftp", "", "h.example")),
        (
            "sftp://h.example/site?key=~/.ssh/school",
            Address("sftp", "/site", "h.example", options=(("key", "~/.ssh/school"),)),
        ),
        ("sftp://[::1]:22/site", Address("sftp", "/site", "::1", 22)),
        ("ftps://a%40school@h.example/x%20y", Address("ftps", "/x y", "h.example", user="a@school")),
        ("ftpes://h.example/", Address("ftps", "/", "h.example")),
        ("ftps://h.example:990/", Address("ftps", "/", "h.example", 990)),
        ("davs://h.example/dav", Address("webdavs", "/dav", "h.example")),
        (
            "s3://Bucket/room12?endpoint=https://s3.example:9000",
            Address("s3", "/room12", "Bucket", options=(("endpoint", "https://s3.example:9000"),)),
        ),
        (
            "git:git@git.example:school/room.git#pages",
            Address("git", "git@git.example:school/room.git", branch="pages"),
        ),
        ("git:https://git.example/room.git", Address("git", "https://git.example/room.git")),
    ],
)
def test_addresses_are_understood(typed: str, expected: Address) -> None:
    assert parsed(typed) == expected


@pytest.mark.parametrize(
    ("typed", "scheme", "path"),
    [
        ("../upload", "folder", "upload"),
        ("./x/../y", "folder", "class/y"),
        ("file:///tmp/a%20b", "folder", None),
        ("zip:../room.zip", "zip", "room.zip"),
        ("zip:room-12.zip", "zip", "class/room-12.zip"),
        ("git:../room.git#pages", "git", "room.git"),
    ],
)
def test_places_of_this_computer_are_seen_from_where_they_were_typed(
    typed: str, scheme: str, path: str | None, tmp_path: Path
) -> None:
    found = parsed(typed, tmp_path / "class")
    assert found.scheme == scheme
    if path is not None:
        assert Path(found.path) == (tmp_path / path).resolve()


@pytest.mark.parametrize(
    "typed",
    [
        "sftp://ada:hunter2@h.example/site",
        "ftps://:hunter2@h.example/",
        "s3://bucket?secret_key=hunter2",
        "s3://bucket?endpoint=https://a:hunter2@s3.example",
        "git:https://ada:hunter2@git.example/a.git",
        "git:https://ghp_hunter2@git.example/a.git",
        "webdavs://h.example/?password=hunter2",
    ],
)
def test_a_password_is_refused_and_not_said_again(typed: str) -> None:
    with pytest.raises(AddressError, match="password in this address") as refusal:
        parsed(typed)
    assert "hunter2" not in f"{refusal.value} {refusal.value.hint} {refusal.value!r}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "no place"),
        ("sftp:///site", "no name of a host"),
        ("sftp://h.example:port/", "cannot read"),
        ("https://h.example/", "nothing can be put there"),
        ("stfp://h.example/", "Did you mean `sftp`?"),
        ("rsync://h.example/", "I know zip, sftp"),
        ("ada@h.example:site", "Write `sftp://ada@h.example/~/site`."),
        ("ada@h.example:~/site", "Write `sftp://ada@h.example/~/site`."),
        ("ada@h.example:/site", "Write `sftp://ada@h.example/site`."),
        ("sftp://h.example/a/../../b", "without `..`"),
        ("sftp://h.example/?kye=x", "Did you mean `key`?"),
        ("zip:", "which file"),
        ("git:#pages", "which git remote"),
        ("git:-oProxyCommand=x@git.example:y", "begins with a dash"),
        ("git:https://git.example/a.git#--force", "begins with a dash"),
        ("sftp://[::1/", "cannot read"),
        ("line\nbreak", "no place"),
    ],
)
def test_what_is_no_address_is_told_with_what_to_type_instead(typed: str, words: str) -> None:
    with pytest.raises(AddressError) as refusal:
        parsed(typed)
    assert words in f"{refusal.value} {refusal.value.hint}"


@pytest.mark.parametrize("scheme", KINDS)
def test_every_example_is_an_address_of_its_kind_and_is_shown_as_typed(scheme: str) -> None:
    example = KINDS[scheme].example
    found = parsed(example)
    assert found.scheme == scheme
    if scheme not in ("folder", "zip"):
        assert found.shown == example
    assert parsed(found.shown) == found
    assert found.kind is KINDS[scheme]
    assert set(ALIASES.values()) <= KINDS.keys()


@pytest.mark.parametrize(
    "typed",
    [
        "ftps://a%40b%3Ac@h.example/x%20%25%3Fy#z",
        "sftp://h.example/ä/ö",
        "sftp://[::1]:22/x",
        "sftp://h.example/x?key=~/a%20b%25%26c",
    ],
)
def test_an_address_with_odd_signs_is_shown_as_it_can_be_typed(typed: str) -> None:
    assert parsed(parsed(typed).shown) == parsed(typed)


def test_a_plus_in_a_file_name_is_a_plus() -> None:
    assert parsed("sftp://h.example/c++?key=~/c++/key").option("key") == "~/c++/key"


def test_a_name_of_class_yml_comes_before_a_folder(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    found = address_of("school", {"school": "../upload"}, tmp_path / "class", tmp_path)
    assert (found.scheme, found.path, found.name) == (
        "folder",
        str((tmp_path / "upload").resolve()),
        "school",
    )
    assert address_of("./school", {"school": "sftp://h/"}, tmp_path, tmp_path).scheme == "folder"


def test_a_mistyped_name_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(AddressError) as refusal:
        address_of("schol", {"school": "sftp://h.example/"}, tmp_path, tmp_path)
    assert refusal.value.hint == "Did you mean `school`?"
    (tmp_path / "stick").mkdir()
    assert address_of("stick", {}, tmp_path, tmp_path).path == str((tmp_path / "stick").resolve())
