"""A picture that moves still moves on the page; where calm is asked for, its first moment is there."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image

from slc_site.problems import Severity
from slc_site.render import animation
from tests.render.media.judges import found_by_exiftool
from tests.render.media.samples import BLUE, GREEN, RED, alike, exif, saved, seen_corners

MOMENTS = (RED, GREEN, BLUE)


def flipbook(form: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    pages = [Image.new("RGB", size, colour) for colour in MOMENTS]
    said = {"duration": [100, 250, 40], "loop": 0} | options
    return saved(pages[0], form, save_all=True, append_images=pages[1:], **said)


def played(path) -> list[tuple[tuple[int, ...], int]]:
    """Return the colour of the middle of each frame, and how long it is seen in milliseconds."""
    with Image.open(path) as image:
        seen = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            seen.append((image.convert("RGB").getpixel((20, 15)), image.info["duration"]))
        return seen


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_picture_that_moves_goes_on_moving_and_has_a_still_one_beside_it(prepare, form):
    picture = prepare({"a.img": flipbook(form)}).picture("a.img")
    assert alike(seen_corners(picture.largest.file.path)[0], RED)
    with Image.open(picture.largest.file.path) as still:
        assert not still.is_animated
    (moving,) = picture.moving
    seen = played(moving.file.path)
    assert all(alike(colour, wanted) for (colour, _), wanted in zip(seen, MOMENTS, strict=True))
    assert [duration for _, duration in seen] == [100, 250, 40]


def test_nothing_is_said_of_a_picture_that_moves_as_it_should(prepare):
    assert prepare({"a.gif": flipbook("GIF")}).problems == []


def test_a_picture_of_one_moment_does_not_move(prepare):
    assert prepare({"a.gif": saved(Image.new("P", (40, 30)), "GIF")}).picture("a.gif").moving == ()


@pytest.mark.parametrize(("loop", "times"), [(0, 0), (2, 3), (None, 1)])
def test_it_is_played_as_often_as_its_maker_wanted(prepare, loop, times):
    (moving,) = prepare({"a.gif": flipbook("GIF", loop=loop)}).picture("a.gif").moving
    with Image.open(moving.file.path) as image:
        assert image.info["loop"] == times


def test_a_moment_of_no_length_is_as_long_as_browsers_make_it(prepare):
    (moving,) = prepare({"a.gif": flipbook("GIF", duration=0)}).picture("a.gif").moving
    assert {duration for _, duration in played(moving.file.path)} == {100}


def test_a_moving_picture_is_made_for_small_screens_only(prepare, monkeypatch):
    monkeypatch.setattr(animation, "WIDEST", 30)
    picture = prepare({"a.gif": flipbook("GIF")}, widths=(20, 30, 40)).picture("a.gif")
    assert [one.width for one in picture.moving] == [20, 30]
    assert [one.width for one in picture.renditions] == [20, 30, 40]


@pytest.mark.parametrize("limit", ["MOST_PIXELS", "MOST_READ"])
def test_of_one_that_moves_for_too_long_the_first_moment_is_shown_and_that_is_said(
    prepare, monkeypatch, limit
):
    monkeypatch.setattr(animation, limit, 3 * 40 * 30 - 1)
    done = prepare({"a.gif": flipbook("GIF")})
    assert done.picture("a.gif").moving == ()
    assert alike(seen_corners(done.picture("a.gif").largest.file.path)[0], RED)
    problem = done.only_problem()
    assert (problem.severity, problem.code) == (Severity.NOTE, "media-animation")
    assert "video" in str(problem.hint)


def test_what_can_be_seen_through_can_be_seen_through_while_it_moves(prepare):
    pages = [Image.new("RGBA", (40, 30), (*colour, 0)) for colour in MOMENTS]
    for number, page in enumerate(pages):
        page.paste((*MOMENTS[number], 255), (0, 8, 40, 22))
        page.paste((0, 0, 0, 0), (2, 10, 8, 20))
    content = saved(pages[0], "WEBP", save_all=True, append_images=pages[1:], lossless=True)
    (moving,) = prepare({"a.webp": content}).picture("a.webp").moving
    with Image.open(moving.file.path) as image:
        for number in range(3):
            image.seek(number)
            assert image.convert("RGBA").getpixel((5, 15))[3] == 0
            assert image.convert("RGBA").getpixel((20, 15))[3] == 255


def test_a_moving_picture_held_sideways_is_turned_in_every_moment(prepare):
    page = Image.new("RGB", (40, 30), RED)
    page.paste(BLUE, (0, 0, 40, 15))
    content = saved(
        page, "WEBP", save_all=True, append_images=[page.rotate(180)], exif=exif(6), lossless=True
    )
    (moving,) = prepare({"a.webp": content}).picture("a.webp").moving
    assert (moving.width, moving.height) == (30, 40)
    with Image.open(moving.file.path) as image:
        assert image.size == (30, 40)
        assert alike(image.convert("RGB").getpixel((25, 20)), BLUE)  # what was above is on the right


@pytest.mark.parametrize("tenth", range(3, 10))
def test_one_that_was_cut_short_moves_as_far_as_it_came_and_that_is_said(prepare, tenth):
    pages = [Image.frombytes("L", (60, 40), Random(n).randbytes(2400)).convert("P") for n in range(6)]
    whole = saved(pages[0], "GIF", save_all=True, append_images=pages[1:], duration=100)
    done = prepare({"a.gif": whole[: len(whole) * tenth // 10]})
    assert done.only_problem().code == "media-truncated"
    for moving in done.picture("a.gif").moving:
        with Image.open(moving.file.path) as image:
            assert tenth // 2 - 1 <= image.n_frames < 6


def test_nothing_but_moments_is_in_a_moving_picture(prepare):
    content = flipbook("WEBP", exif=exif(1), xmp=b"<x:xmpmeta>Gigi Secret</x:xmpmeta>")
    (moving,) = prepare({"a.webp": content}).picture("a.webp").moving
    data = moving.file.path.read_bytes()
    at, kinds = 12, set()
    while at < len(data):
        kinds.add(data[at : at + 4])
        at += 8 + (length := int.from_bytes(data[at + 4 : at + 8], "little")) + length % 2
    assert kinds <= {b"VP8X", b"ANIM", b"ANMF"}
    assert b"Gigi" not in data
    said = found_by_exiftool([moving.file.path])
    assert {line.partition(": ")[2].partition(" =")[0] for line in said} <= {
        "RIFF:BackgroundColor",
        "RIFF:AnimationLoopCount",
    }


def test_the_same_movement_gives_the_same_bytes(prepare, cache):
    content = {"a.gif": flipbook("GIF")}
    first = prepare(content).picture("a.gif").moving[0].file.path.read_bytes()
    for path in cache.iterdir():
        path.unlink()
    assert prepare(content, jobs=2).picture("a.gif").moving[0].file.path.read_bytes() == first


def test_moving_pictures_are_kept_like_all_others(prepare, cache):
    prepare({"a.gif": flipbook("GIF")})
    before = {path: path.stat().st_mtime_ns for path in cache.glob("*.webp")}
    assert len(prepare({"b.gif": flipbook("GIF")}).picture("b.gif").moving) == 1
    assert {path: path.stat().st_mtime_ns for path in cache.glob("*.webp")} == before


def test_a_gif_that_lies_about_its_moments_is_no_danger(prepare):
    content = bytearray(flipbook("GIF"))
    content[content.index(b"\x21\xf9") + 4 : content.index(b"\x21\xf9") + 6] = b"\xff\xff"
    done = prepare({"a.gif": bytes(content)})
    assert done.media or done.problems
    with Image.open(io.BytesIO(bytes(content))) as image:
        assert image.info["duration"] == 655_350


def test_a_large_size_that_is_too_heavy_for_a_telephone_is_not_made_and_the_smallest_always_is(
    prepare, monkeypatch
):
    monkeypatch.setattr(animation, "HEAVY", 1)
    picture = prepare({"a.gif": flipbook("GIF")}, widths=(20, 30, 40)).picture("a.gif")
    assert [one.width for one in picture.moving] == [20]
