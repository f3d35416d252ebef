"""Things of clay, seeds and pebbles, seen from above: a relief of rounded lumps, lit from the side.

Heights are kept as a picture of floating point numbers; the light is worked out from their slopes.
"""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageMath

from tools.sample.paper import noise

Colour = tuple[int, int, int]


class Relief:
    """A board that lumps are pressed onto."""

    def __init__(self, width: int, height: int, seed: str) -> None:
        self.size = (width, height)
        self.rng = Random(seed)
        row = Image.new("F", (width, 1))
        row.putdata([float(x) for x in range(width)])
        column = Image.new("F", (1, height))
        column.putdata([float(y) for y in range(height)])
        self._x = row.resize(self.size, Image.Resampling.NEAREST)
        self._y = column.resize(self.size, Image.Resampling.NEAREST)
        self._height = Image.new("F", self.size)
        self._colour = Image.new("RGB", self.size)

    def lump(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour,
        *,
        tall: float = 1,
        base: float = 0,
        tilt: float = 0,
        flat: float = 2,
    ) -> None:
        """An ellipsoid: `tall` in parts of its smaller radius, `base` its foot, `flat` > 2: a flat top."""
        reach = int(max(rx, ry) + 4)
        area = (
            max(0, int(x) - reach),
            max(0, int(y) - reach),
            min(self.size[0], int(x) + reach),
            min(self.size[1], int(y) + reach),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return
        cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
        high = min(rx, ry) * tall
        grown = ImageMath.lambda_eval(
            lambda a: (
                a["max"](
                    1
                    - (
                        abs(((a["x"] - x) * cos + (a["y"] - y) * sin) / rx) ** flat
                        + abs(((a["y"] - y) * cos - (a["x"] - x) * sin) / ry) ** flat
                    ),
                    0.0,
                )
                ** 0.5
                * high
                + base
            ),
            x=self._x.crop(area),
            y=self._y.crop(area),
        )
        before = self._height.crop(area)
        higher = ImageMath.lambda_eval(
            lambda a: a["convert"]((a["new"] - a["old"]) * 120, "L"), new=_clamped(grown, base), old=before
        )
        mask = higher.filter(ImageFilter.GaussianBlur(0.8))
        self._colour.paste(colour, area, mask)
        self._height.paste(
            ImageMath.lambda_eval(
                lambda a: a["max"](a["new"], a["old"]), new=_clamped(grown, base), old=before
            ),
            area,
        )

    def string(
        self,
        points: list[tuple[float, float]],
        thick: float,
        colour: Colour,
        *,
        base: float = 0,
        tall: float = 1,
    ) -> None:
        """A rolled string of clay through the points."""
        for (x0, y0), (x1, y1) in pairwise(points):
            steps = max(1, int(math.hypot(x1 - x0, y1 - y0) / (thick * 0.3)))
            for i in range(steps + 1):
                t = i / steps
                self.lump(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, thick, thick, colour, tall=tall, base=base)

    def onto(self, ground: Image.Image, *, dents: float = 1.6, gloss: float = 0.25) -> Image.Image:
        """The lumps, lit from the upper left, lying on a picture of the same size with their shadow."""
        bumps = noise(*self.size, self.rng, 9, 50)
        fine = noise(*self.size, self.rng, 1.6, 40)
        rough = ImageMath.lambda_eval(
            lambda a: (
                a["h"]
                + a["min"](a["h"] / 6, 1.0)
                * ((a["b"] - 128) * 0.022 * dents + (a["f"] - 128) * 0.006 * dents)
            ),
            h=self._height,
            b=_floating(bumps),
            f=_floating(fine),
        )
        left, above = ImageChops.offset(rough, 2, 0), ImageChops.offset(rough, 0, 2)
        right, below = ImageChops.offset(rough, -2, 0), ImageChops.offset(rough, 0, -2)
        lx, ly, lz = -0.46, -0.56, 0.69
        shade = ImageMath.lambda_eval(
            lambda a: a["convert"](
                a["max"](
                    ((a["l"] - a["r"]) * 0.25 * lx + (a["u"] - a["d"]) * 0.25 * ly + lz)
                    / (1 + ((a["l"] - a["r"]) * 0.25) ** 2 + ((a["u"] - a["d"]) * 0.25) ** 2) ** 0.5,
                    0.0,
                )
                * 185
                + 72,
                "L",
            ),
            l=left,
            r=right,
            u=above,
            d=below,
        )
        shade = shade.filter(ImageFilter.GaussianBlur(0.8))
        shine = shade.point([int(max(0, v - 205) * 255 / 50 * gloss) for v in range(256)]).filter(
            ImageFilter.GaussianBlur(2)
        )
        body = ImageChops.multiply(
            self._colour, Image.merge("RGB", [shade.point([min(255, int(v * 1.12)) for v in range(256)])] * 3)
        )
        body = ImageChops.add(body, Image.merge("RGB", [shine] * 3))
        mask = ImageMath.lambda_eval(
            lambda a: a["convert"](a["min"](a["h"] * 40, 255.0), "L"), h=self._height
        )
        mask = mask.filter(ImageFilter.GaussianBlur(0.9))
        image = ground.copy()
        for shift, blur, dark in ((6, 6, 0.6), (26, 22, 0.4)):
            cast = ImageChops.offset(mask, shift, int(shift * 1.2)).filter(ImageFilter.GaussianBlur(blur))
            image.paste((34, 22, 14), mask=cast.point([int(v * dark) for v in range(256)]))
        image.paste(body, mask=mask)
        return image


def _clamped(grown: Image.Image, base: float) -> Image.Image:
    """Outside the lump nothing, not even its base."""
    kept: Image.Image = ImageMath.lambda_eval(
        lambda a: a["h"] * a["convert"](a["min"](a["max"]((a["h"] - base) * 3, 0.0), 1.0), "F"), h=grown
    )
    return kept


def _floating(image: Image.Image) -> Image.Image:
    return image.convert("F")
