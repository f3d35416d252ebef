"""What lies on the web to open the locks: who comes in by what, and what an outsider can learn of it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from slc_site.share.codes import Code, new_code
from slc_site.share.doors import Doors, DoorsError, Opens, WrongCodeError, doors_script, enter, read_doors
from slc_site.share.keyring import CLASS, KeyRing, Whose
from slc_site.share.seal import SealError, opaque_name, seal, unseal

RING = KeyRing.new().with_students(["ada", "ben", "Zo\u00eb"])
FOLDERS = {"ada": "students/ada/", "ben": "students/ben/", "Zo\u00eb": "students/zoe-1a2b3c/"}
FEW = 1000
"""Rounds that nobody waits for."""


def doors_of(ring: KeyRing, folders: Mapping[str, str] = FOLDERS) -> Doors:
    return read_doors(doors_script(ring, folders, rounds=FEW))


def said(text: str) -> dict[str, Any]:
    found = re.fullmatch(r"slcDoors\((\{.*\})\)\n", text)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def plain(opened: tuple[Opens, ...]) -> list[tuple[bytes, str]]:
    return [(one.key, one.folder) for one in opened]


CLASS_OPENS = (RING.scope_key(CLASS), "")
ADA_OPENS, BEN_OPENS = ((RING.scope_key(one), FOLDERS[one]) for one in ("ada", "ben"))


# -- who comes in ---------------------------------------------------------------------------------------


def test_a_family_opens_the_class_and_its_own_child_by_code_and_by_link() -> None:
    (door,) = RING.of("ada")
    doors = doors_of(RING)
    assert plain(enter(doors, door.code)) == [CLASS_OPENS, ADA_OPENS]
    assert plain(enter(doors, door.link)) == [CLASS_OPENS, ADA_OPENS]


def test_the_class_opens_the_class_and_the_teacher_all() -> None:
    doors = doors_of(RING)
    for by in (RING.for_all(Whose.CLASS).code, RING.for_all(Whose.CLASS).link):
        assert plain(enter(doors, by)) == [CLASS_OPENS]
    for by in (RING.for_all(Whose.TEACHER).code, RING.for_all(Whose.TEACHER).link):
        opened = plain(enter(doors, by))
        assert opened[0] == CLASS_OPENS
        assert set(opened) == {CLASS_OPENS, *((RING.scope_key(one), FOLDERS[one]) for one in FOLDERS)}


def test_brothers_and_sisters_come_in_by_one_door_and_two_families_by_two() -> None:
    ring = RING.joined(["ada", "ben"])
    (door,) = ring.of("ben")
    assert plain(enter(doors_of(ring), door.code)) == [CLASS_OPENS, ADA_OPENS, BEN_OPENS]
    two = RING.with_another_family("ada")
    for door in two.of("ada"):
        assert plain(enter(doors_of(two), door.link)) == [CLASS_OPENS, ADA_OPENS]


def test_a_child_that_is_not_on_the_site_is_in_no_bundle() -> None:
    doors = doors_of(RING, {"ben": "students/ben/"})
    assert plain(enter(doors, RING.of("ada")[0].code)) == [CLASS_OPENS]
    assert plain(enter(doors, RING.for_all(Whose.TEACHER).link)) == [CLASS_OPENS, BEN_OPENS]


def test_wrong_codes_all_look_alike() -> None:
    doors = doors_of(RING)
    (door,) = RING.of("ada")
    (other,) = RING.of("ben")
    nobodys = {one["n"] for one in doors.doors} - {one.code.door for one in RING.doors}
    wrong: list[Code | bytes] = [
        Code(door.code.door, other.code.words),
        Code(other.code.door, door.code.words),
        new_code(door.code.door),
        new_code(min(nobodys)),
        new_code(999_999),
        bytes(16),
        other.link[:-1] + bytes([other.link[-1] ^ 1]),
        b"",
        KeyRing.new().for_all(Whose.CLASS).code,
    ]
    for by in wrong:
        with pytest.raises(WrongCodeError) as told:
            enter(doors, by)
        assert str(told.value) == ""


def test_a_family_of_many_children_has_room_in_its_bundle() -> None:
    many = [f"s{number}" for number in range(20)]
    ring = KeyRing.new().with_students(many).joined(many)
    folders = {one: f"students/{one * 20}/"[:96] for one in many}
    opened = enter(doors_of(ring, folders), ring.of("s7")[0].code)
    assert [one.folder for one in opened] == ["", *(folders[one] for one in many)]


def test_a_folder_that_does_not_fit_is_a_mistake_and_is_not_cut() -> None:
    with pytest.raises(ValueError, match="longer than 96 bytes"):
        doors_of(RING, {"ada": "students/" + "a" * 88})


# -- page and media, before and after -------------------------------------------------------------------


def test_what_was_rotated_opens_nothing_and_the_new_code_opens_pages_and_media() -> None:
    (old,) = RING.of("ada")
    old_keys = [one.key for one in enter(doors_of(RING), old.code)]
    ring = RING.rotated("ada")
    (new,) = ring.of("ada")
    doors = doors_of(ring)
    for by in (old.code, old.link):
        with pytest.raises(WrongCodeError):
            enter(doors, by)
    new_keys = [one.key for one in enter(doors, new.link)]
    assert new_keys == [one.key for one in enter(doors, new.code)]
    for path, scope in (("students/ada/index.html", "ada"), ("frog.webp", "ada"), ("index.html", CLASS)):
        key = ring.scope_key(scope)
        name, sealed = opaque_name(key, path), seal(key, path, "x", b"frogs")
        assert [_opens(one, name, sealed) for one in old_keys] == [False, False]
        assert any(_opens(one, name, sealed) for one in new_keys)
    with_ben = enter(doors, RING.of("ben")[0].code)
    assert plain(with_ben) == [(ring.scope_key(CLASS), ""), BEN_OPENS]


def _opens(key: bytes, name: str, sealed: bytes) -> bool:
    try:
        return unseal(key, name, sealed).content == b"frogs"
    except SealError:
        return False


def test_no_family_reads_what_is_anothers() -> None:
    doors = doors_of(RING)
    key = RING.scope_key("ben")
    name, sealed = opaque_name(key, "p"), seal(key, "p", "x", b"frogs")
    assert not any(_opens(one.key, name, sealed) for one in enter(doors, RING.of("ada")[0].code))
    assert not any(_opens(one.key, name, sealed) for one in enter(doors, RING.for_all(Whose.CLASS).code))


# -- the file -------------------------------------------------------------------------------------------


def test_the_same_ring_gives_the_same_text_stretched_before_or_not() -> None:
    text = doors_script(RING, FOLDERS)
    assert doors_script(RING.with_stretched_codes(), FOLDERS) == text
    assert said(text)["rounds"] >= 600_000
    assert said(text)["format"] == 1


def test_a_kept_code_is_not_stretched_at_every_build(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = RING.with_stretched_codes()
    monkeypatch.delattr("slc_site.share.doors.stretched")
    assert said(doors_script(ready, FOLDERS))["doors"]


def test_families_cannot_be_counted() -> None:
    for students, doors in ((0, 16), (14, 16), (15, 32), (25, 32), (31, 48)):
        ring = KeyRing.new().with_students(f"s{number}" for number in range(students))
        assert len(doors_of(ring).doors) == doors


def test_doors_that_are_nobodys_look_like_the_others() -> None:
    folders = {f"s{number}": f"students/s{number}/" for number in range(20)}
    ring = KeyRing.new().with_students(folders)
    real = {door.code.door for door in ring.doors if door.whose is not Whose.TEACHER}
    teacher = ring.for_all(Whose.TEACHER).code.door
    listed = said(doors_script(ring, folders, rounds=FEW))["doors"]
    numbers = [door["n"] for door in listed]
    assert numbers == sorted(set(numbers))
    assert all(10 <= number < 1000 for number in numbers)
    shapes = {
        number: tuple((letter, len(base64.urlsafe_b64decode(door[letter] + "=="))) for letter in "scilb")
        for number, door in zip(numbers, listed, strict=True)
    }
    assert {shapes[number] for number in numbers if number != teacher} == {
        (("s", 16), ("c", 60), ("i", 8), ("l", 60), ("b", 512 + 28))
    }
    assert {tuple(sorted(door)) for door in listed} == {("b", "c", "i", "l", "n", "s")}
    assert real < set(numbers)
    values = [door[letter] for door in listed for letter in "scilb"]
    assert len(set(values)) == len(values)


def test_the_teachers_bundle_does_not_count_the_children() -> None:
    lengths = set()
    for students in range(4, 16):
        folders = {f"s{number}": f"students/s{number}/" for number in range(students)}
        ring = KeyRing.new().with_students(folders)
        lengths.add(max(len(door["b"]) for door in doors_of(ring, folders).doors))
    assert len(lengths) == 1


def test_two_days_side_by_side_do_not_tell_which_doors_are_nobodys() -> None:
    """A new key of the class changes the bundle of every door, and nothing else of those whose code stays."""
    before = {door["n"]: door for door in doors_of(RING).doors}
    after = {door["n"]: door for door in doors_of(RING.rotated("ada")).doors}
    kept = before.keys() & after.keys()
    assert len(kept) == len(before) - 1
    for number in kept:
        assert before[number]["b"] != after[number]["b"]
        assert all(before[number][letter] == after[number][letter] for letter in "scil")
    more = {door["n"]: door for door in doors_of(RING.with_students(["dan"])).doors}
    teacher = RING.for_all(Whose.TEACHER).code.door
    same = before.keys() & more.keys() - {teacher}
    assert len(same) == len(before) - 2
    assert all(before[number] == more[number] for number in same)


def test_no_key_no_code_and_no_folder_can_be_read() -> None:
    ring = RING.with_stretched_codes()
    text = doors_script(ring, FOLDERS)
    secret = [*ring.scopes.values(), ring.chaff]
    for door in ring.doors:
        secret += [door.key, door.link, door.stretched]
        assert " ".join(door.code.words) not in text
    for key in secret:
        assert key.hex() not in text
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            assert encode(key).rstrip(b"=").decode() not in text
    assert "students" not in text
    assert text.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "slcDoors()",
        "slcDoors({})",
        "slcDoors([])",
        'slcDoors({"format": 1, "rounds": 5, "doors": [{"n": 1}]})',
        'slcDoors({"format":1,"rounds":5,"doors":[{"n":1,"s":"a","c":"","i":"","l":"","b":""}]})',
        "<!doctype html>",
    ],
)
def test_what_is_no_list_of_doors_is_told(text: str) -> None:
    with pytest.raises(DoorsError):
        read_doors(text)


def test_a_later_format_is_told() -> None:
    with pytest.raises(DoorsError, match="another version"):
        read_doors('slcDoors({"format": 2})')


def test_a_damaged_bundle_is_no_wrong_code() -> None:
    doors = doors_of(RING)
    damaged = Doors(
        doors.rounds,
        tuple({**door, "b": door["b"][:-1] + bytes([door["b"][-1] ^ 1])} for door in doors.doors),
    )
    with pytest.raises(DoorsError):
        enter(damaged, RING.of("ada")[0].link)
