"""Sky, plants and weather, as they stand in first graders' pictures."""

from __future__ import annotations

import math
from dataclasses import replace

from tools.sample import shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    DARK_BROWN,
    GOLD,
    GREEN,
    LIGHT_GREY,
    LIME,
    ORANGE,
    PINE,
    PINK,
    PURPLE,
    RED,
    SKY,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, SOFT, Colour, Sheet, Tool, darker
from tools.sample.shapes import Path, curve, ellipse, place


def sun_in_corner(sheet: Sheet, *, left: bool = True, size: float = 1, face: bool = False) -> None:
    """A quarter of a sun with rays, where every sun belongs."""
    width = sheet.size[0]
    x = 0 if left else width
    sheet.shape(ellipse(x, 0, 190 * size, 180 * size), YELLOW, ORANGE, FAT)
    for i in range(7):
        angle = math.radians(4 + 14 * i)
        dx, dy = (1 if left else -1) * math.cos(angle), math.sin(angle)
        near, far = 225 * size, (330 if i % 2 else 290) * size
        sheet.line([(x + dx * near, dy * near), (x + dx * far, dy * far)], ORANGE if i % 2 else GOLD, FAT)
    if face:
        d = 1 if left else -1
        sheet.dot(x + d * 60 * size, 60 * size, 9 * size, BLACK)
        sheet.dot(x + d * 120 * size, 40 * size, 9 * size, BLACK)
        smile = [
            (x + d * 60 * size, 95 * size),
            (x + d * 105 * size, 110 * size),
            (x + d * 138 * size, 75 * size),
        ]
        sheet.line(curve(smile), RED, CRAYON)


def sky(sheet: Sheet, depth: float = 120, colour: Colour = SKY) -> None:
    """The strip of sky at the upper edge."""
    sheet.fill(shapes.box(-20, -20, sheet.size[0] + 40, depth), colour, SOFT, angle=4, layers=2)


def grass(sheet: Sheet, top: float, colour: Colour = GREEN, *, blades: bool = True) -> None:
    """The ground: coloured in down to the edge, with blades standing up from it."""
    width, height = sheet.size
    edge = curve([(x, top + sheet.rng.uniform(-12, 12)) for x in range(-40, width + 120, 120)])
    sheet.fill([*edge, (width + 40, height + 30), (-40, height + 30)], colour, SOFT, angle=-8)
    sheet.line(edge, darker(colour, 0.8), CRAYON)
    if blades:
        for _ in range(width // 60):
            x = sheet.rng.uniform(0, width)
            tip = sheet.rng.uniform(25, 60)
            sheet.line([(x, top + 20), (x + sheet.rng.uniform(-14, 14), top - tip)], darker(colour, 0.85))


def cloud(
    sheet: Sheet, x: float, y: float, scale: float = 1, colour: Colour = BLUE, *, filled: bool = False
) -> None:
    """A cloud of bumps about (x, y)."""
    bumps: Path = []
    for cx, cy, r, start, sweep in ((-90, 12, 48, 95, 190), (-40, -28, 52, 180, 150), (40, -30, 58, 205, 150),
                                    (100, 10, 46, 265, 190)):  # fmt: skip
        bumps += ellipse(cx, cy, r, start=start, sweep=sweep)
    ring = place([*bumps, bumps[0]], x, y, scale)
    if filled:
        sheet.clear(ring)
        sheet.fill(ring, LIGHT_GREY, SOFT)
    sheet.line(ring, colour)


def rainbow(sheet: Sheet, x: float, y: float, radius: float, width: float = 34) -> None:
    """Half circles standing on y."""
    for i, colour in enumerate((RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE)):
        r = radius - i * width
        tool = Tool(width=width * 0.95, pressure=0.72, shake=9)
        sheet.line(ellipse(x, y, r, r * 0.96, start=180, sweep=180), colour, tool)
        sheet.line(ellipse(x, y, r - width * 0.2, r * 0.95, start=184, sweep=172), colour, CRAYON)


def flower(
    sheet: Sheet, x: float, ground: float, height: float, colour: Colour, middle: Colour = YELLOW
) -> None:
    """A flower with round petals, its stem standing on `ground`."""
    top = ground - height
    size = min(46.0, height * 0.24)
    sheet.line(curve([(x, ground), (x + height * 0.05, ground - height / 2), (x, top)]), GREEN, FAT)
    leaf = [
        (x, ground - height * 0.3),
        (x + size, ground - height * 0.52),
        (x + size * 1.7, ground - height * 0.5),
        (x + size * 0.8, ground - height * 0.28),
    ]
    sheet.shape(curve(leaf, loop=True), LIME, PINE)
    for i in range(6):
        angle = math.radians(60 * i + 12)
        cx, cy = x + math.cos(angle) * size, top + math.sin(angle) * size
        sheet.shape(ellipse(cx, cy, size * 0.62), colour)
    sheet.shape(ellipse(x, top, size * 0.58), middle, ORANGE)


def tree(sheet: Sheet, x: float, ground: float, scale: float = 1, season: str = "summer") -> None:
    """A tree in spring, summer, fall or winter; about 420 pixels high at scale 1."""
    trunk = [(-38, 0), (-26, -120), (-30, -215), (30, -215), (24, -120), (44, 0)]
    sheet.shape(place(shapes.closed(trunk), x, ground, scale), BROWN, DARK_BROWN, angle=80)
    for tip in ((-120, -330), (-62, -372), (0, -392), (66, -366), (122, -320)):
        branch = place(curve([(tip[0] * 0.12, -205), (tip[0] * 0.5, -270), tip]), x, ground, scale)
        sheet.line(branch, DARK_BROWN, FAT)
        if season == "winter":
            twig = [(tip[0] * 0.6, -290), (tip[0] * 0.6 + (30 if tip[0] < 0 else -30), -345)]
            sheet.line(place(twig, x, ground, scale), DARK_BROWN)
    if season == "winter":
        for cx, cy in ((-120, -336), (0, -398), (122, -326)):
            sheet.line(place(ellipse(cx, cy, 26, 9, start=180, sweep=180), x, ground, scale), SKY, FAT)
        return
    crown = curve([(-178, -300), (-150, -410), (-60, -455), (10, -480), (90, -448), (165, -395), (180, -290),
                   (100, -225), (0, -240), (-100, -228)], loop=True)  # fmt: skip
    leaves = {"spring": LIME, "summer": GREEN, "fall": ORANGE}[season]
    sheet.shape(place(crown, x, ground, scale), leaves, darker(leaves, 0.75), FAT)
    spots = {"spring": (PINK, PINK), "summer": (RED, RED), "fall": (RED, YELLOW)}[season]
    for i in range(11):
        angle, reach = i * 2.4, (28 + i * 11) * scale
        apple = (x + math.cos(angle) * reach * 1.2, ground - 345 * scale - math.sin(angle) * reach * 0.75)
        sheet.dot(*apple, 13 * scale, spots[i % 2])
    if season == "fall":
        for _ in range(7):
            sheet.dot(
                x + sheet.rng.uniform(-190, 190) * scale, ground + sheet.rng.uniform(-6, 26), 11, spots[0]
            )


def snowman(
    sheet: Sheet, x: float, ground: float, scale: float = 1, colour: Colour = (226, 236, 246)
) -> None:
    """Three balls, a carrot and a hat."""
    for cy, r in ((-115, 122), (-300, 92), (-440, 64)):
        sheet.clear(place(ellipse(0, cy, r, r * 0.95), x, ground, scale))
        sheet.fill(
            place(ellipse(0, cy, r, r * 0.95), x, ground, scale),
            colour,
            replace(SOFT, glaze=0, pressure=0.8, gap=0.75),
        )
        sheet.line(place(ellipse(0, cy, r, r * 0.95), x, ground, scale), BLUE, FAT, again=0.6)
    for cy in (-330, -285, -240):
        sheet.dot(x, ground + cy * scale, 11 * scale, BLACK)
    for dx in (-22, 22):
        sheet.dot(x + dx * scale, ground - 458 * scale, 8 * scale, BLACK)
    sheet.shape(place([(0, -446), (84, -430), (0, -424)], x, ground, scale), ORANGE)
    sheet.line(place(curve([(-28, -412), (0, -398), (32, -408)]), x, ground, scale), BLACK)
    for side in (-1, 1):
        arm = [(side * 82, -315), (side * 190, -385)]
        sheet.lines(
            [
                place(arm, x, ground, scale),
                place([(side * 160, -366), (side * 172, -420)], x, ground, scale),
                place([(side * 166, -370), (side * 212, -352)], x, ground, scale),
            ],
            BROWN,
        )
    sheet.shape(place(shapes.box(-50, -590, 100, 86), x, ground, scale), BLACK, BLACK)
    sheet.line(place([(-92, -502), (92, -506)], x, ground, scale), BLACK, FAT)
    scarf = curve([(-66, -385), (0, -368), (66, -388)])
    sheet.line(place(scarf, x, ground, scale), RED, Tool(width=30 * scale, pressure=0.8, shake=4))
    sheet.line(
        place([(48, -378), (70, -290)], x, ground, scale), RED, Tool(width=26 * scale, pressure=0.8, shake=4)
    )
