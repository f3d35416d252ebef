"""Photos that no camera took, and that are as much work as a phone's.

Several octaves of smooth noise, hard-edged shapes and fine grain, as JPEG of 4032x3024 pixels (4:2:0, about
2.5 MB). Each has an EXIF orientation (1, 3, 6 or 8), a camera, a date and a made-up position. Held upright,
each has a red corner at the top left, a green one top right, a blue one bottom left and a white one bottom
right, so that `outputs` can tell whether a smaller picture was turned the right way.

There are 20 pictures; each use of one has a description of its own, so that no two files are alike.
"""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from benchmarks.made_up_class.writing import SEED

WIDTH, HEIGHT = 4032, 3024
"""In pixels, as the camera's sensor lies."""
DISTINCT = 20
CORNERS = {
    "top left": (220, 20, 20),
    "top right": (20, 200, 20),
    "bottom left": (20, 20, 220),
    "bottom right": (245, 245, 245),
}
"""The colour of each corner, held upright: a square of an eighth of the picture's width."""

_QUALITY = 88
_ORIENTATIONS = (1, 6, 1, 8, 1, 6, 3, 1)
_LAID = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is turned to lie as a camera held that way stores it."""
_OCTAVES = ((12, 0.32), (40, 0.22), (130, 0.14), (420, 0.09), (1300, 0.06))
"""Noise cells across the picture, and their weight."""


class PhotoAlbum:
    """The 20 pictures, each drawn when it is first asked for and kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, use: int) -> None:
        """Write a photo: of the 20 the one that is next, described by the number of this use."""
        number = use % DISTINCT
        orientation = _ORIENTATIONS[number % len(_ORIENTATIONS)]
        path.write_bytes(_with_exif(self._drawn(number, orientation), orientation, f"photo use {use:06d}"))

    def _drawn(self, number: int, orientation: int) -> bytes:
        kept = self._folder / f"base-{SEED}-{WIDTH}x{HEIGHT}-q{_QUALITY}-{number}.jpg"
        if not kept.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            unfinished.write_bytes(_jpeg(_picture(number, orientation)))
            unfinished.replace(kept)
        return kept.read_bytes()


def _picture(number: int, orientation: int) -> Image.Image:
    """Return one of the pictures as the camera stores it."""
    rng = Random(f"{SEED}/photo/{number}")
    width, height = (HEIGHT, WIDTH) if orientation in (6, 8) else (WIDTH, HEIGHT)
    image = _clouds(rng, width, height)
    _things(ImageDraw.Draw(image), rng, width, height)
    image = image.filter(ImageFilter.GaussianBlur(width / 4032 * 0.9))  # the lens
    grain = _noise(rng, width, height, 1).filter(ImageFilter.GaussianBlur(0.7))  # what noise reduction left
    grain = grain.point(lambda value: int(128 + (value - 128) * 0.13))
    image = ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), 1, -128)
    _corners(ImageDraw.Draw(image), width, height)
    return image.transpose(_LAID[orientation]) if orientation in _LAID else image


def _noise(rng: Random, width: int, height: int, bands: int) -> Image.Image:
    mode = "RGB" if bands == 3 else "L"
    return Image.frombytes(mode, (width, height), rng.randbytes(width * height * bands))


def _clouds(rng: Random, width: int, height: int) -> Image.Image:
    """Return large areas of colour, with ever finer detail of ever less weight."""
    smooth = Image.Resampling.BICUBIC
    image = _noise(rng, 4, 4, 3).resize((width, height), smooth)
    for cells, weight in _OCTAVES:
        octave = _noise(rng, cells, max(2, cells * height // width), 3).resize((width, height), smooth)
        image = Image.blend(image, octave, weight)
    return image


def _things(draw: ImageDraw.ImageDraw, rng: Random, width: int, height: int) -> None:
    """Draw what has edges: furniture, faces, and writing on the wall."""
    for _ in range(60):
        x, y = rng.randrange(width), rng.randrange(height)
        across = rng.randint(width // 60, width // 9)
        colour = rng.randint(20, 235), rng.randint(20, 235), rng.randint(20, 235)
        box = (x, y, x + across, y + int(across * rng.uniform(0.4, 1.6)))
        shape = draw.ellipse if rng.random() < 0.4 else draw.rectangle
        shape(box, fill=colour)
    for _ in range(220):
        x, y = rng.randrange(width), rng.randrange(height)
        points = [
            (x + step * width // 160, y + rng.randint(-height // 90, height // 90))
            for step in range(rng.randint(3, 14))
        ]
        ink = rng.randint(0, 255), rng.randint(0, 255), rng.randint(0, 255)
        draw.line(points, fill=ink, width=max(1, width // 900))


def _corners(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    side = width // 8
    for corner, colour in CORNERS.items():
        left = 0 if corner.endswith("left") else width - side
        top = 0 if corner.startswith("top") else height - side
        draw.rectangle((left, top, left + side, top + side), fill=colour)


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, subsampling="4:2:0")
    return written.getvalue()


def _with_exif(jpeg: bytes, orientation: int, description: str) -> bytes:
    """Put an EXIF segment behind the start of a JPEG, and behind the JFIF segment if there is one."""
    exif = _exif(orientation, description)
    behind = 4 + int.from_bytes(jpeg[4:6], "big") if jpeg[2:4] == b"\xff\xe0" else 2
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    return jpeg[:behind] + segment + jpeg[behind:]


def _exif(orientation: int, description: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = description
    exif[0x010F] = "Example"  # make
    exif[0x0110] = "Classroom Phone"  # model
    exif[0x0112] = orientation
    exif[0x0132] = "2025:01:15 10:20:30"
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (49.0, 53.0, 42.0)
    position[3], position[4] = "W", (97.0, 8.0, 21.0)
    raw = exif.tobytes()
    return raw if raw.startswith(b"Exif\0\0") else b"Exif\0\0" + raw
