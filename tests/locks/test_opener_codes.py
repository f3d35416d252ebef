"""The page reads a typed code as `slc` does: the same answers to the same texts."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest

from slc_site.share.codes import SlipError, read_code, words
from tests.conftest import OpenPage
from tests.locks.conftest import Locked

pytestmark = pytest.mark.browser

_BETWEEN = (" ", "-", ", ", ". ", "\n", "  ", "_", " / ", "\u2013", "\u00a0", "\ufe0f ", "\t")
_DIGITS = {
    "arabic": 0x660,
    "persian": 0x6F0,
    "devanagari": 0x966,
    "bengali": 0x9E6,
    "thai": 0xE50,
    "wide": 0xFF10,
}
_ODD = (
    *(
        "",
        "   ",
        "17",
        "maple frog",
        "17 maple frog lemon sunset violin river",
        "…",
        "17 18 maple",
        "½ 17 ①",
        "é",
    ),
    "maple frog lemon sunset violin river piano",
    "17 maple frog lemon sunset violin river piano piano",
    "17 maple frog lemon sunset violin river 18 piano",
    "1234567 maple frog lemon sunset violin river piano",
    "17maple18 frog lemon sunset violin river piano",
    "17a maple frog lemon sunset violin river piano",
    "No. 17: Maple, FROG. lemon-sunset_violin (river) piano!",
    "17 mapplee frog lemon sunset violin river piano",
    "017 maple frog lemon sunset violin river piano",
    "17 mäple fróg lemon sunset violin rívér piano",
    "17 ｍａｐｌｅ frog lemon sunset violin river piano",
    "17 рыба frog lemon sunset violin river piano",
    "17 ١ maple frog lemon sunset violin river",
)


def typed() -> list[str]:
    """Two hundred texts: right ones in many writings, slips of every sort, and what is no code."""
    draw = random.Random(4)
    texts = list(_ODD)
    while len(texts) < 200:
        seven = [draw.choice(words()) for _ in range(7)]
        for at in draw.sample(range(7), draw.choice((0, 1, 1, 2, 3))):
            seven[at] = slip(seven[at], draw)
        number = str(draw.randrange(10, 100_000))
        if draw.random() < 0.3:
            zero = draw.choice(list(_DIGITS.values()))
            number = "".join(chr(zero + int(digit)) for digit in number)
        text = number + "".join(draw.choice(_BETWEEN) + word for word in seven)
        texts.append(draw.choice((str, str.upper, str.title, accented))(text))
    return texts


def slip(word: str, draw: random.Random) -> str:
    """Return the word with a slip, or with two."""
    for _ in range(draw.choice((1, 1, 1, 2))):
        at = draw.randrange(len(word))
        letter = draw.choice("abcdefghijklmnopqrstuvwxyz")
        word = draw.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            )
        )
    return word


def accented(text: str) -> str:
    """Return the text with an accent over each e, in one sign or in two."""
    return unicodedata.normalize("NFC", text.replace("e", "e\u0301")).replace("o", "o\u0308")


def in_python(text: str) -> dict[str, Any]:
    """Return what `slc` makes of it."""
    try:
        code = read_code(text)
    except SlipError as slipped:
        if slipped.word:
            return {"name": "word", "value": slipped.word}
        return {"name": "number"} if "number" in str(slipped) else {"name": "count"}
    return {"code": [code.door, *code.words]}


_READ = """texts => texts.map((text) => {
    try {
        return { code: readCode(text, words) };
    } catch ({ name, value }) {
        return name === "word" ? { name, value } : { name };
    }
})"""


def test_two_hundred_typed_texts_are_read_alike(locked: Locked, open_page: OpenPage) -> None:
    texts = typed()
    page = open_page(locked.door).page
    page.evaluate("words => { window.words = words; }", " ".join(words()))
    read = page.evaluate(_READ, texts)
    expected = [in_python(text) for text in texts]
    assert [one for one in zip(texts, read, expected, strict=True) if one[1] != one[2]] == []
    kinds = {next(iter(one.values())) if "name" in one else "code" for one in expected}
    assert {"code", "number", "count"} <= kinds
    assert sum("code" in one for one in expected) > 40, "hardly any of them is a code"
    assert sum(one.get("name") == "word" for one in expected) > 20
