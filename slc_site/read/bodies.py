"""Texts of posts of which only the text is another one: what stands above it need not be understood anew."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from slc_site.problems import RecordingReporter
from slc_site.read.decoding import decode
from slc_site.read.disk import File, read_bytes
from slc_site.read.fences import split
from slc_site.read.unreadable import UnreadableError


class Text(Struct, frozen=True):
    """A file of a post."""

    path: str
    label: str
    head: str
    """A digest of all but its body, when it was read."""


def bodies(texts: Iterable[Text], keys: Collection[str]) -> Mapping[str, str] | None:
    """Return the bodies of files by their labels.

    None if a file cannot be read without a word about it, or if more than its body is another one. `keys` are
    those that may stand above.
    """
    said = {}
    for text in texts:
        heard = RecordingReporter()
        name = text.label.rpartition("/")[2]
        try:
            size = os.lstat(text.path).st_size
            data = read_bytes(File(name, text.path, text.label, size), heard) or b""
            read = decode(data, text.label, heard)
            sections = split(read, text.label, heard, keys, demanded=True) if read.strip() else None
        except (OSError, UnreadableError):
            return None
        if sections is None or heard.problems or sections.head != text.head:
            return None
        said[text.label] = sections.body
    return said
