"""A code can be typed by a child, and cannot be guessed by anybody."""

from __future__ import annotations

import itertools
import random

import pytest

from slc_site.share import codes
from slc_site.share.codes import (
    Code,
    SlipError,
    is_one_slip,
    link_text,
    new_code,
    read_code,
    read_link,
    words,
)

CODE = Code(17, ("maple", "frog", "lemon", "sunset", "violin", "river", "piano"))
SAID = "17 maple frog lemon sunset violin river piano"


def test_the_words_of_the_example_are_of_the_list() -> None:
    assert set(CODE.words) <= set(words())


def test_nobody_guesses_64_bits() -> None:
    assert codes.bits() >= 64


def test_words_are_short_and_plain_and_stand_there_once() -> None:
    assert all(
        word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in words()
    )
    assert len(set(words())) == len(words())


def test_one_slip_never_makes_another_word_of_the_list() -> None:
    by_length: dict[int, list[str]] = {}
    for word in words():
        by_length.setdefault(len(word), []).append(word)
    for length, some in by_length.items():
        for one, other in itertools.chain(
            itertools.combinations(some, 2), itertools.product(some, by_length.get(length + 1, ()))
        ):
            assert not is_one_slip(one, other), (one, other)


def test_new_codes_are_all_different_and_use_the_whole_list() -> None:
    made = [new_code(10) for _ in range(6000)]
    assert len({code.words for code in made}) == len(made)
    assert {word for code in made for word in code.words} == set(words())


@pytest.mark.parametrize(
    "typed",
    [
        SAID,
        SAID.upper(),
        "  17-maple-frog-lemon-sunset-violin-river-piano ",
        "17,maple,frog,lemon,\nsunset,violin,river,piano.",
        "17 Maple  frög lemon sunset violín river piano",
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert read_code(typed) == CODE


@pytest.mark.parametrize("slip", ["mapel", "maplee", "maole", "maplw", "maaple"])
def test_one_slip_in_a_word_is_forgiven(slip: str) -> None:
    assert read_code(SAID.replace("maple", slip)) == CODE


def test_one_slip_in_any_word_is_forgiven_or_told_and_never_taken_for_another_word() -> None:
    chance = random.Random(5)
    for _ in range(400):
        code = new_code(chance.randrange(10, 99))
        place = chance.randrange(len(code.words))
        word = code.words[place]
        at = chance.randrange(len(word))
        slip = chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + chance.choice("abcdefgh") + word[at + 1 :],
                word[:at] + "x" + word[at:],
            ]
        )
        typed = [*code.words[:place], slip, *code.words[place + 1 :]]
        assert _read(f"{code.door} {' '.join(typed)}") in (code, slip, "")


def _read(typed: str) -> Code | str:
    """Return the code, or the word that is in none."""
    try:
        return read_code(typed)
    except SlipError as error:
        return error.word


def test_a_word_that_could_be_two_is_asked_for_again() -> None:
    with pytest.raises(SlipError) as told:
        read_code(SAID.replace("maple", "aple"))  # maple or apple
    assert told.value.word == "aple"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "begins with a number"),
        ("maple frog lemon sunset violin river piano", "begins with a number"),
        ("maple 17 frog lemon sunset violin river piano", "begins with a number"),
        ("17 18 maple frog lemon sunset violin river piano", "begins with a number"),
        ("17 maple frog lemon", "has 7 words, and these are 3"),
        ("17 maple frog lemon sunset violin river xqzzyx", "in no code"),
    ],
)
def test_what_is_no_code_is_told_from_a_wrong_code(typed: str, message: str) -> None:
    with pytest.raises(SlipError, match=message):
        read_code(typed)


def test_a_wrong_code_is_a_code() -> None:
    assert read_code(SAID.replace("river", "piano")) != CODE


def test_what_a_key_is_made_of_does_not_depend_on_how_it_was_typed() -> None:
    assert read_code(SAID.upper()).secret == b"maple frog lemon sunset violin river piano"
    assert str(CODE) == SAID


@pytest.mark.parametrize("link", [bytes(16), b"\xff" * 16, bytes(range(16))])
def test_a_link_may_be_the_whole_address_or_only_its_end(link: bytes) -> None:
    text = link_text(link)
    assert len(text) == 22
    for typed in (text, f"  {text}\n", f"#k={text}", f"https://school.example/12/open/index.html#k={text}"):
        assert read_link(typed) == link


@pytest.mark.parametrize("typed", ["", "#k=", "https://school.example/", "#k=abc", "#k=" + "A" * 23, SAID])
def test_a_link_that_is_not_whole_is_told(typed: str) -> None:
    with pytest.raises(SlipError, match="not whole"):
        read_link(typed)
