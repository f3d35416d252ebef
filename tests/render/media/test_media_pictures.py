"""A picture comes out upright, in its colours, in the sizes asked for, and in no other form than pixels."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.render.media.samples import (
    BLUE,
    CORNERS,
    DATA,
    GREEN,
    RED,
    alike,
    corners,
    exif,
    saved,
    seen_corners,
    srgb,
    stored,
    swapped_profile,
    turned_heic,
)

_AS_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _all_alike(one, other):
    return all(alike(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_the_way_it_was_held(prepare, form, orientation):
    options = {"quality": 95} if form in ("JPEG", "WEBP", "AVIF") else {}
    done = prepare({"held.img": saved(stored(orientation), form, exif=exif(orientation), **options)})
    picture = done.picture("held.img")
    assert (picture.largest.width, picture.largest.height) == (64, 48)
    assert _all_alike(seen_corners(picture.largest.file.path), CORNERS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_of_an_iphone_is_turned_by_its_own_properties(prepare, orientation):
    wanted = corners()
    if orientation > 1:
        wanted = wanted.transpose(_AS_TURNED[orientation])
    across, down = wanted.width - 9, wanted.height - 7
    expected = [wanted.getpixel(place) for place in ((8, 6), (across, 6), (8, down), (across, down))]
    picture = prepare({"held.heic": turned_heic(orientation)}).picture("held.heic")
    assert (picture.largest.width, picture.largest.height) == wanted.size
    assert _all_alike(seen_corners(picture.largest.file.path), expected)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_large_photo_held_sideways_is_as_wide_as_asked_for(prepare, orientation):
    photo = stored(orientation).resize((800, 600) if orientation < 5 else (600, 800))
    picture = prepare({"a.jpg": saved(photo, "JPEG", exif=exif(orientation))}, widths=(100, 200)).picture(
        "a.jpg"
    )
    assert [(one.width, one.height) for one in picture.renditions] == [(100, 75), (200, 150)]
    for rendition in picture.renditions:
        assert _all_alike(seen_corners(rendition.file.path), CORNERS)


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_leaves_the_picture_as_it_is(prepare, value):
    picture = prepare({"a.jpg": saved(corners(), "JPEG", quality=95, exif=exif(value))}).picture("a.jpg")
    assert _all_alike(seen_corners(picture.largest.file.path), CORNERS)


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("RGB", "JPEG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        *((mode, "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *((mode, "TIFF") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "F")),
        *((mode, "BMP") for mode in ("1", "L", "P", "RGB")),
        *((mode, "GIF") for mode in ("1", "L", "P", "RGB", "RGBA")),
        *((mode, "WEBP") for mode in ("RGB", "RGBA")),
        *((mode, "AVIF") for mode in ("RGB", "RGBA")),
    ],
)
def test_every_colour_mode_keeps_its_colours(prepare, mode, form):
    picture = corners()
    if mode == "I;16":
        picture = picture.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    elif mode == "P":
        picture = picture.quantize(8)
    else:
        picture = picture.convert(mode)
    grey = mode in ("1", "L", "LA", "I;16", "F")
    expected = list(CORNERS)
    if grey:
        shown = corners().convert("L")
        places = ((8, 6), (55, 6), (8, 41), (55, 41))
        expected = [(shown.getpixel(place),) * 3 for place in places]
    if mode == "1":
        # dots instead of greys: the share of white is what stays
        small = picture.convert("L").resize((2, 2), Image.Resampling.BOX)
        expected = [(small.getpixel((x, y)),) * 3 for y in (0, 1) for x in (0, 1)]
    if mode == "F":
        low, high = min(expected)[0], max(expected)[0]
        expected = [((value[0] - low) * 255 // (high - low),) * 3 for value in expected]
    result = prepare({"a.img": saved(picture, form)}).picture("a.img").largest.file.path
    if mode == "1":
        with Image.open(result) as done:
            small = done.convert("L").resize((2, 2), Image.Resampling.BOX)
        seen = [(small.getpixel((x, y)),) * 3 for y in (0, 1) for x in (0, 1)]
    else:
        seen = seen_corners(result)
    assert _all_alike(seen, expected), (seen, expected)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_what_could_be_seen_through_can_be_seen_through(prepare, form):
    drawing = corners().convert("RGBA")
    drawing.paste((0, 0, 0, 0), (0, 0, 32, 24))
    path = prepare({"a.img": saved(drawing, form)}).picture("a.img").largest.file.path
    with Image.open(path) as done:
        assert done.mode == "RGBA"
        assert done.getpixel((4, 4))[3] < 10
        assert done.getpixel((60, 44))[3] > 245


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_palette_with_a_colour_that_is_none_is_seen_through(prepare, form):
    drawing = corners().quantize(8)
    hole = drawing.getpixel((2, 2))
    path = prepare({"a.img": saved(drawing, form, transparency=hole)}).picture("a.img").largest.file.path
    with Image.open(path) as done:
        assert done.convert("RGBA").getpixel((8, 8))[3] < 10
        assert alike(done.convert("RGBA").getpixel((56, 8)), (*GREEN, 255))


def test_transparency_that_hides_nothing_is_dropped(prepare):
    path = prepare({"a.png": saved(corners().convert("RGBA"), "PNG")}).picture("a.png").largest.file.path
    with Image.open(path) as done:
        assert done.mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_colours_are_turned_into_those_that_browsers_expect(prepare, form):
    picture = saved(Image.new("RGB", (64, 48), RED), form, icc_profile=swapped_profile())
    path = prepare({"a.img": picture}).picture("a.img").largest.file.path
    red, green, _ = seen_corners(path)[0]
    assert green > 150 > 100 > red


def test_colours_that_are_those_of_browsers_already_stay_as_they_are(prepare):
    path = prepare({"a.png": saved(corners(), "PNG", icc_profile=srgb())}).picture("a.png").largest.file.path
    assert _all_alike(seen_corners(path), CORNERS)


def test_a_colour_profile_that_does_not_fit_is_passed_over(prepare):
    for profile in (b"nonsense", swapped_profile()[:200], swapped_profile()):
        grey = saved(Image.new("L", (64, 48), 90), "PNG", icc_profile=profile)
        path = prepare({"a.png": grey}).picture("a.png").largest.file.path
        assert alike(seen_corners(path)[0], (90, 90, 90))


def test_sizes_are_made_smallest_first_and_never_larger_than_the_picture(prepare):
    def sizes(width: int, height: int) -> list[tuple[int, int]]:
        name = f"{width}.png"
        picture = prepare({name: saved(Image.new("RGB", (width, height), BLUE), "PNG")}).picture(name)
        for one in picture.renditions:
            with Image.open(one.file.path) as made:
                assert made.size == (one.width, one.height)
                assert made.format == "WEBP"
        return [(one.width, one.height) for one in picture.renditions]

    assert sizes(2000, 1000) == [(480, 240), (1280, 640)]
    assert sizes(800, 200) == [(480, 120), (800, 200)]
    assert sizes(480, 480) == [(480, 480)]
    assert sizes(30, 7) == [(30, 7)]
    assert sizes(1, 1) == [(1, 1)]
    assert sizes(1281, 1) == [(480, 1), (1280, 1)]


def test_a_screenshot_of_a_very_long_page_fits_the_format(prepare):
    picture = prepare({"a.png": saved(Image.new("L", (60, 24_000), 7), "PNG")}).picture("a.png")
    assert all(one.height <= 16_383 for one in picture.renditions)
    assert picture.largest.width == 60 * 16_383 // 24_000


def test_names_say_nothing_but_width_and_are_the_same_for_the_same_content(prepare):
    content = saved(corners(), "PNG")
    done = prepare({"ada-at-home.png": content, "ben/copy.png": content})
    first, second = done.picture("ada-at-home.png"), done.picture("ben/copy.png")
    assert first == second
    (file,) = first.files
    assert file.path.name == file.name
    stem, _, ending = file.name.partition("-")
    assert len(stem) == 20
    assert int(stem, 16) >= 0
    assert ending == "64.webp"


def test_the_extension_may_lie_about_a_picture(prepare):
    done = prepare(
        {
            "a.png": saved(corners(), "JPEG", quality=95),
            "b.jpg": saved(corners(), "PNG"),
            "c.jpg": (DATA / "corners.heic").read_bytes(),
            "d.mp4": saved(corners(), "GIF"),
            "e": saved(corners(), "WEBP", quality=95),
        }
    )
    assert done.problems == []
    for name in done.media:
        assert _all_alike(seen_corners(done.picture(name).largest.file.path), CORNERS)
    assert len(done.media) == 5


def test_a_progressive_photo_and_one_with_a_preview_are_read_like_any_other(prepare):
    progressive = saved(corners(), "JPEG", quality=95, progressive=True)
    phone = saved(
        corners(), "MPO", quality=95, save_all=True, append_images=[Image.new("RGB", (16, 12), BLUE)]
    )
    done = prepare({"a.jpg": progressive, "b.jpg": phone})
    for name in ("a.jpg", "b.jpg"):
        assert _all_alike(seen_corners(done.picture(name).largest.file.path), CORNERS)
    assert done.problems == []


def test_a_file_of_webp_holds_nothing_but_pixels(prepare):
    drawing = corners().convert("RGBA")
    drawing.putpixel((0, 0), (0, 0, 0, 0))
    done = prepare({"a.jpg": saved(corners(), "JPEG"), "b.png": saved(drawing, "PNG")})
    for path in done.files:
        data = path.read_bytes()
        assert struct.unpack("<I", data[4:8])[0] == len(data) - 8
        place, kinds = 12, set()
        while place < len(data):
            kind, length = struct.unpack_from("<4sI", data, place)
            kinds.add(kind)
            place += 8 + length + length % 2
        assert place == len(data)
        assert kinds <= {b"VP8 ", b"VP8X", b"ALPH"}


@pytest.mark.parametrize(("colour", "tint"), [(RED, "300"), ((255, 255, 255), "333"), ((90, 170, 10), "120")])
def test_the_colour_of_the_whole_is_kept_for_the_time_until_it_is_loaded(prepare, colour, tint):
    done = prepare({"a.png": saved(Image.new("RGB", (40, 30), colour), "PNG")})
    assert done.picture("a.png").tint == tint


def test_a_picture_one_can_see_through_has_no_colour_behind_it(prepare):
    glass = Image.new("RGBA", (40, 30), (*RED, 255))
    glass.putpixel((3, 3), (0, 0, 0, 0))
    assert prepare({"a.png": saved(glass, "PNG")}).picture("a.png").tint == ""
    assert (
        prepare({"b.png": saved(Image.new("RGBA", (4, 3), (*RED, 255)), "PNG")}).picture("b.png").tint
        == "300"
    )


def test_the_tint_is_of_the_colours_as_browsers_show_them(prepare):
    plain = saved(Image.new("RGB", (40, 30), RED), "PNG", icc_profile=swapped_profile())
    assert prepare({"a.png": plain}).picture("a.png").tint != "300"


@pytest.mark.parametrize("coarse_width", [8, 100, 900, 1601, 2600])
def test_a_photo_is_read_as_coarsely_as_cannot_be_seen(prepare, coarse_width):
    """However few of a JPEG's pixels are decoded, a print is as close to the whole as one made of all."""
    photo = Image.effect_mandelbrot((3300, 2200), (-2.1, -1.2, 0.9, 1.2), 40).convert("RGB")
    picture = prepare({"a.jpg": saved(photo, "JPEG", quality=95)}, widths=(coarse_width,)).picture("a.jpg")
    assert picture.full == (3300, 2200)
    with Image.open(picture.largest.file.path) as small:
        wanted = photo.resize(small.size, Image.Resampling.LANCZOS)
        difference = ImageStat.Stat(ImageChops.difference(wanted, small.convert("RGB")))
    assert sum(difference.rms) / 3 < 9
