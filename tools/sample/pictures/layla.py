"""Layla looks up."""

from __future__ import annotations

import math

from PIL import Image

from tools.sample import nature, shapes, things
from tools.sample.colours import (
    BLACK,
    BLUE,
    GOLD,
    GREEN,
    GREY,
    LIGHT_GREY,
    NAVY,
    ORANGE,
    PINK,
    PURPLE,
    RED,
    SKY,
    TEAL,
    WHITE,
    YELLOW,
)
from tools.sample.crayon import CRAYON, FAT, FINE, MARKER, Colour, Sheet, Tool
from tools.sample.paper import Paper
from tools.sample.people import Person, person
from tools.sample.shapes import Path, closed, curve, ellipse

LIGHT = Tool(width=12, pressure=0.92, shake=5, glaze=0)
"""Chalk pencil on black paper."""


def first_moon() -> Image.Image:
    """September: a moon with a face and a rocket on the way."""
    sheet = Sheet("layla first moon")
    sheet.shape(ellipse(1160, 380, 270), YELLOW, ORANGE, FAT)
    sheet.dot(1080, 330, 18, BLACK)
    sheet.dot(1230, 330, 18, BLACK)
    sheet.line(curve([(1050, 450), (1160, 520), (1270, 446)]), RED, FAT)
    things.rocket(sheet, 440, 760, 1.0, 38)
    for x, y in ((180, 200), (520, 240), (760, 140), (1500, 800), (900, 1000), (1250, 960)):
        sheet.line(shapes.star(x, y, 56, 24), BLUE, CRAYON)
    return sheet.image


def _stars(sheet: Sheet, count: int) -> None:
    for i in range(count):
        x, y = sheet.rng.uniform(20, sheet.size[0] - 20), sheet.rng.uniform(20, sheet.size[1] - 20)
        if i % 5:
            sheet.dot(x, y, sheet.rng.uniform(3, 7), WHITE, LIGHT)
        else:
            for turned in (0, 60, 120):
                sheet.line(
                    shapes.turn([(x - 18, y), (x + 18, y)], (x, y), turned), YELLOW, Tool(6, 1, 2, glaze=0)
                )


def moon_journal() -> Image.Image:
    """October: the moon on six evenings."""
    sheet = Sheet("layla journal", paper=Paper.BLACK)
    _stars(sheet, 50)
    sheet.write("My moon journal", 420, 140, 54, WHITE, LIGHT, neat=0.3)
    days = (
        ("Sep 25", 0.15),
        ("Sep 27", 0.35),
        ("Sep 29", 0.5),
        ("Oct 2", 0.75),
        ("Oct 4", 0.9),
        ("Oct 6", 1.0),
    )
    for i, (day, full) in enumerate(days):
        x, y, r = 320 + (i % 3) * 480, 420 + (i // 3) * 440, 140
        right = ellipse(x, y, r, start=-90, sweep=180)
        bulge = r * (1 - 2 * full)
        left = ellipse(x, y, bulge, r, start=90, sweep=-180)
        sheet.clear([*right, *left])
        sheet.fill([*right, *left], (255, 240, 170), Tool(18, 0.9, 5, glaze=0, gap=0.8))
        sheet.line(ellipse(x, y, r), (120, 120, 130), Tool(6, 0.8, 3, glaze=0))
        sheet.write(day, x - 110, y + 226, 34, SKY, LIGHT, neat=0.3)
    return sheet.image


def my_name() -> Image.Image:
    """November: the name in Arabic, with the night round it."""
    sheet = Sheet("layla name", paper=Paper.BLACK)
    _stars(sheet, 60)
    sheet.fill(shapes.crescent(330, 330, 180), YELLOW, Tool(20, 0.9, 5, glaze=0))
    brush = Tool(width=40, pressure=1, shake=5, glaze=0)
    for path in _arabic_layla(1230, 720, 1.0):
        sheet.line(path, (250, 190, 70), brush)
        sheet.line([(px + 4, py + 6) for px, py in path], (255, 236, 170), Tool(9, 0.8, 3, glaze=0))
    for x in (868, 922):
        sheet.dot(x, 812, 20, (250, 190, 70), LIGHT)
    sheet.write("Layla", 620, 1080, 78, SKY, Tool(18, 1, 4, glaze=0), neat=0.55)
    return sheet.image


def _arabic_layla(x: float, y: float, s: float) -> list[Path]:
    """The letters of the name, joined as they are written, from the right."""
    first = [(0, -330), (-6, -120), (-20, -20), (-90, 10), (-190, 10), (-270, 4)]
    tooth = [(-270, 4), (-318, -2), (-330, -78), (-340, -4), (-400, 8), (-480, 4)]
    second = [(-480, 4), (-520, -40), (-516, -330)]
    second_down = [(-516, -330), (-524, -60), (-548, 4), (-610, -4)]
    last = [
        (-610, -4),
        (-650, -70),
        (-720, -66),
        (-730, -10),
        (-660, 40),
        (-640, 110),
        (-720, 170),
        (-840, 150),
        (-880, 60),
    ]
    strokes = (first, tooth, second, second_down, last)
    return [
        [(x + px * s, y + py * s) for px, py in curve([(float(a), float(b)) for a, b in stroke])]
        for stroke in strokes
    ]


def balloon_rocket() -> Image.Image:
    """January: the balloon on its string, and how far it flew."""
    sheet = Sheet("layla balloon")
    sheet.write("balloon rocket", 480, 130, 54, RED, MARKER, neat=0.55)
    sheet.lines([[(160, 1100), (160, 330)], [(1440, 1100), (1440, 330)]], GREY, FAT)
    for x in (160, 1440):
        sheet.lines(
            [
                [(x - 90, 700), (x + 90, 700)],
                [(x - 80, 700), (x - 80, 1100)],
                [(x + 80, 700), (x + 80, 1100)],
            ],
            (134, 84, 48),
            FAT,
        )
    sheet.line([(160, 380), (1440, 386)], BLACK, FINE)
    sheet.shape(shapes.box(560, 356, 300, 50), YELLOW, ORANGE)
    shape = curve(
        [(470, 560), (560, 450), (760, 430), (930, 500), (980, 560), (930, 620), (760, 690), (560, 670)],
        loop=True,
    )
    sheet.shape(shape, PINK, RED, FAT)
    sheet.shape(closed([(474, 560), (420, 520), (430, 560), (418, 604)]), PINK, RED)
    for dy in (-50, 0, 50):
        sheet.line(curve([(390, 560 + dy), (330, 550 + dy), (270, 566 + dy)]), SKY, FAT)
    sheet.lines([[(620, 440), (620, 352)], [(800, 436), (800, 352)]], BLUE, MARKER)
    sheet.write("air", 270, 480, 40, BLUE, FINE, neat=0.55)
    sheet.lines([[(1020, 540), (1240, 540)], [(1190, 500), (1246, 540), (1190, 584)]], RED, MARKER)
    sheet.write("7 big steps!", 640, 960, 54, BLACK, MARKER, neat=0.55)
    return sheet.image


def lantern() -> Image.Image:
    """March: the paper lantern, lit, in the evening window."""
    sheet = Sheet("layla lantern", 1200, 1600, Paper.BLACK)
    _stars(sheet, 60)
    for r, colour in ((520, (92, 70, 60)), (400, (140, 96, 56)), (300, (190, 130, 56))):
        sheet.fill(ellipse(600, 830, r, r * 1.12), colour, Tool(30, 0.42, 8, glaze=0.1, gap=1.1), layers=1)
    sheet.line([(600, 0), (602, 330)], GOLD, FAT)
    sheet.line(ellipse(600, 370, 44), GOLD, FAT)

    def pane(path: Path, colour: Colour) -> None:
        sheet.shape(closed(path), colour, GOLD, Tool(18, 0.9, 5, glaze=0.1))

    pane([(600, 420), (390, 600), (810, 600)], TEAL)
    pane([(390, 600), (810, 600), (870, 680), (330, 680)], RED)
    colours = (ORANGE, YELLOW, PINK)
    for i in range(3):
        left, right = 330 + i * 180, 510 + i * 180
        low_left, low_right = 400 + i * 133, 533 + i * 133
        pane([(left, 680), (right, 680), (low_right, 1120), (low_left, 1120)], colours[i])
        sheet.line(
            shapes.star((left + right + low_left + low_right) / 4, 890, 60, 26), (255, 250, 220), LIGHT
        )
    pane([(380, 1120), (820, 1120), (760, 1210), (440, 1210)], BLUE)
    pane([(500, 1210), (700, 1210), (760, 1290), (440, 1290)], PURPLE)
    for i in range(5):
        sheet.line([(470 + i * 66, 1294), (470 + i * 66, 1370 + (i % 2) * 30)], GOLD, CRAYON)
    sheet.fill(shapes.crescent(960, 260, 120), YELLOW, Tool(18, 0.9, 5, glaze=0))
    return sheet.image


def moon_facts() -> Image.Image:
    """April: the earth, the moon, and somebody planting a flag."""
    sheet = Sheet("layla facts", 1800, 1200, Paper.BLACK)
    _stars(sheet, 80)
    sheet.clear(ellipse(400, 380, 230))
    sheet.fill(ellipse(400, 380, 230), BLUE, Tool(22, 0.9, 5, glaze=0))
    for land in (
        [(280, 260), (390, 220), (440, 300), (360, 380), (270, 350)],
        [(430, 420), (540, 380), (570, 470), (470, 540), (400, 500)],
    ):
        sheet.shape(
            curve([(float(a), float(b)) for a, b in land], loop=True),
            GREEN,
            (20, 90, 50),
            Tool(14, 0.9, 4, glaze=0),
        )
    sheet.line(ellipse(400, 380, 232), SKY, LIGHT)
    ground = curve([(-40, 1010), (300, 940), (800, 920), (1300, 950), (1840, 1020)])
    moon = [*ground, (1840, 1240), (-40, 1240)]
    sheet.clear([(float(a), float(b)) for a, b in moon])
    sheet.fill([(float(a), float(b)) for a, b in moon], LIGHT_GREY, Tool(24, 0.85, 5, glaze=0), angle=-10)
    sheet.line(ground, WHITE, FAT)
    for x, y, r in ((220, 1080, 80), (760, 1120, 110), (1120, 1040, 60), (1500, 1120, 90)):
        sheet.line(ellipse(x, y, r, r * 0.36), GREY, Tool(16, 0.95, 5, glaze=0.2))
        sheet.line(
            ellipse(x, y, r * 0.6, r * 0.18, start=200, sweep=140),
            (110, 110, 118),
            Tool(10, 0.95, 4, glaze=0.2),
        )
    things.rocket(sheet, 1420, 640, 1.05, 0, fire=False)
    sheet.clear(ellipse(860, 640, 104))
    person(sheet, Person("tan", NAVY, "short", WHITE, LIGHT_GREY), 860, 1010, 440, arms=(-20, 50))
    sheet.line(ellipse(860, 645, 112), SKY, Tool(12, 0.95, 4, glaze=0))
    sheet.line([(1010, 1010), (1012, 560)], GOLD, FAT)
    flag = curve([(1012, 566), (1090, 546), (1180, 580), (1180, 690), (1090, 662), (1012, 690)])
    sheet.shape(closed(flag), PURPLE, YELLOW, Tool(14, 0.95, 4, glaze=0))
    sheet.fill(shapes.star(1096, 620, 38, 16), YELLOW, LIGHT)
    sheet.write("Hi earth!", 720, 420, 46, WHITE, LIGHT, neat=0.8)
    return sheet.image


def rainbow_question() -> Image.Image:
    """May: where a rainbow goes when it is dark."""
    sheet = Sheet("layla rainbow")
    sheet.fill(shapes.box(800, -20, 820, 1240), NAVY, Tool(26, 0.62, 6, gap=0.9), angle=80)
    nature.grass(sheet, 1010)
    nature.rainbow(sheet, 800, 1000, 640, 58)
    nature.sun_in_corner(sheet, left=True, face=True)
    moon = ellipse(1420, 190, 110)
    sheet.clear(moon)
    sheet.shape(moon, (255, 240, 170), GOLD, FAT)
    for i in range(9):
        a = i * 2.1
        sheet.dot(
            1150 + 330 * abs(math.cos(a)), 120 + 240 * abs(math.sin(a)), 9, YELLOW, Tool(9, 1, 1, glaze=0)
        )
    for x in (90, 220, 330):
        nature.flower(sheet, x, 1090, 170, PINK)
    sheet.clear(shapes.box(460, 1045, 860, 120))
    sheet.write("Where does it sleep?", 490, 1120, 44, BLACK, Tool(10, 1, 4), neat=0.75)
    return sheet.image
