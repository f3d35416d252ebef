"""Ogg with Opus or Vorbis: one sound, whose comments are empty."""

from __future__ import annotations

from collections.abc import Iterator

from slc_site.inspect import marks
from slc_site.inspect.source import Source, UnreadableError

_HEAD = 27
_COMMENTS = {b"OpusTags": b"OpusHead", b"\x03vorbis": b"\x01vorbis"}
"""How the packet of comments begins, after a first packet that begins so."""
_LARGEST = 1 << 20
"""Bytes of a packet of comments that are read; nobody has so much nothing to say."""


def ogg(source: Source) -> Iterator[str]:
    """Yield what an Ogg sound tells besides what one hears.

    Raises:
        UnreadableError: it is not a whole one.
    """
    start, packets = 0, _Packets()
    while start < source.size:
        head = source.head(start, _HEAD)
        if len(head) < _HEAD or head[:4] != b"OggS":
            if start == 0:
                raise UnreadableError("it begins like something else")
            yield marks.TRAILING
            break
        lacing = source.at(start + _HEAD, head[26])
        body = start + _HEAD + len(lacing)
        if packets.wants(head):
            yield from packets.page(head, lacing, source.at(body, sum(lacing)))
        start = body + sum(lacing)
    if start > source.size:
        raise UnreadableError("it ends in the middle")
    if not packets.sounds:
        raise UnreadableError("there is no sound in it")


class _Packets:
    """Follows the first two packets of each sound."""

    def __init__(self) -> None:
        self.sounds = 0
        self._serial = b""
        self._first = b""
        self._second: bytearray | None = None

    def wants(self, head: bytes) -> bool:
        """Must the body of the page with this head be read?"""
        return bool(head[5] & 2) or self._second is not None or head[14:18] != self._serial

    def page(self, head: bytes, lacing: bytes, body: bytes) -> Iterator[str]:
        if head[5] & 2:
            if not body.startswith(tuple(_COMMENTS.values())):
                yield marks.part("another stream")
                return
            self._serial, self._first, self._second = head[14:18], body[:8], bytearray()
            return
        if head[14:18] != self._serial:
            yield marks.part("another stream")
            return
        if self._second is None:
            return
        at = 0
        for length in lacing:
            self._second += body[at : at + length]
            at += length
            if length < 255 or len(self._second) > _LARGEST:
                yield from comments(bytes(self._second))
                self._second = None
                self.sounds += 1
                return


def comments(packet: bytes) -> Iterator[str]:
    """Yield what a packet of comments says.

    Raises:
        UnreadableError: it is none.
    """
    sign = next((sign for sign in _COMMENTS if packet.startswith(sign)), None)
    if sign is None or len(packet) < len(sign) + 8:
        raise UnreadableError("its description cannot be read")
    at = len(sign) + 4
    vendor = int.from_bytes(packet[at - 4 : at], "little")
    if packet[at : at + vendor].strip(b" \0"):
        yield marks.PROGRAM
    at += vendor
    if int.from_bytes(packet[at : at + 4], "little"):
        yield marks.TAGS
    elif packet[at + 4 :].strip(b"\0\x01"):  # Vorbis ends with a set bit, Opus may fill up with zeros
        yield marks.HIDDEN
