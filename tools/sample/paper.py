"""Sheets of paper and their tooth, made of seeded noise only."""

from __future__ import annotations

from enum import Enum
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat


def noise(width: int, height: int, rng: Random, blur: float, spread: float = 46) -> Image.Image:
    """Grey noise about 128 with the standard deviation `spread`, in lumps of about `blur` pixels."""
    scale = max(1, int(blur / 2))
    small = (width // scale + 2, height // scale + 2)
    image = Image.frombytes("L", small, rng.randbytes(small[0] * small[1]))
    image = image.filter(ImageFilter.GaussianBlur(blur / scale))
    if scale > 1:
        image = image.resize((width, height), Image.Resampling.BICUBIC)
    image = image.crop((0, 0, width, height))
    stat = ImageStat.Stat(image)
    mean, deviation = stat.mean[0], max(0.5, stat.stddev[0])
    return image.point([max(0, min(255, int(128 + (v - mean) * spread / deviation))) for v in range(256)])


def tooth(width: int, height: int, rng: Random) -> Image.Image:
    """How high the paper stands at each pixel: fine grain with larger lumps."""
    fine = noise(width, height, rng, 1.05, 52)
    lumps = noise(width, height, rng, 3.4, 42)
    return Image.blend(fine, lumps, 0.33)


class Paper(Enum):
    """The paper on the shelf in Room 12."""

    WHITE = (251, 249, 243)
    MANILA = (243, 228, 190)
    GREY = (206, 206, 202)
    KRAFT = (196, 160, 116)
    BLACK = (44, 44, 50)
    BLUE = (186, 214, 232)
    GREEN = (206, 226, 196)
    TABLET = (255, 255, 255)
    RULED = (252, 250, 244)
    GRAPH = (250, 250, 246)

    def __init__(self, red: int, green: int, blue: int) -> None:
        self.colour = (red, green, blue)

    def sheet(self, width: int, height: int, rng: Random) -> Image.Image:
        """An empty sheet."""
        image = Image.new("RGB", (width, height), self.colour)
        if self is Paper.TABLET:
            return image
        fibres = Image.blend(noise(width, height, rng, 1.0, 30), noise(width, height, rng, 14, 30), 0.5)
        strength = 0.10 if self in (Paper.KRAFT, Paper.MANILA, Paper.GREY) else 0.045
        light = fibres.point([min(255, v + 110) for v in range(256)])
        image = Image.blend(image, ImageChops.multiply(image, Image.merge("RGB", [light] * 3)), strength * 2)
        if self is Paper.RULED:
            _rule(image)
        elif self is Paper.GRAPH:
            _grid(image)
        return image


LINE_HEIGHT = 132
"""Between two base lines of ruled paper, in pixels."""
FIRST_LINE = 300


def _rule(image: Image.Image) -> None:
    """Primary paper: a base line, a dashed middle line and a thin top line."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for base in range(FIRST_LINE, height - 40, LINE_HEIGHT):
        draw.line((0, base, width, base), fill=(150, 180, 214), width=3)
        draw.line((0, base - 92, width, base - 92), fill=(198, 214, 232), width=2)
        for x in range(0, width, 34):
            draw.line((x, base - 46, x + 18, base - 46), fill=(226, 176, 180), width=2)


def _grid(image: Image.Image) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for x in range(50, width, 50):
        draw.line((x, 0, x, height), fill=(205, 222, 228), width=2)
    for y in range(50, height, 50):
        draw.line((0, y, width, y), fill=(205, 222, 228), width=2)
