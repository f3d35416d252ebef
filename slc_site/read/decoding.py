"""From bytes to text, whatever the computer the file was written on."""

from __future__ import annotations

import re

from slc_site.problems import Problem, Reporter, Severity
from slc_site.read.unreadable import UnreadableError

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PRINTABLE = bytes(range(0x20, 0x100)) + b"\t\n\r\f\v\b\x1b"
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_AS_SPACE = "\x0b\x0c"
"""Word's soft line break and page break: they kept two words apart."""


def decode(data: bytes, file: str, reporter: Reporter) -> str:
    """Return the text of a file with plain line ends and without invisible control characters.

    `file` is its label for messages. What had to be guessed is reported as a warning; UnreadableError when
    the bytes are not text at all.
    """
    text = _text(data, file, reporter)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _INVISIBLE.search(text)
    if found is None:
        return text
    reporter.report(
        Problem(
            "This file holds invisible control characters; I left them out.",
            file,
            text.count("\n", 0, found.start()) + 1,
            hint="They often come from copying out of another program: type that line anew.",
            severity=Severity.WARNING,
            code="control-characters",
        )
    )
    return visible(text)


def visible(text: str) -> str:
    """Return a text without invisible control characters."""
    return _INVISIBLE.sub(lambda match: " " if match[0] in _AS_SPACE else "", text)


def _text(data: bytes, file: str, reporter: Reporter) -> str:
    if data.startswith(_UTF16_MARKS) or b"\0" in data:
        return _utf16(data, file, reporter)
    try:
        return data.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        strange = error.start
    if len(data.translate(None, _PRINTABLE)) > len(data) // 100:
        raise _not_text(file)
    line = data.count(b"\n", 0, strange) + 1
    text = data.removeprefix(_UTF8_MARK).decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) > 2 * damaged:  # mostly good UTF-8 with a scratch
        message = "Some letters of this file are damaged; I show � in their place."
        reporter.report(_guess(file, line, message, "Type them anew and save the file as UTF-8."))
        return text
    message = "This file is not saved as UTF-8; I read it as Windows-1252."
    reporter.report(_guess(file, line, message, "Save it as UTF-8, then look whether all accents are right."))
    return data.decode("cp1252", "replace")


def _utf16(data: bytes, file: str, reporter: Reporter) -> str:
    half = len(data) // 2
    if data.startswith(_UTF16_MARKS):
        codec = "utf-16"
    elif data[1::2].count(0) > half * 0.7:
        codec = "utf-16-le"
    elif data[::2].count(0) > half * 0.7:
        codec = "utf-16-be"
    else:
        raise _not_text(file)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        raise _not_text(file) from None
    if "\0" in text:
        raise _not_text(file)
    message = "This file is saved as UTF-16; I could read it all the same."
    reporter.report(_guess(file, 1, message, "Save it as UTF-8."))
    return text


def _guess(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(message, file, line, hint=hint, severity=Severity.WARNING, code="encoding")


def _not_text(file: str) -> UnreadableError:
    hint = "Save it as plain text (UTF-8) from a text editor; a Word document or a picture cannot be read."
    return UnreadableError(Problem("This is not a text file.", file, hint=hint, code="not-text"))
