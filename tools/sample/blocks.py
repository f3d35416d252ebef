"""Wooden blocks on a carpet: boxes seen from a little above, painted from the back to the front."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.sample.paper import noise
from tools.sample.photo import cloth, warp
from tools.sample.shapes import Point

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Block:
    """A box: left, bottom and front edge, then its size; turned about its own upright axis."""

    x: float
    y: float
    z: float
    width: float
    height: float
    depth: float
    colour: Colour
    turn: float = 0

    def corner(self, right: bool, top: bool, back: bool) -> tuple[float, float, float]:
        """One corner in space."""
        cx, cz = self.x + self.width / 2, self.z + self.depth / 2
        dx, dz = (self.width if right else -self.width) / 2, (self.depth if back else -self.depth) / 2
        sin, cos = math.sin(math.radians(self.turn)), math.cos(math.radians(self.turn))
        return cx + dx * cos - dz * sin, self.y + (self.height if top else 0), cz + dx * sin + dz * cos


@dataclass(frozen=True)
class Camera:
    """Where the phone is: x to the side, y up, z away; it looks along z, tipped down."""

    y: float = 5
    z: float = -11
    tip: float = 12
    zoom: float = 1750
    centre: Point = (800, 520)

    def see(self, point: tuple[float, float, float]) -> Point:
        """Where a point in space lands in the picture."""
        dy, dz = point[1] - self.y, point[2] - self.z
        sin, cos = math.sin(math.radians(self.tip)), math.cos(math.radians(self.tip))
        deep = dz * cos - dy * sin
        return self.centre[0] + self.zoom * point[0] / deep, self.centre[1] - self.zoom * (
            dy * cos + dz * sin
        ) / deep


def _grain(rng: Random, colour: Colour, light: float) -> Image.Image:
    """A face of painted wood."""
    size = 192
    stripes = noise(10, 48, rng, 1.2, 40).resize((size, size), Image.Resampling.BICUBIC)
    worn = noise(size, size, rng, 8, 30)
    both = Image.blend(stripes, worn, 0.4)
    image = Image.merge(
        "RGB",
        [
            both.point([max(0, min(255, int((c + (v - 128) * 0.12) * light))) for v in range(256)])
            for c in colour
        ],
    )
    rim = Image.new("L", (size, size))
    ImageDraw.Draw(rim).rectangle((0, 0, size - 1, size - 1), outline=200, width=5)
    rim = rim.filter(ImageFilter.GaussianBlur(3))
    image.paste(
        tuple(min(255, int(c * light + 46)) for c in colour),
        mask=rim.point([int(v * 0.55) for v in range(256)]),
    )
    low = Image.linear_gradient("L").resize((size, size)).point([255 - int(v * 0.2) for v in range(256)])
    return ImageChops.multiply(image, Image.merge("RGB", [low] * 3))


def room(
    size: tuple[int, int],
    camera: Camera,
    rng: Random,
    *,
    wall: Colour = (226, 218, 200),
    rug: Colour = (108, 138, 150),
) -> Image.Image:
    """A wall, out of focus, and the carpet before it."""
    image = Image.blend(Image.new("RGB", size, wall), cloth(*size, rng, wall), 0.3).filter(
        ImageFilter.GaussianBlur(6)
    )
    draw = ImageDraw.Draw(image)
    edge = int(camera.see((0, 0, 9))[1])
    for i, colour in enumerate(((206, 120, 96), (120, 160, 120), (226, 190, 110), (120, 150, 190))):
        x = 90 + i * 400
        draw.rectangle((x, edge - 470, x + 250, edge - 300), fill=colour)
        draw.rectangle((x + 20, edge - 450, x + 230, edge - 320), fill=(240, 236, 226))
    draw.rectangle((0, edge - 60, size[0], edge), fill=(188, 160, 124))
    image = image.filter(ImageFilter.GaussianBlur(13))
    carpet = Image.blend(Image.new("RGB", size, rug), cloth(*size, rng, rug), 0.6)
    image.paste(carpet.crop((0, 0, size[0], size[1] - edge)), (0, edge))
    return image


def paint(image: Image.Image, blocks: list[Block], camera: Camera, rng: Random) -> Image.Image:
    """The blocks standing in the picture; they are to be listed farthest and lowest first."""
    size = image.size
    for block in blocks:
        if block.y < 0.05:
            foot = [
                camera.see((px + 0.35, 0, pz + 0.1))
                for px, _, pz in (
                    block.corner(False, False, False),
                    block.corner(True, False, False),
                    block.corner(True, False, True),
                    block.corner(False, False, True),
                )
            ]
            mask = Image.new("L", size)
            ImageDraw.Draw(mask).polygon(foot, fill=150)
            image.paste((26, 26, 30), mask=mask.filter(ImageFilter.GaussianBlur(16)))
    for block in blocks:
        faces = [
            (((False, True, False), (True, True, False), (True, False, False), (False, False, False)), 1.0)
        ]
        middle = block.corner(False, False, False)[0] + block.corner(True, False, True)[0]
        if middle > 0.4:
            faces.insert(
                0,
                (
                    ((False, True, True), (False, True, False), (False, False, False), (False, False, True)),
                    0.9,
                ),
            )
        elif middle < -0.4:
            faces.insert(
                0,
                (((True, True, False), (True, True, True), (True, False, True), (True, False, False)), 0.62),
            )
        if block.y + block.height < camera.y:
            faces.insert(
                0,
                (((False, True, True), (True, True, True), (True, True, False), (False, True, False)), 1.18),
            )
        for corners, light in faces:
            seen = [camera.see(block.corner(*corner)) for corner in corners]
            flat, mask = warp(_grain(rng, block.colour, light), seen, size, inset=7)
            image.paste(flat, mask=mask)
    return image
