"""Crayons, pencils and felt pens on paper with a tooth.

A stroke is first pressed into a grey mask (how hard, where), then the paper's tooth decides where wax stays:
hard pressure fills the hollows too, a light hand leaves them white. Same seed, same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.sample import letters, shapes
from tools.sample.paper import Paper, tooth
from tools.sample.shapes import Drift, Line

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Tool:
    """What a child holds."""

    width: float
    """In pixels of a sheet 1600 wide (28 cm)."""
    pressure: float
    """From 0 to 1: how much of the paper's tooth is filled."""
    shake: float
    """How far off the meant line, in pixels."""
    grain: tuple[int, int] = (122, 172)
    """Pressure plus tooth, halved: below the first nothing stays, above the second all."""
    cover: float = 0.94
    """How much of the paper it hides where it stays."""
    glaze: float = 0.4
    """From 0 to 1: how much of what lies below shines through the colour."""
    gap: float = 0.8
    """Between two lines of colouring in, in widths."""


CRAYON = Tool(width=14, pressure=0.8, shake=7, gap=0.98)
FAT = replace(CRAYON, width=21, pressure=0.74, gap=0.92)
SOFT = replace(CRAYON, width=22, pressure=0.6, gap=0.95)
PENCIL = Tool(width=4.6, pressure=0.85, shake=4, grain=(116, 196), cover=0.84, gap=1.9)
MARKER = Tool(width=13, pressure=1, shake=6, grain=(60, 105), cover=0.9, glaze=0.75, gap=0.86)
FINE = replace(MARKER, width=6.5, shake=4)
TABLET = Tool(width=15, pressure=1, shake=6, grain=(100, 175), cover=1, glaze=0, gap=0.7)
"""A finger on a tablet: even, flat colour."""
CHALK = replace(CRAYON, width=18, pressure=0.6, glaze=0.1)


class Sheet:
    """A sheet of paper that is being drawn on."""

    def __init__(self, seed: str, width: int = 1600, height: int = 1200, paper: Paper = Paper.WHITE) -> None:
        self.rng = Random(seed)
        self.image = paper.sheet(width, height, self.rng)
        self._bare = self.image.copy()
        self._shine = 0.12 if paper is Paper.BLACK else 1.0
        self._tooth = (
            Image.new("L", (width, height), 128) if paper is Paper.TABLET else tooth(width, height, self.rng)
        )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.size

    def line(self, path: Line, colour: Colour, tool: Tool = CRAYON, *, again: float = 0) -> None:
        """Draw along a path; with the chance `again`, go over it a second time, a little beside."""
        self._press([path], colour, tool)
        if again and self.rng.random() < again:
            self._press([path], colour, replace(tool, pressure=tool.pressure * 0.8, shake=tool.shake * 1.6))

    def lines(self, paths: Sequence[Line], colour: Colour, tool: Tool = CRAYON) -> None:
        """Draw several lines that belong together."""
        self._press(paths, colour, tool)

    def fill(self, outline: Line, colour: Colour, tool: Tool = CRAYON, *, angle: float | None = None,
             layers: int = 2) -> None:  # fmt: skip
        """Colour an outline in; each layer after the first in a slightly other direction."""
        tilt = self.rng.uniform(-60, -25) if angle is None else angle
        for layer in range(layers):
            paths = shapes.scribble(outline, self.rng, angle=tilt + layer * self.rng.uniform(8, 26),
                                    gap=tool.width * tool.gap * (1 + 0.5 * layer),
                                    overshoot=tool.width * 0.45)  # fmt: skip
            light = replace(tool, pressure=tool.pressure * (0.74 if layer else 0.88), shake=tool.shake * 0.35)
            if paths:
                self._press(paths, colour, light, soft_ends=True)

    def shape(self, outline: Line, fill: Colour, edge: Colour | None = None, tool: Tool = CRAYON, *,
              angle: float | None = None, layers: int = 2) -> None:  # fmt: skip
        """Colour an outline in and go round it, where the paper was left free for it."""
        self.clear(outline)
        self.fill(outline, fill, tool, angle=angle, layers=layers)
        self.line(
            outline, edge or darker(fill), replace(tool, pressure=min(1, tool.pressure * 1.12)), again=0.3
        )

    def clear(self, outline: Line) -> None:
        """Nearly bare paper inside an outline: children do not draw what stands behind."""
        mask = Image.new("L", self.size)
        ImageDraw.Draw(mask).polygon(outline, fill=235)
        self.image.paste(self._bare, mask=mask.filter(ImageFilter.GaussianBlur(4)))

    def dot(self, x: float, y: float, radius: float, colour: Colour, tool: Tool = CRAYON) -> None:
        """A dot that was turned on the spot."""
        spiral = [
            (x + radius * t / 14 * math.cos(t * 1.3), y + radius * t / 14 * math.sin(t * 1.3))
            for t in range(15)
        ]
        self._press(
            [spiral],
            colour,
            replace(tool, width=max(4, radius * 0.9), shake=1, pressure=min(1, tool.pressure + 0.2)),
        )

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: Colour = (52, 50, 56),
        tool: Tool = PENCIL,
        *,
        neat: float = 0.5,
    ) -> None:
        """Print a line of text, its base line beginning at (x, y); see `letters.write`."""
        for stroke in letters.write(text, x, y, size, self.rng, neat=neat):
            self._press([stroke], colour, replace(tool, shake=tool.shake * (2 - 1.4 * neat)))

    # -- how a stroke gets onto the paper ---------------------------------------------------------------

    def _press(self, paths: Sequence[Line], colour: Colour, tool: Tool, *, soft_ends: bool = False) -> None:
        margin = tool.width * 2 + tool.shake * 2
        left, top, right, bottom = shapes.bounds(paths)
        area = (max(0, int(left - margin)), max(0, int(top - margin)),
                min(self.size[0], int(right + margin)), min(self.size[1], int(bottom + margin)))  # fmt: skip
        if area[0] >= area[2] or area[1] >= area[3]:
            return
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        draw = ImageDraw.Draw(mask)
        for path in paths:
            self._stamp(draw, path, tool, (area[0], area[1]), soft_ends=soft_ends)
        mask = mask.filter(ImageFilter.GaussianBlur(tool.width * 0.085 + 0.5))
        kept = ImageChops.add(mask, self._tooth.crop(area), scale=2)
        low, high = tool.grain
        alpha = kept.point(
            [round(255 * tool.cover * min(1, max(0, (v - low) / (high - low)))) for v in range(256)]
        )
        alpha = ImageChops.multiply(alpha, mask.point([min(255, v * 5) for v in range(256)]))
        below = self.image.crop(area)
        pigment = Image.new("RGB", below.size, _varied(colour, self.rng))
        mixed = Image.blend(pigment, ImageChops.multiply(pigment, below), tool.glaze * self._shine)
        self.image.paste(Image.composite(mixed, below, alpha), area[:2])

    def _stamp(self, draw: ImageDraw.ImageDraw, path: Line, tool: Tool, origin: tuple[int, int], *,
               soft_ends: bool) -> None:  # fmt: skip
        step = max(1.0, tool.width * 0.16)
        # A long line strays further than a short one; a letter must stay a letter.
        reach = shapes.bounds([path])
        extent = max(reach[2] - reach[0], reach[3] - reach[1])
        shake = tool.shake * min(1.5, max(0.12, extent / 260))
        track = shapes.wobble(path, self.rng, shake, min(190, max(60, extent * 0.6)), step)
        push, girth = Drift(self.rng, 110), Drift(self.rng, 60)
        length = len(track) * step
        for i, (x, y) in enumerate(track):
            at = i * step
            end = min(at, length - at)
            taper = min(1.0, 0.62 + 0.38 * end / (tool.width * 1.2)) if length > tool.width * 3 else 1.0
            pressure = tool.pressure * (1 + 0.22 * push(at)) * (0.75 + 0.25 * taper if soft_ends else taper)
            radius = tool.width / 2 * (1 + 0.15 * girth(at)) * taper
            cx, cy = x - origin[0], y - origin[1]
            draw.ellipse(
                (cx - radius, cy - radius, cx + radius, cy + radius), fill=min(255, int(255 * pressure))
            )


def darker(colour: Colour, by: float = 0.62) -> Colour:
    """The same crayon pressed harder."""
    red, green, blue = (int(part * by) for part in colour)
    return red, green, blue


def _varied(colour: Colour, rng: Random) -> Colour:
    shift = rng.uniform(-6, 6)
    red, green, blue = (max(0, min(255, int(part + shift + rng.uniform(-4, 4)))) for part in colour)
    return red, green, blue
