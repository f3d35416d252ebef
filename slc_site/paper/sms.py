"""How many parts a text message takes, as telephones count (3GPP TS 23.038 and 23.040).

A text of letters that the GSM alphabet has fits 160 into one part, or 153 into each of several; the ten of
its second table take two places. One letter beside them, such as `á` or any Arabic one, makes the whole text
UCS-2: 70, or 67 each. No letter is split between two parts.
"""

from __future__ import annotations

from collections.abc import Iterable

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_SECOND = frozenset("\f^{}\\[~]|€")
GSM, UCS2 = "GSM-7", "UCS-2"
_ONE = {GSM: 160, UCS2: 70}
_EACH = {GSM: 153, UCS2: 67}
MOST = 2
"""Parts that a message to a family may take."""
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\xa0": " ", "\u202f": " "}
)
"""Signs that would make a whole text UCS-2, and what says the same."""


def alphabet(text: str) -> str:
    """Return `GSM-7` or `UCS-2`."""
    return GSM if all(char in _BASIC or char in _SECOND for char in text) else UCS2


def parts(text: str) -> int:
    """Return how many parts a text takes; none for an empty one."""
    kind = alphabet(text)
    sizes = [_size(char, kind) for char in text]
    if sum(sizes) <= _ONE[kind]:
        return 1 if text else 0
    count, left = 0, 0
    for size in sizes:
        if size > left:
            count, left = count + 1, _EACH[kind]
        left -= size
    return count


def plain(text: str) -> str:
    """Return a text in one line, with typewriter signs in place of a typesetter's."""
    return " ".join(text.translate(_PLAIN).split())


def message(candidates: Iterable[str]) -> str:
    """Return the first of some texts that fits; if none does, what fits of the last.

    `candidates` say the same, the longest first. The text that comes back is `plain` and takes `MOST` parts
    at the most.
    """
    last = ""
    for candidate in candidates:
        last = plain(candidate)
        if parts(last) <= MOST:
            return last
    words = last.split()
    while words and parts(" ".join(words)) > MOST:
        words.pop()
    if words:
        return " ".join(words)
    while parts(last) > MOST:
        last = last[:-1]
    return last


def _size(char: str, kind: str) -> int:
    if kind == GSM:
        return 2 if char in _SECOND else 1
    return 2 if ord(char) > 0xFFFF else 1
