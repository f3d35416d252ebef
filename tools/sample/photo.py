"""From a sheet to the photo that a phone takes of it: a desk, a tilt, a shadow, a window's light."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.sample.paper import noise
from tools.sample.shapes import Point

Colour = tuple[int, int, int]


def wood(
    width: int, height: int, rng: Random, *, dark: Colour = (176, 128, 84), light: Colour = (232, 194, 146)
) -> Image.Image:
    """A desk's top of broad boards, with the grain running from left to right."""
    image = Image.new("RGB", (width, height))
    y = -rng.randrange(0, 120)
    while y < height:
        board = rng.randrange(250, 380)
        long = noise(width // 8, board, rng, 1.5, 44).resize((width, board), Image.Resampling.BICUBIC)
        broad = noise(width // 40 + 4, board // 8 + 4, rng, 2, 40).resize(
            (width, board), Image.Resampling.BICUBIC
        )
        fine = noise(width // 24, board, rng, 0.6, 40).resize((width, board), Image.Resampling.BICUBIC)
        grain = Image.blend(Image.blend(long, broad, 0.55), fine, 0.25)
        shift = rng.uniform(-10, 10)
        ramp = [
            [int(d + (b - d) * v / 255 + shift) for v in range(256)] for d, b in zip(dark, light, strict=True)
        ]
        plank = Image.merge("RGB", [grain.point([max(0, min(255, v)) for v in channel]) for channel in ramp])
        image.paste(plank, (0, y))
        ImageDraw.Draw(image).line((0, y, width, y), fill=tuple(int(d * 0.5) for d in dark), width=4)
        y += board
    return image.filter(ImageFilter.GaussianBlur(0.8))


def cloth(width: int, height: int, rng: Random, colour: Colour) -> Image.Image:
    """A carpet or table cloth of one colour."""
    weave = Image.blend(noise(width, height, rng, 1.4, 46), noise(width, height, rng, 12, 34), 0.35)
    channels = [
        weave.point([max(0, min(255, int(c + (v - 128) * 0.36))) for v in range(256)]) for c in colour
    ]
    return Image.merge("RGB", channels)


def warp(
    image: Image.Image, corners: list[Point], size: tuple[int, int], *, inset: int = 0
) -> tuple[Image.Image, Image.Image]:
    """The image pulled to four corners (upper left, then clockwise) on an empty picture, with its mask.

    `inset` pixels of its rim are cut off, so that the black around it never shines through at an edge.
    """
    width, height = image.size[0] - inset, image.size[1] - inset
    source = [(inset, inset), (width, inset), (width, height), (inset, height)]
    rows = []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    coefficients = _solve(rows)
    flat = image.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    double = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(double).polygon([(x * 2, y * 2) for x, y in corners], fill=255)
    return flat, double.resize(size, Image.Resampling.BOX)


def _solve(rows: list[list[float]]) -> list[float]:
    count = len(rows)
    for i in range(count):
        pivot = max(range(i, count), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(count):
            if r != i and rows[r][i]:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[-1] for row in rows]


@dataclass(frozen=True)
class Light:
    """What the room does to a picture."""

    warm: float = 0.5
    """From 0, a grey morning, to 1, lamps."""
    falls: float = 210
    """From where the window's light comes, in degrees."""
    strength: float = 0.2
    vignette: float = 0.26
    grain: float = 3.6


def lit(image: Image.Image, light: Light, rng: Random) -> Image.Image:
    """The picture under a light: a gradient, a warm cast, darker corners, the sensor's grain."""
    width, height = image.size
    angle = math.radians(light.falls)
    ramp = (
        Image.linear_gradient("L")
        .rotate(math.degrees(-angle) - 90, Image.Resampling.BICUBIC, fillcolor=128)
        .crop((38, 38, 218, 218))
    )
    ramp = ramp.resize((width, height), Image.Resampling.BICUBIC)
    low = 1 - light.strength
    shade = ramp.point([int(255 * (low + (1 - low) * v / 255)) for v in range(256)])
    ring = Image.radial_gradient("L").resize((width, height), Image.Resampling.BICUBIC)
    ring = ring.point([int(255 * (1 - light.vignette * (v / 255) ** 2.4)) for v in range(256)])
    shade = ImageChops.multiply(shade, ring)
    image = ImageChops.multiply(image, Image.merge("RGB", [shade] * 3))
    gains = (1.17 + 0.05 * light.warm, 1.15 + 0.01 * light.warm, 1.15 - 0.09 * light.warm)
    parts = [
        band.point([_tone(v / 255 * gain) for v in range(256)])
        for band, gain in zip(image.split(), gains, strict=True)
    ]
    grainy = noise(width, height, rng, 0.9, light.grain)
    return Image.merge("RGB", [ImageChops.add(band, grainy, offset=-128) for band in parts])


def _tone(value: float) -> int:
    value = min(1.0, max(0.0, value))
    curve = value * value * (3 - 2 * value)
    return int(255 * (0.6 * value + 0.4 * curve) + 0.5)


def shadow(
    size: tuple[int, int], corners: list[Point], *, reach: float, blur: float, dark: float
) -> Image.Image:
    """A mask that darkens what lies beside an outline, to the lower right."""
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon([(x + reach, y + reach * 1.2) for x, y in corners], fill=int(255 * dark))
    return mask.filter(ImageFilter.GaussianBlur(blur))


def on_desk(sheet: Image.Image, seed: str, *, tilt: float = -3, fill: float = 0.84, lean: float = 0.05,
            size: tuple[int, int] = (1600, 1200), light: Light | None = None, desk: Image.Image | None = None,
            props: bool = True) -> Image.Image:  # fmt: skip
    """A sheet lying on a desk, seen by a phone held not quite level.

    `fill` is how much of the picture the sheet takes; `lean` how much smaller its far edge looks.
    """
    rng = Random(seed)
    width, height = size
    image = desk.copy() if desk else wood(width, height, rng)
    scale = min(width * fill / sheet.size[0], height * fill / sheet.size[1])
    half_w, half_h = sheet.size[0] * scale / 2, sheet.size[1] * scale / 2
    corners: list[Point] = []
    sin, cos = math.sin(math.radians(tilt)), math.cos(math.radians(tilt))
    for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        near = 1 + lean * dy
        x, y = dx * half_w * near, dy * half_h * (0.98 + 0.02 * dy)
        corners.append(
            (
                width / 2 + x * cos - y * sin + rng.uniform(-8, 8),
                height / 2 + x * sin + y * cos + rng.uniform(-8, 8),
            )
        )
    if props:
        _crayons(image, rng, corners)
    for reach, blur, dark in ((5, 5, 0.5), (20, 26, 0.34)):
        image.paste((38, 24, 14), mask=shadow(size, corners, reach=reach, blur=blur, dark=dark))
    flat, mask = warp(_curled(sheet, rng), corners, size)
    image.paste(flat, mask=mask)
    return lit(image.filter(ImageFilter.GaussianBlur(0.5)), light or Light(), rng)


def _curled(sheet: Image.Image, rng: Random) -> Image.Image:
    """The soft shading of paper that does not lie quite flat."""
    waves = noise(16, 12, rng, 2.2, 16).resize(sheet.size, Image.Resampling.BICUBIC)
    lift = waves.point([min(255, 118 + v) for v in range(256)])
    return ImageChops.multiply(sheet.convert("RGB"), Image.merge("RGB", [lift] * 3))


def _crayons(image: Image.Image, rng: Random, corners: list[Point]) -> None:
    """Two or three crayons, half out of the picture, where the sheet leaves room."""
    width, height = image.size
    colours = [(206, 52, 50), (46, 110, 190), (62, 150, 84), (240, 190, 60), (130, 76, 160), (236, 130, 48)]
    rng.shuffle(colours)
    left = min(corners[0][0], corners[3][0])
    places = [
        (left * 0.42, height * rng.uniform(0.2, 0.8), rng.uniform(62, 118)),
        (
            width - (width - max(corners[1][0], corners[2][0])) * 0.4,
            height * rng.uniform(0.2, 0.5),
            rng.uniform(60, 120),
        ),
        (
            width - (width - max(corners[1][0], corners[2][0])) * 0.45,
            height * rng.uniform(0.7, 0.9),
            rng.uniform(-40, 40),
        ),
    ]
    for (x, y, tilt), colour in zip(places, colours, strict=False):
        crayon(image, x, y, tilt, colour)


def crayon(
    image: Image.Image, x: float, y: float, tilt: float, colour: Colour, length: int = 420, thick: int = 50
) -> None:
    """One crayon with its paper sleeve, its middle at (x, y)."""
    stick = Image.new("RGBA", (length, thick))
    draw = ImageDraw.Draw(stick)
    for row in range(thick):
        across = (row + 0.5) / thick * 2 - 1
        shine = 0.5 + 0.62 * math.sqrt(max(0, 1 - (across + 0.25) ** 2 / 1.6)) - 0.25 * max(0, across)
        body = tuple(
            max(0, min(255, int(c * shine + 28 * max(0, 1 - abs(across + 0.4) * 3)))) for c in colour
        )
        sleeve = tuple(max(0, min(255, int((c * 0.72 + 60) * shine))) for c in colour)
        inset = int(thick * 0.9 * abs(across) ** 1.5 * 0.5)
        draw.line((4, row, length - 62, row), fill=(*sleeve, 255))
        draw.line((length - 70, row, length - 6 - inset * 2, row), fill=(*body, 255))
        for band in (26, length - 110):
            draw.line((band, row, band + 12, row), fill=(*(int(v * 0.5) for v in body), 255))
    turned = stick.rotate(-tilt, Image.Resampling.BICUBIC, expand=True)
    at = (int(x - turned.size[0] / 2), int(y - turned.size[1] / 2))
    dark = Image.new("L", image.size)
    dark.paste(turned.getchannel("A").point([int(v * 0.45) for v in range(256)]), (at[0] + 10, at[1] + 14))
    image.paste((40, 26, 16), mask=dark.filter(ImageFilter.GaussianBlur(9)))
    image.paste(turned, at, turned)
