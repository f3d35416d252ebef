"""What a WebM or MKV tells: a date and a title in its head, tags by name, chapters and attached files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from slc_site.render.containers.rewrite import exactly
from slc_site.render.containers.tag_names import trace_of
from slc_site.render.containers.webm import Element, elements
from slc_site.render.media import Trace

_PARENTS = frozenset((
    *(0x18538067, 0x1549A966, 0x1654AE6B, 0xAE),  # segment, information, tracks, track
    *(0x1254C367, 0x7373, 0x67C8),  # tags, tag, simple tag
    *(0x1941A469, 0x61A7),  # attachments, attached file
))  # fmt: skip
_TOLD = {
    0x4461: Trace.TIME,  # date
    0x7BA9: Trace.WORDS,  # title
    0x7384: Trace.WORDS,  # name of the file
    0x536E: Trace.WORDS,  # name of a track
    0x1043A770: Trace.WORDS,  # chapters
}
_TAG_NAME, _MIME = 0x45A3, 0x4660
_LONGEST = 1000


def tags(source: BinaryIO, size: int) -> Iterator[Trace]:
    """Yield what the file tells, the same perhaps several times."""
    yield from _walk(source, elements(source, 0, size))


def _walk(source: BinaryIO, children: Iterator[Element]) -> Iterator[Trace]:
    for element in children:
        if element.id in _PARENTS:
            yield from _walk(source, elements(source, element.body, element.end))
        elif element.id in _TOLD and element.end > element.body:
            yield _TOLD[element.id]
        elif element.id in (_TAG_NAME, _MIME):
            said = exactly(source, element.body, min(element.end - element.body, _LONGEST)).decode(
                "utf-8", "replace"
            )
            if element.id == _MIME:
                yield Trace.PREVIEW if said.startswith("image/") else Trace.WORDS
            elif (trace := trace_of(said)) is not None:
                yield trace
