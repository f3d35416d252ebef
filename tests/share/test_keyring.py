"""Who has which key, and what is new, gone or as it was after each thing that can happen in a year."""

from __future__ import annotations

import re

import pytest

from slc_site.share import seal as sealing
from slc_site.share.keyring import CLASS, Door, KeyRing, Whose, known_as

RING = KeyRing.new().with_students(["ada", "ben", "cleo"])


def secrets_of(ring: KeyRing) -> set[object]:
    found: set[object] = set(ring.scopes.values())
    for door in ring.doors:
        found |= {door.key, door.salt, door.link, door.code.words}
    return found


def led_by(ring: KeyRing, door: Door) -> set[bytes]:
    return {ring.scopes[name] for name in ring.led_to(door)}


def test_every_child_has_a_door_the_class_has_one_and_so_has_the_teacher() -> None:
    assert [door.whose for door in RING.doors].count(Whose.CLASS) == 1
    assert [door.whose for door in RING.doors].count(Whose.TEACHER) == 1
    assert {one: len(RING.of(one)) for one in RING.students} == {"ada": 1, "ben": 1, "cleo": 1}


def test_a_family_comes_into_the_class_and_to_its_own_child_and_no_further() -> None:
    (door,) = RING.of("ada")
    assert RING.led_to(door) == (CLASS, "ada")
    assert led_by(RING, door) == {RING.scope_key(CLASS), RING.scope_key("ada")}


def test_the_class_code_opens_the_class_and_the_teachers_all() -> None:
    assert RING.led_to(RING.for_all(Whose.CLASS)) == (CLASS,)
    assert set(RING.led_to(RING.for_all(Whose.TEACHER))) == set(RING.scopes)


def test_no_secret_is_shared_and_no_number_stands_twice_among_a_thousand_students() -> None:
    large = KeyRing.new().with_students(f"s{number}" for number in range(1000))
    assert len(secrets_of(large)) == len(large.scopes) + 4 * len(large.doors)
    assert len({door.salt for door in large.doors}) == len(large.doors) == 1002
    numbers = {door.code.door for door in large.doors}
    assert len(numbers) == len(large.doors)
    assert all(10 <= number <= 999_999 for number in numbers)


def test_no_folder_can_have_the_name_of_the_class() -> None:
    ring = KeyRing.new().with_students(["class", "teacher", "all"])
    assert len(ring.scopes) == 4
    assert ring.scope_key("class") != ring.scope_key(CLASS)
    assert "/" in CLASS


def test_a_folder_is_known_however_a_disk_spells_it() -> None:
    ring = KeyRing.new().with_students(["Zoe\u0308"])
    for spelt in ("Zo\u00eb", "zo\u00eb", "zoe\u0308", "ZO\u00cb"):
        assert ring.knows(spelt)
        assert ring.with_students([spelt]) == ring
        assert ring.scope_key(spelt) == ring.scope_key("Zoe\u0308")
        assert ring.of(spelt) == ring.of("Zoe\u0308") != ()
    assert not ring.knows("zoe")
    assert known_as("Zoe\u0308") == "zo\u00eb"


def test_no_key_and_no_code_stands_in_a_message_by_accident() -> None:
    (door,) = RING.of("ada")
    shown = f"{RING!r} {door!r} {door.code!r}"
    assert re.fullmatch(r"(<[\w.]+ object at 0x[0-9A-Fa-f]+> ?){3}", shown)


# -- children who come, and go, and change their folders ------------------------------------------------


def test_a_second_call_for_the_same_children_changes_nothing() -> None:
    assert RING.with_students(["cleo", "ada", "ben"]) == RING


def test_a_new_child_leaves_all_that_was_as_it_was() -> None:
    more = RING.with_students(["dan"])
    assert secrets_of(RING) < secrets_of(more)
    assert more.doors[: len(RING.doors)] == RING.doors
    assert more.students == ("ada", "ben", "cleo", "dan")


def test_who_left_opens_nothing_any_more_not_even_the_class() -> None:
    (door,) = RING.of("ben")
    left = RING.without(["ben"])
    assert door not in left.doors
    assert not left.knows("ben")
    assert not led_by(RING, door) & set(left.scopes.values())


def test_when_a_child_leaves_the_class_has_a_new_code_and_other_families_keep_theirs() -> None:
    left = RING.without(["ben"])
    assert left.for_all(Whose.CLASS).code.words != RING.for_all(Whose.CLASS).code.words
    assert left.for_all(Whose.CLASS).link != RING.for_all(Whose.CLASS).link
    assert left.for_all(Whose.TEACHER) == RING.for_all(Whose.TEACHER)
    assert (left.of("ada"), left.of("cleo")) == (RING.of("ada"), RING.of("cleo"))
    assert left.scope_key("ada") == RING.scope_key("ada")


def test_a_family_of_which_one_child_left_keeps_its_door_to_the_other() -> None:
    before = RING.joined(["ada", "ben"])
    (old,) = before.of("ada")
    (door,) = before.without(["ben"]).of("ada")
    assert door.students == ("ada",)
    assert (door.code, door.link) == (old.code, old.link)


def test_a_renamed_folder_keeps_its_key_and_every_letter() -> None:
    ring = RING.with_another_family("ben").moved("ben", "Ben-Lee")
    assert ring.students == ("ada", "ben-lee", "cleo")
    assert ring.scope_key("ben-lee") == RING.scope_key("ben")
    assert secrets_of(RING) <= secrets_of(ring)
    assert [door.students for door in ring.of("ben-lee")] == [("ben-lee",)] * 2
    assert ring.of("ben-lee")[0].code == RING.of("ben")[0].code


def test_a_code_that_the_new_folder_has_got_meanwhile_gives_way() -> None:
    ring = RING.with_students(["ben-lee"]).moved("ben", "ben-lee")
    assert [door.code for door in ring.of("ben-lee")] == [door.code for door in RING.of("ben")]
    assert len(ring.doors) == len(RING.doors)
    assert ring.scope_key("ben-lee") == RING.scope_key("ben")
    assert ring.scope_key(CLASS) == RING.scope_key(CLASS)


def test_a_folder_of_which_only_the_capitals_changed_has_not_moved() -> None:
    assert RING.moved("ben", "Ben") == RING


# -- families -------------------------------------------------------------------------------------------


def test_two_families_of_one_child_have_codes_of_their_own() -> None:
    ring = RING.with_another_family("ada")
    one, other = ring.of("ada")
    assert one == RING.of("ada")[0]
    assert not {one.code.words, one.link, one.key, one.salt} & {
        other.code.words, other.link, other.key, other.salt
    }  # fmt: skip
    assert ring.led_to(one) == ring.led_to(other)


def test_children_of_one_family_have_one_code() -> None:
    ring = RING.joined(["ada", "ben"])
    (door,) = ring.of("ada")
    assert ring.of("ben") == (door,)
    assert ring.led_to(door) == (CLASS, "ada", "ben")
    assert ring.of("cleo") == RING.of("cleo")


def test_a_child_that_was_joined_with_others_before_still_has_a_door() -> None:
    ring = RING.joined(["ada", "ben"]).joined(["ben", "cleo"])
    assert [door.students for door in ring.of("ada")] == [("ada",)]
    assert [door.students for door in ring.of("ben")] == [("ben", "cleo")]


def test_one_family_too_many_can_be_taken_back() -> None:
    two = RING.with_another_family("ada")
    first, second = two.of("ada")
    ring = two.without_door(second.code.door)
    assert ring.of("ada") == (first,)
    assert not led_by(two, second) & set(ring.scopes.values())
    for number in (first.code.door, RING.for_all(Whose.CLASS).code.door, 5):
        with pytest.raises(KeyError):
            ring.without_door(number)


# -- wrong hands ----------------------------------------------------------------------------------------


def test_after_rotating_nothing_that_the_old_code_opened_has_its_old_key() -> None:
    (old,) = RING.of("ada")
    ring = RING.rotated("ada")
    assert not led_by(RING, old) & set(ring.scopes.values())
    (new,) = ring.of("ada")
    assert new.code.words != old.code.words
    assert new.code.door != old.code.door
    assert new.link != old.link
    assert ring.of("ben") == RING.of("ben")
    assert ring.scope_key("ben") == RING.scope_key("ben")


def test_rotating_takes_away_the_codes_of_both_families_and_gives_two() -> None:
    two = RING.with_another_family("ada")
    assert len(two.rotated("ada").of("ada")) == 2
    assert not set(two.of("ada")) & set(two.rotated("ada").of("ada"))


def test_rotating_the_code_of_one_of_them_rotates_it_for_both() -> None:
    ring = RING.joined(["ada", "ben"])
    after = ring.rotated("ben")
    (door,) = after.of("ada")
    assert after.of("ben") == (door,)
    assert after.scope_key("ada") != ring.scope_key("ada")


@pytest.mark.parametrize("whose", [Whose.CLASS, Whose.TEACHER])
def test_the_codes_of_the_class_and_of_the_teacher_rotate_too(whose: Whose) -> None:
    old = RING.for_all(whose)
    ring = RING.rotated_for_all(whose)
    assert old not in ring.doors
    assert not led_by(RING, old) & set(ring.scopes.values())
    assert [door.whose for door in ring.doors].count(whose) == 1
    assert ring.of("ada") == RING.of("ada")


def test_everything_can_be_made_anew_for_the_same_families() -> None:
    before = RING.joined(["ada", "ben"]).with_another_family("cleo")
    ring = before.rotated_wholly()
    assert not secrets_of(ring) & secrets_of(before)
    assert ring.chaff != before.chaff
    assert [door.students for door in ring.doors] == [door.students for door in before.doors]


@pytest.mark.parametrize("nobody", ["zoe", CLASS, ""])
def test_a_child_who_is_not_there_is_a_mistake(nobody: str) -> None:
    calls = (
        lambda: RING.rotated(nobody),
        lambda: RING.with_another_family(nobody),
        lambda: RING.joined(["ada", nobody]),
        lambda: RING.without(["ada", nobody]),
        lambda: RING.moved(nobody, "ada"),
    )
    for call in calls:
        with pytest.raises(KeyError):
            call()


def test_codes_are_stretched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = RING.with_stretched_codes()
    for door in ready.doors:
        assert door.stretched == sealing.stretched(door.code.secret, door.salt, 600_000)
    monkeypatch.delattr("slc_site.share.keyring.stretched")
    assert ready.with_stretched_codes() == ready
