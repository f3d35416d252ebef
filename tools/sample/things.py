"""What children build, ride and dream of: houses, towers, robots, rockets."""

from __future__ import annotations

import math

from tools.sample import shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GOLD,
    GREEN,
    GREY,
    LIGHT_GREY,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, Colour, Sheet, darker
from tools.sample.shapes import Line, Path, closed, curve, ellipse, place


def house(
    sheet: Sheet, x: float, ground: float, scale: float = 1, wall: Colour = RED, roof: Colour = BROWN
) -> None:
    """A house with a chimney whose smoke curls; about 400 by 460 pixels, standing at (x, ground)."""

    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    sheet.shape(at(shapes.box(96, -440, 54, 120)), GREY)
    smoke = curve([(122, -450), (140, -490), (108, -520), (150, -556), (120, -600), (170, -630)])
    sheet.line(at(smoke), GREY, FAT)
    sheet.shape(at(shapes.box(-180, -270, 360, 270)), wall, darker(wall), FAT, angle=-20)
    sheet.shape(at(closed([(-226, -262), (0, -440), (226, -262)])), roof, darker(roof), FAT)
    sheet.shape(at(shapes.box(-40, -130, 80, 130)), BROWN, BLACK)
    sheet.dot(x + 22 * scale, ground - 62 * scale, 7 * scale, YELLOW)
    for dx in (-150, 74):
        sheet.shape(at(shapes.box(dx, -220, 78, 78)), YELLOW, BLACK)
        sheet.lines(
            [at([(dx + 39, -220), (dx + 39, -142)]), at([(dx, -181), (dx + 78, -181)])], BLACK, CRAYON
        )


def block(
    sheet: Sheet, x: float, y: float, width: float, height: float, colour: Colour, tilt: float = 0
) -> None:
    """One block, its lower left corner at (x, y)."""
    ring = shapes.turn(shapes.box(x, y - height, width, height), (x + width / 2, y), tilt)
    sheet.shape(ring, colour, darker(colour, 0.6))


def robot(sheet: Sheet, x: float, ground: float, scale: float = 1, *, tool_face: bool = True) -> None:
    """A robot of boxes, about 500 by 720 pixels."""

    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    for side in (-1, 1):
        sheet.shape(at(shapes.box(-90 if side < 0 else 30, -190, 60, 160)), LIGHT_GREY, BLACK)
        sheet.shape(at(shapes.box(-116 if side < 0 else 26, -40, 92, 40)), BLUE, BLACK)
        arm = curve([(side * 150, -440), (side * 215, -400), (side * 205, -320), (side * 240, -270)])
        sheet.line(at(arm), GREY, FAT)
        claw = ellipse(side * 246, -238, 34, start=-40 if side > 0 else -80, sweep=300)
        sheet.line(at(claw), RED, FAT)
    sheet.shape(at(shapes.box(-150, -480, 300, 290)), TEAL, BLACK, FAT, angle=-12)
    sheet.shape(at(shapes.box(-104, -440, 208, 120)), YELLOW, BLACK)
    gauge = [(-90, -340), (-50, -400), (-20, -360), (20, -420), (60, -350), (92, -390)]
    sheet.line(at(gauge), RED, CRAYON)
    for i, colour in enumerate((RED, GREEN, PURPLE)):
        sheet.shape(at(ellipse(-78 + 78 * i, -258, 27)), colour, BLACK)
    sheet.shape(at(shapes.box(-36, -520, 72, 44)), GREY, BLACK)
    sheet.shape(at(shapes.box(-118, -700, 236, 180)), LIGHT_GREY, BLACK, FAT, angle=-12)
    for side in (-1, 1):
        sheet.shape(at(ellipse(side * 52, -630, 32)), WHITE, BLACK)
        sheet.dot(x + side * 50 * scale, ground - 628 * scale, 12 * scale, BLUE)
        sheet.shape(at(shapes.box(118 if side > 0 else -146, -640, 28, 60)), ORANGE, BLACK)
    if tool_face:
        sheet.line(at(shapes.box(-66, -570, 132, 30)), BLACK, CRAYON)
        sheet.lines([at([(dx, -570), (dx, -540)]) for dx in (-33, 0, 33)], BLACK, FINE)
    sheet.line(at([(0, -700), (0, -770), (28, -790), (-10, -815)]), BLACK, CRAYON)
    sheet.dot(x - 8 * scale, ground - 832 * scale, 19 * scale, RED)


def rocket(sheet: Sheet, x: float, y: float, scale: float = 1, tilt: float = 0, *, body: Colour = LIGHT_GREY,
           fire: bool = True) -> None:  # fmt: skip
    """A rocket about 560 pixels long, its middle at (x, y)."""

    def at(path: Line) -> Path:
        return shapes.turn(place(path, x, y, scale), (x, y), tilt)

    if fire:
        for colour, size in ((RED, 1.0), (ORANGE, 0.72), (YELLOW, 0.42)):
            tongue = [
                (-70, 190),
                (-96 * size, 190 + 150 * size),
                (-40 * size, 190 + 110 * size),
                (0, 190 + 230 * size),
                (40 * size, 190 + 110 * size),
                (96 * size, 190 + 150 * size),
                (70, 190),
            ]
            sheet.fill(at([(px * (0.5 + size / 2), py) for px, py in tongue]), colour, FAT, angle=85 + tilt)
    for side in (-1, 1):
        fin = [(side * 84, 60), (side * 170, 210), (side * 70, 180), (side * 84, 60)]
        sheet.shape(at(fin), BLUE, BLACK)
    hull = curve([(-84, 180), (-96, 0), (-74, -150), (0, -280), (74, -150), (96, 0), (84, 180)])
    sheet.shape(at(closed(hull)), body, BLACK, FAT, angle=70 + tilt)
    sheet.fill(at([(-70, -160), (0, -280), (70, -160), (0, -180)]), RED, FAT)
    sheet.line(at(curve([(-74, -150), (0, -172), (74, -150)])), BLACK)
    for dy, r in ((-70, 44), (50, 34)):
        sheet.shape(at(ellipse(0, dy, r)), SKY, BLACK)
    sheet.line(at([(-84, 140), (84, 140)]), RED, FAT)


def school_bus(sheet: Sheet, x: float, ground: float, scale: float = 1) -> None:
    """A yellow bus with faces in its windows, about 760 pixels long, driving to the right."""

    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    hull = [(-380, -60), (-380, -320), (240, -320), (262, -190), (380, -180), (380, -60)]
    sheet.shape(at(closed(hull)), YELLOW, ORANGE, FAT, angle=-14)
    sheet.lines([at([(-380, -150), (370, -146)]), at([(-380, -128), (372, -124)])], BLACK)
    skins = ((250, 206, 170), (166, 110, 68), (222, 172, 124), (112, 70, 46))
    for i in range(4):
        left = -350 + i * 118
        sheet.shape(at(shapes.box(left, -294, 92, 92)), SKY, BLACK)
        cx, cy = left + 46, -236
        sheet.shape(at(ellipse(cx, cy, 30)), skins[i], darker(skins[i], 0.7))
        sheet.dot(x + (cx - 10) * scale, ground + (cy - 6) * scale, 5 * scale, BLACK)
        sheet.dot(x + (cx + 10) * scale, ground + (cy - 6) * scale, 5 * scale, BLACK)
        sheet.line(at(curve([(cx - 12, cy + 10), (cx, cy + 18), (cx + 12, cy + 8)])), RED, FINE)
    sheet.shape(at(closed([(140, -296), (226, -296), (244, -186), (140, -186)])), SKY, BLACK)
    for dx in (-230, 230):
        sheet.shape(at(ellipse(dx, -52, 66)), BLACK, BLACK, FAT)
        sheet.shape(at(ellipse(dx, -52, 26)), LIGHT_GREY, BLACK)
    sheet.dot(x + 356 * scale, ground - 118 * scale, 17 * scale, GOLD)


def volcano(sheet: Sheet, x: float, ground: float, scale: float = 1) -> None:
    """A mountain that spits; about 900 by 800 pixels."""

    def at(path: Line) -> Path:
        return place(path, x, ground, scale)

    for i in range(9):
        angle = math.radians(-155 + 16.5 * i)
        reach = 210 + 90 * (i % 3)
        tip = (reach * math.cos(angle) * 1.1, -480 + reach * math.sin(angle))
        mid = (tip[0] * 0.55, -500 + (tip[1] + 480) * 0.8 - 30)
        colour = (RED, ORANGE, YELLOW)[i % 3]
        sheet.line(at(curve([(tip[0] * 0.1, -470), mid, tip])), colour, FAT, again=1)
        sheet.dot(x + tip[0] * scale, ground + tip[1] * scale, 20 * scale, colour)
    sides = curve([(-440, 0), (-260, -200), (-110, -460)]) + curve([(110, -460), (270, -210), (450, 0)])
    sheet.shape(at(closed(sides)), BROWN, BLACK, FAT)
    sheet.shape(at(ellipse(0, -460, 110, 26)), RED, BLACK)
    for run in ([(-60, -450), (-90, -330), (-60, -250), (-110, -120)], [(10, -450), (30, -300), (-6, -180)],
                [(70, -450), (100, -340), (90, -220), (170, -60)]):  # fmt: skip
        sheet.line(at(curve(run)), RED, FAT, again=1)
        sheet.line(at(curve([(px + 8, py) for px, py in run])), ORANGE, CRAYON)
