"""Files for the tests: pictures with known corners, metadata with known words, boxes of MP4 by hand."""

from __future__ import annotations

import random
import struct
import wave
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

DATA = Path(__file__).parent / "data"

RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 180, 20), (20, 20, 220), (230, 210, 30)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""Top left, top right, bottom left, bottom right of the upright picture."""

_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture is stored by a camera that says it was held so."""


def corners(width: int = 64, height: int = 48) -> Image.Image:
    """Four quarters, each of one colour."""
    picture = Image.new("RGB", (width, height))
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        picture.paste(colour, (left, top, left + width // 2, top + height // 2))
    return picture


def stored(orientation: int) -> Image.Image:
    """The corners as a camera held so stores them."""
    return corners().transpose(_STORED[orientation]) if orientation in _STORED else corners()


def seen_corners(path: Path) -> list[tuple[int, ...]]:
    """The colours near the four corners of a finished picture."""
    with Image.open(path) as picture:
        shown = picture.convert("RGB")
    across, down = shown.width - 1 - shown.width // 8, shown.height - 1 - shown.height // 8
    left, top = shown.width // 8, shown.height // 8
    return [shown.getpixel(place) for place in ((left, top), (across, top), (left, down), (across, down))]


def alike(one: tuple[int, ...], other: tuple[int, ...], within: int = 24) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Metadata of a phone that knows where it was."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = "CANARYDESCRIPTION"
    tags[0x010F] = "CANARYMAKE"
    tags[0x0110] = "CANARYMODEL"
    tags[0x0132] = "2026:10:05 10:11:12"
    tags.get_ifd(0x8769)[0xA431] = "CANARYSERIAL"
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (50.0, 26.0, 42.0)
    place[3], place[4] = "W", (104.0, 37.0, 8.0)
    return tags


XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="CANARYXMP"/></rdf:RDF></x:xmpmeta>'
    b'<?xpacket end="w"?>'
)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def swapped_profile() -> bytes:
    """A colour profile in which what is stored as red is green, and the other way round."""
    profile = bytearray(srgb().replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be")))
    for place in range(132, 132 + 12 * struct.unpack_from(">I", profile, 128)[0], 12):
        tag = bytes(profile[place : place + 4])
        profile[place : place + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(tag, tag)
    return bytes(profile)


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def in_jpeg(data: bytes, *segments: bytes) -> bytes:
    """A JPEG with more segments right after its beginning."""
    return data[:2] + b"".join(segments) + data[2:]


def chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def flat_png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A black PNG of one bit, without its pixels ever being in memory at once."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def png_text() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "CANARYTEXT")
    text.add_text("Comment", "CANARYZTEXT", zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return text


def sound(seconds: float = 0.1) -> bytes:
    """A WAV file of noise."""
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(random.Random(1).randbytes(int(8000 * seconds) * 2))
    return written.getvalue()


def riff(form: bytes, *parts: tuple[bytes, bytes]) -> bytes:
    body = form + b"".join(
        kind + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)
        for kind, payload in parts
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of MP4."""
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(
    *tracks: tuple[bytes, bytes, list[bytes]], offsets: str = "stco", sizes: bytes | None = None
) -> bytes:
    """A film of tracks, each a handler, a codec and samples, which lie in one chunk.

    `offsets` is the kind of the table of places, `sizes` the first track's table of sizes.
    """
    beginning = box(b"ftyp", b"isom", bytes(4), b"isom")
    lengths = [sum(map(len, samples)) for _, _, samples in tracks]

    def moov(start: int) -> bytes:
        traks = []
        for number, track in enumerate(tracks):
            place = start + sum(lengths[:number])
            traks.append(_track(number + 1, track, place, offsets, None if number else sizes))
        return box(b"moov", box(b"mvhd", bytes(4), b"\x11" * 8, bytes(88)), *traks)

    start = len(beginning) + len(moov(0)) + 8
    return beginning + moov(start) + box(b"mdat", *(sample for track in tracks for sample in track[2]))


def _track(
    number: int, track: tuple[bytes, bytes, list[bytes]], place: int, offsets: str, sizes: bytes | None
) -> bytes:
    handler, codec, samples = track
    entry = bytearray({b"vide": 78, b"soun": 28}.get(handler, 8))
    if handler == b"vide":
        entry[42:74] = b"\x12CANARYCOMPRESSOR  ".ljust(32, b"\0")
    if sizes is None:
        lengths = struct.pack(f">{len(samples)}I", *map(len, samples))
        sizes = box(b"stsz", bytes(4), struct.pack(">II", 0, len(samples)), lengths)
    form = ">IQ" if offsets == "co64" else ">II"
    return box(
        b"trak",
        box(b"tkhd", bytes(4), b"\x11" * 8, struct.pack(">I", number), bytes(68)),
        box(
            b"mdia",
            box(b"mdhd", bytes(4), b"\x11" * 8, bytes(12)),
            box(b"hdlr", bytes(8), handler, b"appl", bytes(8), b"CANARYHANDLER\0"),
            box(
                b"minf",
                box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", b"\0\0\0\1"))),
                box(
                    b"stbl",
                    box(b"stsd", struct.pack(">II", 0, 1), box(codec, bytes(entry))),
                    sizes,
                    box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(samples), 1)),
                    box(offsets.encode(), bytes(4), struct.pack(form, 1, place)),
                ),
            ),
        ),
    )


def turned_heic(orientation: int) -> bytes:
    """The committed HEIC with pixels as they are, and properties that say how to turn and mirror them.

    Two properties are appended (`irot`, then `imir`, of the HEIF standard), what they lie in grows, and the
    places of the data move along.
    """
    angle, axis = {
        1: (None, None),
        2: (None, 1),
        3: (2, None),
        4: (None, 0),
        5: (1, 0),
        6: (3, None),
        7: (3, 0),
        8: (1, None),
    }[orientation]
    properties = []
    if angle is not None:
        properties.append(box(b"irot", bytes((angle,))))
    if axis is not None:
        properties.append(box(b"imir", bytes((axis,))))
    data = bytearray((DATA / "corners.heic").read_bytes())
    meta, iprp, ipco, ipma = (data.index(kind) - 4 for kind in (b"meta", b"iprp", b"ipco", b"ipma"))
    known = 0
    place = ipco + 8
    end = ipco + struct.unpack_from(">I", data, ipco)[0]
    while place < end:
        place += struct.unpack_from(">I", data, place)[0]
        known += 1
    # ipma: version and flags, entries; of each the item's number, how many properties, one byte for each
    assert data[ipma + 8 : ipma + 16] == struct.pack(">II", 0, 2)
    primary = ipma + 16 + 3 + data[ipma + 18]
    assert data[primary + 1] == data[data.index(b"pitm") + 9]
    count = primary + 2
    data[count] += len(properties)
    after = count + data[count] - len(properties) + 1
    data[after:after] = bytes(0x80 | known + number for number in range(1, len(properties) + 1))
    data[end:end] = b"".join(properties)
    grown, boxed = len(properties), sum(map(len, properties))
    for start, more in ((ipco, boxed), (iprp, boxed + grown), (meta, boxed + grown)):
        struct.pack_into(">I", data, start, struct.unpack_from(">I", data, start)[0] + more)
    ipma += boxed
    struct.pack_into(">I", data, ipma, struct.unpack_from(">I", data, ipma)[0] + grown)
    _move_items(data, boxed + grown)
    return bytes(data)


def _move_items(data: bytearray, by: int) -> None:
    """Move the places in `iloc`, as heif-enc writes it: version 1, a base for each item, one extent at it."""
    start = data.index(b"iloc") - 4
    assert (data[start + 8], data[start + 12], data[start + 13]) == (1, 0x44, 0x40)
    for place in range(start + 16, start + 16 + 20 * data[start + 15], 20):
        _item, method, _reference, base = struct.unpack_from(">HHHI", data, place)
        if method == 0:  # counted from the beginning of the file
            struct.pack_into(">I", data, place + 6, base + by)
