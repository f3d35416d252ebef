"""Mika draws what Mika does not say."""

from __future__ import annotations

import math

from PIL import Image

from tools.sample import animals, nature, shapes
from tools.sample.colours import (
    BLACK,
    BLUE,
    BROWN,
    GOLD,
    GREEN,
    GREY,
    LIGHT_GREY,
    LILAC,
    LIME,
    NAVY,
    ORANGE,
    PINE,
    PINK,
    PURPLE,
    RED,
    SKY,
    WHITE,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, SOFT, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.shapes import curve, ellipse


def first_cat() -> Image.Image:
    """September: two circles, two triangles and a tail, small in the corner of a big sheet."""
    sheet = Sheet("mika first cat")
    x, y = 620, 620
    sheet.line(curve([(x + 200, y + 300), (x + 340, y + 260), (x + 330, y + 120)]), GREY, FAT)
    sheet.shape(ellipse(x + 30, y + 270, 210, 150), GREY, BLACK, FAT)
    for side in (-1, 1):
        sheet.line(
            [(x + side * 60, y - 100), (x + side * 130, y - 200), (x + side * 140, y - 50)], BLACK, FAT
        )
        sheet.line([(x + side * 70 + 20, y + 400), (x + side * 70 + 20, y + 500)], BLACK, FAT)
    sheet.shape(ellipse(x, y, 160, 130), LIGHT_GREY, BLACK, FAT)
    for side in (-1, 1):
        sheet.dot(x + side * 56, y - 14, 15, BLACK)
        sheet.lines(
            [
                [(x + side * 70, y + 40), (x + side * 220, y + 20)],
                [(x + side * 70, y + 56), (x + side * 215, y + 76)],
            ],
            BLACK,
        )
    sheet.dot(x, y + 34, 12, PINK)
    sheet.line(curve([(x - 34, y + 66), (x, y + 84), (x + 36, y + 62)]), BLACK)
    return sheet.image


def snow() -> Image.Image:
    """November: a snowman at dusk, everything quiet."""
    sheet = Sheet("mika snow", paper=Paper.BLUE)
    edge = curve([(x, 960 + (26 if i % 2 else -18)) for i, x in enumerate(range(-60, 1760, 200))])
    sheet.clear([*edge, (1660, 1230), (-60, 1230)])
    sheet.fill([*edge, (1660, 1230), (-60, 1230)], WHITE, Tool(26, 0.75, 6, gap=0.7, glaze=0), angle=-6)
    sheet.line(edge, SKY, FAT)
    nature.tree(sheet, 300, 990, 1.3, "winter")
    nature.snowman(sheet, 1000, 1080, 1.1, WHITE)
    for i in range(70):
        x, y = sheet.rng.uniform(0, 1600), sheet.rng.uniform(20, 1150)
        sheet.dot(x, y, sheet.rng.uniform(6, 12), WHITE, Tool(14, 1, 1, glaze=0))
        if i % 9 == 0:
            for turned in (0, 60, 120):
                arm = shapes.turn([(x - 26, y), (x + 26, y)], (x, y), turned)
                sheet.line(arm, WHITE, Tool(7, 1, 2, glaze=0))
    return sheet.image


def four_seasons() -> Image.Image:
    """December: one tree, four times."""
    sheet = Sheet("mika seasons", 1800, 1200)
    grounds = {"spring": LIME, "summer": GREEN, "fall": GOLD, "winter": (214, 230, 244)}
    for i, (season, colour) in enumerate(grounds.items()):
        left = 20 + i * 445
        sheet.fill(shapes.box(left, 950, 425, 200), colour, SOFT, angle=-10)
        nature.tree(sheet, left + 210, 1000, 0.98, season)
        sheet.write(season, left + 110, 1130, 36, BLACK, FINE, neat=0.45)
    for x in (455, 900, 1345):
        sheet.line([(x, 60), (x + 4, 1160)], BLACK, MARKER)
    nature.flower(sheet, 90, 970, 130, PINK)
    nature.flower(sheet, 390, 970, 110, PURPLE)
    sheet.shape(ellipse(780, 170, 74), (252, 208, 48), ORANGE, FAT)
    for k in range(9):
        a = math.radians(k * 40)
        sheet.line(
            [
                (780 + 100 * math.cos(a), 170 + 100 * math.sin(a)),
                (780 + 145 * math.cos(a), 170 + 145 * math.sin(a)),
            ],
            ORANGE,
        )
    nature.cloud(sheet, 1130, 200, 0.9, GREY)
    for x in range(1040, 1240, 44):
        sheet.line([(x, 260), (x - 14, 320)], BLUE)
    for k in range(26):
        sheet.dot(1370 + (k * 97) % 400, 80 + (k * 131) % 780, 9, SKY)
    for k in range(5):
        bird = curve(
            [
                (500 + k * 46, 430 - k * 24),
                (512 + k * 46, 414 - k * 24),
                (522 + k * 46, 430 - k * 24),
                (536 + k * 46, 412 - k * 24),
            ]
        )
        sheet.line(bird, BLACK, FINE)
    return sheet.image


def clap_score() -> Image.Image:
    """February: big dots are claps, small dots are fingers, lines are silence."""
    sheet = Sheet("mika claps", 1600, 900)
    for row, pattern in enumerate(("B.b b.B. ", "B.b b.BB ", "b b b b B ")):
        y = 240 + row * 220
        sheet.line(curve([(100, y + 70), (800, y + 84), (1500, y + 68)]), LIGHT_GREY, CRAYON)
        x = 180.0
        for mark in pattern:
            if mark == "B":
                sheet.shape(ellipse(x, y, 62), (RED, PURPLE, BLUE)[row], None, FAT)
            elif mark == "b":
                sheet.shape(ellipse(x, y + 20, 28), ORANGE)
            elif mark == ".":
                sheet.line([(x, y - 40), (x, y + 40)], GREY, MARKER)
            x += 152
    hand = curve(
        [
            (1320, 130),
            (1340, 60),
            (1362, 120),
            (1390, 40),
            (1410, 118),
            (1440, 46),
            (1452, 124),
            (1490, 80),
            (1482, 160),
            (1400, 220),
        ],
        loop=True,
    )
    sheet.line(hand, PINE, MARKER)
    return sheet.image


def window_cat() -> Image.Image:
    """April: the same cat, looking at the rain."""
    sheet = Sheet("mika window")
    sheet.fill(shapes.box(-20, -20, 1640, 1240), LILAC, SOFT, angle=-70, layers=1)
    sheet.shape(shapes.box(250, 90, 1100, 800), SKY, BROWN, FAT, angle=80)
    for _ in range(60):
        x, y = sheet.rng.uniform(290, 1320), sheet.rng.uniform(110, 830)
        sheet.line([(x, y), (x - 14, y + 46)], BLUE, FINE)
    sheet.fill(
        curve([(262, 870), (262, 720), (480, 640), (760, 700), (1040, 640), (1340, 730), (1340, 870)]),
        GREEN,
        FAT,
        angle=20,
    )
    nature.tree(sheet, 470, 800, 0.95, "spring")
    nature.cloud(sheet, 1030, 210, 1.15, GREY, filled=True)
    for path in (
        shapes.box(250, 90, 1100, 800),
        [(800.0, 90.0), (800.0, 890.0)],
        [(250.0, 470.0), (1350.0, 474.0)],
    ):
        sheet.line(path, BROWN, Tool(34, 0.95, 5))
    sheet.shape(shapes.box(150, 880, 1300, 90), BROWN, (84, 52, 34), FAT, angle=6)
    animals.cat(sheet, 830, 520, 0.98, (150, 150, 156), (90, 90, 98))
    for left, sign in ((120, 1), (1480, -1)):
        drape = curve(
            [
                (left, 40),
                (left + sign * 220, 60),
                (left + sign * 150, 420),
                (left + sign * 190, 900),
                (left, 960),
            ]
        )
        sheet.shape(shapes.closed(drape), PURPLE, NAVY, FAT, angle=84)
    pot = [(1180, 870), (1160, 760), (1300, 760), (1280, 870)]
    sheet.shape(shapes.closed([(float(a), float(b)) for a, b in pot]), ORANGE, BROWN)
    nature.flower(sheet, 1230, 765, 220, RED)
    return sheet.image


def avatar() -> Image.Image:
    """Half a cat behind the edge of the picture."""
    sheet = Sheet("mika avatar", 600, 600)
    sheet.fill(shapes.box(-20, -20, 640, 640), LILAC, FAT, angle=-50)
    animals.cat(sheet, 300, 370, 1.45, (150, 150, 156), (90, 90, 98))
    return sheet.image
