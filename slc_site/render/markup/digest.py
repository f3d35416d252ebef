"""Reads in finished HTML what lists, feeds and covers want to know."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from slc_site.render.markup.policy import BLOCKS

SUMMARY = 200
"""The most characters of a summary."""

_NO_PROSE = re.compile(
    r'<figcaption>.*?</figcaption>|<details class="transcript">.*?</details>|'
    r'<a [^>]*class="footnote-(?:ref|backref)"[^>]*>[^<]*</a>|'
    r'<(p|span) class="(?:missing|withheld)">[^<]*</\1>',
    re.DOTALL,
)
_BREAK = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))}|br)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_POINTER = re.compile(r"<(img|audio|video|a) ([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def words_of(cleaned: str) -> str:
    """Return the words of some HTML that nh3 wrote, as plain text on one line: no captions, no markup."""
    text = _TAG.sub("", _BREAK.sub(" ", _NO_PROSE.sub(" ", cleaned)))
    return " ".join(html.unescape(text).split())


def summary_of(words: str) -> str:
    """Return the beginning of a text, at most `SUMMARY` characters, cut between words where it has any."""
    if len(words) <= SUMMARY:
        return words
    beginning = words[: SUMMARY - 1]
    if not words[SUMMARY - 1].isspace():
        whole = beginning.rpartition(" ")[0]
        # A text without spaces, such as a Chinese one, is cut where it must be.
        beginning = whole if len(whole) > SUMMARY // 2 else beginning
    return f"{beginning.rstrip(' ,;:')}…"


def media_of(cleaned: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the names of what some HTML shows or links, by first use, and what each is said to show.

    Args:
        cleaned: HTML that nh3 wrote.
        names: The name that people type, by address.
    """
    alts: dict[str, str] = {}
    used: dict[str, None] = {}
    for pointer in _POINTER.finditer(cleaned):
        said = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(pointer[2])}
        name = names.get(said.get("href" if pointer[1] == "a" else "src", ""))
        if name is None:
            continue
        used[name] = None
        alt = " ".join(said.get("alt", said.get("aria-label", "")).split())
        if alt:
            alts.setdefault(name, alt)
    return tuple(used), alts
