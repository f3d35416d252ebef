"""Texts: are they what their names say, and is anything packed into them that nobody would look at?"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from slc_site.inspect import marks
from slc_site.inspect.source import Source, UnreadableError

LARGEST = 64 << 20
"""Of a text, in bytes."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_PACKED = re.compile(r"data:[\w.+/-]*(?:;[\w.+=-]+)*;base64,([A-Za-z0-9+/=%\s]*)", re.IGNORECASE)
_MOMENT = r"(?:\d{2,}:)?\d\d:\d\d\.\d{3}"
_TIMES = re.compile(rf"{_MOMENT}[ \t]+-->[ \t]+{_MOMENT}(?:[ \t]+[a-z]+:[\w%.,-]+)*")


def text(source: Source) -> str:
    """Return the whole of a text.

    Raises:
        UnreadableError: it is no text, or a very long one.
    """
    if source.size > LARGEST:
        raise UnreadableError("it is much too long")
    try:
        words = source.at(0, source.size).decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableError("it is no text") from None
    if _CONTROL.search(words):
        raise UnreadableError("it is no text")
    return words


def packed(words: str) -> Iterator[bytes]:
    """Yield what is packed into a text, such as a picture in a style sheet.

    Raises:
        UnreadableError: it cannot be unpacked.
    """
    for match in _PACKED.finditer(words):
        try:
            yield base64.b64decode(match[1], validate=True)
        except binascii.Error:
            raise UnreadableError("what is packed into it cannot be read") from None


def html(words: str) -> Iterator[str]:
    """Look at a page.

    Raises:
        UnreadableError: it is none.
    """
    if not words.lstrip("\ufeff \t\r\n").lower().startswith("<!doctype html"):
        raise UnreadableError("it begins like something else")
    yield from ()


def xml(words: str) -> Iterator[str]:
    """Look at a feed.

    Raises:
        UnreadableError: it is none.
    """
    if not words.startswith("<?xml"):
        raise UnreadableError("it begins like something else")
    yield from ()


def plain(words: str) -> Iterator[str]:
    """Look at a text of which nothing more is known."""
    if words.lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype", "<html", "<?xml", "<svg")):
        raise UnreadableError("it begins like something else")
    yield from ()


def json_text(words: str) -> Iterator[str]:
    """Look at data for a script.

    Raises:
        UnreadableError: it is none.
    """
    try:
        json.loads(words)
    except (ValueError, RecursionError):
        raise UnreadableError("it begins like something else") from None
    yield from ()


def captions(words: str) -> Iterator[str]:
    """Yield what captions hold besides times and what is said.

    Raises:
        UnreadableError: they are none.
    """
    head, *blocks = re.split(r"\n{2,}", words.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n"))
    if not re.match(r"WEBVTT(?![^ \t\n])", head):
        raise UnreadableError("it begins like something else")
    if head != "WEBVTT":
        yield marks.WORDS
    for block in blocks:
        times, _, said = block.partition("\n")
        if not _TIMES.fullmatch(times):
            yield marks.COMMENT if times.startswith("NOTE") else marks.HIDDEN
        elif "<" in said or "-->" in said:
            yield marks.HIDDEN


def svg(words: str) -> Iterator[str]:
    """Yield what a drawing of a theme holds besides what one sees.

    Raises:
        UnreadableError: it is none.
    """
    reader = _Drawing()
    reader.feed(words)
    reader.close()
    if reader.first != "svg":
        raise UnreadableError("it begins like something else")
    yield from reader.marks


class _Drawing(HTMLParser):
    """Notes what drawing programs leave in a drawing: names, paths of files, whole pictures, scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.first = ""
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.first = self.first or tag
        if tag in ("metadata", "script", "foreignobject") or ":" in tag:
            self.marks.append(marks.part(tag))
        for name, _ in attrs:
            space = name.partition(":")[0] if ":" in name else ""
            if name.startswith("on") or (space and space not in ("xml", "xmlns", "xlink")):
                self.marks.append(marks.part(name))

    def handle_comment(self, data: str) -> None:
        self.marks.append(marks.COMMENT)
