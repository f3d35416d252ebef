"""The strict look names everything in a file that showing and playing do not need, and nothing else."""

from __future__ import annotations

import base64
import io
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from slc_site.inspect import marks
from slc_site.inspect.kinds import KINDS, kind_of
from slc_site.inspect.look import look
from slc_site.inspect.source import Source, UnreadableError
from slc_site.render import recordings
from slc_site.render.containers.rewrite import stream
from slc_site.render.filetype import HEAD, recognise
from tests.render.media.samples import (
    DATA,
    XMP,
    box,
    chunk,
    corners,
    exif,
    film,
    in_jpeg,
    png_text,
    riff,
    saved,
    segment,
    sound,
    swapped_profile,
)
from tests.render.media.test_media_privacy import IPTC, PICTURES, RECORDINGS

_SHOWN = "picture.webp"


def looked(folder: Path, name: str, content: bytes) -> tuple[str, ...]:
    """Return the marks of a file that is what its name says."""
    file = folder / Path(name).name
    file.write_bytes(content)
    found = look(name, file)
    assert found.kind is not None
    assert found.fault == ""
    return found.marks


def rewritten(name: str) -> tuple[str, bytes]:
    """A recording of the tests without its metadata, and the suffix it is published under."""
    content = RECORDINGS[name]
    source = io.BytesIO(content)
    done = recordings.rewrite(source, recognise(content[:HEAD]), len(content))
    return done.suffix, b"".join(stream(done.pieces, source))


def animated(**options: object) -> bytes:
    frames = [corners(), corners().rotate(90), corners().rotate(180)]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100, **options)


CLEAN = {
    "picture.webp": saved(corners(), "WEBP", quality=80),
    "lossless.webp": saved(corners(), "WEBP", lossless=True),
    "seen-through.webp": saved(corners().convert("RGBA").rotate(10), "WEBP"),
    "moving.webp": animated(),
    "assets/x/logo.png": saved(corners(), "PNG"),
    "assets/x/photo.jpg": saved(corners(), "JPEG"),
    "assets/x/slowly.jpg": saved(corners(200, 160), "JPEG", progressive=True),
    "assets/x/cmyk.jpg": saved(corners().convert("CMYK"), "JPEG"),
    "assets/x/moving.gif": saved(
        corners(), "GIF", save_all=True, append_images=[corners().rotate(90)], loop=0
    ),
    "assets/x/icon.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>Log</title><path d="M0 0"/></svg>',
    "assets/x/a.css": b"p { background: url(data:image/png;base64,"
    + base64.b64encode(saved(corners(), "PNG"))
    + b") }",
    "assets/x/fonts/LICENSE": b"Anybody may use it.",
    "sound.wav": sound(),
    "words.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nA frog.\nHop!\n\n00:01.000 --> 00:02.000 line:0\nBye\n",
    "nothing-said.vtt": b"WEBVTT\n",
    "index.html": b"<!DOCTYPE html><p>Hello</p>",
    "feed.xml": b'<?xml version="1.0"?><feed/>',
    "robots.txt": b"User-agent: *\nDisallow: /\n",
    "data.json": b'{"frogs": 3}',
}


@pytest.mark.parametrize("name", CLEAN)
def test_in_a_clean_file_nothing_is_found(tmp_path: Path, name: str) -> None:
    assert looked(tmp_path, name, CLEAN[name]) == ()


@pytest.mark.parametrize("name", RECORDINGS)
def test_in_what_is_made_of_a_recording_nothing_is_found(tmp_path: Path, name: str) -> None:
    suffix, content = rewritten(name)
    assert looked(tmp_path, f"recording{suffix}", content) == ()


# -- each kind of metadata, planted once ----------------------------------------------------------------


def _with_chunk(content: bytes, kind: bytes, payload: bytes) -> bytes:
    """A RIFF file with one more chunk at its end."""
    body = content[8:] + kind + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _in_first_frame(content: bytes, kind: bytes, payload: bytes) -> bytes:
    """An animation in whose first picture one more chunk stands."""
    more = kind + struct.pack("<I", len(payload)) + payload
    data, at = bytearray(content), content.index(b"ANMF")
    length = struct.unpack_from("<I", data, at + 4)[0]
    data[at + 8 + length : at + 8 + length] = more
    struct.pack_into("<I", data, at + 4, length + len(more))
    struct.pack_into("<I", data, 4, len(data) - 8)
    return bytes(data)


_CLEAN_MP4 = rewritten("place.mp4")[1]


def _changed(content: bytes, before: bytes, after: bytes, *, at: int = 0) -> bytes:
    """The same with a few bytes changed that stand `at` bytes after what is looked for."""
    place = content.index(before) + at
    return content[:place] + after + content[place + len(after) :]


def _in_moov(*more: bytes) -> bytes:
    """The clean film with more boxes in its index, in the place of the empty ones of the same length."""
    wanted = b"".join(more)
    at = _CLEAN_MP4.index(b"moov") - 4
    size = struct.unpack_from(">I", _CLEAN_MP4, at)[0]
    rest = _CLEAN_MP4[at + size :]
    grown = struct.pack(">I", size + len(wanted)) + _CLEAN_MP4[at + 4 : at + size] + wanted
    return _CLEAN_MP4[:at] + grown + rest


def _element(number: int, body: bytes) -> bytes:
    size = (number.bit_length() + 7) // 8
    return number.to_bytes(size, "big") + struct.pack(">I", 0x10000000 | len(body)) + body


_CLEAN_WEBM = rewritten("clip.webm")[1]
_CLEAN_OGG = rewritten("song.ogg")[1]
_CLEAN_MP3 = rewritten("song.mp3")[1]
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'
_CUE = b"\n00:00.000 --> 00:01.000\nHop\n"

PLANTED: dict[str, tuple[str, bytes, str]] = {
    # WebP, which is all that is published of pictures
    "exif in webp": (_SHOWN, saved(corners(), "WEBP", exif=exif()), marks.EXIF),
    "xmp in webp": (_SHOWN, saved(corners(), "WEBP", xmp=XMP), marks.XMP),
    "profile in webp": (_SHOWN, saved(corners(), "WEBP", icc_profile=swapped_profile()), marks.PROFILE),
    "exif in a moving webp": (_SHOWN, animated(exif=exif()), marks.EXIF),
    "unknown chunk in webp": (_SHOWN, _with_chunk(CLEAN[_SHOWN], b"PLCE", b"50.4"), "a part called “PLCE”"),
    "chunk within a picture": (_SHOWN, _in_first_frame(animated(), b"NOTE", b"Ada!"), "a part called “NOTE”"),
    "trailer of webp": (_SHOWN, CLEAN[_SHOWN] + b"SEFT 50.4", marks.TRAILING),
    # pictures that a theme may bring
    "exif in jpeg": ("assets/a.jpg", saved(corners(), "JPEG", exif=exif()), marks.EXIF),
    "xmp in jpeg": ("assets/a.jpg", saved(corners(), "JPEG", xmp=XMP), marks.XMP),
    "iptc in jpeg": ("assets/a.jpg", in_jpeg(saved(corners(), "JPEG"), segment(0xED, IPTC)), marks.IPTC),
    "comment in jpeg": ("assets/a.jpg", saved(corners(), "JPEG", comment=b"Ada"), marks.COMMENT),
    "profile in jpeg": (
        "assets/a.jpg",
        saved(corners(), "JPEG", icc_profile=swapped_profile()),
        marks.PROFILE,
    ),
    "preview in jpeg": (
        "assets/a.jpg",
        in_jpeg(saved(corners(), "JPEG"), segment(0xE0, b"JFXX\0\x10" + saved(corners(8, 6), "JPEG"))),
        marks.PREVIEW,
    ),
    "several pictures in jpeg": (
        "assets/a.jpg",
        in_jpeg(saved(corners(), "JPEG"), segment(0xE2, b"MPF\0" + bytes(40))),
        marks.PREVIEW,
    ),
    "unknown segment in jpeg": (
        "assets/a.jpg",
        in_jpeg(saved(corners(), "JPEG"), segment(0xE5, b"Ada")),
        "a part called “APP5”",
    ),
    "trailer of jpeg": ("assets/a.jpg", saved(corners(), "JPEG") + b"SEFT", marks.TRAILING),
    "second jpeg after the first": ("assets/a.jpg", saved(corners(), "JPEG") * 2, marks.TRAILING),
    "exif in png": ("assets/a.png", saved(corners(), "PNG", exif=exif()), marks.EXIF),
    "text in png": ("assets/a.png", saved(corners(), "PNG", pnginfo=png_text()), marks.WORDS),
    "profile in png": ("assets/a.png", saved(corners(), "PNG", icc_profile=swapped_profile()), marks.PROFILE),
    "time in png": (
        "assets/a.png",
        saved(corners(), "PNG")[:33] + chunk(b"tIME", bytes(7)) + saved(corners(), "PNG")[33:],
        marks.DATE,
    ),
    "unknown chunk in png": ("assets/a.png", PICTURES["unknown-chunk.png"], "a part called “prVt”"),
    "trailer of png": ("assets/a.png", saved(corners(), "PNG") + b"x", marks.TRAILING),
    "comment in gif": ("assets/a.gif", saved(corners(), "GIF", comment=b"Ada"), marks.COMMENT),
    "xmp in gif": (
        "assets/a.gif",
        saved(corners(), "GIF")[:-1] + b"\x21\xff\x0bXMP DataXMP\x03Ada\0;",
        marks.XMP,
    ),
    "trailer of gif": ("assets/a.gif", saved(corners(), "GIF") + b"x", marks.TRAILING),
    "notes of a drawing program": (
        "assets/a.svg",
        _SVG % b"<metadata>Ada</metadata>",
        "a part called “metadata”",
    ),
    "path in a drawing": ("assets/a.svg", _SVG % b'<g inkscape:file="/home/ada"/>', "“inkscape:file”"),
    "script in a drawing": ("assets/a.svg", _SVG % b"<script>x</script>", "a part called “script”"),
    "comment in a drawing": ("assets/a.svg", _SVG % b"<!-- Ada -->", marks.COMMENT),
    "photo packed into a style sheet": (
        "assets/a.css",
        b"p { background: url('data:image/jpeg;base64,"
        + base64.b64encode(saved(corners(), "JPEG", exif=exif()))
        + b"') }",
        marks.EXIF,
    ),
    "film packed into a page": (
        "index.html",
        b"<!doctype html><video src=data:video/mp4;base64," + base64.b64encode(_CLEAN_MP4) + b">",
        "something packed",
    ),
    # sound
    "titles in wav": ("a.wav", _with_chunk(sound(), b"LIST", b"INFOIART\4\0\0\0Ada\0"), marks.TAGS),
    "bext in wav": ("a.wav", _with_chunk(sound(), b"bext", b"Ada's recorder"), marks.TAGS),
    "ixml in wav": ("a.wav", _with_chunk(sound(), b"iXML", b"<BWFXML/>"), marks.TAGS),
    "id3 in wav": ("a.wav", _with_chunk(sound(), b"id3 ", b"ID3"), marks.TAGS),
    "xmp in wav": ("a.wav", _with_chunk(sound(), b"_PMX", XMP), marks.XMP),
    "trailer of wav": ("a.wav", sound() + b"Ada", marks.TRAILING),
    "words after the format of wav": ("a.wav", RECORDINGS["fmt.wav"], marks.HIDDEN),
    "id3 before mp3": ("a.mp3", b"ID3\x03\0\0\0\0\0\x0bTIT2\0\0\0\1\0\0\0" + _CLEAN_MP3, marks.TAGS),
    "id3 after mp3": ("a.mp3", _CLEAN_MP3 + b"TAG" + b"Ada".ljust(125, b"\0"), marks.TAGS),
    "ape after mp3": ("a.mp3", _CLEAN_MP3 + b"APETAGEX" + bytes(24), marks.TAGS),
    "lyrics after mp3": ("a.mp3", _CLEAN_MP3 + b"LYRICSBEGINAda", marks.TAGS),
    "words after mp3": ("a.mp3", _CLEAN_MP3 + b"by Ada", marks.LEFT_OVER),
    "id3 within mp3": ("a.mp3", _CLEAN_MP3 + b"ID3\x03\0\0\0\0\0\x05Hello" + _CLEAN_MP3, marks.TAGS),
    "maker of mp3": ("a.mp3", RECORDINGS["two-tags.mp3"], marks.PROGRAM),
    "comments in opus": ("a.ogg", RECORDINGS["song.ogg"], marks.TAGS),
    "comments in vorbis": ("a.ogg", RECORDINGS["vorbis.ogg"], marks.TAGS),
    "maker of opus": ("a.ogg", RECORDINGS["song.ogg"], marks.PROGRAM),
    "trailer of ogg": ("a.ogg", _CLEAN_OGG + b"by Ada", marks.TRAILING),
    "second sound after the first": ("a.ogg", _CLEAN_OGG + RECORDINGS["vorbis.ogg"], marks.TAGS),
    # films
    "titles in mp4": ("a.mp4", RECORDINGS["place.mp4"], marks.TAGS),
    "dates in mp4": ("a.mp4", _changed(_CLEAN_MP4, b"mvhd", b"\1", at=9), marks.DATE),
    "date of a track": ("a.mp4", _changed(_CLEAN_MP4, b"tkhd", b"\1", at=15), marks.DATE),
    "date of its media": ("a.mp4", _changed(_CLEAN_MP4, b"mdhd", b"\1", at=11), marks.DATE),
    "place in mp4": ("a.mp4", _in_moov(box(b"\xa9xyz", b"+50.4452-104.6189/")), marks.PLACE),
    "place of 3gpp in mp4": ("a.mp4", _in_moov(box(b"loci", bytes(20))), marks.PLACE),
    "user data in mp4": ("a.mp4", _in_moov(box(b"udta", box(b"\xa9xyz", b"+50.4/"))), marks.TAGS),
    "meta in mp4": ("a.mp4", _in_moov(box(b"meta", bytes(4))), marks.TAGS),
    "xmp in mp4": ("a.mp4", _CLEAN_MP4 + box(b"uuid", bytes(16), XMP), marks.XMP),
    "unknown box in mp4": ("a.mp4", _CLEAN_MP4 + box(b"SEFT", b"50.4"), "a part called “SEFT”"),
    "words in an empty box": ("a.mp4", _CLEAN_MP4 + box(b"free", b"by Ada"), marks.HIDDEN),
    "maker of a track": ("a.mp4", _changed(_CLEAN_MP4, b"hdlr", b"Ada", at=28), marks.PROGRAM),
    "name of the codec": ("a.mp4", film((b"vide", b"avc1", [b"frame"])), marks.PROGRAM),
    "track of data": ("a.mp4", RECORDINGS["timed.mov"], marks.DATA_TRACK),
    "titles in m4a": ("a.m4a", RECORDINGS["song.m4a"], marks.TAGS),
    "titles in webm": ("a.webm", RECORDINGS["clip.webm"], marks.TAGS),
    "date in webm": ("a.webm", RECORDINGS["clip.webm"], marks.DATE),
    "maker of webm": ("a.webm", RECORDINGS["clip.webm"], marks.PROGRAM),
    "attachment in webm": ("a.webm", _CLEAN_WEBM + _element(0x1941A469, b"Ada"), "a file inside of it"),
    "chapters in webm": ("a.webm", _CLEAN_WEBM + _element(0x1043A770, b"Ada"), marks.TAGS),
    "unknown element in webm": ("a.webm", _CLEAN_WEBM + _element(0x4DFF, b"Ada"), "a part called “4DFF”"),
    "words in an empty element": ("a.webm", _CLEAN_WEBM + _element(0xEC, b"by Ada"), marks.HIDDEN),
    # captions
    "title of captions": ("a.vtt", b"WEBVTT - Ada's film\n" + _CUE, marks.WORDS),
    "head of captions": ("a.vtt", b"WEBVTT\nKind: captions\n" + _CUE, marks.WORDS),
    "note in captions": ("a.vtt", b"WEBVTT\n\nNOTE by Ada\n" + _CUE, marks.COMMENT),
    "style in captions": ("a.vtt", b"WEBVTT\n\nSTYLE\n::cue { color: red }\n" + _CUE, marks.HIDDEN),
    "name of a cue": ("a.vtt", b"WEBVTT\n\nAda's line" + _CUE, marks.HIDDEN),
    "markup in a cue": ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Hop\n", marks.HIDDEN),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_found(tmp_path: Path, what: str) -> None:
    name, content, mark = PLANTED[what]
    assert any(mark in found for found in looked(tmp_path, name, content))


def test_data_that_a_track_has_left_behind_is_found(tmp_path: Path) -> None:
    suffix, clean = rewritten("timed.mov")
    before = b"frame two"
    at = clean.index(before) + len(before)
    assert clean[at : at + 4] == bytes(4), "the place of what the other track held"
    left = clean[:at] + b"50.4" + clean[at + 4 :]
    assert looked(tmp_path, f"a{suffix}", left) == (marks.LEFT_OVER,)


# -- what it is not -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.webp", saved(corners(), "JPEG"), "it is a JPEG picture"),
        ("a.webp", CLEAN[_SHOWN][:-20], "ends in the middle"),
        ("a.webp", b"", "ends in the middle"),
        ("a.webp", riff(b"WEBP", (b"EXIF", b"x")), "no picture in it"),
        ("a.mp4", (DATA / "clip.webm").read_bytes(), "it is a WebM recording"),
        ("a.mp4", _CLEAN_MP4[:-20], "longer than it can be"),
        ("a.mp4", saved(corners(), "AVIF"), "it is an AVIF picture"),
        ("a.mp3", b"no sound", "no sound in it"),
        ("a.wav", riff(b"WAVE", (b"fmt ", bytes(16))), "no sound in it"),
        ("a.ogg", b"OggX", "begins like something else"),
        ("a.webm", _CLEAN_WEBM[:300], "longer than it can be"),
        ("a.vtt", b"1\n00:00:00,000 --> 00:00:01,000\nHop\n", "begins like something else"),
        ("index.html", b"<?php echo 1 ?>", "begins like something else"),
        ("index.html", b"\xff\xfe<", "no text"),
        ("index.html", b"<!doctype html>\0", "no text"),
        ("robots.txt", b"<!DOCTYPE html>", "begins like something else"),
        ("feed.xml", b"<html>", "begins like something else"),
        ("data.json", b"var x", "begins like something else"),
        ("data.json", b"[" * 100_000, "begins like something else"),
        ("assets/a.svg", b"<html></html>", "begins like something else"),
        ("assets/a.woff2", b"wOF3" + bytes(40), "begins like something else"),
        ("assets/a.css", b"p { x: url(data:image/png;base64,A) }", "cannot be read"),
        ("assets/a.gif", b"GIF89a", "ends in the middle"),
        ("assets/a.jpg", saved(corners(), "JPEG")[:-2], "ends in the middle"),
        ("assets/a.png", saved(corners(), "PNG")[:-12], "ends in the middle"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / Path(name).name
    file.write_bytes(content)
    assert words in look(name, file).fault


@pytest.mark.parametrize(
    "name",
    [
        "students/ada/posts/frog/photo.jpg",
        "students/ada/posts/frog/photo.heic",
        "students/ada/posts/frog/drawing.svg",
        "students/ada/posts/frog/game.js",
        "students/ada/posts/frog/style.css",
        "students/ada/posts/frog/index.php",
        "students/ada/posts/frog/.htaccess",
        "students/ada/posts/frog/LICENSE",
        "letter.pdf",
        "content.zip",
        "class.yml",
        "assets/x/film.mov",
    ],
)
def test_files_of_other_kinds_belong_into_no_site(name: str) -> None:
    assert kind_of(name) is None


def test_what_a_stranger_is_is_said_where_it_can_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "x"
    for content, words in ((b"%PDF-1.7", "a PDF"), ((DATA / "corners.heic").read_bytes(), "a HEIC picture")):
        file.write_bytes(content)
        assert look("x.bin", file).fault == words


def test_a_font_ends_where_it_says(tmp_path: Path) -> None:
    font = next(Path(__file__).parents[2].glob("themes/default/static/fonts/*.woff2")).read_bytes()
    assert looked(tmp_path, "assets/a.woff2", font) == ()
    assert looked(tmp_path, "assets/a.woff2", font + b"Ada") == (marks.TRAILING,)


# -- damaged files --------------------------------------------------------------------------------------


def test_no_damage_is_more_than_it_can_take() -> None:
    """Whatever is in a file, it is read to its end or said to be unreadable."""
    files = [(Path(name).suffix, content) for name, content in CLEAN.items() if Path(name).suffix]
    files += [(Path(name).suffix, content) for name, content, _ in PLANTED.values()]
    draw = random.Random(3)
    read = 0
    for _ in range(3000):
        suffix, content = draw.choice(files)
        damaged = bytearray(content)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(damaged)) if damaged else 0
            damaged[at : at + draw.choice((0, 1, 1, 30))] = draw.randbytes(draw.choice((0, 1, 1, 12)))
        try:
            read += bool(list(KINDS[suffix].look(Source(io.BytesIO(bytes(damaged)), len(damaged))))) or 1
        except UnreadableError:
            continue
    assert read > 300


def test_boxes_in_boxes_without_end_are_said_to_be_unreadable(tmp_path: Path) -> None:
    nested = b""
    for _ in range(3000):
        nested = box(b"wave", nested)
    content = film((b"soun", b"mp4a", [b"sample"]))
    at = content.index(b"mp4a") + 4 + 28
    grown = bytearray(content[:at] + nested + content[at:])
    for kind in (b"mp4a", b"stsd", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        place = grown.index(kind) - 4
        struct.pack_into(">I", grown, place, struct.unpack_from(">I", grown, place)[0] + len(nested))
    file = tmp_path / "a.mp4"
    file.write_bytes(grown)
    assert "without end" in look("a.mp4", file).fault


def test_a_picture_is_judged_without_being_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", None)
    assert looked(tmp_path, _SHOWN, CLEAN[_SHOWN]) == ()
