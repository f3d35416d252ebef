"""Which kinds of file a site consists of, what each begins with, and who looks into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import PurePosixPath

from msgspec import Struct

from slc_site.inspect import marks, texts
from slc_site.inspect.matroska import webm
from slc_site.inspect.mp3 import mp3
from slc_site.inspect.mp4 import mp4
from slc_site.inspect.ogg import ogg
from slc_site.inspect.riff import wav, webp
from slc_site.inspect.source import Source, UnreadableError
from slc_site.inspect.theme_pictures import gif, jpeg, png

Look = Callable[[Source], Iterator[str]]
"""Yields the marks of a file; raises `UnreadableError` when it is not what it should be."""


class Sort(Enum):
    """What somebody does with a file."""

    PICTURE = "picture"
    RECORDING = "recording"
    CAPTIONS = "captions"
    TEXT = "text"
    FONT = "font"
    SEALED = "sealed"
    """Nothing can be read of it without a key."""


class Kind(Struct, frozen=True):
    """A kind of file that a site of ours may hold."""

    name: str
    """With its article: `a WebP picture`."""
    sort: Sort
    look: Look
    themes: bool = False
    """Only among the files of a theme: nothing of the class's is published so."""


def _text(look: Callable[[str], Iterator[str]]) -> Look:
    def read(source: Source) -> Iterator[str]:
        words = texts.text(source)
        yield from look(words)
        for data in texts.packed(words):
            yield from _packed(data)

    return read


def _packed(data: bytes) -> Iterator[str]:
    """Look at what was packed into a text: a picture or a font, no more."""
    from io import BytesIO

    kind = next((KINDS[suffix] for suffix, sign in _SIGNS if sign(data[:16])), None)
    if kind is None or kind.sort not in (Sort.PICTURE, Sort.FONT):
        yield "something packed that cannot be looked into"
    else:
        yield from kind.look(Source(BytesIO(data), len(data)))


def _font(source: Source) -> Iterator[str]:
    head = source.at(0, 12)
    if head[:4] not in (b"wOF2", b"wOFF"):
        raise UnreadableError("it begins like something else")
    if source.size > int.from_bytes(head[8:12], "big"):
        yield marks.TRAILING


def _sealed(source: Source) -> Iterator[str]:
    if source.at(0, 4) != b"SLC1":
        raise UnreadableError("it begins like something else")
    yield from ()


KINDS: dict[str, Kind] = {
    ".html": Kind("a page", Sort.TEXT, _text(texts.html)),
    ".xml": Kind("a feed", Sort.TEXT, _text(texts.xml)),
    ".txt": Kind("a text", Sort.TEXT, _text(texts.plain)),
    ".json": Kind("data for a script", Sort.TEXT, _text(texts.json_text)),
    ".vtt": Kind("captions", Sort.CAPTIONS, _text(texts.captions)),
    ".webp": Kind("a WebP picture", Sort.PICTURE, webp),
    ".mp4": Kind("an MP4 video", Sort.RECORDING, mp4),
    ".m4a": Kind("an M4A sound", Sort.RECORDING, mp4),
    ".mp3": Kind("an MP3 sound", Sort.RECORDING, mp3),
    ".wav": Kind("a WAV sound", Sort.RECORDING, wav),
    ".ogg": Kind("an Ogg sound", Sort.RECORDING, ogg),
    ".webm": Kind("a WebM recording", Sort.RECORDING, webm),
    ".css": Kind("a style sheet", Sort.TEXT, _text(texts.plain), themes=True),
    ".js": Kind("a script", Sort.TEXT, _text(texts.plain), themes=True),
    ".svg": Kind("a drawing", Sort.PICTURE, _text(texts.svg), themes=True),
    ".png": Kind("a PNG picture", Sort.PICTURE, png, themes=True),
    ".jpg": Kind("a JPEG picture", Sort.PICTURE, jpeg, themes=True),
    ".jpeg": Kind("a JPEG picture", Sort.PICTURE, jpeg, themes=True),
    ".gif": Kind("a GIF picture", Sort.PICTURE, gif, themes=True),
    ".woff2": Kind("a font", Sort.FONT, _font, themes=True),
    ".woff": Kind("a font", Sort.FONT, _font, themes=True),
}
"""By the end of a file's name."""

_PLAIN = KINDS[".txt"]
_SEALED = Kind("a sealed file", Sort.SEALED, _sealed)
_SEALED_NAME = re.compile(r"locks/([0-9a-f]{2})/\1[0-9a-f]{22}\.bin")
_PASSWORDS = re.compile(r"private/(class|[0-9a-f]{24})/\.ht(access|passwd)")
_OF_LOCKS = frozenset({"locks/doors.js", "locks/words.js", "locks/said.js"})
"""Scripts, so that a page opened from a folder can read them."""
_BY_NAME = frozenset({"cname", ".nojekyll", ".htaccess", "_headers", "_redirects"})
"""What hosts ask for, at the top of a site."""
_LICENCES = frozenset({"license", "licence", "copying", "ofl", "notice", "readme"})
THEMES = "assets/"
"""Below this, a site holds the files of its theme."""


def kind_of(path: str) -> Kind | None:
    """Return the kind that a file of the site must be of, by its path; None when none of that name belongs.

    What a computer's own programs leave in folders is not known here either.
    """
    if _SEALED_NAME.fullmatch(path):
        return _SEALED
    if _PASSWORDS.fullmatch(path):
        return _PLAIN
    name = PurePosixPath(path).name.lower()
    in_theme = path.startswith(THEMES)
    kind = KINDS.get(PurePosixPath(name).suffix)
    if kind is None:
        if "/" not in path:
            return _PLAIN if name in _BY_NAME else None
        return _PLAIN if in_theme and name in _LICENCES else None
    return kind if in_theme or not kind.themes or path in _OF_LOCKS else None


_Sign = Callable[[bytes], bool]


def _begins(*signs: bytes) -> _Sign:
    return lambda head: head.startswith(signs)


_SIGNS: tuple[tuple[str, _Sign], ...] = (
    (".webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    (".wav", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
    (".png", _begins(b"\x89PNG\r\n\x1a\n")),
    (".jpg", _begins(b"\xff\xd8\xff")),
    (".gif", _begins(b"GIF87a", b"GIF89a")),
    (".ogg", _begins(b"OggS")),
    (".webm", _begins(b"\x1a\x45\xdf\xa3")),
    (".mp4", lambda head: head[4:8] == b"ftyp"),
    (".woff2", _begins(b"wOF2")),
    (".woff", _begins(b"wOFF")),
    (".mp3", lambda head: head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1] & 0xE6 == 0xE2)),
)


_BRANDS = {
    b"heic": "a HEIC picture",
    b"heix": "a HEIC picture",
    b"mif1": "a HEIC picture",
    b"avif": "an AVIF picture",
    b"avis": "an AVIF picture",
    b"qt  ": "a QuickTime video",
}
_ELSEWHERE = {
    b"%PDF": "a PDF",
    b"PK\3\4": "a packed folder (ZIP)",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
"""What belongs into no site of ours, and yet is found in folders."""


def looks_like(head: bytes) -> str | None:
    """Return what a file's first bytes say it is, with its article; None when they say nothing to us."""
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return _BRANDS[head[8:12]]
    elsewhere = (name for sign, name in _ELSEWHERE.items() if head.startswith(sign))
    return next(elsewhere, None) or next((KINDS[suffix].name for suffix, sign in _SIGNS if sign(head)), None)
