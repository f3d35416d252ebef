"""What an original told besides its pixels is counted, so that a teacher sees what would have gone out."""

from __future__ import annotations

import pytest
from PIL import Image, PngImagePlugin

from slc_site.render.media import Trace
from tests.render.media.samples import BLUE, XMP, corners, exif, in_jpeg, saved, segment

ALL_OF_A_PHONE = {Trace.POSITION, Trace.CAMERA, Trace.TIME, Trace.WORDS}


def _exif(**tags: object) -> Image.Exif:
    made = Image.Exif()
    for number, value in ((int(name[1:], 16), value) for name, value in tags.items()):
        made[number] = value
    return made


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_phones_photo_tells_where_with_what_and_when(prepare, form):
    picture = prepare({"a.img": saved(corners(), form, exif=exif(1))}).picture("a.img")
    assert picture.traces >= {Trace.POSITION, Trace.CAMERA}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"])
def test_a_drawing_tells_nothing(prepare, form):
    assert prepare({"a.img": saved(corners(), form)}).picture("a.img").traces == set()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (_exif(x010F="Acme"), Trace.CAMERA),
        (_exif(x0110="Phone 5"), Trace.CAMERA),
        (_exif(x0132="2026:10:05 09:00:00"), Trace.TIME),
        (_exif(x010E="Gigi in the garden"), Trace.WORDS),
        (_exif(x013B="Gigi"), Trace.WORDS),
        (_exif(x9C9B=b"G\0i\0"), Trace.WORDS),
    ],
)
def test_each_tag_is_counted_as_what_it_is(prepare, said, told):
    assert prepare({"a.jpg": saved(corners(), "JPEG", exif=said)}).picture("a.jpg").traces == {told}


def test_a_place_without_numbers_is_none(prepare):
    said = Image.Exif()
    said.get_ifd(0x8825)[0] = b"\2\3\0\0"  # a version and nothing else, as some cameras write it indoors
    assert (
        Trace.POSITION not in prepare({"a.jpg": saved(corners(), "JPEG", exif=said)}).picture("a.jpg").traces
    )


def test_a_place_in_xmp_counts(prepare):
    xmp = XMP if isinstance(XMP, bytes) else XMP.encode()
    packet = xmp.replace(b"<rdf:li>", b"<rdf:li>exif:GPSLatitude ") if b"GPSLatitude" not in xmp else xmp
    packet = packet if b"GPSLatitude" in packet else packet + b"<exif:GPSLatitude>52,4N</exif:GPSLatitude>"
    content = in_jpeg(saved(corners(), "JPEG"), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
    assert Trace.POSITION in prepare({"a.jpg": content}).picture("a.jpg").traces


def test_a_comment_and_the_words_in_a_png_count(prepare):
    comment = in_jpeg(saved(corners(), "JPEG"), segment(0xFE, b"for Granny"))
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Gigi")
    done = prepare({"a.jpg": comment, "b.png": saved(corners(), "PNG", pnginfo=words)})
    assert done.picture("a.jpg").traces == {Trace.WORDS}
    assert done.picture("b.png").traces == {Trace.WORDS}


def test_a_second_picture_inside_of_it_counts_as_a_preview(prepare):
    both = saved(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (16, 12), BLUE)])
    assert Trace.PREVIEW in prepare({"a.jpg": both}).picture("a.jpg").traces


def test_what_was_counted_is_remembered(prepare):
    content = {"a.jpg": saved(corners(), "JPEG", exif=exif(1))}
    assert prepare(content).picture("a.jpg").traces == prepare(content).picture("a.jpg").traces != set()


@pytest.mark.parametrize("at", range(0, 120, 7))
def test_damaged_metadata_is_no_danger(prepare, at):
    content = bytearray(saved(corners(), "JPEG", exif=exif(6)))
    start = content.index(b"Exif\0\0") + 6
    content[start + at : start + at + 4] = b"\xff\xff\xff\xff"
    assert prepare({"a.jpg": bytes(content)}).picture("a.jpg").largest.width in (48, 64)
