"""Frogs above all, and the other animals of Room 12."""

from __future__ import annotations

import math

from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GOLD,
    GREEN,
    LIME,
    ORANGE,
    PINE,
    PINK,
    PURPLE,
    RED,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, Colour, Sheet, Tool, darker
from tools.sample.shapes import Line, Path, curve, ellipse, place


def simple_frog(sheet: Sheet, x: float, y: float, scale: float = 1, colour: Colour = GREEN) -> None:
    """A frog of September: a blob, two eyes, four sticks."""
    for side in (-1, 1):
        sheet.line(place([(side * 110, 60), (side * 190, 130), (side * 230, 120)], x, y, scale), colour, FAT)
        sheet.line(place([(side * 60, 90), (side * 80, 165), (side * 120, 168)], x, y, scale), colour, FAT)
    sheet.shape(place(ellipse(0, 0, 160, 112), x, y, scale), colour, PINE, FAT)
    for side in (-1, 1):
        sheet.shape(place(ellipse(side * 70, -112, 42), x, y, scale), WHITE, PINE, FAT)
        sheet.dot(x + side * 66 * scale, y - 110 * scale, 14 * scale, BLACK)
    sheet.line(place(curve([(-90, 10), (0, 52), (92, 4)]), x, y, scale), RED, FAT)


def frog(
    sheet: Sheet, x: float, y: float, scale: float = 1, colour: Colour = GREEN, *, spots: Colour = PINE
) -> None:
    """A sitting frog with folded legs, spots and toes; about 420 by 340 pixels, its middle at (x, y)."""

    def at(path: Line, *, flip: bool = False) -> Path:
        return place(path, x, y, scale, flip=flip)

    for flip in (False, True):
        thigh = curve([(90, 40), (170, -10), (215, 60), (190, 140), (110, 150)], loop=True)
        sheet.shape(at(thigh, flip=flip), colour, PINE)
        for toe in ((250, 150), (240, 172), (205, 178)):
            sheet.line(at([(165, 145), toe], flip=flip), PINE, FAT)
    body = curve(
        [(-140, 50), (-120, -60), (-60, -110), (60, -110), (120, -60), (140, 50), (90, 140), (-90, 140)],
        loop=True,
    )
    sheet.shape(at(body), colour, PINE, FAT)
    sheet.shape(at(ellipse(0, 78, 78, 62)), LIME, darker(LIME))
    for flip in (False, True):
        arm = curve([(70, 60), (96, 110), (78, 168)])
        sheet.line(at(arm, flip=flip), PINE, FAT)
        for toe in ((50, 186), (78, 192), (106, 184)):
            sheet.line(at([(78, 165), toe], flip=flip), PINE)
        sheet.shape(at(ellipse(66, -122, 44, 46), flip=flip), YELLOW, PINE, FAT)
        sheet.dot(*at([(64, -120)], flip=flip)[0], 17 * scale, BLACK)
        sheet.dot(*at([(94, -20)], flip=flip)[0], 13 * scale, PINK)
    sheet.line(at(curve([(-92, -34), (-40, 8), (40, 10), (96, -38)])), RED, FAT)
    for sx, sy, r in (
        (-100, 60, 13),
        (104, 76, 12),
        (-10, -84, 12),
        (34, -70, 9),
        (-150, 80, 11),
        (158, 60, 12),
    ):
        sheet.dot(x + sx * scale, y + sy * scale, r * scale, spots)


def lily_pad(sheet: Sheet, x: float, y: float, scale: float = 1) -> None:
    """A leaf on the water with its notch."""
    pad = place([*ellipse(0, 0, 270, 86, start=-62, sweep=318), (20, -6)], x, y, scale)
    sheet.shape([*pad, pad[0]], LIME, PINE, FAT)
    for angle in (20, 80, 140, 200, 250):
        tip = (230 * math.cos(math.radians(angle)), 70 * math.sin(math.radians(angle)))
        sheet.line(place([(20, -4), tip], x, y, scale), GREEN)


def fish(
    sheet: Sheet, x: float, y: float, scale: float = 1, colour: Colour = ORANGE, *, flip: bool = False
) -> None:
    """A fish with scales, swimming to the right."""
    tail = [(-110, 0), (-205, -72), (-185, 0), (-205, 76), (-110, 0)]
    sheet.shape(place(tail, x, y, scale, flip=flip), darker(colour, 0.85))
    sheet.shape(place(ellipse(0, 0, 140, 80), x, y, scale, flip=flip), colour, darker(colour), FAT)
    for dx in (-50, -10, 30):
        sheet.line(
            place(ellipse(dx, 0, 26, 44, start=-80, sweep=160), x, y, scale, flip=flip), darker(colour)
        )
    sheet.shape(place(ellipse(92, -22, 20), x, y, scale, flip=flip), WHITE, BLACK)
    sheet.dot(*place([(94, -22)], x, y, scale, flip=flip)[0], 7 * scale, BLACK)
    sheet.line(place(curve([(120, 24), (100, 34), (82, 28)]), x, y, scale, flip=flip), RED)


def cat(
    sheet: Sheet, x: float, y: float, scale: float = 1, colour: Colour = GOLD, stripe: Colour = ORANGE
) -> None:
    """A sitting cat, head at (x, y)."""

    def at(path: Line, *, flip: bool = False) -> Path:
        return place(path, x, y, scale, flip=flip)

    tail = curve([(110, 400), (230, 400), (262, 300), (220, 220), (252, 180)])
    sheet.line(at(tail), colour, Tool(width=44 * scale, pressure=0.8, shake=6))
    sheet.line(at(tail), darker(colour), CRAYON)
    body = curve([(-70, 100), (-130, 260), (-120, 420), (120, 420), (130, 260), (70, 100)], loop=True)
    sheet.shape(at(body), colour, darker(colour), FAT)
    for dy in (200, 255, 310):
        for flip in (False, True):
            sheet.line(at(curve([(118, dy), (80, dy + 16), (58, dy + 8)]), flip=flip), stripe, FAT)
    for flip in (False, True):
        sheet.shape(at(ellipse(46, 418, 46, 26), flip=flip), colour, darker(colour))
        ear = [(40, -100), (112, -190), (132, -60), (40, -100)]
        sheet.shape(at(ear, flip=flip), colour, darker(colour), FAT)
        sheet.fill(at([(72, -108), (106, -155), (114, -82)], flip=flip), PINK)
    sheet.shape(at(ellipse(0, 0, 146, 122)), colour, darker(colour), FAT)
    for dx in (-24, 0, 24):
        sheet.line(at([(dx, -112), (dx * 0.9, -70)]), stripe, FAT)
    for flip in (False, True):
        sheet.shape(at(ellipse(56, -14, 26, 30), flip=flip), LIME, BLACK)
        sheet.line(at([(56, -36), (56, 8)], flip=flip), BLACK, FAT)
        for dy in (-10, 12, 34):
            sheet.line(at([(66, 40), (196, 40 + dy * 1.4 - 10)], flip=flip), BLACK, FINE)
        sheet.line(at(curve([(0, 46), (22, 68), (48, 56)]), flip=flip), BLACK)
    sheet.shape(at([(-18, 28), (18, 28), (0, 48), (-18, 28)]), PINK, RED)


def butterfly(
    sheet: Sheet, x: float, y: float, scale: float = 1, wings: Colour = ORANGE, spot: Colour = BLUE
) -> None:
    """A butterfly seen from above; about 340 by 280 pixels."""

    def at(path: Line, *, flip: bool = False) -> Path:
        return place(path, x, y, scale, flip=flip)

    for flip in (False, True):
        upper = curve([(12, -20), (60, -130), (150, -150), (180, -80), (120, 0), (14, 6)], loop=True)
        lower = curve([(12, 12), (100, 16), (140, 80), (96, 138), (36, 96)], loop=True)
        sheet.shape(at(upper, flip=flip), wings, BLACK)
        sheet.shape(at(lower, flip=flip), YELLOW, BLACK)
        sheet.dot(*at([(122, -92)], flip=flip)[0], 24 * scale, spot)
        sheet.dot(*at([(92, 84)], flip=flip)[0], 18 * scale, wings)
        sheet.line(at(curve([(4, -96), (20, -150), (52, -160)]), flip=flip), BLACK)
    sheet.shape(at(ellipse(0, 0, 17, 100)), BROWN, BLACK)


def caterpillar(sheet: Sheet, x: float, y: float, scale: float = 1) -> None:
    """Balls in a row with feet; head to the right."""
    for i in range(6):
        cx, cy = x + (i * 52 - 130) * scale, y - (26 if i % 2 else 0) * scale
        sheet.lines(
            [
                [(cx - 8 * scale, cy + 30 * scale), (cx - 12 * scale, cy + 66 * scale)],
                [(cx + 10 * scale, cy + 30 * scale), (cx + 12 * scale, cy + 66 * scale)],
            ],
            BLACK,
            FINE,
        )
        sheet.shape(ellipse(cx, cy, 38 * scale), (LIME, GREEN)[i % 2] if i < 5 else YELLOW, PINE)
    hx, hy = x + 130 * scale, y - 26 * scale
    sheet.dot(hx + 10 * scale, hy - 8 * scale, 7 * scale, BLACK)
    sheet.line(
        curve(
            [(hx, hy + 12 * scale), (hx + 14 * scale, hy + 20 * scale), (hx + 26 * scale, hy + 10 * scale)]
        ),
        RED,
    )
    sheet.lines(
        [
            [(hx - 4 * scale, hy - 34 * scale), (hx - 10 * scale, hy - 76 * scale)],
            [(hx + 12 * scale, hy - 34 * scale), (hx + 26 * scale, hy - 72 * scale)],
        ],
        BLACK,
    )


def tadpole(
    sheet: Sheet, x: float, y: float, scale: float = 1, *, legs: bool = False, flip: bool = False
) -> None:
    """A tadpole swimming to the left, with hind legs when it has grown them."""
    tail = curve([(30, 0), (80, -26), (120, 18), (170, -14)])
    sheet.line(place(tail, x, y, scale, flip=flip), BROWN, Tool(width=20 * scale, pressure=0.8, shake=4))
    if legs:
        for side in (-1, 1):
            sheet.line(
                place([(30, side * 20), (62, side * 58), (88, side * 52)], x, y, scale, flip=flip), PINE, FAT
            )
    sheet.shape(place(ellipse(0, 0, 54, 42), x, y, scale, flip=flip), PINE if legs else BROWN, BLACK)
    sheet.dot(*place([(-24, -10)], x, y, scale, flip=flip)[0], 8 * scale, WHITE)


def dragonfly(sheet: Sheet, x: float, y: float, scale: float = 1) -> None:
    """A dragonfly with four see-through wings."""
    for side in (-1, 1):
        for dx in (-24, 18):
            wing = ellipse(dx, side * 62, 20, 66, tilt=side * dx * 0.6)
            sheet.fill(place(wing, x, y, scale), (190, 224, 240))
            sheet.line(place(wing, x, y, scale), TEAL)
    sheet.line(place([(-60, 0), (120, 10)], x, y, scale), PURPLE, FAT)
    sheet.dot(x - 74 * scale, y, 20 * scale, BLUE)
